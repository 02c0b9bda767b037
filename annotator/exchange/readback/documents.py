"""What a parser gives: documents as a file holds them, and the form that proof is counted in."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol


class NotProvenError(Exception):
    """What was read is not what it should be; the words say where, for a bug report."""


class Entity(NamedTuple):
    """A labelled run of tokens, `first` and `last` included."""

    first: int
    last: int
    label: str


@dataclass(slots=True)
class FlatDocument:
    """A document as columns have it: tokens, and entities by token, without offsets.

    `id` is None where the format has no place for one. `is_nested` says that it has room for several tags
    on a token, so that nothing may be missing but a tag that stands on the very same tokens.
    """

    tokens: list[str] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    sentences: int = 0
    id: str | None = None
    is_nested: bool = False


SpanFacts = tuple[int, int, str, str, str, str]  # start, end, label, sublabel, text, name


@dataclass(frozen=True, slots=True)
class WholeDocument:
    """A document as formats with offsets have it; offsets are code points of `text`.

    What the format has no place for is None: `id`, `text`, `meta` (title and outlet stand in it), `spans`;
    and "" in a span. Where sublabels stand in the label's tag, `label` is the tag. `flat` is for tags that
    stand beside the offsets, or in their place; `layer` for spans that stand there once more, chosen so that
    none shares a token with another.
    """

    id: str | None
    text: str | None
    meta: dict[str, str] | None
    spans: list[SpanFacts] | None
    flat: FlatDocument | None = None
    layer: FlatDocument | None = None


Read = FlatDocument | WholeDocument


class Parse(Protocol):
    """Reads what was written; `scheme` is that of its tags, "" where it has none. Raises NotProvenError."""

    def __call__(self, path: Path, *, scheme: str) -> Iterator[Read]: ...  # noqa: D102


@dataclass(slots=True)
class Counts:
    """How much a file holds; `spans` by label."""

    documents: int = 0
    sentences: int = 0
    tokens: int = 0
    spans: Counter[str] = field(default_factory=Counter)

    def take(self, document: Read) -> None:
        """Count a document."""
        self.documents += 1
        flat = document if isinstance(document, FlatDocument) else document.flat
        if flat is not None:
            self.sentences += flat.sentences
            self.tokens += len(flat.tokens)
        if isinstance(document, WholeDocument) and document.spans is not None:
            self.spans.update(label for _start, _end, label, *_ in document.spans)
        elif flat is not None:
            self.spans.update(entity.label for entity in flat.entities)

    def add(self, other: "Counts") -> None:
        """Count what another file of the same export holds."""
        self.documents += other.documents
        self.sentences += other.sentences
        self.tokens += other.tokens
        self.spans.update(other.spans)


def token_ranges(tokens: list[str], text: str) -> list[tuple[int, int]]:
    """Find each token in the text, in order; raises NotProvenError where more than blanks lies between.

    That everything else is white space or invisible proves that no text was left out.
    """
    ranges: list[tuple[int, int]] = []
    place = 0
    for token in tokens:
        start = text.find(token, place)
        if start < 0 or (start > place and text[place:start] != " " and not _is_blank(text[place:start])):
            raise NotProvenError(f"the token {token!r} is not the text's next one at {place}")
        place = start + len(token)
        ranges.append((start, place))
    if not _is_blank(text[place:]):
        raise NotProvenError(f"the text goes on after its last token, at {place}")
    return ranges


def _is_blank(gap: str) -> bool:
    if not gap or gap.isspace():  # nearly always; the rest takes long
        return True
    # Not assigned counts as blank: the tokens' library may know younger characters than Python does.
    return all(letter.isspace() or unicodedata.category(letter) in ("Cf", "Cc", "Cn") for letter in gap)
