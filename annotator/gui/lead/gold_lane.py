"""The lane in which a lead writes an answer anew: selection, label keys and edges as where one labels."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.announcing import announce
from annotator.gui.article import Look
from annotator.gui.desk import Desk
from annotator.gui.hand import key_of
from annotator.gui.keymap import KeyMap
from annotator.gui.lead.lanes import Lane, LaneView, said
from annotator.gui.lead.writing import Begun, Draft
from annotator.gui.marks import marks_after, marks_of
from annotator.gui.offering import Offering
from annotator.gui.theme import Theme
from annotator.model import Change
from annotator.words import _


class GoldLane(LaneView):
    """Shows a draft, and takes what is pressed for it. It writes nothing to disk."""

    told = Signal(str)

    def __init__(
        self,
        draft: Draft,
        look: Look,
        theme: Theme,
        keys: KeyMap,
        *,
        over: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        """`over` is the page that the list of labels stands over."""
        super().__init__(look, theme, parent)
        self.draft = draft
        self._ring = (0, 0)
        self.desk = Desk(draft, keys, self)
        self.offering = Offering(over, article=self.article, desk=self.desk, theme=theme, keys=keys)
        self.article.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.desk.told.connect(self.told)
        self.desk.hand.taken.connect(self._put_caret)
        self.desk.hand.changed.connect(self._show_hand)
        self.article.caret.moved.connect(self._place_caret)
        self.article.caret.selection_changed.connect(self._select)
        self.article.mark_clicked.connect(self.desk.hand.take_key)
        draft.changed.connect(self._show_change)
        self.hide()

    def begin(self, begun: Begun, *, ring: tuple[int, int]) -> None:
        """Begin an answer; `ring` is the range of the whole text that is in dispute."""
        start, end = begun.within
        self._ring = ring[0] - start, ring[1] - start
        self.show_head(Lane("", _("gold"), (), note=_("being written")))
        self.article.set_article(begun.text[start:end], has_title=False)
        self.draft.begin(begun)
        self.article.set_marks(marks_of(self.desk.hand.sheet, theme=self._theme))
        self.article.setAccessibleName(_("Gold, being written"))
        self.show()
        self.article.fit()
        self.article.setFocus()
        there = self.desk.hand.sheet.spans.over(*self._ring)
        own = next((span for span in there if not self.draft.is_settled(span)), None)
        if own is not None:
            self.desk.hand.take(own)
        else:
            self.article.caret.select(*self._ring)

    def end(self) -> None:
        """Leave the draft."""
        self.draft.end()
        self.hide()

    def is_writing(self) -> bool:
        """Tell whether an answer is being written."""
        return self.draft.begun is not None

    def said(self) -> str:
        """Return what is written now, in words."""
        begun = self.draft.begun
        return "" if begun is None else said(self.draft.written(), begun.text, self.draft.project.schema)

    def _place_caret(self, offset: int) -> None:
        if self.is_writing():
            self.desk.hand.place_caret(offset)

    def _select(self, start: int, end: int) -> None:
        if self.is_writing():
            self.desk.hand.select(start, end)

    def _put_caret(self) -> None:
        caret, hand = self.article.caret, self.desk.hand
        start, end = caret.selection
        if start != end or caret.offset != hand.caret:
            # The caret follows the hand; that is no move of the person's, so the hand need not hear of it.
            caret.blockSignals(True)
            caret.put(hand.caret)
            caret.blockSignals(False)

    def _show_hand(self) -> None:
        item = self.desk.hand.item
        self.article.set_current(None if item is None else key_of(item), ring=(0, 0) if item else self._ring)
        if item is not None:
            announce(self.article, self.said())

    def _show_change(self, change: Change) -> None:
        self.article.change_marks(*marks_after(self.desk.hand.sheet, change, theme=self._theme))
        self.article.fit()
