"""Where each character of a laid-out line stands, from its left to its right edge.

Marks, the selection, the caret and the pointer all go by these. `measure` finds them; this module knows
nothing of Qt.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

HAIR: Final = 0.01
"""What is narrower has no width, in pixels."""
_TOUCHING: Final = 0.6

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

    def intervals(self, start: int, end: int) -> list[Extent]:
        """Return what the characters `[start, end)` cover, from left to right, joined where they touch.

        A range of mixed direction may cover several pieces. One without any width yields nothing.
        """
        first, last = max(start, self.start) - self.start, min(end, self.end) - self.start
        joined: list[Extent] = []
        for left, right in sorted(self._extents[first:last]):
            if right - left < HAIR:
                continue
            if joined and left <= joined[-1][1] + _TOUCHING:
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
            wide = [index for index, (left, right) in enumerate(self._extents) if right - left >= HAIR]
            self._order = sorted(wide, key=self._extents.__getitem__)
        return self._order


def levelled(xs: list[float]) -> list[float] | None:
    """Return the edges in order; None where they are not, but for letters that kerning left below nothing."""
    ordered = sorted(xs)
    if ordered == xs:
        return xs
    if max(abs(x - other) for x, other in zip(xs, ordered, strict=True)) > 1:
        return None
    return list(accumulate(xs, max))


def shared(left: float, right: float, cluster: str, *, is_rtl: bool) -> list[Extent]:
    """Share a cluster's width among its letters; marks and joiners stand after theirs without any."""
    count = sum(index == 0 or letter.isalpha() for index, letter in enumerate(cluster))
    step = (left - right if is_rtl else right - left) / count
    extents: list[Extent] = []
    x = right if is_rtl else left
    for index, letter in enumerate(cluster):
        following = x + step if index == 0 or letter.isalpha() else x
        extents.append((min(x, following), max(x, following)))
        x = following
    return extents


def closed(extents: Sequence[Extent], bounds: Extent) -> list[Extent]:
    """Move the edges between neighbours to the middle of their gap or overlap, the outer ones to `bounds`."""
    closed = list(extents)
    order = sorted(
        (index for index, extent in enumerate(extents) if extent[1] - extent[0] >= HAIR),
        key=lambda index: sum(extents[index]),
    )
    if not order:
        return closed
    borders = [bounds[0]]
    for here, there in pairwise(order):
        borders.append(max(borders[-1], (extents[here][1] + extents[there][0]) / 2))
    borders.append(max(borders[-1], bounds[1]))
    for index, border in zip(order, pairwise(borders), strict=True):
        closed[index] = border
    return closed
