"""Counts agreement: every pair of annotators over every article that both have finished, once.

What is counted stands in `counts`; what a pair of spans and a cause are, in `pairing` and `causes`. Some rows
are counted at a time, so that it takes little memory and can be cancelled.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from annotator.agreement.answers import Rows
from annotator.agreement.counts import Cells, Counts
from annotator.agreement.joins import spread
from annotator.agreement.material import IsCancelled, Material, OnProgress
from annotator.agreement.portion import Portion
from annotator.agreement.stems import Stems
from annotator.agreement.strips import Strips
from annotator.errors import CountingCancelled

_AT_ONCE: Final = 100_000  # words and spans of rows that are counted in one go


def count(
    material: Material, *, is_cancelled: IsCancelled | None = None, on_progress: OnProgress | None = None
) -> Counts:
    """Count all rows, which come by the first annotator, the second, the document; raises CountingCancelled.

    `on_progress` hears of rows.
    """
    import numpy as np

    rows, strips, stems = _rows(material), Strips.of(material), Stems(material)
    found: dict[str, list[Any]] = {name: [] for name in Portion.__slots__}
    for start, end in _portions(material, rows):
        if is_cancelled is not None and is_cancelled():
            raise CountingCancelled
        portion = Portion.of(material, rows.part(start, end), strips=strips, stems=stems)
        for name, parts in found.items():
            part = getattr(portion, name)
            parts.append(replace(part, row=part.row + start) if isinstance(part, Cells) else part)
        if on_progress is not None:
            on_progress(end, len(rows))
    return Counts(
        documents=tuple(work.document.id for work in material.works),
        annotators=material.annotators,
        labels=material.labels,
        sublabels=material.sublabels,
        words=np.diff(material.words.bounds),
        finished=material.finished,
        days=material.days,
        first=rows.first,
        second=rows.second,
        document=rows.document,
        # Each taken out as it is joined, so that all is in memory once.
        **{name: _joined(found.pop(name)) for name in Portion.__slots__},
    )


def _joined(parts: list[Any]) -> Any:
    """Join arrays, or cells, of portions."""
    import numpy as np

    if isinstance(parts[0], Cells):
        return Cells(*(np.concatenate([getattr(part, name) for part in parts]) for name in Cells.__slots__))
    return np.concatenate(parts)


def _rows(material: Material) -> Rows:
    import numpy as np

    document, annotator = np.nonzero(material.finished.T)
    place = np.arange(len(document))
    one, other = spread(place + 1, np.searchsorted(document, document, "right"))
    first, second, shared = annotator[one], annotator[other], document[one]
    order = np.lexsort((shared, second, first))
    return Rows(first[order], second[order], shared[order])


def _portions(material: Material, rows: Rows) -> Iterator[tuple[int, int]]:
    """Yield ranges of rows of about the same weight; one without rows where there are none."""
    import numpy as np

    sizes = np.diff(material.blocks)
    weight = np.diff(material.words.bounds)[rows.document]
    for who in (rows.first, rows.second):
        weight = weight + sizes[who * len(material.works) + rows.document]
    edges = (np.flatnonzero(np.diff(np.cumsum(weight) // _AT_ONCE)) + 1).tolist()
    yield from zip([0, *edges], [*edges, len(rows)], strict=True)
