"""Finds what is in dispute in a document, and what all who finished it agree on.

An agreed span is one that all of them have: the same range, label and sublabel. What else there is falls
into places, each with all disputed spans that overlap there, and each with an answer by everybody.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, combinations
from typing import Final

from annotator.adjudication.alike import key_of
from annotator.adjudication.disputes import Dispute, Variant
from annotator.agreement.causes import Cause, cause_of, differences
from annotator.agreement.pairing import Pair
from annotator.model import Span
from annotator.project.marked import Mark, Marked, Ranges
from annotator.text.reading import Reading
from annotator.text.tokens import Token, word_at

_CAUSES: Final = {cause: place for place, cause in enumerate(Cause)}
_ONLY: Final = {cause: (cause,) for cause in Cause}
Silent = Mapping[str, Ranges]
"""By annotator, the ranges where they have no say: where they took a planted error."""


class Places:
    """The places of one document that are in dispute, and what is not."""

    def __init__(self, marked: Marked) -> None:
        self._document, self._names, self._silent = marked.document, marked.names, marked.silent
        self._reading = _OnTheSpot(marked.document.text)
        self._agreed: list[Mark] = []
        self._disputed: list[Mark] = []
        self._furthest: list[int] = []  # where the agreed spans up to each end at the latest
        if len(self._names) > 1:
            self._sort(marked.marks)

    def _sort(self, marks: Iterable[Mark]) -> None:
        for mark in marks:
            who = mark[4]
            if who == self._names or (self._silent and self._is_agreed(mark)):
                self._agreed.append(mark)
            elif who:
                self._disputed.append(mark)
        if self._silent:
            self._part()
        self._agreed.sort(key=_reading_order)
        self._disputed.sort(key=_reading_order)
        self._furthest = list(accumulate((mark[1] for mark in self._agreed), max))

    def _part(self) -> None:
        """Put into dispute what some agree on while others are silent, where it goes against the like."""
        whole = [Span(*mark[:4]) for mark in self._agreed]
        for span, mark in zip(whole, list(self._agreed), strict=True):
            if mark[4] != self._names and any(clash(span, other, may_cross=False) for other in whole):
                self._agreed.remove(mark)
                self._disputed.append(mark)

    def _is_agreed(self, mark: Mark) -> bool:
        start, end, _, _, who, *_ = mark
        asked = (name for name in self._names if not is_silent(self._silent, name, start, end))
        return len(who) > 1 and all(name in who for name in asked)

    @property
    def agreed_marks(self) -> Sequence[Mark]:
        """What all have alike, in reading order."""
        return self._agreed

    @property
    def agreed(self) -> tuple[Span, ...]:
        """The same as spans."""
        return tuple(Span(*mark[:4]) for mark in self._agreed)

    def disputes(self) -> list[Dispute]:
        """Return the disputes, in reading order."""
        return [self._dispute(*where) for where in _overlapping(self._disputed)]

    def around(self, start: int, end: int) -> Dispute:
        """Return a range as a dispute, what all agree on in it among the answers.

        Where a dispute overlaps the range, it is taken in whole.
        """
        for first, last, _ in _overlapping(self._disputed):
            if first < end and start < last:
                start, end = min(start, first), max(end, last)
        inside = (mark for mark in (*self._agreed, *self._disputed) if start <= mark[0] and mark[1] <= end)
        return self._dispute(start, end, sorted(inside, key=_reading_order))

    def _dispute(self, start: int, end: int, marks: Sequence[Mark]) -> Dispute:
        variants = self._variants(start, end, marks)
        key = key_of(self._document.text, start, end, variants, document_id=self._document.id)
        return Dispute(self._document.id, start, end, variants, self._causes(variants), key)

    def _variants(self, start: int, end: int, marks: Sequence[Mark]) -> tuple[Variant, ...]:
        answers: dict[str, list[int]] = {
            name: []
            for name in self._names
            if not (self._silent and is_silent(self._silent, name, start, end))
        }
        for place, mark in enumerate(marks):
            for name in mark[4]:
                answers.setdefault(name, []).append(place)
        given: dict[tuple[int, ...], list[str]] = defaultdict(list)
        for name, places in answers.items():
            given[tuple(places)].append(name)
        spans = [Span(*mark[:4]) for mark in marks]
        # The places are in reading order, so that they stand for their spans.
        order = sorted(given.items(), key=lambda one: (-len(one[1]), not one[0], one[0]))
        return tuple(
            Variant(tuple(spans[place] for place in places), tuple(sorted(who))) for places, who in order
        )

    def _causes(self, variants: Sequence[Variant]) -> tuple[Cause, ...]:
        if len(variants) == 2:
            return self._between(variants[0].spans, variants[1].spans)
        found = {
            cause
            for one, other in combinations(variants, 2)
            for cause in self._between(one.spans, other.spans)
        }
        return tuple(sorted(found, key=_CAUSES.__getitem__))

    def _between(self, one: tuple[Span, ...], other: tuple[Span, ...]) -> tuple[Cause, ...]:
        """Return what two answers differ in; most are of one span, or of one each."""
        if len(one) + len(other) == 1:
            alone = (one or other)[0]
            return _ONLY[Cause.NESTING if next(self._nesting(alone), None) else Cause.MISSING]
        if len(one) == len(other) == 1 and one[0].start < other[0].end and other[0].start < one[0].end:
            cause = cause_of(self._reading, Pair(one[0], other[0]))
            return _ONLY[cause] if cause else ()
        nesting = {span for given in (*one, *other) for span in self._nesting(given)}
        found = {each.cause for each in differences(self._reading, {*one, *nesting}, {*other, *nesting})}
        return tuple(sorted(found, key=_CAUSES.__getitem__))

    def _nesting(self, span: Span) -> Iterator[Span]:
        """Yield the agreed spans that lie inside or around a span."""
        start, end = span.start, span.end
        place = bisect_left(self._agreed, start, key=_start)
        for mark in self._agreed[place : bisect_left(self._agreed, end, lo=place, key=_start)]:
            if mark[1] <= end or (mark[0] == start and mark[1] >= end):
                yield Span(*mark[:4])
        while place and self._furthest[place - 1] >= end:
            place -= 1
            if self._agreed[place][1] >= end:
                yield Span(*self._agreed[place][:4])


class _OnTheSpot(Reading):
    """A text of which few words are asked for: each is looked up where it stands."""

    def token_at(self, offset: int) -> Token | None:
        """Return the word that holds `offset` or ends there."""
        return word_at(self.text, offset)


def clash(one: Span, other: Span, *, may_cross: bool) -> bool:
    """Tell whether two spans cannot both be there: they cross, or differ in the sublabel alone."""
    is_same_mark = one != other and (one.start, one.end, one.label) == (other.start, other.end, other.label)
    return is_same_mark or (not may_cross and one.crosses(other))


def is_silent(silent: Silent, name: str, start: int, end: int) -> bool:
    """Tell whether somebody has no say on a range."""
    return any(first < end and start < last for first, last in silent.get(name, ()))


def _start(mark: Mark) -> int:
    return mark[0]


def _reading_order(mark: Mark) -> tuple[int, int, str, str]:
    return mark[0], -mark[1], mark[2], mark[3]


def _overlapping(marks: Iterable[Mark]) -> Iterator[tuple[int, int, list[Mark]]]:
    """Yield marks in reading order together with those that they overlap, and the range of these."""
    start, end, together = 0, 0, list[Mark]()
    for mark in marks:
        if together and mark[0] >= end:
            yield start, end, together
            together = []
        if not together:
            start, end = mark[0], mark[1]
        together.append(mark)
        end = max(end, mark[1])
    if together:
        yield start, end, together
