import os

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from annotator.gui.choosing import file_to_make, files_to_open


def when_asked(act):
    """Do something with the dialog once it is on screen, then close it."""

    def go():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        act(dialog)

    QTimer.singleShot(300, go)


def test_a_new_file_gets_its_ending_and_nothing_is_replaced(qtbot, tmp_path):
    taken = tmp_path / "taken.annot"
    taken.write_bytes(b"x")

    def name(dialog):
        dialog.setDirectory(str(tmp_path))
        dialog.findChild(QLineEdit).setText("taken")
        dialog.accept()

    when_asked(name)
    assert file_to_make(None, "New", "Projects (*.annot)", name="a.annot", suffix="annot") == taken
    assert taken.read_bytes() == b"x"


def test_nothing_chosen_is_an_empty_list(qtbot):
    when_asked(lambda dialog: dialog.reject())
    assert files_to_open(None, "Import", "All (*)") == []


@pytest.mark.parametrize("kinds", ["All (*)", "Articles (*.txt)"])
def test_the_dialog_opens_no_file(qtbot, tmp_path, kinds):
    """It would drop SQLite's locks on a project that is open: kinds come from names alone."""
    project = tmp_path / "open.annot"
    project.write_bytes(b"SQLite format 3\x00" + bytes(200))
    os.utime(project, ns=(0, project.stat().st_mtime_ns))

    def look(dialog):
        dialog.setDirectory(str(tmp_path))
        QTimer.singleShot(400, dialog.reject)

    when_asked(look)
    files_to_open(None, "Import", kinds)
    # A relative access time moves on the first read after it was set back.
    assert project.stat().st_atime_ns == 0
