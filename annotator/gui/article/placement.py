"""Where the marks of one paragraph are drawn: on which lines, in which lanes, with which chips.

Assigning marks to lines needs no geometry and decides how tall the lines are; the rest is measured
for a line when that line is painted.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF

from annotator.gui.article.chips import Wish, arrange, lies_over
from annotator.gui.article.edges import Extent
from annotator.gui.article.lanes import lanes
from annotator.gui.article.look import Sizes
from annotator.gui.article.marks import Mark, nesting
from annotator.gui.article.paragraph import Line, Paragraph


@dataclass(frozen=True, slots=True)
class Bar:
    """A mark on one line: its lane, and what it covers, in pixels of the layout."""

    mark: Mark
    lane: int
    intervals: tuple[Extent, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A mark's chip: its box in pixels of the paragraph, the words that fit.

    `leads_to` is the x where the mark begins if the chip found no room at it, else None.
    """

    mark: Mark
    box: QRect
    text: str
    leads_to: int | None


@dataclass(slots=True)
class _OnLine:
    marks: list[tuple[Mark, int]] = field(default_factory=list)
    begin: list[Mark] = field(default_factory=list)
    bars: list[Bar] | None = None
    chips: list[Chip] | None = None


class Placement:
    """The marks of a paragraph on its lines. Made anew when the marks change, the layout is not."""

    __slots__ = ("_lines", "_paragraph", "_sizes", "_width")

    def __init__(self, paragraph: Paragraph, marks: Iterable[Mark], sizes: Sizes, *, width: int) -> None:
        self._paragraph = paragraph
        self._sizes = sizes
        self._width = width
        self._lines = [_OnLine() for _line in paragraph.lines]
        here = sorted(marks, key=nesting)
        lane_of = lanes(here)
        for mark in here:
            start, end = self._range(mark)
            first, last = paragraph.line_index(start), paragraph.line_index(max(start, end - 1))
            for number in range(first, last + 1):
                self._lines[number].marks.append((mark, lane_of[mark.key]))
            if mark.start >= paragraph.piece.start:
                self._lines[first].begin.append(mark)

    def lane_counts(self) -> list[int]:
        """Return how many lanes each line needs."""
        return [1 + max((lane for _mark, lane in line.marks), default=-1) for line in self._lines]

    def bars(self, number: int) -> list[Bar]:
        """Return the marks on a line, outermost first."""
        on_line = self._lines[number]
        if on_line.bars is None:
            line = self._paragraph.lines[number]
            on_line.bars = [
                Bar(mark, lane, tuple(self.intervals(mark, line))) for mark, lane in reversed(on_line.marks)
            ]
        return on_line.bars

    def chips(self, number: int) -> list[Chip]:
        """Return the chips above a line: those of the marks that begin on it."""
        on_line = self._lines[number]
        if on_line.chips is None:
            on_line.chips = self._arranged(on_line.begin, self._paragraph.lines[number])
        return on_line.chips

    def intervals(self, mark: Mark, line: Line) -> list[Extent]:
        """Return what `mark` covers on `line`; a mark over what has no width gets a hair's breadth."""
        start, end = self._range(mark)
        edges = self._paragraph.edges(line)
        found = edges.intervals(start, end)
        if not found:
            x = self._paragraph.caret_x(max(start, line.start))
            found = [(x - 1, x + 1)]
        return found

    def _range(self, mark: Mark) -> tuple[int, int]:
        piece = self._paragraph.piece
        return max(mark.start, piece.start) - piece.start, min(mark.end, piece.end) - piece.start

    def _arranged(self, begin: list[Mark], line: Line) -> list[Chip]:
        if not begin:
            return []
        sizes = self._sizes
        metrics = QFontMetricsF(sizes.chip_font)
        wished = [(self._wish(mark, line, metrics), mark) for mark in begin]
        # Outer marks first; nothing here may depend on whether a mark is confirmed, or chips would jump.
        wished.sort(key=lambda pair: (-round(pair[0].anchor), pair[1].start - pair[1].end, pair[1].text))
        wishes = [wish for wish, _mark in wished]
        places = arrange(wishes, column=self._width, narrowest=2.0 * sizes.chip_row, gap=sizes.chip_gap)
        chips = []
        top, height = line.text_top - sizes.chip_row, sizes.chip_row - sizes.stroke - sizes.hair
        for (wish, mark), place in zip(wished, places, strict=True):
            left = place.left if self._paragraph.is_rtl else self._width - place.right
            words = self._words(mark, metrics, room=place.width - 2 * sizes.chip_padding)
            anchor = wish.anchor if self._paragraph.is_rtl else self._width - wish.anchor
            is_off = lies_over(wish, place) < min(4.0, wish.reach)
            box = QRect(round(left), top, round(left + place.width) - round(left), height)
            chips.append(Chip(mark, box, words, round(anchor) if is_off else None))
        return chips

    def _wish(self, mark: Mark, line: Line, metrics: QFontMetricsF) -> Wish:
        """Return what a chip wishes for; a suggestion's has no other width than a span's."""
        width = metrics.horizontalAdvance(mark.text + _question(mark)) + 2 * self._sizes.chip_padding
        intervals = self.intervals(mark, line)
        # Seen from the paragraph's leading edge, a page that reads from the left is the mirror image.
        if self._paragraph.is_rtl:
            left, right = intervals[-1]
            return Wish(right, width, right - left)
        left, right = intervals[0]
        return Wish(self._width - left, width, right - left)

    def _words(self, mark: Mark, metrics: QFontMetricsF, *, room: float) -> str:
        """Return what stands on the chip of `mark`: a suggestion's words end in a question mark.

        Where that has no room its frame alone says that it is one.
        """
        wanted = mark.text + _question(mark) if mark.is_suggestion else mark.text
        for words in (wanted, mark.text):
            if metrics.horizontalAdvance(words) <= room + 0.5:
                return words
        return metrics.elidedText(mark.text, Qt.TextElideMode.ElideRight, max(0.0, room))


def _question(mark: Mark) -> str:
    return " ؟" if any("؀" <= letter <= "ۿ" for letter in mark.text) else " ?"
