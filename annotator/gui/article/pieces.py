"""Cuts an article into the pieces that are laid out one by one.

A piece is a paragraph, or a part of one that is too long to be laid out in one go: Qt's cost grows
with the length of a layout. What is shown differs from the text in characters, never in their number.
"""

from dataclasses import dataclass
from typing import Final

from annotator.text import graphemes, tokens

LONGEST: Final = 3_000
_NEAR: Final = 600
"""How far back the start of a sentence is looked for first."""

# Qt would end the line at these, or leave them without a place on it. Each has one UTF-16 unit, as
# the space that stands in for it.
_STAND_INS: Final = {
    **dict.fromkeys(range(0x20), " "),
    **dict.fromkeys(range(0x7F, 0xA0), " "),
    0x2028: " ",
    0x2029: " ",
    0xFFFC: " ",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of the text, without the line feed after it. `ends_paragraph` is False for a part.

    `ends_sentence` is False where even a sentence had to be cut.
    """

    start: int
    end: int
    ends_paragraph: bool
    ends_sentence: bool = True


def shown(text: str) -> str:
    """Return what is drawn for `text`: as long as it in code points and in UTF-16 units."""
    return text if text.isprintable() else text.translate(_STAND_INS)


def cut(text: str, *, longest: int = LONGEST) -> list[Piece]:
    """Cut `text` at line feeds, and where more than `longest` code points lie between two, at sentences."""
    pieces: list[Piece] = []
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        inner = start
        if len(paragraph) > longest:
            for stop, is_sentence in _stops(paragraph, longest):
                pieces.append(Piece(inner, start + stop, ends_paragraph=False, ends_sentence=is_sentence))
                inner = start + stop
        pieces.append(Piece(inner, end, ends_paragraph=True))
        start = end + 1
    return pieces


def _stops(paragraph: str, longest: int) -> list[tuple[int, bool]]:
    """Return where to cut: at the last sentence start in reach, else behind a space, else between graphemes.

    With each comes whether it is a sentence start.
    """
    stops: list[tuple[int, bool]] = []
    last = 0
    while len(paragraph) - last > longest:
        limit = last + longest
        stop = _sentence_start(paragraph, last, limit)
        is_sentence = stop > last
        if not is_sentence:
            # A mark may sit on a space, and make one grapheme with it.
            stop = graphemes.snap(paragraph, paragraph.rfind(" ", last, limit) + 1, forward=False)
        if stop <= last:
            stop = graphemes.snap(paragraph, limit, forward=False)
        if stop <= last:
            stop = graphemes.snap(paragraph, limit, forward=True)
        stops.append((stop, is_sentence))
        last = stop
    return stops


def _sentence_start(paragraph: str, last: int, limit: int) -> int:
    """Return the last sentence start in `(last, limit]`, or `last`; what lies far before is not read."""
    near = paragraph.find(" ", max(last, limit - _NEAR), limit)
    for begin in (near, last) if near > last else (last,):
        # A sentence that starts at the limit is seen to by what follows it.
        found = tokens.sentences(paragraph[begin : limit + _NEAR])[1:]
        starts = [begin + one.start for one in found if begin + one.start <= limit]
        if starts:
            return starts[-1]
    return last
