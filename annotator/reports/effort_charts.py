"""What work takes, as charts: time, keys and clicks, for an article and for an entity, by annotator.

Only what was timed counts. Who has no such work gets a sentence in place of a bar, never a nought.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Final

from annotator.charts.chart import Bar, BarChart
from annotator.model import GOLD
from annotator.project.progress import Times
from annotator.reports.called import Called
from annotator.reports.durations import duration
from annotator.reports.figures import NONE
from annotator.words import _, n_, number

_LEAST_FOR_QUARTERS: Final = 4


@dataclass(frozen=True, slots=True)
class EffortCharts:
    """Bars by annotator; where there are enough articles, with the ends between which half of them lie."""

    article_time: BarChart
    entity_time: BarChart
    article_actions: BarChart
    entity_actions: BarChart


@dataclass(frozen=True, slots=True)
class _Spread:
    """A middle value, between what half of all lie where there are enough, and of how many it is."""

    middle: float
    low: float | None
    high: float | None
    note: str


_Said = Callable[[float], str]
_Middle = Callable[[Sequence[Times]], _Spread | None]


def effort_charts(times: Iterable[Times], *, called: Called, most: int | None = None) -> EffortCharts:
    """Return what finished articles took whom, the longest first, at `most` so many; gold is left out."""
    works: dict[str, list[Times]] = {}
    for one in times:
        if one.annotator != GOLD:
            works.setdefault(one.annotator, []).append(one)

    def bars(title: str, middle: _Middle, words: _Said, unit: str) -> BarChart:
        spreads = [(called.person(who), middle(own), own) for who, own in works.items()]
        return _chart(title, spreads, words=words, unit=unit, cut=most)

    seconds, strokes = _("seconds"), _("keys and clicks")
    return EffortCharts(
        article_time=bars(_("Time for an article"), _seconds_each, duration, seconds),
        entity_time=bars(_("Time for an entity"), _seconds_an_entity, duration, seconds),
        article_actions=bars(_("Keys and clicks for an article"), _actions_each, _count, strokes),
        entity_actions=bars(_("Keys and clicks for an entity"), _actions_an_entity, _count, strokes),
    )


def _seconds_each(works: Sequence[Times]) -> _Spread | None:
    return _median([one.seconds for one in works])


def _actions_each(works: Sequence[Times]) -> _Spread | None:
    return _median([one.actions for one in works])


def _seconds_an_entity(works: Sequence[Times]) -> _Spread | None:
    return _ratio([(one.seconds, one.entities) for one in works])


def _actions_an_entity(works: Sequence[Times]) -> _Spread | None:
    return _ratio([(one.actions, one.entities) for one in works])


def _median(values: Sequence[float | None]) -> _Spread | None:
    known = [value for value in values if value is not None]
    if not known:
        return None
    words = n_("{count} article", "{count} articles", len(known))
    note = words.format(count=number(len(known)))
    if len(known) < _LEAST_FOR_QUARTERS:
        return _Spread(median(known), None, None, note)
    low, middle, high = quantiles(known, n=4, method="inclusive")
    return _Spread(middle, low, high, note)


def _ratio(values: Sequence[tuple[float | None, int | None]]) -> _Spread | None:
    known = [(value, entities) for value, entities in values if value is not None and entities]
    entities = sum(count for _value, count in known)
    if not entities:
        return None
    words = n_("{count} entity decided", "{count} entities decided", entities)
    middle = sum(value for value, _count in known) / entities
    return _Spread(middle, None, None, words.format(count=number(entities)))


def _chart(
    title: str,
    spreads: Iterable[tuple[str, _Spread | None, Sequence[Times]]],
    *,
    words: _Said,
    unit: str,
    cut: int | None,
) -> BarChart:
    """Return a bar for each person, all to one scale; who has no figure comes last and says why."""
    known = sorted(spreads, key=lambda item: -1.0 if item[1] is None else item[1].middle, reverse=True)
    found = [one for _who, one, _works in known if one is not None]
    scale = max((one.middle if one.high is None else one.high for one in found), default=0.0) or 1.0
    made = []
    for who, one, works in known[:cut]:
        if one is None:
            made.append(Bar(who, None, NONE, why_untimed(works)))
            continue
        low, high = (None if end is None else end / scale for end in (one.low, one.high))
        made.append(Bar(who, one.middle / scale, words(one.middle), _note(one, words), low=low, high=high))
    return BarChart(title, tuple(made), scale=scale, unit=unit)


def _note(one: _Spread, words: _Said) -> str:
    if one.low is None or one.high is None:
        return one.note
    half = _("{low} to {high}").format(low=words(one.low), high=words(one.high))
    return _("{one} · {other}").format(one=half, other=one.note)


def why_untimed(works: Sequence[Times]) -> str:
    """Return why the time is not known that somebody's finished articles took."""
    if works and all(one.is_imported for one in works):
        return _("imported: what it took is not known")
    return _("what it took was not measured")


def _count(value: float) -> str:
    return number(value, decimals=1)
