from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.article import Mark
from annotator.gui.article.lanes import lanes

RANGES = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12), st.booleans()), max_size=25)


def mark(number: int, start: int, end: int, *, is_suggestion: bool = False) -> Mark:
    kind = "suggestion" if is_suggestion else "span"
    return Mark((kind, number), start, end, "شخص", "#15703a", is_suggestion=is_suggestion)


def test_the_inner_mark_lies_nearest_the_text() -> None:
    outer, inner, beside = mark(1, 0, 20), mark(2, 5, 9), mark(3, 10, 14)
    assert lanes([outer, inner, beside]) == {outer.key: 1, inner.key: 0, beside.key: 0}


def test_of_equal_ranges_the_confirmed_one_is_the_inner() -> None:
    suggested, confirmed = mark(1, 3, 8, is_suggestion=True), mark(2, 3, 8)
    assert lanes([suggested, confirmed]) == {confirmed.key: 0, suggested.key: 1}


@given(RANGES)
def test_marks_that_overlap_share_no_lane_and_inner_ones_lie_above(
    ranges: list[tuple[int, int, bool]],
) -> None:
    marks = [
        mark(number, start, start + length, is_suggestion=suggested)
        for number, (start, length, suggested) in enumerate(ranges)
    ]
    found = lanes(marks)
    for one in marks:
        for other in marks:
            if one is not other and one.start < other.end and other.start < one.end:
                assert found[one.key] != found[other.key]
            if one.start <= other.start and other.end < one.end:
                assert found[other.key] < found[one.key]
