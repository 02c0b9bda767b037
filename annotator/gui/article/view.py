"""The article on screen: text, marks, caret and selection, from right to left.

It knows nothing of the project: texts and marks come in, what a person points at goes out. All offsets
are code points of the text it was given; rectangles are in the viewport's coordinates.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotator.gui.article import accessible, caret, keys
from annotator.gui.article.caret import Place
from annotator.gui.article.look import PLAIN, Look, Sizes, sizes
from annotator.gui.article.marks import Key, Mark
from annotator.gui.article.page import Page
from annotator.gui.article.painter import PagePainter, Scene
from annotator.gui.article.pointer import Pointer
from annotator.gui.article.sight import Sight

_COMFORTABLE = 0.35
"""Where in the view what was out of sight is brought: somewhat above the middle."""


class ArticleView(QAbstractScrollArea):
    """Shows one article with its marks, and lets a person move and select in it.

    Movement keys are its own; every other key is left to the window.
    """

    caret_moved = Signal(int)
    selection_changed = Signal(int, int)
    mark_clicked = Signal(object)
    """The key of the mark that a person clicked at."""
    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        accessible.claim(self)
        self._look = PLAIN
        self._subtitle = ""
        self._current: Key | None = None
        self._anchor = 0
        self._caret = Place(0)
        self._goal_x: int | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sight = Sight(self, Page("", has_title=False, has_subtitle=False), sizes(self._look))
        self._pointer = Pointer(self, self._sight)
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._settle)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # --- what is shown --------------------------------------------------------------------------

    def set_article(self, text: str, *, has_title: bool, subtitle: str = "") -> None:
        """Show another text from its beginning, without marks; emits nothing.

        With `has_title` the first line is the headline. `subtitle` is small print below it, in parts
        between " · ", and counts for no offset.
        """
        before = self.text()
        self._subtitle = subtitle
        self._current = None
        self._anchor, self._caret = 0, Place(0)
        self._goal_x = None
        self._sight.open(Page(text, has_title=has_title, has_subtitle=bool(subtitle)))
        self.viewport().update()
        accessible.tell_text(self, before=before)

    def set_subtitle(self, subtitle: str) -> None:
        """Change the small print below the headline."""
        had_subtitle, self._subtitle = bool(self._subtitle), subtitle
        if had_subtitle != bool(subtitle):
            with self._sight.steady():
                self._sight.page.set_subtitle(is_shown=bool(subtitle))
        self.viewport().update()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show `marks` instead of those there are; only paragraphs where they differ are placed again.

        Raises ValueError for a mark that is empty or outside the text, and for two with one key.
        """
        self._place(self._sight.page.marks.replace(marks))

    def change_marks(self, gone: Iterable[Key], come: Sequence[Mark]) -> None:
        """Drop the marks under the keys `gone` and show `come`, each instead of the one under its key.

        The cost does not grow with the number of marks that stay. Raises ValueError as `set_marks` does.
        """
        self._place(self._sight.page.marks.change(gone, come))

    def set_current(self, key: Key | None) -> None:
        """Ring the mark under `key` and bring it into comfortable sight; None rings nothing."""
        before, self._current = self._current, key
        for changed in {before, key}:
            mark = self._sight.page.marks.get(changed)
            if mark is not None:
                self._sight.repaint_lines(mark.start, mark.end)
        self._reveal_current()

    def set_look(self, look: Look) -> None:
        """Change colours, fonts or sizes; what is read stays where it is."""
        self._look = look
        self._refit(sizes(look))

    def text(self) -> str:
        """Return the text that is shown."""
        return self._sight.page.text

    def marks(self) -> list[Mark]:
        """Return the marks that are shown, in no order."""
        return self._sight.page.marks.all()

    def layout_count(self) -> int:
        """Return how many paragraphs of this article were laid out so far, again after a new size."""
        return self._sight.page.layouts

    # --- caret and selection ----------------------------------------------------------------------

    def caret(self) -> int:
        """Return where the caret is."""
        return self._caret.offset

    def selection(self) -> tuple[int, int]:
        """Return the selected range; it is empty at the caret where nothing is selected."""
        return min(self._anchor, self._caret.offset), max(self._anchor, self._caret.offset)

    def set_caret(self, offset: int) -> None:
        """Put the caret before the character at `offset` and select nothing."""
        self.set_selection(offset, offset)

    def set_selection(self, start: int, end: int) -> None:
        """Select from `start` to `end`, where the caret goes; widened to whole graphemes.

        `start` may lie behind `end`. Raises ValueError outside the text.
        """
        page = self._sight.page
        if not (0 <= start <= len(page.text) and 0 <= end <= len(page.text)):
            raise ValueError(f"{start} to {end} is not in a text of {len(page.text)}")
        anchor = page.snap(start, forward=start > end)
        self._goal_x = None
        self._select(anchor, Place(anchor if start == end else page.snap(end, forward=end > start)))

    def go_to(self, place: Place, *, extends: bool = False) -> None:
        """Put the caret where a person pointed, and select up to there from where the selection began."""
        self._goal_x = None
        self._select(self._anchor if extends else place.offset, place)

    # --- geometry -----------------------------------------------------------------------------------

    def range_rect(self, start: int, end: int) -> QRect:
        """Return the box around the characters `[start, end)`, all lines taken together."""
        whole = QRect()
        for box in self.range_rects(start, end):
            whole = whole.united(box)
        return whole

    def range_rects(self, start: int, end: int) -> list[QRect]:
        """Return the boxes that the characters `[start, end)` fill, line by line."""
        boxes = self._sight.boxes(start, end)
        return [self._sight.to_view(box) for box in boxes]

    def caret_rect(self) -> QRect:
        """Return the box of the caret, shown or not."""
        return self._sight.to_view(self._sight.caret_rect(self._caret))

    def visible_range(self) -> tuple[int, int]:
        """Return the range of the text whose lines are in sight, even in part."""
        return self._sight.visible_range()

    def reveal(self, start: int, end: int) -> None:
        """Bring the characters `[start, end)` into comfortable sight, their beginning at least."""
        boxes = self._sight.boxes(start, end)
        if boxes:
            whole = boxes[0].united(boxes[-1])
            box = whole if whole.height() < self._sight.height / 2 else boxes[0]
            self._sight.reveal(box, margin=2 * box.height(), at=_COMFORTABLE)

    def mark_at(self, offset: int) -> Mark | None:
        """Return the innermost mark over the character at `offset`, None where there is none."""
        return self._sight.page.marks.at(offset)

    def mark_under(self, point: QPoint) -> Mark | None:
        """Return the mark whose chip is at `point`, else the innermost one over the text there."""
        return self._sight.mark_at(point)

    def offset_under(self, point: QPoint) -> int:
        """Return the caret position nearest to `point`."""
        return self._sight.place_at(point).offset

    # --- events -------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what was damaged."""
        top = self._sight.top_for_painting()
        if self._sight.is_unsettled or top != self._sight.top:
            self._settling.start()
        painter = QPainter(self.viewport())
        try:
            self._paint(painter, event, top)
        finally:
            # A painter left alive would make every later paint fail and hide what went wrong here.
            painter.end()
        self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the column anew."""
        super().resizeEvent(event)
        self._refit(self._sight.sizes)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the current mark into sight, now that the view has its size."""
        super().showEvent(event)
        self._sight.settle()
        self._reveal_current()

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        """Follow the scroll bar."""
        if self._sight.is_adjusting:
            return
        if self._sight.settle():
            self.viewport().update()
        else:
            self.viewport().scroll(0, dy)
        self._sight.remember()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret, or leave the key to the window."""
        move = keys.movement(event)
        if move is None:
            event.ignore()
            return
        event.accept()
        sight, page = self._sight, self._sight.page
        with sight.steady():
            before = caret.rect(page, self._caret)
            goal_x = before.center().x() if self._goal_x is None else self._goal_x
            screen = max(1, sight.height // page.line(caret.spot_of(page, self._caret)).height - 1)
            target = move.target(keys.Here(page, self._caret, self._anchor, goal_x, screen))
            after = caret.rect(page, target)
        if move.is_screen:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + after.top() - before.top())
        self._select(self._anchor if move.extends else target.offset, target)
        self._goal_x = goal_x if move.is_vertical else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self._sight.repaint(self._sight.caret_rect(self._caret))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret."""
        super().focusOutEvent(event)
        self._sight.repaint(self._sight.caret_rect(self._caret))

    def viewportEvent(self, event: QEvent) -> bool:
        """Hand mouse events to the pointer."""
        if isinstance(event, QMouseEvent) and self._pointer.handle(event):
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; the wheel with Ctrl is left to the window."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)

    # --- within -------------------------------------------------------------------------------------

    def _refit(self, to: Sizes) -> None:
        """Break the lines anew; where the caret was seen on them before is nowhere any more."""
        self._goal_x = None
        self._caret = Place(self._caret.offset)
        self._sight.refit(to)
        self.viewport().update()

    def _place(self, touched: set[int]) -> None:
        """Have the marks of some paragraphs placed again, and what changed painted."""
        page = self._sight.page
        heights = [page.paragraphs[index].height for index in touched]
        for index in touched:
            page.displace(index)
        has_moved = self._sight.settle()
        if has_moved or heights != [page.paragraphs[index].height for index in touched]:
            self.viewport().update()
            return
        for index in touched:
            self._sight.repaint(QRect(0, page.top(index), page.width, page.paragraphs[index].height))

    def _settle(self) -> None:
        """Settle the scroll bar after a paint that found the page to be of another height."""
        self._sight.settle()
        self.viewport().update()

    def _paint(self, painter: QPainter, event: QPaintEvent, top: int) -> None:
        painter.fillRect(event.rect(), QColor(self._look.paper))
        left = self._sight.left
        painter.translate(left, -top)
        scene = Scene(
            current=self._current,
            selection=self.selection(),
            caret=self._caret_in_sight() if self.hasFocus() else None,
            subtitle=self._subtitle,
        )
        damage = event.region().translated(-left, top)
        PagePainter(painter, self._sight.page, self._look).paint(scene, damage)

    def _caret_in_sight(self) -> QRect | None:
        page = self._sight.page
        # What is in sight is laid out by now; laying out more would move it.
        if not page.is_placed(page.index_of(self._caret.offset)):
            return None
        return caret.rect(page, self._caret)

    def _select(self, anchor: int, place: Place) -> None:
        sight, before = self._sight, self.selection()
        target, caret_before, anchor_before = place.offset, self._caret.offset, self._anchor
        sight.repaint(sight.caret_rect(self._caret))
        self._anchor, self._caret = anchor, place
        sight.repaint(sight.caret_rect(place))
        after = self.selection()
        if anchor == anchor_before and (before[0] != before[1] or after[0] != after[1]):
            sight.repaint_lines(min(caret_before, target), max(caret_before, target))
        elif before[0] != before[1] or after[0] != after[1]:
            sight.repaint_lines(min(before[0], after[0]), max(before[1], after[1]))
        margin = sight.sizes.chip_row + sight.sizes.lane
        sight.reveal(sight.caret_rect(place), margin=margin)
        if target != caret_before:
            self.caret_moved.emit(target)
            accessible.tell_caret(self)
        if after != before and (after[0] != after[1] or before[0] != before[1]):
            self.selection_changed.emit(*after)
            accessible.tell_selection(self)

    def _reveal_current(self) -> None:
        mark = self._sight.page.marks.get(self._current)
        if mark is not None and self.isVisible():
            self.reveal(mark.start, mark.end)
