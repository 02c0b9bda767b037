"""Writes training data out of the open project: says first what would be lost, then writes and proves it.

It holds what a person wants and how far it is; the assistant shows it.
"""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import AnnotatorError
from annotator.gui.background import Job
from annotator.gui.exchange import export_work
from annotator.gui.exchange.export_wish import ExportFacts, ExportWish, Forecast, Gone
from annotator.gui.exchange.refusal_words import refusal_words
from annotator.model import GOLD
from annotator.words import _, n_, number

_PAUSE_MS: Final = 120
"""After the last change of what is wanted, until its losses are counted again."""


class Delivery(QObject):
    """One export at a time: `wish` is what is wanted; `forecast` is what it would hold, None until then."""

    changed = Signal()
    """The wish, the facts, the forecast, or whether anything is under way is another."""
    progressed = Signal(int, int)
    """How much of how much is written and read back."""
    told = Signal(str)
    refused = Signal(str)

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self.wish = ExportWish()
        self.facts: ExportFacts | None = None
        self.forecast: Forecast | None = None
        self.problem = ""
        """Why this cannot go out."""
        self.report: Gone | None = None
        """How the last export ended, until it was read."""
        self._counting: Job | None = None
        self._running: Job | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._count)

    @property
    def is_running(self) -> bool:
        """Whether training data is being written now."""
        return self._running is not None

    @property
    def is_ready(self) -> bool:
        """Whether it is known who, what and where to, and something would go out."""
        has_any = self.forecast is not None and self.forecast.documents > 0
        return has_any and not self.is_running and bool(self.wish.by) and self.wish.out is not None

    def begin(self) -> None:
        """Read what there is to choose from, as it is on disk now."""
        job = Job(partial(export_work.facts, self._path), self, said=refusal_words)
        job.done.connect(self._know)
        job.failed.connect(self._fail)
        job.broke.connect(lambda _bug: self._fail(str(AnnotatorError())))
        job.start()

    def want(self, wish: ExportWish) -> None:
        """Want this instead."""
        before, self.wish = self.wish, wish
        if wish == before:
            return
        if not wish.is_alike(before):
            self._recount()
        self.changed.emit()

    def start(self) -> None:
        """Write it."""
        if not self.is_ready:
            return
        self.report = None
        self.problem = ""
        job = self._running = Job(partial(export_work.write, self._path, self.wish), self, said=refusal_words)
        job.progressed.connect(self.progressed)
        job.done.connect(self._tell)
        job.failed.connect(self._refuse)
        for ended in (job.done, job.failed, job.broke):
            ended.connect(self._end)
        job.start()
        self.changed.emit()

    def stop(self) -> None:
        """Let what is being written come to an end; nothing of it stays."""
        if self._running is not None:
            self._running.stop()

    def put_away(self) -> None:
        """Show the last report no more."""
        if self.report is not None:
            self.report = None
            self.changed.emit()

    def drop(self) -> None:
        """Give up everything, and say nothing of it."""
        self._pause.stop()
        for job in (self._counting, self._running):
            if job is not None:
                job.cancel()
        self._counting = self._running = None

    def _know(self, facts: ExportFacts) -> None:
        self.facts = facts
        if self.wish.by not in facts.workers:
            # The reference where there is one, else the only one who has finished anything.
            people = [name for name in facts.workers if name != export_work.SUGGESTIONS] or [*facts.workers]
            alone = people[0] if len(people) == 1 else ""
            self.wish = self.wish.but(by=GOLD if GOLD in facts.workers else alone)
        self._recount()
        self.changed.emit()

    def _recount(self) -> None:
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None
        self.problem, self.forecast = "", None
        if self.wish.by:
            self._pause.start()

    def _count(self) -> None:
        job = self._counting = Job(
            partial(export_work.forecast, self._path, self.wish), self, said=refusal_words
        )
        job.done.connect(self._show)
        job.failed.connect(self._fail)
        job.broke.connect(lambda _bug: self._fail(str(AnnotatorError())))
        job.start()

    def _show(self, forecast: Forecast) -> None:
        self._counting, self.forecast = None, forecast
        self.changed.emit()

    def _fail(self, sentence: str) -> None:
        self._counting, self.forecast, self.problem = None, None, sentence
        self.changed.emit()

    def _tell(self, report: Gone) -> None:
        self.report = report
        self.told.emit(gone_words(report))

    def _refuse(self, sentence: str) -> None:
        self.problem = sentence
        self.refused.emit(sentence)

    def _end(self) -> None:
        self._running = None
        self.changed.emit()


def gone_words(report: Gone) -> str:
    """Return what went out, as a sentence."""
    held = report.held
    spans = n_("{count} span", "{count} spans", held.spans).format(count=number(held.spans))
    documents = n_("{count} document", "{count} documents", held.documents)
    words = _("«{name}»: {spans} of {documents}, read back and found the same.")
    return words.format(
        name=report.path.name, spans=spans, documents=documents.format(count=number(held.documents))
    )
