"""Looks for words in all articles of the project, beside the window, and goes from one result to the next."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.gui.background import Job
from annotator.gui.query import opened
from annotator.gui.search_panel import SearchPanel
from annotator.project.file import Project
from annotator.project.search import Count, Hit
from annotator.text.finding import Mode
from annotator.words import _

_PAUSE_MS: Final = 120
_SHOWN: Final = 200
"""So many places are shown at first; asked for more, twice as many."""


class Found(NamedTuple):
    """What one search found; `instead` is the way to compare that finds something where this one did not."""

    hits: list[Hit]
    counted: Count
    instead: Mode | None = None


class ProjectFinder(QObject):
    """The search in the project. One search runs at a time; what was typed meanwhile comes next."""

    hit_requested = Signal(object)
    """A Hit that is to be shown in its article."""
    used = Signal()
    """The person looks for something here now."""
    searched = Signal()
    """The results are those of what is typed."""

    def __init__(self, path: Path, panel: SearchPanel) -> None:
        super().__init__(panel)
        self._path, self._panel = path, panel
        self._job: Job | None = None
        self._is_stale = False
        self._limit = _SHOWN
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        panel.query_changed.connect(self._wait)
        panel.more_requested.connect(self._show_more)
        panel.hit_requested.connect(self._pass_on)

    def open(self, query: str) -> None:
        """Let the person type, over `query` where there is one; results that are there stay for the same."""
        self._panel.take_focus(query)
        self.used.emit()

    def stop(self) -> None:
        """Give up searching."""
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _wait(self) -> None:
        self._limit = _SHOWN
        self._is_stale = self._job is not None
        if self._job is not None:
            self._job.stop()
        self._pause.start()
        self.used.emit()

    def _show_more(self) -> None:
        self._limit *= 2
        self._search()

    def _pass_on(self, hit: Hit) -> None:
        self.used.emit()
        self.hit_requested.emit(hit)

    def _search(self) -> None:
        if self._job is not None:
            self._is_stale = True
            return
        self._is_stale = False
        query = " ".join(self._panel.query().split())
        if not query:
            self._panel.say_nothing()
            self.searched.emit()
            return
        self._panel.say_searching()
        work = partial(_search, self._path, query, self._panel.mode(), self._limit)
        job = self._job = Job(work, self)
        job.done.connect(self._show)
        job.failed.connect(self._refuse)
        job.broke.connect(lambda _bug: self._refuse(_("This should not have happened.")))
        job.start()

    def _show(self, found: Found) -> None:
        if self._is_over():
            if found.hits:
                self._panel.show_hits(found.hits, found.counted)
            else:
                self._panel.show_none(instead=found.instead)
            self.searched.emit()

    def _refuse(self, sentence: str) -> None:
        if self._is_over():
            self._panel.complain(sentence)
            self.searched.emit()

    def _is_over(self) -> bool:
        """Take the end of a search; false where something else was typed meanwhile: that is next."""
        self._job = None
        if self._is_stale and not self._pause.isActive():
            self._search()
            return False
        return not self._is_stale


def _search(
    path: Path,
    query: str,
    mode: Mode,
    limit: int,
    *,
    is_cancelled: Callable[[], bool],
    on_progress: Callable[[int, int], None],  # noqa: ARG001 - it is quick
) -> Found:
    with Project.open(path) as project:
        find = partial(project.search.find, should_stop=is_cancelled)
        hits = find(query, mode=mode, limit=limit)
        if not hits and opened(query) != query:
            query = opened(query)
            hits = find(query, mode=mode, limit=limit)
        if hits and len(hits) < limit:
            return Found(hits, Count(len({hit.document_id for hit in hits}), len(hits)))
        if hits:
            return Found(hits, project.search.count(query, mode=mode, should_stop=is_cancelled))
        others = (other for other in (Mode.NAME, Mode.WORDS) if other is not mode)
        instead = next((other for other in others if find(query, mode=other, limit=1)), None)
        return Found([], Count(0, 0), instead)
