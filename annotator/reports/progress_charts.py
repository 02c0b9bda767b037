"""How far the work is, as charts: the window shows them, and the report prints them.

Only what is known is drawn. Work that was imported has no time; who has none says why in place of a bar.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from annotator.charts.chart import BarChart, Chart, Grid, Line, LineChart, Stack, StackChart
from annotator.charts.drawing import Palette
from annotator.model import GOLD, State
from annotator.project.progress import Day, Progress
from annotator.reports.called import Called
from annotator.reports.durations import duration
from annotator.reports.effort_charts import effort_charts
from annotator.reports.figures import hundredths
from annotator.words import N_, _, n_, number

_MOST_LINES: Final = 4
"""With more people than these a line each cannot be told apart: then one line is all of them."""
_MOST_DAYS: Final = 62
"""Over a longer time the pace is shown by week."""
_MOST_COLUMNS: Final = 12
STATES: Final = (
    (State.FINISHED, N_("finished"), "good"),
    (State.IN_PROGRESS, N_("in progress"), "accent"),
    (State.QUESTION, N_("question to the lead"), "warning"),
    (State.SKIPPED, N_("skipped"), "muted"),
)
SOURCES: Final = {
    "lexicon": N_("Lexicon"),
    "patterns": N_("Patterns"),
    "memory": N_("Memory"),
    "tagger": N_("Tagger"),
    "camel": N_("CAMeL"),
    "import": N_("Imported labels"),
}


@dataclass(frozen=True, slots=True)
class ProgressCharts:
    """The charts of progress, in the order in which they are read."""

    articles: StackChart
    annotators: StackChart
    pace: LineChart
    article_time: BarChart
    entity_time: BarChart
    article_actions: BarChart
    entity_actions: BarChart
    labels: Grid
    sources: StackChart

    @property
    def all(self) -> tuple[Chart, ...]:
        """Every chart."""
        return tuple(getattr(self, name) for name in self.__dataclass_fields__)


def progress_charts(
    progress: Progress,
    *,
    called: Called,
    palette: Palette,
    most: int | None = None,
) -> ProgressCharts:
    """Return the charts of a project's progress; states and outcomes have the palette's colours.

    Bars by annotator are cut after so many as `most` says: who finished most, and whom it took longest.
    """
    effort = effort_charts(progress.times, called=called, most=most)
    return ProgressCharts(
        articles=_articles(progress, palette),
        annotators=_annotators(progress, called=called, palette=palette, most=most),
        pace=_pace(progress.days, progress.today, called=called),
        article_time=effort.article_time,
        entity_time=effort.entity_time,
        article_actions=effort.article_actions,
        entity_actions=effort.entity_actions,
        labels=_labels(progress.labels, called=called),
        sources=_sources(progress, palette),
    )


def article_parts(progress: Progress) -> tuple[int, int, int, int]:
    """Return how many articles two or more finished, how many one, how many are begun, how many are not."""
    by_how_many = Counter(Counter(one.document_id for one in progress.times).values())
    one = by_how_many[1]
    more = sum(by_how_many.values()) - one
    left = max(0, progress.documents - progress.untouched - one - more)
    return more, one, left, progress.untouched


def _articles(progress: Progress, palette: Palette) -> StackChart:
    parts = (
        (_("finished by two or more"), palette.good),
        (_("finished by one"), palette.accent),
        (_("begun by somebody"), palette.warning),
        (_("not begun"), palette.muted),
    )
    stacks = (Stack(_("Articles"), article_parts(progress)),) if progress.documents else ()
    return StackChart(_("How far the articles are"), parts, stacks)


def _annotators(progress: Progress, *, called: Called, palette: Palette, most: int | None) -> StackChart:
    """Return a stack for each annotator, who finished most first; what nobody is bound to do is left out."""
    stacks = []
    people = {who: states for who, states in progress.states.items() if who != GOLD}
    for who, states in sorted(people.items(), key=lambda item: -item[1].get(State.FINISHED, 0)):
        counts = tuple(states.get(state, 0) for state, _words, _colour in STATES)
        if sum(counts):
            stacks.append(Stack(called.person(who), counts, _load(progress, who)))
    parts = tuple((_(words), str(getattr(palette, colour))) for _state, words, colour in STATES)
    return StackChart(_("What each annotator has taken up"), parts, tuple(stacks[:most]))


def _load(progress: Progress, who: str) -> str:
    """Return how many spans of somebody are finished, and what they decided in the time that is known."""
    spans = sum(count for count in progress.labels.get(who, {}).values())
    words = n_("{count} span", "{count} spans", spans).format(count=number(spans))
    timed = [one for one in progress.days if one.annotator == who and one.seconds]
    if not timed:
        return words
    decided = sum(one.entities or 0 for one in timed)
    took = n_("{count} entity decided in {time}", "{count} entities decided in {time}", decided).format(
        count=number(decided), time=duration(sum(one.seconds or 0.0 for one in timed))
    )
    return _("{one} · {other}").format(one=words, other=took)


def _pace(days: Sequence[Day], today: date, *, called: Called) -> LineChart:
    """Return the finished articles of each day, or of each week over a long time, days of rest among them."""
    title = _("Pace: articles finished")
    done = [one for one in days if one.finished and one.annotator != GOLD]
    if not done:
        return LineChart(title, (), ())
    first, last = min(one.day for one in done), max(today, *(one.day for one in done))
    is_weekly = (last - first).days >= _MOST_DAYS
    step = timedelta(days=7 if is_weekly else 1)
    start = first - timedelta(days=first.weekday()) if is_weekly else first
    places = [start + step * place for place in range((last - start) // step + 1)]
    sums: dict[str, list[float]] = {}
    everybody = list(dict.fromkeys(one.annotator for one in done))
    for one in done:
        who = one.annotator if len(everybody) <= _MOST_LINES else ""
        sums.setdefault(who, [0.0] * len(places))[(one.day - start) // step] += one.finished
    lines = tuple(
        Line(called.person(who) if who else _("all"), "", tuple(values)) for who, values in sums.items()
    )
    unit = _("articles in a week, by its first day") if is_weekly else _("articles in a day")
    return LineChart(title, tuple(place.isoformat() for place in places), lines, unit)


def _labels(counts: Mapping[str, Mapping[str, int]], *, called: Called) -> Grid:
    """Return which share of the spans has which label: at everybody together, at gold, at each.

    Of many people those are shown whose shares are farthest from gold's, or else from everybody's.
    """
    shares = {who: _shares(labels) for who, labels in counts.items() if who != GOLD and any(labels.values())}
    together = _shares(_together(counts[who] for who in shares))
    gold = _shares(counts.get(GOLD, {}))
    columns = {_("all"): together} if shares else {}
    if gold:
        columns[_("gold")] = gold
    if len(shares) > 1:
        far = {who: _distance(own, gold or together) for who, own in shares.items()}
        shown = sorted(far, key=lambda who: -far[who])[:_MOST_COLUMNS]
        columns |= {called.person(who): shares[who] for who in shares if who in shown}
    ids = sorted({id_ for own in columns.values() for id_ in own}, key=lambda id_: -together.get(id_, 0.0))
    most = max((share for own in columns.values() for share in own.values()), default=0.0) or 1.0
    rows = [[own.get(id_, 0.0) for own in columns.values()] for id_ in ids]
    return Grid(
        _("Labels: shares of the spans, in percent"),
        tuple(called.label(id_) for id_ in ids),
        tuple(columns),
        tuple(tuple(number(100 * share, decimals=1) for share in row) for row in rows),
        tuple(tuple(share / most if share else None for share in row) for row in rows),
    )


def _shares(labels: Mapping[str, int]) -> dict[str, float]:
    total = sum(count for count in labels.values())
    return {id_: count / total for id_, count in labels.items() if count}


def _distance(own: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return what share of the spans would have to bear another label: the total variation distance."""
    return sum(abs(own.get(id_, 0.0) - other.get(id_, 0.0)) for id_ in own.keys() | other.keys()) / 2


def _together(people: Iterable[Mapping[str, int]]) -> "Counter[str]":
    sums: Counter[str] = Counter()
    for labels in people:
        sums.update(labels)
    return sums


def _sources(progress: Progress, palette: Palette) -> StackChart:
    sums: dict[str, list[int]] = {}
    for one in progress.records:
        counts = sums.setdefault(one.source, [0, 0, 0, 0])
        for place, count in enumerate(
            (
                one.accepted,
                one.corrected,
                one.rejected,
                one.shown - one.accepted - one.corrected - one.rejected,
            )
        ):
            counts[place] += count
    stacks = []
    for source, counts in sorted(sums.items(), key=lambda item: -sum(item[1])):
        decided = sum(counts[:3])
        note = _("nothing decided")
        if decided:
            note = _("{share} % accepted").format(share=hundredths(counts[0] / decided))
        stacks.append(Stack(_(SOURCES[source]) if source in SOURCES else source, tuple(counts), note))
    parts = (
        (_("accepted"), palette.good),
        (_("corrected"), palette.accent),
        (_("rejected"), palette.warning),
        (_("not decided"), palette.muted),
    )
    return StackChart(_("What became of suggestions, by source"), parts, tuple(stacks))
