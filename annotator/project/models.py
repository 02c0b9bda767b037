"""The models that were learnt in a project: the newest two whole, of the older ones their facts."""

import json
from collections.abc import Collection, Mapping
from typing import Any, Final

from annotator.model import StoredModel
from annotator.project.clock import now
from annotator.project.connection import Connection
from annotator.project.jsontext import to_text

_WHOLE: Final = 2  # of a kind: the newest, and the one before, for who is still using it


class Models:
    """What was learnt, by kind."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def newest(self, kind: str) -> StoredModel | None:
        """Return the newest model of a kind, None where none was learnt; its data is not looked into."""
        with self._connection.reading():
            row = self._connection.row(
                "SELECT id, at, facts, data FROM models WHERE kind = ? AND data IS NOT NULL"
                " ORDER BY id DESC LIMIT 1",
                (kind,),
            )
            if row is None:
                return None
            number, at, facts, data = row
            learnt_from = self._connection.rows(
                "SELECT documents.id FROM learnt_from JOIN documents ON number = document WHERE model = ?",
                (number,),
            )
        return StoredModel(
            number, kind, at, json.loads(facts), data, frozenset(id_ for (id_,) in learnt_from)
        )

    def newest_id(self, kind: str) -> int:
        """Return the id of the newest model of a kind, 0 where none was learnt: to ask is cheap."""
        return int(self._connection.value("SELECT coalesce(max(id), 0) FROM models WHERE kind = ?", (kind,)))

    def put(
        self, kind: str, data: bytes, facts: Mapping[str, Any], document_ids: Collection[str] = ()
    ) -> int:
        """Keep a model that has learnt from these documents, and return its id.

        Ids of documents that the project does not have (those of a corpus) are passed over. Raises
        ProjectBusy, NoSpace or ProjectMoved; the models that were there are kept then.
        """
        with self._connection.writing():
            number = self._connection.insert(
                "INSERT INTO models (kind, at, facts, data) VALUES (?, ?, ?, ?)",
                (kind, now(), to_text(dict(facts)), data),
            )
            self._connection.run_many(
                "INSERT OR IGNORE INTO learnt_from SELECT ?, number FROM documents WHERE id = ?",
                [(number, id_) for id_ in document_ids],
            )
            older = "SELECT id FROM models WHERE kind = ? ORDER BY id DESC LIMIT -1 OFFSET ?"
            self._connection.run(f"DELETE FROM learnt_from WHERE model IN ({older})", (kind, _WHOLE))
            self._connection.run(f"UPDATE models SET data = NULL WHERE id IN ({older})", (kind, _WHOLE))
        return number

    def history(self, kind: str) -> list[tuple[str, Mapping[str, Any]]]:
        """Return when each model of a kind was learnt, with its facts, oldest first."""
        rows = self._connection.rows("SELECT at, facts FROM models WHERE kind = ? ORDER BY id", (kind,))
        return [(at, json.loads(facts)) for at, facts in rows]
