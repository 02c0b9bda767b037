"""Which labels were given to spans that overlap, of all pairs together or of one that is chosen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.charts.chart import Grid
from annotator.gui.choice_box import ChoiceBox
from annotator.gui.kept_keys import FIELD, keep_keys
from annotator.gui.lead.canvas import ChartView
from annotator.gui.theme import Theme
from annotator.reports.agreement_charts import confusion
from annotator.words import _

if TYPE_CHECKING:
    from annotator.agreement.results import PairAgreement
    from annotator.gui.lead.counting import Answer

_MOST_PAIRS: Final = 60
"""Of more pairs than these nobody chooses one from a list; the choice of annotators is there."""


class ConfusionView(QWidget):
    """A grid of labels, and a box to choose whose."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clear")
        self._answer: Answer | None = None
        self._names: list[tuple[str, str]] = [("", "")]  # of no pairs yet
        self.chart = ChartView(Grid("", (), (), (), ()), theme)
        self.whose = ChoiceBox(theme, name=_("Whose labels"))
        keep_keys(self.whose, *FIELD)
        self.whose.activated.connect(lambda _place: self._show())
        row = QHBoxLayout()
        row.addWidget(self.whose)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chart)
        column.addLayout(row)

    def show_pairs(self, answer: "Answer") -> None:
        """Show the labels of an answer's pairs; the pair that was chosen stays, where it is still there."""
        self._answer = answer
        pairs = [pair for pair in answer.agreement.pairs if pair.documents]
        called = answer.called
        names = [(called.person(pair.first), called.person(pair.second)) for pair in pairs]
        if names != self._names:
            self._names = names
            self._offer(pairs if 1 < len(pairs) <= _MOST_PAIRS else [])
        self._show()

    def _offer(self, pairs: "Sequence[PairAgreement]") -> None:
        before = self.whose.currentData()
        self.whose.clear()
        self.whose.addItem(_("All pairs"), ("", ""))
        for pair, (first, second) in zip(pairs, self._names, strict=False):
            self.whose.addItem(_("{first} and {second}").format(first=first, second=second), _key(pair))
        self.whose.setCurrentIndex(max(0, self.whose.findData(before)))
        self.whose.setVisible(bool(pairs))

    def _show(self) -> None:
        if self._answer is None:
            return
        agreement, called = self._answer.agreement, self._answer.called
        whose = self.whose.currentData()
        chosen = [pair for pair in agreement.pairs if _key(pair) == tuple(whose)] if whose else []
        grid = confusion(chosen, called=called) if chosen else self._answer.sheet.confusion
        if self.chart.chart != grid:
            self.chart.show_chart(grid)


def _key(pair: "PairAgreement") -> tuple[str, str]:
    return pair.first, pair.second
