"""Which article comes after a finished one: as they came, or sooner those that suggestions are unsure of."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from annotator.gui.blocks import heading
from annotator.gui.number_field import NumberField
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.words import N_, _

_NAME: Final = 26  # pixels of a line with a name
MODES: Final = {
    "off": (N_("As they came"), N_("One after another, as the list has them.")),
    "mild": (
        N_("Uncertain ones sooner"),
        N_(
            "Near the order of the list, but what the tagger is unsure of comes forward:"
            " it learns more from it."
        ),
    ),
    "full": (
        N_("Most uncertain first"),
        N_(
            "Each time the article that the tagger is least sure of: it learns fastest,"
            " and the work is hardest."
        ),
    ),
}


class OrderView(QFrame):
    """Three ways to choose from, and the share that stays random."""

    mode_chosen = Signal(str)
    random_chosen = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._theme = theme
        self._buttons: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(6)
        column.addWidget(heading(_("Which article comes next")))
        for mode, (name, sentence) in MODES.items():
            button = self._buttons[mode] = QRadioButton(_(name))
            button.setAccessibleDescription(_(sentence))
            button.setFixedHeight(_NAME)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(button)
            button.clicked.connect(lambda _on=False, mode=mode: self._choose(mode))
            column.addWidget(button)
            below = QHBoxLayout()
            below.addSpacing(26)
            below.addWidget(Paragraph(_(sentence), theme.muted, px=13), 1)
            column.addLayout(below)
        name = _("Share of articles that come at random")
        self.random = NumberField(name=name, least=0, most=100, step=5, unit=_(" %"))
        self.random.valueChanged.connect(lambda share: self.random_chosen.emit(share / 100))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.random)
        words = _("of the articles come at random all the same, so that figures taken on them hold for all.")
        row.addWidget(Paragraph(words, theme.ink), 1)
        column.addSpacing(4)
        column.addLayout(row)
        list_words = _("The list keeps its order; only the step after a finished article goes elsewhere.")
        column.addWidget(Paragraph(list_words, theme.muted, px=13))
        column.addStretch()

    def show_order(self, mode: str, random_share: float) -> None:
        """Show what is set."""
        self._buttons.get(mode, self._buttons["off"]).setChecked(True)
        self.random.show_value(round(100 * random_share))
        self.random.setEnabled(mode in MODES and mode != "off")

    def button(self, mode: str) -> QRadioButton:
        """Return the button of a mode."""
        return self._buttons[mode]

    def _choose(self, mode: str) -> None:
        self.random.setEnabled(mode != "off")
        self.mode_chosen.emit(mode)
