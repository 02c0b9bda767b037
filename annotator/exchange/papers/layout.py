"""From the shapes of a page to its lines in reading order, columns from the right, and to paragraphs.

Lines that a paragraph was broken into are joined again: a name that runs over the end of a line is one
name. Points are PDF's, so that what is higher on the page has the larger number.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from annotator.exchange.papers.lines import Glyph, logical

_SAME_LINE: Final = 0.4  # of the size: baselines nearer than this are one line
_RISE: Final = 0.2  # of the size: where marks are said to stand above the baseline, on the whole
_GUTTER: Final = 1.0  # of the size: a wider gap may part columns
_FEWEST_LINES: Final = 3  # of which columns are made
_PITCH: Final = 1.35  # times the usual distance of lines: a wider one parts paragraphs
_INDENT: Final = 0.8  # of the size
_OTHER_SIZE: Final = 1.15


class _Piece(NamedTuple):
    """What stands on one line without a gap that could part columns."""

    glyphs: tuple[Glyph, ...]
    left: float
    right: float
    base: float
    size: float


_Row = list[_Piece]


def paragraphs(glyphs: Iterable[Glyph], *, is_arabic: bool, is_mirrored: bool) -> list[str]:
    """Return the paragraphs of one page of an Arabic or a Latin paper in reading order."""
    rows = [_pieces(line) for line in _lines(glyphs)]
    found: list[str] = []
    for block in _blocks(rows, is_arabic=is_arabic):
        found += _joined(block, is_arabic=is_arabic, is_mirrored=is_mirrored)
    return found


def _lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return the shapes line by line from the top, vowel marks with the line that they stand on."""
    lines: list[list[Glyph]] = []
    marks: list[Glyph] = []
    base = size = 0.0
    for glyph in sorted(glyphs, key=lambda one: -one.base):
        if not glyph.text.strip():
            continue  # a gap is seen without the spaces in it, and they come back from it
        if glyph.is_mark:
            marks.append(glyph)
        elif lines and base - glyph.base <= _SAME_LINE * max(size, glyph.size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
            base, size = glyph.base, glyph.size
    bases = [-line[0].base for line in lines]
    for mark in marks if lines else ():
        below = bisect_left(bases, _RISE * mark.size - mark.base)
        near = [number for number in (below - 1, below) if 0 <= number < len(lines)]
        lines[min(near, key=lambda number: abs(_RISE * mark.size - mark.base - bases[number]))].append(mark)
    return lines


def _pieces(line: Sequence[Glyph]) -> _Row:
    row: _Row = []
    held: list[Glyph] = []
    edge = 0.0
    for glyph in sorted(line, key=lambda one: one.left):
        if held and glyph.left - edge > _GUTTER * glyph.size:
            row.append(_piece(held))
            held = []
        edge = max(edge, glyph.right) if held else glyph.right
        held.append(glyph)
    return [*row, _piece(held)]


def _piece(glyphs: Sequence[Glyph]) -> _Piece:
    size = median(glyph.size for glyph in glyphs)
    base = median(glyph.base for glyph in glyphs)
    left, right = min(glyph.left for glyph in glyphs), max(glyph.right for glyph in glyphs)
    return _Piece(tuple(glyphs), left, right, base, size)


def _blocks(rows: Sequence[_Row], *, is_arabic: bool) -> Iterator[list[_Row]]:
    """Yield what is read without a break: columns one after the other, and what lies between columns."""
    plain: list[_Row] = []
    index = 0
    while index < len(rows):
        end, gutters = _columns_from(rows, index)
        if not gutters:
            plain.append(rows[index])
            index += 1
            continue
        # A heading of one column may stand above the first line that both have.
        if plain:
            yield plain
        plain = []
        yield from _divided(rows[index:end], gutters, is_arabic=is_arabic)
        index = end
    if plain:
        yield plain


def _columns_from(rows: Sequence[_Row], start: int) -> tuple[int, list[tuple[float, float]]]:
    """Return where the columns that begin at a row end, and the gutters between them."""
    gutters = _gaps(rows[start])
    end = start
    while gutters and end < len(rows):
        left = [gap for gutter in gutters for gap in _left_of(gutter, rows[end])]
        if not left:
            break
        gutters, end = left, end + 1
    gutters = [gutter for gutter in gutters if _beside(rows[start:end], gutter) >= _FEWEST_LINES]
    return end, gutters


def _gaps(row: _Row) -> list[tuple[float, float]]:
    return [(one.right, other.left) for one, other in pairwise(row)]


def _left_of(gutter: tuple[float, float], row: _Row) -> list[tuple[float, float]]:
    """Return what of a gutter no piece of a row stands in, where it is still wide enough to be one."""
    start, end = gutter
    middle = (start + end) / 2
    for piece in row:
        if piece.left < middle < piece.right:
            return []
        if piece.right <= middle:
            start = max(start, piece.right)
        else:
            end = min(end, piece.left)
    return [(start, end)] if end - start > _GUTTER * row[0].size / 2 else []


def _beside(rows: Sequence[_Row], gutter: tuple[float, float]) -> int:
    """Return on how many lines something stands on both sides of a gutter."""
    return sum(
        any(piece.right <= gutter[0] for piece in row) and any(piece.left >= gutter[1] for piece in row)
        for row in rows
    )


def _divided(
    rows: Sequence[_Row], gutters: Sequence[tuple[float, float]], *, is_arabic: bool
) -> Iterator[list[_Row]]:
    edges = [float("-inf"), *(sum(gutter) / 2 for gutter in gutters), float("inf")]
    columns = list(pairwise(edges))
    if is_arabic:
        columns.reverse()
    for left, right in columns:
        inside = [[piece for piece in row if left < (piece.left + piece.right) / 2 < right] for row in rows]
        yield [row for row in inside if row]


def _glyphs(row: _Row) -> list[Glyph]:
    return [glyph for piece in row for glyph in piece.glyphs]


def _joined(rows: Sequence[_Row], *, is_arabic: bool, is_mirrored: bool) -> list[str]:
    """Return the paragraphs of a column."""
    lines = [_piece(_glyphs(row)) for row in rows]
    column = _Column(lines, is_arabic=is_arabic)
    found: list[str] = []
    before: _Piece | None = None
    for line in lines:
        text = logical(line.glyphs, is_arabic_paper=is_arabic, is_mirrored=is_mirrored)
        if before is None or column.is_parted(before, line, text):
            found.append(text)
        else:
            found[-1] += " " + text
        before = line
    return found


class _Column:
    """What the lines of a column have in common, which shows where a paragraph ends."""

    def __init__(self, lines: Sequence[_Piece], *, is_arabic: bool) -> None:
        self._left, self._right = min(line.left for line in lines), max(line.right for line in lines)
        self._is_arabic = is_arabic
        pitches = [one.base - other.base for one, other in pairwise(lines)]
        self._pitch = median(pitches) if pitches else 0.0
        self._usual_start = median(self._start(line) for line in lines)

    def is_parted(self, before: _Piece, line: _Piece, text: str) -> bool:
        """Tell whether a paragraph begins with `line`.

        It does after a wider gap, in another size, indented, and where its first word would have found
        room on the line before.
        """
        sizes = sorted((before.size, line.size))
        word = (line.right - line.left) * (len(text.split(" ", 1)[0]) + 1) / len(text)
        room = (self._right - self._left) - (before.right - before.left)
        return (
            before.base - line.base > _PITCH * self._pitch
            or sizes[1] > _OTHER_SIZE * sizes[0]
            or self._start(line) > self._usual_start + _INDENT * line.size
            or room > word + _INDENT * line.size
        )

    def _start(self, line: _Piece) -> float:
        return self._right - line.right if self._is_arabic else line.left - self._left
