"""What a lead reads first: four figures, each with what it means beside it."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from annotator.gui.kept_keys import keep_keys
from annotator.gui.still_text import StillText, Words
from annotator.gui.theme import Theme
from annotator.gui.tips import tip

_HEIGHT: Final = 124
_FIGURE_PX: Final = 27


class Headline(QFrame):
    """A title, a figure, and up to two lines about it; one that leads somewhere can be pressed."""

    pressed = Signal()

    def __init__(
        self, title: str, theme: Theme, *, leads: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._title, self._theme, self._leads = title, theme, leads
        self._text = StillText(_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 8)
        column.addWidget(self._text)
        if leads:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            keep_keys(self, "Enter", "Space", "Tab", "Shift+Tab")
        self.show_figure("—", "")

    def show_figure(self, figure: str, *notes: str) -> None:
        """Show a figure with notes, a line each."""
        theme = self._theme
        lines = [Words(note, theme.muted, 13, lines=2, is_said=True) for note in notes if note]
        self._text.say(
            [
                Words(self._title, theme.muted, is_said=True),
                Words(figure, theme.ink, _FIGURE_PX, is_bold=True, is_said=True),
                *lines,
            ]
        )
        said = ". ".join(part for part in (self._title, figure, *notes) if part)
        self.setAccessibleName(said)
        self.setToolTip(tip("\n".join(note for note in notes if note)))

    def text(self) -> str:
        """Return what is said, a line each."""
        return self._text.text()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go where it leads."""
        if self._leads and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go where it leads, by key."""
        if self._leads and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)
