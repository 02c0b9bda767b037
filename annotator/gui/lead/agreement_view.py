"""The figures of an agreement on one scrolled sheet: headlines, then charts, each leading to the places."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from annotator.agreement.counts import Measure
from annotator.agreement.results import Agreement, Coefficient, PairAgreement
from annotator.charts.chart import BarChart, Chart, Grid
from annotator.gui.blocks import card
from annotator.gui.columns import Columns
from annotator.gui.lead.canvas import ChartView
from annotator.gui.lead.coefficient_rows import CoefficientRows
from annotator.gui.lead.confusion_view import ConfusionView
from annotator.gui.lead.counting import Answer
from annotator.gui.lead.headlines import Headline
from annotator.gui.theme import Theme
from annotator.reports.agreement_charts import AgreementCharts, charts_of, pair_bars
from annotator.reports.called import Called
from annotator.reports.figures import interval, remark, said
from annotator.reports.people_charts import people_bars
from annotator.words import _, n_, number

_BARE: Final = BarChart("", ())


class AgreementView(QScrollArea):
    """Shows an answer. What is pressed is a wish to see the places behind it."""

    disputes_requested = Signal(str, str, object)
    """A cause, a label and two names; "" and () for any."""
    told = Signal(str)
    refused = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._agreement: Agreement | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.exact = Headline(_("Agreement, exact span F1"), theme)
        self.tolerant = Headline(_("With proclitics forgiven"), theme)
        self.kappa = Headline(_("Over words, Cohen's κ"), theme)
        self.places = Headline(_("Places where they differ"), theme, leads=True)
        self.charts = {name: ChartView(_BARE, theme) for name in _CHARTS}
        self.pairs = ChartView(Grid("", (), (), (), ()), theme)
        self.coefficients = CoefficientRows(theme)
        self.confusion = ConfusionView(theme)
        self._cards: dict[str, QWidget] = {}
        self._rows: list[_Row] = []
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        paper = _Paper()
        paper.setObjectName("paper")
        paper.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(paper)
        column.setContentsMargins(24, 12, 24, 20)
        column.setSpacing(14)
        headlines = [self.exact, self.tolerant, self.kappa, self.places]
        made = self._cards = {name: card(chart) for name, chart in self._views().items()}
        made["coefficients"] = card(self.coefficients)
        made["confusion"] = card(self.confusion)
        column.addWidget(Columns(headlines, [1] * len(headlines), narrow=720))
        self._rows = [
            _Row([made["labels"], _under(made["causes"], made["coefficients"])], [3, 2]),
            _Row([made["pairs"], made["people"]], [3, 2]),
            _Row([made["gold"], made["own"]], [1, 1]),
            _Row([made["sublabels"], _under(made["measures"], made["depths"])], [3, 2]),
            _Row([made["confusion"]], [1]),
        ]
        for row in self._rows:
            column.addWidget(row)
        column.addStretch()
        self.setWidget(paper)

    def _views(self) -> dict[str, ChartView]:
        return {**self.charts, "pairs": self.pairs}

    def _connect(self) -> None:
        for view in (*self._views().values(), self.confusion.chart):
            view.told.connect(self.told)
            view.refused.connect(self.refused)
        self.places.pressed.connect(lambda: self.disputes_requested.emit("", "", ()))
        self.charts["causes"].pressed.connect(lambda key: self.disputes_requested.emit(key, "", ()))
        for name in ("labels", "sublabels"):
            self.charts[name].pressed.connect(self._wish_label)
        self.pairs.pressed.connect(self._wish_pair)

    def show_answer(self, answer: Answer, *, called: Called) -> None:
        """Show the figures of an answer, with what labels and people are called."""
        agreement = self._agreement = answer.agreement
        charts = charts_of(agreement, called=called)
        self._show_headlines(agreement, charts)
        shown: Mapping[str, Chart] = {
            "labels": charts.labels,
            "causes": charts.causes,
            "people": people_bars(agreement, called=called),
            "gold": charts.gold,
            "own": pair_bars(_("Each with their own earlier pass, span F1"), answer.own, called=called),
            "measures": charts.measures,
            "sublabels": charts.sublabels,
            "depths": charts.depths,
            "pairs": charts.pairs,
        }
        for name, chart in shown.items():
            self._show_chart(name, chart)
        for row in self._rows:
            row.show_if_needed()
        self.coefficients.show_figures(agreement.coefficients)
        self.confusion.show_pairs(agreement.pairs, called=called)

    def _show_chart(self, name: str, chart: Chart) -> None:
        is_empty = not (chart.rows if isinstance(chart, Grid) else isinstance(chart, BarChart) and chart.bars)
        self._cards[name].setHidden(is_empty and name not in _ALWAYS)
        self._views()[name].show_chart(chart)

    def _show_headlines(self, agreement: Agreement, charts: AgreementCharts) -> None:
        people, documents = len(agreement.annotators), len(agreement.documents)
        counted = _(" · ").join(
            (
                n_("{count} annotator", "{count} annotators", people).format(count=number(people)),
                n_("{count} article", "{count} articles", documents).format(count=number(documents)),
            )
        )
        exact, tolerant = agreement.f1[Measure.EXACT], agreement.f1[Measure.CLITIC]
        self.exact.show_figure(said(exact), _between(interval(exact)), remark(exact), counted)
        self.tolerant.show_figure(said(tolerant), _between(interval(tolerant)), remark(tolerant))
        kappa = agreement.coefficients[Coefficient.KAPPA]
        flatters = _("over words, where most are not marked: it flatters")
        self.kappa.show_figure(said(kappa), _between(interval(kappa)), remark(kappa), flatters)
        places = sum(one.places for one in agreement.causes.values())
        first = charts.causes.bars[0].words if charts.causes.bars else ""
        most = _("most often: {cause}").format(cause=first) if first else ""
        self.places.show_figure(number(places), most)

    def _wish_label(self, key: str) -> None:
        self.disputes_requested.emit("", key.partition(".")[0], ())

    def _wish_pair(self, key: str) -> None:
        pair: PairAgreement | None = self._agreement.pairs[int(key)] if self._agreement else None
        if pair is not None:
            self.disputes_requested.emit("", "", (pair.first, pair.second))


_CHARTS: Final = ("labels", "causes", "people", "gold", "own", "measures", "sublabels", "depths")
_ALWAYS: Final = frozenset({"labels", "causes"})
"""What says that there is nothing, where there is nothing."""


class _Row(Columns):
    """Cards beside one another; no gap where none of them is shown."""

    def __init__(self, widgets: Sequence[QWidget], shares: Sequence[int]) -> None:
        super().__init__(widgets, shares)
        self._widgets = tuple(widgets)

    def show_if_needed(self) -> None:
        """Show the row if anything in it is shown."""
        self.setHidden(all(widget.isHidden() for widget in self._widgets))


def _under(*widgets: QWidget) -> QWidget:
    """Return widgets under one another as one."""
    block = QWidget()
    block.setObjectName("clear")
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(14)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch()
    return block


class _Paper(QWidget):
    """What the page scrolls: as high as its blocks are at its width, and not at the narrowest."""

    def minimumSizeHint(self) -> QSize:
        """Return the least size in pixels; the height follows from the width alone."""
        return QSize(super().minimumSizeHint().width(), 0)


def _between(ends: str) -> str:
    return _("95% interval: {ends}").format(ends=ends) if ends else ""
