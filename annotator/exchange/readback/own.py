"""Reads back our own JSONL, and the manifest."""

import json
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from annotator.exchange.readback.documents import NotProvenError, WholeDocument
from annotator.exchange.readback.lines import lines

_RECORD: Final = {"id", "text", "spans", "meta"}
_SPAN: Final = itemgetter("start", "end", "label", "sublabel", "text", "name")


def jsonl(path: Path, *, scheme: str) -> Iterator[WholeDocument]:  # noqa: ARG001
    """Yield the documents of our JSONL; raises NotProvenError."""
    for number, line in lines(path):
        try:
            record = json.loads(line)
            document = WholeDocument(
                record["id"], record["text"], record["meta"], list(map(_SPAN, record["spans"]))
            )
            where = _fault(document)
            if record.keys() != _RECORD or any(len(one) != 6 for one in record["spans"]):
                where = where or "a field that does not belong there"
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            where = repr(error)
        if where:
            raise NotProvenError(f"line {number}: {where}")
        yield document


def _fault(document: WholeDocument) -> str:
    """Return what is wrong inside a document, "" where nothing is."""
    text, meta = document.text, document.meta
    if type(document.id) is not str or type(text) is not str or type(meta) is not dict:
        return "its id, text or meta"
    if any(type(value) is not str for value in meta.values()):
        return "its meta"
    length = len(text)
    for start, end, label, sublabel, said, name in document.spans or ():
        if not (type(start) is type(end) is int and 0 <= start < end <= length):
            return f"the span at {start}"
        if not (name and type(label) is type(sublabel) is type(name) is str):
            return f"the labels or the name of the span at {start}"
        if text[start:end] != said:
            return f"the text of the span at {start}"
    return ""


def manifest(path: Path) -> dict[str, Any]:
    """Return a manifest's fields; raises NotProvenError."""
    try:
        found = json.loads(path.read_bytes().decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise NotProvenError(str(error)) from error
    if not isinstance(found, dict):
        raise NotProvenError("no object")
    return found
