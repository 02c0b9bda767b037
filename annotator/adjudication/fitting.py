"""Whether spans may stand at a place of gold, beside what stays there."""

from collections.abc import Iterable, Sequence

from annotator.adjudication.disputes import Dispute, Rule
from annotator.adjudication.disputing import clash
from annotator.adjudication.renewing import staying
from annotator.adjudication.standing import Standing, answers_of
from annotator.errors import AlreadyLabelled, CrossesSpan, DecisionError, MayNotHold
from annotator.model import Span
from annotator.schema import Schema
from annotator.text.clitics import name
from annotator.words import language


def check_fits(
    standing: Standing,
    dispute: Dispute,
    spans: Sequence[Span],
    *,
    schema: Schema,
    decided: Iterable[Span] = (),
) -> None:
    """Raise what speaks against `spans` at a dispute: CrossesSpan, AlreadyLabelled or MayNotHold.

    `decided` are spans that are being ruled elsewhere in the document. Nesting is asked of what nobody
    labelled: an answer, and what all agree on beside it, was allowed to who gave it.
    """
    answered = answers_of(dispute)
    agreed = [span for span in standing.agreed if span not in answered]
    labelled = answered.union(agreed)
    ruling = standing.ruling(dispute, (), Rule.RULED, by="", note="")
    beside = [*agreed, *staying(standing, [ruling]), *decided]
    for place, span in enumerate(spans):
        for other in (*beside, *spans[:place]):
            if span == other or clash(span, other, may_cross=schema.may_cross):
                if span.crosses(other):
                    raise CrossesSpan(surface=_called(standing, span), other=_called(standing, other))
                raise AlreadyLabelled(surface=_called(standing, span))
            if not {span, other} <= labelled:
                _check_nesting(span, other, schema)


def fits(
    standing: Standing,
    dispute: Dispute,
    spans: Sequence[Span],
    *,
    schema: Schema,
    decided: Iterable[Span] = (),
) -> bool:
    """Tell whether nothing speaks against `spans` at a dispute, as `check_fits` would say."""
    try:
        check_fits(standing, dispute, spans, schema=schema, decided=decided)
    except DecisionError:
        return False
    return True


def _check_nesting(span: Span, other: Span, schema: Schema) -> None:
    outer, inner = (other, span) if other.contains(span) else (span, other)
    if (outer.start, outer.end) == (inner.start, inner.end) or not outer.contains(inner):
        return
    if (
        outer.label in schema
        and inner.label in schema
        and not schema.label(outer.label).may_hold(inner.label)
    ):
        called = [schema.label(one.label).names.in_language(language()) for one in (outer, inner)]
        raise MayNotHold(outer=called[0], inner=called[1])


def _called(standing: Standing, span: Span) -> str:
    return name(standing.document.text, span.start, span.end)
