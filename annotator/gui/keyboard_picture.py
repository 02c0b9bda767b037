"""A drawn keyboard: on each key what it does alone, labels in their colours. A click tells which key.

The places are those of a US keyboard with a block beside it; no modifier and no keypad is told of.
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
from annotator.gui.keymap import KeyMap
from annotator.gui.lines import Lines, pitch_of, sized
from annotator.gui.theme import Theme
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
_PX: Final = (11, 10, 9)
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


def paint_keyboard(painter: QPainter, *, width: float, keys: KeyMap, theme: Theme, marked: str = "") -> None:
    """Paint the keyboard from the painter's origin on, so many pixels wide; `marked` is a key to ring."""
    unit = width / _ACROSS
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for key in KEYBOARD:
        box = QRectF(key.box.topLeft() * unit, key.box.size() * unit).adjusted(1.5, 1.5, -1.5, -1.5)
        _paint_key(painter, box, key.name, keys, theme, is_marked=key.name == marked)


def height_of(width: float) -> float:
    """Return how high a keyboard of so many pixels across is."""
    return width / _ACROSS * _DOWN


def image_of(keys: KeyMap, theme: Theme, *, width: int, font: QFont) -> QImage:
    """Return the keyboard as an image, for a page."""
    image = QImage(width, round(height_of(width)), QImage.Format.Format_RGB32)
    image.fill(QColor(theme.panel))
    painter = QPainter(image)
    try:
        # Drawn as on a screen of the usual size and enlarged, so that letters stay in proportion.
        scale = width / 1000
        painter.scale(scale, scale)
        painter.setFont(font)
        paint_keyboard(painter, width=1000, keys=keys, theme=theme)
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
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(640)
        self.setAccessibleName(_("Picture of the keyboard; the list below says the same"))
        self.setMouseTracking(True)
        keys.changed.connect(self.update)

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
        """Return the name of the key under a point, "" between keys."""
        spot = point / (self.width() / _ACROSS)
        return next((key.name for key in KEYBOARD if key.box.contains(spot)), "")

    def key_box(self, name: str) -> QRectF:
        """Return where a key is drawn, in pixels; raises StopIteration for one that is not."""
        unit = self.width() / _ACROSS
        box = next(key.box for key in KEYBOARD if key.name == name)
        return QRectF(box.topLeft() * unit, box.size() * unit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say in a tool tip what the key under the pointer does, for what is too long to stand on it."""
        owner = self._keys.owner(self.key_at(event.position()))
        self.setToolTip(owner.words if owner is not None else "")

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
                painter, width=self.width(), keys=self._keys, theme=self._theme, marked=self._marked
            )
        finally:
            painter.end()


def _paint_key(
    painter: QPainter, box: QRectF, name: str, keys: KeyMap, theme: Theme, *, is_marked: bool
) -> None:
    owner = keys.owner(name)
    label = owner.label if owner is not None else None
    colour = theme.colour_of(label) if label is not None else theme.accent if owner is not None else ""
    wash = 0.13 if label is not None else 0.07
    painter.setBrush(blend(colour, theme.panel, share=wash) if colour else QColor(theme.raised))
    painter.setPen(QPen(QColor(theme.ink if is_marked else colour or theme.border), 3 if is_marked else 1.2))
    painter.drawRoundedRect(box, 5, 5)
    inner = box.adjusted(4, 1, -4, -2)
    before = painter.font()
    # A cap on a small keyboard is small, and what the key does is left to the list.
    font = sized(before, max(8, min(13, round(box.height() * 0.24))), is_bold=True)
    cap = Lines(_ARROWS.get(name, shown_key(name)), font, width=inner.width(), most=1, is_rtl=False)
    cap.draw(painter, inner.left(), inner.top(), theme.ink if owner is not None else theme.muted)
    if owner is not None:
        _fit(painter, inner.adjusted(0, cap.height - 2, 0, 0), owner.words, colour)
    painter.setFont(before)


def _fit(painter: QPainter, room: QRectF, words: str, colour: str) -> None:
    """Write words into a box, smaller where they need it, and cut where nothing helps."""
    is_rtl = is_right_to_left()
    for px in _PX:
        font = sized(painter.font(), px)
        most = int(room.height() // pitch_of(font))
        if not most:
            continue
        lines = Lines(words, font, width=room.width(), most=most, is_rtl=is_rtl)
        widest = max(map(QFontMetricsF(font).horizontalAdvance, words.split()))
        if px == _PX[-1] or not (lines.is_cut or widest > room.width()):
            lines.draw(painter, room.left(), room.bottom() - lines.height, colour)
            return
