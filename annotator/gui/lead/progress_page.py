"""The progress page: how far the work is, how fast it goes, and what is left at the present pace."""

import shlex
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from annotator.agreement.pace import forecast
from annotator.charts.drawing import Palette
from annotator.gui.background import Job
from annotator.gui.lead.canvas import ChartView
from annotator.gui.lead.painting import palette_of
from annotator.gui.lead.progress_paper import Facts, ProgressPaper
from annotator.gui.lead.waiting import Nothing, Waiting
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.model import Record, State
from annotator.project.file import Project
from annotator.reports.called import Called
from annotator.words import _


class ProgressPage(QScrollArea):
    """Shows the state of a project's work. It changes nothing."""

    told = Signal(str)
    refused = Signal(str)
    document_requested = Signal(str, int, int)
    shown = Signal()
    """The figures are shown, but for what became of suggestions."""
    counted = Signal()
    """The figures, or why there are none, are shown."""

    def __init__(self, project: Project, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project, self._theme = project, theme
        self._job: Job | None = None
        self._paper: ProgressPaper | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Progress"))

    def refresh(self) -> None:
        """Read the figures anew, beside the window; those in sight stay until then."""
        self.stop()
        if self._paper is None:
            waiting = Waiting(self._theme)
            waiting.cancelled.connect(self._give_up)
            waiting.show_progress(0, 0)
            self.setWidget(waiting)
        self._start(partial(_read, self._project.path, palette_of(self._theme)), self._show)

    def stop(self) -> None:
        """Read nothing any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _start(self, work: Callable[..., object], then: Callable[[Any], None]) -> None:
        job = self._job = Job(work, self)
        job.done.connect(then)
        job.failed.connect(self._refuse)
        job.broke.connect(self._break)
        job.start()

    def charts(self) -> dict[str, ChartView]:
        """Return the charts in sight by their names; none while there is nothing to show."""
        return {} if self._paper is None else self._paper.views

    def sentences(self) -> list[str]:
        """Return what the page says over its charts."""
        inside = self.widget()
        return [one.text() for one in inside.findChildren(Paragraph) if one.text()] if inside else []

    @property
    def everybody(self) -> QPushButton | None:
        """What shows all annotators where they are many; None while there is nothing to show."""
        return None if self._paper is None else self._paper.everybody

    def parts(self) -> list[QWidget]:
        """Return the parts that one key goes round: the charts, or the page while there are none."""
        return list(self.charts().values()) or [self]

    def _show(self, facts: Facts) -> None:
        self._job = None
        project = shlex.quote(str(self._project.path))
        if not facts.progress.documents:
            hint = _("Drop files or folders anywhere in this window, or bring them in by a command:")
            self._say(_("There are no articles yet"), hint, command=f"annotator import {project} FOLDER")
        elif not any(map(_is_begun, facts.progress.states.values())):
            hint = _("Begin on the page of labelling, or have somebody open this project under their name:")
            command = f"annotator open {project} --annotator NAME"
            self._say(_("Nobody has begun an article yet"), hint, command=command)
        else:
            if self._paper is None:
                self._paper = ProgressPaper(self._theme)
                self._paper.told.connect(self.told)
                self._paper.refused.connect(self.refused)
                self.setWidget(self._paper)
            self._paper.show_facts(facts)
            self._start(partial(_read_records, self._project.path), self._show_records)
            self.shown.emit()
            return
        self.counted.emit()

    def _show_records(self, records: tuple[Record, ...]) -> None:
        self._job = None
        if self._paper is not None:
            self._paper.show_records(records)
        self.counted.emit()

    def _refuse(self, sentence: str) -> None:
        self._job = None
        if self._paper is None:
            self._say(sentence)
        else:
            self.refused.emit(sentence)
        self.counted.emit()

    def _break(self, _bug: Exception) -> None:
        self._refuse(_("This should not have happened."))

    def _say(self, why: str, hint: str = "", *, command: str = "") -> None:
        self._paper = None
        nothing = Nothing(self._theme)
        nothing.say(why, hint=hint, command=command)
        self.setWidget(nothing)

    def _give_up(self) -> None:
        self.stop()
        self._say(_("Counting was given up."), _("Open this page again to count."))
        self.counted.emit()


def _read(path: Path, palette: Palette, *, is_cancelled: Callable[[], bool], **_watch: object) -> Facts:
    with Project.open(path) as project:
        progress = project.progress.read(with_records=False, is_cancelled=is_cancelled)
        called = Called.by(project.schema)
    return Facts.of(progress, forecast(progress), called=called, palette=palette)


def _read_records(path: Path, **_watch: object) -> tuple[Record, ...]:
    with Project.open(path) as project:
        return tuple(project.records.by_label())


def _is_begun(states: Mapping[State, int]) -> bool:
    return any(count for state, count in states.items() if state is not State.NEW)
