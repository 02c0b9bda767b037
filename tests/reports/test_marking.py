from hypothesis import given
from hypothesis import strategies as st

from annotator.reports.marking import pieces
from annotator.reports.report import Marked

TEXT = "وصل اللواء محمد"


def mark(start: int, end: int, words: str = "x") -> Marked:
    return Marked(start, end, words)


def test_nested_spans_hold_each_other() -> None:
    outer, inner = mark(0, 15, "outer"), mark(4, 10, "inner")
    found = list(pieces(TEXT, [inner, outer]))
    assert [(piece.text, [one.words for one in piece.spans]) for piece in found] == [
        ("وصل ", ["outer"]),
        ("اللواء", ["outer", "inner"]),
        (" محمد", ["outer"]),
    ]


def test_crossing_spans_share_the_middle() -> None:
    found = list(pieces("abcdef", [mark(0, 4, "a"), mark(2, 6, "b")]))
    assert [(piece.text, [one.words for one in piece.spans]) for piece in found] == [
        ("ab", ["a"]),
        ("cd", ["a", "b"]),
        ("ef", ["b"]),
    ]


def test_what_reaches_beyond_is_cut() -> None:
    found = list(pieces("abc", [mark(-5, 2), mark(2, 9), mark(7, 9)]))
    assert [(piece.text, len(piece.spans)) for piece in found] == [("ab", 1), ("c", 1)]


@given(
    st.text(min_size=1, max_size=20), st.lists(st.tuples(st.integers(-3, 22), st.integers(1, 8)), max_size=6)
)
def test_pieces_are_the_text(text: str, ranges: list[tuple[int, int]]) -> None:
    spans = [mark(start, start + size) for start, size in ranges]
    found = list(pieces(text, spans))
    assert "".join(piece.text for piece in found) == text
    at = 0
    for piece in found:
        end = at + len(piece.text)
        held = {(one.start, one.end) for one in piece.spans}
        assert held == {(one.start, one.end) for one in spans if one.start < end and one.end > at}
        at = end
