"""The session: an annotator at work on a project, and the only writer of the window.

Widgets wish, the session records, and `changed` tells everybody what is on disk now. When a record
fails, the sheet is read again from disk, so that nothing is shown that is not there.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from annotator.errors import AnnotatorError, DecisionError
from annotator.gui.rest import Rest
from annotator.gui.stopwatch import Stopwatch
from annotator.labelling.changes import change_name
from annotator.labelling.decisions import Outcome
from annotator.labelling.sheet import Sheet, open_sheet
from annotator.model import Change, Suggestion
from annotator.project.documents import Summary
from annotator.project.file import Project


class Session(QObject):
    """One annotator's work on one project, one document at a time."""

    opened = Signal()
    """Another document is on the sheet, or the sheet was read again from disk."""
    changed = Signal(object)
    """A Change is on disk, done or undone."""
    refused = Signal(str)
    """A wish was refused; the sentence says why."""
    suggested = Signal(object)
    """What is suggested in other documents is another: the ids of those, none where it may be anywhere."""
    others_wrote = Signal()
    """Another window or program wrote to the project: the list of documents is no longer true."""

    unsaved = Signal()
    """The disk refused a decision."""
    overtaken = Signal()
    """This annotator's work on the document was changed elsewhere, and is shown as it is now."""

    def __init__(self, project: Project, annotator: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.annotator = annotator
        self.stopwatch = Stopwatch(self)
        self.sheet: Sheet | None = None
        self.left_alone: dict[int, tuple[tuple[int, int], ...]] = {}
        """Where a change, by its id, might have been expected to reach and did not, as long as we know."""
        self._listed_at = self._read_at = project.data_version
        self.rest = Rest(self)
        self.rest.settled.connect(self._fold_log)

    def summaries(self) -> list[Summary]:
        """Return the document list with this annotator's states."""
        self._listed_at = self.project.data_version
        return self.project.documents.summaries(self.annotator)

    def open(self, document_id: str) -> bool:
        """Put a document on the sheet, as it is on disk; tell whether it could be read."""
        try:
            self.sheet = self._read(document_id)
        except AnnotatorError as error:
            self.refuse(error)
            return False
        self.opened.emit()
        return True

    def do(self, outcome: Outcome) -> Change | None:
        """Record an outcome and what it took; None where the disk refused it."""
        seconds, actions = self.stopwatch.taken()
        try:
            change = self.project.changes.record(
                self.annotator, outcome.draft, seconds=round(seconds, 2), actions=actions
            )
        except AnnotatorError as error:
            self._show_the_truth(error)
            return None
        self.stopwatch.start_again()
        if outcome.left_alone:
            self.left_alone[change.id] = outcome.left_alone
        self._take_in(change)
        return change

    def undo(self) -> Change | None:
        """Take back this annotator's last change, wherever it was; None where that is refused."""
        return self._walk(is_undo=True)

    def redo(self) -> Change | None:
        """Make the last undone change again; None where that is refused."""
        return self._walk(is_undo=False)

    def step_names(self) -> tuple[str, str]:
        """Return what undo would take back and what redo would make again, in words or empty."""
        changes = self.project.changes
        steps = (changes.undoable(self.annotator), changes.redoable(self.annotator))
        back, forward = ("" if step is None else change_name(step.name, step.values) for step in steps)
        return back, forward

    def history(self, *, limit: int, before: int | None = None) -> list[Change]:
        """Return this annotator's last changes, newest first, as `changes.history`; none if unreadable."""
        try:
            return self.project.changes.history(self.annotator, limit=limit, before=before)
        except AnnotatorError as error:
            self.refuse(error)
            return []

    def remember(self, suggested: Sequence[tuple[str, Suggestion]], *, outdated: Sequence[int]) -> bool:
        """Suggest in other documents what was labelled, withdraw what is outdated; tell whether any is new.

        Nobody waits for it: what the disk refuses is dropped.
        """
        suggestions = self.project.suggestions
        try:
            with suggestions.replacing():
                gone = suggestions.forget_remembered(outdated)
                new = suggestions.add_remembered(suggested)
        except AnnotatorError:
            return False
        documents = {id_ for id_, _one in suggested}
        if self.sheet is not None and (
            self.sheet.document.id in documents or any(number in self.sheet.by_id for number in outdated)
        ):
            self._read_again()
        if gone or new:
            self.suggested.emit(set() if gone else documents)
        return bool(new)

    def refuse(self, error: AnnotatorError) -> None:
        """Say why a wish cannot be granted."""
        self.refused.emit(str(error))

    def look_again(self) -> None:
        """Have list and sheet read again if another window or program wrote to the project since."""
        version = self.project.data_version
        if version != self._listed_at:
            self.others_wrote.emit()
        before = self.sheet
        if version != self._read_at:
            self._read_again()
        if before is not None and self.sheet is not None and before.annotation != self.sheet.annotation:
            self.overtaken.emit()

    def _walk(self, *, is_undo: bool) -> Change | None:
        changes = self.project.changes
        try:
            change = changes.undo(self.annotator) if is_undo else changes.redo(self.annotator)
        except AnnotatorError as error:
            self._show_the_truth(error)
            return None
        first = change.document_ids[0] if change.document_ids else None
        if self.sheet is not None and first is not None and self.sheet.document.id not in change.document_ids:
            self.open(first)
            self._announce(change)
        else:
            self._take_in(change)
        return change

    def _take_in(self, change: Change) -> None:
        if self.project.data_version != self._read_at:
            # What others wrote may be what this change rests on, or takes back.
            self._read_again()
        elif self.sheet is not None:
            self.sheet = self.sheet.after(change.edits)
        self._announce(change)

    def _announce(self, change: Change) -> None:
        self.rest.start_again()
        self.changed.emit(change)

    def _fold_log(self) -> None:
        """Fold the log into the file while nobody waits, so that no key has to."""
        try:
            self.project.fold_log()
        except AnnotatorError as error:
            self.refuse(error)

    def stop(self) -> None:
        """Leave the project alone from here on; it is about to be closed."""
        self.rest.stop()

    def _show_the_truth(self, error: AnnotatorError) -> None:
        if not isinstance(error, DecisionError):
            self.unsaved.emit()
            self._read_again()
        self.refuse(error)

    def _read_again(self) -> None:
        if self.sheet is not None:
            self.open(self.sheet.document.id)

    def _read(self, document_id: str) -> Sheet:
        version = self.project.data_version
        reading = self.sheet.reading if self.sheet is not None else None
        sheet = open_sheet(self.project, document_id, annotator=self.annotator, reading=reading)
        self._read_at = version
        return sheet
