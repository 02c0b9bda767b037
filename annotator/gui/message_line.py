"""What happened, and beside it the keys that matter now: as many as it leaves room for."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from annotator.gui.actions import BY_ID
from annotator.gui.announcing import announce
from annotator.gui.keymap import KeyMap
from annotator.gui.lines import sized
from annotator.gui.still_text import StillText, Words
from annotator.gui.tips import tip
from annotator.words import _

_GAP: Final = 18
_PX: Final = 14


class MessageLine(QWidget):
    """A message, and the first of some actions with their keys where it ends.

    It places both by itself: a layout would be worked out anew for the whole window at every message.
    """

    def __init__(self, actions: Sequence[str], keys: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._is_hinting = True
        self._message = StillText(30, self)
        self._caps = {id_: QLabel() for id_ in actions}
        self._hints: list[QWidget] = []
        for id_, cap in self._caps.items():
            cap.setObjectName("key")
            hint = QWidget(self)
            row = QHBoxLayout(hint)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(cap)
            row.addWidget(QLabel(_(BY_ID[id_].text)))
            self._hints.append(hint)
        keys.changed.connect(self._show_keys)
        self._show_keys()

    def say(self, sentence: str, colour: str) -> None:
        """Show what happened, nothing where the sentence is empty; the keys give way."""
        self._message.say([Words(sentence, colour, _PX, is_said=True)] if sentence else [])
        self._message.setToolTip(tip(sentence))  # a narrow window cuts it
        self._place()
        if sentence:
            announce(self._message, sentence)

    def message(self) -> str:
        """Return what is said now."""
        return self._message.text()

    def set_hinting(self, *, is_hinting: bool) -> None:
        """Show the keys, or the message alone."""
        self._is_hinting = is_hinting
        self._place()

    def sizeHint(self) -> QSize:
        """Return the size of all keys, in pixels."""
        sizes = [hint.sizeHint() for hint in self._hints]
        width = sum(size.width() + _GAP for size in sizes)
        return QSize(width, max([self._message.height(), *(size.height() for size in sizes)]))

    def minimumSizeHint(self) -> QSize:
        """Return the least size in pixels: none of the keys needs to be seen."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the message and the keys their new places."""
        super().resizeEvent(event)
        self._place()

    def _show_keys(self) -> None:
        for id_, cap in self._caps.items():
            cap.setText(self._keys.shown(id_))
            cap.setVisible(bool(self._keys.shown(id_)))
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        """Put the message where one begins to read, and the first keys for which there is room at the end."""
        said = self._message.text()
        needed = QFontMetrics(sized(self._message.font(), _PX)).horizontalAdvance(said) + 2 if said else 0
        widths = [hint.sizeHint().width() + _GAP for hint in self._hints]
        shown = len(widths) if self._is_hinting else 0
        while shown and needed + sum(widths[:shown]) > self.width():
            shown -= 1
        x = self.width() - sum(widths[:shown])
        self._put(self._message, 0, x)
        for place, (hint, width) in enumerate(zip(self._hints, widths, strict=True)):
            hint.setVisible(place < shown)
            if place < shown:
                self._put(hint, x + _GAP, width - _GAP)
                x += width

    def _put(self, widget: QWidget, x: int, width: int) -> None:
        """Place a child by its distance in pixels from the side where one begins to read."""
        height = widget.height() if widget is self._message else self.height()
        left = self.width() - x - width if self.isRightToLeft() else x
        widget.setGeometry(left, (self.height() - height) // 2, width, height)
