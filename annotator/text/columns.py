"""The words of many texts at once, as columns of whole numbers: the very tokens of `tokens.words`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from annotator.text.tokens import words

if TYPE_CHECKING:  # not needed before the first paint
    import numpy as np
    from numpy.typing import NDArray


class WordColumns(NamedTuple):
    """Where tokens start and end, in code points of their own text; those of text i lie in its bounds."""

    start: "NDArray[np.int64]"
    end: "NDArray[np.int64]"
    bounds: "NDArray[np.int64]"


def word_columns(texts: Sequence[str]) -> WordColumns:
    """Return the tokens of each text, punctuation included."""
    import numpy as np

    found = [words(text) for text in texts]
    flat = np.array([token for tokens in found for token in tokens], np.int64).reshape(-1, 2)
    bounds = np.cumsum([0, *map(len, found)])
    return WordColumns(flat[:, 0], flat[:, 1], bounds)
