"""The values of the project: documents, spans, suggestions, annotations, notes, changes, what is learnt.

All are frozen. Offsets are Unicode code points in logical order, ranges half-open. This module
knows no file, no schema rule and no window; what is allowed where is `labelling`'s to say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

RESERVED_NAMES = frozenset({"gold", "suggestions"})
GOLD = "gold"


class State(StrEnum):
    """How far an annotator is with a document."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    QUESTION = "question"
    SKIPPED = "skipped"
    FINISHED = "finished"


BEGUN = frozenset({State.IN_PROGRESS, State.QUESTION})
"""The states of work that is under way: it is neither exported nor compared."""


class Verdict(StrEnum):
    """What an annotator decided about a suggestion."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Document:
    """One news item; its text never changes after import."""

    id: str
    text: str
    title: str = ""
    outlet: str = ""
    meta: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A labelled range `[start, end)` of a document's text.

    Two spans are equal when range, label and sublabel are; `id` and `origin` do not count.
    `origin` is what made the span: `person`, or the source of the accepted suggestion.
    """

    start: int
    end: int
    label: str
    sublabel: str = ""
    origin: str = field(default="person", compare=False)
    id: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span from {self.start} to {self.end} holds nothing")

    def contains(self, other: "Span | Suggestion") -> bool:
        """Tell whether `other` lies within this span (equal ranges do)."""
        return self.start <= other.start and other.end <= self.end

    def crosses(self, other: "Span | Suggestion") -> bool:
        """Tell whether the two overlap without one holding the other."""
        return (
            self.start < other.start < self.end < other.end or other.start < self.start < other.end < self.end
        )


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was suggested: a code of `suggest.reasons` and its values."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A span proposed with a score in [0, 1] and a reason; `id` is 0 until it is stored."""

    start: int
    end: int
    label: str
    sublabel: str
    source: str
    score: float
    reason: Reason
    id: int = field(default=0, compare=False)

    def as_span(self) -> Span:
        """Return the span that accepting this makes."""
        return Span(self.start, self.end, self.label, self.sublabel, origin=self.source)


@dataclass(frozen=True, slots=True)
class Note:
    """A note for the lead, or a question, on a range of the text or (None, None) on the whole document.

    The range is an anchor only: it stays where it is, whatever becomes of the spans there. Two notes
    are equal when all but their `id` is.
    """

    start: int | None
    end: int | None
    text: str
    is_question: bool
    id: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a note without words")
        if (self.start, self.end) == (None, None):
            return
        if self.start is None or self.end is None or not 0 <= self.start < self.end:
            raise ValueError(f"a note from {self.start} to {self.end} holds nothing")

    @property
    def place(self) -> tuple[int, int, int]:
        """Where it stands among others: those of the document first, then in reading order, by age."""
        if self.start is None or self.end is None:
            return -1, 0, self.id
        return self.start, -self.end, self.id


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotator's work on one document.

    Its state with the note that goes with it, the spans in reading order, the verdicts by suggestion id,
    and the notes in the order of their places.
    """

    document_id: str
    annotator: str
    state: State = State.NEW
    spans: tuple[Span, ...] = ()
    verdicts: Mapping[int, Verdict] = field(default_factory=dict)
    note: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class SpanEdit:
    """A span added (`before` is None), removed (`after` is None) or replaced under the same id."""

    document_id: str
    before: Span | None
    after: Span | None


@dataclass(frozen=True, slots=True)
class VerdictEdit:
    """A verdict on a suggestion; None means undecided."""

    document_id: str
    suggestion_id: int
    before: Verdict | None
    after: Verdict | None


@dataclass(frozen=True, slots=True)
class StateEdit:
    """An annotation's state, with the note that goes with it (why skipped, what is asked)."""

    document_id: str
    before: State
    after: State
    note_before: str = ""
    note_after: str = ""


@dataclass(frozen=True, slots=True)
class NoteEdit:
    """A note added (`before` is None), removed (`after` is None) or replaced under the same id."""

    document_id: str
    before: Note | None
    after: Note | None


Edit = SpanEdit | VerdictEdit | StateEdit | NoteEdit


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision not yet on disk: the code of its name, the name's values, what it edits."""

    name: str
    values: Mapping[str, str]
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One recorded decision with what undoes it. `at` is UTC, ISO 8601.

    `seconds` and `actions` (keys and clicks) are what it took, where the window knew. What `undo`
    returns is the same change with its edits turned round and `is_undone` set. The edits of a long
    history are read when they are first looked at.
    """

    id: int
    annotator: str
    name: str
    values: Mapping[str, str]
    edits: Sequence[Edit]
    at: str
    is_undone: bool = False
    seconds: float | None = None
    actions: int | None = None

    @property
    def document_ids(self) -> tuple[str, ...]:
        """The documents that this touched, in order, each once."""
        return tuple(dict.fromkeys(edit.document_id for edit in self.edits))


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """A name that a project adds to the lexicons, or refuses; `id` is 0 until it is stored.

    A refused name is suggested with this label by no lexicon. One that `needs_context` is suggested only
    beside words that make it sure.
    """

    surface: str
    label: str
    sublabel: str = ""
    kind: str = ""
    variants: tuple[str, ...] = ()
    needs_context: bool = False
    is_refused: bool = False
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class StoredModel:
    """A learnt model as the project keeps it: `data` is its maker's to read; `at` is UTC, ISO 8601.

    `document_ids` are the project's documents that it has learnt from: nothing of it is suggested there.
    """

    id: int
    kind: str
    at: str
    facts: Mapping[str, Any] = field(hash=False)
    data: bytes = field(repr=False)
    document_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Record:
    """What became of a source's suggestions of one label: counted by annotation, planted errors apart.

    `shown` are all in annotations that were begun; those without a verdict are still open.
    """

    source: str
    label: str
    shown: int
    accepted: int
    corrected: int
    rejected: int


PlantedKind = Literal["label", "edge", "nothing"]


@dataclass(frozen=True, slots=True)
class Planted:
    """What a planted error gets wrong, and the suggestion in whose place it stands (None for `nothing`)."""

    kind: PlantedKind
    true: Suggestion | None = None
