from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

import annotator.gui.start as start_module
from annotator.errors import CannotWrite
from annotator.gui.dress import dress
from annotator.gui.recent import where
from annotator.gui.sample import sample_folder, sample_name
from annotator.gui.start import StartWindow
from annotator.project.file import Project
from annotator.schema import load


@pytest.fixture(autouse=True)
def own_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def show(qtbot, settings):
    dress(QApplication.instance(), settings)

    def open_(name="salma", **options):
        window = StartWindow(name, settings, **options)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        return window

    return open_


@pytest.fixture
def start(show):
    return show()


def button(window, words):
    return next(one for one in window.findChildren(QPushButton) if words in one.text())


def press(window, words):
    button(window, words).click()


def said(window):
    return [label.text() for label in window.findChildren(QLabel) if label.objectName() == "problem"][-1]


def new_project(folder: Path, name="news") -> Path:
    path = folder / f"{name}.annot"
    Project.create(path, schema=load("security-news")).close()
    return path


def test_a_new_project_is_made_and_chosen(start, tmp_path, monkeypatch):
    path = tmp_path / "news.annot"
    monkeypatch.setattr(start_module, "file_to_make", lambda *_a, **_k: path)
    press(start, "New")
    assert start.chosen == path
    with Project.open(path) as project:
        assert project.schema.id == "security-news"


@pytest.mark.parametrize(("name", "words"), [("", "name first"), ("gold", "reserved"), ("  ", "name first")])
def test_a_name_is_needed_and_some_are_reserved(start, tmp_path, monkeypatch, name, words):
    monkeypatch.setattr(start_module, "file_to_make", lambda *_a, **_k: tmp_path / "a.annot")
    start.name.setText(name)
    press(start, "New")
    assert words in said(start)
    assert start.chosen is None
    assert not (tmp_path / "a.annot").exists()


def test_a_file_that_is_no_project_is_refused_with_a_sentence(start, tmp_path, monkeypatch):
    path = tmp_path / "picture.annot"
    path.write_bytes(b"\xff\xd8\xff\xe0 a picture")
    monkeypatch.setattr(start_module, "file_to_open", lambda *_a: path)
    before = start.height()
    press(start, "Open")
    assert "picture.annot" in said(start)
    assert start.height() >= before
    assert start.chosen is None


def test_nothing_chosen_changes_nothing(start, monkeypatch):
    monkeypatch.setattr(start_module, "file_to_open", lambda *_a: None)
    press(start, "Open")
    assert start.chosen is None
    assert said(start) == ""


def test_a_project_opened_last_is_opened_by_enter(show, settings, tmp_path):
    path = new_project(tmp_path)
    settings.remembered.opened(path)
    window = show()
    assert window.recent.hasFocus()
    QTest.keyClick(window.recent, Qt.Key.Key_Return)
    assert window.chosen == path


def test_one_that_is_gone_says_so_and_can_be_taken_off(show, settings, tmp_path, qtbot):
    settings.remembered.opened(tmp_path / "gone.annot")
    window = show()
    model = window.recent.model()
    assert "not there any more" in model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    QTest.keyClick(window.recent, Qt.Key.Key_Return)
    assert "gone.annot" in said(window)
    assert window.chosen is None
    QTest.keyClick(window.recent, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: window.recent is None)
    assert settings.remembered.projects() == []


def test_a_path_keeps_its_order_and_the_users_folder_is_short():
    assert where(Path.home() / "work" / "a.annot", is_there=True) == "\u2066~/work\u2069"
    assert "/srv" in where(Path("/srv/a.annot"), is_there=False)


def test_the_sample_is_made_in_the_users_own_folder_and_comes_with_the_tour(show, settings, qtbot):
    folders = []

    def make(folder: Path) -> Path:
        folders.append(folder)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "demo.annot"
        if not path.exists():
            Project.create(path, schema=load("security-news")).close()
        return path

    window = show("", make_sample=make)
    press(window, "sample")
    qtbot.waitUntil(lambda: window.chosen is not None)
    assert folders == [sample_folder()]
    assert window.wants_tour
    assert window.annotator() == "guest"


def test_where_the_sample_cannot_be_made_there_is_a_sentence(show, qtbot):
    def make(folder: Path) -> Path:
        raise CannotWrite(path=folder, why="no space")

    window = show(make_sample=make)
    press(window, "sample")
    qtbot.waitUntil(lambda: said(window) != "")
    assert window.chosen is None
    assert not window.wants_tour
    assert button(window, "sample").isEnabled()


def test_without_a_way_to_make_it_no_sample_is_offered(start):
    assert [one for one in start.findChildren(QPushButton) if "sample" in one.text()] == []


def test_the_invented_annotators_of_the_sample_keep_their_work():
    assert sample_name("salma") == "salma"
    assert sample_name("amina") == sample_name("") == "guest"


def test_another_language_turns_the_window_round_and_keeps_the_name(show, settings, qtbot):
    window = show()
    window.name.setText("نادية")
    french = next(one for one in window.findChildren(QAction) if one.text() == "Français")
    french.trigger()
    qtbot.waitUntil(lambda: settings.locale == "fr" and window.name.text() == "نادية")
    arabic = next(one for one in window.findChildren(QAction) if "١٢٣" in one.text())
    arabic.trigger()
    qtbot.waitUntil(lambda: window.layoutDirection() == Qt.LayoutDirection.RightToLeft)
    assert settings.locale == "ar_EG"
    settings.locale = "en"
    dress(QApplication.instance(), settings)
