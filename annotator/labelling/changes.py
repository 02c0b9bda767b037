"""The changes as people read them: their names in words, and the places that they touched."""

from collections.abc import Mapping, Sequence

from annotator.labelling.sheet import shortened
from annotator.model import Change, Edit, Note, NoteEdit, Span, SpanEdit, Suggestion, VerdictEdit
from annotator.words import N_, _

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
    "state_skipped": N_("skip the article"),
    "state_question": N_("ask the lead"),
    "state_new": N_("put the document back"),
    "ask": N_("ask the lead about «{surface}»"),
    "ask_article": N_("ask the lead about the article"),
    "note": N_("note on «{surface}»"),
    "note_article": N_("note on the article"),
    "note_change": N_("change the note on «{surface}»"),
    "note_change_article": N_("change the note on the article"),
    "note_remove": N_("take back the note on «{surface}»"),
    "note_remove_article": N_("take back the note on the article"),
    "import": N_("import labels"),
    "gold_rule": N_("rule on «{surface}»"),
    "gold_rule_alike": N_("rule on «{surface}» and all places like it"),
    "gold_agreed": N_("take into gold what all agree on"),
    "gold_settle": N_("settle disputes by rule"),
}


def change_name(name: str, values: Mapping[str, str]) -> str:
    """Return the words for a change's code and values, as undo and the history show them."""
    # Files from before keep whole articles here, of more than one line.
    said = {id_: shortened(value) for id_, value in values.items()}
    return _(CHANGES[name]).format(**said) if name in CHANGES else name


def as_decided(change: Change) -> Sequence[Edit]:
    """Return the edits with the item that was decided on first; an undone change has them turned round."""
    return change.edits[::-1] if change.is_undone else change.edits


def span_left(change: Change) -> Span | None:
    """Return the span that a change left behind, the first one if there are several."""
    spans = (edit.after for edit in as_decided(change) if isinstance(edit, SpanEdit))
    return next((span for span in spans if span is not None), None)


def place_touched(change: Change, *, proposed: Mapping[int, Suggestion]) -> tuple[int, int] | None:
    """Return the first range that a change touched, None where it touched the document as a whole.

    `proposed` are the document's suggestions by id.
    """
    ranges = (_range(edit, proposed) for edit in as_decided(change))
    return next((one for one in ranges if one is not None), None)


def places_touched(
    change: Change, document_id: str, *, proposed: Mapping[int, Suggestion]
) -> list[tuple[int, int]]:
    """Return all ranges of a document that a change touched, in reading order.

    `proposed` are the document's suggestions by id; a verdict on one that it lacks counts as no place.
    """
    ranges = {_range(edit, proposed) for edit in change.edits if edit.document_id == document_id}
    return sorted((one for one in ranges if one is not None), key=lambda one: (one[0], -one[1]))


def _range(edit: Edit, proposed: Mapping[int, Suggestion]) -> tuple[int, int] | None:
    there: Span | Note | Suggestion | None = None
    if isinstance(edit, SpanEdit | NoteEdit):
        there = edit.after if edit.after is not None else edit.before
    elif isinstance(edit, VerdictEdit):
        there = proposed.get(edit.suggestion_id)
    if there is None or there.start is None or there.end is None:
        return None
    return there.start, there.end
