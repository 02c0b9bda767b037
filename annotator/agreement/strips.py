"""Words with their outermost label, of all annotators and articles at once: what `flat` says, as columns."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from annotator.agreement.answers import Rows
from annotator.agreement.joins import spread
from annotator.agreement.material import Material

if TYPE_CHECKING:  # not needed before the first paint
    import numpy as np
    from numpy.typing import NDArray

    from annotator.agreement.joins import Whole

_PAINTED: Final = 20_000  # spans that are painted in one go


@dataclass(frozen=True, slots=True)
class Strips:
    """The label of every word of every block (an annotator's work on a document), one block after the other.

    `labels` are places in the material's labels, and their number for a word that is not marked.
    """

    labels: "NDArray[np.int32]"
    starts: "Whole"

    @classmethod
    def of(cls, material: Material) -> "Strips":
        """Paint the spans of everybody over the words of what is compared."""
        import numpy as np

        spans, words = material.spans, material.words
        sizes = np.where(material.finished, np.diff(words.bounds), 0).ravel()
        starts = np.concatenate([[0], np.cumsum(sizes)])
        # Of the spans over a word the first in reading order counts, so each word keeps the least rank.
        order = _reading_order(material)
        winner = np.full(starts[-1], len(order), np.int32)
        shift = starts[spans.annotator * len(material.works) + spans.document] - words.bounds[spans.document]
        for begun in range(0, len(order), _PAINTED):
            some = order[begun : begun + _PAINTED]
            rank, word = spread(spans.first_word[some] + shift[some], spans.after_word[some] + shift[some])
            np.minimum.at(winner, word, (rank + begun).astype(np.int32))
        by_rank = np.concatenate([spans.label[order], [len(material.labels)]]).astype(np.int32)
        return cls(by_rank[winner], starts[:-1])

    def met(self, material: Material, rows: Rows) -> "tuple[Whole, Whole]":
        """Return the row of every word of rows, and its cell: which two labels it got."""
        import numpy as np

        documents, labels = len(material.works), len(material.labels) + 1
        length = np.diff(material.words.bounds)[rows.document]
        first, second = (self.starts[who * documents + rows.document] for who in (rows.first, rows.second))
        row, place = spread(first, first + length)
        cell = self.labels[place] * np.int64(labels) + self.labels[place + (second - first)[row]]
        return row, cell


def _reading_order(material: Material) -> "Whole":
    import numpy as np

    spans, width = material.spans, material.width
    place = (spans.annotator * len(material.works) + spans.document) * width + spans.start
    return np.lexsort(((width - spans.end) * len(material.labels) + spans.label, place))
