"""Starts the application: the start window, or the window on a project."""

import gc
import getpass
import os
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from annotator.assets import resource
from annotator.gui.carrying import carry
from annotator.gui.dress import dress
from annotator.gui.exchange.doors import Doors
from annotator.gui.look_settings import SCALES
from annotator.gui.opened_files import OpenedFiles, open_beside
from annotator.gui.placing import place
from annotator.gui.platform_library import refuse_without_libraries
from annotator.gui.session import Session
from annotator.gui.settings import Settings
from annotator.gui.start import MakeSample, StartWindow
from annotator.gui.tour import offer_tour
from annotator.gui.trouble import watched
from annotator.gui.window import MainWindow
from annotator.project.file import Project
from annotator.project.upgrades import untold

DESKTOP_FILE: Final = "annotator"
"""By this name a desktop finds the menu entry, and with it the icon, that a window belongs to."""

_TURN_SECONDS: Final = 0.001  # Python's own is 0.005


class Application:
    """Holds the one window and makes it anew when the language or the theme changes."""

    def __init__(self, project: Project, annotator: str, settings: Settings) -> None:
        self.qt = _qt(settings)
        self._settings = settings
        self._project = project
        self._annotator = annotator
        self.window = self._make_window()

    def show(self) -> MainWindow:
        """Show the window with the first document that waits."""
        self.window.show()
        self.window.labelling.open_first()
        self.window.notice.tell(untold())
        return self.window

    def restyle(self) -> None:
        """Show the same document in a new window, in the language and theme that are set now."""
        old = self.window
        geometry = old.normalGeometry() if old.isMaximized() else old.geometry()
        sheet, hand = old.session.sheet, old.labelling.desk.hand
        self.window = self._make_window(doors=old.doors)
        self.window.setGeometry(geometry)
        self.window.setWindowState(old.windowState())
        self.window.show()
        if sheet is not None:
            self.window.labelling.open_document(sheet.document.id)
            there = self.window.labelling.desk.hand
            if hand.item is not None:
                there.take(hand.item)
            else:
                there.go_to(hand.caret)
        carry(old, self.window)
        old.close()
        old.deleteLater()
        old.session.deleteLater()  # its connections would keep the old window in memory

    def _make_window(self, *, doors: Doors | None = None) -> MainWindow:
        families = dress(self.qt, self._settings)
        session = Session(self._project, self._annotator)
        session.rest.settled.connect(gc.collect)
        window = MainWindow(session, self._settings, families, doors=doors)
        window.restyle_requested.connect(self.restyle, Qt.ConnectionType.QueuedConnection)
        return window


def spare_keys() -> None:
    """Have Python look for garbage while nobody waits (`Session.rest`), not in the middle of a key.

    A look at all objects takes 70 ms with a long document open. What was imported is none of it. Work beside
    the window gives Python back to it sooner, too: Qt asks for it many times while it paints.
    """
    sys.setswitchinterval(_TURN_SECONDS)
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def application_in(settings: Settings) -> QApplication:
    """Return Qt's application, speaking and looking as is set: what a window needs before it is made."""
    qt = _qt(settings)
    dress(qt, settings)
    return qt


def _qt(settings: Settings) -> QApplication:
    if QApplication.instance() is None and settings.look.scale != SCALES[0]:
        # Qt reads it once, when the application is made; what the system asks for comes on top.
        os.environ.setdefault("QT_SCALE_FACTOR", str(settings.look.scale / 100))
    if QApplication.instance() is None:
        refuse_without_libraries()
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    qt.setDesktopFileName(DESKTOP_FILE)
    qt.setApplicationName(DESKTOP_FILE)
    qt.setWindowIcon(QIcon(str(resource("icon", "annotator.svg"))))
    return qt


def default_name() -> str:
    """Return the name to label under: the one last used, else the computer user's, empty if he has none."""
    try:
        return Settings().annotator or getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container's user without a name, as Python's versions say it
        return ""


def start(make_sample: MakeSample | None = None, *, project: Path | None = None, problem: str = "") -> int:
    """Ask for a project in the start window, then open it; return the exit code.

    Without `make_sample` the start window offers no sample project; a `project` that was named comes first.
    `problem` says why the one that was asked for is not open: where no other is opened, the exit code is 1.
    """
    settings = Settings()
    qt = application_in(settings)
    with watched(settings):
        asking = StartWindow(default_name(), settings, make_sample=make_sample, project=project)
        OpenedFiles(qt, asking).asked.connect(asking.offer)
        asking.complain(problem)
        if not asking.exec() or asking.chosen is None:
            return 1 if problem else 0
        if not asking.wants_tour:
            settings.annotator = asking.annotator()
        return run(asking.chosen, asking.annotator(), wants_tour=asking.wants_tour)


def run(project_path: Path, annotator: str, *, wants_tour: bool = False) -> int:
    """Open the window on a project and stay until it is closed; return the exit code.

    The tour is offered once, or begins where it is wanted.

    Raises ProjectError where the project cannot be opened.
    """
    settings = Settings()
    spare_keys()
    _qt(settings)
    with Project.open(project_path) as project, watched(settings):
        application = Application(project, annotator, settings)
        OpenedFiles(application.qt, application.qt).asked.connect(
            lambda other: open_beside(other, window=application.window, here=project_path)
        )
        settings.remembered.opened(project_path)
        place(application.window, settings.remembered)
        offer_tour(application.show(), wants_tour=wants_tour)
        return application.qt.exec()
