"""Where the words begin of which spans leave proclitics outside, for many spans at once."""

from typing import TYPE_CHECKING

from annotator.agreement.material import Material
from annotator.text.clitics import stem_starts

if TYPE_CHECKING:  # not needed before the first paint
    from annotator.agreement.joins import Whole


class Stems:
    """The starts of spans, without regard to proclitics; what was found out of a word is kept."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._known: dict[tuple[int, int], int] = {}

    def of(self, span: "Whole") -> "Whole":
        """Return where the word starts of which a span leaves proclitics outside, else where the span starts.

        Two spans with the same end and the same such start differ by proclitics at most.
        """
        import numpy as np

        spans, words = self._material.spans, self._material.words
        found: Whole = spans.start[span]
        if not len(words.start):
            return found
        word = np.minimum(spans.first_word[span], len(words.start) - 1)
        inside = np.flatnonzero((words.document[word] == spans.document[span]) & (words.start[word] < found))
        places = zip(word[inside].tolist(), found[inside].tolist(), strict=True)
        found[inside] = [self._known.get(place) or self._stem(*place) for place in places]
        return found

    def _stem(self, word: int, start: int) -> int:
        words = self._material.words
        text = self._material.works[words.document[word]].document.text
        begin, end = int(words.start[word]), int(words.end[word])
        stem = begin if start < end and start in stem_starts(text, begin, end) else start
        self._known[word, start] = stem
        return stem
