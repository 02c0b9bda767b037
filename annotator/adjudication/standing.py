"""Where gold of one document stands: what is in dispute there, and which ruling holds for it.

A ruling holds as long as what it rests on does: MAJORITY while the majority says so, ONE while that annotator
does, and one by hand while nobody gives an answer that the lead had not before them.
"""

from collections.abc import Iterable
from functools import cached_property

from annotator.adjudication.disputes import BY_HAND, Case, Dispute, Rule, Ruling
from annotator.adjudication.disputing import Places, clash, is_silent
from annotator.model import Span, State
from annotator.project.marked import Mark, Marked

_SHOWN = 160  # code points of a place


class Standing:
    """The finished work on a document beside its gold and the rulings on it."""

    def __init__(self, marked: Marked, *, may_cross: bool = False) -> None:
        self.document, self.names, self.marks = marked.document, marked.names, marked.marks
        self.state, self.note, self.rulings = marked.state, marked.note, marked.rulings
        self.silent, self.stamp, self.may_cross = marked.silent, marked.stamp, may_cross
        self._places = Places(marked)

    @property
    def is_imported(self) -> bool:
        """Whether gold is there that nobody ruled: it was imported."""
        return not self.rulings and (self.state is not State.NEW or any(mark[5] for mark in self.marks))

    @cached_property
    def is_by_hand(self) -> bool:
        """Whether a lead ruled on something here by hand."""
        return any(one.rule in BY_HAND for one in self.rulings)

    @property
    def agreed_marks(self) -> list[Mark]:
        """What all who finished the document have alike."""
        return list(self._places.agreed_marks)

    @cached_property
    def agreed(self) -> tuple[Span, ...]:
        """The same as spans."""
        return self._places.agreed

    @cached_property
    def gold(self) -> tuple[Span, ...]:
        """Gold as it is stored, with the spans' ids."""
        return tuple(stored(mark) for mark in self.marks if mark[5])

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The disputes with what was ruled there."""
        return tuple(self.case(dispute) for dispute in self._places.disputes())

    def case(self, dispute: Dispute) -> Case:
        """Return a dispute of this document with what was ruled there."""
        surface = self.document.text[dispute.start : min(dispute.end, dispute.start + _SHOWN)]
        if not self.rulings:
            return Case(dispute, surface)
        ruling = self.newest(dispute.start, dispute.end)
        is_settled = ruling is not None and self._settles(ruling, dispute)
        return Case(dispute, surface, ruling or self._once_agreed(dispute), is_settled)

    def case_at(self, start: int, end: int) -> Case:
        """Return any range as a case, what all agree on there among the answers."""
        return self.case(self._places.around(start, end))

    def newest(self, start: int, end: int) -> Ruling | None:
        """Return the newest ruling on a range, None where there is none."""
        for one in reversed(self.rulings):
            if one.rule is not Rule.AGREED and one.start < end and start < one.end:
                return one
        return None

    def _once_agreed(self, dispute: Dispute) -> Ruling | None:
        """Return what was gold there because all agreed, before they differed."""
        taken = next((one for one in reversed(self.rulings) if one.rule is Rule.AGREED), None)
        if taken is None:
            return None
        spans = tuple(
            Span(*mark[:4])
            for mark in self.marks
            if mark[5] and mark[4] and dispute.start <= mark[0] and mark[1] <= dispute.end
        )
        answered = answers_of(dispute)
        spans = tuple(span for span in spans if span in answered)
        place = (dispute.document_id, dispute.start, dispute.end)
        return Ruling(*place, Rule.AGREED, taken.by, spans, taken.at, id=taken.id) if spans else None

    def _settles(self, ruling: Ruling, dispute: Dispute) -> bool:
        if not (ruling.start <= dispute.start and dispute.end <= ruling.end):
            return False
        if ruling.rule in BY_HAND:
            return self.holds(ruling)
        is_by_majority = ruling.rule is Rule.MAJORITY
        answer = majority(dispute) if is_by_majority else answer_of(dispute, ruling.annotator)
        there = [span for span in ruling.spans if span.start < dispute.end and dispute.start < span.end]
        return answer is not None and sorted(answer) == sorted(there)

    def holds(self, ruling: Ruling) -> bool:
        """Tell whether a ruling by hand holds: nobody says now what the lead had not before them."""
        known = {frozenset(within(one.spans, ruling) + ruling.beside) for one in ruling.answers}
        known.add(frozenset(within(ruling.spans, ruling) + ruling.beside))
        there = [mark for mark in self.marks if is_within(mark[0], mark[1], ruling.start, ruling.end)]
        for name in self.names:
            said = frozenset(Span(*mark[:4]) for mark in there if name in mark[4])
            if said not in known and not is_silent(self.silent, name, ruling.start, ruling.end):
                return False
        ruled_out = refused(ruling)
        return not any(
            clash(span, other, may_cross=self.may_cross)
            for span in ruling.spans
            for other in self.agreed
            if other not in ruled_out
        )

    def ruling(self, dispute: Dispute, spans: tuple[Span, ...], rule: Rule, *, by: str, note: str) -> Ruling:
        """Return a ruling by hand, with what lies before the lead."""
        answered = answers_of(dispute)
        beside = tuple(
            span
            for span in self.agreed
            if span not in answered and is_within(span.start, span.end, dispute.start, dispute.end)
        )
        place = (self.document.id, dispute.start, dispute.end)
        given = tuple(sorted(spans))
        return Ruling(*place, rule, by, given, note=note, answers=dispute.variants, beside=beside)


def stored(mark: Mark) -> Span:
    """Return a mark that gold has as the span that is stored."""
    return Span(*mark[:4], origin=mark[6], id=mark[5])


def majority(dispute: Dispute) -> tuple[Span, ...] | None:
    """Return the answer that more than half of those asked gave, two at least; None where there is none."""
    given = len(dispute.variants[0].annotators)
    asked = sum(len(one.annotators) for one in dispute.variants)
    return dispute.variants[0].spans if given >= 2 and 2 * given > asked else None


def answer_of(dispute: Dispute, annotator: str) -> tuple[Span, ...] | None:
    """Return somebody's answer, None where they gave none."""
    return next((one.spans for one in dispute.variants if annotator in one.annotators), None)


def answers_of(dispute: Dispute) -> set[Span]:
    """Return all spans that anybody answered with."""
    return {span for variant in dispute.variants for span in variant.spans}


def refused(ruling: Ruling) -> set[Span]:
    """Return what was answered, and ruled out."""
    return {span for one in ruling.answers for span in one.spans} - set(ruling.spans)


def within(spans: Iterable[Span], ruling: Ruling) -> tuple[Span, ...]:
    """Return the spans that belong to the place of a ruling: those that overlap it and do not go round it."""
    return tuple(span for span in spans if is_within(span.start, span.end, ruling.start, ruling.end))


def is_within(first: int, last: int, start: int, end: int) -> bool:
    """Tell whether the range `[first, last)` overlaps `[start, end)` and does not go round it."""
    is_around = first <= start and end <= last and (first, last) != (start, end)
    return first < end and start < last and not is_around
