"""Makes gold of a document what it should be.

Gold is made of three things, the stronger first: what is being decided, what all agree on, and what was ruled
before and still holds. What a lead refused is not taken because annotators later agree on it. Where a dispute
is open, gold keeps what it has until somebody rules.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.adjudication.disputes import BY_HAND, Dispute, Rule, Ruling
from annotator.adjudication.standing import Standing, clash, refused
from annotator.model import Span, SpanEdit, State, StateEdit


@dataclass(frozen=True, slots=True)
class Renewal:
    """What is to be written to gold of a document: edits, rulings, and the agreed spans that are new."""

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

    `decided` must fit what all agree on (see `misfit`). Spans that were ruled before give way.
    """
    wanted: dict[Span, None] = dict.fromkeys(span for one in decided for span in one.spans)
    agreed = [span for span in standing.agreed if not _is_refused(standing, span, decided)]
    wanted.update(dict.fromkeys(agreed))
    left = _undecided(standing, decided)
    for span in () if standing.is_imported else standing.gold:
        is_kept = span not in wanted and _stays(standing, span, decided, left)
        if is_kept and not any(clash(span, other, may_cross=standing.may_cross) for other in wanted):
            wanted[span] = None
    stored = set(standing.gold)
    id_ = standing.document_id
    removed = tuple(SpanEdit(id_, span, None) for span in standing.gold if span not in wanted)
    added = tuple(SpanEdit(id_, None, span) for span in sorted(wanted) if span not in stored)
    after = State.IN_PROGRESS if left else State.FINISHED
    taken = sum(span not in stored for span in agreed)
    rulings = list(decided)
    if taken or not any(one.rule is Rule.AGREED for one in standing.rulings):
        rulings.insert(0, Ruling(id_, 0, len(standing.work.document.text), Rule.AGREED, by, ()))
    return Renewal(
        removed, added, StateEdit(id_, standing.state, after, standing.note, ""), tuple(rulings), taken
    )


def _undecided(standing: Standing, decided: Sequence[Ruling]) -> list[Dispute]:
    places = {(one.start, one.end) for one in decided}
    return [
        case.dispute
        for case in standing.cases
        if not case.is_settled
        and not any(start <= case.dispute.start and case.dispute.end <= end for start, end in places)
    ]


def _is_refused(standing: Standing, span: Span, decided: Sequence[Ruling]) -> bool:
    """Tell whether a lead ruled a span out, by a ruling that holds or that is being made."""
    if any(span in refused(one) for one in decided):
        return True
    return any(
        one.rule in BY_HAND
        and span in refused(one)
        and _is_newest(standing, one, span, decided)
        and standing.holds(one)
        for one in standing.rulings
    )


def _stays(standing: Standing, span: Span, decided: Sequence[Ruling], left: Sequence[Dispute]) -> bool:
    """Tell whether a span that gold has, and that is neither decided nor agreed on, stays."""
    is_open = any(one.start < span.end and span.start < one.end for one in left)
    for one in reversed(standing.rulings):
        if span in one.spans:
            if not _is_newest(standing, one, span, decided):
                return False
            return is_open or _is_ruled(standing, one, span)
    # It was agreed once.
    return is_open and not any(one.start < span.end and span.start < one.end for one in decided)


def _is_ruled(standing: Standing, ruling: Ruling, span: Span) -> bool:
    """Tell whether a ruling that has a span still holds where the span is."""
    if ruling.rule in BY_HAND:
        return standing.holds(ruling)
    there = (one for one in standing.cases if one.dispute.start < span.end and span.start < one.dispute.end)
    return any(one.is_settled and one.ruling is not None and one.ruling.id == ruling.id for one in there)


def _is_newest(standing: Standing, ruling: Ruling, span: Span, decided: Sequence[Ruling]) -> bool:
    """Tell whether nothing newer was ruled, or is being decided, where a span and its ruling meet."""
    start, end = max(span.start, ruling.start), min(span.end, ruling.end)
    if any(one.start < end and start < one.end for one in decided):
        return False
    newest = standing.newest(start, end)
    return newest is not None and newest.id == ruling.id
