"""How an article is to be labelled, written down by hand before any key is pressed."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.text.cleaning import clean

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
Wanted = tuple[int, int, str, str]
"""Start and end in code points of the cleaned text, label, sublabel."""


@dataclass(frozen=True)
class Gold:
    """One article, and the spans that it is to have."""

    path: Path
    spans: frozenset[Wanted]


def of_real_article(article: Path) -> Gold:
    """Return the gold of a real article; its text is not ours to ship, so a hash tells that it is the one."""
    lines = (HERE / "gold-real.jsonl").read_text(encoding="utf-8").splitlines()
    (record,) = (one for one in map(json.loads, lines) if one["article"] == article.name)
    text = clean(article.read_bytes().decode()).text
    assert hashlib.sha256(text.encode()).hexdigest() == record["sha256"]
    return Gold(article, frozenset((start, end, label, sub) for start, end, label, sub in record["spans"]))


def of_seed(name: str) -> Gold:
    """Return the gold of an article of ours, as the makers of the seeds labelled it."""
    lines = (ROOT / "seeds" / "labels" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    (record,) = (one for one in map(json.loads, lines) if one["id"] == name)
    return Gold(ROOT / "seeds" / "articles" / f"{name}.txt", frozenset(_spans(record["spans"])))


def _spans(spans: list[dict[str, object]]) -> Iterator[Wanted]:
    for span in spans:
        yield int(str(span["start"])), int(str(span["end"])), str(span["label"]), str(span["sublabel"] or "")
