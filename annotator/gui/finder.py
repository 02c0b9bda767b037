"""Looks for words in the article on the desk: shows the hits in it, and goes from one to the next."""

from bisect import bisect_left, bisect_right
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.gui.article import ArticleView
from annotator.gui.find_bar import FindBar
from annotator.gui.hand import Hand
from annotator.gui.query import LONGEST_QUERY, opened
from annotator.gui.session import Session
from annotator.text.finding import Mode, find
from annotator.text.reading import Reading

Hits = list[tuple[int, int]]

_LONG_TEXT: Final = 20_000
_PAUSE_MS: Final = 120


class Finder(QObject):
    """The search in the article. Offsets are code points."""

    used = Signal()
    """The person looks for something here now."""

    def __init__(self, session: Session, hand: Hand, article: ArticleView, bar: FindBar) -> None:
        super().__init__(bar)
        self._session, self._hand, self._article, self._bar = session, hand, article, bar
        self._hits: Hits = []
        self._asked: tuple[Reading, str] | None = None
        self._found: dict[Mode, Hits] = {}
        self._at = (-1, -1)
        self._origin = 0
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._look)
        bar.hide()
        bar.query_changed.connect(self._wait)
        bar.step_requested.connect(self._step_in_bar)
        bar.closed.connect(self.close)
        session.opened.connect(self._follow)

    @property
    def is_open(self) -> bool:
        """Whether the bar is shown."""
        return not self._bar.isHidden()

    def open(self) -> None:
        """Show the bar, with what is selected or in hand in its field."""
        self._origin = self._article.caret.selection[0]
        self._bar.take_focus(self._prefill())
        self._look()
        self.used.emit()

    def take_up(self) -> None:
        """Show the bar with what stands in its field, and the hits; go to none."""
        self._bar.show()
        self._pause.stop()
        self._follow()

    def close(self) -> None:
        """Hide the bar and give the focus back to the article, where the last hit stays selected."""
        self._pause.stop()
        self._hits = []
        self._bar.hide()
        self._article.set_highlights([])
        self._article.setFocus()

    def step(self, *, forward: bool) -> None:
        """Go to the next hit after the caret, or the one before, round the end; labels go to it from there.

        Without a bar it is opened again with what was looked for last.
        """
        if not self.is_open:
            if not self._bar.query():
                self.open()
                return
            self._bar.show()
        self._step_in_bar(forward)
        if self._hits:
            self._article.setFocus()

    def _step_in_bar(self, forward: bool) -> None:
        self._pause.stop()
        self._hits = self._find(self._bar.mode())
        if self._hits:
            self._go_to(self._beyond(forward=forward))
        else:
            self._say_nothing()
        self.used.emit()

    def _beyond(self, *, forward: bool) -> int:
        """Return the number of the next hit from where the person is, or of the one before."""
        start, end = self._article.caret.selection
        if start == end == self._at[0] or (start, end) == self._at:
            here = self._at  # still at the hit that was gone to last, which may be in hand
        else:
            here = (start, end) if end > start else (start, -1)
        place = bisect_right(self._hits, here) if forward else bisect_left(self._hits, here) - 1
        return place % len(self._hits)

    def _prefill(self) -> str:
        text = self._article.text()
        start, end = self._article.caret.selection
        if start < end:
            words = " ".join(text[start : min(end, start + LONGEST_QUERY)].split())
            return "" if end - start > LONGEST_QUERY else words
        item = self._hand.item
        return "" if item is None else self._hand.sheet.surface(item)

    def _wait(self) -> None:
        """Look at once in a short text, in a long one when the person pauses."""
        self._pause.start(_PAUSE_MS if len(self._article.text()) > _LONG_TEXT else 0)
        self.used.emit()

    def _look(self) -> None:
        """Show the hits, and go to the first from where the person began."""
        self._hits = self._find(self._bar.mode())
        if self._hits:
            self._go_to(bisect_left(self._hits, (self._origin, -1)) % len(self._hits))
        else:
            self._say_nothing()

    def _go_to(self, index: int) -> None:
        self._at = self._hits[index]
        if not self._hand.take_range(*self._at):
            self._article.caret.select(*self._at)
        self._article.set_highlights(self._hits, index)
        self._bar.show_count(len(self._hits), current=index)

    def _say_nothing(self) -> None:
        self._article.set_highlights([])
        if not self._bar.query().strip():
            self._bar.show_no_query()
            return
        others = (Mode.NAME, Mode.WORDS) if len(self._bar.query().strip()) > 1 else ()
        for mode in others:
            hits = self._find(mode) if mode is not self._bar.mode() else []
            if hits:
                self._bar.show_nothing(instead=mode, hits=len(hits))
                return
        self._bar.show_nothing()

    def _follow(self) -> None:
        """Show the hits of another article; nobody asked to go to one."""
        if not self.is_open:
            return
        self._hits = self._find(self._bar.mode())
        self._origin, self._at = 0, (-1, -1)
        if self._hits:
            self._article.set_highlights(self._hits)
            self._bar.show_count(len(self._hits), current=None)
        else:
            self._say_nothing()

    def _find(self, mode: Mode) -> Hits:
        """Return the hits of what is typed; they are found once, for F3 must not search a long text anew."""
        sheet = self._session.sheet
        if sheet is None:
            return []
        asked = (sheet.reading, self._bar.query())
        if asked != self._asked:
            self._asked, self._found = asked, {}
        if mode not in self._found:
            self._found[mode] = find_typed(sheet.reading, self._bar.query(), mode=mode)
        return self._found[mode]


def find_typed(reading: Reading, query: str, *, mode: Mode) -> Hits:
    """Return where a text holds what a person typed, in order; blanks alone are nowhere."""
    typed = query.strip()
    hits = find(reading, typed, mode=mode)
    plain = opened(typed)
    return find(reading, plain, mode=mode) if not hits and plain != typed else hits
