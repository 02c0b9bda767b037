"""Compares an export with the documents that it should hold, span by span; shares no code with writers.

Flat formats have no offsets: the tokens are looked up in the text anew, and every span must be found
on exactly the tokens that it touches. A span that is not there must meet one that is, in the
direction that was asked for; how many are missing is counted, to be held against the loss report.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotator.exchange.readback import (
    Counts,
    Entity,
    FlatDocument,
    NotProvenError,
    WholeDocument,
    parser,
    token_ranges,
)


@dataclass(frozen=True, slots=True)
class Meant:
    """A document as it should be found; spans are (start, end, label, sublabel), the outer first."""

    id: str
    text: str
    meta: Mapping[str, str]
    spans: tuple[tuple[int, int, str, str], ...]


@dataclass(slots=True)
class Compared:
    """What was found: counts, spans moved out to a word's edges, and those missing, by label."""

    counts: Counts = field(default_factory=Counts)
    widened: int = 0
    missing: Counter[str] = field(default_factory=Counter)


def compare(
    path: Path,
    meant: Iterable[Meant],
    *,
    format: str,  # noqa: A002 - the command line's word
    nested: str,
    sublabels: bool,
) -> Compared:
    """Compare a file with the documents it should hold, in their order; raises NotProvenError."""
    found = Compared()
    documents = parser(format)(path)
    for document in meant:
        try:
            read = next(documents, None)
            if read is None:
                raise NotProvenError("it is not in the file")
            found.counts.take(read)
            if isinstance(read, WholeDocument):
                _compare_whole(read, document)
            else:
                _compare_flat(read, document, found, nested=nested, sublabels=sublabels)
        except NotProvenError as error:
            raise NotProvenError(f"document {document.id}: {error}") from error
    if next(documents, None) is not None:
        raise NotProvenError("there are more documents in the file")
    return found


def _compare_whole(read: WholeDocument, meant: Meant) -> None:
    if (read.id, read.text, read.meta) != (meant.id, meant.text, dict(meant.meta)):
        raise NotProvenError("its id, text or meta")
    if [span[:4] for span in read.spans] != list(meant.spans):
        raise NotProvenError("its spans")


def _compare_flat(read: FlatDocument, meant: Meant, found: Compared, *, nested: str, sublabels: bool) -> None:
    ranges = token_ranges(read.tokens, meant.text)
    ends = [end for _, end in ranges]
    starts = [start for start, _ in ranges]
    there = Counter(read.entities)
    owners: dict[int, tuple[int, int]] = {}  # the written span over each token
    missing: list[tuple[Entity, tuple[int, int]]] = []
    inner_first = sorted(meant.spans, key=lambda span: span[1] - span[0])
    for start, end, label, sublabel in inner_first if nested == "innermost" else meant.spans:
        tag = f"{label}.{sublabel}" if sublabels and sublabel else label
        entity = Entity(bisect_right(ends, start), bisect_left(starts, end) - 1, tag)
        if there[entity]:
            there[entity] -= 1
            owners.update(dict.fromkeys(range(entity.first, entity.last + 1), (start, end)))
            found.widened += (starts[entity.first], ends[entity.last]) != (start, end)
        else:
            found.missing[label] += 1
            missing.append((entity, (start, end)))
    for entity, count in there.items():
        if count:
            raise NotProvenError(f"a span {entity.label} at token {entity.first} that was not meant")
    for entity, span in missing:
        if entity.first <= entity.last and not _has_reason(entity, span, owners, nested=nested):
            raise NotProvenError(f"no span {entity.label} at {span[0]}")


def _has_reason(
    entity: Entity, span: tuple[int, int], owners: Mapping[int, tuple[int, int]], *, nested: str
) -> bool:
    """Tell whether a span that is missing meets a written one that had to be preferred."""
    for token in range(entity.first, entity.last + 1):
        written = owners.get(token)
        if written is None:
            continue
        outer, inner = (written, span) if nested == "innermost" else (span, written)
        is_wrong_way_round = outer[0] <= inner[0] and inner[1] <= outer[1] and outer != inner
        if not is_wrong_way_round:
            return True
    return False
