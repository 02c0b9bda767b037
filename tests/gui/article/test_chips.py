from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.article.chips import Place, Wish, arrange

COLUMN = 600.0
WISHES = st.lists(st.builds(Wish, anchor=st.floats(0, COLUMN), width=st.floats(10, 200)), max_size=15).map(
    lambda wishes: sorted(wishes, key=lambda wish: -wish.anchor)
)


def placed(*wishes: Wish) -> list[Place]:
    return arrange(wishes, column=COLUMN, narrowest=24, farthest=32)


def test_a_chip_alone_stands_at_its_mark() -> None:
    assert placed(Wish(300, 50)) == [Place(250, 50)]


def test_a_chip_gives_way_to_the_left() -> None:
    first, second = placed(Wish(300, 50), Wish(270, 40))
    assert first == Place(250, 50)
    assert second.right == pytest.approx(249)
    assert second.width == 40


def test_a_chip_stays_in_the_column() -> None:
    assert placed(Wish(20, 50)) == [Place(0, 50)]


def test_a_chip_far_behind_its_mark_is_shortened_with_its_neighbours_alone() -> None:
    far, *crowd = placed(Wish(600, 150), *(Wish(300, 100) for _ in range(4)))
    assert far.width == 150
    assert all(chip.width < 100 for chip in crowd)


@given(WISHES)
def test_chips_never_overlap_nor_leave_the_column(wishes: list[Wish]) -> None:
    places = placed(*wishes)
    assert len(places) == len(wishes)
    for place, wish in zip(places, wishes, strict=True):
        assert place.left >= -0.01
        assert place.right <= COLUMN + 0.01
        assert place.width <= wish.width + 0.01
    for before, after in pairwise(places):
        assert after.right <= before.left + 0.01
