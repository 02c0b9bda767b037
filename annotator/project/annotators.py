"""The annotators of a project by name."""

from annotator.errors import NoName, ReservedName
from annotator.project.clock import now
from annotator.project.connection import Connection

_NOT_A_PERSON = "suggestions"  # `gold` is reserved too, but has work in the file as a person has


class Annotators:
    """Who has ever worked in this file."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, name: str) -> int | None:
        """Return the number of an annotator, None for one who never worked here."""
        row = self._connection.row("SELECT number FROM annotators WHERE name = ?", (name,))
        return None if row is None else int(row[0])

    def find_or_add(self, name: str) -> int:
        """Return the number of an annotator, who is added where new; raises NoName or ReservedName."""
        number = self.find(name)
        if number is not None:
            return number
        if not name.strip():
            raise NoName
        if name == _NOT_A_PERSON:
            raise ReservedName(name=name)
        return self._connection.insert("INSERT INTO annotators (name, at) VALUES (?, ?)", (name, now()))
