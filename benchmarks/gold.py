"""Measures gold over many articles: disputes found, settled by rule, taken back, ruled on by hand.

    python benchmarks/gold.py [--documents 5000] [--annotators 3] [--json]

The work is that of `benchmarks/agreement.py`: articles of 346 words, about thirty spans each, everybody's a
little otherwise. Times are of the processor, once each, in milliseconds: the machine may do other things too.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent))

from agreement import corpus

from annotator.adjudication.disputes import Rule
from annotator.adjudication.gold import open_gold
from annotator.adjudication.rules import Choice, plan, settle
from annotator.adjudication.ruling import rule
from annotator.adjudication.writing import undo
from annotator.model import Span
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.schema import load
from annotator.text.cleaning import clean

LEAD = "lead"
T = TypeVar("T")


def make(path: Path, *, documents: int, annotators: int) -> None:
    """Make a project with everybody's work."""
    works = corpus(documents, annotators=annotators, each=annotators)
    with Project.create(path, schema=load("security-news")) as project:
        with project.documents.adding():
            for work in works:
                raw = work.document.text.encode()
                project.documents.add(
                    NewDocument(work.document.id, raw, "utf-8", clean(work.document.text, steps=()))
                )
        for work in works:
            for name, spans in work.spans.items():
                project.annotations.store_finished(name, work.document.id, storable(spans))


def storable(spans: tuple[Span, ...]) -> list[Span]:
    """Return the spans that a project takes: those that cross no other, one a range and label."""
    kept: dict[tuple[int, int, str], Span] = {}
    for span in sorted(spans):
        if not any(span.crosses(other) for other in kept.values()):
            kept.setdefault((span.start, span.end, span.label), span)
    return list(kept.values())


def measure(project: Project) -> dict[str, float]:
    """Return what each step takes, in milliseconds, and how much there was of it."""
    found: dict[str, float] = {}

    def timed(what: str, work: Callable[[], T]) -> T:
        start = process_time()
        result = work()
        found[what] = 1000 * (process_time() - start)
        return result

    desk = timed("open", lambda: open_gold(project))
    found["disputes"] = len(desk.cases)
    rules = [Choice(Rule.MAJORITY), Choice(Rule.ONE, project.annotations.annotators()[0])]
    planned = timed("plan", lambda: plan(project, rules=rules))
    found["agreed spans"] = planned.agreed
    timed("settle", lambda: settle(project, planned, by=LEAD))
    timed("open settled", lambda: open_gold(project))
    timed("undo", lambda: undo(project, by=LEAD))
    group = desk.groups[0]
    found["alike"] = len(group)
    answer = group[0].dispute.variants[0].spans
    change = timed("rule on all alike", lambda: rule(project, group, spans=answer, by=LEAD))
    left = timed("renew the desk", lambda: desk.renewed(project, change.document_ids)).open[:1]
    timed("rule on one", lambda: rule(project, left, spans=(), by=LEAD))
    return found


def main() -> None:
    """Make the project, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--annotators", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "gold.annot"
        make(path, documents=asked.documents, annotators=asked.annotators)
        with Project.open(path) as project:
            found = measure(project)
    if asked.json:
        print(json.dumps(found, indent=2))
        return
    for what, value in found.items():
        print(f"{what:20} {value:10,.0f}")


if __name__ == "__main__":
    main()
