"""What work takes, as charts: time, keys and clicks, for an article and for an entity, by annotator.

Only what was timed counts. Who has no such work gets a sentence in place of a bar, never a nought.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Final

from annotator.charts.chart import Bar, BarChart
from annotator.model import GOLD
from annotator.project.progress import Times
from annotator.reports.called import Called
from annotator.reports.durations import duration
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
    """A middle value, and between what half of all lie where there are enough; `count` of them."""

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

    def bars(title: str, middle: _Middle, words: _Said) -> BarChart:
        people = {called.person(who): (middle(own), own) for who, own in works.items()}
        return BarChart(title, _bars(people, words)[:most])

    return EffortCharts(
        article_time=bars(_("Time for an article"), _seconds_each, duration),
        entity_time=bars(_("Time for an entity"), _seconds_an_entity, duration),
        article_actions=bars(_("Keys and clicks for an article"), _actions_each, _count),
        entity_actions=bars(_("Keys and clicks for an entity"), _actions_an_entity, _count),
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
    words = n_("middle of {count} article", "middle of {count} articles", len(known))
    note = words.format(count=number(len(known)))
    if len(known) < _LEAST_FOR_QUARTERS:
        return _Spread(median(known), None, None, note)
    low, middle, high = quantiles(known, n=4, method="inclusive")
    return _Spread(middle, low, high, note)


def _ratio(values: Sequence[tuple[float | None, int]]) -> _Spread | None:
    known = [(value, entities) for value, entities in values if value is not None and entities]
    entities = sum(count for _value, count in known)
    if not entities:
        return None
    words = n_("over {count} entity", "over {count} entities", entities)
    middle = sum(value for value, _count in known) / entities
    return _Spread(middle, None, None, words.format(count=number(entities)))


def _bars(people: Mapping[str, tuple[_Spread | None, Sequence[Times]]], words: _Said) -> tuple[Bar, ...]:
    """Return a bar for each person, all to one scale; who has no figure comes last and says why."""
    found = [one for one, _works in people.values() if one is not None]
    most = max((one.middle if one.high is None else one.high for one in found), default=0.0) or 1.0
    made = []
    longest = sorted(
        people.items(), key=lambda item: -1.0 if item[1][0] is None else item[1][0].middle, reverse=True
    )
    for who, (one, works) in longest:
        if one is None:
            made.append(Bar(who, None, "—", _why_unknown(works)))
            continue
        low, high = (None if end is None else end / most for end in (one.low, one.high))
        made.append(Bar(who, one.middle / most, words(one.middle), one.note, low=low, high=high))
    return tuple(made)


def _why_unknown(works: Sequence[Times]) -> str:
    if all(one.is_imported for one in works):
        return _("imported: what it took is not known")
    return _("what it took was not measured")


def _count(value: float) -> str:
    return number(value, decimals=1)
