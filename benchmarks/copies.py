"""Makes wire copies of the sample articles and counts which are found to be copies, and how quickly.

    python benchmarks/copies.py [--documents 10000] [--json]

Each of the articles 01-06 is edited as papers edit an agency's news, two hundred times each way: another
headline, the first paragraphs cut, only the beginning kept, a paragraph of another article added, one word in
ten, seven, five or three replaced, other spelling, most of it at once. Recall is the share of the copies that
are like the article they came from. Precision is that of all pairs of texts that are alike in one heap of
originals and copies; the others, which no editor would call copies, share a paragraph at most. Milliseconds
are wall-clock for an article of 1,800 code points, signature and clusters, in a heap of `--documents`.
"""

import argparse
import json
import random
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from time import perf_counter

from annotator.text.cleaning import clean
from annotator.text.likeness import ALIKE, clusters, share, signature

SEEDS = Path(__file__).resolve().parent.parent / "seeds" / "articles"
TURNS = 200
HEAP = 25  # copies of each article in the heap

Edit = Callable[[random.Random, list[str], list[list[str]]], list[str]]


def articles() -> list[list[str]]:
    """Return the paragraphs of the sample articles 01-06; 07-10 are held out."""
    texts = [clean(path.read_text(encoding="utf-8")).text for path in sorted(SEEDS.glob("0[1-6]-*.txt"))]
    return [[line for line in text.split("\n") if line.strip()] for text in texts]


def replaced(every: int) -> Edit:
    """Return the edit that replaces one word in so many."""

    def edit(chance: random.Random, own: list[str], others: list[list[str]]) -> list[str]:
        stock = [word for article in others for line in article for word in line.split()]
        return [
            " ".join(chance.choice(stock) if chance.random() < 1 / every else word for word in line.split())
            for line in own
        ]

    return edit


def most_at_once(chance: random.Random, own: list[str], others: list[list[str]]) -> list[str]:
    """Another headline, the first paragraphs cut, one word in ten replaced, a paragraph added."""
    return [
        chance.choice(others)[0],
        *replaced(10)(chance, own[3:], others),
        chance.choice(chance.choice(others)[1:]),
    ]


EDITS: dict[str, Edit] = {
    "another headline": lambda chance, own, others: [chance.choice(others)[0], *own[1:]],
    "first paragraphs cut": lambda _chance, own, _others: [own[0], *own[3:]],
    "only the beginning": lambda _chance, own, _others: own[: len(own) // 2 + 1],
    "a paragraph added": lambda chance, own, others: [
        *own[:3],
        chance.choice(chance.choice(others)),
        *own[3:],
    ],
    "other spelling": lambda _chance, own, _others: [
        line.replace("ا", "أَ").replace("ر", "رـ") for line in own
    ],
    "one word in ten": replaced(10),
    "one word in seven": replaced(7),
    "one word in five": replaced(5),
    "one word in three": replaced(3),
    "most at once": most_at_once,
}


def recall(edit: Edit, stock: list[list[str]]) -> float:
    """Return the share of copies that are like their article."""
    found = 0
    for which, own in enumerate(stock):
        others = [one for one in stock if one is not own]
        original = signature("\n".join(own))
        for turn in range(TURNS):
            chance = random.Random(f"{which} {turn}")
            found += share(original, signature("\n".join(edit(chance, own, others)))) >= ALIKE
    return found / (TURNS * len(stock))


def in_a_heap(stock: list[list[str]]) -> tuple[float, float]:
    """Return precision and recall of the pairs in one heap of originals and copies."""
    texts, owners = [], []
    for which, own in enumerate(stock):
        others = [one for one in stock if one is not own]
        chance = random.Random(which)
        texts += ["\n".join(own)]
        texts += ["\n".join(chance.choice(list(EDITS.values()))(chance, own, others)) for _ in range(HEAP)]
        owners += [which] * (HEAP + 1)
    signatures = [signature(text) for text in texts]
    alike = right = meant = 0
    for (one, first), (other, second) in combinations(zip(signatures, owners, strict=True), 2):
        is_alike = share(one, other) >= ALIKE
        alike += is_alike
        right += is_alike and first == second
        meant += first == second
    return right / alike, right / meant


def milliseconds(stock: list[list[str]], documents: int) -> tuple[float, float]:
    """Return what the signature of an article costs, and what its share of the clusters does."""
    words = [word for article in stock for line in article for word in line.split()]
    chance = random.Random(0)
    texts = [" ".join(chance.choices(words, k=310)) for _ in range(documents)]
    start = perf_counter()
    signatures = [signature(text) for text in texts]
    between = perf_counter()
    clusters(signatures)
    return (between - start) * 1000 / documents, (perf_counter() - between) * 1000 / documents


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    stock = articles()
    found = {name: recall(edit, stock) for name, edit in EDITS.items()}
    precision, of_pairs = in_a_heap(stock)
    signing, grouping = milliseconds(stock, asked.documents)
    if asked.json:
        print(
            json.dumps(
                {
                    "recall": found,
                    "pairs": {"precision": precision, "recall": of_pairs},
                    "milliseconds": {"signature": signing, "clusters": grouping},
                }
            )
        )
        return
    for name, value in found.items():
        print(f"{name:22} {value:.3f} found")
    print(f"pairs in one heap      precision {precision:.3f}, recall {of_pairs:.3f}")
    print(f"an article             {signing:.3f} ms signature, {grouping:.3f} ms clusters")


if __name__ == "__main__":
    main()
