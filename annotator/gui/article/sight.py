"""What part of the page is in sight: the column's place in the view, scrolling, the reading position.

Only the view's own scroll bar holds the position; here it is kept true while estimates of heights
above turn into heights.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from PySide6.QtCore import QRect, QTimer
from PySide6.QtWidgets import QAbstractScrollArea

from annotator.gui.article.look import Sizes
from annotator.gui.article.page import Page

_NARROWEST: Final = 80


class Reading(NamedTuple):
    """The place that a person reads at: an offset and how far below the view's top its line begins."""

    offset: int
    below: int


class Sight:
    """The window that a scroll area opens onto a page. Distances in pixels."""

    def __init__(self, area: QAbstractScrollArea, page: Page, sizes: Sizes) -> None:
        self._area = area
        self._reading: Reading | None = None
        self._is_adjusting = False
        self._settling = QTimer(area, singleShot=True, interval=0)
        self._settling.timeout.connect(self._settle_and_paint)
        self.page = page
        self.sizes = sizes
        page.prepare(sizes, width=self._column())

    @property
    def is_adjusting(self) -> bool:
        """Tell whether the scroll bar moves only because what is above turned out taller or shorter."""
        return self._is_adjusting

    @property
    def top(self) -> int:
        """The page's y at the top of the view."""
        return self._area.verticalScrollBar().value()

    @property
    def height(self) -> int:
        """The height of the view."""
        return self._area.viewport().height()

    @property
    def left(self) -> int:
        """The view's x where the column begins."""
        return (self._area.viewport().width() - self.page.width) // 2

    def open(self, page: Page) -> None:
        """Look at the top of another page."""
        self.page = page
        self._reading = None
        page.prepare(self.sizes, width=self._column())
        self._scroll(0)
        self.settle()

    def refit(self, sizes: Sizes, *, reading: Reading | None) -> None:
        """Follow another look or another size of the view.

        The line of `reading` stays where it is; without one, the line at the top that was read last.
        """
        width = self._column()
        if sizes == self.page.sizes and width == self.page.width:
            self.settle()
            return
        self.sizes = sizes
        self.page.prepare(sizes, width=width)
        reading = reading or self._reading
        if reading is None:
            self._scroll(0)
        else:
            self._stand(reading)
        self.settle()

    def _stand(self, reading: Reading) -> None:
        """Scroll to where a line stands in its place, once all above it in sight is laid out."""
        for _round in range(4):
            spot = self.page.spot(reading.offset)
            lowest = max(0, self.height - self.page.line(spot).height)
            wanted = spot.top - max(0, min(reading.below, lowest))
            if wanted == self.top:
                return
            self._scroll(wanted)
            self.settle()

    def settle(self) -> bool:
        """Lay out what is in sight; return whether the page moved under the view.

        Nothing is in sight of a hidden view, whose size may still be another one than it will have.
        """
        if not self._area.isVisible():
            return False
        has_moved = False
        while True:
            top = self.top
            wanted = top + self.page.settle(top, top + self.height)
            self._scroll(wanted)
            has_moved = has_moved or self.top != top
            # The bar stops at the page's ends, where other paragraphs may come into sight.
            if self.top == wanted:
                return has_moved

    def top_for_painting(self) -> int:
        """Lay out what is in sight and return the page's y at the top of the view, whatever the bar says.

        Nothing may be moved while it is painted, so the bar is settled soon after where it has to be.
        """
        top = self.top
        painted = top + self.page.settle(top, top + self.height)
        if painted != top or self._area.verticalScrollBar().maximum() != self._highest_top():
            self._settling.start()
        return painted

    def remember(self) -> None:
        """Take what is in sight for the place that a person reads at."""
        top = self.top
        if top == 0:
            self._reading = None
            return
        for spot in self.page.lines_between(top, top + self.height):
            if spot.top >= top:
                offset = self.page.content.starts[spot.paragraph] + self.page.line(spot).start
                self._reading = Reading(offset, spot.top - top)
                return

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Keep what is in sight in its place while the block lays out paragraphs anywhere."""
        first = self.page.index_at(self.top)
        before, height = self.page.top(first), self.page.height
        yield
        if self.page.height != height:
            self._scroll(self.top + self.page.top(first) - before)
            self.settle()

    def reveal(self, rect: QRect, *, margin: int, at: float | None = None) -> None:
        """Scroll so that `rect` of the page is in sight, `margin` away from the view's edges.

        If that takes scrolling, `at` says where in the view its top goes: 0 the top, 1 the bottom;
        None means no further than needed.
        """
        margin = max(0, min(margin, (self.height - rect.height()) // 2))
        highest, lowest = rect.top() - margin, rect.bottom() + 1 + margin - self.height
        if highest < self.top or lowest > self.top:
            if at is not None:
                wanted = rect.top() - round(at * self.height)
            else:
                wanted = highest if highest < self.top else lowest
            self._area.verticalScrollBar().setValue(wanted)

    def to_view(self, rect: QRect) -> QRect:
        """Return a rectangle of the page in the view's coordinates."""
        return rect.translated(self.left, -self.top)

    def _settle_and_paint(self) -> None:
        self.settle()
        self._area.viewport().update()

    def _scroll(self, top: int) -> None:
        bar = self._area.verticalScrollBar()
        # Changing the bar calls back into the view's scrollContentsBy.
        was_adjusting, self._is_adjusting = self._is_adjusting, True
        try:
            bar.setRange(0, self._highest_top())
            bar.setPageStep(max(1, self.height))
            bar.setSingleStep(max(1, self.sizes.body.height))
            bar.setValue(top)
        finally:
            self._is_adjusting = was_adjusting

    def _highest_top(self) -> int:
        return max(0, self.page.height - self.height)

    def _column(self) -> int:
        # The bar's room is taken off whether it is shown or not: the text must not depend on that.
        bar = self._area.verticalScrollBar().sizeHint().width()
        margin = min(self.sizes.margin, self._area.width() // 12)
        room = self._area.width() - bar - 2 * margin
        return max(_NARROWEST, min(self.sizes.column, room))
