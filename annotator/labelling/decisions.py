"""The decisions an annotator takes, each a pure function from a sheet and a wish to an outcome."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from annotator.cover import Cover
from annotator.errors import AlreadyLabelled, DecisionError, NoFurther, NothingToLabel, NothingToSpread
from annotator.labelling.equals import equals
from annotator.labelling.rules import check, settled, spread_edits, take
from annotator.labelling.sheet import Item, Sheet, same_place
from annotator.model import Draft, Edit, Span, SpanEdit, State, StateEdit, Suggestion, Verdict, VerdictEdit
from annotator.text.clitics import word_start
from annotator.text.graphemes import is_boundary, is_no_edge


@dataclass(frozen=True, slots=True)
class Outcome:
    """A draft to record, and the items that a reader might have expected in it but are not."""

    draft: Draft
    left_alone: tuple[tuple[int, int], ...] = field(default=())


def accept(sheet: Sheet, suggestion: Suggestion) -> Outcome:
    """Accept a suggestion, and label its equal names in the document.

    Equal names are compared folded and without proclitics. One is left alone where it was rejected,
    where it has another label, and where it is not suggested and something else lies over it.
    """
    span = suggestion.as_span()
    check(sheet, span)
    edits, left_alone = spread_edits(sheet, span)
    edits = [*take(sheet, suggestion, span, Verdict.ACCEPTED), *edits]
    return _outcome(sheet, "accept", span, edits, left_alone)


def spread(sheet: Sheet, span: Span) -> Outcome:
    """Give a confirmed span's label to its equal names in the document; raises NothingToSpread."""
    edits, left_alone = spread_edits(sheet, span)
    if not edits:
        raise NothingToSpread(surface=sheet.called(span))
    return _outcome(sheet, "spread", span, edits, left_alone)


def reject(sheet: Sheet, suggestion: Suggestion) -> Outcome:
    """Reject a suggestion and its equals: the same name under the same label."""
    places = equals(sheet, suggestion)
    alike = [
        one
        for place in dict.fromkeys([*places, (suggestion.start, suggestion.end)])
        for one in sheet.proposed.over(*place)
        if (one.start, one.end) == place and one.label == suggestion.label and sheet.is_open(one)
    ]
    edits: list[Edit] = [VerdictEdit(sheet.document.id, one.id, None, Verdict.REJECTED) for one in alike]
    return _outcome(sheet, "reject", suggestion, edits)


def label_range(sheet: Sheet, start: int, end: int, *, label: str, sublabel: str = "") -> Outcome:
    """Label `[start, end)` (code points), without the white space and the bidi marks around it.

    Where the label takes proclitics in, the start goes to its word's.
    Raises NothingToLabel, AlreadyLabelled, CrossesSpan or MayNotHold.
    """
    start, end = trimmed(sheet, start, end)
    text = sheet.document.text
    if start >= end or not (is_boundary(text, start) and is_boundary(text, end)):
        raise NothingToLabel
    if label in sheet.schema and sheet.schema.label(label).clitics == "inside":
        start = word_start(text, start)
    span = Span(start, end, label, sublabel)
    check(sheet, span)
    return _outcome(sheet, "label", span, [SpanEdit(sheet.document.id, None, span)])


def relabel(sheet: Sheet, item: Item, *, label: str, sublabel: str = "") -> Outcome:
    """Give an item another label; a suggestion becomes a span by it."""
    span = replace(_as_span(item), label=label, sublabel=sublabel)
    if isinstance(item, Suggestion):
        exact = (item.label, item.sublabel) == (label, sublabel)
        check(sheet, span)
        verdict = Verdict.ACCEPTED if exact else Verdict.CORRECTED
        return _outcome(sheet, "relabel", span, take(sheet, item, span, verdict))
    if item == span:
        raise AlreadyLabelled(surface=sheet.called(item))
    check(sheet, span, instead_of=item)
    return _outcome(sheet, "relabel", span, [SpanEdit(sheet.document.id, item, span)])


def move_edge(sheet: Sheet, item: Item, *, is_start: bool, forward: bool) -> Outcome:
    """Move the start or the end of an item to the next place where an edge may be, clitics included.

    Raises NoFurther at the ends of its paragraph and where the item would be empty, CrossesSpan and
    MayNotHold.
    """
    stop = sheet.reading.edge_after(item.start if is_start else item.end, is_start=is_start, forward=forward)
    old = _as_span(item)
    start, end = (stop, old.end) if is_start else (old.start, stop)
    if stop is None or start is None or end is None or start >= end:
        raise NoFurther
    text = sheet.document.text
    if text.count("\n", start, end) > text.count("\n", old.start, old.end):
        raise NoFurther  # a headline and what follows it hold no name together
    span = replace(old, start=start, end=end)
    if isinstance(item, Suggestion):
        check(sheet, span)
        return _outcome(sheet, "move_edge", span, take(sheet, item, span, Verdict.CORRECTED))
    check(sheet, span, instead_of=item)
    return _outcome(sheet, "move_edge", span, [SpanEdit(sheet.document.id, item, span)])


def remove(sheet: Sheet, span: Span) -> Outcome:
    """Remove a span; the suggestion that it came from counts as rejected from then on."""
    edits: list[Edit] = [SpanEdit(sheet.document.id, span, None)]
    for one in sheet.proposed.over(span.start, span.end):
        verdict = sheet.annotation.verdicts.get(one.id)
        if same_place(one, span) and verdict is not Verdict.REJECTED:
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
            check(sheet, span, among=spans)
        except DecisionError:
            left_alone.append((one.start, one.end))
            continue
        edits += take(sheet, one, span, Verdict.ACCEPTED)
        spans.add(span)
    count = sum(isinstance(edit, SpanEdit) for edit in edits)
    edits.append(_state_edit(sheet, State.FINISHED))
    draft = Draft("accept_rest", {"count": str(count)}, tuple(edits))
    return Outcome(draft, tuple(sorted(left_alone)))


def set_state(sheet: Sheet, state: State, *, note: str = "") -> Outcome:
    """Finish, skip, question or take up the document again; `note` says why or what."""
    edit = _state_edit(sheet, state, note=note)
    return Outcome(Draft(f"state_{state.value}", {"note": note} if note else {}, (edit,)))


def trimmed(sheet: Sheet, start: int, end: int) -> tuple[int, int]:
    """Return a range without the white space and the bidi marks around it; it may be empty then."""
    text = sheet.document.text
    while start < end and is_no_edge(text[start]):
        start += 1
    while start < end and is_no_edge(text[end - 1]):
        end -= 1
    return start, end


def _as_span(item: Item) -> Span:
    return item.as_span() if isinstance(item, Suggestion) else item


def _state_edit(sheet: Sheet, state: State, *, note: str = "") -> StateEdit:
    annotation = sheet.annotation
    # What was asked of the lead is kept when the document is finished all the same.
    note = note or (annotation.note if state is State.FINISHED else "")
    return StateEdit(sheet.document.id, annotation.state, state, annotation.note, note)


def _outcome(
    sheet: Sheet, name: str, item: Item, edits: list[Edit], left_alone: Iterable[tuple[int, int]] = ()
) -> Outcome:
    edits = [*edits, *settled(sheet, edits)]
    # A decision on a document that was put away takes it up again: "finished" always means this work.
    if sheet.annotation.state not in (State.IN_PROGRESS, State.QUESTION):
        edits.append(_state_edit(sheet, State.IN_PROGRESS))
    count = sum(isinstance(edit, SpanEdit) for edit in edits) or sum(
        isinstance(edit, VerdictEdit) for edit in edits
    )
    values = {"surface": sheet.called(item), "label": item.label, "count": str(count)}
    return Outcome(Draft(name, values, tuple(edits)), tuple(left_alone))
