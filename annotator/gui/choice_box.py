"""A field to choose from, with the sign that there is more: style sheets have none without a picture."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QWidget

from annotator.gui.theme import Theme

_HALF = 4.0
_FROM_END = 16


class ChoiceBox(QComboBox):
    """As wide as its longest words, with an arrow at its end."""

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumWidth(90)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field as the style does, then the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(
                QPen(QColor(self._theme.muted), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            )
            x = _FROM_END if self.isRightToLeft() else self.width() - _FROM_END
            y = self.height() / 2
            painter.drawPolyline(
                [
                    QPointF(x - _HALF, y - _HALF / 2),
                    QPointF(x, y + _HALF / 2),
                    QPointF(x + _HALF, y - _HALF / 2),
                ]
            )
        finally:
            painter.end()
