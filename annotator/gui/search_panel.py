"""The search in the project: a panel in the place of the document list, so that the results stay in sight."""

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.gui.announcing import announce
from annotator.gui.kept_keys import BUTTON, LIST, keep_keys
from annotator.gui.query import MODE_NAMES, QueryWidget
from annotator.gui.search_results import ROW, More, ResultList, SearchResults
from annotator.gui.still_text import StillText, Words
from annotator.gui.theme import Theme
from annotator.project.search import Count, Hit
from annotator.text.finding import Mode
from annotator.words import _, n_, number

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchPanel(QueryWidget):
    """A field, how it is compared, and the results; it searches nothing itself."""

    hit_requested = Signal(object)
    """A Hit that the person wants to see in its article."""
    more_requested = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(_("Search the project…"), name=_("Search the project"), parent=parent)
        self._theme = theme
        self.results = SearchResults(self)
        self.list = ResultList(self.results, theme)
        keep_keys(self.list, *LIST)
        self._said = StillText(40)
        self._offer = QPushButton()
        self._offered = Mode.WORDS
        self._seen = -1
        self._shown = 0
        self._offer.clicked.connect(lambda: self.set_mode(self._offered))
        self._close = QPushButton("×")
        self._close.setObjectName("tab")
        self._close.setAccessibleName(_("Back to the list of articles"))
        self._close.setToolTip(self._close.accessibleName())
        self._close.clicked.connect(self.closed)
        for button in (self._offer, self._close):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            keep_keys(button, *BUTTON)
        self._build()
        for widget in (self.field, self._modes, self._offer, self._close, self.list):
            widget.installEventFilter(self)
        self.list.clicked.connect(self._take)
        self.list.activated.connect(self._take)
        self.say_nothing()

    def _build(self) -> None:
        head = QWidget()
        head.setObjectName("bar")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.field, 1)
        row.addWidget(self._close)
        column = QVBoxLayout(head)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._modes, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._said)
        column.addWidget(self._offer)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self.list, 1)

    def show_hits(self, hits: list[Hit], counted: Count) -> None:
        """Show what was found: these hits, the first of all that were counted."""
        self.results.show(hits, has_more=not counted.is_all or counted.hits > len(hits))
        self._offer.hide()
        if counted.is_all:
            places = n_("{count} place", "{count} places", counted.hits).format(count=number(counted.hits))
            words = n_("{places} in {count} article", "{places} in {count} articles", counted.documents)
        else:
            # Not every text was read; what the index knows may be a little too much or too little.
            places = ""
            words = n_("In about {count} article", "In about {count} articles", counted.documents)
        self._say(words.format(places=places, count=number(counted.documents)))
        self._put(self.results.step(self._shown - 1, forward=True))
        self._seen, self._shown = -1, 0

    def show_none(self, *, instead: Mode | None) -> None:
        """Say that nothing was found, and offer another way to compare."""
        self.results.show([], has_more=False)
        self._say(_("Nothing found in any article."), colour=self._theme.warning)
        self._offer.setVisible(instead is not None)
        if instead is not None:
            self._offered = instead
            self._offer.setText(_(MODE_NAMES[instead]))
            self._offer.setAccessibleName(_("Search otherwise: {how}").format(how=self._offer.text()))

    def say_nothing(self) -> None:
        """Show no results: nothing is looked for."""
        self.results.show([], has_more=False)
        self._offer.hide()
        self._say(_("Every article is searched, whatever the list shows."))

    def say_searching(self) -> None:
        """Say that the results shown are not those of what is typed yet."""
        self._say(_("Searching…"))

    def complain(self, sentence: str) -> None:
        """Say why the search came to nothing."""
        self._say(sentence, colour=self._theme.bad)

    def said(self) -> str:
        """Return what is said of the results."""
        return self._said.text()

    def step(self, *, forward: bool) -> None:
        """Ask for the next hit, or the one before, for the current one while it is not seen yet."""
        row = self.list.currentIndex().row()
        if row == self._seen or row < 0:
            row = self.results.step(row, forward=forward)
            self._put(row)
        self._take(self.results.index(row))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk the results from the field, open one with Enter, close the panel with Esc."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
            if event.key() in _ENTER and isinstance(watched, QPushButton):
                watched.click()
                return True
            if watched is self.field and self._walk(event):
                return True
        return super().eventFilter(watched, event)

    def _walk(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            forward = event.key() == Qt.Key.Key_Down
            self._put(self.results.step(self.list.currentIndex().row(), forward=forward))
        elif event.key() in _ENTER:
            self._take(self.list.currentIndex())
        else:
            return False
        return True

    def _put(self, row: int) -> None:
        if row >= 0:
            self.list.setCurrentIndex(self.results.index(row))

    def _take(self, index: QModelIndex) -> None:
        row = index.data(ROW) if index.isValid() else None
        if isinstance(row, Hit):
            self._seen = index.row()
            self.hit_requested.emit(row)
        elif isinstance(row, More):
            self._shown = index.row()
            self.more_requested.emit()

    def _say(self, sentence: str, *, colour: str = "") -> None:
        self._said.say([Words(sentence, colour or self._theme.muted, 13, lines=2)])
        announce(self, sentence)
