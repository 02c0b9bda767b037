"""Finds room for the chips above one line: they never overlap and never leave the column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_GAP: Final = 1.0
_SHARES: Final = (0.7, 0.5, 0.35, 0.25)


@dataclass(frozen=True, slots=True)
class Wish:
    """A chip's width, and where its leading edge wants to stand, both in pixels.

    The leading edge is the right one on a page that reads from the right.
    """

    anchor: float
    width: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chip stands, in pixels; `width` is less than wished for where it must be shortened."""

    left: float
    width: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width


def arrange(wishes: Sequence[Wish], *, column: float, narrowest: float, farthest: float) -> list[Place]:
    """Place the chips of one line, given in reading order from the right edge.

    They give way to the left, at the column's edge to the right. Where one would come to stand more than
    `farthest` pixels behind its mark, its neighbours are shortened with it, no more than to `narrowest`
    unless there is no room even for that.
    """
    widths = [wish.width for wish in wishes]
    places = _pack(wishes, widths, column)
    for share in _SHARES:
        crowds = [
            crowd
            for crowd in _crowds(places)
            if any(wishes[index].anchor - places[index].right > farthest for index in crowd)
        ]
        if not crowds:
            break
        for crowd in crowds:
            limit = max(narrowest, share * max(wishes[index].width for index in crowd))
            for index in crowd:
                widths[index] = min(widths[index], limit)
        places = _pack(wishes, widths, column)
    return places


def _crowds(places: Sequence[Place]) -> Iterator[range]:
    """Yield the runs of chips that stand shoulder to shoulder."""
    first = 0
    for index in range(1, len(places) + 1):
        if index == len(places) or places[index - 1].left - places[index].right > 2 * _GAP:
            yield range(first, index)
            first = index


def _pack(wishes: Sequence[Wish], wanted: Sequence[float], column: float) -> list[Place]:
    room, total = column - _GAP * (len(wanted) - 1), sum(wanted)
    widths = wanted if total <= room else [width * max(0.0, room) / total for width in wanted]
    lefts: list[float] = []
    border = column
    for wish, width in zip(wishes, widths, strict=True):
        left = min(wish.anchor, border) - width
        lefts.append(left)
        border = left - _GAP
    border = 0.0
    for index in reversed(range(len(lefts))):
        if lefts[index] >= border:
            break
        lefts[index] = border
        border += widths[index] + _GAP
    return [Place(left, width) for left, width in zip(lefts, widths, strict=True)]
