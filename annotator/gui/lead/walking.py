"""Which mark of a chart lies beside another: what the arrow keys walk."""

from collections.abc import Sequence
from typing import Final

from annotator.charts.drawing import Mark

_ASIDE: Final = 3.0
"""How much farther away a mark seems for each pixel that it lies beside the way."""
_LEVEL: Final = 1.0
"""Marks whose centres differ by no more, in pixels, are in one line."""


def beside(marks: Sequence[Mark], here: int, way: tuple[int, int]) -> int:
    """Return the place of the next mark that way, as seen on the screen; `here` where there is none.

    `way` is a step in pixels' direction: (1, 0) to the right, (0, 1) down. In a chart that is one line the
    other two arrows walk it as well: down and right go on in its order, up and left back.
    """
    along, across = (0, 1) if way[0] else (1, 0)
    places = [(one.x + one.width / 2, one.y + one.height / 2) for one in marks]
    step = way[0] or way[1]
    if all(abs(place[along] - places[here][along]) <= _LEVEL for place in places):
        back = step < 0
        return max(0, min(len(marks) - 1, here - 1 if back else here + 1))
    best, least = here, float("inf")
    for number, place in enumerate(places):
        ahead = step * (place[along] - places[here][along])
        if ahead <= _LEVEL:
            continue
        far = ahead + _ASIDE * abs(place[across] - places[here][across])
        if far < least:
            best, least = number, far
    return best
