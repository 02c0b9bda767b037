"""Agreement as tables: every figure with its interval, or with why there is none."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from annotator.agreement.causes import words as cause_words
from annotator.agreement.coefficients import Category, Figure
from annotator.agreement.counts import Measure
from annotator.agreement.results import Agreement, Coefficient, PairAgreement, Part
from annotator.agreement.scope import Scope
from annotator.project.passes import EARLIER
from annotator.reports.agreement_charts import depth_words
from annotator.reports.called import Called
from annotator.reports.figures import (
    NONE,
    coefficient_words,
    marks,
    measure_words,
    percent,
    remark,
    rounded,
    said,
)
from annotator.reports.tables import Table
from annotator.words import _, n_, number

_MOST_LABELS = 3
"""So many labels stand beside a cause."""


def agreement_tables(agreement: Agreement, *, called: Called) -> list[Table]:
    """Return the tables of an agreement in the order in which a lead reads them; those without rows too."""
    return [
        _overall(agreement, called),
        _labels(agreement, called),
        _sublabels(agreement, called),
        _depths(agreement),
        _causes(agreement, called),
        _pairs(agreement, called),
        _gold(agreement, called),
        _confusion(agreement.pairs, called),
    ]


def _overall(agreement: Agreement, called: Called) -> Table:
    found = agreement.alone or agreement
    rows = [(measure_words(measure), *_cells(figure)) for measure, figure in found.f1.items()]
    rows += [
        (coefficient_words(coefficient), *_cells(figure))
        for coefficient, figure in found.coefficients.items()
    ]
    return Table(
        _("Agreement"),
        (_("figure"), _("value"), _("from"), _("to"), _("remark")),
        tuple(rows),
        scope_notes(agreement, called),
        file="agreement",
        means=_(
            "1 is full agreement. Between «from» and «to» lie 95 of 100 figures when articles are drawn anew "
            "from those that were compared."
        ),
    )


def scope_notes(agreement: Agreement, called: Called) -> tuple[str, ...]:
    """Return in sentences what was compared, by which choice, and what was left out."""
    alone = agreement.alone
    people, documents, words = agreement.annotators, len(agreement.documents), agreement.words
    if alone is not None:
        people, documents, words = (alone.first, alone.second), alone.documents, alone.words
    notes = [
        *_people(people, called),
        *_choice(agreement.scope, called),
        n_("{count} article", "{count} articles", documents).format(count=number(documents)),
        n_("{count} word", "{count} words", words).format(count=number(words)),
    ]
    if alone is None and (left := len(agreement.left_out)):
        notes.append(_left_out(people, left, common=agreement.scope.common).format(count=number(left)))
    return tuple(notes)


def _left_out(names: Sequence[str], count: int, *, common: bool) -> str:
    if _with_earlier(names):
        return n_(
            "{count} article is left out: it was finished once only.",
            "{count} articles are left out: they were finished once only.",
            count,
        )
    if common:
        return n_(
            "{count} article is left out: not all of them have finished it.",
            "{count} articles are left out: not all of them have finished each.",
            count,
        )
    return n_(
        "{count} article is left out: only one of them has finished it.",
        "{count} articles are left out: only one of them has finished each.",
        count,
    )


def _with_earlier(names: Sequence[str]) -> bool:
    return any(name.endswith(EARLIER) and name.removesuffix(EARLIER) in names for name in names)


def _people(names: Sequence[str], called: Called) -> Iterator[str]:
    if names:
        yield _("Compared: {names}.").format(names=_(", ").join(map(called.person, names)))
    if _with_earlier(names):
        yield _("¹ is what somebody's work was when they first finished it.")


def _choice(scope: Scope, called: Called) -> Iterator[str]:
    """Yield what the figures are limited to: without it they would be taken for those of everything."""
    if scope.labels is not None:
        labels = _(", ").join(sorted(map(called.label, scope.labels)))
        yield _("Only spans of these labels: {labels}.").format(labels=labels)
    if scope.documents is not None:
        yield _("Only articles that were chosen.")
    if scope.common:
        yield _("Only articles that all of them have finished.")
    if scope.after is not None:
        yield _("Only work last changed on {day} or later.").format(day=_day(scope.after))
    if scope.before is not None:
        yield _("Only work last changed on {day} or earlier.").format(day=_day(scope.before))


def _day(day: date) -> str:
    return f"\u2066{day.isoformat()}\u2069"


def _cells(figure: Figure) -> tuple[str, str, str, str]:
    """Return the value, the ends of the interval, and what is to be remarked."""
    ends = (
        (NONE, NONE)
        if figure.interval is None
        else (rounded(figure.interval.low), rounded(figure.interval.high))
    )
    return said(figure), *ends, remark(figure)


def _part(part: Part) -> tuple[str, ...]:
    alpha = "" if part.alpha_u is None else said(part.alpha_u)  # of labels alone
    value, low, high, why = _cells(part.f1)
    return value, low, high, marks(part.score), number(part.documents), alpha, why


def _part_heads() -> tuple[str, ...]:
    return (
        _("span F1"),
        _("from"),
        _("to"),
        _("alike, of their spans"),
        _("articles"),
        _("α_U"),
        _("remark"),
    )


def _labels(agreement: Agreement, called: Called) -> Table:
    rows = tuple((called.label(id_), *_part(part)) for id_, part in agreement.labels.items())
    return Table(
        _("By label"),
        (_("label"), *_part_heads()),
        rows,
        file="labels",
        means=_("Exact spans. A label far below the others wants a clearer sentence in the guideline."),
    )


def _sublabels(agreement: Agreement, called: Called) -> Table:
    rows = tuple(
        (called.sublabel(*both), *_part(part)) for both, part in agreement.sublabels.items() if both[1]
    )
    return Table(
        _("By sublabel"),
        (_("sublabel"), *_part_heads()),
        rows,
        file="sublabels",
        means=_("Spans with the same range, label and sublabel."),
    )


def _depths(agreement: Agreement) -> Table:
    rows = tuple((depth_words(depth), *_part(part)) for depth, part in agreement.depths.items())
    return Table(
        _("By nesting"),
        (_("where it lies"), *_part_heads()),
        rows,
        file="nesting",
        means=_("Spans that both nested as deep. Deeper spans are harder to agree on."),
    )


def _causes(agreement: Agreement, called: Called) -> Table:
    lost = agreement.lost or 1
    rows = []
    for cause, one in agreement.causes.items():
        most = sorted(one.labels.items(), key=lambda item: -item[1])[:_MOST_LABELS]
        named = _(", ").join(
            _("{label} {count}").format(label=called.label(label), count=number(count))
            for label, count in most
            if count
        )
        share = percent(one.points / lost)
        rows.append((cause_words(cause), number(one.points), share, number(one.places), named))
    return Table(
        _("Why they differ"),
        (_("cause"), _("lost points"), _("share"), _("places"), _("mostly")),
        tuple(rows),
        file="causes",
        means=_(
            "A lost point is a span that the other did not make with the same range, label and sublabel. "
            "Each has one cause."
        ),
    )


def _pairs(agreement: Agreement, called: Called) -> Table:
    rows = tuple(
        (
            called.name(pair.first),
            called.name(pair.second),
            *_pair(pair),
            marks(pair.scores[Measure.EXACT]),
        )
        for pair in agreement.pairs
    )
    return Table(
        _("Every two"),
        (_("first"), _("second"), *_pair_heads(), _("alike, of their spans")),
        rows,
        file="pairs",
        means=_("Each pair over the articles that both have finished."),
    )


def _pair_heads() -> tuple[str, ...]:
    return (
        _("articles"),
        _("span F1"),
        _("from"),
        _("to"),
        *(measure_words(measure) for measure in Measure if measure is not Measure.EXACT),
        coefficient_words(Coefficient.KAPPA),
        _("remark"),
    )


def _pair(pair: PairAgreement) -> tuple[str, ...]:
    value, low, high, why = _cells(pair.f1[Measure.EXACT])
    kappa = pair.coefficients.get(Coefficient.KAPPA)
    return (
        number(pair.documents),
        value,
        low,
        high,
        *(said(pair.f1[measure]) for measure in Measure if measure is not Measure.EXACT),
        NONE if kappa is None else said(kappa),
        why,
    )


def _gold(agreement: Agreement, called: Called) -> Table:
    rows = tuple(
        (
            called.name(pair.first),
            *_pair(pair),
            said(pair.scores[Measure.EXACT].precision),
            said(pair.scores[Measure.EXACT].recall),
        )
        for pair in agreement.gold
    )
    return Table(
        _("Against gold"),
        (_("annotator"), *_pair_heads(), _("precision"), _("recall")),
        rows,
        file="gold",
        means=_(
            "Precision is the share of somebody's spans that gold has, recall the share of gold's that they "
            "have."
        ),
    )


def _confusion(pairs: Sequence[PairAgreement], called: Called) -> Table:
    """List what was confused, most often first; whose label is whose is the pairs' to say."""
    counts: Counter[tuple[Category, Category]] = Counter()
    for pair in pairs:
        for (first, second), count in pair.confusion.counts.items():
            if first != second:
                one, other = sorted((first, second), key=lambda label: (label is None, label or ""))
                counts[one, other] += count
    rows = tuple(
        (called.label(first), called.label(second), number(count))
        for (first, second), count in sorted(counts.items(), key=lambda item: -item[1])
        if count
    )
    return Table(
        _("Where labels differ"),
        (_("one label"), _("the other"), _("places")),
        rows,
        file="confusion",
        means=_("Labels of spans that answer each other, whatever their edges."),
    )
