"""The rows of the lexicon: a project's own entries, and those of the program that were looked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor

from annotator.gui.marks import label_words
from annotator.gui.table_rows import Index, TableRows
from annotator.gui.theme import Theme
from annotator.gui.tips import tip
from annotator.model import OwnEntry
from annotator.schema import Schema
from annotator.text.folding import folded
from annotator.words import N_, _

ROW: Final = Qt.ItemDataRole.UserRole
_HEADS: Final = (N_("Name"), N_("Label"), N_("Other spellings"), N_("State"))


@dataclass(frozen=True, slots=True)
class Row:
    """An entry, and whether it comes with the program."""

    entry: OwnEntry
    is_shipped: bool = False

    def state(self) -> str:
        """Return in words what the entry does."""
        if self.is_shipped:
            return _("of the program")
        if self.entry.is_refused:
            return _("is never suggested")
        return _("added, with context") if self.entry.needs_context else _("added")


class LexiconRows(TableRows):
    """Own entries first, then what was found among those of the program."""

    def __init__(self, schema: Schema, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(_HEADS, parent)
        self._schema, self._theme = schema, theme
        self._rows: list[Row] = []

    def total(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell, its colour, or the row behind it."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{row.entry.surface}\n{self._cell(row, 2)}".strip())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._cell(row, index.column()) or _("none")
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self._colour(row, index.column()))
        return None

    def row(self, place: int) -> Row | None:
        """Return a row, None where there is none."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def place_of(self, entry: OwnEntry) -> int:
        """Return the row of an own entry by name and label, -1 where it is not shown."""
        wanted = (entry.surface, entry.label)
        return next(
            (
                place
                for place, row in enumerate(self._rows)
                if not row.is_shipped and (row.entry.surface, row.entry.label) == wanted
            ),
            -1,
        )

    def _cell(self, row: Row, column: int) -> str:
        entry = row.entry
        if column == 1:
            is_known = entry.label in self._schema
            return label_words(self._schema, entry.label, entry.sublabel) if is_known else entry.label
        return (entry.surface, "", _("، ").join(entry.variants), row.state())[column]

    def _colour(self, row: Row, column: int) -> str:
        theme = self._theme
        if column == 1 and row.entry.label in self._schema:
            return theme.colour_of(self._schema.label(row.entry.label))
        if column == 0:
            return theme.ink
        if column == 3 and not row.is_shipped:
            return theme.bad if row.entry.is_refused else theme.good
        return theme.muted


def matching(entries: Sequence[OwnEntry], words: str) -> list[OwnEntry]:
    """Return the entries in whose name or spellings the words stand, folded; all for no words."""
    wanted = folded(words).strip()
    if not wanted:
        return list(entries)
    return [one for one in entries if any(wanted in folded(name) for name in (one.surface, *one.variants))]
