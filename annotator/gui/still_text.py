"""Text whose change never moves its neighbours: it is painted into a box of a fixed height.

A QLabel asks for a new layout of the whole window whenever its words change, which costs milliseconds
at every key; this does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words on lines of their own: what, in which colour, how large (pixels), how many lines."""

    text: str
    colour: str
    px: int = 14
    is_bold: bool = False
    lines: int = 1


class StillText(QWidget):
    """Words under each other in a box that keeps its height, in pixels."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[Words, ...] = ()
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, words: Sequence[Words]) -> None:
        """Show these words instead."""
        if tuple(words) != self._words:
            self._words = tuple(words)
            self.setAccessibleName(". ".join(one.text for one in self._words if one.text))
            self.update()

    def text(self) -> str:
        """Return the words, a line each."""
        return "\n".join(one.text for one in self._words if one.text)

    def sizeHint(self) -> QSize:
        """Return the size in pixels."""
        return QSize(200, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the words from the top, each cut with … where it is too long."""
        painter = QPainter(self)
        try:
            y = 0.0
            if len(self._words) == 1 and self._words[0].lines == 1:
                # Words alone stand in the middle, level with the labels beside the box.
                y = max(0.0, (self.height() - _line(self._font(self._words[0]))) / 2)
            for words in self._words:
                y += self._paint(painter, words, y)
        finally:
            painter.end()

    def _paint(self, painter: QPainter, words: Words, y: float) -> float:
        font = self._font(words)
        metrics = QFontMetrics(font)
        line = _line(font)
        text = words.text
        # Where one line is enough, what comes below moves up; the box itself keeps its height.
        lines = words.lines if metrics.horizontalAdvance(text) > self.width() else 1
        height = line * lines
        if metrics.horizontalAdvance(text) > lines * self.width() * 0.92:
            room = int(lines * self.width() * (1.0 if lines == 1 else 0.92))
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        option = QTextOption()
        is_rtl = self.isRightToLeft()
        side = Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft
        # Absolute: Arabic words in an English window start where the window's lines start.
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        painter.setFont(font)
        painter.setPen(QColor(words.colour))
        painter.drawText(QRectF(0, y, self.width(), height + metrics.descent()), text, option)
        return height

    def _font(self, words: Words) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(words.px)
        if words.is_bold:
            font.setWeight(QFont.Weight.Bold)
        return font


def _line(font: QFont) -> float:
    """Return a line's height in pixels; the interface's Arabic letters bring room of their own."""
    return QFontMetrics(font).height() * 0.95
