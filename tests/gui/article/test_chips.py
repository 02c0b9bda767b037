from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.article.chips import Place, Wish, arrange, off

COLUMN, GAP, NARROWEST = 600.0, 3.0, 30.0
WISHES = st.lists(
    st.builds(Wish, anchor=st.floats(0, COLUMN), width=st.floats(10, 200), reach=st.floats(2, 200)),
    max_size=15,
).map(lambda wishes: sorted(wishes, key=lambda wish: -wish.anchor))


def placed(*wishes: Wish) -> list[Place]:
    return arrange(wishes, column=COLUMN, narrowest=NARROWEST, gap=GAP)


def test_a_chip_alone_stands_at_its_mark() -> None:
    assert placed(Wish(300, 50, 40)) == [Place(250, 50)]


def test_a_chip_gives_way_to_the_left() -> None:
    first, second = placed(Wish(300, 50, 40), Wish(270, 40, 80))
    assert first == Place(250, 50)
    assert second == Place(250 - GAP - 40, 40)


def test_a_chip_stays_in_the_column() -> None:
    assert placed(Wish(45, 50, 40)) == [Place(0, 50)]


def test_words_are_shortened_before_a_chip_loses_touch_with_its_mark() -> None:
    first, second = placed(Wish(300, 90, 40), Wish(255, 60, 30))
    assert first.right == 300
    assert first.width < 90
    assert second.right == pytest.approx(255 - 30 + 8)
    assert second.width == 60


def test_where_the_column_ends_words_are_shortened_before_a_chip_leans_over_what_stands_before() -> None:
    first, second = placed(Wish(120, 80, 60), Wish(50, 90, 40))
    assert second.right <= 60.01
    assert first.right <= 130.01
    assert second.width < 90


def test_far_from_a_crowd_words_stay_whole() -> None:
    far, *crowd = placed(Wish(600, 150, 100), *(Wish(300, 100, 30) for _ in range(4)))
    assert far.width == 150
    assert crowd[0].width == pytest.approx(NARROWEST)


@given(WISHES)
def test_chips_neither_touch_nor_leave_the_column(wishes: list[Wish]) -> None:
    places = placed(*wishes)
    assert len(places) == len(wishes)
    for place, wish in zip(places, wishes, strict=True):
        assert place.left >= -0.01
        assert place.right <= COLUMN + 0.01
        assert place.width <= wish.width + 0.01
    for before, after in pairwise(places):
        assert after.right <= before.left - GAP + 0.01


@given(WISHES)
def test_a_chip_behind_its_mark_has_none_in_its_way_that_could_be_shorter(wishes: list[Wish]) -> None:
    # Far from where the column ends and pushes them all back.
    wishes = [Wish(wish.anchor + 4 * COLUMN, wish.width, wish.reach) for wish in wishes]
    places = arrange(wishes, column=5 * COLUMN, narrowest=NARROWEST, gap=GAP)
    for index, (wish, place) in enumerate(zip(wishes, places, strict=True)):
        behind, ahead = off(wish, place)
        assert ahead <= 0
        start = index - 1
        while start > 0 and places[start].right < wishes[start].anchor - 0.01:
            start -= 1
        if behind > 0.1:
            assert all(one.width <= NARROWEST + 0.1 for one in places[max(0, start) : index])
