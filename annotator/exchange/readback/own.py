"""Reads back our own JSONL, and the manifest."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.exchange.readback.documents import NotProvenError, WholeDocument
from annotator.exchange.readback.lines import lines


def jsonl(path: Path, *, scheme: str) -> Iterator[WholeDocument]:  # noqa: ARG001
    """Yield the documents of our JSONL; raises NotProvenError."""
    for number, line in lines(path):
        try:
            record = json.loads(line)
            spans = [
                (one["start"], one["end"], one["label"], one["sublabel"], one["text"], one["name"])
                for one in record["spans"]
            ]
            document = WholeDocument(record["id"], record["text"], record["meta"], spans)
            where = _fault(document)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            where = repr(error)
        if where:
            raise NotProvenError(f"line {number}: {where}")
        yield document


def _fault(document: WholeDocument) -> str:
    """Return what is wrong inside a document, "" where nothing is."""
    text, meta = document.text, document.meta
    if text is None or not (
        _are_texts(document.id, text) and isinstance(meta, dict) and _are_texts(*meta.values())
    ):
        return "its id, text or meta"
    for start, end, label, sublabel, said, name in document.spans or ():
        if not (_are_texts(label, sublabel, name) and 0 <= start < end <= len(text)):
            return f"the span at {start}"
        if text[start:end] != said:
            return f"the text of the span at {start}"
    return ""


def _are_texts(*values: object) -> bool:
    return all(type(value) is str for value in values)


def manifest(path: Path) -> dict[str, Any]:
    """Return a manifest's fields; raises NotProvenError."""
    try:
        found = json.loads(path.read_bytes().decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise NotProvenError(str(error)) from error
    if not isinstance(found, dict):
        raise NotProvenError("no object")
    return found
