"""Where the letters of printed words stand, so that they can be found on the page and copied from it.

Qt says of glyphs, not of letters, what a page holds; an Arabic typeface draws a letter by several glyphs or
several letters by one, and what is copied from such a page are bodies and dots.
"""

from dataclasses import dataclass
from math import atan2, hypot
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextLayout, QTextLine, QTransform

from annotator.text.utf16 import Units

_WITH_PLACES: Final = (
    QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions
)
_SHARED: Final = 0.25
"""How far letters of one glyph stand from each other, in sizes of the letters."""
# Marks of direction: letters here stand where they are read.
_DIRECTIONS: Final = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")


@dataclass(frozen=True, slots=True)
class Written:
    """Letters of one line from left to right, each with how far along the line it begins.

    `x` and `y` are where the baseline begins, `size` is that of the letters and `turn` the angle of the line
    in radians, with the clock; lengths in the device's pixels.
    """

    letters: tuple[tuple[str, float], ...]
    x: float
    y: float
    size: float
    turn: float


class Letters:
    """Gathers what is written on each page."""

    def __init__(self) -> None:
        self.pages: list[list[Written]] = []

    def turn_over(self) -> None:
        """Begin a page."""
        self.pages.append([])

    def take(self, layout: QTextLayout, *, at: QPointF, way: QTransform) -> None:
        """Take the lines of a layout that is drawn with its upper left corner at a point of a transform."""
        size = layout.font().pixelSize()
        for place in range(layout.lineCount()):
            line = layout.lineAt(place)
            letters = _letters(layout.text(), line, size=size)
            if not letters:
                continue
            left = letters[0][1]
            base = at.y() + line.y() + line.ascent()
            start = way.map(QPointF(at.x() + left, base))
            ahead = way.map(QPointF(at.x() + left + 1, base))
            scale = hypot(ahead.x() - start.x(), ahead.y() - start.y())
            self.pages[-1].append(
                Written(
                    letters=tuple((letter, (x - left) * scale) for letter, x in letters),
                    x=start.x(),
                    y=start.y(),
                    size=size * scale,
                    turn=atan2(ahead.y() - start.y(), ahead.x() - start.x()),
                )
            )


def _letters(text: str, line: QTextLine, *, size: float) -> list[tuple[str, float]]:
    """Return the letters of a line with their left edges in the layout, from left to right."""
    begins: dict[int, tuple[float, bool]] = {}
    for run in line.glyphRuns(-1, -1, _WITH_PLACES):
        for unit, point in zip(run.stringIndexes(), run.positions(), strict=True):
            left = min(point.x(), begins.get(unit, (point.x(), False))[0])
            begins[unit] = (left, run.isRightToLeft())
    units = Units(text)
    drawn: list[tuple[float, bool, list[str]]] = []
    for unit in range(line.textStart(), line.textStart() + line.textLength()):
        if unit in begins or not drawn:
            drawn.append((*begins.get(unit, (0.0, False)), []))
        place = units.to_code_points(unit)
        if place is not None and text[place] not in _DIRECTIONS:
            drawn[-1][2].append(text[place])
    found = []
    for left, is_right_to_left, letters in drawn:
        # Letters that one glyph draws share its room: readers take two that lie on one another for one.
        ordered = reversed(letters) if is_right_to_left else letters
        found += [(letter, left + place * size * _SHARED) for place, letter in enumerate(ordered)]
    return sorted(found, key=lambda letter: letter[1])
