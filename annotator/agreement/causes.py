"""Why two annotators differ at one place: one cause for each pair of spans."""

from enum import StrEnum
from typing import Final

from annotator.agreement.pairing import Pair
from annotator.model import Span
from annotator.text.clitics import stem_starts
from annotator.text.reading import Reading
from annotator.words import N_, _


class Cause(StrEnum):
    """What two annotators differ in, the widest difference first.

    SPLIT: one made several spans of what is one for the other. NESTING: both made the outer (or the inner)
    span alike, and one alone a span inside (or around) it.
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


def cause_of(reading: Reading, pair: Pair) -> Cause | None:
    """Return the one cause of a difference, None where the two agree to the sublabel.

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
