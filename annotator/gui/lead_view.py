"""For the lead, folded away: how to find out whether people accept blindly, and what was found.

Who labels is told nothing of it in the articles; this page cannot hide from those who open it.
"""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.gui.lead.bias_view import BiasView
from annotator.gui.number_field import NumberField
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.project.file import Project
from annotator.reports.called import Called
from annotator.words import _

_MOST: Final = 50
"""The largest share, in percent: with more, suggestions would help nobody."""


class LeadView(QFrame):
    """Two shares to set, and the figures that come of them."""

    shares_chosen = Signal(float, float)
    """What share of articles goes without suggestions, what share of suggestions is wrong on purpose."""

    def __init__(self, project: Project, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._project, self._theme = project, theme
        self.fold = QPushButton()
        self.fold.setObjectName("fold")
        self.fold.setCheckable(True)
        self.fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fold.toggled.connect(self._unfold)
        self._inside = QWidget()
        self._inside.setObjectName("clear")
        self.hold_back, self.plant = (_spin(name) for name in (_hold_back_words(), _plant_words()))
        self.apply = QPushButton(_("Apply"))
        self.apply.setObjectName("main")
        self.apply.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.apply.clicked.connect(self._choose)
        self.bias = BiasView(project, theme)
        self._lay_out()
        self._unfold(False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 10)
        column.setSpacing(8)
        column.addWidget(self.fold)
        column.addWidget(self._inside)
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 4)
        inside.setSpacing(10)
        why = _(
            "People who see many good suggestions come to accept bad ones. Two controls tell how far this"
            " goes. Tell the team that there are such controls, and not where."
        )
        inside.addWidget(Paragraph(why, self._theme.ink))
        for spin, words in ((self.hold_back, _hold_back_words()), (self.plant, _plant_words())):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(spin)
            row.addWidget(Paragraph(words, self._theme.ink), 1)
            inside.addLayout(row)
        after = _(
            "Articles that somebody began stay as they are. A wrong suggestion that was accepted is taken out"
            " of exports, memory and learning."
        )
        inside.addWidget(Paragraph(after, self._theme.muted, px=13))
        row = QHBoxLayout()
        row.addWidget(self.apply)
        row.addStretch()
        inside.addLayout(row)
        inside.addWidget(self.bias)

    def show_shares(self, hold_back: float, plant: float) -> None:
        """Show what is set."""
        self.hold_back.show_value(round(100 * hold_back))
        self.plant.show_value(round(100 * plant))

    def refresh(self) -> None:
        """Read the figures anew, where they are in sight."""
        if self.fold.isChecked():
            self.bias.refresh(Called.by(self._project.schema))

    def _choose(self) -> None:
        self.shares_chosen.emit(self.hold_back.value() / 100, self.plant.value() / 100)

    def _unfold(self, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        self.refresh()
        words = _("For the lead: do people accept blindly?")
        closed = "◂" if self.isRightToLeft() else "▸"  # it points to where the words go on
        self.fold.setText(f"{'▾' if is_open else closed} {words}")
        self.fold.setAccessibleName(words)


def _hold_back_words() -> str:
    return _("of the articles go without suggestions, to see what people label by themselves.")


def _plant_words() -> str:
    return _("of the suggestions are wrong on purpose, to see whether people notice.")


def _spin(name: str) -> NumberField:
    return NumberField(name=name, least=0, most=_MOST, step=5, unit=_(" %"))
