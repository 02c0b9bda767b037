"""What CAMeL's recogniser found in each document, by model: it takes seconds, so it is asked once."""

import json
from collections.abc import Iterable
from typing import Any

from annotator.project.connection import Connection
from annotator.project.jsontext import to_text


class CamelResults:
    """The recogniser's results; their form is `suggest.camel`'s to say."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, document_id: str, model: str) -> Any:
        """Return what the model with this SHA-256 found in a document, None where it was not asked."""
        row = self._connection.row(
            "SELECT result FROM camel_results JOIN documents ON number = document WHERE id = ? AND model = ?",
            (document_id, model),
        )
        return None if row is None else json.loads(row[0])

    def of(self, document_id: str) -> dict[str, Any]:
        """Return all that is kept of a document, by model."""
        rows = self._connection.rows(
            "SELECT model, result FROM camel_results JOIN documents ON number = document WHERE id = ?"
            " ORDER BY model",
            (document_id,),
        )
        return {model: json.loads(result) for model, result in rows}

    def models_by_document(self) -> dict[str, tuple[str, ...]]:
        """Return which models were asked, by document id."""
        found: dict[str, tuple[str, ...]] = {}
        for id_, model in self._connection.rows(
            "SELECT id, model FROM camel_results JOIN documents ON number = document ORDER BY model"
        ):
            found[id_] = (*found.get(id_, ()), model)
        return found

    def put_many(
        self, results: Iterable[tuple[str, object]], *, model: str, field: str | None = None
    ) -> None:
        """Keep what a model found, by document id, in one transaction; ids that are gone are passed over.

        What other models found in these documents goes if it has the `field` of a result. Raises
        ProjectBusy, NoSpace or ProjectMoved.
        """
        results = list(results)
        with self._connection.writing():
            if field is not None:
                self._connection.run_many(
                    "DELETE FROM camel_results WHERE model != ? AND json_type(result, ?) IS NOT NULL"
                    " AND document = (SELECT number FROM documents WHERE id = ?)",
                    [(model, f"$.{field}", id_) for id_, _result in results],
                )
            self._connection.run_many(
                "INSERT OR REPLACE INTO camel_results SELECT number, ?, ? FROM documents WHERE id = ?",
                [(model, to_text(result), id_) for id_, result in results],
            )

    def missing(self, model: str) -> list[str]:
        """Return the ids of the documents that the model was not asked about, in list order."""
        rows = self._connection.rows(
            "SELECT id FROM documents WHERE NOT EXISTS ("
            "SELECT 1 FROM camel_results WHERE document = number AND model = ?) ORDER BY position",
            (model,),
        )
        return [id_ for (id_,) in rows]
