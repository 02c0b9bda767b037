"""One line of our JSONL: strict JSON, then strict about its fields.

A field nobody knows is refused rather than ignored: `span` for `spans` would lose every label in
silence. What stands under `meta` is free; values that are no text are kept as their JSON.
Spans are checked for types only; whether they may stand on the text is `checks`' to say.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Mapping
from typing import Final, NoReturn

from annotator import errors
from annotator.exchange.incoming import Incoming, IncomingSpan, quoted
from annotator.project.documents import first_line
from annotator.text.cleaning import clean

FIELDS: Final = frozenset({"id", "text", "spans", "meta", "text_sha256"})
SPAN_FIELDS: Final = frozenset({"start", "end", "label", "sublabel", "text", "name"})

_SURROGATE: Final = re.compile(rb"\\u[dD][89a-fA-F]")


class _RefusedError(ValueError):
    """Raised inside the JSON decoder, where path and line are not known."""

    def __init__(self, kind: type[errors.InputError], **values: object) -> None:
        super().__init__(kind)
        self.kind = kind
        self.values = values


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise _RefusedError(errors.RepeatedField, field=quoted(twice))
    return found


def _number(literal: str) -> float:
    value = float(literal)
    if not math.isfinite(value):
        raise _RefusedError(errors.NotANumber, value=literal[:20])
    return value


def _constant(literal: str) -> NoReturn:
    raise _RefusedError(errors.NotANumber, value=literal)


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_object, parse_float=_number, parse_constant=_constant)


class Line:
    """A line of a file, on its way to a document; every refusal names both."""

    def __init__(self, raw: bytes, *, path: str, number: int) -> None:
        self._path = path
        self._number = number
        self._fields = self._parse(raw)

    def incoming(self, *, fallback_id: str, read_to: int) -> Incoming:
        """Return the document or the labels that the line holds; `fallback_id` is for a text without one."""
        self._only(self._fields, FIELDS)
        own_id, text = self._text("id"), self._text("text")
        sha256 = (self._text("text_sha256") or "").lower()
        if own_id == "":
            raise self._refuse(errors.FieldEmpty, field="id")
        spans = self._spans()
        if text is None:
            return self._labels_alone(own_id or "", sha256, spans, read_to)
        meta = self._meta()
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
            raise self._refuse(errors.MissingField, field="id")
        if spans is None:
            raise self._refuse(errors.MissingField, field="text")
        return Incoming(own_id, spans=spans, text_sha256=sha256, line=self._number, read_to=read_to)

    def _parse(self, raw: bytes) -> Mapping[str, object]:
        try:
            found = _DECODER.decode(raw.decode("utf-8"))
        except _RefusedError as refused:
            raise self._refuse(refused.kind, **refused.values) from None
        except UnicodeDecodeError:
            raise self._refuse(errors.LineNotUtf8) from None
        except json.JSONDecodeError as error:
            raise self._refuse(errors.LineNotJson, why=f"{error.msg}, column {error.colno}") from None
        except RecursionError:
            raise self._refuse(errors.LineNotJson, why="nested too deeply") from None
        except ValueError:  # a whole number of more digits than Python reads
            raise self._refuse(errors.LineNotJson, why="a number is too long") from None
        if _SURROGATE.search(raw):
            try:
                json.dumps(found, ensure_ascii=False).encode()
            except UnicodeEncodeError:
                raise self._refuse(errors.HalfCharacter) from None
        if type(found) is not dict:
            raise self._refuse(errors.LineNotObject)
        return found

    def _spans(self) -> tuple[IncomingSpan, ...] | None:
        given = self._fields.get("spans")
        if given is None:
            return None
        if type(given) is not list:
            raise self._refuse(errors.FieldNotList, field="spans")
        return tuple(self._span(span) for span in given)

    def _span(self, span: object) -> IncomingSpan:
        if type(span) is not dict:
            raise self._refuse(errors.FieldNotObject, field="spans")
        self._only(span, SPAN_FIELDS)
        for field in ("start", "end"):
            if field not in span:
                raise self._refuse(errors.MissingField, field=field)
            if type(span[field]) is not int:
                raise self._refuse(errors.FieldNotWholeNumber, field=field)
        for field in ("label", "sublabel", "text", "name"):
            if span.get(field) is not None and type(span[field]) is not str:
                raise self._refuse(errors.FieldNotText, field=field)
        if not span.get("label"):
            raise self._refuse(errors.MissingField, field="label")
        return IncomingSpan(
            span["start"], span["end"], span["label"], span.get("sublabel") or "", span.get("text")
        )

    def _meta(self) -> dict[str, str]:
        given = self._fields.get("meta")
        if given is None:
            return {}
        if type(given) is not dict:
            raise self._refuse(errors.FieldNotObject, field="meta")
        return {key: _as_text(value) for key, value in given.items() if value is not None}

    def _text(self, field: str) -> str | None:
        value = self._fields.get(field)
        if value is None:
            return None
        if type(value) is not str:
            raise self._refuse(errors.FieldNotText, field=field)
        return value

    def _only(self, fields: Mapping[str, object], known: frozenset[str]) -> None:
        unknown = fields.keys() - known
        if unknown:
            raise self._refuse(errors.UnknownField, field=quoted(min(unknown)))

    def _refuse(self, kind: type[errors.InputError], **values: object) -> errors.InputError:
        return kind(path=self._path, line=self._number, **values)


def _as_text(value: object) -> str:
    return value if type(value) is str else json.dumps(value, ensure_ascii=False)
