"""What somebody's work was when it was first finished, where it was taken up again: read from the journal.

Only changes that still stand count: to undo a finish and to finish again is one pass, not two.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from annotator.model import Span, State
from annotator.project.clock import local_day
from annotator.project.connection import Connection
from annotator.project.journal import from_json
from annotator.project.replay import Replayed, ReplayError

EARLIER: Final = " ¹"
"""What stands behind an annotator's name where the earlier pass is meant."""

# Whose work on which document was finished twice and more. The journal is long, so the words are looked for
# before any of it is read as JSON.
_AGAIN: Final = """
    SELECT annotators.name, json_extract(edit.value, '$[1]')
    FROM changes JOIN annotators ON annotators.number = annotator, json_each(edits) AS edit
    WHERE status = 'done' AND annotators.name <> 'gold'
    AND edits LIKE '%["state",%' AND json_extract(edit.value, '$[0]') = 'state'
    AND json_extract(edit.value, '$[2]') <> 'finished' AND json_extract(edit.value, '$[3]') = 'finished'
    GROUP BY annotator, 2 HAVING count(*) > 1
"""
_JOURNAL: Final = """
    SELECT edits, at FROM changes JOIN change_documents ON change = id
    WHERE document = (SELECT number FROM documents WHERE id = ?)
    AND annotator = (SELECT number FROM annotators WHERE name = ?) AND status = 'done' ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class EarlierPass:
    """The spans of a document as they stood when it was first finished, in reading order, and that day."""

    spans: tuple[Span, ...]
    day: date


def earlier_names(connection: Connection) -> dict[str, str]:
    """Return under which name the earlier pass of each annotator goes: nobody has it, nor another's pass."""
    names = [name for (name,) in connection.rows("SELECT name FROM annotators")]
    mark = EARLIER
    while any(name.endswith(mark) for name in names):  # somebody is called so
        mark += EARLIER
    return {name: name + mark for name in names}


class Passes:
    """The earlier passes of a project; which there are is read once, each one when it is asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._again = frozenset(connection.rows(_AGAIN))
        self._names = earlier_names(connection)

    def __len__(self) -> int:
        return len(self._again)

    def name_of(self, annotator: str) -> str:
        """Return under which name an annotator's earlier pass goes."""
        return self._names[annotator]

    def earlier(self, document_id: str, annotator: str) -> EarlierPass | None:
        """Return what an annotator's work on a document was when first finished.

        None where it was finished once only, or where the journal does not fit together.
        """
        if (annotator, document_id) not in self._again:
            return None
        work = Replayed()
        for edits, at in self._connection.rows(_JOURNAL, (document_id, annotator)):
            try:
                for edit in from_json(edits):
                    if edit.document_id == document_id:
                        work.apply(edit)
            except (ReplayError, ValueError):  # for `check` to tell
                return None
            if work.state is State.FINISHED:
                spans = sorted(work.spans.values(), key=lambda span: (span.start, -span.end, span.label))
                return EarlierPass(tuple(spans), local_day(at))
        return None
