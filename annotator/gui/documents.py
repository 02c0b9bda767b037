"""The model of the document list: every summary, and which of them are shown in which order.

The document on the desk is always shown. A decision never moves a row: a document that no longer is what
is wanted goes when another one comes onto the desk, and the order is made when it is asked for.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.gui.listing import ALL, PUT_AWAY, STATE_WORDS, Order, Wanted, in_order
from annotator.gui.tips import tip
from annotator.model import State
from annotator.project.documents import Summary
from annotator.words import _, n_, number

SUMMARY: Final = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


class Summaries:
    """What is known of all documents of a project, shown or not, for one annotator."""

    def __init__(self, summaries: Iterable[Summary]) -> None:
        self._by_id = {one.id: one for one in summaries}
        self.finished = sum(one.state is State.FINISHED for one in self)
        """How many documents are finished; kept, for a decision must not count thousands."""

    def __iter__(self) -> Iterator[Summary]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __getitem__(self, document_id: str) -> Summary:
        return self._by_id[document_id]

    def get(self, document_id: str) -> Summary | None:
        """Return a document's summary, None where it is not known."""
        return self._by_id.get(document_id)

    def put(self, summary: Summary) -> bool:
        """Replace one document's summary; tell whether it is another."""
        before = self._by_id[summary.id]
        self._by_id[summary.id] = summary
        self.finished += (summary.state is State.FINISHED) - (before.state is State.FINISHED)
        return before != summary

    def outlets(self) -> list[str]:
        """Return the outlets that documents have, in their order."""
        known = in_order(list({one.outlet: one for one in self}.values()), Order.OUTLET)
        return [one.outlet for one in known if one.outlet]


class Documents(QAbstractListModel):
    """The summaries of a project's documents for one annotator."""

    def __init__(self, summaries: list[Summary], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted, self._order = ALL, Order.LIST
        self._held = ""
        self._ranks: dict[str, int] = {}
        self.known = Summaries(summaries)
        self._sort()
        self._choose()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of documents that are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a document's title, its words for a screen reader, or its summary."""
        summary = self.summary(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return summary.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{summary.title}. {'. '.join(words for words, _c in meta_words(summary))}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{summary.title}\n{summary.id}")
        return summary if role == SUMMARY else None

    @property
    def wanted(self) -> Wanted:
        """What is shown."""
        return self._wanted

    @property
    def order(self) -> Order:
        """The order in which documents were put when that was last asked for."""
        return self._order

    def matching(self) -> int:
        """Return how many documents are as wanted; one more may be shown for being on the desk."""
        passes = self._wanted.test()
        odd = {*self._changed, self._held} & self._rows.keys()
        return len(self._shown) - sum(not passes(self.known[id_]) for id_ in odd)

    def row_of(self, document_id: str) -> int:
        """Return a document's row, -1 where it is not shown."""
        return self._rows.get(document_id, -1)

    def summary(self, row: int) -> Summary:
        """Return the summary in a row."""
        return self.known[self._shown[row]]

    def reset(self, summaries: list[Summary]) -> None:
        """Take another list, in the order in which its documents stand already; new ones come last."""
        self.beginResetModel()
        ranks = self._ranks
        self.known = Summaries(summaries)
        fresh = (one.id for one in summaries if one.id not in ranks)
        self._ranks = ranks | {id_: rank for rank, id_ in enumerate(fresh, start=len(ranks))}
        self._choose()
        self.endResetModel()

    def show(self, wanted: Wanted) -> None:
        """Show the documents that are wanted, in the order in which they stand."""
        self.beginResetModel()
        self._wanted = wanted
        self._choose()
        self.endResetModel()

    def sort_by(self, order: Order) -> None:
        """Put the documents into an order, by what is known of them now."""
        self.beginResetModel()
        self._order = order
        self._sort()
        self._choose()
        self.endResetModel()

    def put(self, summary: Summary) -> None:
        """Replace one document's summary; its row stays, whatever is wanted."""
        if self.known.put(summary):
            self._changed.add(summary.id)
            row = self.row_of(summary.id)
            if row >= 0:
                self.dataChanged.emit(self.index(row), self.index(row))

    def hold(self, document_id: str) -> None:
        """Show this document, wanted or not, and let those go that were held and are not wanted."""
        passes = self._wanted.test()
        left = {*self._changed, self._held} - {document_id, ""}
        for one in filter(None, map(self.known.get, left)):
            self._settle(one.id, is_shown=passes(one))
        self._changed.clear()
        self._held = document_id
        self._settle(document_id, is_shown=True)

    def waiting(self, after: int) -> list[str]:
        """Return the ids of documents shown that are not put away, from the row after `after` on, round."""
        ids = (*self._shown[after + 1 :], *self._shown[: after + 1])
        return [id_ for id_ in ids if self.known[id_].state not in PUT_AWAY]

    def untouched(self) -> list[str]:
        """Return the ids of all documents without work, those first that come after the one on the desk."""
        ids = sorted((one.id for one in self.known), key=self._ranks.__getitem__)
        first = self._ranks.get(self._held, -1) + 1
        return [
            id_
            for id_ in (*ids[first:], *ids[:first])
            if self.known[id_].state is State.NEW and not self.known[id_].spans
        ]

    def _sort(self) -> None:
        ordered = in_order(list(self.known), self._order)
        self._ranks = {one.id: rank for rank, one in enumerate(ordered)}

    def _choose(self) -> None:
        passes = self._wanted.test()
        ids = [one.id for one in self.known if passes(one) or one.id == self._held]
        self._shown = sorted(ids, key=self._ranks.__getitem__)
        self._changed: set[str] = set()
        self._number()

    def _settle(self, document_id: str, *, is_shown: bool) -> None:
        """Show or hide one document without touching the rows around it."""
        row = self.row_of(document_id)
        if is_shown and row < 0:
            row = bisect_left(self._shown, self._ranks[document_id], key=self._ranks.__getitem__)
            self.beginInsertRows(QModelIndex(), row, row)
            self._shown.insert(row, document_id)
            self._number()
            self.endInsertRows()
        elif not is_shown and row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._shown[row]
            self._number()
            self.endRemoveRows()

    def _number(self) -> None:
        self._rows = {id_: row for row, id_ in enumerate(self._shown)}


def left_words(count: int) -> str:
    """Return how many suggestions wait, in words."""
    return n_("{count} suggestion", "{count} suggestions", count).format(count=number(count))


def meta_words(summary: Summary) -> list[tuple[str, str]]:
    """Return the second line as pairs of words and the theme's colour for them."""
    colour = {
        State.IN_PROGRESS: "accent",
        State.QUESTION: "warning",
        State.SKIPPED: "muted",
        State.FINISHED: "good",
    }.get(summary.state, "muted")
    pairs = [(summary.outlet, "muted")] if summary.outlet else []
    pairs.append((_(STATE_WORDS[summary.state]), colour))
    if summary.questions:
        words = n_("{count} question", "{count} questions", summary.questions)
        pairs.append((words.format(count=number(summary.questions)), "warning"))
    if summary.open_suggestions and summary.state is not State.FINISHED:
        pairs.append((left_words(summary.open_suggestions), "muted"))
    return pairs
