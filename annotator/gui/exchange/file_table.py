"""The files of an import, a row each: what they were recognised as and what is in them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.gui.exchange.encoding_words import encoding_words
from annotator.gui.exchange.seen import SeenFile
from annotator.gui.table_rows import Index, TableRows
from annotator.gui.theme import Theme
from annotator.gui.tips import tip
from annotator.words import N_, _, number

_HEADS: Final = (N_("File"), N_("Format"), N_("Encoding"), N_("Articles"), N_("Spans"))
_SHARES: Final = (29, 19, 28, 12, 12)  # of the columns, in percent
_ROW: Final = 32
_MOST_ROWS: Final = 7
_HEAD: Final = 34


class FileRows(TableRows):
    """What each file is."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(_HEADS, parent)
        self._theme = theme
        self._files: tuple[SeenFile, ...] = ()

    def total(self) -> int:
        """Return how many rows there are."""
        return len(self._files)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell, or its colour."""
        if not index.isValid():
            return None
        file = self._files[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(file, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{file.name}\n{file.refusal or format_words(file)}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (
                file.refusal if file.refusal and index.column() else _cell(file, index.column()) or _("none")
            )
        if role == Qt.ItemDataRole.ForegroundRole:
            theme = self._theme
            return QColor(theme.bad if file.refusal else theme.muted if index.column() else theme.ink)
        return None

    def file(self, row: int) -> SeenFile | None:
        """Return the file of a row, None where there is none."""
        return self._files[row] if 0 <= row < len(self._files) else None

    def show_files(self, files: Sequence[SeenFile]) -> None:
        """Show these."""
        self.beginResetModel()
        self._files = tuple(files)
        self.endResetModel()


class FileTable(QTableView):
    """The files as a table, as high as a few of them."""

    chosen = Signal(object)
    """The SeenFile that the person looks at, None for none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = FileRows(theme, self)
        self.setModel(self.rows)
        self.setAccessibleName(_("Files"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setItemDelegateForColumn(0, _NameDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(_ROW)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(30)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.setFixedHeight(_HEAD)
        self.selectionModel().currentRowChanged.connect(
            lambda now, _before: self.chosen.emit(self.rows.file(now.row()))
        )

    def show_files(self, files: Sequence[SeenFile]) -> None:
        """Show these, and the same one of them as before where it is still there."""
        before = self.current()
        self.rows.show_files(files)
        self.setFixedHeight(_HEAD + _ROW * max(1, min(_MOST_ROWS, len(files))) + 4)
        names = [one.name for one in files]
        row = names.index(before.name) if before is not None and before.name in names else 0
        if files:
            self.choose(row)
        else:
            self.chosen.emit(None)

    def choose(self, row: int) -> None:
        """Show the file of a row. Qt's `selectRow` finds no column where one reads from the right."""
        self.setCurrentIndex(self.rows.index(row, 0))

    def current(self) -> SeenFile | None:
        """Return the file that the person looks at."""
        return self.rows.file(self.currentIndex().row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns their shares of the width."""
        super().resizeEvent(event)
        for column, share in enumerate(_SHARES[:-1]):
            self.setColumnWidth(column, self.viewport().width() * share // 100)


class _NameDelegate(QStyledItemDelegate):
    """Draws a name with its beginning and its suffix, whatever there is no room for."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Cut in the middle."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


def format_words(file: SeenFile) -> str:
    """Return the format of a file with the scheme of its tags."""
    return _(", ").join(filter(None, (file.format, file.recognised.get("scheme", ""))))


def _cell(file: SeenFile, column: int) -> str:
    if column == 0:
        # An isolate: a name that begins with a Latin letter keeps its own order.
        return f"\u2068{file.name.replace(chr(92), '/').rpartition('/')[2]}\u2069"
    if file.refusal:
        return _("not taken in") if column == 1 else ""
    return (format_words(file), encoding_words(file.encoding), number(file.documents), number(file.spans))[
        column - 1
    ]
