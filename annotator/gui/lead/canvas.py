"""A chart in the window under its heading: read, copied, saved, printed, and as a table on demand."""

from typing import Final

from PySide6.QtCore import QAbstractItemModel, QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.charts.chart import Chart
from annotator.gui.kept_keys import BUTTON, LIST, keep_keys
from annotator.gui.lead.chart_files import ChartFiles
from annotator.gui.lead.figure_rows import FigureRows, reading_rows
from annotator.gui.lead.plot import Plot
from annotator.gui.lead.sideways import Sideways
from annotator.gui.shortened import ShortenedLabel
from annotator.gui.theme import Theme
from annotator.words import _

_MOST_ROWS: Final = 12
"""How many rows of a table are in sight at once."""
_ROW: Final = 32
_HEAD: Final = 36
_LEAST_COLUMN: Final = 60


class ChartView(QWidget):
    """One chart: its name, the picture, the table beneath it where that is wanted, and what takes it away."""

    pressed = Signal(str)
    """The key of a mark that was pressed."""
    told = Signal(str)
    refused = Signal(str)

    def __init__(self, chart: Chart, theme: Theme, *, name: str = "", parent: QWidget | None = None) -> None:
        """`name` is the heading where the chart's title will not do."""
        super().__init__(parent)
        self.setObjectName("clear")
        self._table: QTableView | None = None
        self._name = name
        self.plot = Plot(chart, theme, name=name or chart.title)
        self.files = ChartFiles(self)
        self.files.told.connect(self.told)
        self.files.refused.connect(self.refused)
        self.plot.pressed.connect(self.pressed)
        self.plot.copy_requested.connect(self.files.copy)
        self.plot.menu_requested.connect(lambda at: self.menu().popup(at))
        self._heading = ShortenedLabel(name or chart.title)
        self._heading.setObjectName("heading")
        self.as_table = self._button(_("Table"), _("Show the figures as a table"))
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(self._show_table)
        self.more = self._button("⋯", _("Copy, save or print this chart"))
        keep_keys(self.more, *BUTTON, "Down")
        self.more.clicked.connect(self._open_menu)
        self._column = QVBoxLayout(self)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._heading, 1)
        head.addWidget(self.as_table)
        head.addWidget(self.more)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addLayout(head)
        self._sideways = Sideways(self.plot)
        self._column.addWidget(self._sideways)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def chart(self) -> Chart:
        """What is shown."""
        return self.plot.chart

    @property
    def table(self) -> QTableView | None:
        """The table beneath the chart, where it is shown."""
        return self._table if self.as_table.isChecked() else None

    def show_chart(self, chart: Chart) -> None:
        """Show this instead; the table follows."""
        name = self._name or chart.title
        self.plot.show_chart(chart, name=name)
        self._heading.setText(name)
        self._sideways.updateGeometry()
        if self.table is not None:
            self._fill(self.table)

    def menu(self) -> QMenu:
        """Return the menu of what can be done with the chart."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        files = self.files
        for words, act in (
            (_("Copy"), files.copy),
            (_("Save as PNG…"), lambda: files.ask("png")),
            (_("Save as SVG…"), lambda: files.ask("svg")),
            (_("Save as CSV…"), lambda: files.ask("csv")),
            (_("Print…"), files.print),
        ):
            menu.addAction(words).triggered.connect(lambda _on=False, act=act: act())
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _button(self, words: str, name: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName("link")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(name)
        button.setToolTip(name)
        keep_keys(button, *BUTTON)
        return button

    def _show_table(self, is_on: bool) -> None:
        if is_on and self._table is None:
            self._table = _Table(self._heading.text())
            self._column.addWidget(self._table)
        if self._table is not None:
            if is_on:
                self._fill(self._table)
            self._table.setVisible(is_on)

    def _fill(self, table: QTableView) -> None:
        before = table.model()
        rows = FigureRows(reading_rows(self.chart), table)
        table.setModel(rows)
        if before is not None:
            before.deleteLater()
        table.resizeColumnsToContents()
        table.setFixedHeight(table.sizeHint().height())


class _Table(QTableView):
    """The figures of a chart, at most so high as is read at a glance."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.verticalHeader().setMinimumSectionSize(_ROW)
        self.horizontalHeader().setFixedHeight(_HEAD)
        self.horizontalHeader().setMinimumSectionSize(_LEAST_COLUMN)
        keep_keys(self, *LIST, "Ctrl+C")

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Let the last column have what room is left."""
        super().setModel(model)
        heads = self.horizontalHeader()
        if model is not None and model.columnCount():
            heads.setStretchLastSection(True)

    def sizeHint(self) -> QSize:
        """Return the size in pixels: the heads and all rows, or the most that are in sight."""
        model = self.model()
        rows = model.rowCount() if model is not None else 0
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(320, _HEAD + min(rows, _MOST_ROWS) * _ROW + bar)
