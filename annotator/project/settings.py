"""What a project is set to: plain values by key, the same for everybody who works in it."""

import json
from typing import Any

from annotator.project.connection import Connection
from annotator.project.jsontext import to_text


class Settings:
    """The settings of a project; the keys are their users' to choose."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of a key, `default` where none was put, or another kind of value than that."""
        row = self._connection.row("SELECT value FROM settings WHERE key = ?", (key,))
        if row is None:
            return default
        value = json.loads(row[0])
        return value if default is None or _kind(value) == _kind(default) else default

    def put(self, key: str, value: object) -> None:
        """Keep a value that JSON can hold; raises ProjectBusy, NoSpace or ProjectMoved."""
        with self._connection.writing():
            self._connection.run(
                "INSERT INTO settings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, to_text(value)),
            )


def _kind(value: object) -> type:
    return float if type(value) is int else type(value)
