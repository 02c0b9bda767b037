"""Has parts of the page painted again; what is not in sight costs nothing."""

from collections.abc import Collection

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractScrollArea

from annotator.gui.article.sight import Sight


class Repaint:
    """Tells a scroll area what of the page has changed."""

    def __init__(self, area: QAbstractScrollArea, sight: Sight) -> None:
        self._area = area
        self._sight = sight

    def everything(self) -> None:
        """Have all that is in sight painted again."""
        self._area.viewport().update()

    def box(self, box: QRect) -> None:
        """Have a box of the page painted again, with the stroke of a ring around it."""
        room = 2 * self._sight.sizes.lane
        self._area.viewport().update(self._sight.to_view(box).adjusted(-room, -room, room, room))

    def lines(self, start: int, end: int) -> None:
        """Have the lines painted again from that of `start` to that of `end`."""
        sight, page = self._sight, self._sight.page
        for spot in page.lines_between(sight.top, sight.top + sight.height):
            line, begin = page.line(spot), page.content.starts[spot.paragraph]
            if begin + line.start <= end and start <= begin + line.end:
                self.box(QRect(0, spot.top, page.width, line.height))

    def marks(self, touched: Collection[int]) -> None:
        """Have the marks of some pieces placed again, those in sight at once, and painted."""
        sight, page = self._sight, self._sight.page
        for index in touched:
            page.displace(index)
        last = page.index_at(sight.top + sight.height)
        seen = [index for index in range(page.index_at(sight.top), last + 1) if index in touched]
        heights = [page.paragraphs[index].height for index in seen]
        if sight.settle() or heights != [page.paragraphs[index].height for index in seen]:
            self.everything()
            return
        for index in seen:
            self.box(QRect(0, page.top(index), page.width, page.paragraphs[index].height))
