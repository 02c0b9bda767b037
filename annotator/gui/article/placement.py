"""Where the marks of one paragraph are drawn: on which lines, in which lanes, with which chips.

Assigning marks to lines needs no geometry and decides how tall the lines are; the rest is measured
for a line when that line is painted.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF

from annotator.gui.article.chips import Wish, arrange
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
    """A mark's chip: its box in pixels of the paragraph, the words that fit."""

    mark: Mark
    box: QRect
    text: str


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
        is_rtl = self._paragraph.is_rtl
        # Seen from the paragraph's leading edge, a page that reads from the left is the mirror image.
        anchored = [(self._anchor(mark, line, is_rtl=is_rtl), mark) for mark in begin]
        anchored.sort(key=lambda pair: nesting(pair[1]), reverse=True)
        anchored.sort(key=lambda pair: -round(pair[0]))
        words = [_words(mark) for _anchor, mark in anchored]
        wishes = [
            Wish(anchor, metrics.horizontalAdvance(text) + 2 * sizes.chip_padding)
            for (anchor, _mark), text in zip(anchored, words, strict=True)
        ]
        places = arrange(
            wishes, column=self._width, narrowest=1.5 * sizes.chip_row, farthest=6.0 * sizes.chip_row
        )
        chips = []
        for (_anchor, mark), text, wish, place in zip(anchored, words, wishes, places, strict=True):
            left = place.left if is_rtl else self._width - place.right
            if place.width < wish.width:
                room = place.width - 2 * sizes.chip_padding
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, room))
            box = QRect(round(left), line.text_top - sizes.chip_row, round(place.width), sizes.chip_row)
            chips.append(Chip(mark, box, text))
        return chips

    def _anchor(self, mark: Mark, line: Line, *, is_rtl: bool) -> float:
        intervals = self.intervals(mark, line)
        return intervals[-1][1] if is_rtl else self._width - intervals[0][0]


def _words(mark: Mark) -> str:
    """Return what stands on the chip of `mark`: a suggestion's words end in a question mark."""
    if not mark.is_suggestion:
        return mark.text
    return f"{mark.text} {'؟' if any('؀' <= letter <= 'ۿ' for letter in mark.text) else '?'}"
