"""What may lie where: nesting, crossing, and which equal names a decision reaches."""

from collections.abc import Iterator
from dataclasses import replace

from annotator.cover import Cover
from annotator.errors import AlreadyLabelled, CrossesSpan, DecisionError, MayNotHold
from annotator.labelling.equals import equals
from annotator.labelling.sheet import Sheet, same_place
from annotator.model import Edit, Span, SpanEdit, Suggestion, Verdict, VerdictEdit
from annotator.schema import Schema
from annotator.words import language


def check(
    sheet: Sheet, span: Span, *, among: Cover[Span] | None = None, instead_of: Span | None = None
) -> None:
    """Raise what the rules of nesting have against `span` beside the spans that are there."""
    schema = sheet.schema
    for other in (sheet.spans if among is None else among).over(span.start, span.end):
        if instead_of is not None and other.id == instead_of.id:
            continue
        if same_place(other, span):
            raise AlreadyLabelled(surface=sheet.called(span))
        if span.crosses(other):
            if not schema.may_cross:
                raise CrossesSpan(surface=sheet.called(span), other=sheet.called(other))
        elif not _may_stand_beside(schema, span, other):
            outer, inner = (other, span) if other.contains(span) else (span, other)
            raise MayNotHold(outer=_name(sheet, outer), inner=_name(sheet, inner))


def _may_stand_beside(schema: Schema, one: Span, other: Span) -> bool:
    """Tell whether two that overlap may both be there: no crossing, and no nesting that is forbidden."""
    if one.crosses(other):
        return schema.may_cross
    if (one.start, one.end) == (other.start, other.end):
        return True
    outer, inner = (one, other) if one.contains(other) else (other, one)
    return schema.label(outer.label).may_hold(inner.label)


def _name(sheet: Sheet, span: Span) -> str:
    return sheet.schema.label(span.label).names.in_language(language())


def take(sheet: Sheet, suggestion: Suggestion, span: Span, verdict: Verdict) -> list[Edit]:
    """Return the edits that turn a suggestion into `span`."""
    return [
        SpanEdit(sheet.document.id, None, span),
        VerdictEdit(sheet.document.id, suggestion.id, None, verdict),
    ]


def spread_edits(sheet: Sheet, span: Span) -> tuple[list[Edit], list[tuple[int, int]]]:
    """Return the edits that label the equal names of `span`, and the ranges that were left alone.

    What was decided against at the span's own place is decided against at its equals.
    """
    edits: list[Edit] = []
    left_alone: list[tuple[int, int]] = []
    labelled = Cover([span])  # in «علي بن علي بن علي» a name overlaps its own equal
    overruled = _overruled(sheet, span)
    for start, end in equals(sheet, span):
        there = replace(span, start=start, end=end, id=0)
        if labelled.over(start, end) or any(
            same_place(other, there) for other in sheet.spans.over(start, end)
        ):
            continue
        against = [one for one in sheet.proposed.over(start, end) if _kind(sheet, one) in overruled]
        proposed = [one for one in sheet.proposed.over(start, end) if one not in against]
        suggested = next((one for one in proposed if same_place(one, there) and sheet.is_open(one)), None)
        if not _is_free(sheet, there, proposed, is_suggested=suggested is not None):
            left_alone.append((start, end))
            continue
        labelled.add(there)
        if suggested is None:
            edits.append(SpanEdit(sheet.document.id, None, there))
        else:
            edits += take(sheet, suggested, replace(there, origin=suggested.source), Verdict.ACCEPTED)
        edits += [
            VerdictEdit(sheet.document.id, one.id, None, Verdict.REJECTED)
            for one in against
            if sheet.is_open(one)
        ]
    return edits, left_alone


def _overruled(sheet: Sheet, span: Span) -> set[tuple[str, str]]:
    """Return what was rejected or corrected where `span` is: names and labels."""
    verdicts = sheet.annotation.verdicts
    return {
        _kind(sheet, one)
        for one in sheet.proposed.over(span.start, span.end)
        if verdicts.get(one.id) in (Verdict.REJECTED, Verdict.CORRECTED) and not same_place(one, span)
    }


def _kind(sheet: Sheet, one: Suggestion) -> tuple[str, str]:
    return sheet.reading.key(one.start, one.end), one.label


def _is_free(sheet: Sheet, span: Span, proposed: list[Suggestion], *, is_suggested: bool) -> bool:
    """Tell whether spreading may label `span`: what was rejected or lies otherwise there is respected."""
    try:
        check(sheet, span)
    except DecisionError:
        return False
    there = [one for one in proposed if (one.start, one.end) == (span.start, span.end)]
    if any(sheet.annotation.verdicts.get(one.id) is Verdict.REJECTED for one in there):
        return False
    spans = sheet.spans.over(span.start, span.end)
    if is_suggested:
        return not any((one.start, one.end) == (span.start, span.end) for one in spans)
    return not spans and not proposed


def settled(sheet: Sheet, edits: list[Edit]) -> Iterator[Edit]:
    """Settle the open suggestions that new spans answer: the same is accepted; one that cannot stand beside
    them, for it crosses or the schema forbids the nesting, is rejected.
    """
    decided = {edit.suggestion_id for edit in edits if isinstance(edit, VerdictEdit)}
    added = [edit.after for edit in edits if isinstance(edit, SpanEdit) and edit.after is not None]
    for span in added:
        for one in sheet.proposed.over(span.start, span.end):
            if one.id in decided or not sheet.is_open(one):
                continue
            if same_place(one, span):
                yield VerdictEdit(sheet.document.id, one.id, None, Verdict.ACCEPTED)
            elif not _may_stand_beside(sheet.schema, one.as_span(), span):
                yield VerdictEdit(sheet.document.id, one.id, None, Verdict.REJECTED)
            else:
                continue
            decided.add(one.id)
