"""Text whose change never moves its neighbours: it is painted into a box of a fixed height.

A QLabel asks for a new layout of the whole window whenever its words change, which costs milliseconds
at every key; this does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.lines import Lines, pitch_of, sized
from annotator.words import as_said


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words on lines of their own: what, in which colour, how large (pixels), how many lines."""

    text: str
    colour: str
    px: int = 14
    is_bold: bool = False
    lines: int = 1
    is_said: bool = False
    """Whether this is a sentence of the program, and no words of an article."""


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

    def height_of_words(self, width: int) -> int:
        """Return how high the words are on lines of a width, in pixels."""
        is_rtl = self.isRightToLeft()
        laid = [
            Lines(_as_read(one), self._font(one), width=width, most=one.lines, is_rtl=is_rtl)
            for one in self._words
        ]
        return round(sum(lines.height for lines in laid))

    def sizeHint(self) -> QSize:
        """Return the size in pixels."""
        return QSize(200, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the words from the top, each cut with … where it is too long."""
        painter = QPainter(self)
        try:
            is_alone = len(self._words) == 1 and self._words[0].lines == 1
            y = 0.0
            for words in self._words:
                lines = self._lay(words, room=self.height() - y)
                if is_alone:  # level with what stands beside the box
                    y = max(0.0, (self.height() - lines.height) / 2)
                # Where one line is enough, what comes below moves up; the box itself keeps its height.
                lines.draw(painter, 0, y, words.colour)
                y += lines.height
        finally:
            painter.end()

    def _lay(self, words: Words, *, room: float) -> Lines:
        font = self._font(words)
        most = max(1, min(words.lines, int(room / pitch_of(font))))
        return Lines(_as_read(words), font, width=self.width(), most=most, is_rtl=self.isRightToLeft())

    def _font(self, words: Words) -> QFont:
        return sized(self.font(), words.px, is_bold=words.is_bold)


def _as_read(words: Words) -> str:
    return as_said(words.text) if words.is_said else words.text
