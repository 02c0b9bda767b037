"""Which span of one annotator answers which of the other: one to one, within one document.

Identical spans answer each other first, then those on the same range, then those that overlap most.
Overlap is the share of code points that two spans have in common of all that either covers (Jaccard's
index), so that a long outer span does not take the inner one's partner. The outcome does not depend
on who is first.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.model import Span


@dataclass(frozen=True, slots=True)
class Pair:
    """Two spans that answer each other; None where the annotator marked nothing that answers."""

    first: Span | None
    second: Span | None

    @property
    def present(self) -> Span:
        """The first annotator's span, the second's where there is none."""
        span = self.first or self.second
        if span is None:
            raise ValueError("a pair without a span")
        return span

    @property
    def is_match(self) -> bool:
        """Whether both marked the same range with the same label; the sublabel does not count."""
        return self.first is not None and self.second is not None and _mark(self.first) == _mark(self.second)


def pair_spans(first: Iterable[Span], second: Iterable[Span]) -> list[Pair]:
    """Pair the spans of two annotators over one text, in reading order, outer before inner."""
    left, right = sorted(first), sorted(second)
    pairs: list[Pair] = []
    for key in (_whole, _mark, _range):
        found, left, right = _equal(left, right, key)
        pairs += found
    found, left, right = _overlapping(left, right)
    pairs += found
    pairs += [Pair(span, None) for span in left]
    pairs += [Pair(None, span) for span in right]
    return sorted(pairs, key=_reading_order)


def _whole(span: Span) -> tuple[int, int, str, str]:
    return span.start, span.end, span.label, span.sublabel


def _mark(span: Span) -> tuple[int, int, str]:
    return span.start, span.end, span.label


def _range(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _equal(
    left: list[Span], right: list[Span], key: Callable[[Span], Hashable]
) -> tuple[list[Pair], list[Span], list[Span]]:
    """Pair spans that have the same key; return the pairs and what is left over on both sides."""
    waiting: dict[Hashable, list[Span]] = defaultdict(list)
    for span in right:
        waiting[key(span)].append(span)
    pairs, alone = [], []
    for span in left:
        there = waiting.get(key(span))
        if there:
            pairs.append(Pair(span, there.pop(0)))
        else:
            alone.append(span)
    return pairs, alone, sorted(span for spans in waiting.values() for span in spans)


def _overlapping(left: list[Span], right: list[Span]) -> tuple[list[Pair], list[Span], list[Span]]:
    """Pair what overlaps, the closest first; return the pairs and what is left over on both sides."""
    candidates = sorted(
        (_closeness(left[one], right[other]), one, other) for one, other in _touching(left, right)
    )
    pairs: list[Pair] = []
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    for _, one, other_one in candidates:
        if one not in taken_left and other_one not in taken_right:
            pairs.append(Pair(left[one], right[other_one]))
            taken_left.add(one)
            taken_right.add(other_one)
    return (
        pairs,
        [span for place, span in enumerate(left) if place not in taken_left],
        [span for place, span in enumerate(right) if place not in taken_right],
    )


def _touching(left: Sequence[Span], right: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield the places of any two that overlap, of spans in order: one of them starts within the other."""
    for one, span in enumerate(left):
        for other in range(bisect_left(right, span.start, key=_start), len(right)):
            if right[other].start >= span.end:
                break
            yield one, other
    for other, span in enumerate(right):
        for one in range(bisect_right(left, span.start, key=_start), len(left)):
            if left[one].start >= span.end:
                break
            yield one, other


def _start(span: Span) -> int:
    return span.start


def _closeness(one: Span, other: Span) -> tuple[float, bool, Span, Span]:
    """Order candidates: more overlap first, then the same label, then by place; symmetric."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    covered = max(one.end, other.end) - min(one.start, other.start)
    return -shared / covered, one.label != other.label, min(one, other), max(one, other)


def _reading_order(pair: Pair) -> tuple[int, int, bool, Span]:
    span = pair.present
    return span.start, -span.end, pair.first is None, span
