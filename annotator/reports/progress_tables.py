"""Progress as tables: who is how far, what it took, the labels, what became of suggestions, what is left."""

from collections.abc import Iterable

from annotator.agreement.pace import Forecast
from annotator.model import GOLD
from annotator.project.progress import Day, Progress, Times
from annotator.reports.called import Called
from annotator.reports.durations import duration
from annotator.reports.figures import NONE, percent
from annotator.reports.forecast_words import forecast_words, share_words
from annotator.reports.progress_charts import SOURCES, STATES
from annotator.reports.tables import Table
from annotator.words import _, number


def progress_tables(progress: Progress, forecast: Forecast, *, called: Called) -> list[Table]:
    """Return the tables of progress that a page has room for, those without rows too."""
    return [
        _left(progress, forecast),
        _states(progress, called),
        _labels(progress, called),
        _sources(progress, called),
    ]


def effort_tables(progress: Progress, *, called: Called) -> list[Table]:
    """Return what each day and each finished article took: a row each, for files alone.

    Times are whole seconds without a unit, empty where nothing was timed.
    """
    return [_days(progress.days, called), _articles(progress.times, called)]


def _left(progress: Progress, forecast: Forecast) -> Table:
    rows = [
        (_("articles"), number(progress.documents)),
        (_("finished by somebody"), number(progress.finished_documents)),
        (_("not begun"), number(progress.untouched)),
        (_("with gold"), number(progress.gold)),
        (_("left to finish"), number(forecast.left)),
        (
            _("finished a day"),
            NONE if forecast.per_day is None else number(forecast.per_day, decimals=1),
        ),
        (_("days left at this pace"), NONE if forecast.days is None else number(forecast.days)),
    ]
    return Table(
        _("What is left"),
        (_("what"), _("how much")),
        tuple(rows),
        (*share_words(progress)[1:], *forecast_words(forecast)[1:]),
        file="forecast",
    )


def _states(progress: Progress, called: Called) -> Table:
    rows = []
    for who, states in progress.states.items():
        if who == GOLD:
            continue
        own = [one for one in progress.days if one.annotator == who]
        seconds = [one.seconds for one in own if one.seconds is not None]
        entities = sum(one.entities for one in own)
        time = sum(seconds)
        rows.append(
            (
                called.name(who),
                *(number(states.get(state, 0)) for state, _words, _colour in STATES),
                number(entities),
                duration(time) if seconds else NONE,
                duration(time / entities) if seconds and entities else NONE,
            )
        )
    return Table(
        _("What each annotator has taken up"),
        (
            _("annotator"),
            *(_(words) for _state, words, _colour in STATES),
            _("entities"),
            _("time"),
            _("time for an entity"),
        ),
        tuple(rows),
        file="states",
        means=_("Time is that of decisions in the window; imported labels took none that is known."),
    )


def _labels(progress: Progress, called: Called) -> Table:
    people = [who for who, counts in progress.labels.items() if sum(counts.values())]
    used = sorted({label for who in people for label in progress.labels[who]})
    used.sort(key=lambda label: -sum(progress.labels[who].get(label, 0) for who in people))
    rows = tuple(
        (called.label(label), *(number(progress.labels[who].get(label, 0)) for who in people))
        for label in used
    )
    return Table(
        _("Labels in finished work"),
        (_("label"), *map(called.name, people)),
        rows if people else (),
        file="distribution",
        means=_("Spans of finished work. Shares that differ much between people want to be talked about."),
    )


def _sources(progress: Progress, called: Called) -> Table:
    rows = []
    for one in progress.records:
        decided = one.accepted + one.corrected + one.rejected
        rows.append(
            (
                _(SOURCES[one.source]) if one.source in SOURCES else one.source,
                called.label(one.label),
                *map(number, (one.shown, one.accepted, one.corrected, one.rejected)),
                percent(one.accepted / decided) if decided else NONE,
            )
        )
    return Table(
        _("What became of suggestions"),
        (
            _("source"),
            _("label"),
            _("shown"),
            _("accepted"),
            _("corrected"),
            _("rejected"),
            _("accepted, of those decided on"),
        ),
        tuple(rows),
        file="sources",
        means=_("Of articles that were begun, planted errors apart."),
    )


def _days(days: Iterable[Day], called: Called) -> Table:
    rows = tuple(
        (
            one.day.isoformat(),
            called.name(one.annotator),
            str(one.finished),
            _seconds(one.seconds),
            "" if one.actions is None else str(one.actions),
            str(one.entities),
            str(one.spans),
        )
        for one in days
    )
    return Table(
        _("By day"),
        (_("day"), _("annotator"), _("finished"), _("seconds"), _("actions"), _("entities"), _("spans")),
        rows,
        file="days",
    )


def _articles(times: Iterable[Times], called: Called) -> Table:
    rows = tuple(
        (
            one.document_id,
            called.name(one.annotator),
            _seconds(one.seconds),
            "" if one.actions is None else str(one.actions),
            str(one.entities),
            str(one.spans),
            _("yes") if one.is_imported else "",
        )
        for one in times
    )
    return Table(
        _("By article"),
        (
            _("article"),
            _("annotator"),
            _("seconds"),
            _("actions"),
            _("entities"),
            _("spans"),
            _("imported"),
        ),
        rows,
        file="articles",
    )


def _seconds(seconds: float | None) -> str:
    return "" if seconds is None else str(round(seconds))
