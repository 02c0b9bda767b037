"""What is counted, once: a row for each pair of annotators and each article that both have finished.

Every figure over any choice of people, articles and labels, and every round of a bootstrap, is a sum of
these rows. Nothing here knows texts; arrays are numpy's.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from annotator.agreement.causes import Cause


class Measure(StrEnum):
    """When two spans count as alike.

    EXACT: range and label. CLITIC: the label, and a range that differs by proclitics at most. LENIENT: the
    label, and any overlap: two may be alike to one, so that matched is not the same for both sides. RANGE:
    the range, whatever the label. LABEL: of the spans that answer each other, those with the same label; what
    nothing answers is not counted at all.
    """

    EXACT = "exact"
    CLITIC = "clitic"
    LENIENT = "lenient"
    RANGE = "range"
    LABEL = "label"


MEASURES: Final = tuple(Measure)
CAUSES: Final = tuple(Cause)


@dataclass(frozen=True, slots=True)
class Cells:
    """Counts of which most are 0: `count[k]` in row `row[k]` and column `cell[k]`, each place once."""

    row: Any
    cell: Any
    count: Any


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of R rows over D documents, N annotators and L labels.

    documents     D ids in list order; `words` (D,): tokens of each, 0 for one that fewer than two finished
    annotators    N names, gold last where there is gold; `finished` (N, D) says who finished what,
                  `days` (N, D) on which day (ordinal of the proleptic calendar, 0 where not finished)
    labels        L ids in order; `sublabels` S pairs of ids (label, sublabel), "" for none
    first, second, document   (R,): places of the annotators (first < second) and of the document; rows are in
                  this order
    scores        (R, M, L, 4) by MEASURES and label: matched of the first's spans, the first's spans,
                  matched of the second's spans, the second's spans
    by_sublabel   (R, S, 3) exact to the sublabel: matched, first, second
    by_depth      (R, K, L, 3) exact, of spans that both nested k deep (0: in no other): matched, first,
                  second
    lost          (R, C, L) by CAUSES: lost points, by the label of the span that is lost
    places        (R, C, L): disagreements, by the label of the first's span, else of the second's
    tokens        cells first label * (L + 1) + second label; L is «not marked»: words, by outermost label
    confusion     the same of spans that answer each other
    """

    documents: tuple[str, ...]
    annotators: tuple[str, ...]
    labels: tuple[str, ...]
    sublabels: tuple[tuple[str, str], ...]
    words: Any
    finished: Any
    days: Any
    first: Any
    second: Any
    document: Any
    scores: Any
    by_sublabel: Any
    by_depth: Any
    lost: Any
    places: Any
    tokens: Cells
    confusion: Cells
