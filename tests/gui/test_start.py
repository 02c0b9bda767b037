import pytest
from PySide6.QtWidgets import QLabel, QPushButton

import annotator.gui.start as start_module
from annotator.gui.start import StartWindow
from annotator.project.file import Project


@pytest.fixture
def start(qtbot):
    window = StartWindow("salma")
    qtbot.addWidget(window)
    return window


def press(window, words):
    next(button for button in window.findChildren(QPushButton) if words in button.text()).click()


def said(window):
    return next(label.text() for label in window.findChildren(QLabel) if label.objectName() == "problem")


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
    press(start, "Open")
    assert "picture.annot" in said(start)
    assert start.chosen is None


def test_nothing_chosen_changes_nothing(start, monkeypatch):
    monkeypatch.setattr(start_module, "file_to_open", lambda *_a: None)
    press(start, "Open")
    assert start.chosen is None
    assert said(start) == ""
