"""Leads keys to what they mean: the actions of the table, the labels, or the widget that has the focus."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTextEdit, QWidget

from annotator.gui.desk import Desk
from annotator.gui.kept_keys import BUTTON, keeps
from annotator.gui.keymap import KeyMap
from annotator.gui.keys import is_typing, stroke

_TYPED_INTO = (QLineEdit, QTextEdit, QComboBox)


class KeyRouter(QObject):
    """Takes the keys of the widgets that it watches before Qt's focus and shortcuts do."""

    pressed = Signal()
    """A key means something, which is about to be done."""

    def __init__(
        self,
        keys: KeyMap,
        desk: Desk,
        *,
        perform: Callable[[str], object],
        is_on: Callable[[str], bool],
        leave: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """`is_on` tells whether an action of the table, or `label`, can be done on the page in sight.

        `leave` closes what is open beside the article, and tells whether anything was.
        """
        super().__init__(parent)
        self._keys, self._desk, self._perform, self._is_on = keys, desk, perform, is_on
        self._leave = leave

    def watch(self, root: QWidget) -> None:
        """Take the keys of a widget and of all in it.

        Only of those that can have the focus, so that no other event passes through Python.
        """
        for widget in (root, *root.findChildren(QWidget)):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                widget.removeEventFilter(self)
                widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Do what a key means, unless the widget keeps it to itself."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(watched, QWidget):
            return False
        key_event = cast(QKeyEvent, event)
        if isinstance(watched, _TYPED_INTO) and is_typing(key_event):
            return False
        pressed = stroke(key_event)
        if keeps(watched, pressed) or (isinstance(watched, QAbstractButton) and pressed in BUTTON):
            return False
        if isinstance(watched, QAbstractItemView) and self._keys.label(pressed) is not None:
            return False  # a letter typed in a list looks for a row
        return self._press(pressed, is_repeat=key_event.isAutoRepeat())

    def _press(self, pressed: str, *, is_repeat: bool) -> bool:
        """Do what a key means; tell whether it means anything here."""
        desk = self._desk
        if pressed == "Esc":
            return self._leave()
        action, label = self._keys.action(pressed), self._keys.label(pressed)
        if not self._is_on(action.id if action is not None else "label"):
            return False
        if is_repeat and not (action is not None and action.may_repeat):
            return action is not None or label is not None
        if action is not None or label is not None:
            self.pressed.emit()
        if pressed.isdecimal() and desk.digit(int(pressed)):
            return True
        if action is not None:
            if action.id != "accept_rest":
                desk.forget_half_done()
            self._perform(action.id)
            return True
        if label is not None:
            desk.label(label.id)
            return True
        return False
