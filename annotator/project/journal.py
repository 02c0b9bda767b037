"""Edits as the journal keeps them: as JSON, read back, and turned round for undo. Writes nothing itself."""

import json
from collections.abc import Sequence
from functools import cached_property
from typing import overload

from annotator.model import Edit, Note, NoteEdit, Span, SpanEdit, State, StateEdit, Verdict, VerdictEdit
from annotator.project.jsontext import to_text


class Recorded(Sequence[Edit]):
    """Edits of the journal that are read when they are first looked at; equal to a tuple of the same.

    Raises ValueError then where they are none.
    """

    def __init__(self, stored: str) -> None:
        self._stored = stored

    @cached_property
    def _edits(self) -> tuple[Edit, ...]:
        return from_json(self._stored)

    def __len__(self) -> int:
        return len(self._edits)

    @overload
    def __getitem__(self, index: int) -> Edit: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Edit]: ...
    def __getitem__(self, index: int | slice) -> Edit | Sequence[Edit]:
        return self._edits[index]

    def __eq__(self, other: object) -> bool:
        return self._edits == (other._edits if isinstance(other, Recorded) else other)

    def __hash__(self) -> int:
        return hash(self._edits)

    def __repr__(self) -> str:
        return repr(self._edits)


def turned_round(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the edits that take `edits` back, in the order in which they must be made."""
    return tuple(_turned(edit) for edit in reversed(edits))


def _turned(edit: Edit) -> Edit:
    match edit:
        case SpanEdit(document_id, before, after):
            return SpanEdit(document_id, after, before)
        case VerdictEdit(document_id, suggestion_id, before=had, after=has):
            return VerdictEdit(document_id, suggestion_id, has, had)
        case StateEdit(document_id, before=was, after=is_, note_before=said, note_after=says):
            return StateEdit(document_id, is_, was, says, said)
        case NoteEdit(document_id, before=note, after=instead):
            return NoteEdit(document_id, instead, note)


def entities(edits: Sequence[Edit]) -> int:
    """Return how many spans and suggestions are decided here for the first time, each counted once.

    An accepted suggestion counts as its span; a suggestion that is rejected because its span is removed
    was counted with that span.
    """
    spans = [edit for edit in edits if isinstance(edit, SpanEdit)]
    removed = sum(edit.after is None for edit in spans)
    rejected = sum(
        isinstance(edit, VerdictEdit) and edit.before is None and edit.after is Verdict.REJECTED
        for edit in edits
    )
    return sum(edit.before is None for edit in spans) + max(0, rejected - removed)


def to_json(edits: Sequence[Edit]) -> str:
    """Write edits as the journal keeps them: a list an edit, its kind first, then its fields in order.

    A span is [id, start, end, label, sublabel, origin]; of 300,000 imported ones, names of fields
    would make most of the file. A note is [id, start, end, text, is_question].
    """
    return to_text([_plain(edit) for edit in edits])


def _plain(edit: Edit) -> list[object]:
    if isinstance(edit, SpanEdit):
        return ["span", edit.document_id, _plain_span(edit.before), _plain_span(edit.after)]
    if isinstance(edit, VerdictEdit):
        return ["verdict", edit.document_id, edit.suggestion_id, edit.before, edit.after]
    if isinstance(edit, NoteEdit):
        return ["note", edit.document_id, _plain_note(edit.before), _plain_note(edit.after)]
    return ["state", edit.document_id, edit.before, edit.after, edit.note_before, edit.note_after]


def _plain_span(span: Span | None) -> list[object] | None:
    return None if span is None else [span.id, span.start, span.end, span.label, span.sublabel, span.origin]


def _plain_note(note: Note | None) -> list[object] | None:
    return None if note is None else [note.id, note.start, note.end, note.text, note.is_question]


def from_json(stored: str) -> tuple[Edit, ...]:
    """Read edits from the journal; raises ValueError where they are none."""
    match json.loads(stored):
        case [*edits]:
            return tuple(_edit(plain) for plain in edits)
    raise ValueError("no list of edits")


def _edit(plain: object) -> Edit:
    match plain:
        case ["span", str(document_id), before, after]:
            return SpanEdit(document_id, _span(before), _span(after))
        case ["verdict", str(document_id), int(suggestion_id), str() | None as had, str() | None as has]:
            return VerdictEdit(document_id, suggestion_id, _verdict(had), _verdict(has))
        case ["state", str(document_id), str(was), str(is_), str(said), str(says)]:
            return StateEdit(document_id, State(was), State(is_), said, says)
        case ["note", str(document_id), before, after]:
            return NoteEdit(document_id, _note(before), _note(after))
    raise ValueError(f"no edit: {plain!r:.200}")


def _span(plain: object) -> Span | None:
    match plain:
        case None:
            return None
        case [int(id_), int(start), int(end), str(label), str(sublabel), str(origin)]:
            return Span(start, end, label, sublabel, origin=origin, id=id_)
    raise ValueError(f"no span: {plain!r:.200}")


def _note(plain: object) -> Note | None:
    match plain:
        case None:
            return None
        case [int(id_), int() | None as start, int() | None as end, str(text), bool(is_question)]:
            return Note(start, end, text, is_question, id=id_)
    raise ValueError(f"no note: {plain!r:.200}")


def _verdict(plain: str | None) -> Verdict | None:
    return None if plain is None else Verdict(plain)
