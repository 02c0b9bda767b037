"""Why two annotators differ at one place: one cause for every span that the other did not make alike."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import Final

from annotator.agreement.pairing import Pair, pair_spans
from annotator.model import Span
from annotator.text.clitics import stem_starts
from annotator.text.reading import Reading
from annotator.words import N_, _


class Cause(StrEnum):
    """What two annotators differ in, the widest difference first.

    MISSING: nothing answers a span. SPLIT: one made several spans of one label side by side where the other
    made one that holds them. NESTING: nothing answers a span that lies inside or around one which both made
    alike. LABEL, EDGE, CLITIC, SUBLABEL: two spans answer each other and differ in that.
    """

    MISSING = "missing"
    SPLIT = "split"
    NESTING = "nesting"
    LABEL = "label"
    EDGE = "edge"
    CLITIC = "clitic"
    SUBLABEL = "sublabel"


_WORDS: Final = {
    Cause.MISSING: N_("marked by one of them only"),
    Cause.SPLIT: N_("split by one, joined by the other"),
    Cause.NESTING: N_("a span inside or around it by one of them only"),
    Cause.LABEL: N_("another label"),
    Cause.EDGE: N_("another edge"),
    Cause.CLITIC: N_("a proclitic inside or outside"),
    Cause.SUBLABEL: N_("another sublabel"),
}


def words(cause: Cause) -> str:
    """Return what a reader calls a cause."""
    return _(_WORDS[cause])


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two annotators differ: what each made of it, in reading order, and the one cause.

    One of them has no span here where nothing answers; one of them has several where it is SPLIT.
    """

    first: tuple[Span, ...]
    second: tuple[Span, ...]
    cause: Cause

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans of both: each is a lost point."""
        return self.first + self.second


def differences(reading: Reading, first: Iterable[Span], second: Iterable[Span]) -> list[Difference]:
    """Return all places of one document where two annotators differ, in reading order.

    Each span without one of the same range, label and sublabel at the other is in exactly one of them.
    """
    pairs = pair_spans(first, second)
    agreed = _Agreed(pair.first for pair in pairs if pair.first is not None and pair.is_match)
    parts = _parts(pairs)
    held = {place for places in parts.values() for place in places}
    found = []
    for place, pair in enumerate(pairs):
        cause = cause_of(reading, pair)
        if cause is None or place in held:
            continue
        if place in parts:
            there = [pairs[one] for one in sorted([place, *parts[place]])]
            firsts, seconds = _present(one.first for one in there), _present(one.second for one in there)
            found.append(Difference(firsts, seconds, Cause.SPLIT))
            continue
        if cause is Cause.MISSING and agreed.nest_with(pair.present):
            cause = Cause.NESTING
        found.append(Difference(_present([pair.first]), _present([pair.second]), cause))
    return found


def _present(spans: Iterable[Span | None]) -> tuple[Span, ...]:
    there = (span for span in spans if span is not None)
    return tuple(sorted(there, key=lambda span: (span.start, -span.end, span.label)))


class _Agreed:
    """The spans that both made alike, of which it is quickly told whether one holds, or lies in, another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted((span.start, span.end) for span in spans)
        ends = [end for _, end in ordered]
        self._starts = [start for start, _ in ordered]
        self._latest = list(accumulate(ends, max))  # of all that start up to here
        self._soonest = list(accumulate(reversed(ends), min))[::-1]  # of all that start from here on

    def nest_with(self, span: Span) -> bool:
        """Tell whether one of them holds the span, or lies within it."""
        before, from_here = bisect_right(self._starts, span.start), bisect_left(self._starts, span.start)
        return (before > 0 and self._latest[before - 1] >= span.end) or (
            from_here < len(self._starts) and self._soonest[from_here] <= span.end
        )


def _parts(pairs: Sequence[Pair]) -> dict[int, list[int]]:
    """Return which spans that nothing answers are parts of which pair, all by their places in `pairs`.

    The wider span of a pair with one label holds the other one, and beside that this part of the same label
    and the same person. Where several pairs do, it belongs to the innermost.
    """
    alone: dict[tuple[bool, str], list[tuple[Span, int]]] = defaultdict(list)
    for place, pair in enumerate(pairs):
        if pair.first is None or pair.second is None:
            alone[pair.first is None, pair.present.label].append((pair.present, place))
    for listed in alone.values():
        listed.sort()
    parts: dict[int, list[int]] = defaultdict(list)
    held: set[int] = set()
    for wide, narrow, is_first, whole in _wholes(pairs):
        listed = alone.get((is_first, wide.label), [])
        for index in range(bisect_left(listed, wide.start, key=_start), len(listed)):
            span, place = listed[index]
            if span.start >= wide.end:
                break
            is_beside = span.end <= narrow.start or narrow.end <= span.start
            if place not in held and span.end <= wide.end and is_beside:
                parts[whole].append(place)
                held.add(place)
    return parts


def _start(one: tuple[Span, int]) -> int:
    return one[0].start


def _wholes(pairs: Sequence[Pair]) -> list[tuple[Span, Span, bool, int]]:
    """Return the pairs of one label of which one holds the other, the innermost first.

    Each is the wider span, the narrower one, whether the first has the wider one, and the pair's place.
    """
    found = [
        (wide, narrow, is_first, place)
        for place, pair in enumerate(pairs)
        for wide, narrow, is_first in ((pair.first, pair.second, True), (pair.second, pair.first, False))
        if wide
        and narrow
        and wide.label == narrow.label
        and wide.contains(narrow)
        and not narrow.contains(wide)
    ]
    return sorted(found, key=lambda one: (one[0].end - one[0].start, one[0]))


def cause_of(reading: Reading, pair: Pair) -> Cause | None:
    """Return the cause that a pair has by itself, None where the two agree to the sublabel.

    Where several things differ the widest counts: a span that only one has, then the label, then the
    edge, then the sublabel. CLITIC is an edge that differs by proclitics of the first word alone.
    """
    if pair.first is None or pair.second is None:
        return Cause.MISSING
    if pair.first.label != pair.second.label:
        return Cause.LABEL
    if (pair.first.start, pair.first.end) != (pair.second.start, pair.second.end):
        return Cause.CLITIC if _differ_by_clitic(reading, pair.first, pair.second) else Cause.EDGE
    return Cause.SUBLABEL if pair.first.sublabel != pair.second.sublabel else None


def _differ_by_clitic(reading: Reading, first: Span, second: Span) -> bool:
    """Tell whether all that lies between two spans is proclitics: للرباط and لرباط."""
    if first.end != second.end:
        return False
    outer, inner = sorted((first.start, second.start))
    token = reading.token_at(inner)
    if token is None or not token.start <= outer < inner < token.end:
        return False
    return {outer, inner} <= set(stem_starts(reading.text, token.start, token.end))
