"""Which labels were given to spans that overlap, of all pairs together or of one that is chosen."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.agreement.results import PairAgreement
from annotator.charts.chart import Grid
from annotator.gui.choice_box import ChoiceBox
from annotator.gui.kept_keys import FIELD, keep_keys
from annotator.gui.lead.canvas import ChartView
from annotator.gui.theme import Theme
from annotator.reports.agreement_charts import confusion
from annotator.reports.called import Called
from annotator.words import _


class ConfusionView(QWidget):
    """A grid of labels, and a box to choose whose."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clear")
        self._pairs: Sequence[PairAgreement] = ()
        self._called = Called()
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

    def show_pairs(self, pairs: Sequence[PairAgreement], *, called: Called) -> None:
        """Show the labels of these pairs; the pair that was chosen stays, where it is still among them."""
        before = self.whose.currentData()
        self._called = called
        self._pairs = [pair for pair in pairs if pair.documents]
        self.whose.blockSignals(True)
        self.whose.clear()
        self.whose.addItem(_("All pairs"), ("", ""))
        for pair in self._pairs if len(self._pairs) > 1 else ():
            names = _("{first} and {second}")
            words = names.format(first=called.person(pair.first), second=called.person(pair.second))
            self.whose.addItem(words, (pair.first, pair.second))
        self.whose.setCurrentIndex(max(0, self.whose.findData(before)))
        self.whose.setVisible(len(self._pairs) > 1)
        self.whose.blockSignals(False)
        self._show()

    def _show(self) -> None:
        whose = self.whose.currentData()
        chosen = [pair for pair in self._pairs if (pair.first, pair.second) == tuple(whose or ())]
        self.chart.show_chart(confusion(chosen or self._pairs, called=self._called))
