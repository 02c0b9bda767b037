"""How a span came about, as its reader wants to know it."""

from enum import StrEnum

from annotator.labelling.sheet import Sheet, same_place
from annotator.model import Span, Verdict


class Origin(StrEnum):
    """How a span came about."""

    BY_HAND = "by_hand"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    SPREAD = "spread"


def origin_of(sheet: Sheet, span: Span) -> Origin:
    """Tell how a confirmed span came about.

    ACCEPTED is as suggested. CORRECTED was suggested with another edge, label or sublabel. SPREAD was
    labelled together with an equal name, where nothing was suggested.
    """
    if span.origin == "person":
        return Origin.BY_HAND
    proposed = sheet.proposed.over(span.start, span.end)
    if any(same_place(one, span) and one.sublabel == span.sublabel for one in proposed):
        return Origin.ACCEPTED
    for one in proposed:
        verdict = sheet.annotation.verdicts.get(one.id)
        is_taken = verdict is Verdict.ACCEPTED and not any(
            same_place(one, other) and other.id != span.id for other in sheet.spans.over(one.start, one.end)
        )
        if one.source == span.origin and (verdict is Verdict.CORRECTED or is_taken):
            return Origin.CORRECTED
    return Origin.SPREAD
