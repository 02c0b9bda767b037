"""Brings articles into the open project: looks at the files first, then reads and suggests beside the window.

It holds what a person wants and how far it is; the assistant shows it. It outlives an assistant that was
closed, and a window that is made anew.
"""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import AnnotatorError
from annotator.gui.background import Job
from annotator.gui.exchange import import_work
from annotator.gui.exchange.import_wish import UNNAMED, HowRead, ImportWish
from annotator.gui.exchange.refusal_words import refusal_words
from annotator.gui.exchange.seen import CameIn, Seen
from annotator.words import _, n_, number

_PAUSE_MS: Final = 60
"""After the last change of what is wanted, until it is looked at again."""


class Intake(QObject):
    """One import at a time: `wish` is what comes next; `seen` is what was found of it, None until then."""

    changed = Signal()
    """The wish, what was found, or whether anything is under way is another."""
    progressed = Signal(int, int)
    """How much of how much was looked at, or is in."""
    came = Signal(object)
    """An import is over: a CameIn."""
    imported = Signal()
    """Documents came in."""
    told = Signal(str)
    """How it went, in words."""
    refused = Signal(str)
    """Why a file, or all of it, was refused."""

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self.wish = ImportWish()
        self.seen: Seen | None = Seen()
        self.problem = ""
        """Why nothing could be looked at."""
        self.report: CameIn | None = None
        """How the last import ended, until it was read."""
        self._looking: Job | None = None
        self._running: Job | None = None
        self._is_eager = False
        self._taken = ImportWish()  # what is coming in now
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)

    @property
    def is_running(self) -> bool:
        """Whether articles are coming in now."""
        return self._running is not None

    @property
    def missing(self) -> list[str]:
        """The labels of the files of which it is not said what they become."""
        seen = self.seen
        return [] if seen is None else [one for one in seen.unknown if one not in self.wish.labels]

    @property
    def is_ready(self) -> bool:
        """Whether everything that is needed is known, and something would come in."""
        if self.is_running or self.seen is None or self.wish.annotator == UNNAMED:
            return False
        return self.seen.is_any and not self.missing

    def offer(self, *paths: Path) -> None:
        """Take more files and folders among what is wanted."""
        self.want(self.wish.with_paths(paths))

    def remove(self, path: Path) -> None:
        """Want a file or folder no more."""
        self.want(self.wish.without(path))

    def read_so(self, path: Path, how: HowRead) -> None:
        """Read the files of a path in another way."""
        self.want(self.wish.read_so(path, how))

    def want(self, wish: ImportWish, *, looks: bool = True) -> None:
        """Want this instead; it is looked at again where that can change what is found."""
        if wish == self.wish:
            return
        self.wish = wish
        if looks:
            self._forget()
            self._pause.start()
        self.changed.emit()

    def start(self) -> None:
        """Let it come in; while it is still being looked at, as soon as that is done and nothing is asked."""
        if self.is_running:
            return
        if self.seen is None:
            self._is_eager = True
        elif self.is_ready:
            self._run()

    def try_again(self) -> None:
        """Look once more at what could not be looked at, or not be brought in."""
        self._forget()
        self._pause.start()
        self.changed.emit()

    def stop(self) -> None:
        """Let what is coming in come to an end; what is in stays in."""
        if self._running is not None:
            self._running.stop()

    def forget(self) -> None:
        """Want nothing any more; what is under way goes on."""
        self.want(ImportWish())

    def drop(self) -> None:
        """Give up everything, and say nothing of it."""
        self._forget()
        if self._running is not None:
            self._running.cancel()
            self._running = None

    def put_away(self) -> None:
        """Show the last report no more."""
        if self.report is not None:
            self.report = None
            self.changed.emit()

    def _forget(self) -> None:
        self._is_eager = False
        self._pause.stop()
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        self.problem = ""
        self.seen = None if self.wish.paths else Seen()

    def _look(self) -> None:
        if not self.wish.paths or self.is_running:
            return
        job = self._looking = Job(partial(import_work.look, self._path, self.wish), self, said=refusal_words)
        job.progressed.connect(self.progressed)
        job.done.connect(self._show)
        job.failed.connect(self._fail)
        job.broke.connect(lambda _bug: self._fail(str(AnnotatorError())))
        job.start()

    def _show(self, seen: Seen) -> None:
        self._looking = None
        self.seen = seen
        proposed = {label: ours for label, ours in seen.unknown.items() if ours}
        self.wish = replace(self.wish, labels={**proposed, **self.wish.labels})
        # What nobody has seen yet is taken over only where there is nothing to see: no guess, no refusal.
        is_clear = self.is_ready and not (
            seen.unknown or seen.refused or any(one.refusal for one in seen.files)
        )
        if self._is_eager and is_clear:
            self._run()
        self._is_eager = False
        self.changed.emit()

    def _fail(self, sentence: str) -> None:
        self._looking = None
        self.seen = Seen()
        self.problem = sentence
        self.changed.emit()

    def _run(self) -> None:
        wish, self.wish = self.wish, ImportWish()
        self._taken = wish
        self._forget()
        self.report = None
        job = self._running = Job(partial(import_work.take_in, self._path, wish), self, said=refusal_words)
        job.progressed.connect(self.progressed)
        job.done.connect(self._tell)
        job.failed.connect(self.refused)
        job.failed.connect(self._give_up)
        for ended in (job.done, job.failed, job.broke):
            ended.connect(self._end)
        job.start()
        self.changed.emit()

    def _tell(self, report: CameIn) -> None:
        if report.documents or report.spans:
            self.imported.emit()
        words = came_words(report)
        if report.refused:
            # The line shows as much of it as it has room for, and its tool tip all.
            self.refused.emit(" ".join([words, *report.refused]))
        else:
            self.told.emit(words)
        self._running = None
        self.report = report
        self.came.emit(report)

    def _give_up(self, sentence: str) -> None:
        """Show why nothing came in, beside what was wanted: it can be tried again."""
        self._running = None
        if not self.wish.paths:
            self.wish = self._taken
        self._fail(sentence)

    def _end(self) -> None:
        self._running = None
        if self.wish.paths and not self.problem:  # it was wanted meanwhile
            self._pause.start()
        self.changed.emit()


def came_words(report: CameIn) -> str:
    """Return what came in, as a sentence."""
    new = n_("{count} article came in", "{count} articles came in", report.documents)
    parts = [new.format(count=number(report.documents))]
    if report.already_there:
        there = n_("{count} was there already", "{count} were there already", report.already_there)
        parts.append(there.format(count=number(report.already_there)))
    if report.spans:
        spans = n_("{count} span", "{count} spans", report.spans)
        parts.append(spans.format(count=number(report.spans)))
    if report.skipped:
        copies = n_("{count} copy was left out", "{count} copies were left out", report.skipped)
        parts.append(copies.format(count=number(report.skipped)))
    if report.skipped_spans:
        gone = n_(
            "{count} span of the copies went nowhere",
            "{count} spans of the copies went nowhere",
            report.skipped_spans,
        )
        parts.append(gone.format(count=number(report.skipped_spans)))
    if report.trimmed:
        trimmed = n_(
            "{count} span lost the blanks at its edges",
            "{count} spans lost the blanks at their edges",
            report.trimmed,
        )
        parts.append(trimmed.format(count=number(report.trimmed)))
    return _("; ").join(parts) + "."
