"""Plain sqlite3 under the project: how it is opened, its transactions, and its errors as sentences.

No other module of the program names sqlite3 (`migrations` hands this connection to sqlite_utils), so
this is the one border where SQLite's errors are mapped. What is nobody's fault but the program's
stays a sqlite3.Error with its traceback.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NoReturn

from annotator.errors import (
    AnnotatorError,
    DamagedProject,
    DiskFault,
    LogRemoved,
    NoRights,
    NoSpace,
    ProjectBusy,
    ProjectMoved,
    TextTooLarge,
)
from annotator.project.open_files import Identity, hold, identity, release

BUSY_SECONDS: Final = 5.0
_LOG_BYTES: Final = 16_000_000  # what the log may keep on disk once a large import is folded in
Row = tuple[Any, ...]
Parameters = Sequence[object] | Mapping[str, object]

_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})
_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_NO_RIGHTS: Final = frozenset(
    {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH}
)
_NO_ROOM_FOR_SHARED: Final = sqlite3.SQLITE_IOERR_SHMSIZE  # the memory that all who have a file open share
_CONFLICTS: Final = frozenset(
    {
        sqlite3.SQLITE_CONSTRAINT_UNIQUE,
        sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
        sqlite3.SQLITE_CONSTRAINT_ROWID,
        sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY,
    }
)


class ConflictError(Exception):
    """A row that is there already, or that rests on one that is not; the caller knows what it means."""


def as_sentence(error: sqlite3.Error, *, path: Path) -> AnnotatorError | None:
    """Return the sentence for an error of SQLite, None for one that is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # The module's own error, without a code: bytes in a text column that are not UTF-8.
        return DamagedProject(path=path, why=str(error)) if "decode" in str(error) else None
    primary = code & 0xFF
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return ProjectMoved(path=path)
    if primary in _BUSY:
        return ProjectBusy(path=path)
    if primary in _DAMAGED:
        return DamagedProject(path=path, why=str(error))
    if primary in _NO_RIGHTS:
        return NoRights(path=path)
    if primary == sqlite3.SQLITE_FULL or code == _NO_ROOM_FOR_SHARED:
        return NoSpace(path=path)
    if primary in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOLFS):
        return DiskFault(path=path, why=str(error))
    if primary == sqlite3.SQLITE_TOOBIG:
        return TextTooLarge(path=path)
    return None


def _raise_ours(error: sqlite3.Error, *, path: Path) -> NoReturn:
    sentence = as_sentence(error, path=path)
    if sentence is not None:
        raise sentence from error
    if getattr(error, "sqlite_errorcode", None) in _CONFLICTS:
        raise ConflictError(str(error)) from error
    raise error


@contextmanager
def sqlite_errors(path: Path) -> Iterator[None]:
    """Turn an error of SQLite about the file at `path` into its sentence."""
    try:
        yield
    except sqlite3.Error as error:
        _raise_ours(error, path=path)


class Connection:
    """One connection to one project file, for one thread."""

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS, is_alone: bool = False) -> None:
        """Open the SQLite file that is at `path`; makes none.

        With `is_alone` nobody else has it open until it is closed here; ProjectBusy where somebody has.
        """
        self.path = path
        self._log_path = path.with_name(f"{path.name}-wal")
        self._is_reading = False
        with sqlite_errors(path):
            self._sqlite = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=rw",
                uri=True,
                timeout=busy_seconds,
                isolation_level=None,  # transactions begin where we say so
                cached_statements=256,
            )
        try:
            if is_alone:  # before anything is read: https://www.sqlite.org/wal.html, section 8
                self.run("PRAGMA locking_mode = EXCLUSIVE")
                self.rows("SELECT 1 FROM sqlite_schema")
            self.run("PRAGMA foreign_keys = ON")
            self.run("PRAGMA synchronous = FULL")  # a decision outlives a power cut, not only a crash
            # Folding the log in takes tens of milliseconds: the window does it when nobody waits.
            self.run("PRAGMA wal_autocheckpoint = 8000")
            self.run(f"PRAGMA journal_size_limit = {_LOG_BYTES}")
            self._file = identity(path)
        except BaseException:
            self._sqlite.close()
            raise
        self._log: Identity | None = None
        self._is_open = True
        hold(self._file)

    @property
    def sqlite(self) -> sqlite3.Connection:
        """The connection itself, for sqlite_utils."""
        return self._sqlite

    def close(self) -> None:
        """Close the file; the last connection to it folds the log into it."""
        self._sqlite.close()
        if self._is_open:
            self._is_open = False
            release(self._file)

    def copy_to(self, target: Path) -> None:
        """Copy the project as it is on disk now to the new file `target`."""
        with sqlite_errors(self.path):
            copy = sqlite3.connect(target)
            try:
                self._sqlite.backup(copy)
            finally:
                copy.close()

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return all rows of a query."""
        try:
            return self._sqlite.execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            _raise_ours(error, path=self.path)

    def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """Return the first row of a query, None where there is none."""
        try:
            found: Row | None = self._sqlite.execute(sql, parameters).fetchone()
        except sqlite3.Error as error:
            _raise_ours(error, path=self.path)
        return found

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """Return the first column of the first row of a query that has one."""
        row = self.row(sql, parameters)
        if row is None:
            raise LookupError(sql)
        return row[0]

    def run(self, sql: str, parameters: Parameters = ()) -> int:
        """Execute a statement and return how many rows it touched."""
        try:
            return self._sqlite.execute(sql, parameters).rowcount
        except sqlite3.Error as error:
            _raise_ours(error, path=self.path)

    def insert(self, sql: str, parameters: Parameters) -> int:
        """Execute an INSERT of one row and return the row's number."""
        try:
            number = self._sqlite.execute(sql, parameters).lastrowid
        except sqlite3.Error as error:
            _raise_ours(error, path=self.path)
        if number is None:
            raise LookupError(sql)
        return number

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Execute a statement once for each row of parameters."""
        try:
            self._sqlite.executemany(sql, rows)
        except sqlite3.Error as error:
            _raise_ours(error, path=self.path)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make what happens inside one transaction, written whole or not at all.

        Within another `writing` it is a part that can fail by itself.
        """
        if self._is_reading:
            raise RuntimeError("a read cannot turn into a write")
        if self._sqlite.in_transaction:
            begin, end, undo = "SAVEPOINT part", "RELEASE part", ["ROLLBACK TO part", "RELEASE part"]
        else:
            self._check_in_place()
            self._check_log()
            begin, end, undo = "BEGIN IMMEDIATE", "COMMIT", ["ROLLBACK"]
        self.run(begin)
        try:
            yield
            self.run(end)
        except BaseException:
            # A full disk may have ended the transaction already, with all its parts.
            for statement in undo:
                if self._sqlite.in_transaction:
                    self.run(statement)
            raise

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make what happens inside one transaction; within another it is no part of its own.

        Where it fails there, whoever began the other one has to undo it.
        """
        if self._sqlite.in_transaction and not self._is_reading:
            yield
        else:
            with self.writing():
                yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See one state of the file in all that is read inside, whatever others write meanwhile."""
        if self._sqlite.in_transaction:
            yield
            return
        self.run("BEGIN")
        self._is_reading = True
        try:
            yield
        finally:
            self._is_reading = False
            with sqlite_errors(self.path):
                self._sqlite.rollback()

    def _check_in_place(self) -> None:
        """Refuse to write to a file that is no longer at its path: its log would be left behind."""
        try:
            here = identity(self.path)
        except OSError as error:
            raise ProjectMoved(path=self.path) from error
        if here != self._file:
            raise ProjectMoved(path=self.path)

    def _check_log(self) -> None:
        """Refuse to go on where another program removed the log under us: writes would be lost in it."""
        try:
            log = identity(self._log_path)
        except OSError as error:
            if self._log is None:
                return
            raise LogRemoved(path=self.path) from error
        if self._log is None:
            self._log = log
        elif log != self._log:
            raise LogRemoved(path=self.path)
