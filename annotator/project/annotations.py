"""The annotations of a project: who has which spans, verdicts and notes on which document.

Read here; written by `changes` alone, imports of labels included.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from annotator.errors import UnknownDocument, WorkExists
from annotator.model import (
    GOLD,
    Annotation,
    Change,
    Draft,
    Edit,
    Note,
    Span,
    SpanEdit,
    State,
    StateEdit,
    Verdict,
)
from annotator.project.changes import Changes
from annotator.project.connection import Connection

# An annotation that was undone to nothing is no work.
_HAS_WORK: Final = """
    (state <> 'new' OR note <> '' OR EXISTS (SELECT 1 FROM spans WHERE spans.annotation = annotations.number)
    OR EXISTS (SELECT 1 FROM verdicts WHERE verdicts.annotation = annotations.number)
    OR EXISTS (SELECT 1 FROM notes WHERE notes.annotation = annotations.number))
"""


class Annotations:
    """Everybody's work, by document and annotator."""

    def __init__(self, connection: Connection, *, changes: Changes) -> None:
        self._connection = connection
        self._changes = changes

    def get(self, document_id: str, annotator: str) -> Annotation:
        """Return an annotator's work on a document, NEW and empty where there is none.

        Raises UnknownDocument.
        """
        with self._connection.reading():
            row = self._connection.row(
                "SELECT annotations.number, state, note FROM documents LEFT JOIN annotations"
                " ON annotations.document = documents.number"
                " AND annotator = (SELECT number FROM annotators WHERE name = ?) WHERE documents.id = ?",
                (annotator, document_id),
            )
            if row is None:
                raise UnknownDocument(id=document_id)
            number, state, note = row
            if number is None:
                return Annotation(document_id, annotator)
            spans = self._connection.rows(
                'SELECT start, "end", label, sublabel, origin, id FROM spans WHERE annotation = ?'
                ' ORDER BY start, "end" DESC, label',
                (number,),
            )
            verdicts = self._connection.rows(
                "SELECT suggestion, verdict FROM verdicts WHERE annotation = ?", (number,)
            )
            notes = self._connection.rows(
                'SELECT start, "end", text, is_question, id FROM notes WHERE annotation = ?', (number,)
            )
        return Annotation(
            document_id,
            annotator,
            State(state),
            tuple(Span(*span) for span in spans),
            {suggestion: Verdict(verdict) for suggestion, verdict in verdicts},
            note,
            _in_order(_note(row) for row in notes),
        )

    def annotators(self) -> list[str]:
        """Return the names of those with work, in the order in which they began, gold last."""
        rows = self._connection.rows(
            "SELECT name FROM annotators WHERE EXISTS ("
            f"SELECT 1 FROM annotations WHERE annotator = annotators.number AND {_HAS_WORK}"
            ") ORDER BY name = ?, number",
            (GOLD,),
        )
        return [name for (name,) in rows]

    def labels(self) -> set[str]:
        """Return the ids of all labels that anybody's spans have, also those that the schema has lost."""
        return {label for (label,) in self._connection.rows("SELECT DISTINCT label FROM spans")}

    def states(self, annotator: str) -> dict[str, State]:
        """Return how far an annotator is, by document id; what was never touched is left out."""
        rows = self._connection.rows(
            "SELECT id, state FROM annotations JOIN documents ON documents.number = document"
            " WHERE annotator = (SELECT number FROM annotators WHERE name = ?)",
            (annotator,),
        )
        return {id_: State(state) for id_, state in rows}

    def finished_ids(self) -> set[str]:
        """Return the ids of the documents that anybody finished."""
        rows = self._connection.rows(
            "SELECT DISTINCT id FROM annotations JOIN documents ON documents.number = document"
            " WHERE state = 'finished'"
        )
        return {id_ for (id_,) in rows}

    def finished(self, annotator: str) -> list[Annotation]:
        """Return an annotator's finished work, in the order of the document list."""
        return self._many(annotator, where="state = 'finished'")

    def all_of(self, annotator: str) -> list[Annotation]:
        """Return all of an annotator's work, in the order of the document list."""
        return self._many(annotator, where=_HAS_WORK)

    def store_finished(self, annotator: str, document_id: str, spans: Sequence[Span]) -> Change:
        """Store imported labels as an annotator's finished work on a document, as one change.

        Raises WorkExists where there is work already, and as `changes.record` does.
        """
        with self._connection.together():  # recording is a part that fails by itself
            annotation = self.get(document_id, annotator)
            if annotation != Annotation(document_id, annotator):
                raise WorkExists(name=annotator, id=document_id)
            edits: list[Edit] = [SpanEdit(document_id, None, span) for span in spans]
            edits.append(StateEdit(document_id, State.NEW, State.FINISHED))
            return self._changes.record(annotator, Draft("import", {}, tuple(edits)))

    def _many(self, annotator: str, *, where: str) -> list[Annotation]:
        """Read many annotations in four queries, not four each."""
        chosen = (
            "SELECT number FROM annotations"
            f" WHERE annotator = (SELECT number FROM annotators WHERE name = :name) AND {where}"
        )
        name = {"name": annotator}
        spans: dict[int, list[Span]] = defaultdict(list)
        verdicts: dict[int, dict[int, Verdict]] = defaultdict(dict)
        notes: dict[int, list[Note]] = defaultdict(list)
        with self._connection.reading():
            rows = self._connection.rows(
                "SELECT annotations.number, id, state, note FROM annotations"
                f" JOIN documents ON documents.number = document WHERE annotations.number IN ({chosen})"
                " ORDER BY position",
                name,
            )
            for number, *span in self._connection.rows(
                f'SELECT annotation, start, "end", label, sublabel, origin, id FROM spans'
                f' WHERE annotation IN ({chosen}) ORDER BY annotation, start, "end" DESC, label',
                name,
            ):
                spans[number].append(Span(*span))
            for number, suggestion, verdict in self._connection.rows(
                f"SELECT annotation, suggestion, verdict FROM verdicts WHERE annotation IN ({chosen})", name
            ):
                verdicts[number][suggestion] = Verdict(verdict)
            for number, *row in self._connection.rows(
                f'SELECT annotation, start, "end", text, is_question, id FROM notes'
                f" WHERE annotation IN ({chosen})",
                name,
            ):
                notes[number].append(_note(row))
        return [
            Annotation(
                document_id,
                annotator,
                State(state),
                tuple(spans[number]),
                verdicts[number],
                note,
                _in_order(notes[number]),
            )
            for number, document_id, state, note in rows
        ]


def _note(row: Sequence[Any]) -> Note:
    start, end, text, is_question, number = row
    return Note(start, end, text, bool(is_question), id=number)


def _in_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    return tuple(sorted(notes, key=lambda note: note.place))
