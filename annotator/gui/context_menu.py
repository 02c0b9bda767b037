"""The menu under the right button, or the menu key: all that can be done to what is there.

It decides nothing: what is chosen is a wish, as everywhere. Where the click lies on a mark, that comes into
hand first; on the selection, the menu is about the selection; elsewhere about the word there.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QIcon,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import QMenu

from annotator.gui.actions import BY_ID
from annotator.gui.article import ArticleView
from annotator.gui.hand import Hand
from annotator.gui.keymap import KeyMap, id_of_label
from annotator.gui.theme import Theme
from annotator.model import Span, Suggestion
from annotator.schema import Label
from annotator.words import _, language

_EDGES: Final = ("start_out", "start_in", "end_out", "end_in")
_AROUND: Final = ("outer_item", "inner_item")
_NAMES: Final = ("lexicon_add", "lexicon_refuse")
_TO_LEAD: Final = ("note", "ask")
_ICON_PX: Final = 14


class ContextMenu(QObject):
    """Offers what can be done to the mark, the selection or the word under the pointer."""

    action_requested = Signal(str)
    """The id of an action of the table."""
    label_requested = Signal(str, str)
    """A label and a sublabel, which may be empty."""

    def __init__(self, article: ArticleView, hand: Hand, keys: KeyMap, theme: Theme) -> None:
        super().__init__(article)
        self._article, self._hand, self._keys, self._theme = article, hand, keys, theme
        # The pointer's event goes to the viewport, that of the menu key to the view.
        article.installEventFilter(self)
        article.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the menu where one is asked for."""
        if not isinstance(event, QContextMenuEvent) or not self._hand.has_sheet():
            return False
        if event.reason() == QContextMenuEvent.Reason.Mouse and watched is self._article:
            return False  # on the frame or the scroll bar
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self._take(event.pos())
            at = event.globalPos()
        else:
            box = self._article.caret.rect()
            at = self._article.viewport().mapToGlobal(box.bottomLeft())
        self.build().popup(at)
        return True

    def build(self) -> QMenu:
        """Return the menu about what is in hand, the selection or the word at the caret."""
        menu = QMenu(self._article)
        menu.setLayoutDirection(QGuiApplication.layoutDirection())  # the article's is its own
        menu.aboutToHide.connect(menu.deleteLater)
        item = self._hand.item
        if isinstance(item, Suggestion):
            self._add(menu, "accept")
            self._add(menu, "reject", _("Reject"))
        elif isinstance(item, Span):
            self._add(menu, "accept", _("Label it everywhere"))
            self._add(menu, "reject", _("Remove"))
        labels = menu.addMenu(_("Label"))
        for label in self._hand.sheet.schema.labels:
            self._add_label(labels, label, is_current=item is not None and item.label == label.id)
        self._add(menu, "palette")
        if item is not None:
            edges = menu.addMenu(_("Edges"))
            for id_ in _EDGES:
                self._add(edges, id_)
            menu.addSeparator()
            for id_ in _AROUND:
                self._add(menu, id_)
        menu.addSeparator()
        for id_ in _NAMES:
            self._add(menu, id_)
        menu.addSeparator()
        for id_ in _TO_LEAD:
            self._add(menu, id_)
        return menu

    def _take(self, at: QPoint) -> None:
        """Take what lies under the pointer in hand, unless it is selected."""
        place = self._article.map.offset_at(at)
        start, end = self._article.caret.selection
        if start <= place <= end and start < end:
            return
        mark = self._article.map.mark_at(at)
        if mark is not None:
            self._hand.take_key(mark.key)
        else:
            self._article.caret.put(place)

    def _add(self, menu: QMenu, id_: str, words: str = "") -> QAction:
        entry = menu.addAction(f"{words or _(BY_ID[id_].text)}\t{self._keys.shown(id_)}")
        entry.triggered.connect(lambda _on=False: self.action_requested.emit(id_))
        return entry

    def _add_label(self, menu: QMenu, label: Label, *, is_current: bool) -> None:
        name = _plain(label.names.in_language(language()))
        icon = _swatch(self._theme.colour_of(label))
        if label.sublabels:
            under = menu.addMenu(icon, name)
            if is_current:
                menu.setDefaultAction(under.menuAction())
            menu = under
        entry = menu.addAction(icon, f"{name}\t{self._keys.shown(id_of_label(label.id))}")
        entry.triggered.connect(lambda _on=False: self.label_requested.emit(label.id, ""))
        if is_current:
            menu.setDefaultAction(entry)
        for place, one in enumerate(label.sublabels, start=1):
            entry = menu.addAction(f"{_plain(one.names.in_language(language()))}\t{place}")
            entry.triggered.connect(lambda _on=False, id_=one.id: self.label_requested.emit(label.id, id_))


def _plain(name: str) -> str:
    """Return a name as a menu shows it with every &, which else would underline the next letter."""
    return name.replace("&", "&&")


def _swatch(colour: str) -> QIcon:
    pixmap = QPixmap(_ICON_PX, _ICON_PX)
    pixmap.fill(QColor("transparent"))
    painter = QPainter(pixmap)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colour))
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(1, 1, _ICON_PX - 2, _ICON_PX - 2, 3, 3)
    finally:
        painter.end()
    return QIcon(pixmap)
