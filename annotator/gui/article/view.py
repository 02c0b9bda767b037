"""The article on screen: text, marks, caret and selection, from right to left.

It knows nothing of the project: texts and marks come in, what a person points at goes out. All offsets
are code points of the text it was given; rectangles are in the viewport's coordinates.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
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

from annotator.gui.article import caret, keys
from annotator.gui.article.look import Look, sizes
from annotator.gui.article.marks import Key, Mark
from annotator.gui.article.page import Page
from annotator.gui.article.painter import PagePainter, Scene
from annotator.gui.article.pointer import Pointer
from annotator.gui.article.sight import Sight
from annotator.text import graphemes


class ArticleView(QAbstractScrollArea):
    """Shows one article with its marks, and lets a person move and select in it.

    Movement keys are its own; every other key is left to the window.
    """

    caret_moved = Signal(int)
    selection_changed = Signal(int, int)
    mark_clicked = Signal(object)
    painted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._subtitle = ""
        self._current: Key | None = None
        self._anchor = 0
        self._caret = 0
        self._goal_x: float | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sight = Sight(self, Page("", has_title=False, has_subtitle=False), sizes(look))
        self._pointer = Pointer(self)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # --- what is shown --------------------------------------------------------------------------

    def set_article(self, text: str, *, has_title: bool, subtitle: str = "") -> None:
        """Show another text from its beginning, without marks; emits nothing.

        With `has_title` the first line is the headline. `subtitle` is small print below it and counts
        for no offset.
        """
        self._subtitle = subtitle
        self._current = None
        self._anchor = self._caret = 0
        self._goal_x = None
        self._sight.open(Page(text, has_title=has_title, has_subtitle=bool(subtitle)))
        self.viewport().update()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show `marks` instead of those there are; only paragraphs where they differ are placed again.

        Raises ValueError for a mark that is empty or outside the text, and for two with one key.
        """
        page = self._sight.page
        touched = page.marks.replace(marks)
        if not touched:
            return
        heights = {index: page.paragraphs[index].height for index in touched}
        for index in touched:
            page.displace(index)
        has_moved = self._sight.settle()
        if has_moved or any(page.paragraphs[index].height != heights[index] for index in touched):
            self.viewport().update()
            return
        for index in touched:
            box = QRect(0, page.top(index), page.width, page.paragraphs[index].height)
            self._update(box)

    def set_current(self, key: Key | None) -> None:
        """Ring the mark under `key` and bring it into comfortable sight; None rings nothing."""
        before, self._current = self._current, key
        for changed in {before, key}:
            mark = self._sight.page.marks.get(changed)
            if mark is not None:
                self._update_range(mark.start, mark.end)
        self._reveal_current()

    def set_look(self, look: Look) -> None:
        """Change colours, fonts or sizes; what is read stays where it is."""
        self._look = look
        self._goal_x = None
        self._sight.refit(sizes(look))
        self.viewport().update()

    def text(self) -> str:
        """Return the text that is shown."""
        return self._sight.page.text

    def layout_count(self) -> int:
        """Return how many paragraphs of this article were laid out so far, for tests and benchmarks."""
        return self._sight.page.layouts

    # --- caret and selection ----------------------------------------------------------------------

    def caret(self) -> int:
        """Return where the caret is."""
        return self._caret

    def selection(self) -> tuple[int, int]:
        """Return the selected range; it is empty at the caret where nothing is selected."""
        return min(self._anchor, self._caret), max(self._anchor, self._caret)

    def set_caret(self, offset: int) -> None:
        """Put the caret before the character at `offset` and select nothing."""
        self.set_selection(offset, offset)

    def set_selection(self, start: int, end: int) -> None:
        """Select from `start` to `end`, where the caret goes; widened to whole graphemes.

        Raises ValueError outside the text.
        """
        length = len(self.text())
        if not (0 <= start <= length and 0 <= end <= length):
            raise ValueError(f"{start} to {end} is not in a text of {length}")
        anchor = self._snapped(start, forward=start > end)
        self._goal_x = None
        self._select(anchor, anchor if start == end else self._snapped(end, forward=end > start))

    def extend_selection(self, offset: int) -> None:
        """Select from where the selection began to `offset`."""
        self.set_selection(self._anchor, offset)

    # --- geometry -----------------------------------------------------------------------------------

    def range_rect(self, start: int, end: int) -> QRect:
        """Return the box around the characters `[start, end)`, all lines taken together."""
        box = QRect()
        with self._sight.steady():
            for part in self._sight.page.boxes(start, end):
                box = box.united(part)
        return self._sight.to_view(box)

    def range_rects(self, start: int, end: int) -> list[QRect]:
        """Return the boxes that the characters `[start, end)` fill, line by line."""
        with self._sight.steady():
            boxes = self._sight.page.boxes(start, end)
        return [self._sight.to_view(box) for box in boxes]

    def caret_rect(self) -> QRect:
        """Return the box of the caret, shown or not."""
        with self._sight.steady():
            box = self._sight.page.caret_rect(self._caret)
        return self._sight.to_view(box)

    def visible_range(self) -> tuple[int, int]:
        """Return the range of the text whose lines are in sight, even in part."""
        self._sight.settle()
        return self._sight.visible_range()

    def offset_at(self, point: QPoint) -> int:
        """Return the caret position nearest to `point`."""
        x, y = self._sight.to_page(point)
        with self._sight.steady():
            return caret.on_line_at(self._sight.page, x, y)

    def character_at(self, point: QPoint) -> int:
        """Return the offset of the character nearest to `point`."""
        x, y = self._sight.to_page(point)
        with self._sight.steady():
            return self._sight.page.character_at(x, y)

    def mark_at(self, offset: int) -> Mark | None:
        """Return the innermost mark over the character at `offset`, None where there is none."""
        return self._sight.page.marks.at(offset)

    def mark_under(self, point: QPoint) -> Mark | None:
        """Return the mark whose chip is at `point`, else the innermost one over the character there."""
        x, y = self._sight.to_page(point)
        with self._sight.steady():
            return self._sight.page.mark_under(x, y)

    def paragraph_around(self, offset: int) -> tuple[int, str]:
        """Return the paragraph that holds `offset`: where it begins, and its text."""
        text = self.text()
        start = text.rfind("\n", 0, offset) + 1
        end = text.find("\n", offset)
        return start, text[start:] if end < 0 else text[start:end]

    # --- events -------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what was damaged."""
        if self._sight.settle():
            self.viewport().update()
        painter = QPainter(self.viewport())
        try:
            painter.fillRect(event.rect(), QColor(self._look.paper))
            left, top = self._sight.left, self._sight.top
            painter.translate(left, -top)
            scene = Scene(
                current=self._current,
                selection=self.selection(),
                caret=self._caret if self.hasFocus() else None,
                subtitle=self._subtitle,
            )
            damage = event.region().translated(-left, top)
            PagePainter(painter, self._sight.page, self._look).paint(scene, damage)
        finally:
            # A painter left alive would make every later paint fail and hide what went wrong here.
            painter.end()
        self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the column anew."""
        super().resizeEvent(event)
        self._goal_x = None
        self._sight.refit(self._sight.sizes)
        self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the current mark into sight, now that the view has its size."""
        super().showEvent(event)
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
        page = self._sight.page
        with self._sight.steady():
            before = page.caret_rect(self._caret)
            goal_x = before.center().x() if self._goal_x is None else self._goal_x
            screen = max(1, self._sight.height // page.line(page.spot(self._caret)).height - 1)
            target = move.target(keys.Here(page, self._caret, self._anchor, goal_x, screen))
            after = page.caret_rect(target)
        if move.is_screen:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + after.top() - before.top())
        self._select(self._anchor if move.extends else target, target)
        self._goal_x = goal_x if move.is_vertical else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self._update(self._sight.page.caret_rect(self._caret))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret."""
        super().focusOutEvent(event)
        self._update(self._sight.page.caret_rect(self._caret))

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

    def _snapped(self, offset: int, *, forward: bool) -> int:
        start, paragraph = self.paragraph_around(offset)
        return start + graphemes.snap(paragraph, offset - start, forward=forward)

    def _select(self, anchor: int, target: int) -> None:
        before, caret_before, anchor_before = self.selection(), self._caret, self._anchor
        self._anchor, self._caret = anchor, target
        if anchor == anchor_before:
            self._update_range(min(caret_before, target), max(caret_before, target))
        elif before[0] == before[1] and anchor == target:
            self._update_range(caret_before, caret_before)
            self._update_range(target, target)
        else:
            self._update_range(min(before[0], anchor, target), max(before[1], anchor, target))
        with self._sight.steady():
            box = self._sight.page.caret_rect(target)
        self._sight.reveal(box, margin=self._sight.sizes.chip_row + self._sight.sizes.lane)
        if target != caret_before:
            self.caret_moved.emit(target)
        after = self.selection()
        if after != before and (after[0] != after[1] or before[0] != before[1]):
            self.selection_changed.emit(*after)

    def _reveal_current(self) -> None:
        mark = self._sight.page.marks.get(self._current)
        if mark is None or not self.isVisible():
            return
        with self._sight.steady():
            boxes = self._sight.page.boxes(mark.start, mark.end)
        if boxes:
            whole = boxes[0].united(boxes[-1])
            box = whole if whole.height() < self._sight.height / 2 else boxes[0]
            self._sight.reveal(box, margin=2 * box.height(), at=0.35)

    def _update(self, box: QRect) -> None:
        """Have a part of the page painted again, with the stroke of the ring around it."""
        room = 2 * self._sight.sizes.lane
        self.viewport().update(self._sight.to_view(box).adjusted(-room, -room, room, room))

    def _update_range(self, start: int, end: int) -> None:
        """Have the lines painted again from that of `start` to that of `end`, if in sight."""
        page = self._sight.page
        top, bottom = self._sight.top, self._sight.top + self._sight.height
        for spot in page.lines_between(top, bottom):
            line, piece_start = page.line(spot), page.starts[spot.paragraph]
            if piece_start + line.start <= end and start <= piece_start + line.end:
                self._update(QRect(0, spot.top, page.width, line.height))
