"""Chosen rows of the counts as columns that add up: over all, over a pair, over a draw of articles."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from annotator.agreement.choosing import Rows
from annotator.agreement.counts import MEASURES, Cells, Counts, Measure

_EXACT = MEASURES.index(Measure.EXACT)
_OF_LABEL = (0, 1, 3)  # of a label's exact score: matched, the first's, the second's


def sums(values: Any, group: Any, number: int) -> Any:
    """Sum rows (r, ...) into (number, ...) by their group (r,); a group without rows is 0."""
    shape = (number, *values.shape[1:])
    if number == 1:
        return values.sum(axis=0, dtype=_kind(values)).reshape(shape)
    found = np.zeros(shape, dtype=_kind(values))
    if not len(values):
        return found
    if np.any(group[1:] < group[:-1]):
        order = np.argsort(group, kind="stable")
        values, group = values[order], group[order]
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    found[group[starts]] = np.add.reduceat(values, starts, axis=0, dtype=_kind(values))
    return found


def _kind(values: Any) -> Any:
    return np.float64 if values.dtype.kind == "f" else np.int64


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows of a choice, with the labels that count: what is summed."""

    counts: Counts
    rows: Rows
    labels: Any

    @property
    def document(self) -> Any:
        """The document of each row (r,)."""
        return self.counts.document[self.rows.row]

    def spans(self) -> Any:
        """Return (r, M, 4): the scores over the labels that count."""
        scores = self._rows(self.counts.scores)
        return (scores if self.labels.all() else scores[:, :, self.labels]).sum(axis=2)

    def by_label(self) -> Any:
        """Return (r, L, 3); a label that does not count is 0."""
        found = self._rows(self.counts.scores[:, _EXACT])[:, :, _OF_LABEL]
        return found * self.labels[:, None]

    def by_sublabel(self) -> Any:
        """Return (r, S, 3)."""
        where = {label: place for place, label in enumerate(self.counts.labels)}
        counted = np.array([self.labels[where[label]] for label, _ in self.counts.sublabels], dtype=bool)
        return self._rows(self.counts.by_sublabel) * counted[:, None]

    def by_depth(self) -> Any:
        """Return (r, K, 3)."""
        return self._rows(self.counts.by_depth)[:, :, self.labels].sum(axis=2)

    def lost(self) -> Any:
        """Return (r, C, L)."""
        return self._rows(self.counts.lost) * self.labels

    def places(self) -> Any:
        """Return (r, C)."""
        return self._rows(self.counts.places)[:, :, self.labels].sum(axis=2)

    def words(self) -> tuple[Any, Any, Any]:
        """Return agreed (r,), first and second (r, L + 1): words by label, others as none."""
        row, cell, count = self.cells(self.counts.tokens)
        number = len(self.labels) + 1
        to = np.append(np.where(self.labels, np.arange(number - 1), number - 1), number - 1)
        first, second = to[cell // number], to[cell % number]
        size = len(self.rows.row)
        agreed = np.bincount(row[first == second], count[first == second], size)
        shape = (size, number)
        return (
            agreed,
            np.bincount(row * number + first, count, size * number).reshape(shape),
            np.bincount(row * number + second, count, size * number).reshape(shape),
        )

    def cells(self, cells: Cells) -> tuple[Any, Any, Any]:
        """Return those cells that are of the chosen rows: the place of the row among them, cell, count."""
        where = np.full(len(self.counts.document), -1, dtype=np.intp)
        where[self.rows.row] = np.arange(len(self.rows.row))
        row = where[cells.row]
        kept = row >= 0
        return row[kept], cells.cell[kept].astype(np.intp), cells.count[kept]

    def _rows(self, values: Any) -> Any:
        whole = len(self.rows.row) == len(self.counts.document)
        return values if whole else values[self.rows.row]
