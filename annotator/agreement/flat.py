"""Nested spans read flat, a label a word: what coefficients over words compare."""

from collections.abc import Iterable, Sequence
from typing import Final

from annotator.model import Span
from annotator.text.tokens import Token

NOT_MARKED: Final = None


def outermost_labels(tokens: Sequence[Token], spans: Iterable[Span]) -> list[str | None]:
    """Return the label of the outermost span over each token, NOT_MARKED where there is none.

    Words are whole: a span that leaves a proclitic out still labels its word. Where spans share a word
    without nesting, the one that begins first counts; where they share a range, the label that sorts first.
    """
    labels: list[str | None] = [NOT_MARKED] * len(tokens)
    passed = 0  # tokens that end before the span at hand, and so before every later one
    for span in sorted(spans, key=lambda span: (span.start, -span.end, span.label)):
        while passed < len(tokens) and tokens[passed].end <= span.start:
            passed += 1
        index = passed
        while index < len(tokens) and tokens[index].start < span.end:
            if labels[index] is NOT_MARKED:
                labels[index] = span.label
            index += 1
    return labels
