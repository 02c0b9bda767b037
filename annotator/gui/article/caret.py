"""The caret of an article view and the selection from its anchor to it: what moves them, who hears of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QKeyEvent

from annotator.gui.article import accessible, keys, steps
from annotator.gui.article.repaint import Repaint
from annotator.gui.article.sight import Sight
from annotator.gui.article.steps import Place

if TYPE_CHECKING:
    from annotator.gui.article.view import ArticleView


class Caret(QObject):
    """Where a person is in the text. Offsets are code points and lie on grapheme borders."""

    moved = Signal(int)
    selection_changed = Signal(int, int)

    def __init__(self, view: "ArticleView", sight: Sight, repaint: Repaint) -> None:
        super().__init__(view)
        self._view = view
        self._sight = sight
        self._repaint = repaint
        self._anchor = 0
        self._place = Place(0)
        self._goal_x: int | None = None

    @property
    def offset(self) -> int:
        """Where the caret is: before the character at this offset."""
        return self._place.offset

    @property
    def selection(self) -> tuple[int, int]:
        """The selected range; it is empty at the caret where nothing is selected."""
        return min(self._anchor, self._place.offset), max(self._anchor, self._place.offset)

    def restart(self) -> None:
        """Go to the beginning of another text; emits nothing."""
        self._anchor, self._place, self._goal_x = 0, Place(0), None

    def forget_line(self) -> None:
        """Follow lines that were broken anew: where the caret was seen on them before is nowhere any more."""
        self._goal_x = None
        self._place = Place(self._place.offset)

    def put(self, offset: int) -> None:
        """Put the caret before the character at `offset` and select nothing; ValueError outside the text."""
        self.select(offset, offset)

    def select(self, start: int, end: int) -> None:
        """Select from `start` to `end`, where the caret goes; widened to whole graphemes.

        `start` may lie behind `end`. Raises ValueError outside the text.
        """
        content = self._sight.page.content
        length = len(content.text)
        if not (0 <= start <= length and 0 <= end <= length):
            raise ValueError(f"{start} to {end} is not in a text of {length}")
        anchor = content.snap(start, forward=start > end)
        self._goal_x = None
        self._go(anchor, Place(anchor if start == end else content.snap(end, forward=end > start)))

    def go_to(self, place: Place, *, extends: bool = False) -> None:
        """Go where a person pointed, and select up to there from where the selection began."""
        self._goal_x = None
        self._go(self._anchor if extends else place.offset, place)

    def press(self, event: QKeyEvent) -> bool:
        """Make the move that a key asks for; return False where the key is none of movement."""
        move = keys.movement(event)
        if move is None:
            return False
        sight, page = self._sight, self._sight.page
        with sight.steady():
            before = steps.rect(page, self._place)
            goal_x = before.center().x() if self._goal_x is None else self._goal_x
            screen = max(1, sight.height // page.line(steps.spot_of(page, self._place)).height - 1)
            target = move.target(keys.Here(page, self._place, self._anchor, goal_x, screen))
            after = steps.rect(page, target)
        if move.is_screen:
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + after.top() - before.top())
        self._go(self._anchor if move.extends else target.offset, target)
        self._goal_x = goal_x if move.is_vertical else None
        return True

    def rect(self) -> QRect:
        """Return the caret's box in the view, shown or not."""
        return self._sight.to_view(self.box())

    def box(self) -> QRect:
        """Return the caret's box on the page, which is laid out there if it has to be."""
        with self._sight.steady():
            return steps.rect(self._sight.page, self._place)

    def box_in_sight(self) -> QRect | None:
        """Return the caret's box on the page, None while the piece that it is in is not laid out.

        What is in sight is laid out by the time it is painted; laying out more would move it.
        """
        page = self._sight.page
        if not page.is_placed(page.content.index_of(self._place.offset)):
            return None
        return steps.rect(page, self._place)

    def repaint(self) -> None:
        """Have the caret painted again, or what is under it."""
        self._repaint.box(self.box())

    def _go(self, anchor: int, place: Place) -> None:
        sight, before = self._sight, self.selection
        target, caret_before, anchor_before = place.offset, self._place.offset, self._anchor
        repaint = self._repaint
        repaint.box(self.box())
        self._anchor, self._place = anchor, place
        box = self.box()
        repaint.box(box)
        after = self.selection
        has_selection = before[0] != before[1] or after[0] != after[1]
        if has_selection and anchor == anchor_before:
            repaint.lines(min(caret_before, target), max(caret_before, target))
        elif has_selection:
            repaint.lines(min(before[0], after[0]), max(before[1], after[1]))
        sight.reveal(box, margin=sight.sizes.chip_row + sight.sizes.lane)
        if target != caret_before:
            self.moved.emit(target)
            accessible.tell_caret(self._view)
        if after != before and has_selection:
            self.selection_changed.emit(*after)
            accessible.tell_selection(self._view)
