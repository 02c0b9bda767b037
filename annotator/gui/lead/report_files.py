"""What is on the agreement page leaves the window: as a page, on paper, as tables, as JSON."""

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from annotator.agreement.scope import Resampling
from annotator.gui.background import Job, many_values
from annotator.gui.choosing import place_to_make
from annotator.project.file import Project
from annotator.words import N_, _

if TYPE_CHECKING:
    from annotator.agreement.gathering import Compared
    from annotator.gui.lead.counting import Answer
    from annotator.reports.called import Called
    from annotator.reports.report import Report

KINDS: Final = {
    "html": N_("Report as a web page…"),
    "pdf": N_("Report as PDF…"),
    "csv": N_("All tables as CSV…"),
    "json": N_("All figures as JSON…"),
}
_EXAMPLES: Final = 3
"""Sentences of each cause in a report."""


class ReportFiles(QObject):
    """Asks for a file and writes the figures of an answer into it, beside the window."""

    told = Signal(str)
    refused = Signal(str)
    written = Signal()
    """What was wished for is on disk, or was refused."""

    def __init__(self, project: Project, parent: QWidget) -> None:
        super().__init__(parent)
        self._project, self._window = project, parent
        self._job: Job | None = None

    def menu(self, answer: "Answer", parent: QWidget) -> QMenu:
        """Return the menu of what an answer can be saved as."""
        menu = QMenu(parent)
        menu.aboutToHide.connect(menu.deleteLater)
        for kind, words in KINDS.items():
            menu.addAction(_(words)).triggered.connect(lambda _on=False, kind=kind: self.ask(kind, answer))
        return menu

    def ask(self, kind: str, answer: "Answer") -> None:
        """Let the person name a file of a kind, or for tables a folder, and write it."""
        suffix = "" if kind == "csv" else kind
        name = Path(_("agreement") + (f".{suffix}" if suffix else ""))
        path = place_to_make(self._window, _("Save what is shown"), name, suffix=suffix)
        if path is not None:
            self.save(kind, answer, path)

    def save(self, kind: str, answer: "Answer", path: Path) -> None:
        """Write an answer as a new file of a kind, and say so or why not."""
        self.stop()
        self.told.emit(_("Saving…"))
        work = partial(_write, self._project.path, kind=kind, answer=answer, path=path)
        job = self._job = Job(work, self)
        job.done.connect(self._tell)
        job.failed.connect(self._refuse)
        job.start()

    def stop(self) -> None:
        """Write nothing any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _tell(self, path: Path) -> None:
        self._job = None
        self.told.emit(_("Saved: {path}").format(path=f"\u2066{path}\u2069"))
        self.written.emit()

    def _refuse(self, sentence: str) -> None:
        self._job = None
        self.refused.emit(sentence)
        self.written.emit()


def _write(
    project_path: Path,
    *,
    kind: str,
    answer: "Answer",
    path: Path,
    is_cancelled: Callable[[], bool],
    on_progress: Callable[[int, int], None],
) -> Path:
    """Write the file; raises what `reports.saving` does."""
    from annotator.agreement.as_json import to_json
    from annotator.gui.lead.paper import save_pdf
    from annotator.reports.agreement_tables import agreement_tables
    from annotator.reports.called import Called
    from annotator.reports.saving import save, save_html, save_tables

    with many_values(), Project.open(project_path) as project:
        compared = _compared(project, answer, is_cancelled=is_cancelled, on_progress=on_progress)
        called = Called.by(project.schema)  # in a page's own colours
        report = _report(project, compared, called)
    if kind == "csv":
        save_tables(agreement_tables(compared.agreement, called=called), path, project=project_path)
    elif kind == "json":
        content = json.dumps(to_json(compared, resampling=Resampling()), ensure_ascii=False, indent=2)
        save(content.encode("utf-8", errors="replace"), path, project=project_path, replaces=False)
    elif kind == "pdf":
        save_pdf(report, path, project=project_path, replaces=False)
    else:
        save_html(report, path, project=project_path, replaces=False)
    return path


def _compared(
    project: Project,
    answer: "Answer",
    *,
    is_cancelled: Callable[[], bool],
    on_progress: Callable[[int, int], None],
) -> "Compared":
    """Return an answer with the work behind it; without names counted anew, that no order may tell them."""
    from annotator.agreement.gathering import Compared, compare, gather

    scope, names = answer.agreement.scope, answer.agreement.annotators
    if answer.called.people:
        return compare(project, scope, is_anonymous=True, is_cancelled=is_cancelled, on_progress=on_progress)
    material = gather(
        project,
        annotators=names,
        documents=scope.documents,
        is_cancelled=is_cancelled,
        on_progress=on_progress,
    )
    return Compared(material, answer.agreement)


def _report(project: Project, compared: "Compared", called: "Called") -> "Report":
    from annotator.reports.agreement_report import agreement_report
    from annotator.reports.examples import examples_of

    return agreement_report(
        compared.agreement,
        project=project.name,
        made=date.today(),
        called=called,
        examples=examples_of(compared.material, compared.agreement, called=called, of_each=_EXAMPLES),
        dark={label.light: label.dark for label in project.schema.labels},
    )
