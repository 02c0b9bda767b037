"""Blocks one under the other on as many pages as they take; none is cut in two."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QPainter


@dataclass(frozen=True, slots=True)
class Block:
    """Something of a height that is drawn with its upper edge at a y; lengths in pixels.

    `draw` gets the painter and the y. What `keeps_next` stays on the page of the block after it. Where a
    page begins inside a table, the block `again` (its heads) is put before the row.
    """

    height: float
    draw: Callable[[QPainter, float], None]
    keeps_next: bool = False
    again: "Block | None" = None


Page = list[tuple[float, Block]]
"""Blocks of a page with their y."""


def pages_of(blocks: Sequence[Block], *, height: float) -> list[Page]:
    """Return the blocks on pages of `height`; one that is taller than a page has a page of its own."""
    pages: list[Page] = [[]]
    y = 0.0
    for place, block in enumerate(blocks):
        if y and y + _needed(blocks, place) > height:
            pages.append([])
            y = 0.0
            if block.again is not None:
                pages[-1].append((0.0, block.again))
                y = block.again.height
        pages[-1].append((y, block))
        y += block.height
    return pages


def _needed(blocks: Sequence[Block], place: int) -> float:
    """Return how much room a block needs with all that has to stand on the page after it."""
    needed = 0.0
    for block in blocks[place:]:
        needed += block.height
        if not block.keeps_next:
            break
    return needed
