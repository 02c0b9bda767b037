from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.article import ArticleView, Look
from annotator.gui.article.look import ink
from tests.gui.article.drawing import GREEN, LINE, MakeView, colours, mark, on, picture, press

TEXT = f"في الرباط للأمن أمس\n{LINE} {LINE}"


def tint(look: Look, colour: str = GREEN) -> str:
    return ink(colour, paper=look.paper, is_dark=look.is_dark).tint.name()


def on_screen(view: ArticleView) -> QImage:
    """What the screen holds, put together from all the partial paints."""
    return view.screen().grabWindow(view.winId()).toImage()


def columns_of(view: ArticleView, box: QRect, colour: str) -> list[int]:
    """The x where a colour stands in the rows of a box, over the whole width of the view."""
    image = picture(view)
    rows = range(box.top(), box.bottom() + 1)
    return [x for x in range(image.width()) if any(image.pixelColor(x, y).name() == colour for y in rows)]


@pytest.mark.parametrize("words", ["الرباط", "لأمن", "للأمن أمس", "باط"])
def test_a_confirmed_mark_is_tinted_over_its_letters_exactly(
    make_view: MakeView, look: Look, words: str
) -> None:
    view = make_view(TEXT)
    one = on(TEXT, words)
    view.set_marks([one])
    box = view.map.range_rect(one.start, one.end)
    columns = columns_of(view, box, tint(look))
    assert abs(columns[0] - box.left()) <= 1
    assert abs(columns[-1] - box.right()) <= 1
    underline = columns_of(view, QRect(box.left(), box.bottom() + 1, box.width(), 2), GREEN)
    assert underline == list(range(underline[0], underline[-1] + 1))
    assert (underline[0], underline[-1]) == (box.left(), box.right())


def test_a_suggestion_has_no_tint_but_dashes_and_an_outlined_chip(make_view: MakeView, look: Look) -> None:
    view = make_view(TEXT)
    one = on(TEXT, "الرباط", is_suggestion=True)
    view.set_marks([one])
    box = view.map.range_rect(one.start, one.end)
    image = picture(view)
    assert tint(look) not in colours(image, box)
    dashes = columns_of(view, QRect(box.left(), box.bottom() + 1, box.width(), 2), GREEN)
    assert 0.4 * box.width() < len(dashes) < 0.8 * box.width()
    assert box.left() <= dashes[0] <= box.left() + 2
    assert box.right() - 2 <= dashes[-1] <= box.right()
    chip = QRect(box.right() - 30, box.top() - 14, 28, 12)
    assert ink(GREEN, paper=look.paper, is_dark=False).chip_paper.name() in colours(image, chip)
    view.set_marks([replace(one, is_suggestion=False)])
    assert colours(picture(view), QRect(box.right() - 3, box.top() - 9, 2, 2)) == {GREEN}


def test_letters_are_shaped_the_same_with_and_without_marks(make_view: MakeView, look: Look) -> None:
    view = make_view(TEXT)
    plain = picture(view)
    box = view.map.range_rect(0, len(TEXT))
    # Suggestions have no tint, so that nothing between the underline and the chips may differ.
    view.set_marks([mark(n, start, start + 2, is_suggestion=True) for n, start in enumerate(range(0, 18, 2))])
    marked = picture(view)
    first = view.map.range_rect(0, 18)
    inside = first.adjusted(0, 3, 0, -1)
    assert box.contains(inside)
    assert plain.copy(inside) == marked.copy(inside)


def test_nested_marks_take_lanes_the_inner_one_nearest_the_text(make_view: MakeView) -> None:
    view = make_view(TEXT)
    inner = mark(1, 3, 9, colour="#ff0000")
    outer = mark(2, 0, 15, colour="#0000ff")
    view.set_marks([outer, inner])
    image = picture(view)
    box = view.map.range_rect(3, 9)
    x, floor = box.center().x(), box.bottom() + 1
    assert image.pixelColor(x, floor).name() == "#ff0000"
    assert image.pixelColor(x, floor + 5).name() == "#0000ff"
    assert colours(image, QRect(box.left(), floor + 10, box.width(), 6)) == {"#f6f5f1"}


def test_chips_of_one_place_stand_side_by_side_the_outer_one_first(make_view: MakeView) -> None:
    view = make_view(TEXT)
    view.set_marks([mark(1, 3, 9, colour="#ff0000"), mark(2, 3, 15, colour="#0000ff")])
    box = view.map.range_rect(3, 9)
    row = QRect(0, box.top() - 13, 1, 1)
    red, blue = columns_of(view, row, "#ff0000"), columns_of(view, row, "#0000ff")
    assert max(red) < min(blue)
    assert abs(max(blue) - box.right()) <= 4


def test_the_current_mark_is_ringed_on_every_line_it_wraps_to(make_view: MakeView, look: Look) -> None:
    view = make_view(TEXT, width=420)
    start = TEXT.index("\n") + 1
    one = mark(1, start + 10, start + 120)
    view.set_marks([one])
    before = picture(view)
    assert look.accent not in colours(before, before.rect())
    view.set_current(one.key)
    image = picture(view)
    boxes = view.map.range_rects(one.start, one.end)
    assert len(boxes) >= 2
    for box in boxes:
        for x in (box.left(), box.right()):
            assert look.accent in colours(image, QRect(x, box.center().y(), 1, 1))
        assert look.accent in colours(image, QRect(box.center().x(), box.top() - 2, 1, 2))
    view.set_current(None)
    assert look.accent not in colours(picture(view), before.rect())


def test_a_range_is_ringed_line_by_line_marked_or_not(make_view: MakeView, look: Look) -> None:
    view = make_view(TEXT, width=420)
    start = TEXT.index("\n") + 1
    view.set_marks([mark(1, start + 20, start + 26)])
    view.set_current(None, ring=(start + 10, start + 120))
    image, boxes = picture(view), view.map.range_rects(start + 10, start + 120)
    assert len(boxes) >= 2
    for box in boxes:
        for x in (box.left(), box.right()):
            assert look.accent in colours(image, QRect(x, box.center().y(), 1, 1))
    view.set_current(None)
    assert look.accent not in colours(picture(view), image.rect())
    view.set_current(None, ring=(0, 5))
    view.set_article(TEXT, has_title=False)
    assert look.accent not in colours(picture(view), image.rect())


@pytest.mark.parametrize("text_px", [14, 20, 40])
@pytest.mark.parametrize(
    "text", ["قال «رويترز»، أمس", "قال (رويترز)، أمس", "قال:رويترز،أمس", "قال .رويترز. أمس"]
)
def test_ring_and_caret_leave_what_stands_beside_the_mark_as_it_is(
    make_view: MakeView, look: Look, text: str, text_px: int
) -> None:
    view = make_view(text)
    view.set_look(replace(look, text_px=text_px))
    one = on(text, "رويترز", is_suggestion=True)
    view.set_marks([one])
    view.caret.put(len(text))
    before = picture(view)
    neighbours = [view.map.range_rect(at, at + 1) for at in (one.start - 1, one.end)]
    view.set_current(one.key)
    ringed = picture(view)
    assert ringed != before
    assert [ringed.copy(box) for box in neighbours] == [before.copy(box) for box in neighbours]
    for offset in (one.start, one.end):
        view.caret.put(offset)
        seen = picture(view)
        for box in neighbours:
            stem = view.caret.rect()
            assert stem.width() <= max(1, text_px // 20)
            letters = _inked(before, box.adjusted(0, 4, 0, -4))
            assert len(letters & _inside(stem)) <= 0.12 * len(letters)
            assert seen.copy(box) == before.copy(box) or stem.intersects(box.adjusted(-8, 0, 8, 0))


def _inked(image: QImage, box: QRect) -> set[tuple[int, int]]:
    return {(x, y) for x, y in _inside(box) if image.pixelColor(x, y).lightness() < 128}


def _inside(box: QRect) -> set[tuple[int, int]]:
    return {(x, y) for x in range(box.left(), box.right() + 1) for y in range(box.top(), box.bottom() + 1)}


def test_a_selection_covers_its_characters_exactly(make_view: MakeView, look: Look) -> None:
    view = make_view("قال NATO في 12/05")
    view.caret.select(2, 6)
    boxes = view.map.range_rects(2, 6)
    assert len(boxes) == 2
    columns = set(columns_of(view, boxes[0], look.selection))
    for box in boxes:
        assert {box.left() + 1, box.right() - 1} <= columns
    outside = view.map.range_rect(7, 8)
    assert outside.center().x() not in columns


def test_a_selected_line_feed_shows(make_view: MakeView, look: Look) -> None:
    view = make_view("سطر\n\nسطر")
    view.caret.select(0, 3)
    word = columns_of(view, view.map.range_rect(0, 3), look.selection)
    view.caret.select(0, 4)
    assert len(columns_of(view, view.map.range_rect(0, 3), look.selection)) > len(word)


def test_the_caret_shows_only_with_the_focus(qtbot: QtBot, look: Look) -> None:
    window, view, other = QWidget(), ArticleView(), ArticleView()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(view)
    column.addWidget(other)
    for one in (view, other):
        one.set_look(replace(look, caret="#ff00ff"))
        one.set_article(TEXT, has_title=False)
    window.resize(500, 500)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.caret.put(4)
    assert colours(picture(view), view.caret.rect()) == {"#ff00ff"}
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    image = picture(view)
    assert "#ff00ff" not in colours(image, image.rect())


def test_a_move_of_the_caret_paints_what_a_full_paint_would(make_view: MakeView) -> None:
    view = make_view(TEXT, width=420)
    view.set_marks([on(TEXT, "الرباط", 1), on(TEXT, "للأمن أمس", 2, is_suggestion=True)])
    view.set_current(("span", 1))
    keys = [
        Qt.Key.Key_Left,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Up,
        Qt.Key.Key_End,
        Qt.Key.Key_Right,
    ]
    for number, key in enumerate(keys * 3):
        press(view, key, [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier][number % 2])
        QApplication.processEvents()
        partial = on_screen(view)
        view.viewport().repaint()
        assert on_screen(view) == partial


def test_a_dark_look_is_dark(make_view: MakeView, look: Look) -> None:
    view = make_view(TEXT)
    dark = replace(look, paper="#16181d", ink="#e8e9ed", is_dark=True)
    view.set_look(dark)
    view.set_marks([replace(on(TEXT, "الرباط"), colour="#7aa5ff")])
    image = picture(view)
    assert image.pixelColor(2, 2).name() == "#16181d"
    assert tint(dark, "#7aa5ff") in colours(image, view.map.range_rect(3, 9))
    assert QColor(tint(dark, "#7aa5ff")).lightness() < 100
