"""The keys that matter now, side by side with what they do: as many as there is room for."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from annotator.gui.actions import BY_ID
from annotator.gui.keymap import KeyMap
from annotator.words import _

_GAP: Final = 18


class Hints(QWidget):
    """Shows the first of some actions with their keys. It may be made narrower than all of them together."""

    def __init__(self, actions: Sequence[str], keys: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
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

    def sizeHint(self) -> QSize:
        """Return the size of all of them, in pixels."""
        sizes = [hint.sizeHint() for hint in self._hints]
        width = sum(size.width() for size in sizes) + _GAP * (len(sizes) - 1)
        return QSize(width, max(size.height() for size in sizes))

    def minimumSizeHint(self) -> QSize:
        """Return the least size in pixels: none of them needs to be seen."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show those that fit, from the side on which one begins to read."""
        super().resizeEvent(event)
        self._place()

    def _show_keys(self) -> None:
        for id_, cap in self._caps.items():
            cap.setText(self._keys.shown(id_))
            cap.setVisible(bool(self._keys.shown(id_)))
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        x = 0
        for hint in self._hints:
            width = hint.sizeHint().width()
            hint.setVisible(x + width <= self.width())
            left = self.width() - x - width if self.isRightToLeft() else x
            hint.setGeometry(left, 0, width, self.height())
            x += width + _GAP
