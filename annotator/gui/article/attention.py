"""What a person attends to: the mark in hand and the caret. It stays in sight while lines move around it."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRect

from annotator.gui.article import steps
from annotator.gui.article.caret import Caret
from annotator.gui.article.marks import Key, Mark
from annotator.gui.article.sight import Reading, Sight
from annotator.gui.article.steps import Place


class Attention:
    """Knows the mark in hand and the range that is ringed, and keeps in sight what was there."""

    def __init__(self, sight: Sight, caret: Caret) -> None:
        self._sight = sight
        self._caret = caret
        self.current: Key | None = None
        self.ring = (0, 0)

    def mark(self) -> Mark | None:
        """Return the mark in hand, None while there is none."""
        return self._sight.page.content.marks.get(self.current)

    @contextmanager
    def held(self, *, height: int | None = None) -> Iterator[Reading | None]:
        """Keep the caret and the mark in hand in sight while the block breaks lines anew or moves them.

        Yields where the caret stood, else the mark; None where neither is to keep its place. `height` is
        that of the view before, if it is another by now. Where both cannot be seen, the caret is.
        """
        sight, mark = self._sight, self.mark()
        height = sight.height if height is None else height
        is_mark_seen, is_caret_seen = (
            box is not None and self._shows(box, height=height)
            for box in (self._start_of(mark), self._caret.box_in_sight())
        )
        if sight.top == 0:
            yield None  # at the top one stays at the top
        elif is_caret_seen:
            yield self._reading_of(self._caret.offset)
        elif mark is not None and is_mark_seen:
            yield self._reading_of(mark.start)
        else:
            yield None
        if is_mark_seen:
            self._bring_back(self._start_of(self.mark()))
        if is_caret_seen:
            self._bring_back(self._caret.box())

    def _reading_of(self, offset: int) -> Reading:
        return Reading(offset, self._sight.page.spot(offset).top - self._sight.top)

    def _shows(self, box: QRect, *, height: int) -> bool:
        """Tell whether a box of the page lies wholly in a view `height` pixels high."""
        return self._sight.top <= box.top() and box.bottom() < self._sight.top + height

    def _start_of(self, mark: Mark | None) -> QRect | None:
        """Return the box of a caret where a mark starts, None while its piece is not laid out."""
        page = self._sight.page
        if mark is None or not page.is_placed(page.content.index_of(mark.start)):
            return None
        return steps.rect(page, Place(mark.start))

    def _bring_back(self, box: QRect | None) -> None:
        sight = self._sight
        if box is not None and not self._shows(box, height=sight.height):
            sight.reveal(box, margin=sight.sizes.chip_row)
