"""How many actions an entity costs a person: a labelled corpus replayed through the real session.

    python benchmarks/effort.py [--corpus FILE] [--map FILE] [--schema NAME] [--documents N] [--json]

A project file on disk gets the texts of the corpus. Somebody who wants its labels goes through them in their
order and takes every decision through gui.session.Session with annotator.labelling, as keys would: accept 1
(it reaches the equal names of the document), reject 1 (so does it), relabel 2, move an edge 2, add 3. What a
decision reaches wrongly is put right, and counted. Every 20 documents the program learns from what is
finished, as it does beside the window, and suggests the next ones anew; what is labelled meanwhile is
suggested in other documents by the live memory. Without a corpus: ../shared/data/anercorp-train.

Three ways to work:
  strict    every suggestion is decided: the right ones accepted, the wrong ones rejected or corrected
  open      wrong ones are left open where that is cheaper, and Ctrl+Enter finishes
  rest      right ones are left to Space, which accepts the rest and finishes (1 a document, counted; that
            the window asks for a second press where something is open is given apart, as second_space), or
            wrong ones are left open and Ctrl+Enter finishes (1), whichever is cheaper; and a label's key
            labels the word at the caret (1)
The key that finishes an article counts in `rest` only, as in the table these figures are compared with.

At the end each document's spans must be the corpus' own, whole words and labels; else nothing is printed.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("ANNOTATOR_LANGUAGE", "en")
sys.path.insert(0, str(Path(__file__).resolve().parent))

from corpora import ANERCORP, Labelled, read_corpus, read_map
from effort_person import Count, Person
from effort_product import Product, schema_for, spelt
from PySide6.QtCore import QCoreApplication

from annotator.errors import AnnotatorError

STRETCHES = ((1, 10), (11, 50), (51, 100), (101, 200), (201, None))
LAST = 100
EVERY = 20
WAYS = ("strict", "open", "rest")


def replay(
    documents: Sequence[Labelled], *, ways: Sequence[str], folder: Path, schema: str | None, learns: bool
) -> dict[str, list[Count]]:
    """Label a corpus in these ways, side by side; return what each document took.

    All ways end with the same spans, so that they learn the same: the first does, the others take its model.
    """
    counts: dict[str, list[Count]] = {way: [] for way in ways}
    labels = schema_for(documents, name=schema)
    with ExitStack() as stack:
        products = {
            way: stack.enter_context(Product(folder / f"{way}.annot", documents, schema=labels))
            for way in ways
        }
        for first in range(0, len(documents), EVERY):
            block = documents[first : first + EVERY]
            model = products[ways[0]].learn() if learns else None
            for way, product in products.items():
                if model is not None and way != ways[0]:
                    product.take(model)
                product.suggest(block)
                counts[way] += [label(product, document, way=way) for document in block]
            if sys.stderr.isatty():
                print(f"\r{first + len(block)}/{len(documents)}", end="", file=sys.stderr)
        for product in products.values():
            product.check(documents)
    return counts


def label(product: Product, document: Labelled, *, way: str) -> Count:
    """Label one document, and let the program spread what was named."""
    product.session.open(document.id)
    person = Person(product.session, document.spans, way=way)
    person.work()
    product.spread(person.named)
    return person.count


def figures(counts: Sequence[Count]) -> dict[str, float]:
    """Return what some documents took together."""
    total = sum(counts, Count())
    found = {
        "documents": len(counts),
        "entities": total.entities,
        "actions": total.actions,
        "per_entity": round(total.actions / max(total.entities, 1), 3),
    }
    return {**found, **total.parts()}


def stretches(counts: Sequence[Count]) -> Iterator[tuple[str, Sequence[Count]]]:
    """Yield the stretches of documents by name, those that there are, then the last hundred and all."""
    for first, last in STRETCHES:
        if part := counts[first - 1 : last]:
            yield f"{first}-{first - 1 + len(part)}", part
    if len(counts) > LAST:
        yield f"last {LAST}", counts[-LAST:]
    yield "all", counts


def main() -> None:
    """Replay the corpus in each way, and print what it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=ANERCORP)
    parser.add_argument("--map", type=Path)
    parser.add_argument("--schema")
    parser.add_argument("--documents", type=int)
    parser.add_argument("--ways", default=",".join(WAYS))
    parser.add_argument("--no-tagger", action="store_true", help="knowledge and memory alone")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if asked.corpus == ANERCORP and not ANERCORP.exists():
        print(f"no corpus at {ANERCORP}: name one with --corpus")
        return
    try:
        documents, repaired = read_corpus(asked.corpus, labels=read_map(asked.map))
    except (AnnotatorError, OSError) as error:
        raise SystemExit(f"effort: {error}") from error
    documents = documents[: asked.documents]
    for document in documents:
        document.spans = [(start, end, spelt(label)) for start, end, label in document.spans]
    application = QCoreApplication(sys.argv[:1])
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        counts = replay(
            documents,
            ways=asked.ways.split(","),
            folder=Path(folder),
            schema=asked.schema,
            learns=not asked.no_tagger,
        )
    seconds = round(time.perf_counter() - began, 1)
    made = {way: {name: figures(part) for name, part in stretches(all_)} for way, all_ in counts.items()}
    application.quit()
    if asked.json:
        print(
            json.dumps(
                {"corpus": str(asked.corpus), "repaired_tags": repaired, "seconds": seconds, "ways": made}
            )
        )
        return
    print(f"{asked.corpus}: {len(documents)} documents, {repaired} tags repaired, {seconds:.0f} s")
    print("actions per entity\n")
    for way, parts in made.items():
        for name, row in parts.items():
            said = ", ".join(f"{key} {value}" for key, value in row.items() if key != "per_entity")
            print(f"{way:8} {name:10} {row['per_entity']:6.3f}   {said}")
        print()


if __name__ == "__main__":
    main()
