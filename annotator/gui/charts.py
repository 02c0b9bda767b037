"""Small pictures of figures: bars with their numbers, and a matrix of counts. Drawn, not fetched."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.theme import Theme
from annotator.words import _, number

_ROW: Final = 29
_CELL: Final = 40
# A painter mirrors «left» by itself in a window that reads from the right.
_LEADING: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words, how far it goes (0 to 1, None for undefined), its figure and a note, a colour."""

    words: str
    share: float | None
    figure: str
    note: str = ""
    colour: str = ""


class Bars(QWidget):
    """Bars under each other, from the leading edge on."""

    def __init__(
        self, bars: Sequence[Bar], theme: Theme, *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bars = list(bars)
        self._theme = theme
        self.setAccessibleName(name)
        self.setAccessibleDescription(
            _("; ").join(_said(bar.words, f"{bar.figure} {bar.note}".strip()) for bar in bars)
        )
        self.setMinimumHeight(_ROW * len(self._bars))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size in pixels."""
        return QSize(320, _ROW * len(self._bars))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw words, track, bar and figures of every row."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            metrics = painter.fontMetrics()
            words = max((metrics.horizontalAdvance(bar.words) for bar in self._bars), default=0)
            words = min(words + 4, int(self.width() * 0.45))
            notes = max((metrics.horizontalAdvance(bar.note) for bar in self._bars), default=0) + 8
            for row, bar in enumerate(self._bars):
                self._draw(painter, row * _ROW, bar, words=words, notes=notes)
        finally:
            painter.end()

    def _draw(self, painter: QPainter, y: int, bar: Bar, *, words: int, notes: int) -> None:
        theme, figure = self._theme, 52
        track = max(30, self.width() - words - figure - notes - 24)
        painter.setPen(QColor(bar.colour or theme.ink))
        elided = painter.fontMetrics().elidedText(bar.words, Qt.TextElideMode.ElideRight, words)
        painter.drawText(self._box(0, y, words, _ROW), _LEADING, elided)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(self._box(words + 8, y + 10, track, 10), 5, 5)
        if bar.share:
            colour = QColor(bar.colour or theme.accent)
            painter.setBrush(colour)
            painter.drawRoundedRect(self._box(words + 8, y + 10, max(6.0, track * bar.share), 10), 5, 5)
        bold = QFont(painter.font())
        bold.setWeight(QFont.Weight.Bold)
        plain = QFont(painter.font())
        painter.setPen(QColor(theme.ink))
        painter.setFont(bold)
        painter.drawText(self._box(words + track + 16, y, figure, _ROW), _LEADING, bar.figure)
        painter.setFont(plain)
        painter.setPen(QColor(theme.muted))
        painter.drawText(self._box(words + track + 16 + figure, y, notes, _ROW), _LEADING, bar.note)

    def _box(self, x: float, y: float, width: float, height: float) -> QRectF:
        left = self.width() - x - width if self.isRightToLeft() else x
        return QRectF(left, y, width, height)


class Matrix(QWidget):
    """A square of counts, darker where more; rows bear names, columns the same in short (`heads`)."""

    def __init__(
        self,
        names: Sequence[str],
        heads: Sequence[str],
        counts: Sequence[Sequence[int]],
        theme: Theme,
        *,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._names, self._heads, self._theme = list(names), list(heads), theme
        self._counts = [list(row) for row in counts]
        self.setAccessibleName(name)
        said = [
            _said(f"{names[row]} / {names[column]}", number(count))
            for row, line in enumerate(counts)
            for column, count in enumerate(line)
            if count
        ]
        self.setAccessibleDescription(_("; ").join(said))
        self.setMinimumSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Return the size in pixels."""
        side = _CELL * len(self._names)
        return QSize(side + self._margin(), side + 30)

    def _margin(self) -> int:
        return max((self.fontMetrics().horizontalAdvance(name) for name in self._names), default=0) + 12

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw names and cells; the diagonal, where they agree, in green."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            most = max((count for row in self._counts for count in row), default=1) or 1
            margin = self._margin()
            small = QFont(painter.font())
            small.setPixelSize(max(9, small.pixelSize() - 2))
            for index, name in enumerate(self._names):
                painter.setPen(QColor(self._theme.muted))
                box = self._box(0, 30 + index * _CELL, margin - 6, _CELL)
                painter.drawText(box, _LEADING, name)
                head = self._box(margin + index * _CELL, 0, _CELL, 28)
                painter.setFont(small)
                shown = painter.fontMetrics().elidedText(
                    self._heads[index], Qt.TextElideMode.ElideRight, _CELL - 2
                )
                painter.drawText(head, Qt.AlignmentFlag.AlignCenter, shown)
                painter.setFont(self.font())
                for column, count in enumerate(self._counts[index]):
                    cell = self._box(margin + column * _CELL + 2, 32 + index * _CELL, _CELL - 4, _CELL - 4)
                    self._draw_cell(painter, cell, count, count / most, is_alike=index == column)
        finally:
            painter.end()

    def _draw_cell(
        self, painter: QPainter, cell: QRectF, count: int, share: float, *, is_alike: bool
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        colour = QColor(self._theme.good if is_alike else self._theme.warning)
        colour.setAlphaF(0.15 + 0.45 * share)
        painter.setBrush(colour if count else QColor(self._theme.raised))
        painter.drawRoundedRect(cell, 6, 6)
        if count:
            painter.setPen(QColor(self._theme.ink))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, number(count))

    def _box(self, x: float, y: float, width: float, height: float) -> QRectF:
        left = self.width() - x - width if self.isRightToLeft() else x
        return QRectF(left, y, width, height)


def _said(what: str, figure: str) -> str:
    return _("{what}: {text}").format(what=what, text=figure)
