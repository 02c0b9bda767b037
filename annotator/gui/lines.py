"""Words laid out on lines of a given pitch and painted; what is too long ends in ….

The interface's typeface asks for twice its size between lines, for Arabic marks that words on a button
never carry. Painted words take the pitch that is read well instead.
"""

import unicodedata
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

_PITCH: Final = 1.55
_BASELINE: Final = 1.08
"""Of the size of the letters: from one line to the next, and from a line's top to its baseline."""
_ENDLESS: Final = 1 << 16
_DOTS: Final = "…"


def sized(font: QFont, px: int, *, is_bold: bool = False) -> QFont:
    """Return the font in another size in pixels."""
    changed = QFont(font)
    changed.setPixelSize(px)
    changed.setWeight(QFont.Weight.Bold if is_bold else QFont.Weight.Normal)
    return changed


def pitch_of(font: QFont) -> float:
    """Return the distance between two lines of painted words, in pixels."""
    return round(font.pixelSize() * _PITCH)


class Lines:
    """One text on at most `most` lines of `width` pixels; `is_cut` where that is not all of it."""

    def __init__(
        self,
        text: str,
        font: QFont,
        *,
        width: float,
        most: int = _ENDLESS,
        is_rtl: bool,
        bold: Sequence[tuple[int, int]] = (),  # ranges in code points
    ) -> None:
        self._font = font
        self._pitch = pitch_of(font)
        self._width = max(1.0, width)
        self._starts_right, self._reads_left = is_rtl, reads_left(text)
        self._layout = QTextLayout(text.replace("\n", " "), font)
        self._layout.setTextOption(_option(is_rtl=is_rtl))
        self._layout.setFormats([_bold(font, text, start, end) for start, end in bold])
        self._dots = QFontMetricsF(font).horizontalAdvance(_DOTS)
        self._count = self._fill(most, last=self._width)
        self.is_cut = self._layout.lineCount() > self._count
        if self.is_cut:
            self._fill(most, last=self._width - self._dots - 1)

    @property
    def height(self) -> float:
        """The height in pixels."""
        return self._count * self._pitch

    def draw(self, painter: QPainter, x: float, y: float, colour: str) -> None:
        """Paint the lines with their upper left corner at a place."""
        painter.setPen(QColor(colour))
        painter.setFont(self._font)
        for number in range(self._count):
            line = self._layout.lineAt(number)
            baseline = y + number * self._pitch + self._font.pixelSize() * _BASELINE
            line.draw(painter, QPointF(x, baseline - line.ascent() - line.y()))
            if self.is_cut and number == self._count - 1:
                painter.drawText(QPointF(x + self._place_of_dots(), baseline), _DOTS)

    def _fill(self, most: int, *, last: float) -> int:
        """Break the text into lines, and one more that is not painted; return how many are."""
        self._layout.beginLayout()
        number = 0
        while number <= most and (line := self._layout.createLine()).isValid():
            number += 1
            width = last if number == most else self._width
            line.setLineWidth(width)
            # What is cut keeps the end from which it is read; the dots come after the other.
            line.setPosition(QPointF(self._width - width if self._reads_left else 0.0, 0.0))
        self._layout.endLayout()
        return min(number, most)

    def _place_of_dots(self) -> float:
        natural = self._layout.lineAt(self._count - 1).naturalTextWidth()
        if self._reads_left:
            return self._width - natural - self._dots - 1 if self._starts_right else 0.0
        return self._width - self._dots if self._starts_right else natural + 1


def _option(*, is_rtl: bool) -> QTextOption:
    # Absolute: Arabic words in an English window start where the window's lines start.
    side = Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def reads_left(text: str) -> bool:
    """Tell whether a text reads from right to left: its first letter decides, as in Unicode's rule P2."""
    kinds = map(unicodedata.bidirectional, text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)


def _units(text: str) -> int:
    """Return how many UTF-16 code units a text has: what Qt counts in."""
    return len(text) + sum(character > "\uffff" for character in text)


def _bold(font: QFont, text: str, start: int, end: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = _units(text[:start]), _units(text[start:end])
    form = QTextCharFormat()
    form.setFont(sized(font, font.pixelSize(), is_bold=True))
    made.format = form
    return made
