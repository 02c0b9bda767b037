"""The journal replayed from nothing, as `check` compares it with what is stored. Writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from annotator.model import (
    Change,
    Edit,
    Note,
    NoteEdit,
    Span,
    SpanEdit,
    State,
    StateEdit,
    Verdict,
    VerdictEdit,
)


class ReplayError(Exception):
    """An edit of the journal that does not find what it expects."""


@dataclass(slots=True)
class Replayed:
    """One annotation as the journal makes it; spans and notes by id."""

    state: State = State.NEW
    note: str = ""
    spans: dict[int, Span] = field(default_factory=dict)
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    notes: dict[int, Note] = field(default_factory=dict)

    def apply(self, edit: Edit) -> None:
        """Make one edit; raises ReplayError."""
        match edit:
            case SpanEdit(before=before, after=after):
                _expect(before is None or is_same(self.spans.pop(before.id, None), before))
                if after is not None:
                    _expect(after.id not in self.spans)
                    self.spans[after.id] = after
            case VerdictEdit(suggestion_id=suggestion, before=had, after=has):
                _expect(self.verdicts.pop(suggestion, None) == had)
                if has is not None:
                    self.verdicts[suggestion] = has
            case StateEdit(before=was, after=is_, note_before=said, note_after=says):
                _expect((self.state, self.note) == (was, said))
                self.state, self.note = is_, says
            case NoteEdit(before=note, after=instead):
                _expect(note is None or self.notes.pop(note.id, None) == note)
                if instead is not None:
                    _expect(instead.id not in self.notes)
                    self.notes[instead.id] = instead


def _expect(is_found: bool) -> None:
    if not is_found:
        raise ReplayError


class Replay:
    """One annotator's work as his journal makes it, by document id."""

    def __init__(self, changes: Iterable[Change]) -> None:
        """Replay changes that are done, oldest first; stops at the first that does not fit."""
        self.annotations: dict[str, Replayed] = {}
        self.misfit: Change | None = None
        for change in changes:
            try:
                for edit in change.edits:
                    self.annotations.setdefault(edit.document_id, Replayed()).apply(edit)
            except ReplayError:
                self.misfit = change
                return


def is_same(one: Span | None, other: Span | None) -> bool:
    """Tell whether two spans are the same row, id and origin included."""
    return one == other and (one is None or other is None or (one.id, one.origin) == (other.id, other.origin))
