"""A drawn keyboard: on each key what it does alone, labels in their colours. A click tells which key.

The places are those of a US keyboard with a block beside it; what is printed on them may be another's. No
modifier and no keypad is told of.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.actions import shown_key
from annotator.gui.colours import blend
from annotator.gui.keymap import Holder, KeyMap
from annotator.gui.lines import Lines, pitch_of, sized
from annotator.gui.printed import Printed, usual
from annotator.gui.theme import Theme
from annotator.gui.tips import tip
from annotator.words import _, is_right_to_left

# Rows of keys: where a row begins, then names with their widths where they are wider than one key.
_ROWS: Final = (
    (0.0, "Esc _ F1 F2 F3 F4 _:0.5 F5 F6 F7 F8 _:0.5 F9 F10 F11 F12"),
    (1.25, "` 1 2 3 4 5 6 7 8 9 0 - = Backspace:2 _:0.25 Insert Home PgUp"),
    (2.25, "Tab:1.5 Q W E R T Y U I O P [ ] \\:1.5 _:0.25 Delete End PgDown"),
    (3.25, "⇪:1.75 A S D F G H J K L ; ' Enter:2.25"),
    (4.25, "⇧:2.25 Z X C V B N M , . / ⇧:2.75 _:1.25 Up"),
    (5.25, "Ctrl:1.5 _ Alt:1.5 Space:7 Alt:1.5 _ Ctrl:1.5 _:0.25 Left Down Right"),
)
_ACROSS: Final = 18.25
_DOWN: Final = 6.25
_ARROWS: Final = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
_PX: Final = (11, 10, 9, 8)
"""Sizes in which a meaning is tried, until it fits its key."""


@dataclass(frozen=True, slots=True)
class _Key:
    """One key: its name and its place in widths of a letter's key."""

    name: str
    box: QRectF


def _keys() -> Iterator[_Key]:
    for top, row in _ROWS:
        x = 0.0
        for word in row.split():
            name, _colon, width = word.partition(":")
            across = float(width or 1)
            if name != "_":
                yield _Key(name, QRectF(x, top, across, 1))
            x += across


KEYBOARD: Final = tuple(_keys())


def paint_keyboard(
    painter: QPainter, *, width: float, keys: KeyMap, theme: Theme, printed: Printed, marked: str = ""
) -> None:
    """Paint the keyboard from the painter's origin on, so many pixels wide; `marked` is a key to ring."""
    unit = width / _ACROSS
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for key in KEYBOARD:
        box = QRectF(key.box.topLeft() * unit, key.box.size() * unit).adjusted(1.5, 1.5, -1.5, -1.5)
        means = printed.key(key.name)
        pen = _Pen(painter, theme, owner=keys.owner(means), is_marked=bool(means) and means == marked)
        pen.paint(box, cap=printed.cap(key.name), beside=printed.beside.get(key.name, ""))


def height_of(width: float) -> float:
    """Return how high a keyboard of so many pixels across is."""
    return width / _ACROSS * _DOWN


def image_of(keys: KeyMap, theme: Theme, *, printed: Printed, width: int, font: QFont) -> QImage:
    """Return the keyboard as an image, for a page."""
    image = QImage(width, round(height_of(width)), QImage.Format.Format_RGB32)
    image.fill(QColor(theme.panel))
    painter = QPainter(image)
    try:
        # Drawn as on a screen of the usual size and enlarged, so that letters stay in proportion.
        scale = width / 1000
        painter.scale(scale, scale)
        painter.setFont(font)
        paint_keyboard(painter, width=1000, keys=keys, theme=theme, printed=printed)
    finally:
        painter.end()
    return image


class KeyboardPicture(QWidget):
    """The keyboard in a window."""

    key_clicked = Signal(str)

    def __init__(self, keys: KeyMap, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys, self._theme = keys, theme
        self._marked = ""
        self.printed = usual()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(640)
        self.setAccessibleName(_("Picture of the keyboard; the list below says the same"))
        self.setMouseTracking(True)
        keys.changed.connect(self.update)

    def set_printed(self, printed: Printed) -> None:
        """Draw what is printed on another kind of keyboard."""
        self.printed = printed
        self.update()

    def mark(self, key: str) -> None:
        """Ring a key; with "" none."""
        if key != self._marked:
            self._marked = key
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size in pixels."""
        return QSize(1000, round(height_of(1000)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the width asks for."""
        super().resizeEvent(event)
        self.setFixedHeight(round(height_of(self.width())))

    def key_at(self, point: QPointF) -> str:
        """Return which key of the map is under a point, "" where there is none."""
        spot = point / (self.width() / _ACROSS)
        return next((self.printed.key(key.name) for key in KEYBOARD if key.box.contains(spot)), "")

    def key_box(self, name: str) -> QRectF:
        """Return where a key of the map is drawn, in pixels; raises StopIteration for one that is not."""
        unit = self.width() / _ACROSS
        box = next(key.box for key in KEYBOARD if self.printed.key(key.name) == name)
        return QRectF(box.topLeft() * unit, box.size() * unit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say in a tool tip what the key under the pointer does, for what is too long to stand on it."""
        owner = self._keys.owner(self.key_at(event.position()))
        self.setToolTip(tip(owner.words) if owner is not None else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which key was clicked."""
        name = self.key_at(event.position())
        if name:
            self.key_clicked.emit(name)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the keyboard over the whole width."""
        painter = QPainter(self)
        try:
            paint_keyboard(
                painter,
                width=self.width(),
                keys=self._keys,
                theme=self._theme,
                printed=self.printed,
                marked=self._marked,
            )
        finally:
            painter.end()


class _Pen:
    """Draws one key."""

    def __init__(self, painter: QPainter, theme: Theme, *, owner: Holder | None, is_marked: bool) -> None:
        self._painter, self._theme, self._owner, self._is_marked = painter, theme, owner, is_marked
        self._label = owner.label if owner is not None else None
        self._colour = theme.accent if owner is not None else ""
        if self._label is not None:
            self._colour = theme.colour_of(self._label)

    def paint(self, box: QRectF, *, cap: str, beside: str) -> None:
        """Draw the key: what is printed on it above, what it does below."""
        before = self._painter.font()
        self._paint_face(box)
        inner = box.adjusted(4, 1, -4, -2)
        # A cap on a small keyboard is small, and what the key does is left to the list.
        font = sized(before, max(8, min(13, round(box.height() * 0.24))), is_bold=True)
        ink = self._theme.ink if self._owner is not None else self._theme.muted
        words = Lines(_ARROWS.get(cap, shown_key(cap)), font, width=inner.width(), most=1, is_rtl=False)
        words.draw(self._painter, inner.left(), inner.top(), ink)
        if beside:
            other = Lines(beside, sized(font, font.pixelSize()), width=inner.width(), most=1, is_rtl=True)
            other.draw(self._painter, inner.left(), inner.top(), self._theme.muted)
        if self._owner is not None:
            self._fit(inner.adjusted(-2, words.height - 2, 2, 0), self._owner.words)
        self._painter.setFont(before)

    def _paint_face(self, box: QRectF) -> None:
        theme, colour = self._theme, self._colour
        wash = 0.13 if self._label is not None else 0.07
        self._painter.setBrush(blend(colour, theme.panel, share=wash) if colour else QColor(theme.raised))
        edge = theme.ink if self._is_marked else colour or theme.border
        self._painter.setPen(QPen(QColor(edge), 3 if self._is_marked else 1.2))
        self._painter.drawRoundedRect(box, 5, 5)

    def _fit(self, room: QRectF, words: str) -> None:
        """Write words into a box, smaller where they need it, and cut where nothing helps."""
        for px in _PX:
            font = sized(self._painter.font(), px)
            most = int(room.height() // pitch_of(font))
            if not most:
                continue
            lines = Lines(words, font, width=room.width(), most=most, is_rtl=is_right_to_left())
            widest = max(map(QFontMetricsF(font).horizontalAdvance, words.split()))
            if px == _PX[-1] or not (lines.is_cut or widest > room.width()):
                lines.draw(self._painter, room.left(), room.bottom() - lines.height, self._colour)
                return
