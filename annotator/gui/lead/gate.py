"""What somebody sees who is not known to lead the project: what the page is, and how to become a lead."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.gui.blocks import stand_in_the_middle
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.words import _

_WIDTH = 560


class Gate(QWidget):
    """A sentence and a button, before the pages of a lead."""

    entered = Signal()
    """«I lead this project» was pressed."""

    def __init__(self, lead: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        block = QWidget()
        block.setObjectName("card")
        block.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        block.setFixedWidth(_WIDTH)
        inside = QVBoxLayout(block)
        inside.setContentsMargins(28, 24, 28, 24)
        inside.setSpacing(14)
        inside.addWidget(
            Paragraph(_("These pages are for who leads the project"), theme.ink, px=18, is_bold=True)
        )
        why = _(
            "They show how each annotator works, and what is ruled here becomes gold. {name} is not among"
            " the leads of this project yet."
        ).format(name=f"\u2068{lead}\u2069")
        inside.addWidget(Paragraph(why, theme.ink))
        after = _(
            "The name is kept in the project, where the others can read it. A file cannot check who you are."
        )
        inside.addWidget(Paragraph(after, theme.muted, px=13))
        self.button = QPushButton(_("I lead this project"))
        self.button.setObjectName("main")
        self.button.setAutoDefault(True)  # Enter presses it, too
        self.button.setAccessibleDescription(f"{why} {after}")
        self.button.clicked.connect(self.entered)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch()
        inside.addLayout(row)
        stand_in_the_middle(block, within=self)
