"""The rules against gold by hand: precision, recall, F1, and milliseconds an article.

Strict: range and label must both be right. The gold is that of `seeds/` articles 01-06, on which the rules
were tuned, or of files of our JSONL; the articles held out print totals alone, so that nobody tunes on them.
"""

import json
import time
from collections import Counter
from pathlib import Path

from annotator import schema
from annotator.assets import seed
from annotator.suggest import pipeline
from annotator.suggest.knowledge.lexicon import shipped

TUNED = tuple(f"0{number}" for number in range(1, 7))
HELD_OUT = ("07", "08", "09", "10")
CORE = ("PERS", "ORG", "GPE", "LOC", "FAC")
Key = tuple[int, int, str]


class Tally:
    """Right, wrong and missed spans by label."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()

    def add(self, gold: set[Key], made: set[Key]) -> None:
        self.right.update(key[2] for key in gold & made)
        self.wrong.update(key[2] for key in made - gold)
        self.missed.update(key[2] for key in gold - made)

    def row(self, name: str, labels: tuple[str, ...]) -> str:
        right, wrong, missed = (
            sum(counts[label] for label in labels) for counts in (self.right, self.wrong, self.missed)
        )
        precision = right / (right + wrong) if right + wrong else 0.0
        recall = right / (right + missed) if right + missed else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        figures = f"{100 * precision:6.1f} {100 * recall:6.1f} {100 * f1:6.1f}"
        return f"{name:22} {figures}   {right:5} {wrong:5} {missed:6}"


def read_gold(paths: list[Path], *, ids: tuple[str, ...] | None) -> list[dict]:
    """Return the records of the gold files whose id starts with one of `ids`, all of them for None."""
    records = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            # The id stands first: what is not asked for is never parsed.
            if ids is None or any(f'"{id_}' in line[:20] for id_ in ids):
                records.append(json.loads(line))
    return records


def show_errors(record: dict, gold: set[Key], made: set[Key]) -> None:
    text = record["text"]
    for start, end, label in sorted(gold ^ made):
        kind = "missed" if (start, end, label) in gold else "wrong "
        before = text[max(0, start - 25) : start].replace("\n", " ")
        print(f"  {kind} {label:5} {before}[{text[start:end]}]{text[end : end + 15]!r}")


def run(paths: list[Path], *, errors: bool, held_out: bool) -> None:
    """Print how the rules do on the gold of these files, that of `seeds/` where there are none."""
    ids = HELD_OUT if held_out else None if paths else TUNED
    records = read_gold(paths or [seed("labels", "gold.jsonl")], ids=ids)

    start = time.perf_counter()
    entries = len(shipped())
    load = time.perf_counter() - start
    labels = schema.load("security-news")
    sources = pipeline.default_sources(labels)
    tally, characters, seconds = Tally(), 0, 0.0
    for record in records:
        start = time.perf_counter()
        found = pipeline.suggest(record["text"], sources=sources, schema=labels)
        seconds += time.perf_counter() - start
        characters += len(record["text"])
        gold = {(span["start"], span["end"], span["label"]) for span in record["spans"]}
        made = {(one.start, one.end, one.label) for one in found}
        tally.add(gold, made)
        if errors:
            print(record["id"])
            show_errors(record, gold, made)

    print(f"{'label':22} {'P':>6} {'R':>6} {'F1':>6}   {'right':>5} {'wrong':>5} {'missed':>6}")
    if not held_out:
        for label in sorted({*tally.right, *tally.wrong, *tally.missed}):
            print(tally.row(label, (label,)))
    print(tally.row("persons, bodies, places", CORE))
    print(tally.row("all labels", tuple(label.id for label in labels.labels)))
    each = 1000 * seconds / max(len(records), 1)
    print(f"{len(records)} articles, {characters} characters, {each:.1f} ms each")
    print(f"{entries} spellings loaded in {1000 * load:.0f} ms")
