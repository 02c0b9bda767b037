"""What is alike to a kinder eye: spans that differ by proclitics, or that overlap at all."""

from typing import TYPE_CHECKING

from annotator.agreement.answers import Alone, Pairs, Side, Step
from annotator.agreement.joins import matched
from annotator.agreement.material import Material
from annotator.agreement.stems import Stems

if TYPE_CHECKING:  # not needed before the first paint
    from annotator.agreement.joins import Whole


def by_clitic(material: Material, pairs: Pairs, alone: Alone, *, stems: Stems) -> Pairs:
    """Pair one to one, of what is not exactly alike, what has the same label and differs by proclitics."""
    import numpy as np

    left, right = _rest(pairs, alone)
    spans, width = material.spans, material.width
    line, other_line = (
        (side.row * len(material.labels) + spans.label[side.span]) * width + spans.end[side.span]
        for side in (left, right)
    )
    near, other_near = np.isin(line, other_line), np.isin(other_line, line)
    left, right = left.at(np.flatnonzero(near)), right.at(np.flatnonzero(other_near))
    # The lines that are left are numbered, so that a place fits behind each.
    _, number = np.unique(np.concatenate([line[near], other_line[other_near]]), return_inverse=True)
    key = number * width + stems.of(np.concatenate([left.span, right.span]))
    own, other = key[: len(left.row)], key[len(left.row) :]
    order, other_order = np.argsort(own, kind="stable"), np.argsort(other, kind="stable")
    one, answer = matched(own[order], other[other_order])
    one, answer = order[one], other_order[answer]
    step = np.full(len(one), int(Step.OVERLAP))
    return Pairs(left.row[one], left.span[one], right.span[answer], step)


def lenient(material: Material, left: Side, right: Side, pairs: Pairs, alone: Alone) -> tuple[Side, Side]:
    """Return, of what is not exactly alike, the spans of either side that overlap one of their label."""
    import numpy as np

    def edges(side: Side) -> "tuple[Whole, Whole]":
        spans = material.spans
        line = (side.row * len(material.labels) + spans.label[side.span]) * material.width
        return line + spans.start[side.span], line + spans.end[side.span]

    def overlapping(own: Side, other: Side) -> Side:
        (start, end), (starts, ends) = edges(own), map(np.sort, edges(other))
        # More begin before its end than end before its start: one at least is between.
        return own.at(np.flatnonzero(np.searchsorted(starts, end) > np.searchsorted(ends, start, "right")))

    rest, other_rest = _rest(pairs, alone)
    return overlapping(rest, right), overlapping(other_rest, left)


def _rest(pairs: Pairs, alone: Alone) -> tuple[Side, Side]:
    """Return the spans of both sides that are not exactly alike."""
    import numpy as np

    apart = pairs.where(pairs.step > Step.MARK)
    left, right = (
        Side(
            np.concatenate([apart.row, alone.row[alone.side == side]]),
            np.concatenate([span, alone.span[alone.side == side]]),
        )
        for side, span in enumerate((apart.first, apart.second))
    )
    return left, right
