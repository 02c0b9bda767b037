"""Starts the application: fonts, language, look, and the window on a project."""

import getpass
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from annotator import words
from annotator.gui import fonts
from annotator.gui.session import Session
from annotator.gui.settings import Settings
from annotator.gui.start import StartWindow
from annotator.gui.theme import DARK, LIGHT, style_sheet
from annotator.gui.trouble import show_trouble
from annotator.gui.window import MainWindow
from annotator.project.file import Project


class Application:
    """Holds the one window and makes it anew when the language or the theme changes."""

    def __init__(self, project: Project, annotator: str, settings: Settings) -> None:
        self.qt = QApplication.instance() or QApplication(sys.argv[:1])
        self._settings = settings
        self._project = project
        self._annotator = annotator
        self._families = fonts.load()
        self._translator = QTranslator()
        self.window = self._make_window()

    def show(self) -> MainWindow:
        """Show the window with the first document that waits."""
        self.window.show()
        self.window.labelling.open_first()
        return self.window

    def restyle(self) -> None:
        """Show the same document in a new window, in the language and theme that are set now."""
        old = self.window
        geometry = old.geometry()
        sheet, item = old.session.sheet, old.labelling.desk.hand.item
        self.window = self._make_window()
        self.window.setGeometry(geometry)
        self.window.show()
        if sheet is not None:
            self.window.labelling.open_document(sheet.document.id)
            self.window.labelling.desk.hand.take(item)
        old.close()
        old.deleteLater()

    def _make_window(self) -> MainWindow:
        words.use(self._settings.locale)
        self._dress()
        window = MainWindow(Session(self._project, self._annotator), self._settings, self._families)
        window.restyle_requested.connect(self.restyle, Qt.ConnectionType.QueuedConnection)
        return window

    def _dress(self) -> None:
        qt = self.qt
        assert isinstance(qt, QApplication)
        is_rtl = words.is_right_to_left()
        qt.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
        qt.removeTranslator(self._translator)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(QLocale(words.language()), "qtbase", "_", folder):
            qt.installTranslator(self._translator)
        font = QFont(self._families.ui)
        font.setPixelSize(14)
        qt.setFont(font)
        qt.setStyleSheet(style_sheet(DARK if self._settings.is_dark else LIGHT))


def default_name() -> str:
    """Return the name to label under: the one last used, else the computer user's."""
    return Settings().annotator or getpass.getuser()


def start() -> int:
    """Ask for a project in the start window, then open it; return the exit code."""
    settings = Settings()
    words.use(settings.locale)
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    fonts.load()
    asking = StartWindow(default_name())
    if not asking.exec() or asking.chosen is None:
        return 0
    settings.annotator = asking.annotator()
    del qt
    return run(asking.chosen, asking.annotator())


def run(project_path: Path, annotator: str) -> int:
    """Open the window on a project and stay until it is closed; return the exit code.

    Raises ProjectError where the project cannot be opened.
    """
    settings = Settings()
    with Project.open(project_path) as project:
        application = Application(project, annotator, settings)
        sys.excepthook = _on_bug
        application.show()
        return application.qt.exec()


def _on_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    show_trouble(kind, error, trace)
