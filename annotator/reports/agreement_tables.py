"""Agreement as tables: every figure with its interval, or with why there is none."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from annotator.agreement.causes import words as cause_words
from annotator.agreement.coefficients import Category, Figure
from annotator.agreement.counts import Measure
from annotator.agreement.results import Agreement, Coefficient, Lost, PairAgreement, Part
from annotator.agreement.scope import Scope
from annotator.project.passes import EARLIER
from annotator.reports.agreement_charts import depth_words
from annotator.reports.called import Called
from annotator.reports.cells import (
    Cell,
    Rows,
    count,
    figure,
    plain,
    remarks,
    spans,
    spans_head,
    table,
)
from annotator.reports.figures import NONE, coefficient_words, measure_words, percent, remark, rounded
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
    return table(
        _("Agreement"),
        (_("figure"), _("value"), _("from"), _("to"), _("remark")),
        rows,
        notes=scope_notes(agreement, called),
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


def _cells(one: Figure) -> tuple[Cell, Cell, Cell, str]:
    """Return the value, the ends of the interval, and what is to be remarked."""
    ends = one.interval
    low, high = (None, None) if ends is None else (ends.low, ends.high)
    return figure(one), _end(low), _end(high), remark(one)


def _end(value: float | None) -> Cell:
    return Cell(NONE if value is None else rounded(value), (plain(value),))


def _part(part: Part, *, has_alpha: bool = False) -> tuple[Cell, ...]:
    alpha = Cell("", ("",) * has_alpha) if part.alpha_u is None else figure(part.alpha_u)  # of labels alone
    value, low, high, _why = _cells(part.f1)
    why = remarks(part.f1, {_("α_U"): part.alpha_u})
    return value, low, high, spans(part.score), count(part.documents), alpha, why


def _part_heads(*, has_alpha: bool = False) -> tuple[Cell | str, ...]:
    return (
        _("span F1"),
        _("from"),
        _("to"),
        spans_head(),
        _("articles"),
        Cell(_("α_U"), (_("α_U"),) * has_alpha),
        _("remark"),
    )


def _labels(agreement: Agreement, called: Called) -> Table:
    rows: Rows = [(called.label(id_), *_part(part, has_alpha=True)) for id_, part in agreement.labels.items()]
    return table(
        _("By label"),
        (_("label"), *_part_heads(has_alpha=True)),
        rows,
        file="labels",
        means=_("Exact spans. A label far below the others wants a clearer sentence in the guideline."),
    )


def _sublabels(agreement: Agreement, called: Called) -> Table:
    rows: Rows = [
        (called.sublabel(*both), *_part(part)) for both, part in agreement.sublabels.items() if both[1]
    ]
    return table(
        _("By sublabel"),
        (_("sublabel"), *_part_heads()),
        rows,
        file="sublabels",
        means=_("Spans with the same range, label and sublabel."),
    )


def _depths(agreement: Agreement) -> Table:
    rows: Rows = [(depth_words(depth), *_part(part)) for depth, part in agreement.depths.items()]
    return table(
        _("By nesting"),
        (_("where it lies"), *_part_heads()),
        rows,
        file="nesting",
        means=_("Spans that both nested as deep. Deeper spans are harder to agree on."),
    )


def _causes(agreement: Agreement, called: Called) -> Table:
    lost = agreement.lost or 1
    used: Counter[str] = Counter()
    for one in agreement.causes.values():
        used.update(one.labels)
    labels = [label for label, points in used.most_common() if points]
    rows = [
        (
            cause_words(cause),
            count(one.points),
            Cell(percent(one.points / lost), (plain(one.points / lost),)),
            count(one.places),
            Cell(_mostly(one, called), tuple(str(one.labels.get(label, 0)) for label in labels)),
        )
        for cause, one in agreement.causes.items()
    ]
    mostly = Cell(_("mostly"), tuple(map(called.label, labels)))
    return table(
        _("Why they differ"),
        (_("cause"), _("lost points"), _("share"), _("places"), mostly),
        rows,
        file="causes",
        means=_(
            "A lost point is a span that the other did not make with the same range, label and sublabel. "
            "Each has one cause."
        ),
    )


def _mostly(lost: Lost, called: Called) -> str:
    most = sorted(lost.labels.items(), key=lambda item: -item[1])[:_MOST_LABELS]
    return _(", ").join(
        _("{label} {count}").format(label=called.label(label), count=number(points))
        for label, points in most
        if points
    )


def _pairs(agreement: Agreement, called: Called) -> Table:
    rows: Rows = [
        (
            called.name(pair.first),
            called.name(pair.second),
            *_pair(pair),
            spans(pair.scores[Measure.EXACT]),
        )
        for pair in agreement.pairs
    ]
    return table(
        _("Every two"),
        (_("first"), _("second"), *_pair_heads(), spans_head()),
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


def _pair(pair: PairAgreement) -> tuple[Cell, ...]:
    value, low, high, _why = _cells(pair.f1[Measure.EXACT])
    kappa = pair.coefficients.get(Coefficient.KAPPA)
    others = {measure_words(one): pair.f1[one] for one in Measure if one is not Measure.EXACT}
    return (
        count(pair.documents),
        value,
        low,
        high,
        *map(figure, others.values()),
        Cell(NONE, ("",)) if kappa is None else figure(kappa),
        remarks(pair.f1[Measure.EXACT], {**others, coefficient_words(Coefficient.KAPPA): kappa}),
    )


def _gold(agreement: Agreement, called: Called) -> Table:
    rows: Rows = [
        (
            called.name(pair.first),
            *_pair(pair),
            figure(pair.scores[Measure.EXACT].precision),
            figure(pair.scores[Measure.EXACT].recall),
        )
        for pair in agreement.gold
    ]
    return table(
        _("Against gold"),
        (_("annotator"), *_pair_heads(), _("precision"), _("recall")),
        rows,
        notes=gold_notes(agreement, called),
        file="gold",
        means=_(
            "Precision is the share of somebody's spans that gold has, recall the share of gold's that they "
            "have."
        ),
    )


def gold_notes(agreement: Agreement, called: Called) -> tuple[str, ...]:
    """Return whose answers gold was settled by: who agrees with gold there does so for that reason."""
    return tuple(
        n_(
            "Gold was settled as {name} has it in {taken} of {count} place that was ruled, so that it"
            " agrees with them there whether they are right or not.",
            "Gold was settled as {name} has it in {taken} of {count} places that were ruled, so that it"
            " agrees with them there whether they are right or not.",
            pair.ruled,
        ).format(name=called.person(pair.first), taken=number(pair.taken), count=number(pair.ruled))
        for pair in agreement.gold
        if pair.taken
    )


def _confusion(pairs: Sequence[PairAgreement], called: Called) -> Table:
    """List what was confused, most often first; whose label is whose is the pairs' to say."""
    met: Counter[tuple[Category, Category]] = Counter()
    for pair in pairs:
        for (first, second), places in pair.confusion.counts.items():
            if first != second:
                one, other = sorted((first, second), key=lambda label: (label is None, label or ""))
                met[one, other] += places
    rows = [
        (called.label(first), called.label(second), count(places))
        for (first, second), places in sorted(met.items(), key=lambda item: -item[1])
        if places
    ]
    return table(
        _("Where labels differ"),
        (_("one label"), _("the other"), _("places")),
        rows,
        file="confusion",
        means=_("Labels of spans that answer each other, whatever their edges."),
    )
