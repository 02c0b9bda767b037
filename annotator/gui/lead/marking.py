"""Marks of a chart on the screen: which one is pointed at, a ring round it, and bringing it into sight."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QScrollArea, QWidget

from annotator.charts.drawing import Mark

_RING: Final = 2.0
_MARGIN: Final = 24
"""Pixels kept in sight around the mark that is walked to."""
_WIDEST: Final = 180
"""Of a mark that is wider, so many pixels are brought into sight."""


def mark_at(marks: Sequence[Mark], at: QPointF) -> int | None:
    """Return the place of the mark at a point, in pixels; None where there is none."""
    return next((place for place, mark in enumerate(marks) if _box(mark).contains(at)), None)


def ring(painter: QPainter, mark: Mark, colour: str) -> None:
    """Paint a ring round a mark."""
    painter.setPen(QPen(QColor(colour), _RING))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(_box(mark).adjusted(1, 1, -1, -1), 5, 5)


def bring_into_sight(widget: QWidget, mark: Mark) -> None:
    """Move whatever a widget is scrolled in so that its mark is seen."""
    middle = _box(mark).center().toPoint()
    wide, tall = round(min(mark.width, _WIDEST) / 2), round(mark.height / 2)
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea) and (page := above.widget()) is not None:
            at = widget.mapTo(page, QPoint(middle))
            above.ensureVisible(at.x(), at.y(), wide + _MARGIN, tall + _MARGIN)
        above = above.parentWidget()


def _box(mark: Mark) -> QRectF:
    return QRectF(mark.x, mark.y, mark.width, mark.height)
