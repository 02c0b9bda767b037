"""What is counted when files come in, of one file and of all: the same for the import and for its trial."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.errors import AnnotatorError
from annotator.exchange.copies import Copies, NewText, Pair, find_copies
from annotator.exchange.taking import CancelledError, Taking
from annotator.project.file import Project


@dataclass(slots=True)
class Arrivals:
    """How many documents and spans came in, and what became of the rest.

    `labelled` are documents whose labels were stored, `spans` those labels. Spans are counted by the files'
    labels: `left_out` are those that the label map leaves out, `merged` those that it made one with another,
    `trimmed` those that lost blanks at their edges. `exact` are copies among what came in and of what was
    there, `skipped` how many documents were left out as copies, `skipped_spans` those of their labels that
    went nowhere. `led` are documents that came as they were before they were cleaned, whose labels were led
    over.
    """

    documents: int = 0
    already_there: int = 0
    labelled: int = 0
    spans: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    merged: Counter[str] = field(default_factory=Counter)
    trimmed: Counter[str] = field(default_factory=Counter)
    exact: list[Pair] = field(default_factory=list)
    skipped: int = 0
    skipped_spans: Counter[str] = field(default_factory=Counter)
    led: int = 0

    def take(self, other: "Arrivals") -> None:
        """Add what came of another file."""
        self.documents += other.documents
        self.already_there += other.already_there
        self.labelled += other.labelled
        self.spans += other.spans
        self.left_out += other.left_out
        self.merged += other.merged
        self.trimmed += other.trimmed
        self.exact += other.exact
        self.skipped += other.skipped
        self.skipped_spans += other.skipped_spans
        self.led += other.led


@dataclass(slots=True)
class Outcome(Arrivals):
    """What came of all files, or would come.

    `refused` has a sentence for every file of which nothing comes in; `ignored` counts the files of folders
    that no reader is for. `near` are near copies; where `is_partial`, the project is too large to look for
    those of its older documents.
    """

    ignored: int = 0
    is_cancelled: bool = False
    refused: list[AnnotatorError] = field(default_factory=list)
    near: list[Pair] = field(default_factory=list)
    is_partial: bool = False

    def end(self, taking: Taking, *, project: Project, new: Sequence[NewText]) -> Copies:
        """Take over what was found on the way, and look for copies of what is new; returns those."""
        self.is_cancelled = self.is_cancelled or taking.is_cancelled
        self.refused[:0] = taking.refused
        self.ignored = taking.ignored
        try:
            copies = find_copies(project, new, self.exact, check=taking.check)
        except CancelledError:
            self.is_cancelled = True
            copies = Copies()
        self.near, self.is_partial = copies.near, copies.is_partial
        return copies
