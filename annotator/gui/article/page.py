"""The paragraphs of an article, one below the other, laid out where they are looked at.

Heights of the others are estimates. When one proves wrong, what is in sight stays where it is.
All distances are whole pixels from the top of the page.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QRect

from annotator.gui.article.content import Content
from annotator.gui.article.look import Sizes
from annotator.gui.article.paragraph import Line, Paragraph
from annotator.gui.article.placement import Placement


class Spot(NamedTuple):
    """A line of the page: its paragraph, its number there, and where its band begins."""

    paragraph: int
    line: int
    top: int


class Page:
    """An article's text as a column of paragraphs. Offsets are code points of the whole text."""

    def __init__(self, text: str, *, has_title: bool, has_subtitle: bool) -> None:
        self.content = Content(text, has_title=has_title)
        self.has_subtitle = has_subtitle
        pieces = self.content.pieces
        self.paragraphs = [Paragraph(text[piece.start : piece.end], piece) for piece in pieces]
        self.layouts = 0
        self.width = 0
        self._sizes: Sizes | None = None
        self._placements: list[Placement | None] = [None] * len(self.paragraphs)
        self._tops: list[int] = []
        self.height = 0

    @property
    def sizes(self) -> Sizes:
        """The distances in use, once `prepare` has set them."""
        assert self._sizes is not None
        return self._sizes

    def prepare(self, sizes: Sizes, *, width: int) -> None:
        """Start over with other sizes or another width of the column."""
        self._sizes, self.width = sizes, max(1, width)
        self._placements = [None] * len(self.paragraphs)
        for index, paragraph in enumerate(self.paragraphs):
            kind = sizes.title if index == 0 and self.content.has_title else sizes.body
            paragraph.prepare(kind, sizes, width=self.width)
        self._sum()

    def settle(self, top: int, bottom: int) -> int:
        """Lay out all that lies between `top` and `bottom`.

        Return by how many pixels what lies there has moved since: heights above `top` were estimates.
        """
        moved = 0
        while True:
            for index in range(self.index_at(top + moved), len(self.paragraphs)):
                if self._tops[index] >= bottom + moved:
                    return moved
                if self._placements[index] is None:
                    above = self._tops[index] < top + moved
                    grown = self.place(index)
                    if grown:
                        moved += grown if above else 0
                        break
            else:
                return moved

    def place(self, index: int) -> int:
        """Lay out a paragraph and place its marks where that is not done; return by how much it grew."""
        if self._placements[index] is not None:
            return 0
        paragraph = self.paragraphs[index]
        if not paragraph.is_laid_out:
            paragraph.lay_out()
            self.layouts += 1
        before = paragraph.height
        placement = Placement(paragraph, self.content.marks.in_piece(index), self.sizes, width=self.width)
        paragraph.stack(placement.lane_counts())
        self._placements[index] = placement
        grown = paragraph.height - before
        if grown:
            # Adding all heights up again would cost ten times as much in a book of an article.
            self._tops[index + 1 :] = [top + grown for top in self._tops[index + 1 :]]
            self.height += grown
        return grown

    def displace(self, index: int) -> None:
        """Have the marks of a paragraph placed again when it is next looked at; its layout stays."""
        self._placements[index] = None

    def is_placed(self, index: int) -> bool:
        """Tell whether a paragraph is laid out with its marks in place."""
        return self._placements[index] is not None

    def placement(self, index: int) -> Placement:
        """Return where the marks of a paragraph are."""
        self.place(index)
        placement = self._placements[index]
        assert placement is not None
        return placement

    def index_at(self, y: int) -> int:
        """Return the number of the paragraph at `y`, the nearest one beyond the ends."""
        return max(0, bisect_right(self._tops, y) - 1)

    def top(self, index: int) -> int:
        """Return where a paragraph begins, which may be an estimate."""
        return self._tops[index]

    def spot(self, offset: int) -> Spot:
        """Return the line that a caret at `offset` stands on."""
        index, inner = self.content.local(offset)
        self.place(index)
        paragraph = self.paragraphs[index]
        number = paragraph.line_index(min(inner, len(paragraph.text)))
        return Spot(index, number, self._tops[index] + paragraph.lines[number].top)

    def spot_of_line(self, paragraph: int, line: int) -> Spot:
        """Return a line by its numbers."""
        self.place(paragraph)
        return Spot(paragraph, line, self._tops[paragraph] + self.paragraphs[paragraph].lines[line].top)

    def spot_at(self, y: int) -> Spot:
        """Return the line whose band is at `y`, the nearest one beyond the ends."""
        index = self.index_at(y)
        self.place(index)
        top = self._tops[index]
        lines = self.paragraphs[index].lines
        number = max(0, bisect_right([line.top for line in lines], y - top) - 1)
        return Spot(index, number, top + lines[number].top)

    def line(self, spot: Spot) -> Line:
        """Return the line of a spot."""
        return self.paragraphs[spot.paragraph].lines[spot.line]

    def lines_between(self, top: int, bottom: int) -> Iterator[Spot]:
        """Yield the lines that `settle` has laid out between `top` and `bottom`."""
        for index in range(self.index_at(top), len(self.paragraphs)):
            paragraph_top = self._tops[index]
            if paragraph_top >= bottom:
                return
            self.place(index)
            for number, line in enumerate(self.paragraphs[index].lines):
                begin = paragraph_top + line.top
                if begin < bottom and begin + line.height > top:
                    yield Spot(index, number, begin)

    def boxes(self, start: int, end: int) -> list[QRect]:
        """Return the boxes of text that the characters `[start, end)` fill, line by line."""
        content, boxes = self.content, list[QRect]()
        for index in range(content.index_of(start), content.index_of(max(start, end - 1)) + 1):
            self.place(index)
            paragraph = self.paragraphs[index]
            first, last = start - paragraph.piece.start, end - paragraph.piece.start
            for line in paragraph.lines:
                if line.start < last and first < line.end:
                    y = self._tops[index] + line.text_top
                    boxes.extend(
                        QRect(round(left), y, round(right) - round(left), paragraph.box.height)
                        for left, right in paragraph.edges(line).intervals(first, last)
                    )
        return boxes

    def subtitle_box(self) -> QRect:
        """Return where the subtitle stands."""
        top = self.sizes.top
        if self.content.has_title:
            top = self._tops[0] + self.paragraphs[0].height
        return QRect(0, top, self.width, self.sizes.subtitle)

    def set_subtitle(self, *, is_shown: bool) -> None:
        """Make room for a subtitle, or take it away."""
        self.has_subtitle = is_shown
        self._sum()

    def _sum(self) -> None:
        sizes = self.sizes
        heights = [paragraph.height for paragraph in self.paragraphs]
        first = sizes.top
        if self.has_subtitle:
            if self.content.has_title:
                heights[0] += sizes.subtitle
            else:
                first += sizes.subtitle
        *self._tops, end = accumulate(heights, initial=first)
        self.height = end + 2 * sizes.top
