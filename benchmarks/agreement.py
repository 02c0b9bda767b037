"""Counts agreement over a made corpus and prints how long it takes and what memory, beside other programs.

    python benchmarks/agreement.py [--documents 1000] [--annotators 3] [--each 3] [--alone] [--json]

The corpus is made by chance, from one seed: articles of 346 words of the sample articles 01-06, about thirty
spans each, a fifth of them nested; annotators change, leave out and add some. `--each` of the annotators do
each article. Times are wall-clock, the best of three runs in this process; memory is what the process
took at its most, interpreter, numpy and the spans themselves included. «columns» is all from spans and texts
to columns, with the cutting of the words; that alone is «cutting words». «a filter» is the slowest of
several choices of people, articles, labels and days, without intervals. Limits are for 1,000 documents of
three annotators, a filter's for 5,000 of fifty (--documents 5000 --annotators 50). The others come after all
of ours, where they are installed: nervaluate for each pair of annotators, krippendorff over the same words.
"""

import argparse
import json
import random
import resource
import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from annotator.agreement.counting import count
from annotator.agreement.counts import Counts
from annotator.agreement.figures import figures
from annotator.agreement.material import Material, Work
from annotator.agreement.scope import Scope
from annotator.agreement.strips import Strips
from annotator.agreement.units import units
from annotator.model import Document, Span
from annotator.schema import load
from annotator.text.cleaning import clean
from annotator.text.columns import word_columns
from annotator.text.tokens import Token, words

SEEDS = Path(__file__).resolve().parent.parent / "seeds" / "articles"
WORDS = 346
RUNS = 3
LIMITS = {"without intervals": 500, "with intervals": 3000, "a filter": 200, "memory": 200}
T = TypeVar("T")


@cache
def stock() -> list[str]:
    """Return the paragraphs of the sample articles 01-06; 07-10 are held out."""
    texts = [clean(path.read_text(encoding="utf-8")).text for path in sorted(SEEDS.glob("0[1-6]-*.txt"))]
    return [line for text in texts for line in text.split("\n") if line.strip()]


@cache
def kinds() -> list[tuple[str, str]]:
    """Return the labels and sublabels that spans may have."""
    return [
        (label.id, sublabel)
        for label in load("security-news").labels
        for sublabel in ("", *(one.id for one in label.sublabels))
    ]


def corpus(documents: int = 1000, *, annotators: int = 3, each: int = 3, seed: int = 1) -> list[Work]:
    """Make finished work: `each` of the annotators on every document, the same for the same seed."""
    chance = random.Random(seed)
    names = [f"annotator {number:02}" for number in range(1, annotators + 1)]
    works = []
    for number in range(documents):
        text, tokens = _text(chance)
        truth = _spans(chance, tokens)
        who = sorted(chance.sample(names, min(each, annotators)))
        spans = {name: _changed(chance, truth, tokens) for name in who}
        document = Document(f"d{number:05}", text)
        works.append(Work(document, spans, dict.fromkeys(who, date(2026, 1, 1 + number % 28))))
    return works


def _text(chance: random.Random) -> tuple[str, list[Token]]:
    """Make a text of WORDS words."""
    lines: list[str] = []
    tokens: list[Token] = []
    while len(tokens) < WORDS:
        lines += chance.sample(stock(), 4)
        tokens = words("\n".join(lines))
    return "\n".join(lines)[: tokens[WORDS - 1].end], tokens[:WORDS]


def _spans(chance: random.Random, tokens: list[Token]) -> list[Span]:
    spans, place = [], chance.randrange(8)
    while place + 6 < len(tokens):
        length = chance.choice((1, 1, 2, 2, 3, 5))
        spans.append(_span(chance, tokens[place : place + length]))
        if length > 2 and chance.random() < 0.6:
            spans.append(_span(chance, tokens[place + 1 : place + length]))
        place += length + chance.randrange(2, 20)
    return spans


def _span(chance: random.Random, tokens: list[Token]) -> Span:
    return Span(tokens[0].start, tokens[-1].end, *chance.choice(kinds()))


def _changed(chance: random.Random, truth: list[Span], tokens: list[Token]) -> tuple[Span, ...]:
    """Return what one annotator makes of it: one span in five is another, or none."""
    found = set()
    for span in truth:
        case = chance.random()
        if case < 0.05:
            continue
        if case < 0.09:
            span = Span(span.start, span.end, *chance.choice(kinds()))
        elif case < 0.16:
            start = next(token.start for token in tokens if token.end > span.start)
            span = Span(
                start, tokens[min(tokens.index(_at(tokens, span.end)) + 1, WORDS - 1)].end, span.label
            )
        elif case < 0.2 and span.end - span.start > 3:
            span = Span(span.start + 1, span.end, span.label, span.sublabel)
        found.add(span)
    for _ in range(chance.randrange(3)):
        place = chance.randrange(len(tokens))
        found.add(_span(chance, tokens[place : place + 1]))
    return tuple(sorted({(one.start, one.end, one.label): one for one in found}.values()))


def _at(tokens: list[Token], end: int) -> Token:
    return next(token for token in tokens if token.end >= end)


def best(work: Callable[[], T], *, runs: int = RUNS) -> tuple[float, T]:
    """Return the milliseconds of the best of some runs, and what it gave."""
    times = []
    for _ in range(runs):
        begun = perf_counter()
        result = work()
        times.append(1000 * (perf_counter() - begun))
    return min(times), result


def memory() -> float:
    """Return the most megabytes that the process took so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(works: list[Work]) -> dict[str, float]:
    """Count, and return what there is, milliseconds and megabytes."""
    texts = [work.document.text for work in works]
    cutting, cut = best(lambda: word_columns(texts))
    columns, material = best(lambda: Material.of(works))
    counting, counts = best(lambda: count(material))
    units_, found = best(lambda: units(material))
    quick, _ = best(lambda: figures(counts, found, resampling=None))
    with_intervals, _ = best(lambda: figures(counts, found))
    filtered = max(best(lambda: figures(counts, found, one, resampling=None))[0] for one in scopes(counts))  # noqa: B023
    before = columns + counting + units_
    return {
        "documents": len(works),
        "words": len(cut.start),
        "spans": len(material.spans.start),
        "rows": len(counts.document),
        "cutting words": cutting,
        "columns": columns,
        "counting": counting,
        "units": units_,
        "figures": quick,
        "figures with intervals": with_intervals,
        "a filter": filtered,
        "without intervals": before + quick,
        "with intervals": before + with_intervals,
        "memory": memory(),
    }


def scopes(counts: Counts) -> list[Scope]:
    """Return choices of people, articles, labels and days."""
    return [
        Scope(),
        Scope(annotators=counts.annotators[: max(2, len(counts.annotators) // 2)]),
        Scope(documents=frozenset(counts.documents[::2])),
        Scope(labels=frozenset(counts.labels[::2])),
        Scope(after=date(2026, 1, 10)),
        Scope(common=True),
    ]


def others(works: list[Work]) -> dict[str, float]:
    """Return the milliseconds that other programs take for a part of this, those that are installed."""
    found = {}
    names = sorted({name for work in works for name in work.spans})
    if find_spec("nervaluate") is not None:
        found["nervaluate, F1 of all pairs"] = best(lambda: _nervaluate(works, names), runs=1)[0]
    if find_spec("krippendorff") is not None:
        import krippendorff
        import numpy as np

        material = Material.of(works)
        strips, sizes = Strips.of(material), np.diff(material.words.bounds)
        values = np.full((len(names), sizes.sum()), np.nan)
        for annotator, document in zip(*np.nonzero(material.finished), strict=True):
            begun = strips.starts[annotator * len(works) + document]
            to = material.words.bounds[document]
            size = sizes[document]
            values[annotator, to : to + size] = strips.labels[begun : begun + size]
        took, _ = best(lambda: krippendorff.alpha(values, level_of_measurement="nominal"), runs=1)
        found["krippendorff, α over words"] = took
    return found


def _nervaluate(works: list[Work], names: list[str]) -> None:
    from nervaluate import Evaluator

    for pair in combinations(names, 2):
        common = [work for work in works if all(name in work.spans for name in pair)]
        sides = (
            [
                [{"label": one.label, "start": one.start, "end": one.end} for one in work.spans[name]]
                for work in common
            ]
            for name in pair
        )
        if common:
            Evaluator(*sides, tags=sorted({label for label, _ in kinds()}), loader="dict").evaluate()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--annotators", type=int, default=3)
    parser.add_argument("--each", type=int, default=3)
    parser.add_argument("--alone", action="store_true", help="without the other programs")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    works = corpus(wanted.documents, annotators=wanted.annotators, each=wanted.each)
    ours = measure(works)
    theirs = {} if wanted.alone else others(works)
    if wanted.json:
        print(json.dumps({**ours, "limits": LIMITS, "others": theirs}, indent=2))
        return
    in_ms = {*list(ours)[list(ours).index("cutting words") : -1], *theirs}
    is_usual = wanted.documents <= 1000 and wanted.annotators <= 3
    for name, value in (ours | theirs).items():
        unit = "MB" if name == "memory" else "ms" if name in in_ms else ""
        is_asked = name in LIMITS and (name == "a filter" or is_usual)
        limit = f"of {LIMITS[name]:,} at most" if is_asked else ""
        sys.stdout.write(f"{name:>28}  {value:9,.0f} {unit:2}  {limit}".rstrip() + "\n")


if __name__ == "__main__":
    main()
