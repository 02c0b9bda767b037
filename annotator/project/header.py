"""What the first bytes of a file say it is.

Read without SQLite, so that a stranger's database is never opened, locked or given sidecar files.
"""

from enum import Enum, auto
from pathlib import Path
from typing import Final

APPLICATION_ID: Final = int.from_bytes(b"ANNO", "big")
FILE_VERSION: Final = 4
TABLES: Final = frozenset(  # of that version
    {
        "meta",
        "schema_versions",
        "annotators",
        "documents",
        "originals",
        "annotations",
        "spans",
        "suggestions",
        "verdicts",
        "notes",
        "tallies",
        "search",
        "vocabulary",
        "changes",
        "change_documents",
        "settings",
        "lexicon",
        "models",
        "learnt_from",
        "runs",
        "camel_results",
        "held_back",
        "planted",
        "rulings",
    }
)
_MAGIC: Final = b"SQLite format 3\x00"
_LENGTH: Final = 100
_APPLICATION_ID_AT: Final = 68  # https://www.sqlite.org/fileformat2.html, section 1.3


class Kind(Enum):
    """What a file is by its header."""

    PROJECT = auto()
    TRUNCATED = auto()
    SOMETHING_ELSE = auto()


def kind(path: Path) -> Kind:
    """Tell what the file at `path` is; raises OSError."""
    with path.open("rb") as file:
        head = file.read(_LENGTH)
    if not head or not head.startswith(_MAGIC[: len(head)]):
        return Kind.SOMETHING_ELSE
    if len(head) < _LENGTH:
        return Kind.TRUNCATED
    found = int.from_bytes(head[_APPLICATION_ID_AT : _APPLICATION_ID_AT + 4], "big")
    return Kind.PROJECT if found == APPLICATION_ID else Kind.SOMETHING_ELSE
