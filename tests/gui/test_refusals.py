"""When a decision cannot be stored, the window says why and shows what is on disk, nothing else."""

import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from annotator.errors import NoSpace
from annotator.gui.application import Application
from annotator.gui.marks import marks_of
from annotator.gui.theme import LIGHT
from annotator.labelling import decisions, notes
from annotator.labelling.sheet import open_sheet
from annotator.model import State
from annotator.project.connection import Connection
from annotator.project.file import Project, connect
from tests.gui.conftest import TEXTS, find

CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier
KEYS = {
    "accept": [(Qt.Key.Key_Return, PLAIN)],
    "reject": [(Qt.Key.Key_Delete, PLAIN)],
    "relabel": [(Qt.Key.Key_3, PLAIN)],
    "edge": [(Qt.Key.Key_BracketRight, PLAIN)],
    "finish": [(Qt.Key.Key_Return, CTRL)],
    "accept_rest": [(Qt.Key.Key_Space, PLAIN), (Qt.Key.Key_Space, PLAIN)],
    "undo": [(Qt.Key.Key_Z, CTRL)],
}


@pytest.fixture
def connection(project_path: Path) -> Iterator[Connection]:
    made = connect(project_path, busy_seconds=0.05)
    yield made
    made.close()


@pytest.fixture
def window(qtbot, connection, settings):
    application = Application(Project(connection), "amina", settings)
    with qtbot.waitExposed(application.window):
        application.show()
    yield application.window
    application.window.close()
    application.window.deleteLater()
    application.qt.processEvents()


def words(status) -> list[str]:
    return [label.text() for label in status.findChildren(QLabel)]


@contextmanager
def another_is_writing(path: Path, connection: Connection) -> Iterator[None]:
    with Project.open(path) as other, other.suggestions.replacing():
        yield


@contextmanager
def the_file_is_moved(path: Path, connection: Connection) -> Iterator[None]:
    away = path.with_name("away.annot")
    path.rename(away)
    yield
    away.rename(path)


@contextmanager
def the_log_is_removed(path: Path, connection: Connection) -> Iterator[None]:
    log = path.with_name(f"{path.name}-wal")
    away = log.with_name("away")
    log.rename(away)
    yield
    away.rename(log)


@contextmanager
def the_disk_is_full(path: Path, connection: Connection) -> Iterator[None]:
    """Refuse the commit, when SQLite writes its log, and leave the transaction open as it does."""
    run = connection.run

    def refuse(sql: str, parameters: object = ()) -> int:
        if sql == "COMMIT":
            raise NoSpace(path=path)
        return run(sql, parameters)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "run", refuse)
        yield


@contextmanager
def the_disk_fails(path: Path, connection: Connection) -> Iterator[None]:
    log = path.with_name(f"{path.name}-wal")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    signal.signal(signal.SIGXFSZ, before)


FAULTS: dict[str, Callable[..., object]] = {
    "another program is writing": another_is_writing,
    "was moved": the_file_is_moved,
    "log": the_log_is_removed,
    "space": the_disk_is_full,
    "disk": the_disk_fails,
}


def shown(window) -> dict:
    return {mark.key: mark for mark in window.labelling.article.marks()}


def on_disk(path: Path) -> dict:
    with Project.open(path) as project:
        sheet = open_sheet(project, "visit", annotator="amina")
    return {mark.key: mark for mark in marks_of(sheet, theme=LIGHT)}


@pytest.mark.parametrize("deed", KEYS)
@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_stored_is_not_shown(window, connection, project_path, fault, deed):
    article = window.labelling.article
    QTest.keyClick(article, Qt.Key.Key_Return)  # so that there is something to undo, and a log
    before = on_disk(project_path)
    with FAULTS[fault](project_path, connection):
        for key in KEYS[deed]:
            QTest.keyClick(article, *key)
        assert window.session.sheet.document.id == "visit"
        assert shown(window) == before
        assert window.session.sheet.annotation.state is State.IN_PROGRESS
        assert window.status.message()
        assert "● The last decision is not saved" in words(window.status)
    assert on_disk(project_path) == before
    QTest.keyClick(article, Qt.Key.Key_Z, CTRL)  # what failed left nothing behind
    assert "● Every decision is saved" in words(window.status)
    assert shown(window) == on_disk(project_path)
    assert len(on_disk(project_path)) == 6
    assert not any(kind == "span" for kind, _number in on_disk(project_path))


def test_another_window_wrote_what_a_decision_rests_on(window, project_path):
    with Project.open(project_path) as project:
        sheet = open_sheet(project, "visit", annotator="amina")
        wish = decisions.reject(sheet, sheet.open_suggestions[0])
        project.changes.record("amina", wish.draft)
        sheet = open_sheet(project, "visit", annotator="amina")
        place = find(TEXTS["visit"], "وفد")
        project.changes.record("amina", notes.ask(sheet, "من هم؟", place=place).draft)
    QTest.keyClick(window.labelling.article, Qt.Key.Key_Return)
    assert "another window" in window.status.message()
    assert shown(window) == on_disk(project_path)
    assert any(mark.has_note for mark in shown(window).values())
