"""How sentences go to the recogniser: in windows that its model can read, and in batches of like length.

Lengths are word pieces. Nothing here knows a model.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

WINDOW: Final = 254
"""What CAMeL Tools gives to the model at most: 256 places, of which two are for its own signs."""

_OVERLAP: Final = 64
_MOST_SENTENCES: Final = 32
_MOST_PIECES: Final = 4096  # of a batch, padded


class Window(NamedTuple):
    """The words `[first, last)` of a sentence are read together, and `[keep_first, keep_last)` kept."""

    first: int
    last: int
    keep_first: int
    keep_last: int


def windows(lengths: Sequence[int], *, most: int = WINDOW, overlap: int = _OVERLAP) -> list[Window]:
    """Cut a sentence whose words have these lengths into windows, so that every word is kept once.

    Windows overlap by up to `overlap` pieces, and a word is kept where it stands further from the
    edge. Words must not be longer than `most`.
    """
    spans: list[tuple[int, int]] = []
    first = 0
    while first < len(lengths):
        last = first
        room = most
        while last < len(lengths) and lengths[last] <= room:
            room -= lengths[last]
            last += 1
        spans.append((first, last))
        if last == len(lengths):
            break
        # The next window has room for one word more at least.
        first = _back(lengths, last, least=first + 1, overlap=min(overlap, most - lengths[last]))
    found: list[Window] = []
    keep = 0
    for index, (first, last) in enumerate(spans):
        # Halfway through what the next window reads again.
        end = last if index + 1 == len(spans) else (spans[index + 1][0] + last + 1) // 2
        found.append(Window(first, last, keep, end))
        keep = end
    return found


def _back(lengths: Sequence[int], last: int, *, least: int, overlap: int) -> int:
    """Return where the window after one that ended at `last` starts."""
    first, read_again = last, 0
    while first > least and read_again + lengths[first - 1] <= overlap:
        first -= 1
        read_again += lengths[first]
    return first


def batches(
    lengths: Sequence[int], *, most: int = _MOST_SENTENCES, pieces: int = _MOST_PIECES
) -> list[list[int]]:
    """Group sequences by length, so that few places are padding: lists of indexes, each used once.

    A batch has at most `most` sequences, and `pieces` places when all are as long as its longest.
    """
    found: list[list[int]] = []
    for index in sorted(range(len(lengths)), key=lambda one: (lengths[one], one)):
        batch = found[-1] if found else []
        if not batch or len(batch) >= most or (len(batch) + 1) * lengths[index] > pieces:
            found.append([index])
        else:
            batch.append(index)
    return found
