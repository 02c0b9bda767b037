"""Who answers whom, and why points are lost, for many pairs of annotators and articles at once.

The definition is `pairing.pair_spans` with `causes.differences`; this gives the very same, as columns. A row
is two annotators and a document. Spans of all rows lie on one line: a row's number times the width of the
material, plus the offset.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from annotator.agreement.causes import Cause
from annotator.agreement.counts import CAUSES
from annotator.agreement.joins import first_of_each, greedy, matched, spread, without
from annotator.agreement.material import Material
from annotator.agreement.stems import Stems

if TYPE_CHECKING:  # not needed before the first paint
    import numpy as np
    from numpy.typing import NDArray

    from annotator.agreement.joins import Truth, Whole


class Step(IntEnum):
    """What two spans that answer each other share: all, all but the sublabel, the range, an overlap."""

    VALUE = 0
    MARK = 1
    RANGE = 2
    OVERLAP = 3


AGREED: Final = -1
"""In a column of causes: nothing is lost."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows to be counted: places of two annotators and of a document of the material."""

    first: "Whole"
    second: "Whole"
    document: "Whole"

    def __len__(self) -> int:
        return len(self.document)

    def part(self, start: int, end: int) -> "Rows":
        """Return some of them."""
        return Rows(self.first[start:end], self.second[start:end], self.document[start:end])


@dataclass(frozen=True, slots=True)
class Pairs:
    """Columns of spans that answer each other: their row, their places in the material, their step."""

    row: "Whole"
    first: "Whole"
    second: "Whole"
    step: "Whole"

    def where(self, which: "Truth") -> "Pairs":
        """Return some of them."""
        return Pairs(self.row[which], self.first[which], self.second[which], self.step[which])


@dataclass(frozen=True, slots=True)
class Alone:
    """Columns of spans that nothing answers: their row, whose they are (0: the first's), their place."""

    row: "Whole"
    side: "Whole"
    span: "Whole"


@dataclass(frozen=True, slots=True)
class Side:
    """All spans of one side of the rows: row and place in the material, in the material's order."""

    row: "Whole"
    span: "Whole"

    def at(self, places: "Whole") -> "Side":
        """Return some of them."""
        return Side(self.row[places], self.span[places])


def side_of(material: Material, annotator: "Whole", document: "Whole") -> Side:
    """Return the spans of one side of rows."""
    block = annotator * len(material.works) + document
    return Side(*spread(material.blocks[block], material.blocks[block + 1]))


def pair(material: Material, left: Side, right: Side) -> tuple[Pairs, Alone]:
    """Pair the spans of rows; pairs come by step, and within a step by row."""
    import numpy as np

    spans, found = material.spans, []
    for step, same in enumerate((spans.value, spans.mark, spans.range)):
        size = len(same) + 1
        one, other = matched(*(side.row * size + same[side.span] for side in (left, right)))
        found.append((left.row[one], left.span[one], right.span[other], np.full(len(one), step)))
        left, right = left.at(without(len(left.row), one)), right.at(without(len(right.row), other))
    one, other = _overlapping(material, left, right)
    found.append((left.row[one], left.span[one], right.span[other], np.full(len(one), int(Step.OVERLAP))))
    left, right = left.at(without(len(left.row), one)), right.at(without(len(right.row), other))
    side = np.repeat([0, 1], [len(left.row), len(right.row)])
    alone = Alone(np.concatenate([left.row, right.row]), side, np.concatenate([left.span, right.span]))
    return Pairs(*(np.concatenate(columns) for columns in zip(*found, strict=True))), alone


def _overlapping(material: Material, left: Side, right: Side) -> "tuple[Whole, Whole]":
    """Pair what overlaps, the closest first; return places of both sides."""
    import numpy as np

    spans, width = material.spans, material.width
    (starts, ends), (other_starts, other_ends) = (
        [side.row * width + edge[side.span] for edge in (spans.start, spans.end)] for side in (left, right)
    )
    # Of two that overlap, one starts within the other.
    one, other = spread(np.searchsorted(other_starts, starts), np.searchsorted(other_starts, ends))
    later, earlier = spread(
        np.searchsorted(starts, other_starts, "right"), np.searchsorted(starts, other_ends)
    )
    one, other = np.concatenate([one, earlier]), np.concatenate([other, later])
    shared = np.minimum(ends[one], other_ends[other]) - np.maximum(starts[one], other_starts[other])
    covered = np.maximum(ends[one], other_ends[other]) - np.minimum(starts[one], other_starts[other])
    first, second = left.span[one], right.span[other]
    differs = spans.label[first] != spans.label[second]
    values = spans.value[first], spans.value[second]
    order = np.lexsort((other, one, np.maximum(*values), np.minimum(*values), differs, -shared / covered))
    one, other = one[order], other[order]
    taken = greedy(one, other)
    return one[taken], other[taken]


def causes(material: Material, pairs: Pairs, alone: Alone, *, stems: Stems) -> "tuple[Whole, Whole, Truth]":
    """Return the cause of each pair and of each span alone (places in CAUSES), and what stands for itself.

    AGREED is a pair that lost nothing. The last column tells of each span alone whether it is a place of its
    own; if not it belongs to a pair that is split.
    """
    import numpy as np

    number = {cause: place for place, cause in enumerate(CAUSES)}
    spans = material.spans
    of_pairs = np.array([AGREED, *(number[one] for one in (Cause.SUBLABEL, Cause.LABEL, Cause.EDGE))])[
        pairs.step
    ]
    is_other = spans.label[pairs.first] != spans.label[pairs.second]
    of_pairs[is_other] = number[Cause.LABEL]
    near = np.flatnonzero(
        (of_pairs == number[Cause.EDGE]) & (spans.end[pairs.first] == spans.end[pairs.second])
    )
    by_clitic = stems.of(pairs.first[near]) == stems.of(pairs.second[near])
    of_pairs[near[by_clitic]] = number[Cause.CLITIC]
    part, whole = _split(material, pairs, alone)
    of_pairs[whole] = number[Cause.SPLIT]
    of_alone = np.where(_nested(material, pairs, alone), number[Cause.NESTING], number[Cause.MISSING])
    of_alone[part] = number[Cause.SPLIT]
    stands = np.ones(len(of_alone), np.bool_)
    stands[part] = False
    return of_pairs, of_alone, stands


def _split(material: Material, pairs: Pairs, alone: Alone) -> "tuple[Whole, Whole]":
    """Return the spans alone that are parts of a split, and the pair of each.

    The wider span of a pair with the same label holds the other, and beside that one more of the same label.
    A part of several belongs to the innermost.
    """
    import numpy as np

    spans, width, labels = material.spans, material.width, len(material.labels)
    place = np.flatnonzero(
        (pairs.step == Step.OVERLAP) & (spans.label[pairs.first] == spans.label[pairs.second])
    )
    first, second = pairs.first[place], pairs.second[place]
    is_first_wide = (spans.start[first] <= spans.start[second]) & (spans.end[second] <= spans.end[first])
    is_second_wide = (spans.start[second] <= spans.start[first]) & (spans.end[first] <= spans.end[second])
    holds = is_first_wide | is_second_wide
    place, first, second, is_first_wide = place[holds], first[holds], second[holds], is_first_wide[holds]
    wide, narrow = np.where(is_first_wide, first, second), np.where(is_first_wide, second, first)
    # Of whom the narrower one is, of them the others have to be.
    line = ((pairs.row[place] * 2 + is_first_wide) * labels + spans.label[wide]) * width
    own = ((alone.row * 2 + alone.side) * labels + spans.label[alone.span]) * width + spans.start[alone.span]
    order = np.argsort(own, kind="stable")
    low, high = (np.searchsorted(own[order], line + edge[wide]) for edge in (spans.start, spans.end))
    owner, part = spread(low, high)
    part = order[part]
    held, beside = alone.span[part], narrow[owner]
    fits = (spans.end[held] <= spans.end[wide[owner]]) & (
        (spans.end[held] <= spans.start[beside]) | (spans.end[beside] <= spans.start[held])
    )
    owner, part = owner[fits], part[fits]
    length = spans.end[wide] - spans.start[wide]
    order = np.lexsort((spans.value[wide[owner]], length[owner], part))
    owner, part = owner[order], part[order]
    innermost = first_of_each(part)
    return part[innermost], place[owner[innermost]]


def _nested(material: Material, pairs: Pairs, alone: Alone) -> "NDArray[np.bool_]":
    """Tell of each span alone whether it lies inside or around one that both have exactly alike."""
    import numpy as np

    spans, width = material.spans, material.width
    agreed = np.flatnonzero(pairs.step <= Step.MARK)
    line = pairs.row[agreed] * width
    start, end = (line + edge[pairs.first[agreed]] for edge in (spans.start, spans.end))
    order = np.argsort(start, kind="stable")
    start, end = start[order], end[order]
    # With a guard at either end, so that there is always one to look at.
    latest = np.concatenate([[-1], np.maximum.accumulate(end)])
    soonest = np.concatenate([np.minimum.accumulate(end[::-1])[::-1], [np.iinfo(np.int64).max]])
    own_start, own_end = (alone.row * width + edge[alone.span] for edge in (spans.start, spans.end))
    is_inside = latest[np.searchsorted(start, own_start, "right")] >= own_end
    is_around = soonest[np.searchsorted(start, own_start)] <= own_end
    nested: Truth = is_inside | is_around
    return nested
