"""The way back and forward through what was decided: one step by key, many from the history."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.gui.hand import Hand
from annotator.gui.session import Session
from annotator.labelling.changes import as_decided, change_name, place_touched, span_left
from annotator.model import Change, Suggestion, VerdictEdit
from annotator.words import _, n_, number

_AT_ONCE: Final = 8  # steps between two looks at what the person does


class Past(QObject):
    """Undoes and redoes through the session, and takes in hand what that brought back."""

    told = Signal(str)
    """What was undone or done again, for the status line."""
    arrived = Signal()
    """A walk over several steps ended, at its goal or where a step was refused."""

    def __init__(self, session: Session, hand: Hand, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._hand = session, hand
        self._goal = 0
        self._is_back = True
        self._last: Change | None = None
        self._count = 0
        self._is_stepping = False
        self._walk = QTimer(self)
        self._walk.setInterval(0)
        self._walk.timeout.connect(self._go_on)
        session.changed.connect(self._give_way)

    def undo(self) -> None:
        """Undo the last change by name."""
        self._step(_("Undone: {name}"), is_back=True)

    def redo(self) -> None:
        """Redo the last undone change by name."""
        self._step(_("Done again: {name}"), is_back=False)

    def step_to(self, change_id: int) -> None:
        """Go to where the journal was just after a change (0: before the first), a few steps at a time.

        Each step is an undo or a redo of its own. It ends early where one is refused, which is said, and
        where a new decision is taken on the way.
        """
        self._goal, self._is_back = change_id, self._last_id() > change_id
        self._last, self._count = None, 0
        self._hand.moved.emit()
        self._walk.start()

    def is_walking(self) -> bool:
        """Tell whether a walk over several steps is under way."""
        return self._walk.isActive()

    def stop(self) -> None:
        """End a walk where it is."""
        if self._walk.isActive():
            self._arrive()

    def _step(self, words: str, *, is_back: bool) -> None:
        self.stop()
        self._hand.moved.emit()
        change = self._make_step(is_back=is_back)
        if change is not None:
            self._show(change)
            self.told.emit(words.format(name=change_name(change.name, change.values)))

    def _make_step(self, *, is_back: bool) -> Change | None:
        self._is_stepping = True
        try:
            return self._session.undo() if is_back else self._session.redo()
        finally:
            self._is_stepping = False

    def _go_on(self) -> None:
        for _time in range(_AT_ONCE):
            if self._is_there():
                self._arrive()
                return
            change = self._make_step(is_back=self._is_back)
            if change is None:  # refused, and said
                self._arrive(is_refused=True)
                return
            self._last = change
            self._count += 1

    def _is_there(self) -> bool:
        if self._is_back:
            return self._last_id() <= self._goal
        following = self._session.project.changes.redoable(self._session.annotator)
        return following is None or following.id > self._goal

    def _last_id(self) -> int:
        """Return the id of the change that undo would take back, 0 where there is none."""
        last = self._session.project.changes.undoable(self._session.annotator)
        return 0 if last is None else last.id

    def _arrive(self, *, is_refused: bool = False) -> None:
        self._walk.stop()
        if self._session.sheet is not None:
            self._hand.look_again()  # any step may have taken away what was in hand
        if self._last is not None:
            self._show(self._last)
            if not is_refused:
                self.told.emit(self._words())
        self.arrived.emit()

    def _words(self) -> str:
        count = self._count
        if self._is_back:
            words = n_("Went back {count} step.", "Went back {count} steps.", count)
        else:
            words = n_("Went forward {count} step.", "Went forward {count} steps.", count)
        return words.format(count=number(count))

    def _give_way(self) -> None:
        """End the walk where somebody else decided something: that is where they are now."""
        if self._walk.isActive() and not self._is_stepping:
            self._last = None
            self._arrive()

    def _show(self, change: Change) -> None:
        """Take in hand what a step brought back, or go to where it took something away."""
        sheet = self._session.sheet
        if sheet is None or sheet.document.id not in change.document_ids:
            return
        item = span_left(change) or self._waiting_again(change)
        place = place_touched(change, proposed=sheet.by_id)
        if item is not None:
            self._hand.take(item)
        elif place is not None and not self._hand.take_range(*place):
            self._hand.go_to(place[0])

    def _waiting_again(self, change: Change) -> Suggestion | None:
        """Return the first suggestion that a change left undecided again."""
        for edit in as_decided(change):
            if isinstance(edit, VerdictEdit) and edit.after is None:
                suggestion = self._hand.sheet.by_id.get(edit.suggestion_id)
                if suggestion is not None and self._hand.sheet.is_open(suggestion):
                    return suggestion
        return None
