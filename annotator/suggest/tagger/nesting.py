"""Spans as tags on words, a row for each depth, and which words a place covers.

The outermost spans are the first row; what overlaps one of a row goes to the next that is free. Tags
are IOB2 over whole words, whatever proclitics a span leaves outside.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from annotator.model import Span
from annotator.suggest.knowledge.passage import Passage

DEPTHS: Final = 3


def rows(passage: Passage, spans: Iterable[Span]) -> list[list[str]]:
    """Return DEPTHS rows of tags for the tokens of a passage.

    A span that finds no row free, covers no token or crosses a line is left out.
    """
    tags = [["O"] * len(passage) for _ in range(DEPTHS)]
    for span in sorted(spans, key=lambda one: (one.start, -one.end, one.label)):
        covered = passage.inside(span.start, span.end)
        if not covered or any(not passage.same_line(index) for index in covered[1:]):
            continue
        for row in tags:
            if all(row[index] == "O" for index in covered):
                row[covered[0]] = f"B-{span.label}"
                for index in covered[1:]:
                    row[index] = f"I-{span.label}"
                break
    return tags


def spans_of(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return the ranges of tokens that a row of tags names, with their labels."""
    found: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags):
        if tag.startswith("B-"):
            found.append((index, index + 1, tag[2:]))
        elif tag.startswith("I-") and found and found[-1][1:] == (index, tag[2:]):
            found[-1] = found[-1][0], index + 1, tag[2:]
        elif tag.startswith("I-"):
            found.append((index, index + 1, tag[2:]))
    return found
