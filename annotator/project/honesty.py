"""Controls against blind acceptance: documents without suggestions, and suggestions planted wrong.

Who labels is shown neither. `clean` takes out of an annotation what came of planted errors; whatever
leaves the project, is remembered or is learnt from goes through it or through `spoilt`. Which documents
and which suggestions, and how a wrong one is made, is `suggest.honesty`'s to say.
"""

import json
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final

from annotator.model import Annotation, Planted, Reason, Span, Suggestion
from annotator.project.connection import Connection, Row
from annotator.project.jsontext import to_text
from annotator.project.suggestions import TALLY
from annotator.text.reading import Reading

if TYPE_CHECKING:
    from annotator.project.bias import BiasReport, Seen, Timed

Kind = tuple[str, str]  # the key of a name (`Reading.key`) and a label

_PLANTED: Final = """
    SELECT suggestions.id, start, "end", label, kind, truth FROM planted
    JOIN suggestions ON suggestions.id = suggestion
    WHERE document = (SELECT number FROM documents WHERE id = :document) AND (withdrawn = 0 OR in_journal = 1)
"""
# A verdict that was changed since still left its spans: what was ever accepted is in the journal.
_ACCEPTED: Final = """
    SELECT suggestion FROM verdicts JOIN annotations ON annotations.number = annotation
    WHERE verdict = 'accepted' AND document = (SELECT number FROM documents WHERE id = :document)
    AND {of_whom}
    UNION
    SELECT json_extract(edit.value, '$[2]') FROM change_documents
    JOIN changes ON changes.id = change, json_each(changes.edits) AS edit
    WHERE document = (SELECT number FROM documents WHERE id = :document) AND {of_whom} AND status = 'done'
    AND json_extract(edit.value, '$[0]') = 'verdict' AND json_extract(edit.value, '$[1]') = :document
    AND json_extract(edit.value, '$[4]') = 'accepted'
"""
_BEGUN: Final = """
    SELECT DISTINCT documents.id FROM documents JOIN annotations ON document = documents.number
    WHERE (state <> 'new' OR EXISTS (SELECT 1 FROM spans WHERE annotation = annotations.number)
    OR EXISTS (SELECT 1 FROM verdicts WHERE annotation = annotations.number))
"""
_ANYBODY: Final = ":annotator IS NULL"
_ONE: Final = "annotator = (SELECT number FROM annotators WHERE name = :annotator)"


class Honesty:
    """What is held back and what is planted in a project."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hold_back(self, document_ids: Collection[str]) -> None:
        """Show the suggestions of all documents but these; what was held back before is shown again.

        Ids that are gone are passed over. Raises ProjectBusy, NoSpace or ProjectMoved.
        """
        with self._connection.writing():
            before = {number for (number,) in self._connection.rows("SELECT document FROM held_back")}
            self._connection.run("DELETE FROM held_back")
            self._connection.run_many(
                "INSERT OR IGNORE INTO held_back SELECT number FROM documents WHERE id = ?",
                [(id_,) for id_ in document_ids],
            )
            after = {number for (number,) in self._connection.rows("SELECT document FROM held_back")}
            self._connection.run_many(TALLY, [(number, number) for number in sorted(before ^ after)])

    def held_back(self) -> set[str]:
        """Return the ids of the documents whose suggestions are not shown."""
        rows = self._connection.rows("SELECT id FROM documents JOIN held_back ON document = number")
        return {id_ for (id_,) in rows}

    def plant(self, planted: Iterable[tuple[int, Planted]]) -> None:
        """Keep which stored suggestions are planted errors, by id; what was planted before stays so.

        Raises ProjectBusy, NoSpace or ProjectMoved.
        """
        with self._connection.writing():
            self._connection.run_many(
                "INSERT INTO planted VALUES (?, ?, ?) ON CONFLICT (suggestion) DO NOTHING",
                [(number, one.kind, _truth(one.true)) for number, one in planted],
            )

    def planted(self, document_id: str) -> dict[int, Planted]:
        """Return the planted errors of a document by the id of the suggestion.

        Withdrawn ones too, where anybody ever decided on them: a window may have shown them still.
        """
        return {
            number: Planted(kind, _suggestion(truth))
            for number, _start, _end, _label, kind, truth in self._rows(document_id)
        }

    def decided_on(self, document_id: str) -> set[int]:
        """Return the ids of the planted errors of a document that anybody decided on."""
        rows = self._connection.rows(
            "SELECT DISTINCT verdicts.suggestion FROM verdicts JOIN planted USING (suggestion)"
            " JOIN suggestions ON suggestions.id = verdicts.suggestion"
            " WHERE document = (SELECT number FROM documents WHERE id = ?)",
            (document_id,),
        )
        return {number for (number,) in rows}

    def planted_count(self) -> int:
        """Return how many planted errors are shown in the whole project."""
        return int(
            self._connection.value(
                "SELECT count(*) FROM planted JOIN suggestions ON id = suggestion WHERE withdrawn = 0"
                " AND document NOT IN (SELECT document FROM held_back)"
            )
        )

    def begun(self) -> set[str]:
        """Return the ids of the documents that anybody has work on, imported labels among it."""
        return {id_ for (id_,) in self._connection.rows(_BEGUN)}

    def is_begun(self, document_id: str) -> bool:
        """Tell whether anybody has work on a document by now."""
        return self._connection.row(f"{_BEGUN} AND documents.id = ?", (document_id,)) is not None

    def clean(self, annotation: Annotation, text: str) -> tuple[Span, ...]:
        """Return the spans of an annotation of `text` without those that came of a planted error.

        That is the error itself (range and label), whoever made it, and, once it was accepted or stands
        there, all that has its name (folded, without proclitics) and its label. What was corrected counts.
        """
        rows = self._rows(annotation.document_id)
        if not rows:
            return annotation.spans
        reading = Reading(text)
        accepted = self.ever_accepted(annotation.document_id, annotator=annotation.annotator)
        spoilt = _spoilt(rows, annotation.spans, accepted=accepted, reading=reading)
        return tuple(
            span
            for span in annotation.spans
            if not spoilt or (reading.key(span.start, span.end), span.label) not in spoilt
        )

    def spoilt(self, document_id: str, reading: Reading) -> frozenset[Kind]:
        """Return the names, each with a label, that are on a document because of a planted error.

        Whoever accepted it; `reading` is of the document's text.
        """
        rows = self._rows(document_id)
        if not rows:
            return frozenset()
        spans = self._connection.rows(
            'SELECT start, "end", label FROM spans JOIN annotations ON annotations.number = annotation'
            " WHERE document = (SELECT number FROM documents WHERE id = ?)",
            (document_id,),
        )
        accepted = self.ever_accepted(document_id, annotator=None)
        return _spoilt(rows, [Span(*span) for span in spans], accepted=accepted, reading=reading)

    def ever_accepted(self, document_id: str, *, annotator: str | None) -> set[int]:
        """Return the ids of the suggestions of a document that somebody (None: anybody) ever accepted.

        What was undone does not count; what was accepted and then rejected does.
        """
        sql = _ACCEPTED.format(of_whom=_ANYBODY if annotator is None else _ONE)
        rows = self._connection.rows(sql, {"document": document_id, "annotator": annotator})
        return {number for (number,) in rows}

    def report(self) -> "BiasReport":
        """Return what became of planted errors, and how held-back documents differ from the others."""
        from annotator.project.bias import BiasReport

        return BiasReport.of(self._connection)

    def seen(self) -> "list[Seen]":
        """Return who finished which document that has suggestions, shown or held back."""
        from annotator.project import bias

        return bias.seen(self._connection)

    def timed(self) -> "list[Timed]":
        """Return what accepting suggestions took, and what labelling by hand took, by document."""
        from annotator.project import bias

        return bias.timed(self._connection)

    def _rows(self, document_id: str) -> list[Row]:
        return self._connection.rows(_PLANTED, {"document": document_id})


def _spoilt(
    rows: Iterable[Row], spans: Iterable[Span], *, accepted: Collection[int], reading: Reading
) -> frozenset[Kind]:
    standing = {(span.start, span.end, span.label) for span in spans}
    return frozenset(
        (reading.key(start, end), label)
        for number, start, end, label, *_ in rows
        if number in accepted or (start, end, label) in standing
    )


def _truth(one: Suggestion | None) -> str | None:
    if one is None:
        return None
    place: tuple[object, ...] = (one.start, one.end, one.label, one.sublabel, one.source, one.score)
    return to_text([*place, one.reason.code, dict(one.reason.values)])


def _suggestion(stored: str | None) -> Suggestion | None:
    if stored is None:
        return None
    start, end, label, sublabel, source, score, code, values = json.loads(stored)
    return Suggestion(start, end, label, sublabel, source, score, Reason(code, values))
