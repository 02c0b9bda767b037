"""What can be pressed while a lead writes an answer anew."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.gui.keymap import KeyMap
from annotator.gui.lead.answers import AnswerButton, AnswerRow
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.words import _, number


class WritingBar(QWidget):
    """A sentence and a row of buttons. It decides nothing: what is pressed is a wish."""

    taken = Signal(bool)
    """What is written is to be taken; for all alike places, or for this one."""
    palette_requested = Signal()
    left = Signal()

    def __init__(self, keys: KeyMap, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        how = _("Select words and press a label's key; what nobody marked so is taken as it stands here.")
        self._how = Paragraph(how, theme.muted, px=13)
        self.take = AnswerButton(_("Take it"), "", keys, theme, actions="accept", is_main=True)
        self.all = AnswerButton("", "Shift+Enter", keys, theme)
        self.all.setToolTip(_("Where the words are others, it is left open; how many are left is said."))
        self.labels = AnswerButton(_("Choose a label…"), "", keys, theme, actions="palette")
        self.leave = AnswerButton(_("Leave it"), "Esc", keys, theme)
        self.take.clicked.connect(lambda: self.taken.emit(False))
        self.all.clicked.connect(lambda: self.taken.emit(True))
        self.labels.clicked.connect(self.palette_requested)
        self.leave.clicked.connect(self.left)
        row = AnswerRow()
        for button in (self.take, self.all, self.labels, self.leave):
            row.add(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._how)
        column.addWidget(row)

    def begin(self, *, alike: int) -> None:
        """Offer what can be done with an answer to so many places that are alike."""
        self.all.set_words(_("all {count}").format(count=number(alike)))
        self.all.setAccessibleName(
            _("{answer}, all {count} places").format(answer=_("Take it"), count=number(alike))
        )
        self.all.setVisible(alike > 1)
        self.show()
