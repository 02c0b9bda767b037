"""doccano's JSONL for sequence labelling, as its `data_export` writes it and its `data_import` reads it.

Labels are `[start, end, label]` under `label`, or objects under `entities` where relations are labelled too.
doccano counts UTF-16 units, as the browser does (doccano issue 2290); only its option to count grapheme
clusters changes that, which a file does not show.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from annotator import errors
from annotator.exchange.formats.dialects import UNNAMED, Taken, incoming, text_of
from annotator.exchange.formats.fields import Fields, as_text, meta_of
from annotator.exchange.formats.line_writer import LineWriter, encoded
from annotator.exchange.formats.objects import Found, first_object, objects
from annotator.exchange.incoming import Incoming, IncomingSpan, ReadOptions, SourceFile
from annotator.exchange.outgoing import Facet, Options, Outgoing
from annotator.text.utf16 import Units

# Where labels may stand: today's name, those of older versions, that of projects with relations.
_LABELS: Final = ("label", "labels", "entities", "annotations")
_KNOWN: Final = frozenset({"id", "text", "meta", *_LABELS})
_LONG: Final = ("start_offset", "end_offset", "label")
_UNIT: Final = "UTF-16 code units"
_NUMBER: Final = "doccano_id"  # in a document's meta


class DoccanoReader:
    """Reads what doccano exports: lines, or the array of older versions."""

    name = "doccano"
    suffixes = (".jsonl", ".json")

    def recognises(self, file: SourceFile, head: bytes) -> bool:
        """Tell whether the first object has a text, and labels in one of the forms that doccano writes."""
        found = first_object(file, head)
        if type(found.get("text")) is not str:
            return False
        if "Comments" in found or "annotation_approver" in found:
            return True
        return any(_is_doccanos(name, found) for name in _LABELS if type(found.get(name)) is list)

    def read(self, file: SourceFile, *, options: ReadOptions) -> Iterator[Incoming]:
        """Yield a document an object; raises InputError."""
        taken = Taken(file, options=options, names=_names)
        for number, found in enumerate(objects(file, options=options), 1):
            labels = [label for label in _labels(found.fields) if taken.takes(_user(label))]
            yield _incoming(found, labels, fallback_id=f"{file.stem}-{number}", recognised=taken.recognised)
        taken.finish()


def _is_doccanos(name: str, found: Mapping[str, Any]) -> bool:
    labels = found[name]
    if name in ("label", "labels"):
        return all(_is_triple(label) for label in labels)
    if name == "entities" and type(found.get("cats")) is list:
        return True
    if name == "entities" and not labels:
        return "relations" in found
    return bool(labels) and all(isinstance(label, dict) and "start_offset" in label for label in labels)


def _is_triple(label: object) -> bool:
    return isinstance(label, list) and [type(value) for value in label] == [int, int, str]


def _names(fields: Fields) -> Iterator[str]:
    return map(_user, _labels(fields))


def _user(label: Fields) -> str:
    """Return who made a label: older versions say it, by a number."""
    return label.name("user") or UNNAMED


def _labels(fields: Fields) -> Iterator[Fields]:
    """Yield the labels, each in the long form; raises InputError."""
    for name in _LABELS:
        for label in fields.items(name) or ():
            if _is_triple(label):
                yield fields.inside(dict(zip(_LONG, label, strict=True)), name)
            else:
                yield fields.inside(label, name)


def _incoming(
    found: Found, labels: Iterable[Fields], *, fallback_id: str, recognised: Mapping[str, str]
) -> Incoming:
    fields = found.fields
    text = text_of(fields)
    units = Units(text)
    spans = [_span(label, units) for label in labels]
    meta = _meta(fields)
    own_id = fields.name("id")
    if type(fields.values.get("id")) is int:  # doccano's number of the row, which means nothing elsewhere
        meta[_NUMBER], own_id = own_id, meta.pop("id", "")
    return incoming(
        found,
        text=text,
        id=own_id,
        fallback_id=fallback_id,
        meta=meta,
        spans=spans if any(name in fields for name in _LABELS) else None,
        recognised=recognised if units.are_code_points else {**recognised, "offsets": _UNIT},
    )


def _span(label: Fields, units: Units) -> IncomingSpan:
    start, end = (_code_points(label, name, units) for name in _LONG[:2])
    name = label.name("label")
    if not name:
        raise label.refuse(errors.MissingField, field="label")
    return IncomingSpan(start, end, name)


def _code_points(label: Fields, name: str, units: Units) -> int:
    offset = label.offset(name)
    found = units.to_code_points(offset)
    if found is None:
        raise label.refuse(errors.OffsetInsideCharacter, offset=offset)
    return found


def _meta(fields: Fields) -> dict[str, str]:
    """Return what stands under `meta` and in columns that doccano took along, relations and comments too."""
    found = {
        name: as_text(value)
        for name, value in fields.values.items()
        if name not in _KNOWN and value not in (None, "", [], {})
    }
    meta = fields.values.get("meta")
    if meta is not None and type(meta) is not dict:
        return {**found, "meta": as_text(meta)}
    return {**found, **meta_of(fields.child("meta"))}


def _line(document: Outgoing, options: Options) -> str:
    units = Units(document.text)
    return encoded(
        {
            "id": document.id,
            "text": document.text,
            "label": [
                [units.to_units(span.start), units.to_units(span.end), options.tag(span)]
                for span in document.spans
            ],
            "meta": document.facts,
        }
    )


READER: Final = DoccanoReader()
WRITER: Final = LineWriter(
    "doccano",
    line=_line,
    carries=frozenset({Facet.ID, Facet.META, Facet.TEXT}),
    offset_unit=_UNIT,
)
