"""From the shapes on a line of a PDF to its text in logical order.

A PDF says where each shape stands and which letters it is, not in which order they are read: some
programs write Arabic from the left, some from the right, some a word at a time. So the order in the
file is ignored. The shapes are sorted by place, and the bidi algorithm (UAX 9) is undone: a line with
Arabic is read from the right, and what runs to the right in it (Latin words, numbers) is turned
back. What one shape stands for, such as لا, stays in the order in which the file says it.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

_SPACE_FROM: Final = 0.18  # of the size: a wider gap between two shapes is a space that nobody wrote
_SAME_PLACE: Final = 0.1  # of the size: the same shape so near by is bold by printing twice
_MARK_INK: Final = 0.15  # of the size: a mark without width is drawn to the right of where it stands
_NEIGHBOURS: Final = 3  # shapes to either side that a mark may stand on
_SHADDA: Final = "ّ"  # written before the vowel that stands over it
_VOWELS: Final = "ًٌٍَُِْ"
_ARABIC: Final = ("R", "AL")
# One letter for each class: L Latin letters, R Arabic ones, N digits, S what joins digits, W the rest.
_RIGHTWARD: Final = re.compile("L(?:[LNSW]*[LN])?|N(?:S?N)*")
_LEFTWARD: Final = re.compile("R(?:[RNSW]*R)?")
_MIRRORED: Final = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
_OPENING: Final = "([{«‹"
# Letters in their four shapes and ligatures of letters; what is a sign of its own (﷼ ﷺ) stays.
_SHAPES: Final = re.compile("[\ufb00-\ufb06\ufb50-\ufd3d\ufd50-\ufdf9\ufe70-\ufefc]")


class Glyph(NamedTuple):
    """A shape on the page: the letters it stands for, its edges, its baseline and its size in points."""

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def middle(self) -> float:
        """Where the shape stands on its line."""
        return (self.left + self.right) / 2

    @property
    def is_mark(self) -> bool:
        """Whether the shape stands over or under a letter."""
        return all(unicodedata.combining(character) for character in self.text)


def fold_shapes(text: str) -> tuple[str, int]:
    """Return `text` with presentation forms (U+FB50-, U+FE70-) as letters, and how many there were."""
    return _SHAPES.subn(lambda shape: unicodedata.normalize("NFKC", shape.group()).strip(), text)


def is_arabic(glyphs: Iterable[Glyph]) -> bool:
    """Tell whether at least as much of what is written is Arabic as is Latin."""
    classes = Counter(_class(glyph.text) for glyph in glyphs)
    return classes["R"] >= max(classes["L"], 1)


def logical(glyphs: Sequence[Glyph], *, is_arabic_paper: bool, is_mirrored: bool) -> str:
    """Return the text of one line in logical order, a space for every gap.

    In an Arabic paper a line is read from the right as soon as there is Arabic in it. `is_mirrored` says that
    brackets are named by the shape that is seen, as in PDFs of most programs: what opens is then called
    closing where the line runs from the right.
    """
    row = _spaced(_with_marks(glyphs))
    classes = "".join(_class(text) for text in row)
    if "R" in classes and (is_arabic_paper or is_arabic(glyphs)):
        return "".join(_read_leftward(row, classes, is_mirrored=is_mirrored)).strip()
    texts: list[str] = []
    position = 0
    for run in _LEFTWARD.finditer(classes):
        start, end = run.span()
        texts += row[position:start]
        texts += _read_leftward(row[start:end], classes[start:end], is_mirrored=is_mirrored)
        position = end
    return "".join([*texts, *row[position:]]).strip()


def is_turned_inside_out(text: str) -> bool:
    """Tell whether more brackets of `text` close before they open than the other way round."""
    kinds = {**{one: one for one in _OPENING}, **{_MIRRORED[one]: one for one in _OPENING}}
    score = 0
    waiting: str | None = None
    for character in text:
        if character not in kinds:
            continue
        if waiting is not None and waiting != character and kinds[waiting] == kinds[character]:
            score += 1 if waiting in _OPENING else -1
            waiting = None
        else:
            waiting = character
    return score < 0


def _read_leftward(row: Sequence[str], classes: str, *, is_mirrored: bool) -> list[str]:
    """Return what stands from left to right as it is read from the right, Latin and numbers as they stand."""
    texts: list[str] = []
    position = len(row)
    for run in reversed(list(_RIGHTWARD.finditer(classes))):
        start, end = run.span()
        texts += [_turned(text, is_mirrored=is_mirrored) for text in reversed(row[end:position])]
        texts += row[start:end]
        position = start
    return texts + [_turned(text, is_mirrored=is_mirrored) for text in reversed(row[:position])]


def _turned(text: str, *, is_mirrored: bool) -> str:
    return _MIRRORED.get(text, text) if is_mirrored else text


def _class(text: str) -> str:
    kinds = [unicodedata.bidirectional(character) for character in text]
    if any(kind in _ARABIC for kind in kinds):
        return "R"
    if "L" in kinds:
        return "L"
    if "EN" in kinds or "AN" in kinds:
        return "N"
    return "S" if text in ".,:/،٫٬" else "W"


def _with_marks(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the shapes from left to right, vowel marks behind the letter they stand over."""
    bases: list[Glyph] = []
    marks: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda one: one.middle):
        if glyph.is_mark:
            marks.append(glyph)
        elif not (bases and _is_printed_twice(bases[-1], glyph)):
            bases.append(glyph)
    if not bases:
        return []
    texts = [glyph.text for glyph in bases]
    middles = [glyph.middle for glyph in bases]
    for mark in marks:
        place = mark.middle + _MARK_INK * mark.size
        right = bisect_left(middles, place)
        near = range(max(0, right - _NEIGHBOURS), min(len(bases), right + _NEIGHBOURS))
        nearest = min(near, key=lambda index: _distance(bases[index], place))
        bare = texts[nearest].rstrip(_VOWELS) if mark.text == _SHADDA else texts[nearest]
        texts[nearest] = bare + mark.text + texts[nearest][len(bare) :]
    return [glyph._replace(text=text) for glyph, text in zip(bases, texts, strict=True)]


def _is_printed_twice(one: Glyph, other: Glyph) -> bool:
    return one.text == other.text and abs(one.left - other.left) < _SAME_PLACE * one.size


def _distance(glyph: Glyph, place: float) -> float:
    if not glyph.text.strip():
        return float("inf")
    return max(glyph.left - place, place - glyph.right, 0.0)


def _spaced(row: Sequence[Glyph]) -> list[str]:
    """Return the texts of the shapes with one space where there is a gap or white space was written."""
    texts: list[str] = []
    edge: float | None = None
    for glyph in row:
        is_blank = not glyph.text.strip()
        is_gap = edge is not None and glyph.left - edge > _SPACE_FROM * glyph.size
        if (is_blank or is_gap) and texts and texts[-1] != " ":
            texts.append(" ")
        if not is_blank:
            texts.append(glyph.text)
        edge = glyph.right if edge is None else max(edge, glyph.right)
    return texts
