"""What stands in the place of figures: how far counting is, or a sentence that says why there are none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from annotator.gui.blocks import command_line, stand_in_the_middle
from annotator.gui.kept_keys import BUTTON, keep_keys
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.words import _

_WIDTH = 520


class Waiting(QWidget):
    """A sentence with a bar that fills, and a button to give up."""

    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Counting…"))
        self.button = QPushButton(_("Cancel"))
        self.button.setAutoDefault(True)  # Enter presses it, too
        keep_keys(self.button, *BUTTON)
        self.button.clicked.connect(self.cancelled)
        column = _middle(self)
        column.addWidget(Paragraph(_("Counting…"), theme.ink))
        column.addWidget(self.bar)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)

    def show_progress(self, done: int, total: int) -> None:
        """Show how much of how much is done; nothing of it is known at 0 of 0."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)


class Nothing(QWidget):
    """Why there are no figures, and what to do about it."""

    acted = Signal()
    """The button was pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._why = Paragraph("", theme.ink, px=16)
        self._hint = Paragraph("", theme.muted)
        self._command = command_line("")
        self.button = QPushButton()
        self.button.setAutoDefault(True)  # Enter presses it, too
        keep_keys(self.button, *BUTTON)
        self.button.clicked.connect(self.acted)
        column = _middle(self)
        for widget in (self._why, self._hint, self._command):
            column.addWidget(widget)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)

    def say(self, why: str, *, hint: str = "", command: str = "", button: str = "") -> None:
        """Say why, with a hint, a command to copy and the words of a button where there are any."""
        self._why.say(why)
        self._hint.say(hint)
        self._command.setText(command)
        self._command.setCursorPosition(0)
        self._command.setVisible(bool(command))
        self.button.setText(button)
        self.button.setVisible(bool(button))

    def words(self) -> str:
        """Return why there are no figures."""
        return self._why.text()

    def command(self) -> str:
        """Return the command to copy, "" where there is none."""
        return self._command.text()


def _middle(widget: QWidget) -> QVBoxLayout:
    """Return a column in the middle of a widget."""
    block = QWidget()
    block.setObjectName("clear")
    block.setFixedWidth(_WIDTH)
    inside = QVBoxLayout(block)
    inside.setSpacing(14)
    stand_in_the_middle(block, within=widget)
    return inside
