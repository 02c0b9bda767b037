"""The changes of a project: recorded, undone and redone, each in one transaction with its journal row.

An annotator walks his own changes only, newest first. A change that is recorded after an undo drops
what was undone: it can no longer be made again, but the journal keeps it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from annotator.errors import NothingToRedo, NothingToUndo
from annotator.model import Change, Draft, Edit
from annotator.project.annotators import Annotators
from annotator.project.clock import now
from annotator.project.connection import Connection, Row
from annotator.project.edits import Editor
from annotator.project.journal import Recorded, entities, from_json, to_json, turned_round
from annotator.project.jsontext import to_text

_CHANGE: Final = 'SELECT id, status, name, "values", edits, at, seconds, actions FROM changes'
_LAST_DONE: Final = f"{_CHANGE} WHERE annotator = ? AND status = 'done' ORDER BY id DESC LIMIT 1"
# What is undone is younger than all that is done, so the oldest of it was undone last.
_LAST_UNDONE: Final = f"{_CHANGE} WHERE annotator = ? AND status = 'undone' ORDER BY id LIMIT 1"
_NO_CHANGE_YET: Final = 2**63 - 1  # above every id


@dataclass(frozen=True, slots=True)
class Pace:
    """What work took: how many spans and suggestions were decided, in which time, with how many keys."""

    entities: int = 0
    seconds: float = 0.0
    actions: int = 0


class Changes:
    """The journal of everybody's changes, and the only way to make one."""

    def __init__(self, connection: Connection, *, annotators: Annotators, may_cross: bool) -> None:
        self._connection = connection
        self._annotators = annotators
        self._may_cross = may_cross

    def record(
        self, annotator: str, draft: Draft, *, seconds: float | None = None, actions: int | None = None
    ) -> Change:
        """Write a draft's edits and its journal row, and return it as a change, with the ids of what is new.

        `seconds` and `actions` (keys and clicks) are what it took, where that is known. Raises
        ChangedElsewhere where what is stored is not what the draft rests on, UnknownDocument,
        ReservedName, ProjectBusy, NoSpace or ProjectMoved; nothing is written then.
        """
        if not draft.edits:
            raise ValueError(f"the change {draft.name} edits nothing")
        with self._connection.writing():
            at = now()
            number = self._annotators.find_or_add(annotator)
            editor = self._editor(number, at=at)
            edits = editor.apply(draft.edits, keep_ids=False)
            self._connection.run(
                "UPDATE changes SET status = 'dropped', status_at = ?"
                " WHERE annotator = ? AND status = 'undone'",
                (at, number),
            )
            change = self._connection.insert(
                'INSERT INTO changes (annotator, status, name, "values", edits, at, status_at,'
                " seconds, actions, entities) VALUES (?, 'done', ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    number,
                    draft.name,
                    to_text(dict(draft.values)),
                    to_json(edits),
                    at,
                    at,
                    seconds,
                    actions,
                    entities(edits),
                ),
            )
            self._connection.run_many(
                "INSERT INTO change_documents (document, change) VALUES (?, ?)",
                [(document, change) for document in editor.documents],
            )
        return Change(
            change, annotator, draft.name, draft.values, edits, at, seconds=seconds, actions=actions
        )

    def undo(self, annotator: str) -> Change:
        """Take back the annotator's last change, in all its documents.

        Returns it with its edits turned round. Raises NothingToUndo, ChangedElsewhere where what is
        stored is no longer what the change left, ProjectBusy, NoSpace or ProjectMoved.
        """
        with self._connection.writing():
            number, row = self._find(_LAST_DONE, annotator)
            if number is None or row is None:
                raise NothingToUndo
            return self._walk(number, _change(row, annotator=annotator), to="undone")

    def redo(self, annotator: str) -> Change:
        """Make the change again that the annotator undid last; raises as `undo`, or NothingToRedo."""
        with self._connection.writing():
            number, row = self._find(_LAST_UNDONE, annotator)
            if number is None or row is None:
                raise NothingToRedo
            return self._walk(number, _change(row, annotator=annotator), to="done")

    def undoable(self, annotator: str) -> Change | None:
        """Return the change that `undo` would take back, edits as recorded."""
        _, row = self._find(_LAST_DONE, annotator)
        return None if row is None else _change(row, annotator=annotator)

    def redoable(self, annotator: str) -> Change | None:
        """Return the change that `redo` would make again, edits as recorded."""
        _, row = self._find(_LAST_UNDONE, annotator)
        return None if row is None else _change(row, annotator=annotator)

    def history(self, annotator: str, *, limit: int, before: int | None = None) -> list[Change]:
        """Return the last `limit` changes, newest first, undone ones among them, edits as recorded.

        `before` is the id of a change: only those that are older are returned, as the next page needs.
        """
        rows = self._connection.rows(
            f"{_CHANGE} WHERE annotator = ? AND status IN ('done', 'undone') AND id < ?"
            " ORDER BY id DESC LIMIT ?",
            (self._annotators.find(annotator), _NO_CHANGE_YET if before is None else before, limit),
        )
        return [_change(row, annotator=annotator, is_listed=True) for row in rows]

    def pace(self, annotator: str, *, last: int | None = None) -> Pace:
        """Return what the annotator's work took, over the `last` changes that are not undone, or over all.

        Only changes whose seconds and actions are both known count. An entity counts where it was first
        decided: a span added or a suggestion rejected; to change it later costs, but adds none.
        """
        timed = (
            "SELECT entities, seconds, actions FROM changes WHERE annotator = ? AND status = 'done'"
            " AND seconds IS NOT NULL AND actions IS NOT NULL ORDER BY id DESC LIMIT ?"
        )
        row = self._connection.row(
            "SELECT coalesce(sum(entities), 0), coalesce(sum(seconds), 0.0), coalesce(sum(actions), 0)"
            f" FROM ({timed})",
            (self._annotators.find(annotator), -1 if last is None else last),
        )
        return Pace(*row) if row is not None else Pace()

    def done(self, annotator: str) -> Iterator[Change]:
        """Yield all changes of an annotator that are not undone, oldest first; raises ValueError."""
        rows = self._connection.rows(
            f"{_CHANGE} WHERE annotator = ? AND status = 'done' ORDER BY id",
            (self._annotators.find(annotator),),
        )
        for row in rows:
            yield _change(row, annotator=annotator)

    def _find(self, sql: str, annotator: str) -> tuple[int | None, Row | None]:
        number = self._annotators.find(annotator)
        return number, self._connection.row(sql, (number,))

    def _walk(self, number: int, change: Change, *, to: Literal["done", "undone"]) -> Change:
        at = now()
        edits: Sequence[Edit] = change.edits if to == "done" else turned_round(change.edits)
        edits = self._editor(number, at=at).apply(edits, keep_ids=True)
        self._connection.run("UPDATE changes SET status = ?, status_at = ? WHERE id = ?", (to, at, change.id))
        return replace(change, edits=tuple(edits), is_undone=to == "undone")

    def _editor(self, number: int, *, at: str) -> Editor:
        return Editor(self._connection, annotator=number, at=at, may_cross=self._may_cross)


def _change(row: Row, *, annotator: str, is_listed: bool = False) -> Change:
    change, status, name, values, edits, *facts = row
    at, seconds, actions = facts
    return Change(
        change,
        annotator,
        name,
        json.loads(values),
        Recorded(edits) if is_listed else from_json(edits),
        at,
        is_undone=status == "undone",
        seconds=seconds,
        actions=actions,
    )
