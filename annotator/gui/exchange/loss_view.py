"""What an export holds and what it leaves out: figures, a picture by label, and a table with examples."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from annotator.charts.chart import Bar, BarChart
from annotator.gui.announcing import announce
from annotator.gui.blocks import heading
from annotator.gui.exchange.export_wish import Forecast, LossRow
from annotator.gui.exchange.split_picture import SplitPicture
from annotator.gui.lead.plot import Plot
from annotator.gui.lead.sideways import Sideways
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.gui.tips import tip
from annotator.words import N_, NN_, _, n_, number

_HEADS: Final = (N_("What is left out"), N_("Examples"))
_MOST_BARS: Final = 8
_MOST_ROWS: Final = 40
_EXAMPLES: Final = 3
_LONGEST: Final = 40  # code points of an example

Named = Callable[[str], tuple[str, str]]
"""What a label is called, and its colour."""


class LossView(QWidget):
    """The report, before writing and after it."""

    def __init__(self, theme: Theme, named: Named, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._named = theme, named
        self.title = Paragraph("", theme.ink, px=18, is_bold=True)
        self.said = Paragraph("", theme.muted)
        self.split = SplitPicture(theme)
        self.head = heading(_("Left out, by label"))
        self.bars = Plot(BarChart("", ()), theme)
        self._room = Sideways(self.bars)
        self.table = _Rows(theme)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        for widget in (self.title, self.said, self.split, self.head, self._room, self.table):
            column.addWidget(widget)
        column.addStretch()
        self.show_nothing("")

    def show_nothing(self, words: str, *, is_bad: bool = False) -> None:
        """Show a sentence in the place of a report."""
        self.title.say("")
        self.said.say(words, self._theme.bad if is_bad else self._theme.muted)
        for widget in (self.split, self.head, self.table):
            widget.hide()
        self._show_bars([])

    def show_forecast(self, forecast: Forecast) -> None:
        """Show what would go out and what would not."""
        spans = n_("{count} span", "{count} spans", forecast.spans).format(count=number(forecast.spans))
        documents = n_("{count} document", "{count} documents", forecast.documents)
        self.title.say(_(" · ").join([documents.format(count=number(forecast.documents)), spans]))
        self._say(forecast)
        parts = forecast.parts if len(forecast.parts) > 1 else ()
        self.split.setVisible(bool(parts))
        self.split.show_parts(parts)
        self._show_bars(forecast.lost)
        rows = (*forecast.lost, *forecast.lacks)
        self.table.setVisible(bool(rows))
        self.table.show_rows(rows[:_MOST_ROWS])

    def words(self) -> list[str]:
        """Return what is said, a line each: figures, sentence, and the rows of the table."""
        rows = self.table.said if self.table.isVisibleTo(self) else []
        return [self.title.text(), self.said.text(), *(one.text() for one in rows)]

    def _say(self, forecast: Forecast) -> None:
        said = []
        lost = sum(one.count for one in forecast.lost)
        if lost:
            words = n_(
                "{count} span has no place in this format and is left out.",
                "{count} spans have no place in this format and are left out.",
                lost,
            )
            said.append(words.format(count=number(lost)))
        elif forecast.lacks:
            said.append(_("Every span goes out; what else the format has no place for is listed below."))
        else:
            said.append(_("Nothing is left out."))
        said += _choice_words(forecast)
        if forecast.held_back:
            words = n_(
                "{count} document whose suggestions are held back stays here.",
                "{count} documents whose suggestions are held back stay here.",
                forecast.held_back,
            )
            said.append(words.format(count=number(forecast.held_back)))
        self.said.say(" ".join(said), self._theme.warning if lost else self._theme.good)
        announce(self, f"{self.title.text()}. {self.said.text()}")

    def _show_bars(self, lost: Sequence[LossRow]) -> None:
        counts: Counter[str] = Counter()
        for row in lost:
            counts[row.label] += row.count
        most = max(counts.values(), default=1)
        bars = []
        for label, count in counts.most_common(_MOST_BARS):
            words, colour = self._named(label)
            bars.append(Bar(words, count / most, number(count), colour=colour))
        name = _("Spans that are left out, by label")
        self.bars.show_chart(BarChart(name, tuple(bars), scale=most), name=name)
        self._room.updateGeometry()
        for widget in (self.head, self._room):
            widget.setVisible(bool(lost))


def _choice_words(forecast: Forecast) -> list[str]:
    """Return what stays here because somebody asked for it, or because it fits into no part."""
    counted = (
        (
            NN_(
                "{count} document of another outlet stays here.",
                "{count} documents of other outlets stay here.",
            ),
            forecast.left_out.get("outlet", 0),
        ),
        (
            NN_("{count} document of another day stays here.", "{count} documents of other days stay here."),
            forecast.left_out.get("date", 0),
        ),
        (
            NN_("{count} document without a date stays here.", "{count} documents without a date stay here."),
            forecast.left_out.get("undated", 0),
        ),
        (
            NN_("{count} span of another label stays here.", "{count} spans of other labels stay here."),
            forecast.spans_left_out,
        ),
        (
            NN_(
                "{count} document is like those of two parts, and in none.",
                "{count} documents are like those of two parts, and in none.",
            ),
            forecast.between,
        ),
    )
    return [n_(*words, count).format(count=number(count)) for words, count in counted if count]


class _Rows(QWidget):
    """The table: a sentence for each kind of loss, and beside it words that it is about."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clear")
        self.setAccessibleName(_("What is left out"))
        self._theme = theme
        self.said: list[Paragraph] = []
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)

    def show_rows(self, rows: Sequence[LossRow]) -> None:
        """Show these instead."""
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        theme = self._theme
        for column, head in enumerate(_HEADS):
            self._grid.addWidget(Paragraph(_(head), theme.muted, px=12), 0, column)
        self.said = []
        for place, row in enumerate(rows, start=1):
            self.said.append(Paragraph(row.sentence, theme.ink, px=13))
            self.said[-1].setToolTip(tip(row.label) if row.label else "")  # as the file and commands have it
            examples = Paragraph(_examples(row), theme.muted, px=13)
            self._grid.addWidget(self.said[-1], place, 0)
            self._grid.addWidget(examples, place, 1)


def _examples(row: LossRow) -> str:
    """Return a few examples, each in its own direction and on one line."""
    short = [" ".join(one.split()) for one in row.examples[:_EXAMPLES]]
    cut = [one if len(one) <= _LONGEST else f"{one[:_LONGEST].rstrip()}…" for one in short]
    return _(", ").join(f"\u2068{one}\u2069" for one in cut if one)
