"""The changes as people read them: their names in words, and the places that they touched."""

from collections.abc import Iterator, Mapping

from annotator.model import Change, Edit, NoteEdit, Span, SpanEdit
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
}


def change_name(name: str, values: Mapping[str, str]) -> str:
    """Return the words for a change's code and values, as undo and the history show them."""
    return _(CHANGES[name]).format(**values) if name in CHANGES else name


def as_decided(change: Change) -> tuple[Edit, ...]:
    """Return the edits with the item that was decided on first; an undone change has them turned round."""
    return change.edits[::-1] if change.is_undone else change.edits


def span_left(change: Change) -> Span | None:
    """Return the span that a change left behind, the first one if there are several."""
    spans = (edit.after for edit in as_decided(change) if isinstance(edit, SpanEdit))
    return next((span for span in spans if span is not None), None)


def place_touched(change: Change) -> tuple[int, int] | None:
    """Return the first range that a change touched, None where it touched the document as a whole."""
    return next(_places(change), None)


def _places(change: Change) -> Iterator[tuple[int, int]]:
    for edit in as_decided(change):
        if isinstance(edit, SpanEdit | NoteEdit):
            there = edit.after if edit.after is not None else edit.before
            if there is not None and there.start is not None and there.end is not None:
                yield there.start, there.end
