"""A label that gives up words instead of making the window wider; its tool tip has them all."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from annotator.gui.tips import tip

_LEAST = 48  # pixels


class ShortenedLabel(QLabel):
    """One line of words that ends in … where there is no room for all."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(tip(words))

    def minimumSizeHint(self) -> QSize:
        """Return the least size in pixels."""
        least = super().minimumSizeHint()
        return QSize(min(_LEAST, least.width()), least.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, or as many as there is room for."""
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        if words == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        try:
            painter.setPen(self.palette().windowText().color())
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        finally:
            painter.end()
