"""Finds room for the chips above one line: none overlap, none leave the column, each stands at its mark.

Where they crowd, the words on them are shortened before a chip is pushed away from what it names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_TOUCH: Final = 8.0
"""By how many pixels a chip lies over its mark at the least, where the mark is as wide as that."""
_LEAN: Final = 10.0
"""How many pixels before its mark a chip may begin where the column ends behind it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A chip's width, where its leading edge wants to stand, how far its mark goes on from there.

    All in pixels. The leading edge is the right one on a page that reads from the right.
    """

    anchor: float
    width: float
    reach: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chip stands, in pixels; `width` is less than wished for where it must be shortened."""

    left: float
    width: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width


def arrange(wishes: Sequence[Wish], *, column: float, narrowest: float, gap: float) -> list[Place]:
    """Place the chips of one line, given in reading order from the right edge, `gap` pixels apart.

    They give way to the left, at the column's edge to the right. Where one would lose touch with its
    mark, those in its way are shortened, the widest first, none to less than `narrowest` unless the
    column has no room even for that.
    """
    widths = [wish.width for wish in wishes]
    places = _pack(wishes, widths, column, gap)
    for _round in range(4 * len(wishes)):
        if not any(
            _shorten(widths, indices, by, narrowest)
            for by, indices in sorted(_in_the_way(wishes, places, gap), key=lambda one: -one[0])
        ):
            break
        places = _pack(wishes, widths, column, gap)
    return places


def lies_over(wish: Wish, place: Place) -> float:
    """Return how many pixels of its mark lie under a chip; less than 0 is how far it is from it."""
    return min(place.right, wish.anchor) - max(place.left, wish.anchor - wish.reach)


def _in_the_way(wishes: Sequence[Wish], places: Sequence[Place], gap: float) -> Iterator[tuple[float, range]]:
    """Yield by how many pixels chips stand off their marks, and the chips that keep them from it."""
    for crowd in _crowds(places, gap):
        for index in crowd:
            behind, ahead = off(wishes[index], places[index])
            if behind > 0.01:
                yield behind, range(_pusher(wishes, places, index), index)
            elif ahead > 0.01:
                yield ahead, range(index, crowd.stop)


def off(wish: Wish, place: Place) -> tuple[float, float]:
    """Return by how many pixels a chip stands too far behind its mark, and before it; 0 or less is well."""
    touch = min(_TOUCH, wish.reach)
    return wish.anchor - wish.reach + touch - place.right, place.right - wish.anchor - _LEAN


def _pusher(wishes: Sequence[Wish], places: Sequence[Place], index: int) -> int:
    """Return the last chip before `index` that stands at its own mark: from there on each pushes the next."""
    first = index - 1
    while first > 0 and places[first].right < wishes[first].anchor - 0.01:
        first -= 1
    return max(0, first)


def _shorten(widths: list[float], indices: range, by: float, narrowest: float) -> bool:
    """Take `by` pixels from some widths together, the widest first; return whether there was any to take."""
    was = list(widths)
    while by > 0.01:
        widest = max((widths[index] for index in indices), default=0.0)
        if widest <= narrowest:
            break
        first = [index for index in indices if widths[index] > widest - 0.01]
        below = max((widths[index] for index in indices if index not in first), default=0.0)
        step = min(widest - max(below, narrowest), by / len(first))
        for index in first:
            widths[index] = widest - step
        by -= step * len(first)
    return widths != was


def _crowds(places: Sequence[Place], gap: float) -> Iterator[range]:
    """Yield the runs of chips that stand shoulder to shoulder."""
    first = 0
    for index in range(1, len(places) + 1):
        if index == len(places) or places[index - 1].left - places[index].right > gap + 0.01:
            yield range(first, index)
            first = index


def _pack(wishes: Sequence[Wish], wanted: Sequence[float], column: float, gap: float) -> list[Place]:
    room, total = column - gap * (len(wanted) - 1), sum(wanted)
    widths = wanted if total <= room else [width * max(0.0, room) / total for width in wanted]
    lefts: list[float] = []
    border = column
    for wish, width in zip(wishes, widths, strict=True):
        left = min(wish.anchor, border) - width
        lefts.append(left)
        border = left - gap
    border = 0.0
    for index in reversed(range(len(lefts))):
        if lefts[index] >= border:
            break
        lefts[index] = border
        border += widths[index] + gap
    return [Place(left, width) for left, width in zip(lefts, widths, strict=True)]
