"""What is shown of a project's progress: two figures with their reservations, then the charts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from annotator.agreement.pace import Forecast
from annotator.charts.chart import StackChart
from annotator.charts.drawing import Palette
from annotator.gui.blocks import card
from annotator.gui.columns import Columns
from annotator.gui.kept_keys import BUTTON, keep_keys
from annotator.gui.lead.canvas import ChartView
from annotator.gui.lead.standing import Standing
from annotator.gui.paragraph import Paragraph
from annotator.gui.stopwatch import LONGEST_PAUSE
from annotator.gui.theme import Theme
from annotator.model import Record
from annotator.project.progress import Progress
from annotator.reports.called import Called
from annotator.reports.forecast_words import forecast_words, share_words
from annotator.reports.progress_charts import ProgressCharts, progress_charts
from annotator.words import _, n_, number

MOST_PEOPLE: Final = 12
"""More annotators than these are shown on demand."""
_NARROW: Final = 900
"""Below this width, in pixels, charts stand under each other."""
_GAP: Final = 14
_SMALL: Final = 13
_SOURCES: Final = "sources"


@dataclass(frozen=True, slots=True)
class Facts:
    """What there is to show: read, and made into charts, beside the window."""

    progress: Progress
    forecast: Forecast
    called: Called
    palette: Palette
    charts: ProgressCharts

    @classmethod
    def of(cls, progress: Progress, forecast: Forecast, *, called: Called, palette: Palette) -> "Facts":
        """Return them with charts that are cut after so many annotators as are read at a glance."""
        charts = progress_charts(progress, called=called, palette=palette, most=MOST_PEOPLE)
        return cls(progress, forecast, called, palette, charts)

    def uncut(self) -> ProgressCharts:
        """Return the charts with all annotators."""
        return progress_charts(self.progress, called=self.called, palette=self.palette)

    def with_records(self, records: tuple[Record, ...]) -> "Facts":
        """Return the same with what became of suggestions."""
        progress = replace(self.progress, records=records)
        return Facts.of(progress, self.forecast, called=self.called, palette=self.palette)


class ProgressPaper(QWidget):
    """All that is shown, as high as it is at its width."""

    told = Signal(str)
    refused = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._facts: Facts | None = None
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.share, self.left = Standing(_("Progress"), theme), Standing(_("At the present pace"), theme)
        nothing = StackChart("", (), ())
        self.views = {name: ChartView(nothing, theme) for name in ProgressCharts.__dataclass_fields__}
        for view in self.views.values():
            view.told.connect(self.told)
            view.refused.connect(self.refused)
        self.everybody = QPushButton()
        self.everybody.setObjectName("link")
        self.everybody.setCheckable(True)
        self.everybody.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        keep_keys(self.everybody, *BUTTON)
        self.everybody.toggled.connect(self._show_charts)
        self._pace_note = Paragraph("", theme.muted, px=_SMALL)
        self._sources = self._card(_SOURCES, _source_words())
        self._sources.hide()
        self._lay_out()

    def show_facts(self, facts: Facts) -> None:
        """Show these figures; what became of suggestions follows, and stays as it is until then."""
        self._facts = facts
        self.share.say(*share_words(facts.progress))
        self.left.say(*forecast_words(facts.forecast))
        self.everybody.setVisible(len(facts.progress.states) > MOST_PEOPLE)
        self._pace_note.say(_pace_words() if facts.charts.pace.lines else _no_pace_words())
        self._show_charts()

    def show_records(self, records: tuple[Record, ...]) -> None:
        """Show what became of suggestions, too."""
        if self._facts is not None:
            self._facts = self._facts.with_records(records)
            self.views[_SOURCES].show_chart(self._facts.charts.sources)
            self._sources.show()

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
        under.addWidget(self._sources, 1)
        pace = card(self.views["pace"], self._pace_note)
        column.addWidget(Columns([beside, pace], [1, 1], narrow=_NARROW))
        column.addWidget(card(self.views["annotators"], self.everybody))
        column.addWidget(self._row("article_time", "entity_time", notes=(_time_words(), _entity_words())))
        column.addWidget(self._row("article_actions", "entity_actions"))
        column.addWidget(self._card("labels", _label_words()))
        column.addStretch()

    def _row(self, *names: str, notes: Sequence[str] = ("", "")) -> QWidget:
        cards = [self._card(name, note) for name, note in zip(names, notes, strict=True)]
        return Columns(cards, [1] * len(cards), narrow=_NARROW)

    def _card(self, name: str, note: str = "") -> QWidget:
        said = [Paragraph(note, self._theme.muted, px=_SMALL)] if note else []
        return card(self.views[name], *said)

    def _show_charts(self) -> None:
        facts, is_all = self._facts, self.everybody.isChecked()
        if facts is None:
            return
        people = len(facts.progress.states)
        words = n_("Show all {count} annotator", "Show all {count} annotators", people)
        self.everybody.setText(_("Show fewer annotators") if is_all else words.format(count=number(people)))
        charts = facts.uncut() if is_all else facts.charts
        for name, view in self.views.items():
            if name != _SOURCES:
                view.show_chart(getattr(charts, name))


def _pace_words() -> str:
    return _("An article counts on the day on which it was finished last, by each who finished it.")


def _no_pace_words() -> str:
    return _("No article was finished in this window. On which day imported work was done is not known.")


def _time_words() -> str:
    words = _(
        "The middle one of all articles, and between what half of them lie. A pause counts up to {seconds}"
        " seconds."
    )
    return words.format(seconds=number(round(LONGEST_PAUSE)))


def _entity_words() -> str:
    decided = _("An entity is decided where a span is made or a suggestion rejected.")
    timed = _(
        "Only decisions made in this window are timed. Work that was imported has no time, and what was"
        " decided for several articles at once is time of none of them."
    )
    return f"{decided} {timed}"


def _label_words() -> str:
    return _(
        "Of finished articles. Where somebody's share is far from gold's, look at that label's guideline."
        " Of many annotators those stand here who are farthest away."
    )


def _source_words() -> str:
    return _("Wrong suggestions that were planted are left out.")
