from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.article.pieces import LONGEST, Piece, cut, shown
from annotator.text import graphemes


def test_a_text_is_cut_at_line_feeds() -> None:
    assert cut("ab\n\nc") == [
        Piece(0, 2, ends_paragraph=True),
        Piece(3, 3, ends_paragraph=True),
        Piece(4, 5, ends_paragraph=True),
    ]


def test_no_text_is_one_empty_piece() -> None:
    assert cut("") == [Piece(0, 0, ends_paragraph=True)]


def test_a_long_paragraph_is_cut_where_sentences_begin() -> None:
    sentence = "وأفادت المصادر بأن الزيارة ناجحة. "
    text = sentence * (3 * LONGEST // len(sentence))
    pieces = cut(text)
    assert len(pieces) >= 3
    assert all(piece.end - piece.start <= LONGEST for piece in pieces)
    assert [piece.ends_paragraph for piece in pieces] == [False] * (len(pieces) - 1) + [True]
    assert all(text[piece.start :].startswith(sentence) for piece in pieces)


def test_without_sentences_it_is_cut_behind_spaces() -> None:
    text = "كلمة " * LONGEST
    assert all(text[piece.end - 1] == " " for piece in cut(text))


@given(
    st.lists(st.sampled_from(["ا", "َ", " ", ".", "\n", "😀", "🇲🇦", "e\u0301"]), max_size=200).map("".join),
    st.integers(5, 40),
)
def test_pieces_cover_the_text_and_cut_no_grapheme(text: str, longest: int) -> None:
    pieces = cut(text, longest=longest)
    rebuilt = "".join(text[one.start : one.end] + "\n" * one.ends_paragraph for one in pieces)
    assert rebuilt == text + "\n"
    assert all(graphemes.is_boundary(text, piece.end) for piece in pieces)


@given(st.text())
def test_what_is_shown_is_as_long_and_holds_no_line_break(text: str) -> None:
    drawn = shown(text)
    assert len(drawn) == len(text)
    assert len(drawn.encode("utf-16-le", "surrogatepass")) == len(text.encode("utf-16-le", "surrogatepass"))
    assert not set(drawn) & set("\n\r\v\f\x85\u2028\u2029\t")
