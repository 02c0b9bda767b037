"""The counts of some rows: what is known of their spans and words, summed into arrays and cells."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.agreement.answers import Alone, Pairs, Rows, Side, Step, causes, pair, side_of
from annotator.agreement.counts import CAUSES, MEASURES, Cells, Measure
from annotator.agreement.material import Material
from annotator.agreement.stems import Stems
from annotator.agreement.strips import Strips
from annotator.agreement.tolerant import by_clitic, lenient

if TYPE_CHECKING:  # not needed before the first paint
    import numpy as np
    from numpy.typing import NDArray

    from annotator.agreement.joins import Whole


@dataclass(frozen=True, slots=True)
class Portion:
    """The counts of some rows; shapes and cells as in Counts, rows from 0."""

    scores: "NDArray[np.int32]"
    by_sublabel: "NDArray[np.int32]"
    by_depth: "NDArray[np.int32]"
    lost: "NDArray[np.int32]"
    places: "NDArray[np.int32]"
    tokens: Cells
    confusion: Cells

    @classmethod
    def of(cls, material: Material, rows: Rows, *, strips: Strips, stems: Stems) -> "Portion":
        """Count some rows."""
        left, right = (side_of(material, who, rows.document) for who in (rows.first, rows.second))
        pairs, alone = pair(material, left, right)
        grids = _Grids(material, len(rows), stems=stems)
        lost, places = grids.lost(pairs, alone)
        return cls(
            scores=grids.scores(left, right, pairs, alone),
            by_sublabel=grids.by_sublabel(left, right, pairs),
            by_depth=grids.by_depth(left, right, pairs),
            lost=lost,
            places=places,
            tokens=grids.cells(*strips.met(material, rows)),
            confusion=grids.cells(*_met(material, pairs, alone)),
        )


class _Grids:
    """Sums what is known of spans into arrays, of which the first side is the rows."""

    def __init__(self, material: Material, rows: int, *, stems: Stems) -> None:
        self._material, self._rows, self._stems = material, rows, stems
        self._labels = len(material.labels)

    def _grid(self, row: "Whole", *keys: "tuple[Whole, int]") -> "NDArray[np.int32]":
        """Count how often each row comes with each of some keys, given with how many there are."""
        import numpy as np

        place, shape = row, [self._rows]
        for key, size in keys:
            place = place * size + key
            shape.append(size)
        found: NDArray[np.int32] = (
            np.bincount(place, minlength=int(np.prod(shape))).astype(np.int32).reshape(shape)
        )
        return found

    def _by_label(self, row: "Whole", span: "Whole") -> "NDArray[np.int32]":
        return self._grid(row, (self._material.spans.label[span], self._labels))

    def scores(self, left: Side, right: Side, pairs: Pairs, alone: Alone) -> "NDArray[np.int32]":
        """Return the spans that are alike by each measure, and all there are."""
        import numpy as np

        label = self._material.spans.label
        first, second = (self._by_label(side.row, side.span) for side in (left, right))

        def of(these: Pairs) -> "list[NDArray[np.int32]]":
            return [self._by_label(these.row, span) for span in (these.first, these.second)]

        exact, same_range = (of(pairs.where(pairs.step <= step)) for step in (Step.MARK, Step.RANGE))
        labelled = of(pairs.where(label[pairs.first] == label[pairs.second]))
        near = by_clitic(self._material, pairs, alone, stems=self._stems)
        overlapping = lenient(self._material, left, right, pairs, alone)
        both = of(pairs)
        found = {
            Measure.EXACT: (exact[0], first, exact[1], second),
            Measure.CLITIC: (
                exact[0] + self._by_label(near.row, near.first),
                first,
                exact[1] + self._by_label(near.row, near.second),
                second,
            ),
            Measure.LENIENT: (
                exact[0] + self._by_label(overlapping[0].row, overlapping[0].span),
                first,
                exact[1] + self._by_label(overlapping[1].row, overlapping[1].span),
                second,
            ),
            Measure.RANGE: (same_range[0], first, same_range[1], second),
            Measure.LABEL: (labelled[0], both[0], labelled[1], both[1]),
        }
        return np.stack([np.stack(found[measure], axis=-1) for measure in MEASURES], axis=1)

    def by_sublabel(self, left: Side, right: Side, pairs: Pairs) -> "NDArray[np.int32]":
        """Return matched, first and second by label and sublabel."""
        import numpy as np

        kind, size = self._material.spans.kind, len(self._material.sublabels)
        same = pairs.where(pairs.step == Step.VALUE)
        each = ((same.row, same.first), (left.row, left.span), (right.row, right.span))
        return np.stack([self._grid(row, (kind[span], size)) for row, span in each], axis=-1)

    def by_depth(self, left: Side, right: Side, pairs: Pairs) -> "NDArray[np.int32]":
        """Return matched, first and second by depth and label."""
        import numpy as np

        spans = self._material.spans
        depths = int(spans.depth.max(initial=0)) + 1
        same = pairs.where(
            (pairs.step <= Step.MARK) & (spans.depth[pairs.first] == spans.depth[pairs.second])
        )
        each = ((same.row, same.first), (left.row, left.span), (right.row, right.span))
        return np.stack(
            [
                self._grid(row, (spans.depth[span], depths), (spans.label[span], self._labels))
                for row, span in each
            ],
            axis=-1,
        )

    def lost(self, pairs: Pairs, alone: Alone) -> "tuple[NDArray[np.int32], NDArray[np.int32]]":
        """Return the lost points and the places, by cause and label."""
        import numpy as np

        of_pairs, of_alone, stands = causes(self._material, pairs, alone, stems=self._stems)
        apart = np.flatnonzero(of_pairs >= 0)
        label, cause = self._material.spans.label, of_pairs[apart]
        lost = places = np.zeros((self._rows, len(CAUSES), self._labels), np.int32)
        for row, span, why, is_place in (
            (pairs.row[apart], pairs.first[apart], cause, np.ones(len(apart), np.bool_)),
            (pairs.row[apart], pairs.second[apart], cause, np.zeros(len(apart), np.bool_)),
            (alone.row, alone.span, of_alone, stands),
        ):
            keys = ((why, len(CAUSES)), (label[span], self._labels))
            lost = lost + self._grid(row, *keys)
            places = places + self._grid(row[is_place], *((key[is_place], size) for key, size in keys))
        return lost, places

    def cells(self, row: "Whole", cell: "Whole") -> Cells:
        """Count the cells that occur, by row and cell."""
        import numpy as np

        size = (self._labels + 1) ** 2
        place = row * size + cell
        if self._rows * size <= 4 * len(place) + 2**16:
            counts = np.bincount(place)
            there = np.flatnonzero(counts)
            counts = counts[there]
        else:  # a schema of hundreds of labels: most cells would be empty
            there, counts = np.unique(place, return_counts=True)
        return Cells(there // size, there % size, counts)


def _met(material: Material, pairs: Pairs, alone: Alone) -> "tuple[Whole, Whole]":
    """Return the row and the cell of all spans: which label met which, or nothing."""
    import numpy as np

    label, labels = material.spans.label, len(material.labels)
    own = label[alone.span]
    of_alone = np.where(alone.side == 0, own * (labels + 1) + labels, labels * (labels + 1) + own)
    of_pairs = label[pairs.first] * (labels + 1) + label[pairs.second]
    return np.concatenate([pairs.row, alone.row]), np.concatenate([of_pairs, of_alone])
