import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleTextInterface
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from annotator.gui.article import ArticleView
from tests.gui.article.drawing import LONG, MakeView

TEXT = "عنوان 😀 أول\nفي الرباط 🇲🇦 ونص"


@pytest.fixture
def view(make_view: MakeView) -> ArticleView:
    return make_view(TEXT)


@pytest.fixture
def found(view: ArticleView) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(view)


@pytest.fixture
def read(found: QAccessibleInterface) -> QAccessibleTextInterface:
    return found.textInterface()


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_a_view_is_a_text_that_is_read_not_typed_into(found: QAccessibleInterface) -> None:
    assert found.role() == QAccessible.Role.EditableText
    assert found.state().readOnly
    assert found.state().selectableText


def test_c_is_answered_with_addresses(found: QAccessibleInterface) -> None:
    # Anything else, None included, PySide takes for the address, and the process dies.
    for kind in QAccessible.InterfaceType:
        answer = found.interface_cast(kind)
        assert isinstance(answer, Shiboken.VoidPtr)
        assert (int(answer) != 0) == (kind == QAccessible.InterfaceType.TextInterface)
    assert found.valueInterface() is None


def test_the_text_is_read_in_units(read: QAccessibleTextInterface) -> None:
    assert read.characterCount() == units(TEXT)
    assert read.text(0, read.characterCount()) == TEXT
    assert read.text(6, 8) == "😀"


def test_the_caret_is_read_and_put_in_units(view: ArticleView, read: QAccessibleTextInterface) -> None:
    view.caret.put(9)
    assert read.cursorPosition() == 10
    read.setCursorPosition(8)
    assert view.caret.offset == 7


def test_a_selection_is_put_in_units_and_taken_off(view: ArticleView, read: QAccessibleTextInterface) -> None:
    read.setSelection(0, 6, 8)
    assert view.caret.selection == (6, 7)
    read.removeSelection(0)
    assert view.caret.selection == (7, 7)
    read.addSelection(0, 5)
    assert view.caret.selection == (0, 5)
    assert read.selectionCount() == 0  # see the module: a reader must not ask which


def test_characters_are_where_they_are_on_the_screen(
    view: ArticleView, read: QAccessibleTextInterface
) -> None:
    box = read.characterRect(0)
    shown = view.map.range_rect(0, 1)
    assert box == shown.translated(view.viewport().mapToGlobal(QPoint(0, 0)))
    assert read.offsetAtPoint(QPoint(box.right() - 2, box.center().y())) == 0
    assert read.characterRect(units(TEXT)).isNull()


def test_offsets_outside_are_brought_in(view: ArticleView, read: QAccessibleTextInterface) -> None:
    read.setCursorPosition(9999)
    assert view.caret.offset == len(TEXT)
    read.setCursorPosition(-3)
    assert view.caret.offset == 0


def test_a_range_is_brought_into_sight(make_view: MakeView) -> None:
    view = make_view(LONG)
    read = QAccessible.queryAccessibleInterface(view).textInterface()
    read.scrollToSubstring(len(LONG) - 20, len(LONG) - 10)
    assert view.map.visible_range()[1] > len(LONG) - 20


def test_another_text_is_another_text(view: ArticleView, read: QAccessibleTextInterface) -> None:
    assert read.characterCount() == units(TEXT)
    view.set_article("آخر", has_title=False)
    assert (read.characterCount(), read.text(0, 3)) == (3, "آخر")


def test_other_widgets_are_left_to_qt(qtbot: QtBot) -> None:
    edit = QPlainTextEdit("نص")
    qtbot.addWidget(edit)
    assert QAccessible.queryAccessibleInterface(edit).textInterface().characterCount() == 2


def test_with_a_reader_active_moves_are_told_and_break_nothing(view: ArticleView) -> None:
    QAccessible.setActive(True)
    try:
        view.caret.select(0, 7)
        view.caret.put(3)
        view.set_article("نص آخر", has_title=True)
        assert view.caret.offset == 0
    finally:
        QAccessible.setActive(False)
