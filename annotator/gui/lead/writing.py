"""An answer written anew: the desk of the labelling window on a passage, of which nothing is on disk yet.

Labels, edges and undo are the same as there. What is written becomes a decision when the lead takes it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from annotator.gui.lead.lanes import shifted
from annotator.gui.session import Session
from annotator.labelling.decisions import Outcome
from annotator.labelling.sheet import Sheet
from annotator.model import GOLD, Annotation, Change, Document, Span, SpanEdit, State
from annotator.project.file import Project
from annotator.text.clitics import name
from annotator.text.reading import Reading
from annotator.words import _, quoted


@dataclass(frozen=True, slots=True)
class Begun:
    """What an answer is written on: a passage of a text, the spans to begin with, those that are settled."""

    document_id: str
    text: str
    within: tuple[int, int]
    spans: tuple[Span, ...]
    settled: tuple[Span, ...] = ()


class Draft(Session):
    """A session whose decisions stay in memory; undo and redo walk them. It has a sheet while one writes."""

    def __init__(self, project: Project, lead: str, parent: QObject | None = None) -> None:
        super().__init__(project, lead, parent)
        self._begun: Begun | None = None
        self._settled: frozenset[int] = frozenset()
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._count = 0

    def begin(self, begun: Begun) -> None:
        """Put a passage on the sheet."""
        start, end = begun.within
        self._begun, self._done, self._undone = begun, [], []
        self._count += 1
        # An id of its own, so that each writing begins at its own beginning, in the same article too.
        document = Document(f"{begun.document_id} {self._count}", begun.text[start:end])
        settled, spans = self._numbered(begun.settled, -start), self._numbered(begun.spans, -start)
        self._settled = frozenset(span.id for span in settled)
        ordered = sorted((*settled, *spans), key=lambda span: (span.start, -span.end, span.label))
        self.sheet = Sheet(
            reading=Reading(document.text),
            document=document,
            annotation=Annotation(document.id, GOLD, State.IN_PROGRESS, tuple(ordered)),
            suggestions=(),
            schema=self.project.schema.knowing({span.label for span in ordered}),
        )
        self.opened.emit()

    def end(self) -> None:
        """Forget what was written."""
        self._begun, self.sheet = None, None

    @property
    def begun(self) -> Begun | None:
        """What is written on, None while nothing is."""
        return self._begun

    def written(self) -> tuple[Span, ...]:
        """Return the answer as it stands now, with offsets of the whole text."""
        if self._begun is None or self.sheet is None:
            return ()
        start = self._begun.within[0]
        spans = (span for span in self.sheet.annotation.spans if span.id not in self._settled)
        return tuple(replace(shifted(span, start), id=0, origin="person") for span in spans)

    def is_settled(self, span: Span) -> bool:
        """Tell whether a span is none of what is in dispute."""
        return span.id in self._settled

    def open(self, document_id: str) -> bool:  # noqa: ARG002 - there is nothing on disk to be read
        """Tell that there is a sheet, or none; only `begin` puts one there."""
        return self.sheet is not None

    def look_again(self) -> None:
        """Do nothing: no other window writes here."""

    def do(self, outcome: Outcome) -> Change | None:
        """Take an outcome's spans; None where it would change what is settled."""
        edits = [edit for edit in outcome.draft.edits if isinstance(edit, SpanEdit)]
        touched = next((one.before for one in edits if one.before and one.before.id in self._settled), None)
        if touched is not None and self.sheet is not None:
            words = _("{name} is not in dispute here.")
            surface = quoted(name(self.sheet.document.text, touched.start, touched.end))
            self.refused.emit(words.format(name=surface))
            return None
        self._undone.clear()
        return self._take(
            Change(
                id=len(self._done) + 1,
                annotator=self.annotator,
                name=outcome.draft.name,
                values=outcome.draft.values,
                edits=tuple(self._known(edit) for edit in edits),
                at="",
            )
        )

    def undo(self) -> Change | None:
        """Take back the last step of what is written."""
        if not self._done:
            self.refused.emit(_("Nothing is written yet."))
            return None
        change = self._done.pop()
        self._undone.append(change)
        back = tuple(
            SpanEdit(edit.document_id, edit.after, edit.before)
            for edit in reversed(change.edits)
            if isinstance(edit, SpanEdit)
        )
        return self._show(replace(change, edits=back, is_undone=True))

    def redo(self) -> Change | None:
        """Make the last step that was taken back again."""
        if not self._undone:
            self.refused.emit(_("Nothing was taken back."))
            return None
        return self._take(self._undone.pop())

    def step_names(self) -> tuple[str, str]:
        """Return nothing: undo in the menu is about rulings."""
        return "", ""

    def history(self, *, limit: int, before: int | None = None) -> list[Change]:  # noqa: ARG002
        """Return nothing: what is written is no history yet."""
        return []

    def _take(self, change: Change) -> Change:
        self._done.append(change)
        return self._show(change)

    def _show(self, change: Change) -> Change:
        if self.sheet is not None:
            self.sheet = self.sheet.after(change.edits)
        self.changed.emit(change)
        return change

    def _known(self, edit: SpanEdit) -> SpanEdit:
        if edit.after is None or edit.before is not None:
            return edit
        self._count += 1
        return replace(edit, after=replace(edit.after, id=self._count))

    def _numbered(self, spans: Iterable[Span], by: int) -> Sequence[Span]:
        numbered = []
        for span in spans:
            self._count += 1
            numbered.append(replace(shifted(span, by), id=self._count))
        return numbered
