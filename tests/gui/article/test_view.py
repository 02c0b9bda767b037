from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.article import ArticleView, Look
from tests.gui.article.drawing import LINE, LONG, MIXED, MakeView, mark, picture, press


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "سطر واحد",
        "   ",
        "\u064e\u0301",
        "😀🇲🇦👨‍👩‍👧",
        "\u200f\u200e",
        "سطر\r\nآخر\u2028ثالث\u2029رابع",
        "a\tb\0c",
        "\n\n\nن\n\n",
    ],
)
def test_any_text_is_painted_and_walked_through(make_view: MakeView, text: str) -> None:
    view = make_view(text, has_title=True, subtitle="الصحيفة")
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Right):
        press(view, key)
    press(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert view.caret.offset == 0
    press(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert view.caret.offset == len(text)
    assert not picture(view).isNull()


def test_a_view_is_painted_before_it_is_told_anything(qtbot: QtBot) -> None:
    view = ArticleView()
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.painted):
        view.show()
    assert (view.text(), view.caret.offset, view.caret.selection) == ("", 0, (0, 0))


def test_only_what_is_in_sight_is_laid_out(make_view: MakeView) -> None:
    view = make_view(LONG)
    picture(view)
    first, last = view.map.visible_range()
    assert first == 0
    assert 1 <= view.map.layout_count() <= LONG.count("\n", 0, last) + 2 < 10


def test_the_height_of_the_whole_text_is_known_at_once(make_view: MakeView) -> None:
    view = make_view(LONG)
    height = view.map.height()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    picture(view)
    assert height == view.map.height() == view.verticalScrollBar().maximum() + view.viewport().height()


def test_marks_never_lay_the_text_out_again(make_view: MakeView) -> None:
    view = make_view(LONG)
    picture(view)
    laid_out = view.map.layout_count()
    view.set_marks([mark(1, 0, 8), mark(2, 10, 20, is_suggestion=True)])
    picture(view)
    view.set_marks([mark(1, 0, 9), mark(3, 0, 30), mark(4, 2, 5), mark(5, 3, 4)])
    view.change_marks([("span", 1)], [mark(6, 40, 44)])
    picture(view)
    assert view.map.layout_count() == laid_out
    assert view.map.mark_at(view.map.range_rect(41, 42).center()) == mark(6, 40, 44)


def test_the_same_marks_paint_nothing(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(LINE)
    view.set_marks([mark(1, 0, 8)])
    QApplication.processEvents()
    with qtbot.assertNotEmitted(view.painted):
        view.set_marks([mark(1, 0, 8)])
        QApplication.processEvents()


def test_a_mark_paints_its_paragraph_alone(make_view: MakeView) -> None:
    view = make_view(f"{LINE}\n{LINE}\n{LINE}")
    before = picture(view)
    view.set_marks([mark(1, len(LINE) + 1, len(LINE) + 9)])
    QApplication.processEvents()
    after = picture(view)
    box = view.map.range_rect(len(LINE) + 1, 2 * len(LINE) + 1)
    changed = [
        y
        for y in range(after.height())
        if any(before.pixel(x, y) != after.pixel(x, y) for x in range(0, after.width(), 3))
    ]
    assert changed
    assert box.top() - 20 <= changed[0] <= changed[-1] <= box.bottom() + 12


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (5, 4), (0, len(LINE) + 1)])
def test_a_mark_outside_the_text_is_refused(make_view: MakeView, start: int, end: int) -> None:
    view = make_view(LINE)
    with pytest.raises(ValueError, match="not in a text"):
        view.set_marks([mark(1, start, end)])


def test_marks_may_stand_anywhere(make_view: MakeView) -> None:
    text = f"{LINE}\n\n{LINE}\nآخر  "
    view = make_view(text, has_title=True)
    whole, across = mark(1, 0, len(text)), mark(2, len(LINE) - 3, len(LINE) + 8)
    feed, blanks = mark(3, len(LINE), len(LINE) + 1), mark(4, len(text) - 2, len(text))
    view.set_marks([whole, across, feed, blanks])
    view.set_current(feed.key)
    assert not picture(view).isNull()
    assert view.map.mark_at(view.map.range_rect(len(text) - 1, len(text)).center()) == blanks
    assert view.map.mark_at(view.map.range_rect(len(LINE) + 2, len(LINE) + 3).center()) == across


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (0, len(LINE) + 1)])
def test_a_selection_outside_the_text_is_refused(make_view: MakeView, start: int, end: int) -> None:
    view = make_view(LINE)
    with pytest.raises(ValueError, match="not in a text"):
        view.caret.select(start, end)


def test_a_selection_is_widened_to_whole_graphemes(make_view: MakeView) -> None:
    text = "a🇲🇦b e\u0301"
    view = make_view(text)
    view.caret.select(2, 6)
    assert view.caret.selection == (1, 7)
    view.caret.select(6, 2)
    assert (view.caret.selection, view.caret.offset) == ((1, 7), 1)
    view.caret.put(6)
    assert view.caret.offset == 5


def test_signals_tell_what_changed_and_nothing_else(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(LINE)
    with qtbot.assertNotEmitted(view.caret.selection_changed), qtbot.waitSignal(view.caret.moved) as moved:
        view.caret.put(5)
    assert moved.args == [5]
    with qtbot.waitSignal(view.caret.selection_changed) as selected:
        view.caret.select(2, 7)
    assert selected.args == [2, 7]
    with qtbot.assertNotEmitted(view.caret.moved), qtbot.waitSignal(view.caret.selection_changed) as selected:
        view.caret.put(7)
    assert selected.args == [7, 7]
    with qtbot.assertNotEmitted(view.caret.moved), qtbot.assertNotEmitted(view.caret.selection_changed):
        view.caret.put(7)


def test_another_article_starts_over(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(LONG)
    view.set_marks([mark(1, 0, 5)])
    view.caret.select(3, len(LONG) - 3)
    with qtbot.assertNotEmitted(view.caret.moved):
        view.set_article(LINE, has_title=False)
    assert (view.text(), view.caret.offset, view.caret.selection) == (LINE, 0, (0, 0))
    assert view.marks() == []
    assert view.verticalScrollBar().value() == 0


def test_the_current_mark_is_brought_into_comfortable_sight(make_view: MakeView) -> None:
    view = make_view(LONG)
    far = mark(1, len(LONG) // 2, len(LONG) // 2 + 6)
    view.set_marks([far])
    view.set_current(far.key)
    box = view.map.range_rect(far.start, far.end)
    assert view.height() * 0.2 < box.center().y() < view.height() * 0.6
    value = view.verticalScrollBar().value()
    view.set_current(None)
    view.set_current(far.key)
    assert view.verticalScrollBar().value() == value


def test_a_current_mark_waits_until_the_view_is_shown(qtbot: QtBot, look: Look) -> None:
    view = ArticleView()
    qtbot.addWidget(view)
    view.set_look(look)
    view.set_article(LONG, has_title=False)
    far = mark(1, len(LONG) - 40, len(LONG) - 30)
    view.set_marks([far])
    view.set_current(far.key)
    view.resize(600, 400)
    view.show()
    qtbot.waitExposed(view)
    assert view.viewport().rect().contains(view.map.range_rect(far.start, far.end))


def test_scrolling_up_into_what_was_never_seen_moves_nothing_else(make_view: MakeView) -> None:
    text = "\n".join(f"{LINE} " * (1 + number % 7) + "م" * (number % 5) for number in range(120))
    view = make_view(text)
    press(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    bar = view.verticalScrollBar()
    for _step in range(150):
        start, end = view.map.visible_range()
        middle = next(offset for offset in range((start + end) // 2, end) if text[offset].isalpha())
        before = view.map.range_rect(middle, middle + 1).top()
        value = bar.value()
        bar.setValue(value - 37)
        if bar.value() == 0:
            break
        assert view.map.range_rect(middle, middle + 1).top() == before + 37


def test_asking_for_what_is_out_of_sight_moves_nothing(make_view: MakeView) -> None:
    view = make_view(LONG)
    press(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    before = view.caret.rect()
    for offset in range(0, len(LONG), 997):
        view.map.range_rect(offset, offset + 1)
    assert view.caret.rect() == before


def test_resizing_keeps_the_reading_position(make_view: MakeView) -> None:
    view = make_view(LONG)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    first, _last = view.map.visible_range()
    for width in (500, 420, 380, 700, 333, 600):
        view.resize(width, 400)
        start, end = view.map.visible_range()
        assert start - len(LINE) <= first <= end
    again, _last = view.map.visible_range()
    assert abs(again - first) < len(LINE)


def test_another_look_keeps_the_reading_position(make_view: MakeView, look: Look) -> None:
    view = make_view(LONG)
    far = mark(1, len(LONG) // 2, len(LONG) // 2 + 6)
    view.set_marks([far])
    view.set_current(far.key)
    for size in (28, 14, 40, 20):
        view.set_look(replace(look, text_px=size))
        start, end = view.map.visible_range()
        assert start - len(LINE) <= far.start <= end + len(LINE)


def test_at_the_top_one_stays_at_the_top(make_view: MakeView, look: Look) -> None:
    view = make_view(LONG)
    view.set_look(replace(look, text_px=30))
    view.resize(400, 300)
    assert view.verticalScrollBar().value() == 0


def test_the_subtitle_counts_for_no_offset(make_view: MakeView) -> None:
    view = make_view(f"عنوان\n{LINE}", has_title=True)
    before = view.map.range_rect(6, 9)
    view.set_subtitle("الصحيفة · 12 مقترحًا")
    assert view.map.range_rect(6, 9).top() > before.top()
    assert view.map.range_rect(6, 9).left() == before.left()
    view.set_subtitle("")
    assert view.map.range_rect(6, 9) == before


def test_the_column_does_not_depend_on_the_scroll_bar(make_view: MakeView) -> None:
    short, long = make_view(LINE), make_view(LONG)
    assert short.map.range_rect(0, 5).size() == long.map.range_rect(0, 5).size()
    assert short.map.visible_range()[1] == len(LINE)


def test_the_wheel_scrolls_but_not_with_control(make_view: MakeView) -> None:
    view = make_view(LONG)

    def wheel(modifiers: Qt.KeyboardModifier) -> QWheelEvent:
        return QWheelEvent(
            QPointF(50, 50),
            QPointF(50, 50),
            QPoint(0, 0),
            QPoint(0, -240),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )

    QApplication.sendEvent(view.viewport(), wheel(Qt.KeyboardModifier.NoModifier))
    value = view.verticalScrollBar().value()
    assert value > 0
    QApplication.sendEvent(view.viewport(), wheel(Qt.KeyboardModifier.ControlModifier))
    assert view.verticalScrollBar().value() == value


def test_keys_that_do_not_move_reach_the_window(qtbot: QtBot) -> None:
    class Window(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.keys: list[int] = []
            self.view = ArticleView()
            QVBoxLayout(self).addWidget(self.view)

        def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
            self.keys.append(event.key())

    window = Window()
    qtbot.addWidget(window)
    window.show()
    ours = [Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_PageDown, Qt.Key.Key_Up]
    theirs = [
        Qt.Key.Key_1,
        Qt.Key.Key_Space,
        Qt.Key.Key_Return,
        Qt.Key.Key_Delete,
        Qt.Key.Key_P,
        Qt.Key.Key_Escape,
    ]
    for key in ours + theirs:
        QTest.keyClick(window.view, key)
    QTest.keyClick(window.view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.keys == [*theirs, Qt.Key.Key_Alt, Qt.Key.Key_Left]


def test_boxes_of_a_range_are_those_of_its_characters(make_view: MakeView) -> None:
    view = make_view(MIXED, width=420)
    for start in range(0, len(MIXED), 3):
        for end in range(start + 1, min(start + 12, len(MIXED))):
            whole = sum(box.width() for box in view.map.range_rects(start, end))
            alone = sum(box.width() for at in range(start, end) for box in view.map.range_rects(at, at + 1))
            assert abs(whole - alone) <= end - start  # each is rounded to whole pixels


@pytest.fixture
def narrow(make_view: MakeView) -> ArticleView:
    return make_view("", width=320)


PIECES = st.sampled_from(["محمد ", "الرباط", "\n", "NATO ", "12/05", "😀", "لله", "(", "، ", "اً"])


@given(st.lists(PIECES, min_size=1, max_size=60).map("".join), st.data())
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_marks_on_any_text_are_painted(narrow: ArticleView, text: str, data: st.DataObject) -> None:
    view = narrow
    view.set_article(text, has_title=True)
    ends = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    for _round in range(3):
        ranges = data.draw(st.lists(ends, max_size=12))
        marks = [mark(n, a, b, is_suggestion=bool(n % 2)) for n, (a, b) in enumerate(ranges)]
        view.set_marks(marks)
        view.set_current(marks[-1].key if marks else None)
        assert not picture(view).isNull()
        for one in marks:
            for box in view.map.range_rects(one.start, one.end):
                found = view.map.mark_at(box.center())
                assert found is not None
                assert found.end - found.start <= one.end - one.start


def test_exceptions_while_painting_are_not_hidden(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(LINE)
    broken = replace(mark(1, 0, 5, is_suggestion=True), text=None)  # type: ignore[arg-type]
    with qtbot.captureExceptions() as raised:
        view.set_marks([broken])
        QApplication.processEvents()
    assert {kind for kind, _error, _trace in raised} == {TypeError}
    view.set_marks([])
    with qtbot.waitSignal(view.painted):
        view.viewport().update()


def test_a_view_that_is_gone_leaves_nothing_behind(qtbot: QtBot, look: Look) -> None:
    view = ArticleView()
    view.set_look(look)
    view.set_article(LONG, has_title=True)
    view.show()
    qtbot.waitExposed(view)
    with qtbot.waitSignal(view.destroyed):
        view.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_caret_on_a_line_that_is_gone_is_painted_on_the_one_that_holds_it(
    make_view: MakeView, look: Look
) -> None:
    """A narrow column has more lines than a wide one; the caret stood on one of the last."""
    view = make_view(LONG.partition("\n")[0] * 3, width=260)
    press(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    press(view, Qt.Key.Key_Right)
    before = view.caret.offset
    view.resize(900, 400)
    assert not picture(view).isNull()
    press(view, Qt.Key.Key_Right)
    view.set_look(replace(look, text_px=14))
    assert not picture(view).isNull()
    assert view.caret.offset == before - 1
    assert view.caret.rect().bottom() <= view.map.range_rect(0, len(view.text())).bottom() + 1
