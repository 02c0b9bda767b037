import pytest

from annotator.gui.article import Mark
from annotator.gui.article.marks import MarkIndex


def mark(number: int, start: int, end: int, *, is_suggestion: bool = False) -> Mark:
    kind = "suggestion" if is_suggestion else "span"
    return Mark((kind, number), start, end, "شخص", "#15703a", is_suggestion=is_suggestion)


@pytest.fixture
def index() -> MarkIndex:
    """Three pieces: 0-9, 10-19, 20-30."""
    return MarkIndex([0, 10, 20], 30)


def test_only_pieces_where_marks_differ_are_touched(index: MarkIndex) -> None:
    first, second, last = mark(1, 0, 4), mark(2, 12, 15), mark(3, 25, 30)
    assert index.replace([first, second, last]) == {0, 1, 2}
    assert index.replace([first, second, last]) == set()
    assert index.replace([first, mark(2, 12, 16), last]) == {1}
    assert index.replace([first, last]) == {1}


def test_a_mark_across_pieces_touches_them_all(index: MarkIndex) -> None:
    assert index.replace([mark(1, 5, 21)]) == {0, 1, 2}
    assert index.at(19) == mark(1, 5, 21)


def test_a_mark_that_ends_where_a_piece_begins_does_not_touch_it(index: MarkIndex) -> None:
    assert index.replace([mark(1, 5, 10)]) == {0}


def test_the_innermost_mark_is_found(index: MarkIndex) -> None:
    outer, inner = mark(1, 0, 9), mark(2, 3, 5)
    index.replace([outer, inner])
    assert [index.at(offset) for offset in (0, 3, 4, 5, 9)] == [outer, inner, inner, outer, None]


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (28, 31)])
def test_a_mark_outside_the_text_is_refused_and_changes_nothing(
    index: MarkIndex, start: int, end: int
) -> None:
    kept = mark(1, 0, 4)
    index.replace([kept])
    with pytest.raises(ValueError, match="not in a text"):
        index.replace([kept, mark(2, start, end)])
    assert index.at(0) == kept


def test_two_marks_with_one_key_are_refused(index: MarkIndex) -> None:
    with pytest.raises(ValueError, match="one key"):
        index.replace([mark(1, 0, 4), mark(1, 5, 6)])
