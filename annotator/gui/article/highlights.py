"""What a search found in an article, kept so that a line is asked for its own hits only."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence


class Highlights:
    """Ranges `[start, end)` in code points; one of them may be the current one."""

    def __init__(self, ranges: Sequence[tuple[int, int]] = (), *, current: int | None = None) -> None:
        self.current = None if current is None else ranges[current]
        self._ranges = sorted(ranges)
        self._longest = max((end - start for start, end in ranges), default=0)

    def over(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the ranges that `[start, end)` has a character of, in reading order."""
        first = bisect_left(self._ranges, (start - self._longest, 0))
        for number in range(first, len(self._ranges)):
            one, other = self._ranges[number]
            if one >= end:
                return
            if other > start:
                yield one, other
