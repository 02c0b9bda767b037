"""Finds what is in dispute in a document, and what all who finished it agree on.

An agreed span is one that all of them have: the same range, label and sublabel. What else there is falls
into places, each with all disputed spans that overlap there, and each with an answer by everybody.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, Protocol

from annotator.adjudication.alike import key_of
from annotator.adjudication.disputes import Dispute, Variant
from annotator.agreement.causes import Cause, cause_of
from annotator.agreement.pairing import pair_spans
from annotator.model import GOLD, Document, Span
from annotator.text.reading import Reading

_CAUSES: Final = {cause: place for place, cause in enumerate(Cause)}
Silent = Mapping[str, Sequence[tuple[int, int]]]
"""By annotator, the ranges where they have no say: where they took a planted error."""
Givers = Mapping[Span, Sequence[str]]


class Work(Protocol):
    """A document with the spans of each who finished it; gold, where it is among them, is nobody's answer."""

    @property
    def document(self) -> Document: ...  # noqa: D102
    @property
    def spans(self) -> Mapping[str, tuple[Span, ...]]: ...  # noqa: D102


def disputes_of(
    work: Work, *, reading: Reading | None = None, silent: Silent | None = None
) -> tuple[tuple[Span, ...], list[Dispute]]:
    """Return the spans that all have alike, and the disputes, both in reading order.

    Where fewer than two finished the document there is neither: one person's word is not gold. Who is
    silent somewhere is not asked there, unless something else of theirs is in dispute there.
    """
    names = sorted(name for name in work.spans if name != GOLD)
    if len(names) < 2:
        return (), []
    given = _givers(work, names)
    agreed: list[Span] = []
    disputed: list[Span] = []
    for span in sorted(given, key=_reading_order):
        asked = [name for name in names if not _is_silent(silent, name, span.start, span.end)]
        is_agreed = len(given[span]) >= 2 and set(given[span]) >= set(asked)
        (agreed if is_agreed else disputed).append(span)
    place = _Place(work.document, reading or Reading(work.document.text), names, given, agreed, silent)
    return tuple(agreed), [place.dispute(*where) for where in _overlapping(disputed)]


def place_at(
    work: Work,
    start: int,
    end: int,
    *,
    reading: Reading | None = None,
    silent: Silent | None = None,
) -> Dispute:
    """Return a range as a dispute, what all agree on in it among the answers.

    Where a dispute overlaps the range, it is taken in whole. Who has nothing there answers so.
    """
    agreed, disputes = disputes_of(work, silent=silent)
    for one in disputes:
        if one.start < end and start < one.end:
            start, end = min(start, one.start), max(end, one.end)
    names = sorted(name for name in work.spans if name != GOLD)
    given = _givers(work, names)
    inside = [span for span in sorted(given, key=_reading_order) if start <= span.start and span.end <= end]
    place = _Place(work.document, reading or Reading(work.document.text), names, given, agreed, silent)
    return place.dispute(start, end, inside)


def _givers(work: Work, names: Iterable[str]) -> Givers:
    given: dict[Span, list[str]] = defaultdict(list)
    for name in names:
        for span in work.spans[name]:
            given[Span(span.start, span.end, span.label, span.sublabel)].append(name)
    return given


def _is_silent(silent: Silent | None, name: str, start: int, end: int) -> bool:
    ranges = silent.get(name, ()) if silent else ()
    return any(first < end and start < last for first, last in ranges)


def _reading_order(span: Span) -> tuple[int, int, str, str]:
    return span.start, -span.end, span.label, span.sublabel


def _overlapping(spans: Iterable[Span]) -> Iterator[tuple[int, int, list[Span]]]:
    """Yield spans in reading order together with those that they overlap, and the range of these."""
    start, end, together = 0, 0, list[Span]()
    for span in spans:
        if together and span.start >= end:
            yield start, end, together
            together = []
        if not together:
            start, end = span.start, span.end
        together.append(span)
        end = max(end, span.end)
    if together:
        yield start, end, together


class _Place:
    """Makes disputes of one document."""

    def __init__(
        self,
        document: Document,
        reading: Reading,
        names: Sequence[str],
        given: Givers,
        agreed: Sequence[Span],
        silent: Silent | None,
    ) -> None:
        self._document, self._reading, self._names = document, reading, names
        self._given, self._agreed, self._silent = given, agreed, silent

    def dispute(self, start: int, end: int, spans: Sequence[Span]) -> Dispute:
        """Make the dispute about `spans`, which lie in a range of the document."""
        variants = self._variants(start, end, spans)
        key = key_of(self._document.text, start, end, variants, document_id=self._document.id)
        return Dispute(self._document.id, start, end, variants, self._causes(variants), key)

    def _variants(self, start: int, end: int, spans: Sequence[Span]) -> tuple[Variant, ...]:
        answers: dict[str, list[Span]] = {
            name: [] for name in self._names if not _is_silent(self._silent, name, start, end)
        }
        for span in spans:
            for name in self._given[span]:
                answers.setdefault(name, []).append(span)
        by_answer: dict[tuple[Span, ...], list[str]] = defaultdict(list)
        for name in sorted(answers):
            by_answer[tuple(answers[name])].append(name)
        variants = [Variant(answer, tuple(who)) for answer, who in by_answer.items()]
        return tuple(sorted(variants, key=lambda one: (-len(one.annotators), not one.spans, one.spans)))

    def _causes(self, variants: Sequence[Variant]) -> tuple[Cause, ...]:
        found: set[Cause] = set()
        for first, second in combinations(variants, 2):
            for pair in pair_spans(first.spans, second.spans):
                cause = cause_of(self._reading, pair)
                if cause is not None:
                    found.add(cause)
        return tuple(sorted(found, key=_CAUSES.__getitem__))
