"""Brings 10,000 labelled documents in and out again, proof included, beside bare loops of the same work.

    python benchmarks/exchange.py [--documents 10000] [--json]

The documents are made from the sample articles 01-06 and their gold labels: paragraphs in other orders, as
long as a news article, no text twice; a third of the labels, so that there are as many as in the corpus that
other tools were measured on. Each job runs in a process of its own, whose peak memory is printed (the highest
resident size, Python and libraries included), and how much that is above a process that imported the same
modules and made an empty project. (sqlite-utils imports pandas where that is installed, as it is beside the
tests: 70 MB that no base install has.) The bare loop of an import decodes JSON lines, folds and indexes texts
for the search, and stores documents and spans in SQLite; those of the exports select, tag (by our tokens) and
write, once, without a proof. Seconds are wall-clock, of one run each; the limits are what was asked for.
"""

import argparse
import json
import random
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
LENGTH = 1_890  # code points, before the last paragraph: 2,030 in all
KEPT = 0.363  # of the labels
TIMES = {"import": 3.0, "jsonl": 3.0, "conll2002": 4.0}
MEMORY = 100  # megabytes over the idle process

Piece = tuple[str, list[tuple[int, int, str, str]]]


def pieces() -> list[Piece]:
    """Return the paragraphs of the sample articles with their gold spans."""
    found: list[Piece] = []
    for line in (SEEDS / "labels" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["id"][:2] > "06":
            continue
        at = 0
        for paragraph in record["text"].split("\n"):
            end = at + len(paragraph)
            spans = [
                (one["start"] - at, one["end"] - at, one["label"], one["sublabel"])
                for one in record["spans"]
                if at <= one["start"] and one["end"] <= end
            ]
            if paragraph.strip():
                found.append((paragraph, spans))
            at = end + 1
    return found


def records(count: int) -> Iterator[dict[str, object]]:
    """Yield `count` documents as our JSONL has them."""
    chance = random.Random(1)
    stock = pieces()
    for number in range(count):
        text, spans = f"خبر {number}", []
        while len(text) < LENGTH:
            paragraph, its_spans = chance.choice(stock)
            shift = len(text) + 1
            text += "\n" + paragraph
            spans += [
                (start + shift, end + shift, *rest)
                for start, end, *rest in its_spans
                if chance.random() < KEPT
            ]
        fields = ("start", "end", "label", "sublabel")
        yield {
            "id": f"d{number:06}",
            "text": text,
            "spans": [dict(zip(fields, span, strict=True)) for span in spans],
            "meta": {"title": f"خبر {number}", "outlet": "مرافئ", "date": "2026-03-01"},
        }


def import_ours(folder: Path) -> None:
    """Import the labelled documents as somebody's work."""
    from annotator.exchange.importing import import_paths
    from annotator.project.file import Project
    from annotator.schema import load

    with Project.create(folder / "p.annot", schema=load("security-news")) as project:
        report = import_paths(project, [folder / "in.jsonl"], annotator="amina")
    assert not report.refused, report.refused[0]


def import_bare(folder: Path) -> None:
    """Decode, fold, index, store."""
    from annotator.project.index import words_to_index

    base = sqlite3.connect(folder / "bare.sqlite")
    base.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT UNIQUE, title, outlet, meta, text);"
        'CREATE TABLE spans (document, start, "end", label, sublabel);'
        "CREATE INDEX by_document ON spans (document);"
        "CREATE VIRTUAL TABLE search USING fts5 (words, content='', tokenize='unicode61');"
    )
    with base, (folder / "in.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            record = json.loads(line)
            meta = record["meta"]
            base.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)",
                (number, record["id"], meta["title"], meta["outlet"], json.dumps(meta), record["text"]),
            )
            base.execute(
                "INSERT INTO search (rowid, words) VALUES (?, ?)",
                (number, " ".join(words_to_index(record["text"]))),
            )
            base.executemany(
                "INSERT INTO spans VALUES (?, ?, ?, ?, ?)",
                [
                    (number, one["start"], one["end"], one["label"], one["sublabel"])
                    for one in record["spans"]
                ],
            )
    base.close()


def export_ours(format_: str) -> Callable[[Path], None]:
    """Return an export with its proof."""

    def run(folder: Path) -> None:
        from annotator.exchange.exporting import export
        from annotator.project.file import Project

        with Project.open(folder / "p.annot") as project:
            export(project, folder / f"out.{format_}", format=format_, by="amina")

    return run


def rows(folder: Path) -> Iterator[tuple[str, str, str, list[tuple[int, int, str, str]]]]:
    """Select every document with its spans."""
    base = sqlite3.connect(folder / "bare.sqlite")
    spans = base.execute(
        'SELECT document, start, "end", label, sublabel FROM spans ORDER BY document, start, "end" DESC'
    )
    ahead = next(spans, None)
    for number, id_, meta, text in base.execute(
        "SELECT number, id, meta, text FROM documents ORDER BY number"
    ):
        its = []
        while ahead is not None and ahead[0] == number:
            its.append(ahead[1:])
            ahead = next(spans, None)
        yield id_, meta, text, its


def jsonl_bare(folder: Path) -> None:
    """Select and write JSON lines, with what each line of ours holds."""
    with (folder / "bare.jsonl").open("w", encoding="utf-8") as out:
        for id_, meta, text, spans in rows(folder):
            record = {
                "id": id_,
                "text": text,
                "spans": [
                    {"start": start, "end": end, "label": label, "sublabel": sub, "text": text[start:end]}
                    for start, end, label, sub in spans
                ],
                "meta": json.loads(meta),
            }
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def conll_bare(folder: Path) -> None:
    """Select, tokenise by our rules, tag the outermost spans and write."""
    from annotator.text.tokens import words

    with (folder / "bare.conll").open("w", encoding="utf-8") as out:
        for _id, _meta, text, spans in rows(folder):
            tokens = words(text)
            tags = ["O"] * len(tokens)
            first = 0
            for start, end, label, _sub in spans:
                while first < len(tokens) and tokens[first][1] <= start:
                    first += 1
                place = first
                while place < len(tokens) and tokens[place][0] < end and tags[place] == "O":
                    tags[place] = f"B-{label}" if place == first else f"I-{label}"
                    place += 1
            out.write("-DOCSTART- O\n\n")
            lines = [f"{text[start:end]} {tag}" for (start, end), tag in zip(tokens, tags, strict=True)]
            out.write("\n".join(lines) + "\n\n")


def idle(folder: Path) -> None:
    """Import what the jobs import, and make a project with nothing in it."""
    import annotator.exchange.exporting
    import annotator.exchange.importing  # noqa: F401
    from annotator.project.file import Project
    from annotator.schema import load

    Project.create(folder / "empty.annot", schema=load("security-news")).close()


JOBS: dict[str, Callable[[Path], None]] = {
    "idle": idle,
    "import bare": import_bare,
    "import": import_ours,
    "jsonl bare": jsonl_bare,
    "jsonl": export_ours("jsonl"),
    "conll2002 bare": conll_bare,
    "conll2002": export_ours("conll2002"),
}


def in_a_process(job: str, folder: Path) -> tuple[float, float]:
    """Run a job in a process of its own; return its seconds and its peak memory in megabytes."""
    done = subprocess.run(
        [sys.executable, __file__, "--job", job, "--folder", str(folder)],
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def main() -> None:
    """Run all jobs, one after the other."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--job", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.job:
        start = perf_counter()
        JOBS[asked.job](asked.folder)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(perf_counter() - start, peak)
        return
    with TemporaryDirectory() as name:
        folder = Path(name)
        spans = 0
        with (folder / "in.jsonl").open("w", encoding="utf-8") as out:
            for record in records(asked.documents):
                spans += len(record["spans"])  # type: ignore[arg-type]
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
        measured = {job: in_a_process(job, folder) for job in JOBS}
    if asked.json:
        print(json.dumps({"documents": asked.documents, "spans": spans, "jobs": measured}))
        return
    print(f"{asked.documents:,} documents, {spans:,} spans")
    base = measured["idle"][1]
    for job, times in TIMES.items():
        bare, bare_memory = measured[f"{job} bare"]
        ours, memory = measured[job]
        print(
            f"{job:10} {ours:6.2f} s = {ours / bare:4.1f} x the bare loop's {bare:5.2f} s (limit {times:.0f})"
            f"; peak {memory:4.0f} MB, {memory - base:3.0f} over idle (limit {MEMORY});"
            f" bare {bare_memory:.0f}"
        )


if __name__ == "__main__":
    main()
