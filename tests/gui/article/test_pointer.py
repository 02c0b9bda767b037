import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from annotator.gui.article import ArticleView
from annotator.text import graphemes
from tests.gui.article.drawing import LINE, LONG, MIXED, MakeView, mark, middle_of, on

TEXT = "زار وفد للرباط والمغرب، أمس. وعاد اليوم إلى باكستان."
BUTTON, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def send(
    view: ArticleView,
    kind: QEvent.Type,
    at: QPoint,
    modifiers: Qt.KeyboardModifier = NONE,
    *,
    button: Qt.MouseButton = BUTTON,
) -> None:
    pressed = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button
    spot = QPointF(view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), QMouseEvent(kind, QPointF(at), spot, pressed, button, modifiers))


def drag(view: ArticleView, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    send(view, QEvent.Type.MouseButtonPress, start, modifiers)
    send(view, QEvent.Type.MouseMove, (start + end) / 2, modifiers)
    send(view, QEvent.Type.MouseMove, end, modifiers)
    send(view, QEvent.Type.MouseButtonRelease, end, modifiers)


def click(view: ArticleView, at: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(view.viewport(), BUTTON, modifiers, at)


@pytest.mark.parametrize("text", [TEXT, MIXED, "للأمن لإسلام الله مُحَمَّد", "Latin, only"])
def test_the_halves_of_a_character_are_the_places_around_it(make_view: MakeView, text: str) -> None:
    view = make_view(text, width=900)
    for start, end in zip(graphemes.boundaries(text), graphemes.boundaries(text)[1:], strict=False):
        box = view.map.range_rect(start, end)
        if box.width() < 8:
            continue  # the two halves are too narrow to be hit by whole pixels
        places = set()
        for x in (box.left() + box.width() // 4, box.right() - box.width() // 4):
            click(view, QPoint(x, box.center().y()))
            places.add(view.caret.offset)
        assert places == {start, end}


def test_a_click_beside_the_text_goes_to_the_end_of_the_line(make_view: MakeView) -> None:
    view = make_view(f"قصير\n{TEXT}", width=600)
    y = view.map.range_rect(0, 4).center().y()
    click(view, QPoint(5, y))
    assert view.caret.offset == 4
    click(view, QPoint(view.viewport().width() - 5, y))
    assert view.caret.offset == 0
    click(view, QPoint(5, view.viewport().height() - 5))
    assert view.caret.offset == len(view.text())


def test_a_click_tells_the_innermost_mark_or_the_chip(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(TEXT)
    outer, inner = on(TEXT, "وفد للرباط", 1), on(TEXT, "الرباط"[2:], 2)
    view.set_marks([outer, inner])
    with qtbot.waitSignal(view.mark_clicked) as clicked:
        click(view, middle_of(view, "رباط"))
    assert clicked.args == [inner.key]
    with qtbot.waitSignal(view.mark_clicked) as clicked:
        click(view, middle_of(view, "وفد"))
    assert clicked.args == [outer.key]
    start = view.map.range_rect(outer.start, outer.end)
    with qtbot.waitSignal(view.mark_clicked) as clicked:
        click(view, QPoint(start.right() - 8, start.top() - 8))
    assert clicked.args == [outer.key]
    with qtbot.assertNotEmitted(view.mark_clicked):
        click(view, middle_of(view, "باكستان"))
        drag(view, middle_of(view, "وفد"), middle_of(view, "أمس"))


def test_a_double_click_selects_a_word_without_its_certain_proclitic(make_view: MakeView) -> None:
    view = make_view(TEXT)
    for shown, selected in (("للرباط", "لرباط"), ("والمغرب", "المغرب"), ("وعاد", "وعاد"), ("اليوم", "اليوم")):
        at = middle_of(view, shown)
        QTest.mouseDClick(view.viewport(), BUTTON, NONE, at)
        assert TEXT[slice(*view.caret.selection)] == selected


def test_a_triple_click_selects_a_sentence(make_view: MakeView) -> None:
    view = make_view(f"عنوان\n{TEXT}\n{LINE}")
    at = middle_of(view, "اليوم")
    click(view, at)
    send(view, QEvent.Type.MouseButtonDblClick, at)
    send(view, QEvent.Type.MouseButtonRelease, at)
    send(view, QEvent.Type.MouseButtonPress, at)
    send(view, QEvent.Type.MouseButtonRelease, at)
    assert view.text()[slice(*view.caret.selection)].strip() == "وعاد اليوم إلى باكستان."


def test_dragging_selects_whole_words(make_view: MakeView) -> None:
    view = make_view(TEXT)
    drag(view, middle_of(view, "رباط"), middle_of(view, "مغر"))
    assert TEXT[slice(*view.caret.selection)] == "لرباط والمغرب"
    assert view.caret.offset == view.caret.selection[1]
    drag(view, middle_of(view, "مغر"), middle_of(view, "وفد"))
    assert TEXT[slice(*view.caret.selection)] == "وفد للرباط والمغرب"
    assert view.caret.offset == view.caret.selection[0]


def test_a_drag_from_within_a_proclitic_takes_it_along(make_view: MakeView) -> None:
    view = make_view(TEXT)
    lam, waw = TEXT.index("للرباط"), TEXT.index("والمغرب")
    drag(view, view.map.range_rect(lam, lam + 1).center(), middle_of(view, "مغر"))
    assert TEXT[slice(*view.caret.selection)] == "للرباط والمغرب"
    drag(view, middle_of(view, "أمس"), view.map.range_rect(waw, waw + 1).center())
    assert TEXT[slice(*view.caret.selection)] == "والمغرب، أمس"
    drag(view, middle_of(view, "وعا"), middle_of(view, "اليوم"))
    assert TEXT[slice(*view.caret.selection)] == "وعاد اليوم"


def test_dragging_with_alt_selects_characters(make_view: MakeView) -> None:
    view = make_view(TEXT)
    start, end = TEXT.index("رباط"), TEXT.index("مغرب")
    first, last = view.map.range_rect(start, start + 1), view.map.range_rect(end, end + 1)
    drag(
        view,
        QPoint(first.right() - 1, first.center().y()),
        QPoint(last.left() + 1, last.center().y()),
        Qt.KeyboardModifier.AltModifier,
    )
    assert view.caret.selection == (start, end + 1)


def test_shift_and_a_click_extend_by_words_as_a_drag_does(make_view: MakeView) -> None:
    view = make_view(TEXT)
    first, _end = words_of(0)
    later, end = words_of(2)
    view.caret.put(first)
    box = view.map.range_rect(later + 1, later + 2)
    click(view, box.center(), Qt.KeyboardModifier.ShiftModifier)
    assert view.caret.selection == (first, end)
    assert view.caret.offset == end
    view.caret.put(end)
    click(view, middle_of(view, TEXT[first:_end]), Qt.KeyboardModifier.ShiftModifier)
    assert view.caret.selection == (first, end)
    assert view.caret.offset == first


def test_with_alt_they_extend_by_letters(make_view: MakeView) -> None:
    view = make_view(TEXT)
    view.caret.put(4)
    box = view.map.range_rect(9, 10)
    held = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
    click(view, QPoint(box.right() - 1, box.center().y()), held)
    assert view.caret.selection == (4, 9)


def words_of(place: int) -> tuple[int, int]:
    return [(word.start(), word.end()) for word in re.finditer(r"\S+", TEXT)][place]


def test_a_shaking_hand_selects_nothing(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(TEXT)
    at = middle_of(view, "وفد")
    with qtbot.assertNotEmitted(view.caret.selection_changed):
        drag(view, at, at + QPoint(2, 1))


def test_holding_the_button_below_the_view_scrolls_on(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(LONG)
    below = QPoint(300, view.viewport().height() + 50)
    send(view, QEvent.Type.MouseButtonPress, QPoint(300, 50))
    send(view, QEvent.Type.MouseMove, below)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 200)
    qtbot.waitUntil(lambda: view.caret.offset > 500)
    send(view, QEvent.Type.MouseButtonRelease, below)
    value = view.verticalScrollBar().value()
    QApplication.processEvents()
    assert view.verticalScrollBar().value() == value
    start, end = view.caret.selection
    assert start < 200 < end


def test_other_buttons_are_left_alone(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(TEXT)
    view.set_marks([mark(1, 0, 3)])
    view.caret.select(5, 9)
    with qtbot.assertNotEmitted(view.mark_clicked):
        send(view, QEvent.Type.MouseButtonPress, middle_of(view, "زار"), button=Qt.MouseButton.RightButton)
        send(view, QEvent.Type.MouseButtonRelease, middle_of(view, "زار"), button=Qt.MouseButton.RightButton)
    assert view.caret.selection == (5, 9)


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_the_whole_name_on_a_chip_is_told_on_demand(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(LINE)
    name = "هيئة · جيش أو وحدة عسكرية"
    view.set_marks([replace(on(LINE, "وزير"), text=name), replace(on(LINE, "الدفاع", 2), text=name)])
    box = view.map.range_rect(LINE.index("وزير"), LINE.index("وزير") + 4)
    at = QPoint(box.right() - 8, box.top() - 8)
    QApplication.sendEvent(
        view.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    )
    qtbot.waitUntil(lambda: QToolTip.text() == name)
