"""The places that the marginals of a line leave possible, with a raw score each.

A place is as likely as the least likely of what it takes: that it begins at its first word, goes on in
each other, and does not go on after its last. Places may overlap; the ranking chooses among them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

Marginals = Mapping[str, Sequence[float]]  # by tag, the probability at each word of a line
_LEAST: Final = 0.06  # below it no calibration makes a place worth a look
_LONGEST: Final = 40  # words


class Place(NamedTuple):
    """Words `[first, last)` under a label."""

    first: int
    last: int
    label: str
    score: float


def places(marginals: Marginals, *, length: int) -> Iterator[Place]:
    """Yield every place of a line of `length` words whose score is worth a look."""
    for tag, begins in marginals.items():
        if not tag.startswith("B-"):
            continue
        goes_on = marginals.get(f"I-{tag[2:]}")
        for first in range(length):
            if begins[first] >= _LEAST:
                yield from _from(first, tag[2:], begins[first], goes_on, length)


def _from(
    first: int, label: str, score: float, goes_on: Sequence[float] | None, length: int
) -> Iterator[Place]:
    for last in range(first + 1, min(length, first + _LONGEST) + 1):
        after = goes_on[last] if goes_on is not None and last < length else 0.0
        ends = min(score, 1.0 - after)
        if ends >= _LEAST:
            yield Place(first, last, label, ends)
        score = min(score, after)
        if score < _LEAST:
            return


def score_of(marginals: Marginals, first: int, last: int, label: str) -> float:
    """Return the raw score of any place on a line, 0 for a label that the model does not know."""
    begins, goes_on = marginals.get(f"B-{label}"), marginals.get(f"I-{label}")
    if begins is None:
        return 0.0
    score = begins[first]
    for index in range(first + 1, last):
        score = min(score, goes_on[index] if goes_on is not None else 0.0)
    if goes_on is not None and last < len(goes_on):
        score = min(score, 1.0 - goes_on[last])
    return score
