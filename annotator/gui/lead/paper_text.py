"""Words on paper: set in lines of a width, from the side on which their language begins."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from annotator.gui.lead.paper_letters import Letters
from annotator.text.utf16 import Units

_LEADING: Final = 1.5
"""From line to line, in sizes of the letters: the typefaces themselves ask for nearly two."""
_LINE_ENDS: Final = str.maketrans(dict.fromkeys("\n\r\v\f\x85\u2028\u2029", " "))


class Tint(NamedTuple):
    """A range of the words in code points with a line under it; a strong one has a colour behind it too."""

    start: int
    end: int
    colour: str
    is_strong: bool


class PaperText:
    """Some words, broken into lines; lengths in pixels."""

    def __init__(
        self,
        words: str,
        *,
        font: QFont,
        width: float,
        colour: str,
        is_right_to_left: bool,
        tints: Iterable[Tint] = (),
        leading: float = _LEADING,
        letters: Letters | None = None,
    ) -> None:
        self._colour, self._letters = colour, letters
        # Nothing here has paragraphs: an end of a line is a blank, and every offset stays what it was.
        self._layout = QTextLayout(words.translate(_LINE_ENDS), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        way = Qt.LayoutDirection.RightToLeft if is_right_to_left else Qt.LayoutDirection.LeftToRight
        option.setTextDirection(way)
        # Sides are sides here, whatever the direction.
        side = Qt.AlignmentFlag.AlignRight if is_right_to_left else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side)
        self._layout.setTextOption(option)
        units = Units(words)
        self._layout.setFormats([_format(tint, units) for tint in tints])
        self.height = self._break(width, font.pixelSize() * leading)

    def _break(self, width: float, pitch: float) -> float:
        y = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, y + (pitch - line.height()) / 2))
            y += pitch
        self._layout.endLayout()
        return y

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw the words with their upper left corner at (x, y), and let `letters` know where they are."""
        painter.setPen(QColor(self._colour))
        self._layout.draw(painter, QPointF(x, y))
        if self._letters is not None:
            self._letters.take(self._layout, at=QPointF(x, y), way=painter.combinedTransform())


def _format(tint: Tint, units: Units) -> QTextLayout.FormatRange:
    ink = QColor(tint.colour)
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    look.setUnderlineColor(ink)
    if tint.is_strong:
        ink.setAlphaF(0.16)
        look.setBackground(QBrush(ink))
    made = QTextLayout.FormatRange()
    made.start = units.to_units(tint.start)
    made.length = units.to_units(tint.end) - made.start
    made.format = look
    return made
