"""Whether people accept blindly: sentences first, then the figures with their intervals.

It reads them beside the window, and again only once something was written.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.charts.chart import BarChart
from annotator.errors import AnnotatorError
from annotator.gui.background import Job
from annotator.gui.lead.canvas import ChartView
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.project.file import Project
from annotator.reports.bias_charts import BiasCharts, bias_charts, bias_words
from annotator.reports.called import Called
from annotator.words import _

if TYPE_CHECKING:
    from annotator.agreement.bias import Bias

_CHARTS: Final = tuple(BiasCharts.__dataclass_fields__)


class BiasView(QWidget):
    """The figures of a project's bias; charts that would be empty are left out."""

    told = Signal(str)
    refused = Signal(str)
    counted = Signal()
    """The figures, or why there are none, are shown."""

    def __init__(self, project: Project, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clear")
        self._project, self._theme = project, theme
        self._job: Job | None = None
        self._bias: Bias | None = None
        self._known: object = None
        self._meant: object = None
        self._called = Called()
        self._is_due = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._begin)
        self._words = [Paragraph("", theme.ink), Paragraph("", theme.ink), Paragraph("", theme.muted, px=13)]
        self.charts = {name: ChartView(BarChart("", ()), theme) for name in _CHARTS}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (*self._words, *self.charts.values()):
            column.addWidget(widget)
        for view in self.charts.values():
            view.told.connect(self.told)
            view.refused.connect(self.refused)
            view.hide()

    def refresh(self, called: Called) -> None:
        """Show the figures as they are on disk now; `called` says what people are called."""
        self._called = called
        try:
            state = self._project.state
        except AnnotatorError as error:
            self.stop()
            self._refuse(str(error))
            return
        if self._bias is not None and state == self._known:
            self._show(self._bias)
            return
        if self._job is not None and state == self._meant:
            return
        self.stop()
        self._meant = state
        if self._bias is None:
            self._say(_("Counting…"))
        job = self._job = Job(partial(_read, self._project.path), self)
        job.done.connect(self._take)
        job.failed.connect(self._refuse)
        job.start()

    def refresh_when_seen(self, called: Called) -> None:
        """Do so once it is in sight: it takes seconds in a large project, at the foot of a long page."""
        self._called, self._is_due = called, True
        if self._bias is None:
            self._say(_("Counting…"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Begin with what is due: what is painted is in sight."""
        super().paintEvent(event)
        if self._is_due:
            self._is_due = False
            self._soon.start()

    def stop(self) -> None:
        """Give up counting, if that is under way."""
        self._is_due = False
        self._soon.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _begin(self) -> None:
        self.refresh(self._called)

    def words(self) -> list[str]:
        """Return what is said over the charts, a sentence or several each."""
        return [one.text() for one in self._words if one.text()]

    def _take(self, bias: "Bias") -> None:
        self._job = None
        self._bias, self._known = bias, self._meant
        self._show(bias)

    def _show(self, bias: "Bias") -> None:
        first, *others = bias_words(bias)
        self._say(first, " ".join(others), _how_words() if others else "")
        charts = bias_charts(bias, called=self._called)
        for name, view in self.charts.items():
            chart: BarChart = getattr(charts, name)
            is_shown = bool(others) and any(bar.share is not None for bar in chart.bars)
            if is_shown:
                view.show_chart(chart)
            view.setVisible(is_shown)
        self.counted.emit()

    def _refuse(self, sentence: str) -> None:
        self._job = None
        if self._bias is None:
            self._say(sentence)
        self.counted.emit()

    def _say(self, *sentences: str) -> None:
        for paragraph, words in zip(self._words, (*sentences, "", ""), strict=False):
            paragraph.say(words)


def _how_words() -> str:
    return _(
        "Lines span the interval in which the figure lies in 95 of 100 cases. Imported labels saw no"
        " suggestions and are left out, and so is what came of wrong suggestions."
    )


def _read(path: Path, *, is_cancelled: Callable[[], bool], **_watch: object) -> "Bias":
    from annotator.agreement.bias import bias

    with Project.open(path) as project:
        return bias(project, is_cancelled=is_cancelled)
