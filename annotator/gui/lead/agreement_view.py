"""The figures of an agreement on one scrolled sheet: headlines, then charts, each leading to the places."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from annotator.agreement.causes import Cause
from annotator.agreement.counts import Measure
from annotator.agreement.results import Coefficient
from annotator.charts.chart import BarChart
from annotator.gui.blocks import card, heading
from annotator.gui.columns import Columns
from annotator.gui.lead.agreement_sheet import CHARTS, is_empty
from annotator.gui.lead.bias_view import BiasView
from annotator.gui.lead.canvas import ChartView
from annotator.gui.lead.coefficient_rows import CoefficientRows
from annotator.gui.lead.confusion_view import ConfusionView
from annotator.gui.lead.counting import Answer
from annotator.gui.lead.headlines import Headline
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.project.file import Project
from annotator.reports.agreement_tables import gold_notes
from annotator.reports.figures import interval, remark, said
from annotator.words import _, n_, number

_CONFUSION: Final = "confusion"
_BARE: Final = BarChart("", ())


class AgreementView(QScrollArea):
    """Shows an answer. What is pressed is a wish to see the places behind it."""

    disputes_requested = Signal(str, str, object)
    """A cause, a label and the names of those who differ; "" and () for any."""
    told = Signal(str)
    refused = Signal(str)
    shown = Signal(object)
    """An Answer: all of it is shown."""

    def __init__(self, project: Project, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answer: Answer | None = None
        self._waiting: list[str] = []
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._show_next)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.exact = Headline(_("Agreement, exact span F1"), theme)
        self.tolerant = Headline(_("With proclitics forgiven"), theme)
        self.kappa = Headline(_("Over words, Cohen's κ"), theme)
        self.places = Headline(_("Places where they differ"), theme, leads=True)
        self.charts = {name: ChartView(_BARE, theme) for name in CHARTS}
        self.coefficients = CoefficientRows(theme)
        self.bias = BiasView(project, theme)
        self.confusion = ConfusionView(theme)
        self._cards: dict[str, QWidget] = {}
        self._rows: list[_Row] = []
        self._lay_out(theme)
        self._connect()

    def _lay_out(self, theme: Theme) -> None:
        paper = _Paper()
        paper.setObjectName("paper")
        paper.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(paper)
        column.setContentsMargins(24, 12, 24, 20)
        column.setSpacing(14)
        headlines = [self.exact, self.tolerant, self.kappa, self.places]
        made = self._cards = {name: card(self.charts[name]) for name in CHARTS if name != "causes"}
        hint = _("Press a cause, a label or a pair to see the places and rule on them.")
        made["causes"] = card(self.charts["causes"], Paragraph(hint, theme.muted, px=13))
        self.leaning = Paragraph("", theme.muted, px=13)
        made["gold"] = card(self.charts["gold"], self.leaning)
        made["coefficients"] = card(self.coefficients)
        made[_CONFUSION] = card(self.confusion)
        column.addWidget(Columns(headlines, [1] * len(headlines), narrow=720))
        self._rows = [
            _Row([made["labels"], _under(made["causes"], made["coefficients"])], [3, 2]),
            _Row([made["pairs"], made["people"]], [3, 2]),
            _Row([made["gold"], made["own"]], [1, 1]),
            _Row([made["sublabels"], _under(made["measures"], made["depths"])], [3, 2]),
            _Row([made[_CONFUSION]], [1]),
        ]
        for row in self._rows:
            column.addWidget(row)
        column.addWidget(card(heading(_("Do suggestions lead people?")), self.bias))
        column.addStretch()
        self.setWidget(paper)

    def _connect(self) -> None:
        shown: list[ChartView | BiasView] = [*self.charts.values(), self.confusion.chart, self.bias]
        for view in shown:
            view.told.connect(self.told)
            view.refused.connect(self.refused)
        self.places.pressed.connect(lambda: self.disputes_requested.emit("", "", ()))
        self.charts["causes"].pressed.connect(lambda key: self.disputes_requested.emit(key, "", ()))
        for name in ("labels", "sublabels"):
            self.charts[name].pressed.connect(self._wish_label)
        self.charts["pairs"].pressed.connect(self._wish_pair)
        for name in ("people", "gold", "own"):
            self.charts[name].pressed.connect(lambda who: self.disputes_requested.emit("", "", (who,)))
        self.confusion.chart.pressed.connect(self._wish_both)

    def show_answer(self, answer: Answer) -> None:
        """Show the figures of an answer: the headlines at once, then chart after chart."""
        self._answer = answer
        self._show_headlines(answer)
        notes = gold_notes(answer.agreement, answer.called)
        self.leaning.say(" ".join(notes))
        self.leaning.setVisible(bool(notes))
        self.coefficients.show_figures(answer.agreement.coefficients)
        self._waiting = [*answer.sheet.charts, _CONFUSION]
        self._next.start()

    def _show_next(self) -> None:
        """Show one chart, and leave the window its turn before the next."""
        answer = self._answer
        if answer is None:
            return
        if not self._waiting:
            self._next.stop()
            self.shown.emit(answer)
            return
        name = self._waiting.pop(0)
        if name == _CONFUSION:
            self.confusion.show_pairs(answer)
            self._cards[name].setHidden(is_empty(answer.sheet.confusion))
        else:
            chart, view = answer.sheet.charts[name], self.charts[name]
            self._cards[name].setHidden(is_empty(chart) and name not in _ALWAYS)
            if view.chart != chart:
                view.show_chart(chart)
        for row in self._rows:
            row.show_if_needed()

    def _show_headlines(self, answer: Answer) -> None:
        agreement, causes = answer.agreement, answer.sheet.charts["causes"]
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
        flatters = _("most words are not marked, which flatters it")
        self.kappa.show_figure(said(kappa), _between(interval(kappa)), remark(kappa), flatters)
        places = sum(one.places for one in agreement.causes.values())
        first = causes.bars[0].words if isinstance(causes, BarChart) and causes.bars else ""
        most = _("most often: {cause}").format(cause=first) if first else ""
        self.places.show_figure(number(places), most)

    def _wish_label(self, key: str) -> None:
        self.disputes_requested.emit("", key.partition(".")[0], ())

    def _wish_both(self, key: str) -> None:
        """Show where one label met another, or met nothing; of a label that met itself, all of its places."""
        first, second = key.split("\t")
        cause = Cause.LABEL if first and second else Cause.MISSING
        self.disputes_requested.emit("" if first == second else cause.value, first or second, ())

    def _wish_pair(self, key: str) -> None:
        if self._answer is not None:
            pair = self._answer.agreement.pairs[int(key)]
            self.disputes_requested.emit("", "", (pair.first, pair.second))


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
    return _("{level}% interval: {ends}").format(level=number(95), ends=ends) if ends else ""
