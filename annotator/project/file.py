"""One project, one SQLite file: made, opened and closed here.

A file of the current version is opened by plain sqlite3; sqlite_utils is imported only to make one
or to bring an older one up to date.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from annotator.errors import DamagedProject, SchemaError
from annotator.project import location
from annotator.project.annotations import Annotations
from annotator.project.annotators import Annotators
from annotator.project.changes import Changes
from annotator.project.clock import now
from annotator.project.connection import BUSY_SECONDS, Connection
from annotator.project.documents import Documents
from annotator.project.header import FILE_VERSION, TABLES
from annotator.project.jsontext import to_text
from annotator.project.program import MADE_BY, PROGRAM, newer
from annotator.project.remarks import Remarks
from annotator.project.suggestions import Suggestions
from annotator.schema import Schema, dump, parse
from annotator.words import _

if TYPE_CHECKING:
    from annotator.project.batches import Batches
    from annotator.project.camel_results import CamelResults
    from annotator.project.finished import Finished
    from annotator.project.honesty import Honesty
    from annotator.project.marked import MarkedWork
    from annotator.project.models import Models
    from annotator.project.own_entries import OwnEntries
    from annotator.project.progress import ProgressReader
    from annotator.project.records import Records
    from annotator.project.rulings import Rulings
    from annotator.project.runs import Runs
    from annotator.project.search import Search
    from annotator.project.settings import Settings


class Project:
    """An open project, for one thread; a second window or a worker opens its own.

    `name` is what people call it, `id` a UUID that never changes and that copies share.
    """

    def __init__(self, connection: Connection) -> None:
        """Read what there is to know at once; `create` and `open` are the ways in."""
        self._connection = connection
        self.path = connection.path
        facts: dict[str, str] = dict(connection.rows("SELECT key, value FROM meta"))
        if not {"id", "name"} <= facts.keys():
            raise DamagedProject(path=connection.path, why=_("it lacks its id or its name"))
        self.id = facts["id"]
        self.name = facts["name"]
        self.schema = _newest_schema(connection)
        annotators = Annotators(connection)
        self.documents = Documents(connection)
        self.suggestions = Suggestions(connection)
        self.changes = Changes(connection, annotators=annotators, may_cross=self.schema.may_cross)
        self.annotations = Annotations(connection, changes=self.changes)
        self.remarks = Remarks(connection)

    @classmethod
    def create(
        cls,
        path: str | os.PathLike[str],
        *,
        schema: Schema,
        name: str | None = None,
        busy_seconds: float = BUSY_SECONDS,
    ) -> Self:
        """Make an empty project at `path`, which must be free, and open it.

        The file appears under its name only when it is whole. Raises ProjectExists, MissingPath,
        LeftoverLog, NoRights, NoSpace, NetworkShare or DiskFault.
        """
        from annotator.project.migrations import make_tables  # imports sqlite_utils

        location.check_new(Path(path))
        target = Path(path).absolute()
        with _beside(target) as draft:
            make_tables(draft)
            connection = Connection(draft)
            try:
                with connection.writing():
                    _write_identity(connection, schema=schema, name=name or target.stem)
            finally:
                connection.close()
            with location.disk_errors(target):
                _publish(draft, target)
        return cls.open(target, busy_seconds=busy_seconds)

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, busy_seconds: float = BUSY_SECONDS) -> Self:
        """Open the project at `path`, brought up to date where it is older than the program.

        A write waits for `busy_seconds` for another program to end its own. Raises MissingProject,
        NotAProject, NewerProject, DamagedProject, UnreadablePath, NoRights, NetworkShare, ProjectBusy,
        NoSpace or DiskFault, and ProjectInUse where an older file is open elsewhere.
        """
        location.check_existing(Path(path))
        target = Path(path).absolute()  # wherever the program goes
        connection = connect(target, busy_seconds=busy_seconds)
        try:
            if file_version(connection) < FILE_VERSION:
                from annotator.project.upgrading import bring_up_to_date  # imports sqlite_utils

                connection.close()
                bring_up_to_date(target, busy_seconds=busy_seconds)
                connection = connect(target, busy_seconds=busy_seconds)
            return cls(connection)
        except BaseException:
            connection.close()
            raise

    @cached_property
    def search(self) -> "Search":
        """What finds words in all documents."""
        from annotator.project.search import Search  # which reads texts; not needed before the first paint

        return Search(self._connection)

    # What follows is not needed before the first paint either.

    @cached_property
    def settings(self) -> "Settings":
        """What the project is set to."""
        from annotator.project.settings import Settings

        return Settings(self._connection)

    @cached_property
    def lexicon(self) -> "OwnEntries":
        """The names that the project adds to the lexicons, or refuses."""
        from annotator.project.own_entries import OwnEntries

        return OwnEntries(self._connection)

    @cached_property
    def models(self) -> "Models":
        """What was learnt from the project's labels."""
        from annotator.project.models import Models

        return Models(self._connection)

    @cached_property
    def runs(self) -> "Runs":
        """What made the suggestions that each document has."""
        from annotator.project.runs import Runs

        return Runs(self._connection)

    @cached_property
    def camel(self) -> "CamelResults":
        """What CAMeL's recogniser found."""
        from annotator.project.camel_results import CamelResults

        return CamelResults(self._connection)

    @cached_property
    def records(self) -> "Records":
        """What became of suggestions."""
        from annotator.project.records import Records

        return Records(self._connection)

    @cached_property
    def honesty(self) -> "Honesty":
        """The controls against blind acceptance."""
        from annotator.project.honesty import Honesty

        return Honesty(self._connection)

    @cached_property
    def progress(self) -> "ProgressReader":
        """How far everybody is, and what the work took."""
        from annotator.project.progress import ProgressReader

        return ProgressReader(self._connection, records=self.records)

    @cached_property
    def finished(self) -> "Finished":
        """What everybody has finished, for agreement."""
        from annotator.project.finished import Finished

        return Finished(self._connection, honesty=self.honesty)

    @cached_property
    def rulings(self) -> "Rulings":
        """What was ruled on gold."""
        from annotator.project.rulings import Rulings

        return Rulings(self._connection, changes=self.changes)

    @cached_property
    def marked(self) -> "MarkedWork":
        """Every span once, with all who have it: for gold."""
        from annotator.project.marked import MarkedWork

        return MarkedWork(self._connection, finished=self.finished, rulings=self.rulings)

    @cached_property
    def batches(self) -> "Batches":
        """Many documents and much work in few queries."""
        from annotator.project.batches import Batches

        return Batches(self._connection)

    def close(self) -> None:
        """Close the file; what was recorded is on disk already."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def fold_log(self) -> None:
        """Fold the log into the file as far as nobody reads it, so that a copy made by hand lacks little.

        SQLite does this itself every 8,000 pages and at the last close; call it when nobody waits.
        """
        self._connection.rows("PRAGMA wal_checkpoint(PASSIVE)")

    @property
    def data_version(self) -> int:
        """A number that changes when another window or program has written to the file."""
        return int(self._connection.value("PRAGMA data_version"))

    @property
    def state(self) -> tuple[int, int]:
        """What changes when anybody has written to the file, through this connection or another."""
        return self.data_version, self._connection.sqlite.total_changes


def connect(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> Connection:
    """Connect to the file at `path`, which is a project of this or an older version.

    Raises NewerProject and DamagedProject.
    """
    connection = Connection(path, busy_seconds=busy_seconds)
    try:
        version = file_version(connection)
        if version > FILE_VERSION:
            raise newer(connection, found=version)
        missing = TABLES - {name for (name,) in connection.rows("SELECT name FROM sqlite_schema")}
        if version < 1 or (version == FILE_VERSION and missing):
            raise DamagedProject(
                path=path, why=_("it lacks {tables}").format(tables=", ".join(sorted(missing)))
            )
        if connection.value("PRAGMA journal_mode") != "wal":
            connection.run("PRAGMA journal_mode = WAL")
    except BaseException:
        connection.close()
        raise
    return connection


def file_version(connection: Connection) -> int:
    """Return the version of the file's tables, 0 for a file without any."""
    return int(connection.value("PRAGMA user_version"))


def _newest_schema(connection: Connection) -> Schema:
    row = connection.row("SELECT json FROM schema_versions ORDER BY number DESC LIMIT 1")
    if row is None:
        raise DamagedProject(path=connection.path, why=_("it has no schema"))
    try:
        return parse(json.loads(row[0]), origin=str(connection.path))
    except (SchemaError, json.JSONDecodeError) as error:
        raise DamagedProject(path=connection.path, why=str(error)) from error


def _write_identity(connection: Connection, *, schema: Schema, name: str) -> None:
    import uuid  # which asks what kind of machine this is; needed once in a project's life

    facts = {"id": str(uuid.uuid4()), "name": name, "created": now(), MADE_BY: PROGRAM}
    connection.run_many("INSERT INTO meta VALUES (?, ?)", facts.items())
    connection.run(
        "INSERT INTO schema_versions (version, json, at) VALUES (?, ?, ?)",
        (schema.version, to_text(dump(schema)), facts["created"]),
    )


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Lend an empty file in the folder of `target`, and remove it with what SQLite left beside it."""
    draft = target.with_name(f".new-{os.urandom(8).hex()}.annot")
    with location.disk_errors(target):
        draft.touch(exist_ok=False)
    try:
        yield draft
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            draft.with_name(draft.name + ending).unlink(missing_ok=True)


def _publish(draft: Path, target: Path) -> None:
    """Give a whole file its name, unless the name was taken meanwhile."""
    try:
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links (a stick's FAT)
        if target.exists():
            raise
        draft.rename(target)
    location.flush_folder(target.parent)
