"""Every size of text and of article, every typeface and distance of lines fits the view."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from annotator.gui.article import Look
from tests.gui.article.drawing import LINE, MIXED, MakeView, on, picture, press


@pytest.mark.parametrize("text_px", [14, 20, 40, 80])
def test_any_size_of_text_fits_any_width(make_view: MakeView, look: Look, text_px: int) -> None:
    view = make_view(f"{MIXED}\n{LINE}", has_title=True, subtitle="الصحيفة", width=900)
    view.set_marks([on(view.text(), "المتحدث"), on(view.text(), "صفقة", 2, is_suggestion=True)])
    for width in (240, 500, 1200):
        view.resize(width, 400)
        view.set_look(replace(look, text_px=text_px))
        boxes = view.map.range_rects(0, len(view.text()))
        assert all(box.left() >= 0 and box.right() <= width for box in boxes)
        assert view.caret.rect().height() >= text_px
        assert not picture(view).isNull()


def test_lines_stand_as_far_apart_as_is_wished(make_view: MakeView, look: Look) -> None:
    view = make_view(f"{LINE} {LINE} {LINE}")

    def distance() -> int:
        tops = sorted({box.top() for box in view.map.range_rects(0, len(view.text()))})
        return tops[1] - tops[0]

    usual = distance()
    view.set_look(replace(look, line_spacing=1.5))
    assert distance() == pytest.approx(1.5 * usual, abs=1)
    view.set_look(look)
    assert distance() == usual


def test_another_typeface_breaks_the_lines_anew(make_view: MakeView, look: Look) -> None:
    view = make_view(f"{LINE} {LINE}")
    before = [box.width() for box in view.map.range_rects(0, 20)]
    view.set_look(replace(look, text_family=look.ui_family))
    assert [box.width() for box in view.map.range_rects(0, 20)] != before


def test_a_million_characters_open_at_once(make_view: MakeView) -> None:
    text = "\n".join([LINE] * (1_000_000 // len(LINE)))
    view = make_view(text)
    view.set_marks([on(text, "الرباط")])
    picture(view)
    assert view.map.layout_count() < 20
    press(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert view.map.visible_range()[1] == len(text)
    assert view.map.layout_count() < 50


def test_one_long_paragraph_is_laid_out_in_parts(make_view: MakeView) -> None:
    text = f"{LINE} " * 800
    view = make_view(text)
    picture(view)
    assert view.map.layout_count() == 1
    boxes = view.map.range_rects(4 * len(LINE), 70 * len(LINE))
    assert view.map.layout_count() == 3
    assert boxes == sorted(boxes, key=lambda box: box.top())
