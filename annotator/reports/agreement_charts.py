"""Agreement as charts: the window shows them, reports print them. A bar's key says what it stands for."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from annotator.agreement.causes import words as cause_words
from annotator.agreement.coefficients import Category, Figure
from annotator.agreement.counts import Measure
from annotator.agreement.results import Agreement, PairAgreement, Part
from annotator.charts.chart import Bar, BarChart, Grid
from annotator.reports.called import Called
from annotator.reports.figures import interval, measure_words, remark, said
from annotator.words import _, n_, number

_MOST_PEOPLE: Final = 50
"""A matrix of more people than these is a table's work."""


class _Named(NamedTuple):
    """A part with its key, what it is called, and its colour."""

    key: str
    words: str
    colour: str
    part: Part


@dataclass(frozen=True, slots=True)
class AgreementCharts:
    """The charts of one agreement.

    Keys: of `labels` the label id, of `sublabels` «label.sublabel», of `depths` the depth, of `causes` the
    cause's value, of `pairs` the place of the pair in `Agreement.pairs`, of `gold` the annotator's name, of
    `confusion` the two label ids with a tab between them, "" for not marked.
    """

    measures: BarChart
    labels: BarChart
    sublabels: BarChart
    depths: BarChart
    causes: BarChart
    pairs: Grid
    gold: BarChart
    confusion: Grid

    def all(self) -> tuple[BarChart | Grid, ...]:
        """Return those that show something, in the order in which one reads them."""
        bars = (self.measures, self.labels, self.causes, self.sublabels, self.depths, self.gold)
        grids = (self.pairs, self.confusion)
        return (*(chart for chart in bars if chart.bars), *(chart for chart in grids if chart.rows))


def charts_of(agreement: Agreement, *, called: Called) -> AgreementCharts:
    """Return the charts of an agreement."""
    labels = [
        _Named(id_, called.label(id_), called.colour(id_), part) for id_, part in agreement.labels.items()
    ]
    sublabels = [
        _Named(".".join(both), called.sublabel(*both), called.colour(both[0]), part)
        for both, part in agreement.sublabels.items()
        if both[1]
    ]
    return AgreementCharts(
        measures=BarChart(
            _("Agreement by measure"),
            tuple(
                _bar(measure_words(measure), figure, key=measure.value)
                for measure, figure in (agreement.alone or agreement).f1.items()
            ),
        ),
        labels=BarChart(_("By label, span F1, lowest first"), _parts(labels)),
        sublabels=BarChart(_("By sublabel, span F1, lowest first"), _parts(sublabels)),
        depths=BarChart(_("By nesting, span F1"), _depths(agreement)),
        causes=_causes(agreement),
        pairs=_pairs(agreement, called),
        gold=pair_bars(_("Against gold, span F1"), agreement.gold, called=called),
        confusion=confusion(agreement.pairs, called=called),
    )


def depth_words(depth: int) -> str:
    """Return how deep a span lies, in words."""
    if not depth:
        return _("in no other span")
    return n_("inside {count} span", "inside {count} spans", depth).format(count=number(depth))


def _bar(words: str, figure: Figure, *, key: str, note: str = "", colour: str = "") -> Bar:
    ends = (None, None) if figure.interval is None else (figure.interval.low, figure.interval.high)
    notes = (remark(figure),) if figure.value is None else (interval(figure), note)
    return Bar(
        words=words,
        share=figure.value,
        figure=said(figure),
        note=_(" · ").join(part for part in notes if part),
        colour=colour,
        low=ends[0],
        high=ends[1],
        key=key,
    )


def _parts(parts: Iterable[_Named]) -> tuple[Bar, ...]:
    """Return a bar for each part, the lowest first, for trouble is looked for; without a figure last."""
    ordered = sorted(parts, key=lambda one: 2.0 if (value := one.part.f1.value) is None else value)
    return tuple(
        _bar(one.words, one.part.f1, key=one.key, note=_spans(one.part), colour=one.colour) for one in ordered
    )


def _spans(part: Part) -> str:
    if part.f1.uncertain is not None:
        return part.f1.doubt
    most = max(part.score.first, part.score.second)
    return n_("{count} span", "{count} spans", most).format(count=number(most))


def _depths(agreement: Agreement) -> tuple[Bar, ...]:
    return tuple(
        _bar(depth_words(depth), part.f1, key=str(depth), note=_spans(part))
        for depth, part in agreement.depths.items()
    )


def _causes(agreement: Agreement) -> BarChart:
    lost = agreement.lost
    title = n_("Why they differ: {count} point lost", "Why they differ: {count} points lost", lost)
    most = max((one.points for one in agreement.causes.values()), default=0) or 1
    bars = tuple(
        Bar(
            words=cause_words(cause),
            share=one.points / most,
            figure=number(one.points),
            note=n_("{count} place", "{count} places", one.places).format(count=number(one.places)),
            key=cause.value,
        )
        for cause, one in agreement.causes.items()
        if one.points or one.places
    )
    return BarChart(title.format(count=number(lost)), bars, scale=most, unit=_("points"))


def _pairs(agreement: Agreement, called: Called) -> Grid:
    """Return who agrees with whom; nothing for one pair, which the headline has."""
    people = agreement.annotators
    if not 2 < len(people) <= _MOST_PEOPLE:
        return Grid(_("Every two, span F1"), (), (), (), ())
    places = {name: place for place, name in enumerate(people)}
    figures = [["" for _one in people] for _one in people]
    shares: list[list[float | None]] = [[None for _one in people] for _one in people]
    keys: dict[tuple[int, int], str] = {}
    for number_, pair in enumerate(agreement.pairs):
        figure = pair.f1[Measure.EXACT]
        first, second = places[pair.first], places[pair.second]
        for row, column in ((first, second), (second, first)):
            figures[row][column], shares[row][column] = said(figure), figure.value
            keys[row, column] = str(number_)
    names = tuple(map(called.person, people))
    return Grid(
        _("Every two, span F1"),
        names,
        names,
        tuple(map(tuple, figures)),
        tuple(map(tuple, shares)),
        is_alike=frozenset(keys),
        keys=keys,
    )


def pair_bars(title: str, pairs: Iterable[PairAgreement], *, called: Called) -> BarChart:
    """Return a bar for the first of each pair: against gold, or beside their own earlier pass."""
    bars = [
        _bar(
            called.person(pair.first),
            pair.f1[Measure.EXACT],
            key=pair.first,
            note=n_("{count} article", "{count} articles", pair.documents).format(
                count=number(pair.documents)
            ),
        )
        for pair in pairs
    ]
    return BarChart(title, tuple(bars))


def confusion(pairs: Sequence[PairAgreement], *, called: Called) -> Grid:
    """Return the labels of spans that answer each other, of one pair or of several added up.

    Of several nobody is first: a cell and its mirror image hold the same.
    """
    counts: Counter[tuple[Category, Category]] = Counter()
    for pair in pairs:
        counts.update(pair.confusion.counts)
    if len(pairs) == 1:
        title = _("Labels of spans that overlap: rows are {first}, columns {second}").format(
            first=called.person(pairs[0].first), second=called.person(pairs[0].second)
        )
    else:
        title = _("Labels of spans that overlap")
        counts = Counter(
            {
                (row, column): counts[row, column] + (counts[column, row] if row != column else 0)
                for row, column in {both for one, other in counts for both in ((one, other), (other, one))}
            }
        )
    used = sorted({label for both in counts for label in both if label is not None})
    order: tuple[Category, ...] = (*used, None) if any(None in both for both in counts) else tuple(used)
    most = max((count for both, count in counts.items() if both[0] != both[1]), default=0) or 1
    most_alike = max((count for both, count in counts.items() if both[0] == both[1]), default=0) or 1
    names = tuple(map(called.label, order))
    return Grid(
        title,
        names,
        names,
        tuple(tuple(number(n) if (n := counts[row, column]) else "" for column in order) for row in order),
        tuple(
            tuple(
                n / (most_alike if row == column else most) if (n := counts[row, column]) else None
                for column in order
            )
            for row in order
        ),
        is_alike=frozenset((place, place) for place in range(len(order))),
        keys={
            (row, column): f"{order[row] or ''}\t{order[column] or ''}"
            for row in range(len(order))
            for column in range(len(order))
            if counts[order[row], order[column]]
        },
    )
