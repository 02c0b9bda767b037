"""The window in every language: made anew without a restart, mirrored, and in one language alone."""

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    Qt,
)
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QWidget,
)

from annotator import words
from annotator.gui import fonts
from annotator.gui.actions import ACTIONS
from annotator.gui.exchange import import_assistant
from annotator.gui.exchange.format_words import FORMATS
from annotator.gui.start import StartWindow
from annotator.gui.still_text import StillText
from installers import catalogue

LOCALES = tuple(words.LOCALES)
ROWS = 30
# What is Latin in Arabic too: names of keys, formats, languages and people.
LATIN = {
    *("Annotator", "English", "Français", "amina", "news"),
    *(part for _group, title, _for in FORMATS.values() for part in re.findall("[A-Za-z]{2,}", title)),
    *("UIMA", "CAS", "XMI", "XML", "ace", "anercorp", "ontonotes", "wojood"),
    *("JSONL", "CSV", "CAMeL", "PDF", "Word", "HTML", "jsonl", "txt", "utf", "QWERTY", "AZERTY"),
    *(
        "Enter",
        "Space",
        "Tab",
        "Shift",
        "Ctrl",
        "Alt",
        "Del",
        "Backspace",
        "Esc",
        "PgUp",
        "PgDown",
        "Home",
        "End",
    ),
}
ENGLISH = re.compile(r"\b(the|of|is|are|and|this|that|with|for|not|was|has|by|to)\b", re.IGNORECASE)
# Keys, code points, what the language menu offers, names of encodings and formats, days on an axis, versions
# and what else is not ours.
NO_FIGURES = re.compile(
    r"\u2066[^\u2069]*\u2069|F[0-9]+|المفتاح [0-9]|^[0-9]$|^[0-9]\xa0.*|\(123\)|utf-8|CoNLL-200[23]"
    r"|^[0-9]{4}-[0-9]{2}-[0-9]{2}|^Annotator [0-9.]+$|\u2068[^\u2069]*\u2069"
)
DATA = re.compile(r"\u2068[^\u2069]*\u2069|«[^»]*»")


@pytest.fixture
def speak(application, settings) -> Callable[[str], None]:
    """Change the language as the menu does, and wait until the old window is gone."""

    def use(locale: str) -> None:
        settings.locale = locale
        application.restyle()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    return use


def said_by(thing: QObject) -> Iterator[str]:
    """What a widget or an action says to the eye, the pointer and a screen reader."""
    if isinstance(thing, QWidget):
        is_its_own = isinstance(thing, QLineEdit) and thing.toolTip() == thing.text()  # a command, in full
        yield from (
            "" if is_its_own else thing.toolTip(),
            thing.accessibleName(),
            thing.accessibleDescription(),
            thing.windowTitle(),
        )
    if isinstance(thing, QLabel | QAbstractButton | StillText):
        yield thing.text()
    if isinstance(thing, QAction):
        yield from (thing.text(), thing.toolTip(), thing.statusTip())
    if isinstance(thing, QMenu):
        yield thing.title()
    if isinstance(thing, QLineEdit):
        yield thing.placeholderText()
    if isinstance(thing, QComboBox):
        yield from (thing.itemText(place) for place in range(thing.count()))
    if isinstance(thing, QTabBar):
        yield from (thing.tabText(place) for place in range(thing.count()))
    if isinstance(thing, QAbstractItemView) and thing.model() is not None:
        yield from _in_rows(thing.model())


def _in_rows(model: QAbstractItemModel) -> Iterator[str]:
    for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(ROWS, model.rowCount(QModelIndex()))):
            index = model.index(row, column)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield str(model.data(index, role) or "")
            for below in range(min(ROWS, model.rowCount(index))):
                yield str(model.data(model.index(below, column, index)) or "")


def everything_said() -> set[str]:
    """All words of all windows of the application that are on the screen, closed menus included."""
    said: set[str] = set()
    for window in QApplication.topLevelWidgets():
        if not window.isVisible():
            continue
        for thing in (window, *window.findChildren(QWidget), *window.findChildren(QAction)):
            said |= {re.sub("<[^>]*>", " ", one).strip() for one in said_by(thing) if one.strip()}
    return said


def english_left(locale: str, *, ids: set[str]) -> set[str]:
    """Return what is said in another language than that of `locale`, but for the ids of the data."""
    left = set()
    latin = LATIN | ids
    known = catalogue.read(catalogue.ROOT, "fr")
    foreign = {key for one in known if (key := str(_first(one.id))) and key != _first(one.string)}
    for said in everything_said():
        for part in re.split(r"[\t\n]", DATA.sub("", said)):
            if locale.startswith("ar"):
                is_left = any(one not in latin for one in re.findall("[A-Za-zÀ-ÿ]{2,}", part))
            else:
                is_left = part.strip() in foreign or ENGLISH.search(part) is not None
            if is_left:
                left.add(part)
    return left


def _first(words_: object) -> object:
    return words_[0] if isinstance(words_, tuple | list) else words_


@pytest.mark.parametrize("locale", LOCALES)
def test_the_same_document_and_item_stand_in_the_window_of_another_language(application, speak, locale):
    before = application.window
    before.labelling.open_document("second")
    before.perform("next_suggestion")
    item = before.labelling.desk.hand.item
    assert item is not None
    speak(locale)
    window = application.window
    assert window is not before
    assert window.session.sheet.document.id == "second"
    assert window.labelling.desk.hand.item == item
    is_rtl = locale.startswith("ar")
    direction = Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight
    assert {one.layoutDirection() for one in window.findChildren(QWidget)} >= {direction}
    assert window.layoutDirection() == direction
    of_list, of_panel = (
        one.mapTo(window, one.rect().center()).x() for one in (window.labelling.list, window.labelling.panel)
    )
    assert (of_list > of_panel) == is_rtl
    assert QLocale() == QLocale(locale)


def test_one_goes_from_each_language_to_the_next_and_back(application, speak):
    said = {}
    for locale in (*LOCALES, *LOCALES):
        speak(locale)
        now = everything_said()
        assert said.setdefault(locale, now) == now
    assert len({frozenset(one) for one in said.values()}) == len(LOCALES)
    assert application.window.windowTitle() == "news — Annotator"


@pytest.mark.parametrize("locale", ["ar_MA", "ar_EG", "fr"])
def test_no_action_of_the_window_shows_a_word_of_english(
    qtbot, application, speak, monkeypatch, tmp_path, locale
):
    monkeypatch.setattr(import_assistant, "files_to_open", lambda *_args: [])
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))  # other tests leave reports, in words of Python
    speak(locale)
    window = application.window
    ids = {"visit", "second", *(one.id for one in window.session.project.schema.labels)}
    ids |= set(fonts.reading_faces(fonts.load()))  # what this computer has; other tests bring their own
    assert english_left(locale, ids=ids) == set()
    for action in ACTIONS:
        if action.id != "quit":
            window.perform(action.id)
            QApplication.processEvents()
            assert english_left(locale, ids=ids) == set(), action.id
    with qtbot.waitSignal(window.leads.agreement.counted, timeout=20_000):
        window.show_page("agreement")
    assert english_left(locale, ids=ids) == set()


@pytest.mark.parametrize("locale", ["ar_MA", "ar_EG", "fr"])
def test_neither_does_the_window_before_there_is_a_project(qtbot, application, settings, speak, locale):
    speak(locale)
    application.window.close()
    start = StartWindow("amina", settings)
    qtbot.addWidget(start)
    start.show()
    assert words._("Your name") in everything_said()
    assert english_left(locale, ids=set()) == set()


def test_the_digits_of_the_region_stand_everywhere_but_on_keys(qtbot, application, speak, monkeypatch):
    monkeypatch.setattr(import_assistant, "files_to_open", lambda *_args: [])
    speak("ar_EG")
    window = application.window
    guidelines = [one.guideline.in_language("ar") for one in window.session.project.schema.labels]
    for action in ACTIONS:
        if action.id != "quit":
            window.perform(action.id)
            QApplication.processEvents()
            said = {one for one in everything_said() if not any(rule in one for rule in guidelines)}
            assert any("٢" in one for one in said)  # two documents, at least
            assert {one for one in said if re.search("[0-9]", NO_FIGURES.sub("", one))} == set(), action.id
