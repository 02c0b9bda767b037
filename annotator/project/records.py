"""What became of suggestions, by source and label: derived from verdicts, so that undo is right by itself."""

from typing import Final

from annotator.model import Record
from annotator.project.connection import Connection

# Work of people who saw suggestions: what came from a file, or from adjudication, saw none.
BEGUN: Final = """
    SELECT annotations.number, document FROM annotations
    JOIN annotators ON annotators.number = annotator
    WHERE name <> 'gold' AND (
        EXISTS (SELECT 1 FROM verdicts WHERE annotation = annotations.number)
        OR ((state <> 'new' OR EXISTS (SELECT 1 FROM spans WHERE annotation = annotations.number))
            AND NOT EXISTS (
                SELECT 1 FROM change_documents JOIN changes ON changes.id = change
                WHERE change_documents.document = annotations.document
                AND changes.annotator = annotations.annotator AND changes.name = 'import'
            ))
    )
"""
_BY_LABEL: Final = f"""
    WITH begun AS MATERIALIZED ({BEGUN})
    SELECT source, label, count(*), coalesce(sum(verdict = 'accepted'), 0),
        coalesce(sum(verdict = 'corrected'), 0), coalesce(sum(verdict = 'rejected'), 0)
    FROM begun
    CROSS JOIN suggestions ON suggestions.document = begun.document
    LEFT JOIN verdicts ON annotation = begun.number AND suggestion = suggestions.id
    WHERE (verdict IS NOT NULL
        OR (withdrawn = 0 AND begun.document NOT IN (SELECT document FROM held_back)))
    AND suggestions.id NOT IN (SELECT suggestion FROM planted)
    GROUP BY source, label ORDER BY source, label
"""


class Records:
    """How often each source was right."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_label(self) -> list[Record]:
        """Return what became of the suggestions of each source and label, planted errors left out.

        It looks at every suggestion of the documents that were begun: call it beside the window.
        """
        return [Record(*row) for row in self._connection.rows(_BY_LABEL)]
