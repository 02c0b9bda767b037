"""Makes gold of a document what it should be.

Gold is made of three things, the stronger first: what is being decided, what all agree on, and what was ruled
before and still holds. What a lead refused is not taken because annotators later agree on it. Where a dispute
is open, gold keeps what it has until somebody rules.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.adjudication.disputes import BY_HAND, Case, Rule, Ruling
from annotator.adjudication.disputing import clash
from annotator.adjudication.standing import Standing, refused, stored
from annotator.model import Span, SpanEdit, State, StateEdit


@dataclass(frozen=True, slots=True)
class Renewal:
    """What is to be written to gold of a document: edits, rulings, and how many agreed spans are new."""

    removed: tuple[SpanEdit, ...]
    added: tuple[SpanEdit, ...]
    state: StateEdit
    rulings: tuple[Ruling, ...]
    agreed: int

    @property
    def is_empty(self) -> bool:
        """Whether gold is so already."""
        return not (self.removed or self.added or self.rulings) and self.state.before is self.state.after


def renew(standing: Standing, decided: Sequence[Ruling], *, by: str) -> Renewal:
    """Return what makes gold of a document what it should be, with what is decided now.

    What is decided must fit what all agree on (see `fitting`). Spans that were ruled before give way.
    """
    wanted = {span for one in decided for span in one.spans}
    agreed = standing.agreed_marks
    is_by_hand = any(one.rule in BY_HAND for one in decided)
    if is_by_hand or standing.is_by_hand:
        agreed = [mark for mark in agreed if not _is_refused(standing, Span(*mark[:4]), decided)]
    new = [Span(*mark[:4]) for mark in agreed if not mark[5]]
    if is_by_hand:  # who ruled on a range may have taken what all agree on
        wanted -= {Span(*mark[:4]) for mark in agreed if mark[5]}
    left = _undecided(standing, decided)
    kept = {mark[5] for mark in agreed if mark[5]}
    others = [stored(mark) for mark in standing.marks if mark[5] and mark[5] not in kept]
    there = wanted.intersection(others)
    wanted -= there
    removed = [span for span in others if span not in there and not _stays(standing, span, decided, left)]
    id_, after = standing.document.id, State.IN_PROGRESS if left else State.FINISHED
    added = sorted({*new, *wanted})
    rulings = list(decided)
    if new or not any(one.rule is Rule.AGREED for one in standing.rulings):
        rulings.insert(0, Ruling(id_, 0, len(standing.document.text), Rule.AGREED, by, ()))
    return Renewal(
        tuple(SpanEdit(id_, span, None) for span in removed),
        tuple(SpanEdit(id_, None, span) for span in added),
        StateEdit(id_, standing.state, after, standing.note, ""),
        tuple(rulings),
        len(new),
    )


def staying(standing: Standing, decided: Sequence[Ruling]) -> list[Span]:
    """Return what gold has and keeps, beside what all agree on, where something is decided."""
    agreed, left = set(standing.agreed), _undecided(standing, decided)
    return [span for span in standing.gold if span not in agreed and _stays(standing, span, decided, left)]


def _undecided(standing: Standing, decided: Sequence[Ruling]) -> list[Case]:
    """Return what is in dispute still: neither settled before nor decided now."""
    places = [(one.start, one.end) for one in decided]
    return [
        case
        for case in standing.cases
        if not case.is_settled
        and not any(start <= case.dispute.start and case.dispute.end <= end for start, end in places)
    ]


def _is_refused(standing: Standing, span: Span, decided: Sequence[Ruling]) -> bool:
    """Tell whether a lead ruled a span out, by a ruling that holds or that is being made."""
    if any(span in refused(one) for one in decided if one.rule in BY_HAND):
        return True
    return standing.is_by_hand and any(
        one.rule in BY_HAND
        and span in refused(one)
        and _is_newest(standing, one, span, decided)
        and standing.holds(one)
        for one in standing.rulings
    )


def _stays(standing: Standing, span: Span, decided: Sequence[Ruling], left: Sequence[Case]) -> bool:
    """Tell whether a span that gold has, and that is neither decided nor agreed on, stays."""
    if standing.is_imported:
        return False
    is_open = any(_overlap(span, one.dispute.start, one.dispute.end) for one in left)
    for one in reversed(standing.rulings):
        if span in one.spans:
            if not _is_newest(standing, one, span, decided):
                return False
            if is_open:
                break
            # What an annotator answered has room beside what all agree on, and they too.
            is_sure = one.rule not in BY_HAND and not any(other.rule in BY_HAND for other in decided)
            return _is_ruled(standing, one, span) and (is_sure or _has_room(standing, span, decided))
    if any(_overlap(span, one.start, one.end) for one in decided):
        return False
    return is_open and _has_room(standing, span, decided)


def _is_ruled(standing: Standing, ruling: Ruling, span: Span) -> bool:
    """Tell whether a ruling that has a span still holds where the span is."""
    if ruling.rule in BY_HAND:
        return standing.holds(ruling)
    there = (one for one in standing.cases if _overlap(span, one.dispute.start, one.dispute.end))
    return any(one.is_settled and one.ruling is not None and one.ruling.id == ruling.id for one in there)


def _has_room(standing: Standing, span: Span, decided: Iterable[Ruling]) -> bool:
    """Tell whether nothing that goes into gold is in the way of a span that is there."""
    wanted = (other for one in decided for other in one.spans)
    return not any(
        clash(span, other, may_cross=standing.may_cross)
        for both in (standing.agreed, wanted)
        for other in both
    )


def _overlap(span: Span, start: int, end: int) -> bool:
    return span.start < end and start < span.end


def _is_newest(standing: Standing, ruling: Ruling, span: Span, decided: Sequence[Ruling]) -> bool:
    """Tell whether nothing newer was ruled, or is being decided, where a span and its ruling meet."""
    start, end = max(span.start, ruling.start), min(span.end, ruling.end)
    if any(one.start < end and start < one.end for one in decided):
        return False
    newest = standing.newest(start, end)
    return newest is not None and newest.id == ruling.id
