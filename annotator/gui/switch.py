"""A switch that is on or off, with its words beside it when it stands alone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.gui.lines import Lines, pitch_of, sized
from annotator.gui.theme import Theme

_TRACK = QSize(34, 20)
_HEIGHT = 26
_GAP = 10


class Switch(QAbstractButton):
    """Drawn as a knob on a track, at the end where it is on; a check box to a screen reader."""

    def __init__(self, words: str, theme: Theme, *, shows_words: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._shows_words = theme, shows_words
        self.setText(words)
        self.setCheckable(True)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size in pixels."""
        width = _TRACK.width() + 4
        if self._shows_words:
            metrics = self.fontMetrics()
            width += _GAP + metrics.horizontalAdvance(self.text()) + 4
        return QSize(width, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the least size in pixels: all of it."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw track, knob and words."""
        theme, is_rtl = self._theme, self.isRightToLeft()
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            height, width = _TRACK.height(), _TRACK.width()
            left = self.width() - width - 2 if is_rtl else 2
            track = QRectF(left, (self.height() - height) / 2, width, height).adjusted(0.5, 0.5, -0.5, -0.5)
            is_on = self.isChecked()
            painter.setPen(QPen(QColor(theme.accent if is_on else theme.muted), 1.4))
            painter.setBrush(QColor(theme.accent if is_on else theme.panel))
            painter.drawRoundedRect(track, height / 2, height / 2)
            side = height - 8
            at_end = is_on != is_rtl
            x = track.right() - side - 3.5 if at_end else track.left() + 3.5
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.on_accent if is_on else theme.muted))
            painter.drawEllipse(QRectF(x, track.center().y() - side / 2, side, side))
            if self.hasFocus():
                painter.setPen(QPen(QColor(theme.ink), 1.4))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), height / 2 + 2, height / 2 + 2)
            if self._shows_words:
                self._draw_words(painter, is_rtl=is_rtl)
        finally:
            painter.end()

    def _draw_words(self, painter: QPainter, *, is_rtl: bool) -> None:
        font = sized(self.font(), 14)
        room = self.width() - _TRACK.width() - _GAP - 4
        lines = Lines(self.text(), font, width=room, most=1, is_rtl=is_rtl)
        x = 0 if is_rtl else self.width() - room
        lines.draw(painter, x, (self.height() - pitch_of(font)) / 2, self._theme.ink)
