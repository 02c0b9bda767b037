import ast
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import annotator.project
from annotator.errors import (
    AnnotatorError,
    DamagedProject,
    DiskFault,
    NoRights,
    NoSpace,
    ProjectBusy,
    ProjectMoved,
    TextTooLarge,
)
from annotator.project.connection import ConflictError, Connection, as_sentence

# Every result code of SQLite that means an error (https://www.sqlite.org/rescode.html), by what we say.
SENTENCES = {
    "ABORT": None,
    "AUTH": NoRights,
    "BUSY": ProjectBusy,
    "CANTOPEN": NoRights,
    "CONSTRAINT": None,
    "CORRUPT": DamagedProject,
    "EMPTY": None,
    "ERROR": None,
    "FORMAT": None,
    "FULL": NoSpace,
    "INTERNAL": None,
    "INTERRUPT": None,
    "IOERR": DiskFault,
    "LOCKED": ProjectBusy,
    "MISMATCH": None,
    "MISUSE": None,
    "NOLFS": DiskFault,
    "NOMEM": None,
    "NOTADB": DamagedProject,
    "NOTFOUND": None,
    "PERM": NoRights,
    "PROTOCOL": ProjectBusy,
    "RANGE": None,
    "READONLY": NoRights,
    "SCHEMA": None,
    "TOOBIG": TextTooLarge,
}
NO_ERRORS = {"OK", "NOTICE", "WARNING", "ROW", "DONE"}
# Of the module's other numbers, which are no result codes at all.
ACTIONS = {"ALTER_TABLE", "ANALYZE", "ATTACH", "DELETE", "DENY", "DETACH", "FUNCTION", "IGNORE", "INSERT"} | {
    "PRAGMA", "READ", "RECURSIVE", "REINDEX", "SAVEPOINT", "SELECT", "TRANSACTION", "UPDATE"
}  # fmt: skip


def result_codes() -> dict[str, int]:
    found = {
        name.removeprefix("SQLITE_"): value for name, value in vars(sqlite3).items() if "SQLITE_" in name
    }
    return {
        name: value
        for name, value in found.items()
        if name not in ACTIONS and not name.startswith(("LIMIT_", "CREATE_", "DROP_", "DBCONFIG_"))
    }


def primary_name(code: int) -> str:
    return next(name for name, value in result_codes().items() if value == code & 0xFF)


def error_codes() -> list[tuple[str, int]]:
    return sorted(
        (name, code) for name, code in result_codes().items() if primary_name(code) not in NO_ERRORS
    )


def error(code: int) -> sqlite3.Error:
    made = sqlite3.OperationalError("as SQLite says it")
    made.sqlite_errorcode = code
    return made


@pytest.mark.parametrize(("name", "code"), error_codes())
def test_no_error_of_sqlite_is_missed(name, code):
    special = {"READONLY_DBMOVED": ProjectMoved, "IOERR_SHMSIZE": NoSpace}
    expected = special.get(name, SENTENCES[primary_name(code)])
    said = as_sentence(error(code), path=Path("work.annot"))
    assert (None if said is None else type(said)) is expected
    if said is not None:
        assert "{" not in str(said)


def test_bytes_that_are_no_text_are_damage(tmp_path):
    path = tmp_path / "p.annot"
    path.touch()
    with closing(Connection(path)) as connection:
        connection.run("CREATE TABLE t (text TEXT)")
        connection.run("INSERT INTO t VALUES (CAST(x'ff' AS TEXT))")
        with pytest.raises(DamagedProject):
            connection.rows("SELECT text FROM t")


def test_what_is_our_fault_stays_a_bug(tmp_path):
    path = tmp_path / "p.annot"
    path.touch()
    with closing(Connection(path)) as connection:
        with pytest.raises(sqlite3.OperationalError):
            connection.run("SELECT nonsense")
        connection.run("CREATE TABLE t (number INTEGER PRIMARY KEY CHECK (number < 5))")
        with pytest.raises(sqlite3.IntegrityError):
            connection.run("INSERT INTO t VALUES (7)")
        connection.run("INSERT INTO t VALUES (1)")
        with pytest.raises(ConflictError):
            connection.run("INSERT INTO t VALUES (1)")


def test_only_the_border_names_sqlite():
    folder = Path(annotator.project.__file__).parent
    importers = {
        path.name: {alias.name for alias in node.names} | {getattr(node, "module", "") or ""}
        for path in folder.parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and ({alias.name for alias in node.names} | {getattr(node, "module", "")})
        & {"sqlite3", "sqlite_utils"}
    }
    assert sorted(importers) == ["connection.py", "migrations.py"]
    assert "sqlite3" not in importers["migrations.py"]


class TestTransactions:
    @pytest.fixture
    def connection(self, tmp_path):
        path = tmp_path / "p.annot"
        path.touch()
        with closing(Connection(path)) as opened:
            opened.run("PRAGMA journal_mode = WAL")
            opened.run("CREATE TABLE t (number INTEGER PRIMARY KEY)")
            yield opened

    def numbers(self, connection):
        return [number for (number,) in connection.rows("SELECT number FROM t ORDER BY number")]

    def test_all_or_nothing(self, connection):
        def fail():
            with connection.writing():
                connection.run("INSERT INTO t VALUES (1)")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail()
        assert self.numbers(connection) == []
        with connection.writing():
            connection.run("INSERT INTO t VALUES (2)")
        assert self.numbers(connection) == [2]

    def test_a_part_fails_by_itself(self, connection):
        def fail():
            with connection.writing():
                connection.run("INSERT INTO t VALUES (2)")
                with connection.writing():
                    connection.run("INSERT INTO t VALUES (1)")

        with connection.writing():
            connection.run("INSERT INTO t VALUES (1)")
            with pytest.raises(ConflictError):
                fail()
            with connection.writing():
                connection.run("INSERT INTO t VALUES (3)")
        assert self.numbers(connection) == [1, 3]

    def test_a_read_sees_one_state(self, connection):
        with closing(Connection(connection.path)) as other:
            with other.reading():
                assert self.numbers(other) == []
                connection.run("INSERT INTO t VALUES (1)")
                assert self.numbers(other) == []
            assert self.numbers(other) == [1]

    def test_a_read_does_not_turn_into_a_write(self, connection):
        with pytest.raises(RuntimeError), connection.reading(), connection.writing():
            pass
        with connection.writing():
            connection.run("INSERT INTO t VALUES (1)")
        assert self.numbers(connection) == [1]

    def test_a_file_that_was_moved_is_not_written(self, connection):
        new = connection.path.with_name("moved.annot")
        connection.path.rename(new)
        with pytest.raises(ProjectMoved), connection.writing():
            pass
        connection.path.write_bytes(b"another file")
        with pytest.raises(ProjectMoved), connection.writing():
            pass
        new.rename(connection.path)
        with connection.writing():
            connection.run("INSERT INTO t VALUES (1)")
        assert self.numbers(connection) == [1]


def test_every_sentence_is_an_annotator_error():
    assert all(issubclass(one, AnnotatorError) for one in SENTENCES.values() if one is not None)
