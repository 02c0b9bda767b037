"""The progress page: how far the work is, how fast it goes, and what is left at the present pace."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.agreement.pace import Forecast, forecast
from annotator.charts.drawing import Palette
from annotator.gui.background import Job
from annotator.gui.blocks import card
from annotator.gui.columns import Columns
from annotator.gui.kept_keys import BUTTON, keep_keys
from annotator.gui.lead.canvas import ChartView
from annotator.gui.lead.painting import palette_of
from annotator.gui.lead.standing import Standing
from annotator.gui.lead.waiting import Nothing, Waiting
from annotator.gui.paragraph import Paragraph
from annotator.gui.stopwatch import LONGEST_PAUSE
from annotator.gui.theme import Theme
from annotator.model import State
from annotator.project.file import Project
from annotator.project.progress import Progress
from annotator.reports.called import Called
from annotator.reports.forecast_words import forecast_words, share_words
from annotator.reports.progress_charts import ProgressCharts, progress_charts
from annotator.words import _, n_, number

_NARROW: Final = 900
"""Below this width, in pixels, charts stand under each other."""
_MOST_PEOPLE: Final = 12
"""More annotators than these are shown on demand."""
_GAP: Final = 14
_SMALL: Final = 13
_ORDER: Final = tuple(ProgressCharts.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page shows, read beside the window."""

    progress: Progress
    forecast: Forecast
    called: Called
    palette: Palette

    def charts(self, most: int | None = None) -> ProgressCharts:
        """Return the charts, cut after so many annotators."""
        return progress_charts(self.progress, called=self.called, palette=self.palette, most=most)


class ProgressPage(QScrollArea):
    """Shows the state of a project's work. It changes nothing."""

    told = Signal(str)
    refused = Signal(str)
    document_requested = Signal(str, int, int)
    counted = Signal()
    """The figures, or why there are none, are shown."""

    def __init__(self, project: Project, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project, self._theme = project, theme
        self._job: Job | None = None
        self._shown: _Paper | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Progress"))

    def refresh(self) -> None:
        """Read the figures anew, beside the window; those in sight stay until then."""
        self.stop()
        read = partial(_read, self._project.path, palette_of(self._theme))
        job = self._job = Job(read, self)
        if self._shown is None:
            waiting = Waiting(self._theme)
            waiting.cancelled.connect(self._give_up)
            waiting.show_progress(0, 0)
            self.setWidget(waiting)
        job.done.connect(self._show)
        job.failed.connect(self._refuse)
        job.broke.connect(self._break)
        job.start()

    def stop(self) -> None:
        """Read nothing any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def charts(self) -> dict[str, ChartView]:
        """Return the charts in sight by their names; none while there is nothing to show."""
        return {} if self._shown is None else self._shown.views

    def sentences(self) -> list[str]:
        """Return what the page says over its charts."""
        inside = self.widget()
        return [one.text() for one in inside.findChildren(Paragraph) if one.text()] if inside else []

    @property
    def everybody(self) -> QPushButton | None:
        """What shows all annotators where they are many; None while there is nothing to show."""
        return None if self._shown is None else self._shown.everybody

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
        elif self._shown is None:
            self._shown = _Paper(facts, self._theme, told=self.told, refused=self.refused)
            self.setWidget(self._shown)
        else:
            self._shown.show_facts(facts)
        self.counted.emit()

    def _refuse(self, sentence: str) -> None:
        self._job = None
        if self._shown is None:
            self._say(sentence)
        else:
            self.refused.emit(sentence)
        self.counted.emit()

    def _break(self, _bug: Exception) -> None:
        self._refuse(_("This should not have happened."))

    def _say(self, why: str, hint: str = "", *, command: str = "") -> None:
        self._shown = None
        nothing = Nothing(self._theme)
        nothing.say(why, hint=hint, command=command)
        self.setWidget(nothing)

    def _give_up(self) -> None:
        self.stop()
        self._say(_("Counting was given up."), _("Open this page again to count."))
        self.counted.emit()


class _Paper(QWidget):
    """All that is shown of a project's progress, as high as it is at its width."""

    def __init__(self, facts: Facts, theme: Theme, *, told: SignalInstance, refused: SignalInstance) -> None:
        super().__init__()
        self._theme, self._facts = theme, facts
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.share, self.left = Standing(_("Progress"), theme), Standing(_("At the present pace"), theme)
        charts = facts.charts()
        self.views = {name: ChartView(getattr(charts, name), theme) for name in _ORDER}
        for view in self.views.values():
            view.told.connect(told)
            view.refused.connect(refused)
        self.everybody = QPushButton()
        self.everybody.setObjectName("link")
        self.everybody.setCheckable(True)
        self.everybody.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        keep_keys(self.everybody, *BUTTON)
        self.everybody.toggled.connect(lambda _on: self.show_facts(self._facts))
        self._pace_note = Paragraph("", theme.muted, px=_SMALL)
        self._lay_out()
        self.show_facts(facts)

    def show_facts(self, facts: Facts) -> None:
        """Show these figures; charts keep what of them was in hand."""
        self._facts = facts
        self.share.say(*share_words(facts.progress))
        self.left.say(*forecast_words(facts.forecast))
        people = len(facts.progress.states)
        is_all = self.everybody.isChecked()
        words = n_("Show all {count} annotator", "Show all {count} annotators", people)
        self.everybody.setText(_("Show fewer annotators") if is_all else words.format(count=number(people)))
        self.everybody.setVisible(people > _MOST_PEOPLE)
        charts = facts.charts(None if is_all else _MOST_PEOPLE)
        for name, view in self.views.items():
            view.show_chart(getattr(charts, name))
        self._pace_note.say(_pace_words() if charts.pace.lines else _no_pace_words())

    def minimumSizeHint(self) -> QSize:
        """Return the least size in pixels; the height follows from the width alone."""
        return QSize(super().minimumSizeHint().width(), 0)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(_GAP)
        column.addWidget(Columns([self.share, self.left], [2, 3], narrow=_NARROW))
        beside = QWidget()
        beside.setObjectName("clear")
        under = QVBoxLayout(beside)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(_GAP)
        under.addWidget(self._card("articles"))
        under.addWidget(self._card("sources", _source_words()), 1)
        pace = card(self.views["pace"], self._pace_note)
        column.addWidget(Columns([beside, pace], [1, 1], narrow=_NARROW))
        column.addWidget(card(self.views["annotators"], self.everybody))
        column.addWidget(self._row("article_time", "entity_time", notes=(_time_words(), _unknown_words())))
        column.addWidget(self._row("article_actions", "entity_actions"))
        column.addWidget(self._card("labels", _label_words()))
        column.addStretch()

    def _row(self, *names: str, notes: Sequence[str] = ("", "")) -> QWidget:
        cards = [self._card(name, note) for name, note in zip(names, notes, strict=True)]
        return Columns(cards, [1] * len(cards), narrow=_NARROW)

    def _card(self, name: str, note: str = "") -> QWidget:
        said = [Paragraph(note, self._theme.muted, px=_SMALL)] if note else []
        return card(self.views[name], *said)


def _read(path: Path, palette: Palette, **_watch: object) -> Facts:
    with Project.open(path) as project:
        progress = project.progress.read()
        called = Called.by(project.schema)
    return Facts(progress, forecast(progress), called, palette)


def _is_begun(states: Mapping[State, int]) -> bool:
    return any(count for state, count in states.items() if state is not State.NEW)


def _pace_words() -> str:
    return _("An article counts on the day on which it was finished last, by each who finished it.")


def _no_pace_words() -> str:
    return _("No article was finished in this window. On which day imported work was done is not known.")


def _time_words() -> str:
    words = _(
        "The middle one of all articles; the thin line spans the half of them around it. A pause counts up"
        " to {seconds} seconds."
    )
    return words.format(seconds=number(round(LONGEST_PAUSE)))


def _unknown_words() -> str:
    return _(
        "Only decisions made in this window are timed. Work that was imported has no time, and what was"
        " decided for several articles at once is time of none of them."
    )


def _label_words() -> str:
    return _(
        "Of finished articles. Where somebody's share is far from gold's, look at that label's guideline."
        " Of many annotators those stand here who are farthest away."
    )


def _source_words() -> str:
    return _("Wrong suggestions that were planted are left out.")
