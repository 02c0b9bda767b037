"""Bugs and faults of the computer, as a person meets them."""

import pytest
from PySide6.QtWidgets import QMessageBox

from annotator.errors import DiskFault
from annotator.gui.trouble import show_trouble


@pytest.fixture
def shown(qtbot, monkeypatch):
    """The messages that would have waited for a person; while one does, the same breaks again."""
    boxes = []

    def wait(box):
        boxes.append((box.text(), box.detailedText()))
        assert len(boxes) < 5
        show_trouble(*broken("behind the message"))

    monkeypatch.setattr(QMessageBox, "exec", wait)
    return boxes


def broken(words):
    try:
        raise RuntimeError(words)
    except RuntimeError as error:
        return type(error), error, error.__traceback__


def test_a_bug_is_shown_once_and_its_values_are_not(shown, capsys):
    show_trouble(*broken("وصل اللواء"))
    ((text, details),) = shown
    assert text == "This should not have happened."
    assert "RuntimeError" in details
    assert "test_trouble.py" in details
    assert "اللواء" not in details
    assert capsys.readouterr().err.count("Traceback") == 2


def test_after_one_message_the_next_is_shown(shown):
    show_trouble(*broken("one"))
    show_trouble(*broken("another"))
    assert len(shown) == 2


def test_a_fault_of_the_computer_is_one_sentence_and_no_bug(shown, capsys):
    fault = DiskFault(path="news.annot", why="Input/output error")
    show_trouble(type(fault), fault, None)
    assert shown == [(str(fault), "")]
    assert str(fault) in capsys.readouterr().err
