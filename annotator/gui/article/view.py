"""The article on screen: text, marks, caret and selection, from right to left.

It knows nothing of the project: texts and marks come in, what a person points at goes out. All offsets
are code points of the text it was given; rectangles are in the viewport's coordinates.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from annotator.gui.article import accessible
from annotator.gui.article.attention import Attention
from annotator.gui.article.caret import Caret
from annotator.gui.article.highlights import Highlights
from annotator.gui.article.look import PLAIN, Look, sizes
from annotator.gui.article.marks import Key, Mark
from annotator.gui.article.page import Page
from annotator.gui.article.painter import PagePainter, Scene
from annotator.gui.article.pointer import Pointer
from annotator.gui.article.repaint import Repaint
from annotator.gui.article.sight import Sight
from annotator.gui.article.text_map import TextMap
from annotator.gui.tips import tip


class ArticleView(QAbstractScrollArea):
    """Shows one article with its marks, and lets a person move and select in it.

    `caret` holds caret and selection, `map` answers where something is. Movement keys are the view's own;
    every other key is left to the window.
    """

    mark_clicked = Signal(object)
    """The key of the mark that a person clicked at."""
    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        accessible.claim(self)
        self._look = PLAIN
        self._subtitle = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sight = Sight(self, Page("", has_title=False, has_subtitle=False), sizes(self._look))
        self._repaint = Repaint(self, self._sight)
        self.map = TextMap(self._sight)
        self.caret = Caret(self, self._sight, self._repaint)
        self._attention = Attention(self._sight, self.caret)
        self._pointer = Pointer(self, self._sight)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # --- what is shown --------------------------------------------------------------------------

    def set_article(self, text: str, *, has_title: bool, subtitle: str = "") -> None:
        """Show another text from its beginning, without marks or hits; emits nothing.

        With `has_title` the first line is the headline. `subtitle` is small print below it, in parts
        between " · ", and counts for no offset.
        """
        before = self.text()
        self._subtitle = subtitle
        self._attention.current, self._attention.ring = None, (0, 0)
        self.caret.restart()
        self._sight.open(Page(text, has_title=has_title, has_subtitle=bool(subtitle)))
        self._repaint.everything()
        accessible.tell_text(self, before=before)

    def set_subtitle(self, subtitle: str) -> None:
        """Change the small print below the headline."""
        before, self._subtitle = self._subtitle, subtitle
        if bool(before) != bool(subtitle):
            with self._attention.held(), self._sight.steady():
                self._sight.page.set_subtitle(is_shown=bool(subtitle))
            self._repaint.everything()
        elif before != subtitle:  # as it does with every decision: nothing else has changed
            self._repaint.box(self._sight.page.subtitle_box())

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show `marks` instead of those there are; only pieces where they differ are placed again.

        Raises ValueError for a mark that is empty or outside the text, and for two with one key.
        """
        with self._attention.held():
            self._repaint.marks(self._sight.page.content.marks.replace(marks))

    def change_marks(self, gone: Iterable[Key], come: Sequence[Mark]) -> None:
        """Drop the marks under the keys `gone` and show `come`, each instead of the one under its key.

        The cost does not grow with the number of marks that stay. Raises ValueError as `set_marks` does.
        """
        with self._attention.held():
            self._repaint.marks(self._sight.page.content.marks.change(gone, come))

    def set_current(self, key: Key | None, *, ring: tuple[int, int] = (0, 0)) -> None:
        """Ring the mark under `key` and bring it into comfortable sight; None rings no mark.

        `ring` is a range that is framed beside, whatever is marked in it; an empty one is none.
        """
        before, self._attention.current = self._attention.mark(), key
        if ring != self._attention.ring:
            self._attention.ring = ring
            self._repaint.everything()
        mark = self._attention.mark()
        for changed in (before, mark):
            if changed is not None:
                self._repaint.lines(changed.start, changed.end)
        if mark is not None and self.isVisible():
            self.map.reveal(mark.start, mark.end)

    def set_highlights(self, ranges: Sequence[tuple[int, int]], current: int | None = None) -> None:
        """Show what a search found, and bring the hit numbered `current` into comfortable sight.

        No ranges show nothing. They do not outlive the article.
        """
        self._sight.page.content.highlights = Highlights(ranges, current=current)
        self._repaint.everything()
        if current is not None and self.isVisible():
            self.map.reveal(*ranges[current])

    def set_look(self, look: Look) -> None:
        """Change colours, fonts or sizes; what is read stays where it is."""
        self._look = look
        with self._attention.held() as reading:
            self.caret.forget_line()
            self._sight.refit(sizes(look), reading=reading)
        self._repaint.everything()

    def text(self) -> str:
        """Return the text that is shown."""
        return self._sight.page.content.text

    def marks(self) -> list[Mark]:
        """Return the marks that are shown, in no order."""
        return self._sight.page.content.marks.all()

    # --- events -------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what was damaged."""
        top, left = self._sight.top_for_painting(), self._sight.left
        scene = Scene(
            current=self._attention.current,
            ring=self._attention.ring,
            selection=self.caret.selection,
            caret=self.caret.box_in_sight() if self.hasFocus() else None,
            subtitle=self._subtitle,
        )
        painter = QPainter(self.viewport())
        try:
            painter.translate(left, -top)
            damage = event.region().translated(-left, top)
            PagePainter(painter, self._sight.page, self._look).paint(scene, damage)
        finally:
            # A painter left alive would make every later paint fail and hide what went wrong here.
            painter.end()
        self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the column anew."""
        super().resizeEvent(event)
        with self._attention.held(height=event.oldSize().height()) as reading:
            self.caret.forget_line()
            self._sight.refit(self._sight.sizes, reading=reading)
        self._repaint.everything()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the current mark into sight, now that the view has its size."""
        super().showEvent(event)
        self._sight.settle()
        self.set_current(self._attention.current, ring=self._attention.ring)

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        """Follow the scroll bar."""
        if self._sight.is_adjusting:
            return
        if self._sight.settle():
            self._repaint.everything()
        else:
            self.viewport().scroll(0, dy)
        self._sight.remember()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret, or leave the key to the window."""
        event.setAccepted(self.caret.press(event))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self.caret.repaint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret."""
        super().focusOutEvent(event)
        self.caret.repaint()

    def viewportEvent(self, event: QEvent) -> bool:
        """Hand mouse events to the pointer; tell the whole name of a label that had to be shortened."""
        if isinstance(event, QMouseEvent) and self._pointer.handle(event):
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self.map.chip_at(event.pos())
            QToolTip.showText(event.globalPos(), "" if mark is None else tip(mark.text), self.viewport())
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; the wheel with Ctrl is left to the window."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)
