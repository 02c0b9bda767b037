"""Columns of a table on paper: all of them can be read, whatever one cell holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.lead.paper_columns import side_by_side, widths

LENGTHS = st.lists(st.floats(10, 2000), min_size=1, max_size=60)


def test_what_has_room_shares_the_rest() -> None:
    assert widths([100, 50], [60, 50], room=200) == [125, 75]


def test_who_has_more_to_say_gets_more() -> None:
    assert widths([300, 50], [60, 50], room=200) == [150, 50]


def test_one_very_long_name_leaves_room_for_the_figures() -> None:
    assert widths([1500, 50, 60], [1500, 50, 60], room=600) == [490, 50, 60]
    assert widths([1500, 1500, 60], [1500, 1500, 60], room=600) == [270, 270, 60]


def test_columns_of_fifty_people_stand_below_each_other_behind_the_labels() -> None:
    parts = side_by_side([100.0] * 51, room=640)
    assert parts[:2] == [[0, *range(1, 10)], [0, *range(10, 19)]]
    assert side_by_side([100.0] * 16, room=640) == [list(range(16))]


@given(least=LENGTHS, more=st.floats(1, 3), room=st.floats(300, 900))
def test_every_column_is_there_once_and_all_fill_the_room(
    least: list[float], more: float, room: float
) -> None:
    parts = side_by_side(least, room=room)
    assert [place for part in parts for place in part[part != parts[0] :]] == list(range(len(least)))
    for part in parts:
        some = [least[place] for place in part]
        wide = widths([one * more for one in some], some, room=room)
        assert sum(wide) == pytest.approx(room)
        assert min(wide) >= min(39.9, *some)
