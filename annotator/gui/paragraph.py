"""Sentences in a page: a label as high as its words need at its width, at the pitch of our painted lines."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from annotator.gui.lines import Lines, pitch_of, sized
from annotator.words import as_said

_LEAST_WIDTH = 120


class Paragraph(QLabel):
    """Words that wrap. A stock label sets its lines twice as far apart as is read well."""

    def __init__(
        self, words: str, colour: str, *, px: int = 14, is_bold: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(words, parent)
        self._colour, self._px, self._is_bold = colour, px, is_bold
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(_LEAST_WIDTH)
        if not words:
            self.hide()

    def say(self, words: str, colour: str = "") -> None:
        """Show other words, in a page by now; nothing of it, and no room for it, where there are none."""
        self._colour = colour or self._colour
        self.setText(words)
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels of the words on lines of a width."""
        return round(self._laid(width).height)

    def sizeHint(self) -> QSize:
        """Return the size in pixels on lines as long as are read well."""
        return QSize(360, self.heightForWidth(360))

    def minimumSizeHint(self) -> QSize:
        """Return the least size in pixels: one line, as the height follows from the width."""
        return QSize(_LEAST_WIDTH, round(pitch_of(sized(self.font(), self._px))))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the lines, level with what stands beside them."""
        painter = QPainter(self)
        try:
            lines = self._laid(self.width())
            lines.draw(painter, 0, max(0.0, (self.height() - lines.height) / 2), self._colour)
        finally:
            painter.end()

    def _laid(self, width: int) -> Lines:
        font = sized(self.font(), self._px, is_bold=self._is_bold)
        return Lines(as_said(self.text()), font, width=width, is_rtl=self.isRightToLeft())
