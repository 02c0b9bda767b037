"""The program without a terminal: what it was started with, and how it says what speaks against that."""

import getpass
import io
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton

from annotator.errors import OneProjectAtATime, UnknownOption
from annotator.gui import application, front, opened_files
from annotator.gui.opened_files import OpenedFiles, open_beside
from annotator.gui.settings import Settings
from annotator.gui.start import StartWindow
from annotator.gui.trouble_dialog import TroubleDialog
from annotator.project.file import Project
from annotator.schema import load


@pytest.fixture(autouse=True)
def plain(monkeypatch, tmp_path):
    """Settings that nobody has touched, in the place of the user's."""
    store = QSettings(str(tmp_path / "plain.ini"), QSettings.Format.IniFormat)
    monkeypatch.setattr(front, "Settings", lambda: Settings(store))
    monkeypatch.setattr(application, "Settings", lambda: Settings(store))
    monkeypatch.setattr(getpass, "getuser", lambda: "salma")
    settings = Settings(store)
    settings.locale = "en"
    return settings


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "news.annot"
    Project.create(path, schema=load("security-news")).close()
    return path


@pytest.fixture
def opened(monkeypatch):
    """What was opened, and under which name."""
    seen = []
    monkeypatch.setattr(front, "run", lambda path, name: seen.append((path, name)) or 0)
    return seen


@pytest.fixture
def boxes(qapp):
    """What the boxes said, each closed as soon as it shows."""
    seen = []

    def look():
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            seen.append(box.text())
            box.accept()

    watch = QTimer()
    watch.timeout.connect(look)
    watch.start(5)
    yield seen
    watch.stop()


def call(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["annotator-gui", *map(str, arguments)])
    return front.main()


def test_a_project_is_opened_under_the_name_that_is_known(monkeypatch, project, opened):
    assert call(monkeypatch, project) == 0
    assert opened == [(project, "salma")]


@pytest.mark.parametrize("name", ["", "gold"])
def test_where_no_name_is_known_the_start_window_asks_for_it_with_the_project(
    monkeypatch, qtbot, project, opened, name
):
    monkeypatch.setattr(getpass, "getuser", lambda: name)
    monkeypatch.setattr(application, "run", lambda path, name, **_: opened.append((path, name)) or 0)

    def answer(window):
        button = next(one for one in window.findChildren(QPushButton) if "«news»" in one.text())
        assert button.isDefault()
        window.name.setText("amina")
        button.click()
        return window.result()

    monkeypatch.setattr(StartWindow, "exec", answer)
    assert call(monkeypatch, project) == 0
    assert opened == [(project, "amina")]


def test_without_a_project_the_start_window_opens(monkeypatch, qtbot, opened):
    asked = []
    monkeypatch.setattr(StartWindow, "exec", lambda window: asked.append(window) or 0)
    assert call(monkeypatch) == 0
    assert len(asked) == 1
    assert opened == []


def test_the_same_project_given_twice_is_one(tmp_path, project):
    again = tmp_path / "." / "news.annot"
    assert front.wish_of([str(project), "", str(again)]).project == again
    assert front.wish_of(["--", str(project)]).project == project
    assert front.wish_of(["-psn_0_12345"]).project is None


def test_a_project_may_begin_like_an_option(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnknownOption):
        front.wish_of(["-news.annot"])
    (tmp_path / "-news.annot").touch()
    assert front.wish_of(["-news.annot"]).project == Path("-news.annot")


def test_several_projects_and_unknown_options_are_refused(tmp_path, project):
    with pytest.raises(OneProjectAtATime, match="2 projects"):
        front.wish_of([str(project), str(tmp_path / "other.annot")])
    with pytest.raises(UnknownOption, match="--colour"):
        front.wish_of(["--colour"])


@pytest.fixture
def asked(monkeypatch):
    """The problems that start windows showed, each left without a project."""
    seen = []

    def leave(window):
        seen.append(problem_of(window))
        return 0

    monkeypatch.setattr(StartWindow, "exec", leave)
    return seen


def problem_of(window):
    return window.findChildren(QLabel, "problem")[-1].text()


def test_what_is_wrong_with_a_project_is_said_in_a_box_and_then_another_asked_for(
    monkeypatch, tmp_path, boxes, asked, capsys
):
    path = tmp_path / "absent.annot"
    assert call(monkeypatch, path) == 1
    assert boxes == asked == [f"There is no project at \u2068{path}\u2069."]
    assert f"«annotator new {path}» makes one" in capsys.readouterr().err


def test_what_is_no_project_is_said_and_another_can_be_opened(monkeypatch, tmp_path, boxes, project):
    path = tmp_path / "letter.annot"
    path.write_text("Dear Sir", encoding="utf-8")
    shown = []

    def choose(window):
        shown.append(problem_of(window))
        window.offer(project)
        return window.result()

    monkeypatch.setattr(StartWindow, "exec", choose)
    monkeypatch.setattr(application, "run", lambda path, _name, **_: shown.append(path) or 0)
    assert call(monkeypatch, path) == 0
    assert shown == [*boxes, project]
    assert "letter.annot" in boxes[0]


def test_the_start_window_names_no_command_either(qtbot, plain, tmp_path):
    window = StartWindow("salma", plain)
    qtbot.addWidget(window)
    window.offer(tmp_path / "absent.annot")
    assert problem_of(window).startswith("There is no project at ")
    assert "annotator new" not in problem_of(window)


def test_a_call_that_is_wrong_is_said_too(monkeypatch, boxes):
    assert call(monkeypatch, "--colour") == 2
    assert boxes == ["annotator-gui has no option --colour; annotator-gui --help shows what it takes."]


def test_whoever_closed_standard_error_still_sees_the_box(monkeypatch, tmp_path, boxes, asked):
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stderr", closed)
    assert call(monkeypatch, tmp_path / "absent.annot") == 1
    assert len(boxes) == 1


def test_help_and_version_are_printed(monkeypatch, capsys):
    assert call(monkeypatch, "--version") == 0
    assert capsys.readouterr().out == "annotator-gui 0.1.0 (from source)\n"
    assert call(monkeypatch, "-h") == 0
    assert "[PROJECT.annot]" in capsys.readouterr().out


def test_without_a_terminal_they_are_shown(monkeypatch, boxes):
    monkeypatch.setattr(sys, "stdout", None)
    assert call(monkeypatch, "--version") == 0
    assert boxes == ["annotator-gui 0.1.0 (from source)"]


def test_a_terminal_without_arabic_breaks_nothing(monkeypatch, plain, tmp_path, boxes, asked):
    plain.locale = "ar"
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stderr", terminal)
    assert call(monkeypatch, tmp_path / "غائب.annot") == 1
    assert len(boxes) == 1
    assert b"\\u063a" in terminal.buffer.getvalue()


def test_without_a_display_one_sentence_is_all(monkeypatch, project, capsys):
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert call(monkeypatch, project) == 1
    assert capsys.readouterr().err == "There is no display here to show a window on.\n"


def test_on_macos_a_double_click_reaches_the_start_window(monkeypatch, qtbot, qapp, plain, project):
    monkeypatch.setattr(sys, "platform", "darwin")
    window = StartWindow("salma", plain)
    qtbot.addWidget(window)
    OpenedFiles(qapp, window).asked.connect(window.offer)
    qapp.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(project))))
    assert window.chosen == project


def test_a_project_handed_over_waits_for_a_name(qtbot, plain, project):
    window = StartWindow("", plain)
    qtbot.addWidget(window)
    window.offer(project)
    assert window.chosen is None
    window.name.setText("salma")
    next(one for one in window.findChildren(QPushButton) if "«news»" in one.text()).click()
    assert window.chosen == project


def test_another_project_is_opened_beside_and_the_same_comes_forward(
    monkeypatch, window, project_path, tmp_path
):
    started = []
    monkeypatch.setattr(opened_files.QProcess, "startDetached", lambda *call: started.append(call))
    open_beside(project_path, window=window, here=project_path)
    assert started == []
    open_beside(tmp_path / "other.annot", window=window, here=project_path)
    # The program that says what is wrong in a box, as nobody reads its standard error.
    assert started[0][1][-3:] == ["annotator.windowed", "--", str(tmp_path / "other.annot")]
    assert front.wish_of(started[0][1][-2:]).project == tmp_path / "other.annot"


def test_a_bug_before_there_is_a_window_is_told_and_kept(
    qapp, monkeypatch, tmp_path, capsys, project, state_folder
):
    def broken(*_given):
        raise LookupError("وصل")

    def look():
        told = [one for one in qapp.topLevelWidgets() if isinstance(one, TroubleDialog) and one.isVisible()]
        for dialog in told:
            seen.append(dialog.happened.text())
            dialog.leave.click()

    seen = []
    watch = QTimer()
    watch.timeout.connect(look)
    watch.start(5)
    monkeypatch.setattr(front, "run", broken)
    monkeypatch.setattr(front, "refuse_without_display", lambda: None)
    monkeypatch.setattr("sys.argv", ["annotator-gui", str(project)])
    assert front.main() == 70
    assert seen == ["Annotator cannot go on."]
    err = capsys.readouterr().err
    assert "LookupError" in err
    assert "وصل" not in err
    assert str(tmp_path) not in err


@pytest.mark.parametrize("breaks", ["words.use", "application_in"])
def test_a_bug_in_what_comes_first_or_in_the_telling_is_no_traceback(
    monkeypatch, capsys, tmp_path, state_folder, breaks
):
    def broken(*_given):
        raise LookupError("وصل")

    monkeypatch.setattr(front, "refuse_without_display", lambda: None)
    monkeypatch.setattr(front, "tell_end", lambda *_given: None)
    monkeypatch.setattr(front, "run", broken)
    monkeypatch.setattr(f"annotator.gui.front.{breaks}", broken)
    assert call(monkeypatch, tmp_path / "news.annot") == 70
    assert "LookupError" in capsys.readouterr().err
