"""What is counted when files come in, of one file and of all: the same for the import and for its trial."""

from collections import Counter
from dataclasses import dataclass, field

from annotator.exchange.copies import Pair


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
