"""How names of files stand in Qt's own dialog: each reads in its own direction, whatever the window's is.

In an Arabic window `000_a.txt` would stand as `a.txt_000`, and `/home/salma` as `home/salma/`.
"""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import (
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRegularExpression,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QStyledItemDelegate

from annotator.gui.lines import reads_left

_PATH: Final = "\u2066{path}\u2069"  # from left to right, whatever the folders are called

# SQLite's own, beside a project that is open.
_NOT_BESIDE: Final = r"^(?!.*\.annot-(wal|shm|journal)$)"


class _Isolated(QStyledItemDelegate):
    def displayText(self, value: Any, locale: QLocale | QLocale.Language, /) -> str:
        """Return a name, a size or a day that keeps its own direction."""
        return f"\u2068{super().displayText(value, locale)}\u2069"


class _WithoutSides(QSortFilterProxyModel):
    """Leaves out what SQLite lays beside a project; Qt's model of files goes on sorting: folders first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setFilterRegularExpression(QRegularExpression(_NOT_BESIDE))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder, /) -> None:
        """Have the files sorted where their sizes and days are known."""
        self.sourceModel().sort(column, order)

    def lessThan(
        self, left: QModelIndex | QPersistentModelIndex, right: QModelIndex | QPersistentModelIndex, /
    ) -> bool:
        """Keep the order of the files' model."""
        return left.row() < right.row()


class _Places(QObject):
    """Keeps the paths in the list of places above as they are read."""

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box)
        self._model = box.model()
        self._model.dataChanged.connect(lambda first, last, _roles: self._isolate(first.row(), last.row()))
        self._model.rowsInserted.connect(lambda _above, first, last: self._isolate(first, last))
        self._isolate(0, self._model.rowCount() - 1)

    def _isolate(self, first: int, last: int) -> None:
        for row in range(first, last + 1):
            place = self._model.index(row, 0)
            path = place.data()
            if path and path[0] != _PATH[0]:
                self._model.setData(place, _PATH.format(path=path))


def read_well(dialog: QFileDialog) -> None:
    """Have a dialog of Qt's own show names as they are read, and nothing that only SQLite needs."""
    dialog.setProxyModel(_WithoutSides(dialog))
    dialog.setItemDelegate(_Isolated(dialog))
    places = dialog.findChild(QComboBox, "lookInCombo")
    if places is not None:
        _Places(places)
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    if name is not None:
        name.textChanged.connect(partial(_follow, name))
        _follow(name, name.text())


def _follow(field: QLineEdit, text: str) -> None:
    """Have a field read as the name in it does, an empty one as the window."""
    is_rtl = reads_left(text) if text else field.window().isRightToLeft()
    field.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
