"""A chart's figures as rows of a table."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.charts.chart import BarChart, Chart
from annotator.charts.rows import to_rows
from annotator.words import _

Index = QModelIndex | QPersistentModelIndex


def reading_rows(chart: Chart) -> list[list[str]]:
    """Return a chart as one reads it: of bars the figure and its note, and no numbers for programs."""
    if not isinstance(chart, BarChart):
        return to_rows(chart)
    heads = [chart.title, _("figure"), _("note")]
    return [heads, *([bar.words, bar.figure, bar.note] for bar in chart.bars)]


class FigureRows(QAbstractTableModel):
    """Rows of words, the first of them the heads."""

    def __init__(self, rows: Sequence[Sequence[str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads, self._rows = (rows[0] if rows else []), rows[1:]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows under the heads."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()][index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the head of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None
