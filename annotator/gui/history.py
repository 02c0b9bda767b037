"""The annotator's changes as rows, newest first, read from the journal a page at a time.

What was dropped, because new work began after an undo, is no row: the journal keeps it, nobody can reach it.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTime,
)

from annotator import words
from annotator.gui.session import Session
from annotator.labelling.changes import change_name
from annotator.model import Change
from annotator.words import _, n_, number

ROW: Final = Qt.ItemDataRole.UserRole
PAGE: Final = 60
Index = QModelIndex | QPersistentModelIndex


class History(QAbstractListModel):
    """The rows; the last one, once all are read, stands for how things were at the beginning."""

    def __init__(self, session: Session, titles: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._titles = session, titles
        self._changes: list[Change] = []
        self._is_whole = False
        self._read_to_here()
        session.changed.connect(self._put)
        session.others_wrote.connect(self.read_again)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows are read."""
        return 0 if parent.isValid() else len(self._changes) + self._is_whole

    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's own signature
        """Tell whether there may be older changes."""
        return not parent.isValid() and not self._is_whole

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: ARG002, B008 - Qt's own signature
        """Read the next page of older changes."""
        before = self._changes[-1].id if self._changes else None
        older = self._session.history(limit=PAGE, before=before)
        is_whole = len(older) < PAGE
        there = len(self._changes)
        if older or is_whole:
            self.beginInsertRows(QModelIndex(), there, there + len(older) + is_whole - 1)
            self._changes += older
            self._is_whole = is_whole
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's change (None for the beginning), or its words."""
        change = self.change(index.row())
        if role == ROW:
            return change
        if role == Qt.ItemDataRole.DisplayRole:
            return self.name(change)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            here = [_("you are here")] if index.row() == self.here() else []
            return ". ".join([self.name(change), *self.details(change), *here])
        return None

    def change(self, row: int) -> Change | None:
        """Return the change in a row, edits as recorded; None for the beginning."""
        return self._changes[row] if row < len(self._changes) else None

    def here(self) -> int:
        """Return the row of the last change that is done: where the annotator is now."""
        undone = (row for row, change in enumerate(self._changes) if not change.is_undone)
        return next(undone, len(self._changes))

    def name(self, change: Change | None) -> str:
        """Return what a row says first."""
        return _("The beginning") if change is None else change_name(change.name, change.values)

    def details(self, change: Change | None) -> list[str]:
        """Return what a row says below: whether it is undone, when, how many places, in which article."""
        if change is None:
            return [_("before the first change")]
        said = [_("undone")] if change.is_undone else []
        said.append(time_words(change.at))
        places = int(change.values.get("count") or 0)
        if places > 1:
            said.append(n_("{count} place", "{count} places", places).format(count=number(places)))
        documents = change.document_ids
        if len(documents) == 1:
            said.append(f"\u2068{self._titles(documents[0])}\u2069")
        else:
            count = len(documents)
            said.append(n_("{count} article", "{count} articles", count).format(count=number(count)))
        return said

    def read_again(self) -> None:
        """Read it again from the newest change on: another window wrote."""
        self.beginResetModel()
        self._changes, self._is_whole = [], False
        self.endResetModel()
        self._read_to_here()

    def _read_to_here(self) -> None:
        """Read so many pages that the last change that is done is among them, whatever was undone since."""
        self.fetchMore()
        while self.canFetchMore() and self.here() == len(self._changes):
            self.fetchMore()

    def _put(self, change: Change) -> None:
        """Take in what was just done or undone."""
        row = next((row for row, one in enumerate(self._changes) if one.id == change.id), None)
        if row is not None:
            self._changes[row] = replace(self._changes[row], is_undone=change.is_undone)
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))
        elif change.is_undone or (self._changes and change.id < self._changes[0].id):
            self.read_again()  # it is older than what is read
        else:
            self._drop_undone()
            self.beginInsertRows(QModelIndex(), 0, 0)
            self._changes.insert(0, change)
            self.endInsertRows()
            self.dataChanged.emit(self.index(1), self.index(self.rowCount() - 1))

    def _drop_undone(self) -> None:
        count = self.here()
        if count:
            self.beginRemoveRows(QModelIndex(), 0, count - 1)
            del self._changes[:count]
            self.endRemoveRows()


def time_words(at: str, *, now: datetime | None = None) -> str:
    """Return when something happened (UTC, ISO 8601) as one says it here: 10:32, yesterday 17:05."""
    when = datetime.fromisoformat(at).astimezone()
    today = (now or datetime.now()).date()
    locale = QLocale(words.locale())
    time = locale.toString(QTime(when.hour, when.minute), "HH:mm")
    match (today - when.date()).days:
        case 0:
            return time
        case 1:
            return _("yesterday {time}").format(time=time)
    date = QDate(when.year, when.month, when.day)
    day = locale.toString(date, "d MMMM" if when.year == today.year else "d MMMM yyyy")
    return _("{day}, {time}").format(day=day, time=time)
