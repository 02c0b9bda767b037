"""Which rows of sorted columns belong together: what counting does for all articles at once.

Keys are whole numbers (int64), ranges half-open. Nothing here knows what is counted.
"""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:  # not needed before the first paint
    import numpy as np
    from numpy.typing import NDArray

    Whole: TypeAlias = NDArray[np.int64]
    Truth: TypeAlias = NDArray[np.bool_]


def spread(low: "Whole", high: "Whole") -> "tuple[Whole, Whole]":
    """Return every number of the ranges `[low, high)`: of which range it is, and the number itself."""
    import numpy as np

    counts = np.maximum(high - low, 0)
    owner = np.repeat(np.arange(len(counts)), counts)
    ends = np.cumsum(counts)
    return owner, np.arange(len(owner)) + (low - ends + counts)[owner]


def matched(left: "Whole", right: "Whole") -> "tuple[Whole, Whole]":
    """Return the places of equal keys of two sorted columns, one to one.

    Where a key comes several times the first of one answers the first of the other, and so on.
    """
    import numpy as np

    nth = np.arange(len(left)) - np.searchsorted(left, left)
    place = np.searchsorted(right, left) + nth
    there = np.flatnonzero(place < len(right))
    found = there[right[place[there]] == left[there]]
    return found, place[found]


def greedy(left: "Whole", right: "Whole") -> "Whole":
    """Return the places of the candidates that are taken, in order: each of `left` and `right` once only."""
    import numpy as np

    taken_left: set[int] = set()
    taken_right: set[int] = set()
    kept = []
    for place, (one, other) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
        if one not in taken_left and other not in taken_right:
            taken_left.add(one)
            taken_right.add(other)
            kept.append(place)
    return np.array(kept, np.int64)


def without(length: int, places: "Whole") -> "Whole":
    """Return the places of a column of `length` that are not among `places`, in order."""
    import numpy as np

    left: Truth = np.ones(length, np.bool_)
    left[places] = False
    return np.flatnonzero(left)


def first_of_each(key: "Whole") -> "Truth":
    """Tell of each place of a sorted column whether its key comes there for the first time."""
    import numpy as np

    is_first: Truth = np.ones(len(key), np.bool_)
    is_first[1:] = key[1:] != key[:-1]
    return is_first
