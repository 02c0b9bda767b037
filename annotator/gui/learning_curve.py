"""A line of figures over the number of articles that were learnt from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.lines import sized
from annotator.gui.theme import Theme
from annotator.words import _, n_, number

_HEIGHT: Final = 168
_LEFT, _TOP, _FOOT, _RIGHT = 40, 12, 24, 20
_STEPS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
_MOST_TICKS: Final = 6
_TICK: Final = 44
_SMALL: Final = 12
_CENTRE: Final = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Learnt:
    """One model: when it was learnt, from how many articles, and its F1 on articles that it had not seen."""

    when: str
    documents: int
    f1: float


class LearningCurve(QWidget):
    """One line, drawn in the direction of reading."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._points: tuple[Learnt, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self.setMinimumWidth(200)
        self.setAccessibleName(_("Learning curve"))

    def show_points(self, points: Sequence[Learnt]) -> None:
        """Show these, in the order in which they were learnt."""
        self._points = tuple(points)
        self.setAccessibleDescription(_("; ").join(map(said, points)))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size in pixels."""
        return QSize(320, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the grid, the line, and the figure of its last point."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(sized(self.font(), _SMALL))
            most = max((one.documents for one in self._points), default=1)
            self._draw_grid(painter, most)
            places = [self._place(one, most) for one in self._points]
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.drawPolyline(places)
            painter.setBrush(QColor(self._theme.accent))
            for place in places:
                painter.drawEllipse(place, 3.5, 3.5)
            if places:
                self._draw_last(painter, places[-1], self._points[-1])
        finally:
            painter.end()

    def _draw_grid(self, painter: QPainter, most: int) -> None:
        theme = self._theme
        for step in _STEPS:
            y = self._y(step)
            painter.setPen(QPen(QColor(theme.border), 1))
            painter.drawLine(QPointF(self._x(0.0), y), QPointF(self._x(1.0), y))
            painter.setPen(QColor(theme.muted))
            box = self._box(0, y - 10, _LEFT - 8, 20)
            painter.drawText(box, _CENTRE, number(step, decimals=2 if step % 0.5 else 1))
        shown = sorted({one.documents for one in self._points})
        free = -1.0 * _TICK
        for documents in _thinned(shown):
            along = documents / most
            x = _LEFT + along * self._width()
            if x - free < _TICK:
                continue
            free = x
            box = self._box(x - _TICK / 2, self.height() - _FOOT + 4, _TICK, 18)
            painter.drawText(box, _CENTRE, number(documents))

    def _draw_last(self, painter: QPainter, place: QPointF, last: Learnt) -> None:
        painter.setFont(sized(self.font(), 14, is_bold=True))
        painter.setPen(QColor(self._theme.ink))
        y = place.y() - 26 if place.y() > _TOP + 26 else place.y() + 6
        left = place.x() - 40 if not self.isRightToLeft() else place.x() - 8
        painter.drawText(QRectF(left, y, 48, 20), _CENTRE, number(last.f1, decimals=2))

    def _place(self, one: Learnt, most: int) -> QPointF:
        return QPointF(self._x(one.documents / most), self._y(one.f1))

    def _x(self, share: float) -> float:
        along = _LEFT + share * self._width()
        return self.width() - along if self.isRightToLeft() else along

    def _y(self, f1: float) -> float:
        return _TOP + (1 - f1) * (self.height() - _TOP - _FOOT)

    def _width(self) -> float:
        return max(1.0, self.width() - _LEFT - _RIGHT)

    def _box(self, x: float, y: float, width: float, height: float) -> QRectF:
        left = self.width() - x - width if self.isRightToLeft() else x
        return QRectF(left, y, width, height)


def said(one: Learnt) -> str:
    """Return a point in words."""
    words = n_("{count} article: {figure}", "{count} articles: {figure}", one.documents)
    return words.format(count=number(one.documents), figure=number(one.f1, decimals=2))


def _thinned(values: Sequence[int]) -> list[int]:
    """Return so many of the values that their figures have room, the last among them."""
    step = -(-len(values) // _MOST_TICKS) or 1
    return sorted({*values[::-1][::step]})
