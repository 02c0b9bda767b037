"""People beside one another where they are many: who may need help, and which two differ most."""

from functools import reduce
from operator import add
from typing import Final

from annotator.agreement.coefficients import Score
from annotator.agreement.counts import Measure
from annotator.agreement.results import Agreement
from annotator.charts.chart import Bar, BarChart
from annotator.reports.called import Called
from annotator.reports.figures import said
from annotator.words import _, n_, number

_MOST_IN_A_GRID: Final = 16
"""A grid of more people than these is read by nobody."""
_LEAST_ALIKE: Final = 16
_FEW: Final = 5
"""Two people who share fewer articles than these cannot be ranked."""


def people_bars(agreement: Agreement, *, called: Called, most: int | None = None) -> BarChart:
    """Return how far each agrees with all others together, the least first; nothing for two people.

    The exact span F1 of the sums over the pairs that one is part of: whoever differs from everybody comes
    first. Of more people than `most` only so many are there. A bar's key is the annotator's name.
    """
    bars = []
    for name in agreement.annotators if len(agreement.annotators) > 2 else ():
        pairs = [pair for pair in agreement.pairs if name in (pair.first, pair.second) and pair.documents]
        figure = reduce(add, (pair.scores[Measure.EXACT] for pair in pairs), Score(0, 0, 0)).f1
        count = sum(pair.documents for pair in pairs)
        note = n_("compared {count} time", "compared {count} times", count).format(count=number(count))
        bars.append(
            Bar(
                words=called.person(name),
                share=figure.value,
                figure=said(figure),
                note=note if figure.value is not None else figure.sentence,
                key=name,
            )
        )
    bars.sort(key=lambda bar: (bar.share is None, bar.share))
    if most is not None and len(bars) > most:
        return BarChart(_("Who agrees least with all others, span F1"), tuple(bars[:most]))
    return BarChart(_("Each with all others, span F1"), tuple(bars))


def least_alike(agreement: Agreement, *, called: Called) -> BarChart | None:
    """Return the pairs that agree least, where people are too many for a grid; None where they are not.

    Only pairs that share five articles and more: of fewer, chance would name the least alike. A bar's key is
    the place of the pair in `Agreement.pairs`, as in the grid.
    """
    if len(agreement.annotators) <= _MOST_IN_A_GRID:
        return None
    ranked = [
        (figure.value, place, pair)
        for place, pair in enumerate(agreement.pairs)
        if pair.documents >= _FEW and (figure := pair.f1[Measure.EXACT]).value is not None
    ]
    ranked.sort(key=lambda one: one[:2])
    bars = []
    for value, place, pair in ranked[:_LEAST_ALIKE]:
        names = _("{first} and {second}")
        count = n_("{count} article", "{count} articles", pair.documents)
        bars.append(
            Bar(
                words=names.format(first=called.person(pair.first), second=called.person(pair.second)),
                share=value,
                figure=said(pair.f1[Measure.EXACT]),
                note=count.format(count=number(pair.documents)),
                key=str(place),
            )
        )
    return BarChart(_("The pairs that agree least, span F1"), tuple(bars))
