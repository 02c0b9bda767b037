"""Labelled corpora as the effort benchmark reads them: documents with spans under the labels asked for.

IOB2 in two columns is read by the program's own reader, which cuts it into documents of some 425 words and
puts tags right that continue nothing; JSONL is the program's own (docs/formats.md).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotator.suggest import corpora

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
    """Return the documents of a corpus and how many tags were put right.

    `labels` says what its labels become; "" leaves one out, and one it does not name stays. Raises
    InputError where there is no corpus or it is broken.
    """
    if path.is_dir():
        path = next(iter(sorted([*path.glob("*.conll"), *path.glob("*.jsonl")])), path)
    if path.suffix == ".jsonl":
        documents, repaired = _jsonl(path.read_text(encoding="utf-8")), 0
    else:
        read = corpora.read_iob(path)
        documents = [
            Labelled(one.document_id, one.text, [(span.start, span.end, span.label) for span in one.spans])
            for one in read.examples
        ]
        repaired = len(read.repaired)
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
    return {label: other or "" for label, other in corpora.read_map(path).items()}


def _jsonl(text: str) -> list[Labelled]:
    documents = []
    for line in text.splitlines():
        if line.strip():
            record = json.loads(line)
            spans = [(one["start"], one["end"], one["label"]) for one in record.get("spans", [])]
            documents.append(Labelled(str(record["id"]), record["text"], spans))
    return documents
