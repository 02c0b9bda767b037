"""The decision flow: what a wish does to one annotator's work on one document.

Every function here is pure. It takes a `Sheet` and a wish and returns an `Outcome`: the draft that
the project records, and what was left alone and why. Nothing is written and nothing is shown here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from annotator.cover import Cover
from annotator.errors import DecisionError
from annotator.model import (
    Annotation,
    Document,
    Draft,
    Edit,
    Span,
    SpanEdit,
    State,
    StateEdit,
    Suggestion,
    Verdict,
    VerdictEdit,
)
from annotator.schema import Schema
from annotator.text import clitics
from annotator.text.graphemes import is_boundary
from annotator.text.reading import Reading
from annotator.words import N_, _

Item = Span | Suggestion


class NothingToLabel(DecisionError):
    sentence = N_("There is no word here to label.")


class CrossesSpan(DecisionError):
    sentence = N_("«{surface}» would cross «{other}»; spans may nest, not cross.")


class AlreadyLabelled(DecisionError):
    sentence = N_("«{surface}» has this label already.")


class MayNotHold(DecisionError):
    sentence = N_("A span of {outer} may not hold one of {inner}.")


class NoFurther(DecisionError):
    sentence = N_("The edge cannot move further.")


@dataclass(frozen=True)
class Sheet:
    """One annotator's document with its suggestions: what a decision is made on."""

    reading: Reading
    document: Document
    annotation: Annotation
    suggestions: tuple[Suggestion, ...]
    schema: Schema

    @cached_property
    def open_suggestions(self) -> tuple[Suggestion, ...]:
        """The suggestions that still wait for a decision, in reading order, outer before inner."""
        taken = {(span.start, span.end, span.label) for span in self.annotation.spans}
        decided = self.annotation.verdicts
        return tuple(
            one
            for one in self.suggestions
            if one.id not in decided and (one.start, one.end, one.label) not in taken
        )

    @cached_property
    def spans(self) -> Cover[Span]:
        """The annotation's spans by place."""
        return Cover(self.annotation.spans)

    @cached_property
    def proposed(self) -> Cover[Suggestion]:
        """All suggestions, decided ones too, by place."""
        return Cover(self.suggestions)

    def is_open(self, suggestion: Suggestion) -> bool:
        """Tell whether a suggestion still waits for a decision."""
        return suggestion.id not in self.annotation.verdicts and not any(
            _same(span, suggestion) for span in self.spans.over(suggestion.start, suggestion.end)
        )

    def surface(self, item: Item) -> str:
        """Return the name that an item stands for (الرباط for the لرباط of للرباط)."""
        return clitics.name(self.document.text, item.start, item.end)

    def after(self, edits: Iterable[Edit]) -> "Sheet":
        """Return the sheet as it is once `edits` are stored; edits of other documents are passed over."""
        mine = [edit for edit in edits if edit.document_id == self.document.id]
        return replace(self, annotation=apply(self.annotation, mine))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A draft to record, and the items that a reader might have expected in it but are not."""

    draft: Draft
    left_alone: tuple[tuple[int, int], ...] = field(default=())


def apply(annotation: Annotation, edits: Iterable[Edit]) -> Annotation:
    """Return `annotation` with `edits` made; they must fit it."""
    spans = {span.id: span for span in annotation.spans}
    verdicts = dict(annotation.verdicts)
    state, note = annotation.state, annotation.note
    for edit in edits:
        match edit:
            case SpanEdit(before=before, after=after):
                if before is not None:
                    del spans[before.id]
                if after is not None:
                    spans[after.id] = after
            case VerdictEdit(suggestion_id=suggestion_id, after=verdict):
                if verdict is None:
                    verdicts.pop(suggestion_id, None)
                else:
                    verdicts[suggestion_id] = verdict
            case StateEdit(after=state, note_after=note):
                pass
    ordered = tuple(sorted(spans.values(), key=lambda span: (span.start, -span.end, span.label)))
    return replace(annotation, spans=ordered, verdicts=verdicts, state=state, note=note)


# --- decisions --------------------------------------------------------------------------------


def accept(sheet: Sheet, suggestion: Suggestion) -> Outcome:
    """Accept a suggestion, and label its equal names in the document.

    Equal names are compared folded and without proclitics. One is left alone where it was rejected,
    where it has another label, and where it is not suggested and something else lies over it.
    """
    span = suggestion.as_span()
    _check(sheet, span)
    edits, left_alone = _spread(sheet, span)
    edits = [*_take(sheet, suggestion, span, Verdict.ACCEPTED), *edits]
    return _outcome(sheet, "accept", span, edits, left_alone)


def spread(sheet: Sheet, span: Span) -> Outcome:
    """Give a confirmed span's label to its equal names in the document."""
    edits, left_alone = _spread(sheet, span)
    if not edits:
        raise AlreadyLabelled(surface=sheet.surface(span))
    return _outcome(sheet, "spread", span, edits, left_alone)


def reject(sheet: Sheet, suggestion: Suggestion) -> Outcome:
    """Reject a suggestion and its equals: the same name under the same label."""
    key = sheet.reading.key(suggestion.start, suggestion.end)
    edits: list[Edit] = [
        VerdictEdit(sheet.document.id, one.id, None, Verdict.REJECTED)
        for one in sheet.open_suggestions
        if one == suggestion
        or (one.label == suggestion.label and sheet.reading.key(one.start, one.end) == key)
    ]
    return _outcome(sheet, "reject", suggestion, edits)


def label_range(sheet: Sheet, start: int, end: int, *, label: str, sublabel: str = "") -> Outcome:
    """Label `[start, end)` (code points), without the white space around it.

    Raises NothingToLabel, AlreadyLabelled, CrossesSpan or MayNotHold.
    """
    text = sheet.document.text
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start >= end or not (is_boundary(text, start) and is_boundary(text, end)):
        raise NothingToLabel
    span = Span(start, end, label, sublabel)
    _check(sheet, span)
    return _outcome(sheet, "label", span, [SpanEdit(sheet.document.id, None, span)])


def relabel(sheet: Sheet, item: Item, *, label: str, sublabel: str = "") -> Outcome:
    """Give an item another label; a suggestion becomes a span by it."""
    span = replace(_as_span(item), label=label, sublabel=sublabel)
    if isinstance(item, Suggestion):
        exact = (item.label, item.sublabel) == (label, sublabel)
        _check(sheet, span)
        verdict = Verdict.ACCEPTED if exact else Verdict.CORRECTED
        return _outcome(sheet, "relabel", span, _take(sheet, item, span, verdict))
    if item == span:
        raise AlreadyLabelled(surface=sheet.surface(item))
    _check(sheet, span, instead_of=item)
    return _outcome(sheet, "relabel", span, [SpanEdit(sheet.document.id, item, span)])


def move_edge(sheet: Sheet, item: Item, *, is_start: bool, forward: bool) -> Outcome:
    """Move the start or the end of an item to the next place where an edge may be, clitics included.

    Raises NoFurther at the ends of the text and where the item would be empty, CrossesSpan and MayNotHold.
    """
    stop = sheet.reading.edge_after(item.start if is_start else item.end, is_start=is_start, forward=forward)
    old = _as_span(item)
    start, end = (stop, old.end) if is_start else (old.start, stop)
    if stop is None or start is None or end is None or start >= end:
        raise NoFurther
    span = replace(old, start=start, end=end)
    if isinstance(item, Suggestion):
        _check(sheet, span)
        return _outcome(sheet, "move_edge", span, _take(sheet, item, span, Verdict.CORRECTED))
    _check(sheet, span, instead_of=item)
    return _outcome(sheet, "move_edge", span, [SpanEdit(sheet.document.id, item, span)])


def remove(sheet: Sheet, span: Span) -> Outcome:
    """Remove a span; the suggestion that it came from counts as rejected from then on."""
    edits: list[Edit] = [SpanEdit(sheet.document.id, span, None)]
    for one in sheet.proposed.over(span.start, span.end):
        verdict = sheet.annotation.verdicts.get(one.id)
        if _same(one, span) and verdict is not Verdict.REJECTED:
            edits.append(VerdictEdit(sheet.document.id, one.id, verdict, Verdict.REJECTED))
    return _outcome(sheet, "remove", span, edits)


def accept_rest(sheet: Sheet) -> Outcome:
    """Accept every open suggestion that fits, surest first, and finish the document."""
    edits: list[Edit] = []
    left_alone: list[tuple[int, int]] = []
    spans = Cover(sheet.annotation.spans)
    for one in sorted(sheet.open_suggestions, key=lambda one: (-one.score, one.start, -one.end)):
        span = one.as_span()
        try:
            _check(sheet, span, among=spans)
        except DecisionError:
            left_alone.append((one.start, one.end))
            continue
        edits += _take(sheet, one, span, Verdict.ACCEPTED)
        spans.add(span)
    count = sum(isinstance(edit, SpanEdit) for edit in edits)
    edits.append(_state_edit(sheet, State.FINISHED))
    draft = Draft("accept_rest", {"count": str(count)}, tuple(edits))
    return Outcome(draft, tuple(sorted(left_alone)))


def set_state(sheet: Sheet, state: State, *, note: str = "") -> Outcome:
    """Finish, skip, question or take up the document again; `note` says why or what."""
    edit = _state_edit(sheet, state, note=note)
    return Outcome(Draft(f"state_{state.value}", {"note": note} if note else {}, (edit,)))


# --- names of changes -------------------------------------------------------------------------

CHANGES = {
    "accept": N_("accept «{surface}»"),
    "spread": N_("label every «{surface}»"),
    "reject": N_("reject «{surface}»"),
    "label": N_("label «{surface}»"),
    "relabel": N_("relabel «{surface}»"),
    "move_edge": N_("move the edge of «{surface}»"),
    "remove": N_("remove «{surface}»"),
    "accept_rest": N_("accept the rest and finish"),
    "state_finished": N_("finish the document"),
    "state_in_progress": N_("take the document up again"),
    "state_skipped": N_("skip the document"),
    "state_question": N_("ask the lead"),
    "state_new": N_("put the document back"),
    "import": N_("import labels"),
}


def change_name(name: str, values: dict[str, str]) -> str:
    """Return the words for a change's code and values, as undo and the history show them."""
    return _(CHANGES[name]).format(**values) if name in CHANGES else name


# --- the rules --------------------------------------------------------------------------------


def _as_span(item: Item) -> Span:
    return item.as_span() if isinstance(item, Suggestion) else item


def _same(one: Item, other: Item) -> bool:
    return (one.start, one.end, one.label) == (other.start, other.end, other.label)


def _check(
    sheet: Sheet, span: Span, *, among: Cover[Span] | None = None, instead_of: Span | None = None
) -> None:
    """Raise what the rules of nesting have against `span` beside the spans that are there."""
    schema = sheet.schema
    for other in (sheet.spans if among is None else among).over(span.start, span.end):
        if instead_of is not None and other.id == instead_of.id:
            continue
        if _same(other, span):
            raise AlreadyLabelled(surface=sheet.surface(span))
        if span.crosses(other):
            if not schema.may_cross:
                raise CrossesSpan(surface=sheet.surface(span), other=sheet.surface(other))
        elif (other.start, other.end) != (span.start, span.end):
            outer, inner = (other, span) if other.contains(span) else (span, other)
            may_hold = schema.label(outer.label).holds
            if may_hold is not None and inner.label not in may_hold:
                raise MayNotHold(outer=outer.label, inner=inner.label)


def _take(sheet: Sheet, suggestion: Suggestion, span: Span, verdict: Verdict) -> list[Edit]:
    return [
        SpanEdit(sheet.document.id, None, span),
        VerdictEdit(sheet.document.id, suggestion.id, None, verdict),
    ]


def _spread(sheet: Sheet, span: Span) -> tuple[list[Edit], list[tuple[int, int]]]:
    edits: list[Edit] = []
    left_alone: list[tuple[int, int]] = []
    for start, end in sheet.reading.occurrences(span.start, span.end):
        there = replace(span, start=start, end=end, id=0)
        overlaps_itself = start < span.end and span.start < end
        if overlaps_itself or any(_same(other, there) for other in sheet.spans.over(start, end)):
            continue
        proposed = sheet.proposed.over(start, end)
        suggested = next((one for one in proposed if _same(one, there) and sheet.is_open(one)), None)
        if not _is_free(sheet, there, proposed, is_suggested=suggested is not None):
            left_alone.append((start, end))
        elif suggested is None:
            edits.append(SpanEdit(sheet.document.id, None, there))
        else:
            edits += _take(sheet, suggested, replace(there, origin=suggested.source), Verdict.ACCEPTED)
    return edits, left_alone


def _is_free(sheet: Sheet, span: Span, proposed: list[Suggestion], *, is_suggested: bool) -> bool:
    """Tell whether spreading may label `span`: what was rejected or lies otherwise there is respected."""
    try:
        _check(sheet, span)
    except DecisionError:
        return False
    there = [one for one in proposed if (one.start, one.end) == (span.start, span.end)]
    if any(sheet.annotation.verdicts.get(one.id) is Verdict.REJECTED for one in there):
        return False
    spans = sheet.spans.over(span.start, span.end)
    if is_suggested:
        return not any((one.start, one.end) == (span.start, span.end) for one in spans)
    return not spans and not proposed


def _settled(sheet: Sheet, edits: list[Edit]) -> Iterator[Edit]:
    """Settle the open suggestions that new spans answer: the same one is accepted, a crossing one rejected."""
    decided = {edit.suggestion_id for edit in edits if isinstance(edit, VerdictEdit)}
    added = [edit.after for edit in edits if isinstance(edit, SpanEdit) and edit.after is not None]
    for span in added:
        for one in sheet.proposed.over(span.start, span.end):
            if one.id in decided or not sheet.is_open(one):
                continue
            if _same(one, span):
                yield VerdictEdit(sheet.document.id, one.id, None, Verdict.ACCEPTED)
            elif span.crosses(one) and not sheet.schema.may_cross:
                yield VerdictEdit(sheet.document.id, one.id, None, Verdict.REJECTED)
            else:
                continue
            decided.add(one.id)


def _state_edit(sheet: Sheet, state: State, *, note: str = "") -> StateEdit:
    annotation = sheet.annotation
    return StateEdit(sheet.document.id, annotation.state, state, annotation.note, note)


def _outcome(
    sheet: Sheet, name: str, item: Item, edits: list[Edit], left_alone: Iterable[tuple[int, int]] = ()
) -> Outcome:
    edits = [*edits, *_settled(sheet, edits)]
    # A decision on a document that was put away takes it up again: "finished" always means this work.
    if sheet.annotation.state not in (State.IN_PROGRESS, State.QUESTION):
        edits.append(_state_edit(sheet, State.IN_PROGRESS))
    count = sum(isinstance(edit, SpanEdit) for edit in edits) or sum(
        isinstance(edit, VerdictEdit) for edit in edits
    )
    values = {"surface": sheet.surface(item), "label": item.label, "count": str(count)}
    return Outcome(Draft(name, values, tuple(edits)), tuple(left_alone))
