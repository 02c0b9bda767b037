"""The two searches of the labelling page: which one is in use, and what of each is shown."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from annotator.gui.article import ArticleView
from annotator.gui.find_bar import FindBar
from annotator.gui.finder import Finder
from annotator.gui.hand import Hand
from annotator.gui.list_pane import ListPane
from annotator.gui.project_finder import ProjectFinder
from annotator.gui.search_panel import SearchPanel
from annotator.gui.session import Session
from annotator.gui.theme import Theme
from annotator.project.search import Hit


class Searching(QObject):
    """Finds in the article, in a bar below it, and in the project, in a panel in the place of the list.

    `beside` is the stack that the list of documents is the first page of. The next and the previous hit
    are those of the search that was used last.
    """

    def __init__(
        self,
        session: Session,
        hand: Hand,
        article: ArticleView,
        *,
        bar: FindBar,
        side: ListPane,
        beside: QStackedWidget,
        theme: Theme,
        show_place: Callable[[str, int, int], bool],
    ) -> None:
        """`show_place` opens a document at a place; it tells whether it could."""
        super().__init__(article)
        self._article, self._beside, self._show_place = article, beside, show_place
        self.bar, self._side = bar, side
        self.panel = SearchPanel(theme)
        beside.addWidget(self.panel)
        self.in_article = Finder(session, hand, article, bar)
        self.in_project = ProjectFinder(session.project.path, self.panel)
        self._is_in_project = False
        self.in_article.used.connect(lambda: self._use(is_in_project=False))
        self.in_project.used.connect(lambda: self._use(is_in_project=True))
        self.in_project.hit_requested.connect(self._show_hit)
        self.panel.closed.connect(self.show_list)
        side.filter.left.connect(article.setFocus)
        bar.closed.connect(lambda: self._use(is_in_project=self.is_panel_shown))

    @property
    def is_panel_shown(self) -> bool:
        """Whether the results of the search in the project stand in the place of the list."""
        return self._beside.currentWidget() is self.panel

    def find(self) -> None:
        """Let the person look for something in the article."""
        self.in_article.open()

    def find_in_project(self) -> None:
        """Let the person look for something in the project: what is selected, else what it was last."""
        start, end = self._article.caret.selection
        query = " ".join(self._article.text()[start:end].split()) if not self.is_panel_shown else ""
        self._beside.setCurrentWidget(self.panel)
        self._beside.show()  # the room beside the article may be given away
        self.in_project.open(query)

    def step(self, *, forward: bool) -> None:
        """Go to the next hit, or the one before, of the search in use."""
        if self._is_in_project and self.is_panel_shown:
            self.panel.step(forward=forward)
        else:
            self.in_article.step(forward=forward)

    def show_list(self) -> None:
        """Put the list of documents back in its place; the results are kept for the next time."""
        self._use(is_in_project=False)
        self._beside.setCurrentIndex(0)
        if not self.in_article.is_open:
            self._article.set_highlights([])
        self._article.setFocus()

    def filter_list(self) -> None:
        """Let the person say which documents the list shows."""
        self._beside.setCurrentIndex(0)
        self._beside.show()
        self._side.filter.take_focus()

    def leave(self) -> bool:
        """Close what is open of the two, the bar first; tell whether anything was."""
        if self.in_article.is_open:
            self.in_article.close()
        elif self.is_panel_shown:
            self.show_list()
        else:
            return False
        return True

    def stop(self) -> None:
        """Give up what is under way beside the window."""
        self.in_project.stop()

    def _use(self, *, is_in_project: bool) -> None:
        self._is_in_project = is_in_project

    def _show_hit(self, hit: Hit) -> None:
        if self._show_place(hit.document_id, hit.start, hit.end):
            places = self.panel.results.of(hit.document_id)
            self._article.set_highlights(places, places.index((hit.start, hit.end)))
