"""Ranges of one document, found by where they lie."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar


class Ranged(Protocol):
    """Anything with a half-open range in code points."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


R = TypeVar("R", bound=Ranged)


class Cover(Generic[R]):
    """A collection of ranges that answers what lies over a place, whatever the text's length."""

    def __init__(self, items: Iterable[R] = ()) -> None:
        self._items = sorted(items, key=_order)
        self._longest = max((item.end - item.start for item in self._items), default=0)

    @classmethod
    def in_order(cls, items: Iterable[R], *, longest: int) -> "Cover[R]":
        """Return a collection of items that are in reading order; none is longer than `longest`."""
        made = cls()
        made._items, made._longest = list(items), longest
        return made

    @property
    def longest(self) -> int:
        """The length that no item passes, in code points."""
        return self._longest

    def __iter__(self) -> Iterator[R]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def over(self, start: int, end: int) -> list[R]:
        """Return the items that share at least one code point with `[start, end)`, in reading order."""
        first = bisect_left(self._items, start - self._longest, key=lambda item: item.start)
        found = []
        for index in range(first, len(self._items)):
            item = self._items[index]
            if item.start >= end:
                break
            if item.end > start:
                found.append(item)
        return found

    def add(self, item: R) -> None:
        """Take in one more item."""
        insort(self._items, item, key=_order)
        self._longest = max(self._longest, item.end - item.start)


def _order(item: Ranged) -> tuple[int, int]:
    """Reading order: by start, the outer before the inner."""
    return item.start, -item.end
