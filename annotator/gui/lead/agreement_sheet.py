"""All charts of one answer, made beside the window: what is left to do there is to paint them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from annotator.agreement.results import Agreement, PairAgreement
from annotator.charts.chart import BarChart, Chart, Grid
from annotator.reports.agreement_charts import charts_of, pair_bars
from annotator.reports.called import Called
from annotator.reports.people_charts import least_alike, people_bars
from annotator.words import _

CHARTS: Final = ("labels", "causes", "pairs", "people", "gold", "own", "measures", "sublabels", "depths")
_MOST_PEOPLE: Final = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """The charts by name, one for each of CHARTS, and the labels that met in all pairs together."""

    charts: Mapping[str, Chart]
    confusion: Grid


def sheet_of(agreement: Agreement, own: Sequence[PairAgreement], *, called: Called) -> Sheet:
    """Return the charts of an agreement, and of each annotator beside their own earlier pass."""
    charts = charts_of(agreement, called=called)
    return Sheet(
        {
            "labels": charts.labels,
            "causes": charts.causes,
            "pairs": least_alike(agreement, called=called) or charts.pairs,
            "people": people_bars(agreement, called=called, most=_MOST_PEOPLE),
            "gold": charts.gold,
            "own": pair_bars(_("Each with their own earlier pass, span F1"), own, called=called),
            "measures": _leading_nowhere(charts.measures),
            "sublabels": charts.sublabels,
            "depths": _leading_nowhere(charts.depths),
        },
        charts.confusion,
    )


def _leading_nowhere(chart: BarChart) -> BarChart:
    """Return a chart of whose bars none can be pressed."""
    return replace(chart, bars=tuple(replace(bar, key="") for bar in chart.bars))


def is_empty(chart: Chart) -> bool:
    """Tell whether a chart has nothing to show."""
    if isinstance(chart, BarChart):
        return not chart.bars
    return isinstance(chart, Grid) and not chart.rows
