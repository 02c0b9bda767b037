"""One annotator's document with its suggestions, as a value, and what edits make of it."""

from bisect import insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from annotator.cover import Cover
from annotator.model import (
    Annotation,
    Document,
    Edit,
    NoteEdit,
    Span,
    SpanEdit,
    StateEdit,
    Suggestion,
    VerdictEdit,
)
from annotator.project.file import Project
from annotator.schema import Schema
from annotator.text import clitics
from annotator.text.reading import Reading

Item = Span | Suggestion
_LONGEST: Final = 40  # code points of a name that a sentence quotes


@dataclass(frozen=True)
class Sheet:
    """One annotator's document with its suggestions: what a decision is made on."""

    reading: Reading
    document: Document
    annotation: Annotation
    suggestions: tuple[Suggestion, ...]
    schema: Schema

    @cached_property
    def open_suggestions(self) -> tuple[Suggestion, ...]:
        """The suggestions that still wait for a decision, in reading order, outer before inner."""
        taken = {(span.start, span.end, span.label) for span in self.annotation.spans}
        decided = self.annotation.verdicts
        return tuple(
            one
            for one in self.suggestions
            if one.id not in decided and (one.start, one.end, one.label) not in taken
        )

    @cached_property
    def spans(self) -> Cover[Span]:
        """The annotation's spans by place."""
        return Cover(self.annotation.spans)

    @cached_property
    def proposed(self) -> Cover[Suggestion]:
        """All suggestions, decided ones too, by place."""
        return Cover(self.suggestions)

    @cached_property
    def by_id(self) -> dict[int, Suggestion]:
        """All suggestions by their id."""
        return {one.id: one for one in self.suggestions}

    def is_open(self, suggestion: Suggestion) -> bool:
        """Tell whether a suggestion still waits for a decision."""
        return suggestion.id not in self.annotation.verdicts and not any(
            same_place(span, suggestion) for span in self.spans.over(suggestion.start, suggestion.end)
        )

    def surface(self, item: Item) -> str:
        """Return the name that an item stands for (الرباط for the لرباط of للرباط)."""
        return clitics.name(self.document.text, item.start, item.end)

    def called(self, item: Item) -> str:
        """Return the name that an item stands for as a sentence quotes it."""
        return shortened(self.surface(item))

    def after(self, edits: Iterable[Edit]) -> "Sheet":
        """Return the sheet as it is once `edits` are stored; edits of other documents are passed over."""
        mine = [edit for edit in edits if edit.document_id == self.document.id]
        changed = replace(self, annotation=apply(self.annotation, mine))
        # A long document has thousands of spans and suggestions: what is known of them is taken along.
        known = changed.__dict__
        for kept in ("proposed", "by_id", "_rank"):
            if kept in self.__dict__:
                known[kept] = self.__dict__[kept]
        come = [edit.after for edit in mine if isinstance(edit, SpanEdit) and edit.after is not None]
        longest = max([self.spans.longest, *(span.end - span.start for span in come)])
        known["spans"] = Cover.in_order(changed.annotation.spans, longest=longest)
        known["open_suggestions"] = self._open_after(mine, changed)
        return changed

    @cached_property
    def _rank(self) -> dict[int, int]:
        """Where each suggestion stands in order, by its id."""
        return {one.id: place for place, one in enumerate(self.suggestions)}

    def _open_after(self, edits: Iterable[Edit], changed: "Sheet") -> tuple[Suggestion, ...]:
        """Return what is open on the sheet that `edits` led to: only what they touch is looked at."""
        touched: dict[int, Suggestion] = {}
        for edit in edits:
            if isinstance(edit, VerdictEdit) and edit.suggestion_id in self.by_id:
                touched[edit.suggestion_id] = self.by_id[edit.suggestion_id]
            elif isinstance(edit, SpanEdit):
                for span in filter(None, (edit.before, edit.after)):
                    touched |= {
                        one.id: one
                        for one in self.proposed.over(span.start, span.end)
                        if same_place(one, span)
                    }
        still = [one for one in self.open_suggestions if one.id not in touched]
        for one in touched.values():
            if changed.is_open(one):
                insort(still, one, key=lambda suggestion: self._rank[suggestion.id])
        return tuple(still)


def open_sheet(
    project: Project, document_id: str, *, annotator: str, reading: Reading | None = None
) -> Sheet:
    """Read an annotator's sheet of a document from disk; `reading` is what is known of its text.

    Raises UnknownDocument.
    """
    document = project.documents.get(document_id)
    annotation = project.annotations.get(document_id, annotator)
    suggestions = tuple(project.suggestions.of(document_id))
    lying: tuple[Item, ...] = (*annotation.spans, *suggestions)
    return Sheet(
        reading=reading if reading is not None and reading.text == document.text else Reading(document.text),
        document=document,
        annotation=annotation,
        suggestions=suggestions,
        schema=project.schema.knowing({one.label for one in lying}),
    )


def apply(annotation: Annotation, edits: Iterable[Edit]) -> Annotation:
    """Return `annotation` with `edits` made; they must fit it."""
    changed: dict[int, Span | None] = {}
    notes = {note.id: note for note in annotation.notes}
    verdicts = dict(annotation.verdicts)
    state, said = annotation.state, annotation.note
    for edit in edits:
        match edit:
            case SpanEdit(before=before, after=after):
                if before is not None:
                    changed[before.id] = None
                if after is not None:
                    changed[after.id] = after
            case VerdictEdit(suggestion_id=suggestion_id, after=verdict):
                if verdict is None:
                    verdicts.pop(suggestion_id, None)
                else:
                    verdicts[suggestion_id] = verdict
            case StateEdit(after=state, note_after=said):
                pass
            case NoteEdit(before=had, after=has):
                if had is not None:
                    del notes[had.id]
                if has is not None:
                    notes[has.id] = has
    return replace(
        annotation,
        spans=_replaced(annotation.spans, changed),
        verdicts=verdicts,
        state=state,
        note=said,
        notes=tuple(sorted(notes.values(), key=lambda note: note.place)),
    )


def _replaced(spans: Iterable[Span], changed: Mapping[int, Span | None]) -> tuple[Span, ...]:
    """Return spans in order, those with an id in `changed` as they are there; None is gone."""
    made = [span for span in spans if span.id not in changed]
    for span in changed.values():
        if span is not None:
            insort(made, span, key=lambda one: (one.start, -one.end, one.label))
    return tuple(made)


def shortened(surface: str) -> str:
    """Return a name on one line, and only its beginning where it is as long as an article."""
    line = " ".join(surface[: 4 * _LONGEST].split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"


def same_place(one: Item, other: Item) -> bool:
    """Tell whether two items have range and label in common."""
    return (one.start, one.end, one.label) == (other.start, other.end, other.label)
