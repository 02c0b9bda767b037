"""What hangs from a button while somebody chooses in it: over the page, gone when the focus goes on."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

_GAP = 2
_MARGIN = 8


class Hanging(QFrame):
    """A frame that a button opens beneath itself. Esc closes it and gives the focus back."""

    def __init__(self, button: QWidget) -> None:
        super().__init__(button)
        self._hung_from = button
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()

    def hang(self, *, width: int, height: int, first: QWidget) -> None:
        """Show on the side where the button's line begins, within the window; `first` gets the focus."""
        window = self._hung_from.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            _application().focusChanged.connect(self._follow)
        x = self._hung_from.width() - width if self.isRightToLeft() else 0
        corner = self._hung_from.mapTo(window, QPoint(x, self._hung_from.height() + _GAP))
        height = min(height, window.height() - 2 * _MARGIN)
        left = max(_MARGIN, min(corner.x(), window.width() - width - _MARGIN))
        top = max(_MARGIN, min(corner.y(), window.height() - height - _MARGIN))
        self.setGeometry(left, top, width, height)
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._hung_from.setFocus(Qt.FocusReason.PopupFocusReason)
            self.hide()
        else:
            super().keyPressEvent(event)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Go when the focus does; when the whole window loses it, wait there."""
        if self.isVisible() and now is not None and now is not self and not self.isAncestorOf(now):
            self.hide()


def _application() -> QApplication:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found
