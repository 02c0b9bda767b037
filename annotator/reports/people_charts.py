"""Each annotator beside all the others: who may need help."""

from functools import reduce
from operator import add

from annotator.agreement.coefficients import Score
from annotator.agreement.counts import Measure
from annotator.agreement.results import Agreement
from annotator.charts.chart import Bar, BarChart
from annotator.reports.called import Called
from annotator.reports.figures import said
from annotator.words import _, n_, number


def people_bars(agreement: Agreement, *, called: Called) -> BarChart:
    """Return how far each agrees with all others together, the best first; nothing for two people.

    The exact span F1 of the sums over the pairs that one is part of: whoever differs from everybody comes
    last. Its key is the annotator's name.
    """
    bars = []
    for name in agreement.annotators if len(agreement.annotators) > 2 else ():
        pairs = [pair for pair in agreement.pairs if name in (pair.first, pair.second) and pair.documents]
        figure = reduce(add, (pair.scores[Measure.EXACT] for pair in pairs), Score(0, 0, 0)).f1
        count = sum(pair.documents for pair in pairs)
        note = n_("{count} article", "{count} articles", count).format(count=number(count))
        bars.append(
            Bar(
                words=called.person(name),
                share=figure.value,
                figure=said(figure),
                note=note if figure.value is not None else figure.sentence,
                key=name,
            )
        )
    bars.sort(key=lambda bar: 1.0 if bar.share is None else -bar.share)
    return BarChart(_("Each with all others, span F1"), tuple(bars))
