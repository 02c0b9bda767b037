"""The units of every annotator, label and article, and the gaps between them: what α_U is made of.

A unit is a span; where spans of one label and one person overlap, as nested ones do, their union is one unit,
since α_U knows no overlap within a category. Labels lie in layers of their own: an office may hold a place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from annotator.agreement.joins import spread
from annotator.errors import CountingCancelled
from annotator.model import GOLD

if TYPE_CHECKING:
    from annotator.agreement.material import Material

_ROWS_AT_ONCE: Final = 2_000  # pairs of annotations whose units are compared in one go


@dataclass(frozen=True, slots=True)
class Pieces:
    """Stretches of text, units or gaps: of which of A annotations (P,), and of which kind (P,).

    Kinds are the K distinct pairs of a label and a length in code points, in order: `label`, `length` (K,).
    """

    row: Any
    kind: Any
    label: Any
    length: Any


@dataclass(frozen=True, slots=True)
class Units:
    """What α_U adds up over A annotations and Q pairs of annotations, gold apart.

    labels      L ids; `lengths` (D,) are the code points of the documents
    annotator, document   (A,): whose annotation of what; only documents that two have finished are here
    units, gaps           the units, and the gaps between them: a document without units is one gap
    first, second, of     (Q,): whose annotations, first < second, and of which document
    apart       (Q, L): the sum of squared differences between their units (see `unitizing`)
    """

    labels: tuple[str, ...]
    lengths: Any
    annotator: Any
    document: Any
    units: Pieces
    gaps: Pieces
    first: Any
    second: Any
    of: Any
    apart: Any


@dataclass(frozen=True, slots=True)
class _Line:
    """Units on one line of whole numbers: annotation by annotation, label by label, in reading order.

    `at` is where the stretch of the annotation and label begins, `start` and `end` are places in it.
    """

    row: Any
    label: Any
    at: Any
    start: Any
    end: Any


def units(material: "Material", *, is_cancelled: Callable[[], bool] | None = None) -> Units:
    """Find the units of all annotators. Raises CountingCancelled."""
    people = np.array([name != GOLD for name in material.annotators], dtype=bool)
    finished = material.finished & people[:, None]
    finished &= finished.sum(axis=0) > 1
    annotator, document = np.nonzero(finished)
    row_of = np.full(finished.shape, -1, dtype=np.int64)
    row_of[annotator, document] = np.arange(len(annotator))
    line = _on_a_line(material, row_of)
    first, second, of = _pairs(finished)
    width, number = material.width, len(material.labels)
    apart = np.zeros((len(of), number))
    edges = line.at + line.start, line.at + line.end
    for start in range(0, len(of), _ROWS_AT_ONCE):
        if is_cancelled is not None and is_cancelled():
            raise CountingCancelled
        some = slice(start, start + _ROWS_AT_ONCE)
        rows = row_of[first[some], of[some]], row_of[second[some], of[some]]
        apart[some] = _apart(line, *rows, edges=edges, width=width, number=number)
    return Units(
        labels=material.labels,
        lengths=material.lengths,
        annotator=annotator.astype(np.int32),
        document=document.astype(np.int32),
        units=_pieces(line.row, line.label, line.end - line.start, width=width),
        gaps=_gaps(line, material.lengths[document], number=number, width=width),
        first=first.astype(np.int32),
        second=second.astype(np.int32),
        of=of.astype(np.int32),
        apart=apart,
    )


def _on_a_line(material: "Material", row_of: Any) -> _Line:
    """Join what overlaps of one annotation and label; what only touches stays apart."""
    spans, width = material.spans, material.width
    row = row_of[spans.annotator, spans.document]
    taken = np.flatnonzero(row >= 0)
    row, label = row[taken], spans.label[taken]
    at = (row * len(material.labels) + label) * width
    order = np.lexsort((spans.end[taken], at + spans.start[taken]))
    row, label, at, taken = row[order], label[order], at[order], taken[order]
    start, end = at + spans.start[taken], at + spans.end[taken]
    # One stretch of the line ends before the next begins, so the furthest end needs no grouping.
    furthest = np.maximum.accumulate(end)
    begins = np.ones(len(start), dtype=bool)
    begins[1:] = start[1:] >= furthest[:-1]
    ends = np.append(begins[1:], True) if len(begins) else begins
    row, label, at = row[begins], label[begins], at[begins]
    return _Line(row, label, at, start[begins] - at, furthest[ends] - at)


def _pieces(row: Any, label: Any, length: Any, *, width: int) -> Pieces:
    kinds, kind = np.unique(label * width + length, return_inverse=True)
    return Pieces(row.astype(np.int32), kind.astype(np.int32), kinds // width, kinds % width)


def _gaps(line: _Line, lengths: Any, *, number: int, width: int) -> Pieces:
    """Return what lies before, between and after the units, and whole documents without any."""
    key = line.row * number + line.label
    is_first = np.ones(len(key), dtype=bool)
    is_first[1:] = key[1:] != key[:-1]
    before = line.start - np.where(is_first, 0, np.concatenate([[0], line.end[:-1]]) if len(key) else 0)
    is_last = np.append(is_first[1:], True) if len(key) else is_first
    after = lengths[line.row[is_last]] - line.end[is_last]
    is_empty = np.ones(len(lengths) * number, dtype=bool)
    is_empty[key] = False
    empty = np.flatnonzero(is_empty)
    row = np.concatenate([line.row, line.row[is_last], empty // max(number, 1)])
    label = np.concatenate([line.label, line.label[is_last], empty % max(number, 1)])
    length = np.concatenate([before, after, lengths[empty // max(number, 1)]])
    kept = length > 0
    return _pieces(row[kept], label[kept], length[kept], width=width)


def _pairs(finished: Any) -> tuple[Any, Any, Any]:
    """Return all pairs of annotators that have finished the same document, document by document."""
    document, annotator = np.nonzero(finished.T)
    ends = np.searchsorted(document, document, "right")
    one, other = spread(np.arange(len(document)) + 1, ends)
    return annotator[one], annotator[other], document[one]


def _apart(line: _Line, first: Any, second: Any, *, edges: tuple[Any, Any], width: int, number: int) -> Any:
    """Return (rows, L): the squared differences of the units of two annotations, label by label.

    `edges` are where all units start and end on the line.

    Units that overlap differ by the squares of what lies between their starts and between their ends; a
    unit that lies in a gap of the other by the square of its length (the papers are named in `unitizing`).
    """
    found = np.zeros(len(first) * number)
    starts, ends = edges
    for ours, theirs, is_first in ((first, second, True), (second, first, False)):
        low, high = (np.searchsorted(line.row, ours, side) for side in ("left", "right"))
        which, unit = spread(low, high)
        to = (theirs[which] * number + line.label[unit]) * width
        below = np.searchsorted(ends, to + line.start[unit], "right")
        above = np.searchsorted(starts, to + line.end[unit])
        cell = which * number + line.label[unit]
        alone = above <= below
        squares = (line.end - line.start)[unit[alone]].astype(np.float64) ** 2
        found += np.bincount(cell[alone], squares, len(found))
        if is_first:
            met, other = spread(below, above)
            one = unit[met]
            squares = (line.start[one] - line.start[other]) ** 2 + (line.end[one] - line.end[other]) ** 2
            found += np.bincount(cell[met], squares, len(found))
    return found.reshape(len(first), number)
