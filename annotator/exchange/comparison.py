"""Compares an export with the documents that it should hold, span by span; shares no code with writers.

Flat formats have no offsets: the tokens are looked up in the text anew, and every span must be found
on exactly the tokens that it touches. A span that is not there must meet one that is, in the
direction that was asked for; how many are missing is counted, to be held against the loss report.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotator.exchange.readback.documents import (
    Counts,
    Entity,
    FlatDocument,
    NotProvenError,
    Read,
    SpanFacts,
    token_ranges,
)
from annotator.exchange.readback.parsers import parser


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


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a file was written: its format and scheme, what it carries, how spans were chosen.

    `carries` has the names of facets (id, meta, sublabel, text); `nested` is outermost or innermost.
    `name_of` tells the name that a range of a text stands for, for files that have names beside spans.
    """

    format: str
    scheme: str
    carries: frozenset[str]
    nested: str
    sublabels: bool
    name_of: Callable[[str, int, int], str] | None = None

    def named(self, label: str, sublabel: str) -> tuple[str, str]:
        """Return what a span's label and sublabel are in the file."""
        if "sublabel" in self.carries:
            return label, sublabel
        return self.tag(label, sublabel), ""

    def tag(self, label: str, sublabel: str) -> str:
        """Return the label as it stands in a tag."""
        return f"{label}.{sublabel}" if self.sublabels and sublabel else label


def compare(path: Path, meant: Iterable[Meant], *, terms: Terms) -> Compared:
    """Compare a file with the documents it should hold, in their order; raises NotProvenError."""
    found = Compared()
    documents = parser(terms.format)(path, scheme=terms.scheme)
    for document in meant:
        try:
            read = next(documents, None)
            if read is None:
                raise NotProvenError("it is not in the file")
            found.counts.take(read)
            _compare(read, document, found, terms=terms)
        except NotProvenError as error:
            raise NotProvenError(f"document {document.id}: {error}") from error
    if next(documents, None) is not None:
        raise NotProvenError("there are more documents in the file")
    return found


def _compare(read: Read, meant: Meant, found: Compared, *, terms: Terms) -> None:
    if isinstance(read, FlatDocument):
        _compare_facts(read.id, None, None, meant, terms=terms)
        _compare_flat(read, meant, found, terms=terms)
        return
    _compare_facts(read.id, read.text, read.meta, meant, terms=terms)
    if read.spans is None and read.flat is None:
        raise NotProvenError("neither spans nor tags")
    if read.spans is not None:
        _compare_whole(read.spans, meant, found, terms=terms)
    if read.flat is not None:
        # What the tags leave out where spans stand beside them is no loss: the file has it.
        beside = Compared() if read.spans is not None else found
        _compare_flat(read.flat, meant, beside, terms=terms)
        if beside is not found:
            found.widened += beside.widened
    if read.layer is not None:
        _compare_flat(read.layer, meant, Compared(), terms=terms)


def _compare_facts(
    id: str | None,  # noqa: A002
    text: str | None,
    meta: Mapping[str, str] | None,
    meant: Meant,
    *,
    terms: Terms,
) -> None:
    """Compare what is no span; a file has to have what its format carries, and what it has must be right."""
    for name, is_there in (("id", id is not None), ("text", text is not None), ("meta", meta is not None)):
        if name in terms.carries and not is_there:
            raise NotProvenError(f"its {name} is not in the file")
    if id not in (None, meant.id) or text not in (None, meant.text):
        raise NotProvenError("its id or text")
    if meta is not None:
        expected = dict(meant.meta)
        if "meta" not in terms.carries:
            expected = {key: value for key, value in expected.items() if key in meta}
        if dict(meta) != expected:
            raise NotProvenError("its title, outlet or meta")


def _compare_whole(spans: list[SpanFacts], meant: Meant, found: Compared, *, terms: Terms) -> None:
    text = meant.text
    name_of = terms.name_of
    for start, end, _label, _sublabel, said, name in spans:
        if said and text[start:end] != said:
            raise NotProvenError(f"the text of the span at {start}")
        if name and name_of is not None and name != name_of(text, start, end):
            raise NotProvenError(f"the name of the span at {start}")
    facts = [span[:4] for span in spans]
    if "sublabel" in terms.carries and facts == list(meant.spans):
        return  # all there, in their order: nearly always
    there = Counter(facts)
    missing: list[tuple[int, int]] = []
    for start, end, label, sublabel in meant.spans:
        one = (start, end, *terms.named(label, sublabel))
        if there[one]:
            there[one] -= 1
        else:
            found.missing[label] += 1
            missing.append((start, end))
    if there.total():
        raise NotProvenError(f"spans that were not meant: {list(+there)[:3]}")
    written = [(start, end) for start, end, *_ in spans]
    for start, end in missing:
        if not any(other[0] < end and start < other[1] for other in written):
            raise NotProvenError(f"no span at {start}")


def _compare_flat(read: FlatDocument, meant: Meant, found: Compared, *, terms: Terms) -> None:
    ranges = token_ranges(read.tokens, meant.text)
    ends = [end for _, end in ranges]
    starts = [start for start, _ in ranges]
    there = Counter(read.entities)
    owners: dict[int, tuple[int, int]] = {}  # the written span over each token
    missing: list[tuple[Entity, tuple[int, int]]] = []
    inner_first = sorted(meant.spans, key=lambda span: span[1] - span[0])
    for start, end, label, sublabel in inner_first if terms.nested == "innermost" else meant.spans:
        tag = terms.tag(label, sublabel)
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
        if entity.first > entity.last:
            continue
        has_reason = (
            entity in read.entities
            if read.is_nested
            else _has_reason(entity, span, owners, nested=terms.nested)
        )
        if not has_reason:
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
