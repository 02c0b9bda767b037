"""What annotators told the lead: questions, notes, and why an article was skipped. Read only."""

from dataclasses import dataclass
from typing import Final, Literal

from annotator.project.connection import Connection

Kind = Literal["question", "note", "skipped"]

_ALL: Final = """
    SELECT documents.id, documents.title, annotators.name, told.kind, told.start, told."end", told.text,
        CASE WHEN told.start IS NOT NULL THEN documents.text END
    FROM (
        SELECT annotation, CASE is_question WHEN 1 THEN 'question' ELSE 'note' END AS kind,
            start, "end", text, id AS place
        FROM notes
        UNION ALL
        SELECT number, state, NULL, NULL, note, 0 FROM annotations
        -- Before file version 2 a question was words beside the state.
        WHERE state = 'skipped' OR (state = 'question' AND note <> '')
    ) AS told
    JOIN annotations ON annotations.number = told.annotation
    JOIN annotators ON annotators.number = annotations.annotator
    JOIN documents ON documents.number = annotations.document
    ORDER BY documents.position, annotators.number, coalesce(told.start, -1), told.place
"""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that an annotator told the lead.

    The range is in code points, (None, None) for the whole document; `surface` is what stands there.
    """

    document_id: str
    title: str
    annotator: str
    kind: Kind
    start: int | None
    end: int | None
    surface: str
    text: str


class Remarks:
    """What everybody told the lead."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> list[Remark]:
        """Return all remarks, in the order of the document list."""
        return [
            # The words are cut out here: SQL's substr() stops at a NUL.
            Remark(id_, title, annotator, kind, start, end, text[start:end] if text else "", words)
            for id_, title, annotator, kind, start, end, words, text in self._connection.rows(_ALL)
        ]
