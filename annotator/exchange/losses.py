"""What a format could not carry, and what it did: counted as it is written.

A loss is a span that the project holds and the file does not. That a span is widened to whole words,
or written without its sublabel on request, is a convention and no loss: the manifest names it.
"""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from annotator.model import Span
from annotator.words import n_, number

EXAMPLES = 5


class LossKind(StrEnum):
    """Why a span is not in the file."""

    INSIDE = "inside"  # it nests in one that is written
    AROUND = "around"  # it holds one that is written
    SAME_RANGE = "same_range"  # another label on the same range is written
    CROSSING = "crossing"
    SAME_WORD = "same_word"  # they share a word, not a letter
    NO_WORD = "no_word"  # nothing but invisible characters
    NO_COUNTERPART = "no_counterpart"  # the label map leaves it out
    MERGED = "merged"  # the label map makes it the same as another one
    PLANTED = "planted"  # it came of an error that was planted to be found


# What no writer ever sees.
_BEFORE_WRITING: Final = frozenset({LossKind.NO_COUNTERPART, LossKind.MERGED, LossKind.PLANTED})


def kind_of(span: Span, written: Span) -> LossKind:
    """Return why a span is left out that meets a written one on a token or on a character."""
    if (span.start, span.end) == (written.start, written.end):
        return LossKind.SAME_RANGE
    if written.contains(span):
        return LossKind.INSIDE
    if span.contains(written):
        return LossKind.AROUND
    return LossKind.CROSSING if span.crosses(written) else LossKind.SAME_WORD


@dataclass(frozen=True, slots=True)
class Example:
    """A lost span: its document and its text."""

    document_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Loss:
    """The lost spans of one kind and label: how many, and up to EXAMPLES of them."""

    kind: LossKind
    label: str
    count: int
    examples: tuple[Example, ...]

    def sentence(self) -> str:
        """Return the loss in words."""
        return _words(self.kind, self.count).format(count=number(self.count), label=self.label)


def _words(kind: LossKind, count: int) -> str:
    match kind:
        case LossKind.INSIDE:
            return n_(
                "{count} {label} span lies inside another one and is left out.",
                "{count} {label} spans lie inside others and are left out.",
                count,
            )
        case LossKind.AROUND:
            return n_(
                "{count} {label} span lies around another one and is left out.",
                "{count} {label} spans lie around others and are left out.",
                count,
            )
        case LossKind.SAME_RANGE:
            return n_(
                "{count} {label} span shares its words with another label and is left out.",
                "{count} {label} spans share their words with another label and are left out.",
                count,
            )
        case LossKind.CROSSING:
            return n_(
                "{count} {label} span crosses another one and is left out.",
                "{count} {label} spans cross others and are left out.",
                count,
            )
        case LossKind.SAME_WORD:
            return n_(
                "{count} {label} span meets another one in the same word and is left out.",
                "{count} {label} spans meet others in the same word and are left out.",
                count,
            )
        case LossKind.NO_WORD:
            return n_(
                "{count} {label} span holds no word and is left out.",
                "{count} {label} spans hold no word and are left out.",
                count,
            )
        case LossKind.NO_COUNTERPART:
            return n_(
                "{count} {label} span has no counterpart in the label map and is left out.",
                "{count} {label} spans have no counterpart in the label map and are left out.",
                count,
            )
        case LossKind.MERGED:
            return n_(
                "{count} {label} span becomes the same as another one by the label map and is written once.",
                "{count} {label} spans become the same as others by the label map and are written once.",
                count,
            )
        case LossKind.PLANTED:
            return n_(
                "{count} {label} span came of an error that was planted and is left out.",
                "{count} {label} spans came of errors that were planted and are left out.",
                count,
            )


@dataclass(slots=True)
class Tally:
    """What was written so far.

    `spans` counts by label; `widened` are those moved out to a word's edges, `given` are the documents whose
    tokens came with them.
    """

    documents: int = 0
    sentences: int = 0
    tokens: int = 0
    widened: int = 0
    given: int = 0
    spans: Counter[str] = field(default_factory=Counter)
    _lost: dict[tuple[LossKind, str], list[Example]] = field(default_factory=dict)
    _counts: Counter[tuple[LossKind, str]] = field(default_factory=Counter)

    def lose(self, kind: LossKind, span: Span, *, document_id: str, text: str) -> None:
        """Count a span of `text`, the document's, as lost."""
        key = (kind, span.label)
        self._counts[key] += 1
        examples = self._lost.setdefault(key, [])
        if len(examples) < EXAMPLES:
            examples.append(Example(document_id, text[span.start : span.end]))

    def leave_out(self, span: Span) -> None:
        """Count a span that came of a planted error: it never was a label, and nobody is shown which."""
        key = (LossKind.PLANTED, span.label)
        self._counts[key] += 1
        self._lost.setdefault(key, [])

    def add(self, other: "Tally") -> None:
        """Count what was written to another file of the same export."""
        self.documents += other.documents
        self.sentences += other.sentences
        self.tokens += other.tokens
        self.widened += other.widened
        self.given += other.given
        self.spans.update(other.spans)
        self._counts.update(other._counts)
        for key, examples in other._lost.items():
            mine = self._lost.setdefault(key, [])
            mine += examples[: EXAMPLES - len(mine)]

    @property
    def lost(self) -> tuple[Loss, ...]:
        """The losses, by kind and then by how many."""
        kinds = list(LossKind)
        keys = sorted(self._counts, key=lambda key: (kinds.index(key[0]), -self._counts[key], key[1]))
        return tuple(Loss(*key, self._counts[key], tuple(self._lost[key])) for key in keys)

    @property
    def lost_by_label(self) -> Counter[str]:
        """How many spans of each label the format lost, whatever the reason; what it never saw is none."""
        found: Counter[str] = Counter()
        for (kind, label), count in self._counts.items():
            if kind not in _BEFORE_WRITING:
                found[label] += count
        return found
