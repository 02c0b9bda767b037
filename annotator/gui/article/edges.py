"""Where each character of a laid-out line stands, from its left to its right edge.

Qt's own answers are wrong at run borders (cursorToX), inside ligatures and beside emoji (rectangles of
ranges). Right are the extents of the glyph runs, and the caret positions within one run: from these
the extents are built so that they tile the line. Where Qt hands two directions as one run, that shows
as a gap or an overlap, and the line is measured character by character instead.
"""

import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from PySide6.QtGui import QTextLayout, QTextLine

from annotator.gui.article.utf16 import U16

_FLAGS: Final = (
    QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
)
_HAIR: Final = 0.01
_TOLERANCE: Final = 0.3

Extent = tuple[float, float]


class Edges:
    """The horizontal extents of the characters `[start, end)` of one line, in pixels of the layout.

    Offsets are code points within the laid-out text. Combining marks, joiners and the blanks that a
    line is wrapped at have no width; the others tile the line.
    """

    __slots__ = ("_extents", "_is_rtl", "_order", "end", "start", "was_remeasured")

    def __init__(
        self, start: int, extents: list[Extent], is_rtl: list[bool], *, was_remeasured: bool
    ) -> None:
        self.start = start
        self.end = start + len(extents)
        self.was_remeasured = was_remeasured
        self._extents = extents
        self._is_rtl = is_rtl
        self._order: list[int] | None = None

    def extent(self, offset: int) -> Extent:
        """Return the left and right edge of the character at `offset`."""
        return self._extents[offset - self.start]

    def is_rtl(self, offset: int) -> bool:
        """Tell whether the character at `offset` runs from right to left."""
        return self._is_rtl[offset - self.start]

    def leading(self, offset: int) -> float:
        """Return the x where a caret before the character at `offset` stands."""
        left, right = self.extent(offset)
        return right if self.is_rtl(offset) else left

    def trailing(self, offset: int) -> float:
        """Return the x where a caret after the character at `offset` stands."""
        left, right = self.extent(offset)
        return left if self.is_rtl(offset) else right

    def intervals(self, start: int, end: int) -> list[Extent]:
        """Return what the characters `[start, end)` cover, from left to right, joined where they touch.

        A range of mixed direction may cover several pieces. One without any width yields nothing.
        """
        first, last = max(start, self.start) - self.start, min(end, self.end) - self.start
        joined: list[Extent] = []
        for left, right in sorted(self._extents[first:last]):
            if right - left < _HAIR:
                continue
            if joined and left <= joined[-1][1] + 2 * _TOLERANCE:
                joined[-1] = (joined[-1][0], max(joined[-1][1], right))
            else:
                joined.append((left, right))
        return joined

    def at(self, x: float) -> int | None:
        """Return the offset of the character under `x`, the nearest one where there is none.

        None means that no character of the line has any width.
        """
        order = self._in_visual_order()
        if not order:
            return None
        low, high = 0, len(order) - 1
        while low < high:
            middle = (low + high) // 2
            if self._extents[order[middle]][1] <= x:
                low = middle + 1
            else:
                high = middle
        return self.start + order[low]

    def _in_visual_order(self) -> list[int]:
        if self._order is None:
            wide = [index for index, (left, right) in enumerate(self._extents) if right - left >= _HAIR]
            self._order = sorted(wide, key=self._extents.__getitem__)
        return self._order


def measure(line: QTextLine, text: str, units: U16, *, start: int, end: int) -> Edges:
    """Measure the characters `[start, end)` of `text`, which are those of `line`."""
    extents, is_rtl = _from_runs(line, text, units, start, end)
    was_remeasured = not _tiles(extents, line.horizontalAdvance())
    if was_remeasured:
        extents = _one_by_one(line, text, units, start, end, is_rtl)
    return Edges(start, extents, is_rtl, was_remeasured=was_remeasured)


def _from_runs(
    line: QTextLine, text: str, units: U16, start: int, end: int
) -> tuple[list[Extent], list[bool]]:
    count = end - start
    first_unit = units.to_units(start)
    runs: list[tuple[int, bool, float, float]] = []
    last = start - 1
    for run in line.glyphRuns(first_unit, units.to_units(end) - first_unit, _FLAGS):
        indexes = run.stringIndexes()
        if indexes:
            box = run.boundingRect()
            begin = units.to_code_points(min(indexes))
            runs.append((max(begin, start), run.isRightToLeft(), box.left(), box.right()))
            last = max(last, units.to_code_points(max(indexes)))
    runs.sort()
    # The blanks at which a line is wrapped have no glyphs: they keep no width.
    stop = end
    while stop - 1 > last and text[stop - 1].isspace():
        stop -= 1
    caret_x = _caret_x(line, units)
    extents: list[Extent | None] = [None] * count
    is_rtl = [False] * count
    for number, (begin, rtl, left, right) in enumerate(runs):
        finish = min(runs[number + 1][0] if number + 1 < len(runs) else stop, stop)
        previous = right if rtl else left
        for offset in range(begin, finish):
            following = (left if rtl else right) if offset == finish - 1 else caret_x(offset + 1)
            extents[offset - start] = (min(previous, following), max(previous, following))
            is_rtl[offset - start] = rtl
            previous = following
    filled = _fill_in(extents, is_rtl, lambda index: caret_x(start + index))
    _share_ligatures(filled, is_rtl, text, start)
    return filled, is_rtl


def _caret_x(line: QTextLine, units: U16) -> Callable[[int], float]:
    # The stubs leave out that PySide returns the pair (x, cursor position).
    to_x: Callable[[int], tuple[float, int]] = line.cursorToX  # type: ignore[assignment]
    if units.is_identity:
        return lambda offset: to_x(offset)[0]
    return lambda offset: to_x(units.to_units(offset))[0]


def _fill_in(
    extents: list[Extent | None], is_rtl: list[bool], caret_x: Callable[[int], float]
) -> list[Extent]:
    """Give what has no glyph a place without width: beside what it follows, else at its caret."""
    filled: list[Extent] = []
    for index, extent in enumerate(extents):
        if extent is None:
            if filled:
                is_rtl[index] = is_rtl[index - 1]
                x = filled[-1][0] if is_rtl[index] else filled[-1][1]
            else:
                x = caret_x(index)
            extent = (x, x)
        filled.append(extent)
    return filled


def _share_ligatures(extents: list[Extent], is_rtl: list[bool], text: str, start: int) -> None:
    """Spread the width of a ligature evenly over its letters where Qt gave it all to the first."""
    index = 0
    while index < len(extents):
        after = index + 1
        while after < len(extents) and _is_narrow(extents[after]) and text[start + after].isalpha():
            after += 1
        left, right = extents[index]
        if after - index > 1 and right - left > 1:
            _spread(extents, range(index, after), is_rtl[index])
        index = after


def _spread(extents: list[Extent], indexes: range, is_rtl: bool) -> None:
    left, right = extents[indexes[0]]
    width = (right - left) / len(indexes)
    for place, index in enumerate(indexes):
        if is_rtl:
            extents[index] = (right - width * (place + 1), right - width * place)
        else:
            extents[index] = (left + width * place, left + width * (place + 1))


def _is_narrow(extent: Extent) -> bool:
    return extent[1] - extent[0] < _HAIR


def _tiles(extents: list[Extent], advance: float) -> bool:
    """Tell whether the extents lie side by side and together are as wide as the line."""
    wide = sorted(extent for extent in extents if not _is_narrow(extent))
    if abs(sum(right - left for left, right in wide) - advance) > 1:
        return False
    return all(abs(following[0] - extent[1]) <= _TOLERANCE for extent, following in pairwise(wide))


def _one_by_one(
    line: QTextLine, text: str, units: U16, start: int, end: int, is_rtl: list[bool]
) -> list[Extent]:
    """Measure each grapheme's glyphs alone, then close what gaps and overlaps are left."""
    extents: list[Extent] = []
    for offset in range(start, end):
        unit = units.to_units(offset)
        runs = line.glyphRuns(unit, units.to_units(offset + 1) - unit, _FLAGS)
        boxes = [run.boundingRect() for run in runs]
        if boxes and not unicodedata.combining(text[offset]):
            extents.append((min(box.left() for box in boxes), max(box.right() for box in boxes)))
            is_rtl[offset - start] = runs[0].isRightToLeft()
        elif extents:
            x = extents[-1][0] if is_rtl[offset - start - 1] else extents[-1][1]
            extents.append((x, x))
        else:
            x = _caret_x(line, units)(offset)
            extents.append((x, x))
    for same in _same_boxes(extents):
        _spread(extents, same, is_rtl[same[0]])
    return _closed(extents)


def _same_boxes(extents: list[Extent]) -> Iterator[range]:
    """Yield the runs of characters that Qt gives one box, as it does with the parts of a ligature."""
    index = 0
    while index < len(extents):
        after = index + 1
        while after < len(extents) and extents[after] == extents[index] and not _is_narrow(extents[index]):
            after += 1
        if after - index > 1:
            yield range(index, after)
        index = after


def _closed(extents: list[Extent]) -> list[Extent]:
    order = sorted(
        (index for index, extent in enumerate(extents) if not _is_narrow(extent)),
        key=lambda index: sum(extents[index]),
    )
    closed = list(extents)
    for here, there in pairwise(order):
        border = (closed[here][1] + closed[there][0]) / 2
        closed[here] = (closed[here][0], max(border, closed[here][0]))
        closed[there] = (max(border, closed[here][0]), max(closed[there][1], border))
    return closed
