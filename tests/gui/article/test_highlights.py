import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.article import Look
from annotator.gui.article.highlights import Highlights
from annotator.gui.article.look import found
from tests.gui.article.drawing import LINE, LONG, MakeView, colours, picture

RANGES = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)), max_size=20).map(
    lambda pairs: [(start, start + length) for start, length in pairs]
)


@given(RANGES, st.integers(0, 60), st.integers(1, 20))
def test_a_line_is_told_its_own_hits(ranges: list[tuple[int, int]], start: int, length: int) -> None:
    end = start + length
    expected = sorted(one for one in ranges if one[0] < end and start < one[1])
    assert list(Highlights(ranges).over(start, end)) == expected


def test_the_current_hit_is_counted_in_the_order_given() -> None:
    assert Highlights([(5, 7), (1, 3)], current=0).current == (5, 7)
    with pytest.raises(IndexError):
        Highlights([], current=0)


def test_what_was_found_is_seen_and_the_current_hit_brought_into_sight(
    make_view: MakeView, look: Look
) -> None:
    view = make_view(LONG)
    hits = [found.span() for found in re.finditer("الرباط", LONG)]
    ground, edge = found(look, is_current=False)
    strong, _edge = found(look, is_current=True)
    view.set_highlights(hits, None)
    assert view.verticalScrollBar().value() == 0
    box = view.map.range_rect(*hits[0])
    assert {ground.name(), edge.name()} <= colours(picture(view), box)
    assert strong.name() not in colours(picture(view), view.viewport().rect())
    view.set_highlights(hits, len(hits) // 2)
    box = view.map.range_rect(*hits[len(hits) // 2])
    assert view.viewport().rect().contains(box)
    assert strong.name() in colours(picture(view), box)
    view.set_highlights([])
    assert not {ground.name(), edge.name(), strong.name()} & colours(picture(view), box)


def test_a_selected_hit_is_seen_to_be_selected(make_view: MakeView, look: Look) -> None:
    view = make_view(LINE)
    view.set_highlights([(0, 6)], 0)
    view.caret.select(0, 6)
    assert look.selection in colours(picture(view), view.map.range_rect(0, 6))


def test_what_was_found_does_not_outlive_the_article(make_view: MakeView, look: Look) -> None:
    view = make_view(LINE)
    view.set_highlights([(0, 6)], 0)
    view.set_article(LINE, has_title=False)
    assert found(look, is_current=True)[0].name() not in colours(picture(view), view.viewport().rect())
