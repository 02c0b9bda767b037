"""How wide the columns of a table on paper are, and how many of them stand beside each other; in pixels."""

from collections.abc import Sequence
from typing import Final

_TIGHT: Final = 40.0
"""A column of words narrower than this cannot be read: then fewer stand beside each other."""
_ENOUGH: Final = 64.0
"""How wide a column may be at the least where a table is taken apart."""


def side_by_side(least: Sequence[float], *, room: float) -> list[list[int]]:
    """Return the places of the columns that stand beside each other, by how wide their longest words are.

    All of them where all can be read; else as many at a time as can, behind the first, which says what a row
    is of.
    """
    if sum(min(one, _TIGHT) for one in least) <= room:
        return [list(range(len(least)))]
    wishes = [min(one, _ENOUGH) for one in least]
    parts = [[0]]
    for place in range(1, len(wishes)):
        taken = sum(wishes[one] for one in parts[-1])
        if len(parts[-1]) > 1 and taken + wishes[place] > room:
            parts.append([0])
        parts[-1].append(place)
    return parts


def widths(natural: Sequence[float], least: Sequence[float], *, room: float) -> list[float]:
    """Return how wide columns are that fill the room: `natural` is as wide as all that they say.

    Where that is too much each is as wide as its longest word, `least`, and what is left goes to those with
    more to say; where even that is too much the widest give way.
    """
    if sum(natural) <= room:
        spare = (room - sum(natural)) / len(natural)
        return [width + spare for width in natural]
    if sum(least) >= room:
        most = _most(least, room)
        return [min(width, most) for width in least]
    shared = (room - sum(least)) / (sum(natural) - sum(least))
    return [low + (width - low) * shared for low, width in zip(least, natural, strict=True)]


def _most(least: Sequence[float], room: float) -> float:
    """Return how wide the widest may be, so that all fill the room."""
    left = room
    for place, width in enumerate(sorted(least)):
        share = left / (len(least) - place)
        if width >= share:
            return share
        left -= width
    return max(least)
