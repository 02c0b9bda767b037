"""Waits for one press of a key and tells which it was; Tab, Enter and arrows too."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from annotator.gui.keys import stroke

_MODIFIERS = (
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_Super_L,
    Qt.Key.Key_Super_R,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_Mode_switch,
)


class KeyCatcher(QLabel):
    """Says what it waits for while it has the focus."""

    caught = Signal(str)
    """A key was pressed; "" stands for one that cannot be named."""
    left = Signal()
    """Esc, or the person went elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setTextFormat(Qt.TextFormat.PlainText)  # it names labels
        self.setWordWrap(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def wait(self, words: str) -> None:
        """Begin to wait, and say so."""
        self.setText(words)
        self.setAccessibleName(words)
        self.show()
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Take every key before Qt moves the focus or presses a button with it."""
        if isinstance(event, QKeyEvent) and event.type() in (
            QEvent.Type.KeyPress,
            QEvent.Type.ShortcutOverride,
        ):
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give up when the person goes elsewhere."""
        super().focusOutEvent(event)
        if self.isVisible():
            self._end()

    def _take(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _MODIFIERS or event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self._end()
            return
        self.hide()
        self.caught.emit(stroke(event))

    def _end(self) -> None:
        self.hide()
        self.left.emit()
