"""What is in hand: the caret, the selection, and the span or suggestion that the next key means."""

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QObject, Signal

from annotator.errors import NothingToLabel
from annotator.gui.session import Session
from annotator.labelling import neighbours
from annotator.labelling.sheet import Item, Sheet
from annotator.model import Suggestion

Key = tuple[str, int]


def key_of(item: Item) -> Key:
    """Return the key under which an item is marked in the article."""
    return ("suggestion" if isinstance(item, Suggestion) else "span", item.id)


class Hand(QObject):
    """Where an annotator is in the document. It decides nothing."""

    changed = Signal()
    """Another item is in hand, or none."""
    taken = Signal()
    """An item was taken or put down by other means than the caret, which goes to `caret`."""
    moved = Signal()
    """The annotator moved on, so that half-given commands are off."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.item: Item | None = None
        self.caret = 0
        self.selection = (0, 0)
        self._document_id = ""
        session.opened.connect(self._start_over)

    @property
    def sheet(self) -> Sheet:
        """The sheet on the desk; raises NothingToLabel where there is none."""
        if self._session.sheet is None:
            raise NothingToLabel
        return self._session.sheet

    def has_sheet(self) -> bool:
        """Tell whether a document is on the desk: none is while the first could not be read."""
        return self._session.sheet is not None

    def place_caret(self, offset: int) -> None:
        """Follow the caret: what it stands in comes into hand, the innermost, spans before suggestions."""
        self.moved.emit()
        self.caret = offset
        self._set(neighbours.innermost(self.sheet, offset))

    def select(self, start: int, end: int) -> None:
        """Follow the selection; with one, labels go to it and nothing is in hand."""
        self.selection = (start, end)
        if end > start:
            self._set(None)

    def take_key(self, key: Key) -> None:
        """Take the item with this key in hand."""
        self.moved.emit()
        kind, number = key
        if kind == "note":
            places = (note.start for note in self.sheet.annotation.notes if note.id == number)
            self.go_to(next(places, None) or 0)
        else:
            self.take(self._find(key))

    def take(self, item: Item | None) -> None:
        """Take an item in hand, or put down what was; the caret goes with it, and nothing is selected."""
        self.selection = (0, 0)
        self._set(item, is_taken=True)

    def go_to(self, offset: int) -> None:
        """Put the caret somewhere with nothing in hand."""
        self.caret = offset
        self.selection = (0, 0)
        self._set(None, is_taken=True)

    def go_on(self, *, forward: bool = True) -> bool:
        """Take the next open suggestion in reading order, round the end; tell whether there was one."""
        self.moved.emit()
        waiting = self.sheet.open_suggestions
        here = (
            _place(self.item) if self.item is not None else (self.caret, -len(self.sheet.document.text) - 1)
        )
        first, after = bisect_left(waiting, here, key=_place), bisect_right(waiting, here, key=_place)
        # Several labels may be suggested for one range: the next may be on the very same place.
        in_hand = next((place for place in range(first, after) if waiting[place] == self.item), None)
        if in_hand is not None:
            first, after = in_hand, in_hand + 1
        index = after if forward else first - 1
        item = waiting[index % len(waiting)] if waiting else None
        self.take(item)
        return item is not None

    def step(self, *, forward: bool) -> bool:
        """Take the next span or open suggestion in reading order, tell whether there was one."""
        self.moved.emit()
        item = neighbours.next_item(self.sheet, item=self.item, offset=self.caret, forward=forward)
        if item is not None:
            self.take(item)
        return item is not None

    def climb(self, *, outwards: bool) -> bool:
        """Take what lies around the item in hand, or inside it; tell whether there is anything.

        With nothing in hand, outwards takes what the caret stands in.
        """
        self.moved.emit()
        if self.item is None:
            found = neighbours.innermost(self.sheet, self.caret) if outwards else None
        elif outwards:
            found = neighbours.around(self.sheet, self.item)
        else:
            found = neighbours.within(self.sheet, self.item, offset=self.caret)
        if found is not None:
            self.take(found)
        return found is not None

    def take_range(self, start: int, end: int) -> bool:
        """Take the span or open suggestion on exactly this range; tell whether there is one."""
        item = neighbours.at_range(self.sheet, start, end)
        if item is not None:
            self.take(item)
        return item is not None

    def look_again(self) -> None:
        """Have what is in hand as it is on the sheet now; nothing where it is not there any more."""
        still = None if self.item is None else self._find(key_of(self.item))
        if (still is None) != (self.item is None):
            self.moved.emit()
        self._set(still)

    def _start_over(self) -> None:
        """Begin at the top of another document; of the same one, read again, keep the place.

        What others wrote is no move of the annotator's, unless it took from him what he had in hand.
        """
        document_id = self.sheet.document.id
        if document_id == self._document_id:
            self.look_again()
            return
        self.moved.emit()
        self._document_id = document_id
        self.caret, self.selection = 0, (0, 0)
        self._set(None)

    def _find(self, key: Key) -> Item | None:
        """Return the span or the open suggestion under a key, None where there is none any more."""
        kind, wanted = key
        if kind == "span":
            return next((span for span in self.sheet.annotation.spans if span.id == wanted), None)
        suggestion = self.sheet.by_id.get(wanted)
        return suggestion if suggestion is not None and self.sheet.is_open(suggestion) else None

    def _set(self, item: Item | None, *, is_taken: bool = False) -> None:
        self.item = item
        if item is not None and not item.start <= self.caret < item.end:
            self.caret = item.start
        self.changed.emit()
        if is_taken:  # last, so that the view scrolls to the item and then has the caret in sight already
            self.taken.emit()


def _place(item: Item) -> tuple[int, int]:
    return item.start, -item.end
