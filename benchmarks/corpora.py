"""Labelled corpora as the benchmarks read them: documents with whole-word spans under the labels asked for.

IOB2 in two columns (token, tag; a blank line between sentences) has no documents: one is cut after the
first sentence that takes it past 425 tokens. A tag I- that continues nothing opens an entity, and is
counted. JSONL is the program's own (docs/formats.md).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

TOKENS = 425  # of a document
ANERCORP = (
    Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "anercorp-train" / "train.conll"
)
Place = tuple[int, int, str]  # code points and a label


@dataclass
class Labelled:
    """A document of a corpus."""

    id: str
    text: str
    spans: list[Place] = field(default_factory=list)


def read_corpus(path: Path, *, labels: Mapping[str, str] | None = None) -> tuple[list[Labelled], int]:
    """Return the documents of a corpus and how many tags were repaired.

    `labels` says what its labels become; "" leaves one out, and one it does not name stays.
    """
    if path.is_dir():
        path = next(iter(sorted([*path.glob("*.conll"), *path.glob("*.jsonl")])))
    text = path.read_text(encoding="utf-8")
    documents, repaired = (_jsonl(text), 0) if text.lstrip().startswith("{") else _iob(text)
    for document in documents:
        named = [(start, end, (labels or {}).get(label, label)) for start, end, label in document.spans]
        document.spans = sorted({one for one in named if one[2]})
    return documents, repaired


def read_map(path: Path | None) -> dict[str, str] | None:
    """Return a map of labels: JSON, or lines with two columns (a label and what it becomes, or nothing)."""
    if path is None:
        return None
    text = path.read_text(encoding="utf-8")
    if text.lstrip().startswith("{"):
        return {str(label): str(other or "") for label, other in json.loads(text).items()}
    rows = (line.split() for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return {row[0]: row[1] if len(row) > 1 else "" for row in rows}


def _jsonl(text: str) -> list[Labelled]:
    documents = []
    for line in text.splitlines():
        if line.strip():
            record = json.loads(line)
            spans = [(one["start"], one["end"], one["label"]) for one in record.get("spans", [])]
            documents.append(Labelled(str(record["id"]), record["text"], spans))
    return documents


def _sentences(text: str) -> Iterator[list[tuple[str, str]]]:
    sentence: list[tuple[str, str]] = []
    for line in text.splitlines():
        columns = line.split()
        if len(columns) >= 2 and columns[0] != "-DOCSTART-":
            sentence.append((columns[0], columns[-1]))
        elif sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _iob(text: str) -> tuple[list[Labelled], int]:
    documents: list[Labelled] = []
    repaired = 0
    lines: list[str] = []
    spans: list[Place] = []
    offset = tokens = 0
    for sentence in _sentences(text):
        line, found, slips = _laid_out(sentence)
        spans += [(start + offset, end + offset, label) for start, end, label in found]
        lines.append(line)
        repaired += slips
        offset += len(line) + 1
        tokens += len(sentence)
        if tokens > TOKENS:
            documents.append(Labelled(f"{len(documents) + 1:05}", "\n".join(lines), spans))
            lines, spans, offset, tokens = [], [], 0, 0
    if lines:
        documents.append(Labelled(f"{len(documents) + 1:05}", "\n".join(lines), spans))
    return documents, repaired


def _laid_out(sentence: list[tuple[str, str]]) -> tuple[str, list[Place], int]:
    """Return a sentence as a line, its spans, and how many tags were repaired."""
    spans: list[Place] = []
    offset = slips = 0
    before = ""
    for token, tag in sentence:
        mark, _, label = tag.partition("-")
        if mark in ("B", "I") and label:
            if mark == "I" and before == label:
                start, _end, _label = spans.pop()
                spans.append((start, offset + len(token), label))
            else:
                slips += mark == "I"
                spans.append((offset, offset + len(token), label))
            before = label
        else:
            before = ""
        offset += len(token) + 1
    return " ".join(token for token, _tag in sentence), spans, slips
