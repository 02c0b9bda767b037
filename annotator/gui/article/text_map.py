"""Leads from the characters of an article to the pixels of the view, and from a point back to them."""

from PySide6.QtCore import QPoint, QRect

from annotator.gui.article import steps
from annotator.gui.article.marks import Mark
from annotator.gui.article.page import Page
from annotator.gui.article.sight import Sight
from annotator.gui.article.steps import Place

_COMFORTABLE = 0.35
"""Where in the view what was out of sight is brought: somewhat above the middle."""


class TextMap:
    """What is where. Offsets are code points of the text, rectangles and points the viewport's.

    Asking for what is out of sight lays it out and moves nothing.
    """

    def __init__(self, sight: Sight) -> None:
        self._sight = sight

    def range_rect(self, start: int, end: int) -> QRect:
        """Return the box around the characters `[start, end)`, all lines taken together."""
        whole = QRect()
        for box in self.range_rects(start, end):
            whole = whole.united(box)
        return whole

    def range_rects(self, start: int, end: int) -> list[QRect]:
        """Return the boxes that the characters `[start, end)` fill, line by line."""
        with self._sight.steady():
            boxes = self._sight.page.boxes(start, end)
        return [self._sight.to_view(box) for box in boxes]

    def visible_range(self) -> tuple[int, int]:
        """Return the range of the text whose lines are in sight, even in part."""
        sight = self._sight
        sight.settle()
        page = sight.page
        spots = list(page.lines_between(sight.top, sight.top + sight.height))
        if not spots:
            return 0, 0
        first, last = spots[0], spots[-1]
        starts = page.content.starts
        return starts[first.paragraph] + page.line(first).start, starts[last.paragraph] + page.line(last).end

    def height(self) -> int:
        """Return how high all of the text is at the view's width, in pixels: all of it is laid out."""
        page = self._sight.page
        with self._sight.steady():
            for index in range(len(page.paragraphs)):
                page.place(index)
        return page.height

    def reveal(self, start: int, end: int) -> None:
        """Bring the characters `[start, end)` into comfortable sight, their beginning at least."""
        with self._sight.steady():
            boxes = self._sight.page.boxes(start, end)
        if boxes:
            whole = boxes[0].united(boxes[-1])
            box = whole if whole.height() < self._sight.height / 2 else boxes[0]
            self._sight.reveal(box, margin=2 * box.height(), at=_COMFORTABLE)

    def mark_at(self, point: QPoint) -> Mark | None:
        """Return the mark whose chip is at `point`, else the innermost one over the text there."""
        x, y = self._on_page(point)
        with self._sight.steady():
            return _mark_at(self._sight.page, x, y)

    def chip_at(self, point: QPoint) -> Mark | None:
        """Return the mark whose chip is at `point`, None where there is none."""
        x, y = self._on_page(point)
        with self._sight.steady():
            return _chip_at(self._sight.page, x, y)

    def place_at(self, point: QPoint) -> Place:
        """Return the place of the caret nearest to `point`."""
        x, y = self._on_page(point)
        with self._sight.steady():
            return steps.on_line_at(self._sight.page, x, y)

    def offset_at(self, point: QPoint) -> int:
        """Return the offset of the caret nearest to `point`."""
        return self.place_at(point).offset

    def character_at(self, point: QPoint) -> int:
        """Return the offset of the character nearest to `point`."""
        x, y = self._on_page(point)
        page = self._sight.page
        with self._sight.steady():
            spot = page.spot_at(y)
            line = page.line(spot)
            under = page.paragraphs[spot.paragraph].edges(line).at(x)
        return page.content.starts[spot.paragraph] + (line.start if under is None else under)

    def layout_count(self) -> int:
        """Return how many pieces of this article were laid out so far, again after a new size."""
        return self._sight.page.layouts

    def _on_page(self, point: QPoint) -> tuple[int, int]:
        return point.x() - self._sight.left, point.y() + self._sight.top


def _chip_at(page: Page, x: int, y: int) -> Mark | None:
    spot = page.spot_at(y)
    inner = y - page.top(spot.paragraph)
    chips = page.placement(spot.paragraph).chips(spot.line)
    return next((chip.mark for chip in chips if chip.box.contains(x, inner)), None)


def _mark_at(page: Page, x: int, y: int) -> Mark | None:
    chip = _chip_at(page, x, y)
    if chip is not None:
        return chip
    spot = page.spot_at(y)
    line, paragraph = page.line(spot), page.paragraphs[spot.paragraph]
    inner = y - page.top(spot.paragraph)
    under = paragraph.edges(line).at(x)
    if under is None or inner < line.text_top or inner >= line.top + line.height:
        return None
    left, right = paragraph.edges(line).extent(under)
    start = page.content.starts[spot.paragraph]
    return page.content.marks.at(start + under) if left <= x <= right else None
