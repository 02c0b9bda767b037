"""Brings articles into the open project: chosen files, read and suggested beside the window."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from annotator.gui.background import Job
from annotator.gui.choosing import files_to_open
from annotator.project.file import Project
from annotator.words import _, n_, number

if TYPE_CHECKING:
    from annotator.exchange.importing import ImportReport


class Intake(QObject):
    """Asks for files and imports them, one lot after the other. Labels in them become suggestions.

    It outlives a window that is made anew: `move_to` takes what is under way along.
    """

    imported = Signal()
    """Documents came in."""
    told = Signal(str)
    """How it went, in words."""
    refused = Signal(str)
    """Why a file, or all of it, was refused."""

    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._path = path
        self._window = parent
        self._job: Job | None = None
        self._bar: QProgressDialog | None = None
        self._waiting: list[Path] = []

    def ask(self) -> None:
        """Let the person choose files, and import them."""
        kinds = _("Articles and labels (*.txt *.jsonl);;All files (*)")
        paths = files_to_open(self._window, _("Import articles"), kinds)
        if paths:
            self.take(paths)

    def take(self, paths: list[Path]) -> None:
        """Import files, with a bar and a way to stop where it takes longer; after what is under way."""
        if self._job is not None:
            self._waiting += paths
            return
        job = self._job = Job(partial(_import, self._path, paths), self)
        self._bar = self._make_bar(job)
        job.progressed.connect(self._show_progress)
        job.done.connect(self._tell)
        job.failed.connect(self.refused)
        for ended in (job.done, job.failed, job.broke):
            ended.connect(self._end)
        job.start()

    def move_to(self, window: QWidget) -> None:
        """Go on in another window, with a bar in the language that is spoken now."""
        for heard in (self.imported, self.told, self.refused):
            heard.disconnect()
        self.setParent(window)
        self._window = window
        old = self._bar
        if old is not None and self._job is not None:
            self._bar = None if old.wasCanceled() else self._make_bar(self._job)
            if self._bar is not None:
                self._bar.setRange(0, old.maximum())
                self._bar.setValue(old.value())
                self._bar.setVisible(old.isVisible())
            old.deleteLater()

    def stop(self) -> None:
        """Give up what is under way; what is in stays in."""
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _make_bar(self, job: Job) -> QProgressDialog:
        bar = QProgressDialog(_("Importing…"), _("Stop"), 0, 0, self._window)
        bar.setWindowModality(Qt.WindowModality.NonModal)
        bar.setMinimumDuration(600)
        bar.canceled.connect(job.stop)
        return bar

    def _show_progress(self, done: int, total: int) -> None:
        if self._bar is not None and not self._bar.wasCanceled():  # one that was told to stop would come back
            self._bar.setMaximum(total)
            self._bar.setValue(done)

    def _end(self) -> None:
        self._job = None
        if self._bar is not None:
            self._bar.deleteLater()
            self._bar = None
        waiting, self._waiting = self._waiting, []
        if waiting:
            self.take(waiting)

    def _tell(self, report: "ImportReport") -> None:
        if report.documents or report.labelled:
            self.imported.emit()
        new = n_("{count} article came in", "{count} articles came in", report.documents)
        parts = [new.format(count=number(report.documents))]
        if report.already_there:
            there = n_("{count} was there already", "{count} were there already", report.already_there)
            parts.append(there.format(count=number(report.already_there)))
        came = _("; ").join(parts) + "."
        if not report.refused:
            self.told.emit(came)
        else:
            # The line shows as much of it as it has room for, and its tool tip all.
            self.refused.emit(" ".join([came, *map(str, report.refused)]))


def _import(
    path: Path,
    paths: list[Path],
    *,
    is_cancelled: Callable[[], bool],
    on_progress: Callable[[int, int], None],
) -> "ImportReport":
    # Readers and sources of suggestions are a fifth of all that the program would import to start.
    from annotator.exchange.importing import import_paths
    from annotator.suggest.running import suggest_documents
    from annotator.suggest.sources import sources_for

    with Project.open(path) as project:
        before = set(project.documents.ids())
        report = import_paths(project, paths, as_suggestions=True, is_cancelled=is_cancelled)
        fresh = [id_ for id_ in project.documents.ids() if id_ not in before]
        suggest_documents(
            project,
            sources=sources_for(project),
            document_ids=fresh,
            on_progress=on_progress,
            is_cancelled=is_cancelled,
        )
    return report
