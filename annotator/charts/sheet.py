"""What a chart is laid out on: it grows downwards, and knows letters, colours and how wide words are."""

from collections.abc import Sequence
from typing import Final

from annotator.charts.drawing import Anchor, Drawing, Item, Mark, Palette, Rect, Words
from annotator.charts.measuring import Measure, fitted
from annotator.words import _

PALE: Final = 0.42
"""How much of a colour lies under words or under an interval."""


class Sheet:
    """Items and marks as they are laid; lengths in pixels, read from the left (mirrored at the end)."""

    def __init__(self, *, width: float, measure: Measure, palette: Palette, size: float) -> None:
        self.width, self.palette, self.size = width, palette, size
        self.y = 0.0
        """How far down it is filled."""
        self._measure = measure
        self._items: list[Item] = []
        self._marks: list[Mark] = []

    @property
    def row(self) -> float:
        """How high a row of words and a bar is."""
        return round(self.size * 2.1)

    @property
    def small(self) -> float:
        """The size of the smaller letters."""
        return self.size - 1.5

    def lay(self, *items: Item) -> None:
        """Lay items on what lies there."""
        self._items += items

    def mark(self, words: str, *, key: str, x: float, y: float, width: float, height: float) -> None:
        """Let a rectangle be pointed at."""
        self._marks.append(Mark(key, words, x, y, width, height))

    def room_of(self, words: str, *, size: float | None = None, is_bold: bool = False) -> float:
        """Return how wide words are."""
        return self._measure(words, size or self.size, is_bold) if words else 0.0

    def widest(self, words: Sequence[str], *, size: float | None = None, is_bold: bool = False) -> float:
        """Return how wide the widest of some words are."""
        return max((self.room_of(one, size=size, is_bold=is_bold) for one in words), default=0.0)

    def write(
        self,
        words: str,
        *,
        x: float,
        y: float,
        room: float,
        colour: str = "",
        size: float | None = None,
        anchor: Anchor = Anchor.LEFT,
        is_bold: bool = False,
    ) -> None:
        """Write words, shortened to the room, so that the middle of their letters is at `y`."""
        size = size or self.size
        shown = fitted(words, room, measure=self._measure, size=size, is_bold=is_bold)
        if shown:
            colour = colour or self.palette.ink
            self.lay(Words(shown, x, y + size * 0.35, size, colour, anchor, is_bold))

    def fit(self, words: str, room: float, *, size: float) -> str:
        """Return words shortened to the room."""
        return fitted(words, room, measure=self._measure, size=size)

    def head(self, title: str) -> None:
        """Write the title over what follows."""
        self.write(title, x=0, y=self.row / 2, room=self.width, size=self.size + 2, is_bold=True)
        self.y += self.row + 4

    def legend(self, parts: Sequence[tuple[str, str]], *, opacity: float = 1.0) -> None:
        """Say which colour stands for what, in as many lines as it takes."""
        chip, gap = self.size * 0.8, self.size * 1.3
        x = 0.0
        for words, colour in parts:
            room = self.room_of(words, size=self.small)
            if x and x + chip + 6 + room > self.width:
                x = 0.0
                self.y += self.row * 0.8
            middle = self.y + self.row * 0.4
            self.lay(Rect(x, middle - chip / 2, chip, chip, colour, opacity, 3.0))
            left = self.width - x - chip - 6
            self.write(words, x=x + chip + 6, y=middle, room=left, colour=self.palette.muted, size=self.small)
            x += chip + 6 + room + gap
        self.y += self.row * 0.8 + 6

    def say_nothing(self) -> None:
        """Say in place of a chart that it would be empty."""
        self.write(
            _("There is nothing to show yet."),
            x=0,
            y=self.y + self.row / 2,
            room=self.width,
            colour=self.palette.muted,
        )
        self.y += self.row

    def drawing(self, title: str) -> Drawing:
        """Return all that was laid."""
        return Drawing(title, self.width, self.y, tuple(self._items), tuple(self._marks))
