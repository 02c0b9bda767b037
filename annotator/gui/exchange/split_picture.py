"""Train, dev and test as one bar, each as long as its share of the documents."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.colours import blend
from annotator.gui.exchange.export_wish import Part
from annotator.gui.theme import Theme
from annotator.words import N_, _, n_, number

PART_WORDS: Final = {"train": N_("train"), "dev": N_("dev"), "test": N_("test")}
_BAR: Final = 18
_HEIGHT: Final = 66
_SHADES: Final = (1.0, 0.62, 0.34)
_LEADING: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class SplitPicture(QWidget):
    """The bar, and under it what each part holds."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[Part, ...] = ()
        self.setAccessibleName(_("Parts of the export"))
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show these, in their order."""
        self._parts = tuple(parts)
        self.setAccessibleDescription(_("; ").join(_said(one) for one in parts))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size in pixels."""
        return QSize(320, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the bar and the figures."""
        total = sum(one.documents for one in self._parts) or 1
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            whole = QPainterPath()
            whole.addRoundedRect(QRectF(0, 2, self.width(), _BAR), 6, 6)
            painter.setClipPath(whole)
            x = 0.0
            for place, part in enumerate(self._parts):
                width = self.width() * part.documents / total
                painter.fillRect(self._box(x, 2, width, _BAR), QColor(self._shade(place)))
                x += width
            painter.setClipping(False)
            column = self.width() / max(1, len(self._parts))
            for place, part in enumerate(self._parts):
                self._draw_words(painter, place * column, column - 8, place, part)
        finally:
            painter.end()

    def _draw_words(self, painter: QPainter, x: float, width: float, place: int, part: Part) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._shade(place)))
        painter.drawEllipse(self._box(x, 30, 10, 10))
        painter.setPen(QColor(self._theme.ink))
        painter.drawText(self._box(x + 16, 24, width - 16, 22), _LEADING, _name(part))
        painter.setPen(QColor(self._theme.muted))
        words = painter.fontMetrics().elidedText(_figures(part), Qt.TextElideMode.ElideRight, int(width))
        painter.drawText(self._box(x, 44, width, 22), _LEADING, words)

    def _shade(self, place: int) -> str:
        share = _SHADES[min(place, len(_SHADES) - 1)]
        return blend(self._theme.accent, self._theme.panel, share=share).name()

    def _box(self, x: float, y: float, width: float, height: float) -> QRectF:
        left = self.width() - x - width if self.isRightToLeft() else x
        return QRectF(left, y, width, height)


def _name(part: Part) -> str:
    return _(PART_WORDS.get(part.split, part.split))


def _said(part: Part) -> str:
    return _("{what}: {text}").format(what=_name(part), text=_figures(part))


def _figures(part: Part) -> str:
    return n_("{count} document", "{count} documents", part.documents).format(count=number(part.documents))
