"""Projects and windows for the tests with real keys and a real pointer."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from annotator.gui.application import Application
from annotator.gui.settings import Settings
from annotator.gui.window import MainWindow
from annotator.project.file import Project
from tests.x11 import gold
from tests.x11.gold import Gold

WHO = "amina"
Opened = tuple[MainWindow, Path]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Gold], Path]:
    """A project on an article and a second one, with suggestions; made once for all tests."""
    projects: dict[Path, Path] = {}

    def prepare(wanted: Gold) -> Path:
        if wanted.path not in projects:
            path = tmp_path_factory.mktemp("project") / "news.annot"
            second = gold.of_seed("04-attack").path
            for arguments in (("new", path), ("import", path, wanted.path, second), ("suggest", path)):
                command = [sys.executable, "-m", "annotator", *map(str, arguments)]
                subprocess.run(command, check=True, timeout=120, capture_output=True)
            projects[wanted.path] = path
        return projects[wanted.path]

    return prepare


@pytest.fixture
def opened(qtbot, tmp_path) -> Iterator[Callable[[Path], Opened]]:
    """Open a copy of a project in a window of this process."""
    projects: list[Project] = []
    applications: list[Application] = []

    def open_(project_path: Path) -> Opened:
        path = tmp_path / "news.annot"
        path.write_bytes(project_path.read_bytes())
        settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
        settings.locale = "en"
        projects.append(Project.open(path))
        applications.append(Application(projects[-1], WHO, settings))
        window = applications[-1].show()
        window.labelling.open_document(projects[-1].documents.ids()[0])
        return window, path

    yield open_
    for application in applications:
        application.window.close()
        application.window.deleteLater()
        application.qt.processEvents()
    for project in projects:
        project.close()
