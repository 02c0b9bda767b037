"""One line of our JSONL: strict JSON, then strict about its fields.

A field nobody knows is refused rather than ignored: `span` for `spans` would lose every label in
silence. What stands under `meta` is free; values that are no text are kept as their JSON.
Spans are checked for types only; whether they may stand on the text is `checks`' to say.
"""

import json
import re
from operator import itemgetter
from typing import Any, Final

from annotator import errors
from annotator.exchange.formats.fields import (
    DECODER,
    QUICK,
    SURROGATE,
    Fields,
    RefusedError,
    ends_inside,
    has_half_characters,
    meta_of,
)
from annotator.exchange.incoming import Incoming, IncomingSpan
from annotator.project.documents import first_line
from annotator.text.cleaning import clean

FIELDS: Final = frozenset({"id", "text", "spans", "meta", "text_sha256"})
SPAN_FIELDS: Final = frozenset({"start", "end", "label", "sublabel", "text", "name"})

_MOST: Final = itemgetter("start", "end", "label", "sublabel")
_ALL: Final = itemgetter("start", "end", "label", "sublabel", "text", "name")
_SPACED: Final = re.compile(r'"\s+:')


class Line:
    """A line of a file, on its way to a document; every refusal names both."""

    def __init__(self, raw: bytes, *, path: str, number: int) -> None:
        self._number = number
        self._fields = _parse(raw, path=path, number=number)

    def incoming(self, *, fallback_id: str, read_to: int) -> Incoming:
        """Return the document or the labels that the line holds; `fallback_id` is for a text without one."""
        fields = self._fields
        fields.only(FIELDS)
        own_id, text = fields.text("id"), fields.text("text")
        sha256 = (fields.text("text_sha256") or "").lower()
        if own_id == "":
            raise fields.refuse(errors.FieldEmpty, field="id")
        spans = self._spans()
        if text is None:
            return self._labels_alone(own_id or "", sha256, spans, read_to)
        meta = meta_of(fields.child("meta"))
        title = meta.pop("title", None)
        return Incoming(
            id=own_id or fallback_id,
            raw=text.encode(),
            cleaned=clean(text, steps=()),
            title=first_line(text) if title is None else title,
            outlet=meta.pop("outlet", ""),
            meta=meta,
            spans=spans,
            has_own_id=own_id is not None,
            text_sha256=sha256,
            line=self._number,
            read_to=read_to,
        )

    def _labels_alone(
        self, own_id: str, sha256: str, spans: tuple[IncomingSpan, ...] | None, read_to: int
    ) -> Incoming:
        if not own_id and not sha256:
            raise self._fields.refuse(errors.MissingField, field="id")
        if spans is None:
            raise self._fields.refuse(errors.MissingField, field="text")
        return Incoming(own_id, spans=spans, text_sha256=sha256, line=self._number, read_to=read_to)

    def _spans(self) -> tuple[IncomingSpan, ...] | None:
        given = self._fields.items("spans")
        if given is None:
            return None
        return tuple([_as_it_should_be(span) or self._refused(span) for span in given])

    def _refused(self, span: object) -> IncomingSpan:
        """Read a span field by field, which names what is wrong with it."""
        fields = self._fields.inside(span, "spans")
        fields.only(SPAN_FIELDS)
        start, end = fields.offset("start"), fields.offset("end")
        fields.text("name")  # not read, but a text
        return IncomingSpan(
            start, end, fields.words("label"), fields.text("sublabel") or "", fields.text("text")
        )


def _as_it_should_be(span: Any) -> IncomingSpan | None:
    """Return a span whose fields all are as they should be: nearly each, in less than half the time."""
    sublabel, text = "", None
    try:
        if len(span) == len(SPAN_FIELDS):
            start, end, label, sublabel, text, name = _ALL(span)
            if not (type(text) is type(name) is str):
                return None
        elif len(span) == 4:
            start, end, label, sublabel = _MOST(span)
        else:
            return None
    except (KeyError, TypeError):
        return None
    if type(start) is type(end) is int and type(label) is type(sublabel) is str and label:
        return IncomingSpan(start, end, label, sublabel, text)
    return None


def _parse(raw: bytes, *, path: str, number: int) -> Fields:
    unread = Fields({}, path=path, line=number)
    try:
        line = raw.decode("utf-8")
        found = QUICK.decode(line)
        if not _has_each_key_once(found, line):
            found = DECODER.decode(line)
    except RefusedError as refused:
        raise unread.refuse(refused.kind, **refused.values) from None
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":  # a letter that was cut off in the middle
            raise unread.refuse(errors.EndsTooEarly) from None
        raise unread.refuse(errors.LineNotUtf8) from None
    except json.JSONDecodeError as error:
        if not raw.endswith(b"\n") and ends_inside(error, line):
            raise unread.refuse(errors.EndsTooEarly) from None
        raise unread.refuse(errors.LineNotJson, why=f"{error.msg}, column {error.colno}") from None
    except RecursionError:
        raise unread.refuse(errors.LineNotJson, why="nested too deeply") from None
    except ValueError:  # a whole number of more digits than Python reads
        raise unread.refuse(errors.LineNotJson, why="a number is too long") from None
    if SURROGATE.search(line) and has_half_characters(found):
        raise unread.refuse(errors.HalfCharacter)
    if type(found) is not dict:
        raise unread.refuse(errors.LineNotObject)
    return Fields(found, path=path, line=number)


def _has_each_key_once(found: Any, line: str) -> bool:
    """Tell whether no field stands there twice, as far as counting shows; where it does not, nothing is said.

    Each key is followed by `":`, and a text may hold that too. So there are no more keys in the line than
    fields were found where that stands there as often as there are fields.
    """
    if type(found) is not dict or _SPACED.search(line):
        return False
    spans, meta = found.get("spans") or [], found.get("meta") or {}
    if type(spans) is not list or type(meta) is not dict or not set(map(type, spans)) <= {dict}:
        return False
    return line.count('":') == len(found) + len(meta) + sum(map(len, spans))
