"""What made the suggestions that each document has, so that a second run does only what is left."""

from collections.abc import Iterable

from annotator.project.connection import Connection


class Runs:
    """The last run over each document."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self) -> dict[str, str]:
        """Return by document id the fingerprint of what made its suggestions; none where nothing ran."""
        return dict(
            self._connection.rows("SELECT id, fingerprint FROM runs JOIN documents ON number = document")
        )

    def doubts(self) -> dict[str, float]:
        """Return by document id how unsure the tagger was, from 0 to 1, where a tagger has read it."""
        return dict(
            self._connection.rows(
                "SELECT id, doubt FROM runs JOIN documents ON number = document WHERE doubt IS NOT NULL"
            )
        )

    def finished_mark(self) -> str:
        """Return what is another whenever work was finished or changed after that: what is learnt from."""
        count, last = self._connection.rows(
            "SELECT count(*), max(updated) FROM annotations WHERE state = 'finished'"
        )[0]
        return f"{count} {last}"

    def put_many(self, runs: Iterable[tuple[str, str, float | None]]) -> None:
        """Keep the fingerprint and the doubt of documents by id, in the transaction of their suggestions.

        A document whose doubt is None keeps the one it has. Ids that are gone are passed over. Raises
        ProjectBusy, NoSpace or ProjectMoved.
        """
        with self._connection.writing():
            self._connection.run_many(
                "INSERT INTO runs SELECT number, ?, ? FROM documents WHERE id = ?"
                " ON CONFLICT (document) DO UPDATE SET fingerprint = excluded.fingerprint,"
                " doubt = coalesce(excluded.doubt, doubt)",
                [(fingerprint, doubt, id_) for id_, fingerprint, doubt in runs],
            )
