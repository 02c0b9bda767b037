import os

import pytest
from PySide6.QtCore import QDir, QLocale, Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QListView, QTreeView

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


@pytest.fixture
def arabic(qapp):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_names_and_places_keep_their_own_direction(qtbot, tmp_path, arabic):
    seen = {}

    def look(dialog):
        dialog.setDirectory(str(tmp_path))
        seen["place"] = dialog.findChild(QComboBox, "lookInCombo").currentText()
        for kind, name in ((QListView, "listView"), (QTreeView, "treeView")):
            delegate = dialog.findChild(kind, name).itemDelegate()
            seen[name] = delegate.displayText("000_a.txt", QLocale())
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        for text in ("000_a.txt", "خبر.txt"):
            field.setText(text)
            seen[text] = field.layoutDirection()
        dialog.reject()

    when_asked(look)
    files_to_open(None, "Import", "All (*)")
    assert seen["place"] == f"\u2066{QDir.toNativeSeparators(str(tmp_path))}\u2069"
    assert seen["listView"] == seen["treeView"] == "\u2068000_a.txt\u2069"
    assert seen["000_a.txt"] == Qt.LayoutDirection.LeftToRight
    assert seen["خبر.txt"] == Qt.LayoutDirection.RightToLeft


def test_what_sqlite_lays_beside_a_project_is_not_offered_and_folders_come_first(qtbot, tmp_path):
    (tmp_path / "z folder").mkdir()
    for name, size in (
        ("a.txt", 9000),
        ("b.txt", 800),
        ("n.annot", 1),
        ("n.annot-wal", 1),
        ("n.annot-shm", 1),
    ):
        (tmp_path / name).write_bytes(bytes(size))
    seen = {}

    def look(dialog):
        dialog.setDirectory(str(tmp_path))
        tree = dialog.findChild(QTreeView, "treeView")
        model = tree.model()

        def names():
            above = tree.rootIndex()
            return [model.index(row, 0, above).data() for row in range(model.rowCount(above))]

        qtbot.waitUntil(lambda: len(names()) == 4)
        for said, column in (("name", 0), ("size", 1)):
            model.sort(column, Qt.SortOrder.AscendingOrder)
            seen[said] = names()
        dialog.reject()

    when_asked(look)
    files_to_open(None, "Import", "All (*)")
    assert seen["name"] == ["z folder", "a.txt", "b.txt", "n.annot"]
    assert seen["size"] == ["z folder", "n.annot", "b.txt", "a.txt"]


def test_a_file_that_is_chosen_by_its_row_is_the_one_that_comes_back(qtbot, tmp_path):
    for name in ("a.annot-wal", "b.txt", "c.txt"):
        (tmp_path / name).write_bytes(b"x")

    def choose(dialog):
        dialog.setDirectory(str(tmp_path))
        rows = dialog.findChild(QListView, "listView")
        qtbot.waitUntil(lambda: rows.model().rowCount(rows.rootIndex()) == 2)
        rows.setCurrentIndex(rows.model().index(1, 0, rows.rootIndex()))
        dialog.accept()

    when_asked(choose)
    assert files_to_open(None, "Import", "All (*)") == [tmp_path / "c.txt"]
