"""The names that a project adds to the lexicons, or refuses. What they do is `suggest.knowledge`'s to say."""

import json
from collections.abc import Iterable

from annotator.model import OwnEntry
from annotator.project.connection import Connection
from annotator.project.jsontext import to_text


class OwnEntries:
    """A project's own lexicon: a name and label once, added or refused."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> list[OwnEntry]:
        """Return all entries, in the order in which they came."""
        rows = self._connection.rows(
            "SELECT surface, label, sublabel, kind, variants, needs_context, is_refused, id"
            " FROM lexicon ORDER BY id"
        )
        return [
            OwnEntry(
                surface,
                label,
                sublabel,
                kind,
                tuple(json.loads(variants)),
                bool(needs),
                bool(refused),
                id=id_,
            )
            for surface, label, sublabel, kind, variants, needs, refused, id_ in rows
        ]

    @property
    def version(self) -> int:
        """A number that every write raises."""
        return int(self._connection.value("SELECT value FROM settings WHERE key = 'lexicon.version'"))

    def put(self, entry: OwnEntry) -> int:
        """Keep an entry, in the place of the one that has its id, or its name and label; return its id.

        Raises ProjectBusy, NoSpace or ProjectMoved.
        """
        with self._connection.writing():
            self._raise_version()
            return self._put(entry)

    def put_all(self, entries: Iterable[OwnEntry]) -> None:
        """Keep several entries at once, each as `put` does, or none."""
        with self._connection.writing():
            self._raise_version()
            for entry in entries:
                self._put(entry)

    def remove(self, entry_id: int) -> None:
        """Forget an entry; one that is gone already is passed over."""
        with self._connection.writing():
            self._raise_version()
            self._connection.run("DELETE FROM lexicon WHERE id = ?", (entry_id,))

    def replace_all(self, entries: Iterable[OwnEntry]) -> None:
        """Put these in the place of all there are; of two with one name and label the last counts."""
        with self._connection.writing():
            self._raise_version()
            self._connection.run("DELETE FROM lexicon")
            for entry in entries:
                self._put(entry)

    def _put(self, entry: OwnEntry) -> int:
        self._connection.run("DELETE FROM lexicon WHERE id = ?", (entry.id,))
        (number,) = self._connection.rows(
            "INSERT INTO lexicon (id, surface, label, sublabel, kind, variants, needs_context, is_refused)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (surface, label) DO UPDATE SET"
            " sublabel = excluded.sublabel, kind = excluded.kind, variants = excluded.variants,"
            " needs_context = excluded.needs_context, is_refused = excluded.is_refused RETURNING id",
            (
                entry.id or None,
                entry.surface,
                entry.label,
                entry.sublabel,
                entry.kind,
                to_text(entry.variants),
                entry.needs_context,
                entry.is_refused,
            ),
        )[0]
        return int(number)

    def _raise_version(self) -> None:
        self._connection.run(
            "UPDATE settings SET value = CAST(value + 1 AS TEXT) WHERE key = 'lexicon.version'"
        )
