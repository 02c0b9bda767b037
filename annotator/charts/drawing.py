"""A chart laid out: rectangles, strokes and words at their places, and what may be pointed at.

Lengths are pixels, the origin is the upper left corner. Whoever draws it needs to know nothing of charts.
"""

from dataclasses import dataclass, replace
from enum import StrEnum


class Anchor(StrEnum):
    """Which part of the words stands at their x: sides of the picture, whatever way the words run."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


_OTHER_SIDE = {Anchor.LEFT: Anchor.RIGHT, Anchor.RIGHT: Anchor.LEFT, Anchor.MIDDLE: Anchor.MIDDLE}


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours, as #rrggbb or as whoever draws knows them: `raised` lies under bars, `line` is an axis's."""

    ink: str
    muted: str
    raised: str
    accent: str
    good: str
    warning: str
    line: str

    def series(self, place: int) -> str:
        """Return the colour of the part or line at a place that has none of its own."""
        colours = (self.accent, self.good, self.warning, self.muted)
        return colours[place % len(colours)]


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled rectangle; with a `radius` of half its side a disc."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    opacity: float = 1.0
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points (x, y), with round ends and corners."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 1.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words; `y` is the baseline, `size` that of the letters.

    Turned words run upwards from (x, y), a quarter turn against the clock, and are anchored along that way:
    LEFT is where they would begin if they were turned back.
    """

    words: str
    x: float
    y: float
    size: float
    colour: str
    anchor: Anchor = Anchor.LEFT
    is_bold: bool = False
    is_turned: bool = False


Item = Rect | Stroke | Words


@dataclass(frozen=True, slots=True)
class Mark:
    """What may be pointed at: a rectangle, what is said of it, and a `key` ("" where it leads nowhere)."""

    key: str
    words: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture: items from the back to the front, marks in reading order.

    `is_mirrored` says that it reads from the right; then words have that as their base direction too.
    """

    title: str
    width: float
    height: float
    items: tuple[Item, ...]
    marks: tuple[Mark, ...]
    is_mirrored: bool = False


def mirrored(drawing: Drawing) -> Drawing:
    """Return the drawing as it reads from the other side; letters keep their own direction."""
    width = drawing.width
    return replace(
        drawing,
        items=tuple(_mirrored(item, width) for item in drawing.items),
        marks=tuple(replace(mark, x=width - mark.x - mark.width) for mark in drawing.marks),
        is_mirrored=not drawing.is_mirrored,
    )


def _mirrored(item: Item, width: float) -> Item:
    match item:
        case Rect():
            return replace(item, x=width - item.x - item.width)
        case Stroke():
            return replace(item, points=tuple((width - x, y) for x, y in item.points))
        case Words(is_turned=True):
            # Its baseline stood at the right of the letters and has to stand there again.
            return replace(item, x=width - item.x + item.size * 0.7)
        case Words():
            return replace(item, x=width - item.x, anchor=_OTHER_SIDE[item.anchor])
