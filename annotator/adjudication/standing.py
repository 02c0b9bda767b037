"""Where gold of one document stands: what is in dispute there, and which ruling holds for it.

A ruling holds as long as what it rests on does: MAJORITY while the majority says so, ONE while that annotator
does, and one by hand while nobody gives an answer that the lead had not before them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from annotator.adjudication.disputes import BY_HAND, Case, Dispute, Rule, Ruling
from annotator.adjudication.disputing import Silent, Work, disputes_of, place_at
from annotator.model import GOLD, Span, State

_SHOWN = 160  # code points of a place


@dataclass(frozen=True)
class Standing:
    """The finished work on a document, gold as it is stored, and the rulings in force, oldest first."""

    work: Work
    gold: tuple[Span, ...] = ()
    state: State = State.NEW
    note: str = ""
    rulings: tuple[Ruling, ...] = ()
    silent: Silent | None = None
    may_cross: bool = False

    @property
    def document_id(self) -> str:
        """The document's id."""
        return self.work.document.id

    @property
    def names(self) -> list[str]:
        """Who finished it, gold apart."""
        return sorted(name for name in self.work.spans if name != GOLD)

    @property
    def is_imported(self) -> bool:
        """Whether gold is there that nobody ruled: it was imported."""
        return not self.rulings and (self.state is not State.NEW or bool(self.gold))

    @cached_property
    def _found(self) -> tuple[tuple[Span, ...], tuple[Dispute, ...]]:
        agreed, disputes = disputes_of(self.work, silent=self.silent)
        return agreed, tuple(disputes)

    @property
    def agreed(self) -> tuple[Span, ...]:
        """What all who finished the document have alike."""
        return self._found[0]

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        """What they differ in."""
        return self._found[1]

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The disputes with what was ruled there."""
        return tuple(self.case(dispute) for dispute in self.disputes)

    def case(self, dispute: Dispute) -> Case:
        """Return a dispute of this document with what was ruled there."""
        ruling = self.newest(dispute.start, dispute.end)
        is_settled = ruling is not None and self._settles(ruling, dispute)
        surface = self.work.document.text[dispute.start : min(dispute.end, dispute.start + _SHOWN)]
        return Case(dispute, surface, ruling or self._once_agreed(dispute), is_settled)

    def case_at(self, start: int, end: int) -> Case:
        """Return any range as a case, what all agree on there among the answers."""
        return self.case(place_at(self.work, start, end, silent=self.silent))

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
        answered = {span for variant in dispute.variants for span in variant.spans}
        spans = tuple(span for span in self.gold if span in answered)
        place = (dispute.document_id, dispute.start, dispute.end)
        return Ruling(*place, Rule.AGREED, taken.by, spans, taken.at, id=taken.id) if spans else None

    def _settles(self, ruling: Ruling, dispute: Dispute) -> bool:
        if not (ruling.start <= dispute.start and dispute.end <= ruling.end):
            return False
        if ruling.rule in BY_HAND:
            return self.holds(ruling)
        is_by_majority = ruling.rule is Rule.MAJORITY
        answer = majority(dispute) if is_by_majority else answer_of(dispute, ruling.annotator)
        there = {span for span in ruling.spans if span.start < dispute.end and dispute.start < span.end}
        return answer is not None and set(answer) == there

    def holds(self, ruling: Ruling) -> bool:
        """Tell whether a ruling by hand holds: nobody says now what the lead had not before them."""
        known = {frozenset(within(one.spans, ruling) + ruling.beside) for one in ruling.answers}
        known.add(frozenset(within(ruling.spans, ruling) + ruling.beside))
        said = (
            frozenset(within(spans, ruling))
            for name, spans in self.work.spans.items()
            if name != GOLD and not self._is_silent(name, ruling)
        )
        return all(one in known for one in said) and not any(
            clash(span, other, may_cross=self.may_cross)
            for span in ruling.spans
            for other in self.agreed
            if other not in refused(ruling)
        )

    def _is_silent(self, name: str, ruling: Ruling) -> bool:
        ranges = self.silent.get(name, ()) if self.silent else ()
        return any(first < ruling.end and ruling.start < last for first, last in ranges)

    def beside(self, dispute: Dispute) -> tuple[Span, ...]:
        """Return the spans in the place of a dispute that all have alike, apart from what is in dispute."""
        answered = {span for variant in dispute.variants for span in variant.spans}
        there = (span for span in self.agreed if span not in answered)
        return tuple(span for span in there if is_within(span, dispute.start, dispute.end))

    def ruling(self, dispute: Dispute, spans: tuple[Span, ...], rule: Rule, *, by: str, note: str) -> Ruling:
        """Return a ruling by hand, with what lies before the lead."""
        return Ruling(
            self.document_id,
            dispute.start,
            dispute.end,
            rule,
            by,
            tuple(sorted(spans)),
            note=note,
            answers=dispute.variants,
            beside=self.beside(dispute),
        )


def majority(dispute: Dispute) -> tuple[Span, ...] | None:
    """Return the answer that more than half of those asked gave, two at least; None where there is none."""
    given = len(dispute.variants[0].annotators)
    return dispute.variants[0].spans if given >= 2 and 2 * given > len(dispute.annotators) else None


def answer_of(dispute: Dispute, annotator: str) -> tuple[Span, ...] | None:
    """Return somebody's answer, None where they gave none."""
    return next((one.spans for one in dispute.variants if annotator in one.annotators), None)


def refused(ruling: Ruling) -> set[Span]:
    """Return what was answered, and ruled out."""
    return {span for one in ruling.answers for span in one.spans} - set(ruling.spans)


def clash(one: Span, other: Span, *, may_cross: bool) -> bool:
    """Tell whether two spans cannot both be there: they cross, or differ in the sublabel alone."""
    is_same_mark = one != other and (one.start, one.end, one.label) == (other.start, other.end, other.label)
    return is_same_mark or (not may_cross and one.crosses(other))


def within(spans: Iterable[Span], ruling: Ruling) -> tuple[Span, ...]:
    """Return the spans that belong to the place of a ruling: those that overlap it and do not go round it."""
    return tuple(span for span in spans if is_within(span, ruling.start, ruling.end))


def is_within(span: Span, start: int, end: int) -> bool:
    """Tell whether a span overlaps a range and does not reach beyond both its ends."""
    is_around = span.start <= start and end <= span.end and (span.start, span.end) != (start, end)
    return span.start < end and start < span.end and not is_around
