"""Prodigy's JSONL, as `db-out` writes it and `db-in` reads it (prodi.gy/docs/api-interfaces, spans_manual).

Offsets are code points; `token_end` is the number of a span's last token. Hashes are Prodigy's to make: a
hash of our own would keep it from seeing that it has a text already, so that only a known one is written.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from annotator import errors
from annotator.exchange.formats.cut_tokens import cut_tokens
from annotator.exchange.formats.dialects import UNNAMED, Taken, incoming, text_of
from annotator.exchange.formats.fields import Fields, meta_of
from annotator.exchange.formats.line_writer import LineWriter, encoded
from annotator.exchange.formats.objects import Found, first_object, objects
from annotator.exchange.incoming import Incoming, IncomingSpan, ReadOptions, SourceFile
from annotator.exchange.outgoing import Facet, Options, Outgoing

_MARKS: Final = frozenset(
    {"_input_hash", "_task_hash", "_session_id", "_annotator_id", "_view_id", "_timestamp", "_is_binary"}
)
_SPAN_MARKS: Final = frozenset({"token_start", "token_end", "source", "input_hash"})
_ACCEPTED: Final = "accept"
_ANSWERS: Final = (_ACCEPTED, "reject", "ignore")
_HASH: Final = "_input_hash"
# A session that nobody named is called after the time when it began.
_WHEN: Final = re.compile(r"(^|-)\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d$")
_WHOLE_NUMBER: Final = re.compile(r"0|-?[1-9][0-9]{0,18}")


class ProdigyReader:
    """Reads tasks and answers of Prodigy, as lines or as an array."""

    name = "prodigy"
    suffixes = (".jsonl", ".json")

    def recognises(self, file: SourceFile, head: bytes) -> bool:
        """Tell whether the first object has a text, and what only Prodigy puts beside it."""
        found = first_object(file, head)
        if type(found.get("text")) is not str:
            return False
        if found.keys() & _MARKS or found.get("answer") in _ANSWERS:
            return True
        spans = found.get("spans")
        if type(spans) is not list:
            return False
        return "tokens" in found or any(
            isinstance(span, dict) and span.keys() & _SPAN_MARKS for span in spans
        )

    def read(self, file: SourceFile, *, options: ReadOptions) -> Iterator[Incoming]:
        """Yield a document a task; raises InputError.

        Of what is rejected or ignored the text comes in, without labels and with the answer in `meta`.
        """
        taken = Taken(file, options=options, names=_names)
        for number, found in enumerate(objects(file, options=options), 1):
            if all(taken.takes(name) for name in _names(found.fields)):
                yield _incoming(found, fallback_id=f"{file.stem}-{number}", recognised=taken.recognised)
        taken.finish()


def _names(fields: Fields) -> list[str]:
    """Return whose the task's answer or labels are: nobody's where there is neither, else one name."""
    name = fields.name("_annotator_id") or fields.name("_session_id")
    if not name and fields.values.get("answer") is None and not fields.values.get("spans"):
        return []
    return [UNNAMED if _WHEN.search(name) else name or UNNAMED]


def _incoming(found: Found, *, fallback_id: str, recognised: dict[str, str]) -> Incoming:
    fields = found.fields
    answer = fields.text("answer")
    meta = meta_of(fields.child("meta"))
    spans: list[IncomingSpan] | None = [_span(span) for span in fields.objects("spans")]
    if answer is None and "spans" not in fields:
        spans = None
    if answer is not None and answer != _ACCEPTED:
        meta["answer"] = answer
        spans = None
    if spans and answer and _is_about_one_label(fields):
        raise fields.refuse(errors.PartialAnswer)
    if type(fields.values.get(_HASH)) is int:
        meta[_HASH] = fields.name(_HASH)
    return incoming(
        found,
        text=text_of(fields),
        id=fields.name("id"),
        fallback_id=fallback_id,
        meta=meta,
        spans=spans,
        recognised=recognised,
    )


def _is_about_one_label(fields: Fields) -> bool:
    return fields.values.get("_is_binary") is True or fields.values.get("_view_id") == "ner"


def _span(span: Fields) -> IncomingSpan:
    return IncomingSpan(span.offset("start"), span.offset("end"), span.words("label"), text=span.text("text"))


def _line(document: Outgoing, options: Options) -> str:
    text = document.text
    tokens = cut_tokens(text, document.spans)
    first = {token.start: number for number, token in enumerate(tokens)}
    last = {token.end: number for number, token in enumerate(tokens)}
    meta = document.facts
    record: dict[str, Any] = {
        "id": document.id,
        "text": text,
        "tokens": [
            {"text": text[start:end], "start": start, "end": end, "id": number, "ws": has_space}
            for number, (start, end, has_space) in enumerate(tokens)
        ],
        "spans": [
            {
                "start": span.start,
                "end": span.end,
                "token_start": first[span.start],
                "token_end": last[span.end],
                "label": options.tag(span),
                "text": text[span.start : span.end],
            }
            for span in document.spans
        ],
        "meta": meta,
        "answer": _ACCEPTED,
        "_view_id": "spans_manual",
        "_is_binary": False,
    }
    if _WHOLE_NUMBER.fullmatch(meta.get(_HASH, "")):
        record[_HASH] = int(meta.pop(_HASH))
    return encoded(record)


READER: Final = ProdigyReader()
WRITER: Final = LineWriter(
    "prodigy",
    line=_line,
    carries=frozenset({Facet.ID, Facet.META, Facet.TEXT}),
)
