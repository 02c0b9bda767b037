"""Offers the labels beside what is in hand: where the palette stands, and what is likely there."""

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from annotator.errors import NothingToLabel
from annotator.gui.article import ArticleView
from annotator.gui.desk import Desk
from annotator.gui.keymap import KeyMap
from annotator.gui.palette import Palette
from annotator.gui.theme import Theme
from annotator.labelling.likely import likely

_CHIPS, _LANES = 24, 12  # pixels above and below the letters of a line


class Offering(QObject):
    """Opens the palette over a page; what is chosen there is labelled at the desk."""

    def __init__(
        self, page: QWidget, *, article: ArticleView, desk: Desk, theme: Theme, keys: KeyMap
    ) -> None:
        super().__init__(page)
        self._page, self._article, self._desk = page, article, desk
        self._theme, self._keys = theme, keys
        self.palette: Palette | None = None
        self._document_id = ""
        desk.session.opened.connect(self._leave)

    def offer(self) -> None:
        """Show the palette for the selection, what is in hand, or the word at the caret."""
        place = self._place()
        if place is None:
            self._desk.session.refuse(NothingToLabel())
            return
        if self.palette is None:
            self.palette = self._make()
        self._document_id = self._desk.hand.sheet.document.id
        self._article.map.reveal(*place)
        self.palette.offer(likely(self._desk.hand.sheet, *place), about=self._rect(*place))

    def _place(self) -> tuple[int, int] | None:
        hand = self._desk.hand
        if hand.selection[0] < hand.selection[1]:
            return hand.selection
        if hand.item is not None:
            return hand.item.start, hand.item.end
        return hand.sheet.reading.word_range(hand.caret)

    def _make(self) -> Palette:
        # Made when it is first asked for: the start need not wait for it.
        palette = Palette(self._desk.session.project.schema, self._theme, self._keys, self._page)
        palette.chosen.connect(self._desk.label)
        palette.closed.connect(self._article.setFocus)
        return palette

    def _rect(self, start: int, end: int) -> QRect:
        """Return where a range stands in the page, with its chips and lanes, as far as it is in sight."""
        view = self._article.viewport()
        rect = self._article.map.range_rect(start, end).adjusted(0, -_CHIPS, 0, _LANES) & view.rect()
        return QRect(view.mapTo(self._page, rect.topLeft()), rect.size())

    def _leave(self) -> None:
        """Go with the article; one that was read again, as others wrote, is the same still."""
        if self.palette is not None and self._desk.hand.sheet.document.id != self._document_id:
            self.palette.leave()
