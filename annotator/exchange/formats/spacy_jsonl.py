"""spaCy's JSON, a document a line: what `Doc.to_json` gives and `Doc.from_json` takes (spacy.io/api/doc).

`doc.ents` cannot overlap: `ents` has one layer, and `spans["sc"]`, the span categoriser's group, all of them.
spaCy's spans stand on whole tokens: the tokens are cut where a span begins or ends. Id and meta stand beside,
where spaCy does not look. Training data of spaCy 2 is read too: `[text, {"entities": [[0, 4, "ORG"]]}]`.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from annotator.exchange.formats.cut_tokens import cut_tokens
from annotator.exchange.formats.dialects import incoming, listed, text_of
from annotator.exchange.formats.fields import Fields, as_text, meta_of
from annotator.exchange.formats.line_writer import LineWriter, encoded
from annotator.exchange.formats.objects import Found, first_object, objects
from annotator.exchange.incoming import Incoming, IncomingSpan, ReadOptions, SourceFile
from annotator.exchange.outgoing import Facet, Options, Outgoing
from annotator.model import Span

_GROUP: Final = "sc"  # the span categoriser's own name for its spans
_LONG: Final = ("start", "end", "label")


class SpacyReader:
    """Reads spaCy's JSON of documents, and training data of spaCy 2."""

    name = "spacy-jsonl"
    suffixes = (".jsonl", ".json")

    def recognises(self, file: SourceFile, head: bytes) -> bool:
        """Tell whether the first object has a text and `ents`, or `entities` as spaCy has them."""
        found = first_object(file, head)
        if type(found.get("text")) is not str:
            return False
        entities = found.get("entities")
        if type(entities) is list:
            return all(isinstance(one, list) or _is_entity(one) for one in entities)
        return type(found.get("ents")) is list or type(found.get("spans")) is dict

    def read(self, file: SourceFile, *, options: ReadOptions) -> Iterator[Incoming]:
        """Yield a document an object; raises InputError."""
        left_out: Counter[str] = Counter()
        for number, found in enumerate(objects(file, options=options, with_pairs=True), 1):
            yield _incoming(found, fallback_id=f"{file.stem}-{number}", left_out=left_out)


def _is_entity(value: object) -> bool:
    return isinstance(value, dict) and value.keys() >= {"start", "end", "label"}


def _incoming(found: Found, *, fallback_id: str, left_out: Counter[str]) -> Incoming:
    """Return the document; spans of groups that are not taken are counted in `left_out`."""
    fields = found.fields
    groups = fields.child("spans")
    names = [name for name, spans in groups.values.items() if spans] if groups is not None else []
    chosen = _GROUP if _GROUP in names or len(names) != 1 else names[0]
    spans = [_span(one) for name in ("ents", "entities") for one in _entities(fields, name)]
    if groups is not None:
        spans += [_span(one) for one in groups.objects(chosen)]
        left_out.update(f"spans.{name}" for name in names if name != chosen for _ in groups.objects(name))
    return incoming(
        found,
        text=text_of(fields),
        id=fields.name("id"),
        fallback_id=fallback_id,
        meta=_meta(fields),
        spans=_each_once(spans) if _is_labelled(fields) else None,
        recognised={"left out": listed(left_out)} if left_out else {},
    )


def _is_labelled(fields: Fields) -> bool:
    return any(name in fields for name in ("ents", "entities", "spans"))


def _entities(fields: Fields, name: str) -> Iterator[Fields]:
    for one in fields.items(name) or ():
        value = dict(zip(_LONG, one, strict=False)) if isinstance(one, list) else one
        yield fields.inside(value, name)


def _span(span: Fields) -> IncomingSpan:
    return IncomingSpan(span.offset("start"), span.offset("end"), span.words("label"))


def _each_once(spans: Iterable[IncomingSpan]) -> list[IncomingSpan]:
    """Return the spans; what stands under `ents` mostly stands in a group too."""
    return list(dict.fromkeys(spans))


def _meta(fields: Fields) -> dict[str, str]:
    """Return `meta`, what was kept in `doc._`, and categories of the whole text."""
    categories = fields.values.get("cats")
    found = {"cats": as_text(categories)} if categories else {}
    return {**found, **meta_of(fields.child("_")), **meta_of(fields.child("meta"))}


def _line(document: Outgoing, options: Options) -> str:
    tokens = cut_tokens(document.text, document.spans)
    layer = _layer(document.spans, is_inner=options.nested == "innermost")
    return encoded(
        {
            "id": document.id,
            "text": document.text,
            "meta": document.facts,
            "ents": [_labelled(span, options) for span in layer],
            "tokens": [
                {"id": number, "start": start, "end": end} for number, (start, end, _) in enumerate(tokens)
            ],
            "spans": {_GROUP: [{**_labelled(span, options), "kb_id": ""} for span in document.spans]},
        }
    )


def _labelled(span: Span, options: Options) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "label": options.tag(span)}


def _layer(spans: tuple[Span, ...], *, is_inner: bool) -> list[Span]:
    """Return spans that do not overlap, in order: of those that do, the outer or the inner ones."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: one.end - one.start) if is_inner else spans:
        place = bisect_left(kept, span.start, key=lambda one: one.start)
        is_free = place == len(kept) or kept[place].start >= span.end
        if is_free and (place == 0 or kept[place - 1].end <= span.start):
            kept.insert(place, span)
    return kept


READER: Final = SpacyReader()
WRITER: Final = LineWriter(
    "spacy-jsonl",
    line=_line,
    carries=frozenset({Facet.ID, Facet.META, Facet.TEXT}),
)
