"""What is marked in an article, found by offset and by piece; knows no pixels."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A range `[start, end)` in code points to be shown in `colour` ("#rrggbb") with `text` on its chip.

    `key` is ("span", id), ("suggestion", id) or ("note", id). A mark that `has_note` bears a sign of it.
    """

    key: Key
    start: int
    end: int
    text: str
    colour: str
    is_suggestion: bool
    has_note: bool = False


class MarkIndex:
    """The marks of one article, grouped by the pieces that they touch; the first piece starts at 0."""

    def __init__(self, starts: Sequence[int], length: int) -> None:
        self._starts = starts
        self._length = length
        self._marks: dict[Key, Mark] = {}
        self._by_piece: dict[int, dict[Key, Mark]] = {}

    def replace(self, marks: Sequence[Mark]) -> set[int]:
        """Take `marks` instead of those held; return the pieces where anything changed.

        Raises ValueError for an empty mark, one outside the text, or two under one key.
        """
        held = self._marks
        keys = {mark.key for mark in marks}
        if len(keys) != len(marks):
            raise ValueError("two marks have one key")
        return self.change(held.keys() - keys, [mark for mark in marks if held.get(mark.key) != mark])

    def change(self, gone: Iterable[Key], come: Sequence[Mark]) -> set[int]:
        """Drop the marks under the keys `gone` and take `come`, by key; return the pieces that changed.

        Raises ValueError for an empty mark or one outside the text; a key that is not held is passed over.
        """
        for mark in come:
            if not 0 <= mark.start < mark.end <= self._length:
                raise ValueError(
                    f"mark {mark.key} from {mark.start} to {mark.end} is not in a text of {self._length}"
                )
        touched: set[int] = set()
        for key in {*gone, *(mark.key for mark in come)}:
            held = self._marks.pop(key, None)
            if held is not None:
                for piece in self._pieces(held):
                    del self._by_piece[piece][key]
                    touched.add(piece)
        for mark in come:
            self._marks[mark.key] = mark
            for piece in self._pieces(mark):
                self._by_piece.setdefault(piece, {})[mark.key] = mark
                touched.add(piece)
        return touched

    def get(self, key: Key | None) -> Mark | None:
        """Return the mark under `key`, None where there is none."""
        return None if key is None else self._marks.get(key)

    def all(self) -> list[Mark]:
        """Return every mark, in no order."""
        return list(self._marks.values())

    def in_piece(self, piece: int) -> Iterable[Mark]:
        """Return the marks that touch a piece, in no order."""
        return self._by_piece.get(piece, {}).values()

    def at(self, offset: int) -> Mark | None:
        """Return the innermost mark over the character at `offset`, None where there is none."""
        piece = max(0, bisect_right(self._starts, offset) - 1)
        over = [mark for mark in self.in_piece(piece) if mark.start <= offset < mark.end]
        return min(over, key=nesting, default=None)

    def _pieces(self, mark: Mark) -> range:
        first = bisect_right(self._starts, mark.start) - 1
        if first + 1 == len(self._starts) or mark.end <= self._starts[first + 1]:
            return range(first, first + 1)
        return range(first, bisect_right(self._starts, mark.end - 1))


def nesting(mark: Mark) -> tuple[int, bool, int, Key]:
    """Sort marks from the innermost outwards; of equal ranges the confirmed one is the inner."""
    return mark.end - mark.start, mark.is_suggestion, mark.start, mark.key
