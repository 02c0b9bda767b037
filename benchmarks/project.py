"""How long the project file takes, each figure with its limit: a bare loop of SQLite doing the same work.

Run it as `python benchmarks/project.py [DOCUMENTS]` (10,000 unless told, 29 spans and 30 suggestions
each, texts from the sample articles). The bare import folds and indexes for the search too. Every file
lies in a temporary folder; decisions are committed with synchronous=FULL, so the disk is part of what is
measured. Prints, asserts nothing.
"""

import json
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from annotator.assets import seed
from annotator.model import Draft, Reason, Span, SpanEdit, State, StateEdit, Suggestion, Verdict, VerdictEdit
from annotator.project.check import check
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.schema import load
from annotator.text.cleaning import clean
from annotator.text.finding import Mode
from annotator.text.folding import folded

DOCUMENTS = 10_000
SPANS = 29
SUGGESTIONS = 30
DECISIONS = 2_000
LARGE_CHARACTERS, LARGE_SPANS = 100_000, 3_000
QUERIES = ("الرباط", "المغرب", "وزارة الدفاع", "بغداد", "مروحيات", "للجيش", "F-16", "٢٠٢٥", "ليس هنا")
TABLES = """
    CREATE TABLE documents (
        number INTEGER PRIMARY KEY, id TEXT UNIQUE, title TEXT, sha256 TEXT, text TEXT, raw BLOB
    );
    CREATE TABLE spans (
        id INTEGER PRIMARY KEY, document INTEGER, start INTEGER, "end" INTEGER, label TEXT, sublabel TEXT,
        UNIQUE (document, start, "end", label)
    );
    CREATE TABLE journal (id INTEGER PRIMARY KEY, edits TEXT, at TEXT);
    CREATE VIRTUAL TABLE search USING fts5 (words, content = '');
"""


def texts(count: int) -> list[str]:
    """Make texts of about 2,000 code points from the sample articles."""
    lines = [
        line
        for path in sorted(seed("articles").glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    chance = random.Random(5)
    return [f"{n} " + "\n".join(chance.choices(lines, k=8))[:2000].ljust(2000, "س") for n in range(count)]


def spans_of(text: str, count: int) -> list[Span]:
    step = len(text) // count
    return [Span(at, at + min(9, step - 1), "ORG", "media") for at in range(0, step * count, step)]


def suggestions_of(text: str, count: int) -> list[Suggestion]:
    reason = Reason("after_rank", {"rank": "اللواء"})
    return [
        Suggestion(span.start, span.end, "ORG", "media", "lexicon", 0.9, reason)
        for span in spans_of(text, count)
    ]


@contextmanager
def bare(folder: Path, name: str) -> Iterator[sqlite3.Connection]:
    """A plain database under the same promise: write-ahead log, synchronous=FULL."""
    with closing(sqlite3.connect(folder / name, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(TABLES)
        yield connection


def peak_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def milliseconds(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return (time.perf_counter() - start) * 1000


def show(what: str, times: list[float], limit: list[float] | None = None) -> None:
    """Print a line: median, 95th hundredth and maximum in milliseconds, and the bare loop's."""

    def figures(values: list[float]) -> str:
        ordered = sorted(values)
        p95 = ordered[int(0.95 * (len(ordered) - 1))]
        return f"{statistics.median(ordered):9.3f} {p95:9.3f} {ordered[-1]:9.3f}"

    print(f"{what:44}{figures(times)}   {figures(limit) if limit else ''}", flush=True)


def decisions(project: Project, document_id: str, *, count: int) -> tuple[list[float], list[float]]:
    """Accept, relabel and remove one after another; return the times of records and of undos."""
    recorded: list[float] = []
    annotation = project.annotations.get(document_id, "amina")
    open_ = [
        one
        for one in project.suggestions.of(document_id)
        if one.id not in annotation.verdicts and one.as_span() not in annotation.spans
    ]
    del open_[len(open_) // 2 :]
    spans = list(annotation.spans)
    chance = random.Random(3)
    changes = project.changes
    for n in range(count):
        if open_ and n % 2:
            one = open_.pop()
            edits = (
                SpanEdit(document_id, None, one.as_span()),
                VerdictEdit(document_id, one.id, None, Verdict.ACCEPTED),
            )
        else:
            place = chance.randrange(len(spans))
            span = spans[place]
            spans[place] = replace(span, sublabel="government" if span.sublabel == "media" else "media")
            edits = (SpanEdit(document_id, span, spans[place]),)
        draft = Draft("label", {"surface": "وكالة الأنباء"}, edits)
        recorded.append(milliseconds(lambda draft=draft: changes.record("amina", draft, seconds=1.5)))
    undone = [milliseconds(lambda: changes.undo("amina")) for _ in range(count // 2)]
    return recorded, undone


def bare_decisions(folder: Path) -> list[float]:
    """One span and its journal row a transaction."""
    times = []
    with bare(folder, "decisions.db") as connection:

        def decide(n: int) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                'INSERT INTO spans (document, start, "end", label) VALUES (1, ?, ?, ?)', (n, n + 9, "ORG")
            )
            connection.execute(
                "INSERT INTO journal (edits, at) VALUES (?, ?)", (json.dumps([n, n + 9, "ORG"]), "now")
            )
            connection.execute("COMMIT")

        for n in range(DECISIONS):
            times.append(milliseconds(lambda n=n: decide(n)))
    return times


def bare_import(folder: Path, made: list[str]) -> float:
    """Documents, spans and one journal row a document, in one transaction."""
    with bare(folder, "import.db") as connection:

        def load_all() -> None:
            connection.execute("BEGIN IMMEDIATE")
            for number, text in enumerate(made):
                raw = text.encode()
                connection.execute(
                    "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)",
                    (number, f"d{number}", text[:60], sha256(raw).hexdigest(), text, raw),
                )
                rows = [(number, at, at + 9, "ORG", "media") for at in range(0, 69 * SPANS, 69)]
                connection.executemany(
                    'INSERT INTO spans (document, start, "end", label, sublabel) VALUES (?, ?, ?, ?, ?)', rows
                )
                connection.execute("INSERT INTO journal (edits, at) VALUES (?, ?)", (json.dumps(rows), "now"))
                connection.execute("INSERT INTO search (rowid, words) VALUES (?, ?)", (number, folded(text)))
            connection.execute("COMMIT")

        return milliseconds(load_all)


def measure_decisions(folder: Path) -> None:
    limit = bare_decisions(folder)
    with Project.create(folder / "decisions.annot", schema=load("security-news")) as project:
        for name, length, count in (("2k", 2_000, 60), ("100k", LARGE_CHARACTERS, LARGE_SPANS)):
            text = (texts(1)[0] * (length // 2_000 + 1))[:length]
            project.documents.add(NewDocument(name, text.encode(), "utf-8", clean(text, steps=())))
            project.suggestions.replace(name, suggestions_of(text, count), sources={"lexicon"})
            half = [one.as_span() for one in project.suggestions.of(name)[::2]]
            edits = [SpanEdit(name, None, span) for span in half]
            state = StateEdit(name, State.NEW, State.IN_PROGRESS)
            project.changes.record("amina", Draft("import", {}, (*edits, state)))
            print(f"-- {length:,} characters, {count:,} suggestions, half of them accepted")
            measure_document(project, name, limit=limit)


def measure_document(project: Project, name: str, *, limit: list[float]) -> None:
    def times(job: Callable[[], object]) -> list[float]:
        return [milliseconds(job) for _ in range(50)]

    show("annotation read", times(lambda: project.annotations.get(name, "amina")))
    show("suggestions read", times(lambda: project.suggestions.of(name)))
    show("line of the list", times(lambda: project.documents.summary(name, "amina")))
    recorded, undone = decisions(project, name, count=DECISIONS)
    show("decision on disk", recorded, limit)
    show("decision undone", undone, limit)
    accept_rest(project, name)


def accept_rest(project: Project, name: str) -> None:
    """Accept all that is left, as Space does: one change."""
    annotation = project.annotations.get(name, "amina")
    taken = {(span.start, span.end, span.label) for span in annotation.spans}
    left = [one for one in project.suggestions.of(name) if (one.start, one.end, one.label) not in taken]
    edits = [
        edit
        for one in left
        for edit in (SpanEdit(name, None, one.as_span()), VerdictEdit(name, one.id, None, Verdict.ACCEPTED))
    ]
    state = StateEdit(name, annotation.state, State.FINISHED, annotation.note, annotation.note)
    draft = Draft("accept_rest", {}, (*edits, state))
    show(f"rest accepted, {len(left):,}", [milliseconds(lambda: project.changes.record("amina", draft))])


def measure_many(folder: Path, count: int) -> None:
    made = texts(count)
    path = folder / "many.annot"
    limit = [bare_import(folder, made)]
    before = peak_memory()
    with Project.create(path, schema=load("security-news")) as project:

        def import_all() -> None:
            with project.documents.adding():
                for number, text in enumerate(made):
                    new = NewDocument(f"d{number}", text.encode(), "utf-8", clean(text, steps=()))
                    project.documents.add(new)
                    project.annotations.store_finished("amina", new.id, spans_of(text, SPANS))

        def suggest_all() -> None:
            with project.suggestions.replacing():
                for number, text in enumerate(made):
                    suggestions = suggestions_of(text, SUGGESTIONS)
                    project.suggestions.replace(f"d{number}", suggestions, sources={"lexicon"})

        show(f"import, {count:,} documents, {count * SPANS:,} spans", [milliseconds(import_all)], limit)
        print(
            f"peak memory so far {peak_memory():.0f} MB, of which texts and the bare loop before {before:.0f}"
        )
        show("suggest", [milliseconds(suggest_all)])
        show("suggest again", [milliseconds(suggest_all)])
    show("open", [milliseconds(lambda: Project.open(path).close()) for _ in range(20)])
    with Project.open(path) as project:
        for annotator, what in (("youssef", "no work yet"), ("amina", "all finished")):
            job = partial(project.documents.summaries, annotator)
            show(f"document list, {what}", [milliseconds(job) for _ in range(5)])
        measure_search(project)
        show("all finished annotations", [milliseconds(lambda: project.annotations.finished("amina"))])
    show("check", [milliseconds(lambda: check(path))])
    megabytes = sum(len(text.encode()) for text in made) / 1e6
    print(f"{path.stat().st_size / 1e6:.0f} MB on disk for {megabytes:.0f} MB of text")


def measure_search(project: Project) -> None:
    """The first page of hits, with their context: names, parts of words, and what is rare or nowhere."""
    for mode in Mode:
        times = [
            milliseconds(partial(project.search.find, query, mode=mode, limit=50))
            for query in (*QUERIES, *QUERIES)
        ]
        show(f"search, {len(QUERIES)} queries, {mode.value}", times)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    print(f"{'milliseconds':44}{'p50':>9} {'p95':>9} {'max':>9}   {'limit p50':>9} {'p95':>9} {'max':>9}")
    with tempfile.TemporaryDirectory() as name:
        measure_decisions(Path(name))
        measure_many(Path(name), count)
    print(f"peak memory {peak_memory():.0f} MB")


if __name__ == "__main__":
    main()
