"""Progress as tables: who is how far, what it took, the labels, what became of suggestions, what is left."""

from collections.abc import Iterable

from annotator.agreement.pace import Forecast
from annotator.model import GOLD
from annotator.project.progress import Day, Progress, Times
from annotator.reports.called import Called
from annotator.reports.cells import Cell, Rows, count, counts, for_files, plain, table
from annotator.reports.durations import duration
from annotator.reports.effort_charts import why_untimed
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

    Times are in seconds; what is not known is empty, and says why.
    """
    return [_days(progress.days, called), _articles(progress.times, called)]


def _left(progress: Progress, forecast: Forecast) -> Table:
    per_day, days = forecast.per_day, forecast.days
    why = "" if days is not None else " ".join(forecast.sentences)
    rows: Rows = [
        (_("articles"), count(progress.documents), for_files("")),
        (_("finished by somebody"), count(progress.finished_documents), for_files("")),
        (_("not begun"), count(progress.untouched), for_files("")),
        (_("with gold"), count(progress.gold), for_files("")),
        (_("left to finish"), count(forecast.left), for_files("")),
        (
            _("finished a day"),
            Cell(NONE if per_day is None else number(per_day, decimals=1), (plain(per_day),)),
            for_files(why),
        ),
        (
            _("days left at this pace"),
            Cell(NONE if days is None else number(days), (plain(days),)),
            for_files(why),
        ),
    ]
    return table(
        _("What is left"),
        (_("figure"), _("how much"), for_files(_("remark"))),
        rows,
        notes=(*share_words(progress)[1:], *forecast_words(forecast)[1:]),
        file="forecast",
    )


def _states(progress: Progress, called: Called) -> Table:
    rows: Rows = [
        (
            called.name(who),
            *counts(states.get(state, 0) for state, _words, _colour in STATES),
            *_took(progress, who),
        )
        for who, states in progress.states.items()
        if who != GOLD
    ]
    return table(
        _("What each annotator has taken up"),
        (
            _("annotator"),
            *(_(words) for _state, words, _colour in STATES),
            _("entities decided"),
            Cell(_("time"), (_("seconds"),)),
            Cell(_("time for an entity"), (_("seconds for an entity"),)),
            for_files(_("remark")),
        ),
        rows,
        file="states",
        means=_(
            "Time is that of decisions in the window; imported labels took none that is known. An entity is "
            "decided where a span is made or a suggestion rejected, so these are not the spans that stand."
        ),
    )


def _took(progress: Progress, who: str) -> tuple[Cell, ...]:
    """Return how many entities somebody decided, in which time, and for files why that is not known."""
    own = [one for one in progress.days if one.annotator == who]
    timed = [one.seconds for one in own if one.seconds is not None]
    if not timed:
        why = why_untimed([one for one in progress.times if one.annotator == who])
        return Cell(NONE, ("",)), Cell(NONE, ("",)), Cell(NONE, ("",)), for_files(why)
    time, entities = sum(timed), sum(one.entities or 0 for one in own)
    each = time / entities if entities else None
    return (
        count(entities),
        Cell(duration(time), (plain(time),)),
        Cell(NONE if each is None else duration(each), (plain(each),)),
        for_files("" if entities else _("no entity was decided in this time")),
    )


def _labels(progress: Progress, called: Called) -> Table:
    people = [who for who, counts in progress.labels.items() if sum(counts.values())]
    used = sorted({label for who in people for label in progress.labels[who]})
    used.sort(key=lambda label: -sum(progress.labels[who].get(label, 0) for who in people))
    rows: Rows = [
        (called.label(label), *counts(progress.labels[who].get(label, 0) for who in people)) for label in used
    ]
    return table(
        _("Labels in finished work"),
        (_("label"), *map(called.name, people)),
        rows if people else [],
        file="distribution",
        means=_("Spans of finished work. Shares that differ much between people want to be talked about."),
    )


def _sources(progress: Progress, called: Called) -> Table:
    rows: Rows = []
    for one in progress.records:
        decided = one.accepted + one.corrected + one.rejected
        share = one.accepted / decided if decided else None
        rows.append(
            (
                _(SOURCES[one.source]) if one.source in SOURCES else one.source,
                called.label(one.label),
                *counts((one.shown, one.accepted, one.corrected, one.rejected)),
                Cell(NONE if share is None else percent(share), (plain(share),)),
                for_files("" if decided else _("nothing decided")),
            )
        )
    return table(
        _("What became of suggestions"),
        (
            _("source"),
            _("label"),
            _("shown"),
            _("accepted"),
            _("corrected"),
            _("rejected"),
            _("accepted, of those decided on"),
            for_files(_("remark")),
        ),
        rows,
        file="sources",
        means=_("Of articles that were begun, planted errors apart."),
    )


def _days(days: Iterable[Day], called: Called) -> Table:
    rows = tuple(
        (
            one.day.isoformat(),
            called.name(one.annotator),
            str(one.finished),
            *map(plain, (one.seconds, one.actions, one.entities)),
            str(one.spans),
            _("what it took was not measured") if one.seconds is None else "",
        )
        for one in days
    )
    return Table(
        _("By day"),
        (_("day"), _("annotator"), _("finished"), *_took_heads(), _("spans"), _("remark")),
        rows,
        file="days",
    )


def _articles(times: Iterable[Times], called: Called) -> Table:
    rows = tuple(
        (
            one.document_id,
            called.name(one.annotator),
            *map(plain, (one.seconds, one.actions, one.entities)),
            str(one.spans),
            why_untimed([one]) if one.seconds is None else "",
        )
        for one in times
    )
    return Table(
        _("By article"),
        (_("article"), _("annotator"), *_took_heads(), _("spans"), _("remark")),
        rows,
        file="articles",
    )


def _took_heads() -> tuple[str, ...]:
    return _("seconds"), _("actions"), _("entities decided")
