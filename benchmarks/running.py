"""Suggests on many documents and prints documents per second, for one process and for two.

    python benchmarks/running.py [--documents 2000] [--jobs 1,2] [--json]

The documents are made from the sample articles 01-06: their paragraphs in other orders, one number
changed in each, so that no text comes twice. Times are wall-clock, of one run each; what a document costs
by itself and what storing it costs are measured on the first two hundred in this process.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.schema import load
from annotator.suggest.running import SuggestReport, suggest_documents
from annotator.suggest.sources import sources_for
from annotator.text.cleaning import clean

SEEDS = Path(__file__).resolve().parent.parent / "seeds" / "articles"
SAMPLE = 200


def texts(count: int) -> Iterator[str]:
    """Yield `count` texts of the length of an article."""
    articles = [path.read_text(encoding="utf-8").strip() for path in sorted(SEEDS.glob("0[1-6]-*.txt"))]
    paragraphs = [line for article in articles for line in article.splitlines() if line.strip()]
    chance = random.Random(1)
    for number in range(count):
        length = len(articles[number % len(articles)])
        made = [f"خبر {number}"]
        while sum(map(len, made)) < length:
            made.append(chance.choice(paragraphs))
        yield "\n".join(made)


def fill(path: Path, count: int) -> None:
    """Make a project of `count` documents."""
    with Project.create(path, schema=load("security-news")) as project, project.documents.adding():
        for number, text in enumerate(texts(count)):
            cleaned = clean(text, steps=())
            project.documents.add(NewDocument(f"d{number:06}", text.encode(), "utf-8", cleaned))


def run(path: Path, *, jobs: int, count: int) -> SuggestReport:
    """Suggest on the first `count` documents."""
    with Project.open(path) as project:
        ids = project.documents.ids()[:count]
        return suggest_documents(
            project, sources=sources_for(project), document_ids=ids, jobs=jobs, again=True
        )


def one_by_one(path: Path) -> tuple[float, float]:
    """Return the milliseconds that thinking about a document takes, and storing it."""
    with Project.open(path) as project:
        sources = sources_for(project)
        tasks = [sources.task(id_) for id_ in project.documents.ids()[:SAMPLE]]
        began = perf_counter()
        made = [sources.run(task) for task in tasks]
        thought = perf_counter()
        for first in range(0, len(made), 50):
            with project.suggestions.replacing():
                for one in made[first : first + 50]:
                    project.suggestions.replace(one.document_id, one.suggestions, sources=sources.replaced)
        stored = perf_counter()
    return 1_000 * (thought - began) / len(made), 1_000 * (stored - thought) / len(made)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--jobs", default="1,2")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "many.annot"
        fill(path, wanted.documents)
        thinking, storing = one_by_one(path)
        figures: dict[str, object] = {
            "documents": wanted.documents,
            "thinking_ms": round(thinking, 2),
            "storing_ms": round(storing, 2),
        }
        for jobs in map(int, wanted.jobs.split(",")):
            report = run(path, jobs=jobs, count=wanted.documents)
            figures[f"jobs_{jobs}"] = {
                "documents_per_second": round(report.documents / report.seconds, 1),
                "seconds": round(report.seconds, 1),
                "suggestions": report.suggestions,
            }
        figures["file_mb"] = round(path.stat().st_size / 1e6, 1)
    if wanted.json:
        print(json.dumps(figures, indent=2))
        return
    for name, value in figures.items():
        sys.stdout.write(f"{name:>14}  {value}\n")


if __name__ == "__main__":
    main()
