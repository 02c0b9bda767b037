"""How every window looks before it says anything: direction, Qt's own words, typeface, colours."""

from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QFont, QPixmapCache
from PySide6.QtWidgets import QApplication

from annotator import words
from annotator.gui import fonts
from annotator.gui.article import Look
from annotator.gui.fonts import Families
from annotator.gui.qt_words import QtWords
from annotator.gui.settings import Settings
from annotator.gui.theme import style_sheet
from annotator.gui.trouble import say_what_it_runs_on

_TEXT_PX: Final = 14
_PIXMAPS_KB: Final = 512
_QTS_FILE: Final = "Qt's own file"
_OUR_WORDS: Final = "our words for Qt"


def dress(qt: QApplication, settings: Settings) -> Families:
    """Speak the language that is set and take on its direction and the theme; return the typefaces."""
    words.use(settings.locale)
    say_what_it_runs_on(settings)
    is_rtl = words.is_right_to_left()
    qt.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
    _translate(qt)
    families = fonts.load()
    font = QFont(families.ui)
    font.setPixelSize(_TEXT_PX)
    qt.setFont(font)
    qt.setStyleSheet(style_sheet(settings.look.theme))
    # Each new window leaves its icons in this cache, some KB, until it is full: by Qt at 10 MB.
    QPixmapCache.setCacheLimit(_PIXMAPS_KB)
    return families


def look_of(settings: Settings, families: Families) -> Look:
    """Return how articles look under the settings."""
    theme = settings.look.theme
    return Look(
        paper=theme.paper,
        ink=theme.ink,
        muted=theme.muted,
        accent=theme.accent,
        on_accent=theme.on_accent,
        selection=theme.selection,
        caret=theme.ink,
        is_dark=theme.is_dark,
        text_family=fonts.reading_faces(families).get(settings.look.text_face, families.text),
        ui_family=families.ui,
        text_px=settings.look.text_px,
        line_spacing=settings.look.line_spacing,
        shows_invisible=settings.look.shows_invisible,
    )


def _translate(qt: QApplication) -> None:
    """Let Qt's own dialogs speak the language in use, and its widgets write that language's digits."""
    QLocale.setDefault(QLocale(words.locale()))
    theirs, ours = (qt.findChild(QTranslator, name) for name in (_QTS_FILE, _OUR_WORDS))
    if theirs is None or ours is None:
        theirs, ours = QTranslator(qt), QtWords(qt)
        theirs.setObjectName(_QTS_FILE)
        ours.setObjectName(_OUR_WORDS)
    qt.removeTranslator(ours)
    qt.removeTranslator(theirs)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if theirs.load(QLocale(words.language()), "qtbase", "_", folder):
        qt.installTranslator(theirs)
    if words.language() != "en":
        qt.installTranslator(ours)  # the last one is asked first
