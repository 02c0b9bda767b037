"""A mapping that is made when somebody first looks into it.

Fifty annotators are 1,225 pairs, of whose labels and confusions a lead looks at a few.
"""

from collections.abc import Callable, ItemsView, Iterator, Mapping
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Late(Mapping[Key, Value]):
    """What `make` returns, read only; it is called once, when it is needed."""

    def __init__(self, make: Callable[[], Mapping[Key, Value]]) -> None:
        self._make = make
        self._made: Mapping[Key, Value] | None = None

    def _whole(self) -> Mapping[Key, Value]:
        if self._made is None:
            self._made = self._make()
        return self._made

    def __getitem__(self, key: Key) -> Value:
        return self._whole()[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def items(self) -> ItemsView[Key, Value]:
        """Return all at once: the view of a Mapping would ask for each value by itself."""
        return self._whole().items()

    def __repr__(self) -> str:
        return repr(self._whole())
