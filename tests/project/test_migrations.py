import sqlite3
from contextlib import closing, nullcontext
from functools import partial

import pytest
from sqlite_utils import Migrations

from annotator.errors import DamagedProject, NoSpace, OlderProject, ProjectInUse
from annotator.model import Span
from annotator.project import file, header, migrations, upgrading
from annotator.project.check import check
from annotator.project.connection import Connection
from annotator.project.file import Project, connect
from tests.project.builders import adding

STEPS = migrations.STEPS
NOW, NEXT = header.FILE_VERSION, header.FILE_VERSION + 1
BACKUP = f".v{NOW}-backup"
bring_up_to_date = upgrading.bring_up_to_date


def next_version(*, fail_with: Exception | None = None) -> Migrations:
    """The steps of a later program: one more table, and a table rebuilt that others refer to."""
    steps = released()

    @steps(name=f"v{NEXT}")
    def _next(db):
        db.execute("CREATE TABLE later (number INTEGER PRIMARY KEY) STRICT")
        db["annotators"].transform(rename={"at": "since"})
        if fail_with is not None:
            raise fail_with
        db.execute(f"PRAGMA user_version = {NEXT}")

    return steps


def released() -> Migrations:
    """Steps that an older project has behind it."""
    steps = Migrations(STEPS.name)
    for version in range(1, NEXT):

        @steps(name=f"v{version}")
        def _done(_):
            raise AssertionError("applied already")

    return steps


@pytest.fixture
def old(project):
    """A project of today's version, with work in it."""
    project.changes.record("amina", adding("one", Span(10, 16, "GPE")))
    project.close()
    return project.path


@pytest.fixture
def later(monkeypatch):
    """A program of the next version."""
    monkeypatch.setattr(file, "FILE_VERSION", NEXT)

    def program(steps):
        monkeypatch.setattr(upgrading, "bring_up_to_date", partial(bring_up_to_date, steps=steps))

    program(next_version())
    return program


def names(path):
    return sorted(one.name.removeprefix(path.name) for one in path.parent.iterdir())


def test_every_step_sets_its_version_and_is_recorded(project):
    with closing(sqlite3.connect(project.path)) as connection:
        recorded = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'annotator'")
        assert [name for (name,) in recorded] == [f"v{n + 1}" for n in range(header.FILE_VERSION)]


def test_an_older_file_is_copied_aside_and_brought_up_to_date(old, later):
    before = old.read_bytes()
    with Project.open(old) as opened:
        assert opened.annotations.get("one", "amina").spans == (Span(10, 16, "GPE"),)
        opened.changes.undo("amina")
    assert names(old) == ["", BACKUP]
    assert pragma(old, "user_version") == NEXT
    backup = old.with_name(old.name + BACKUP)
    assert pragma(backup, "user_version") == NOW
    assert len(backup.read_bytes()) == len(before)
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT count(*) FROM spans").fetchone() == (1,)
    with Project.open(old):
        pass
    assert names(old) == ["", BACKUP]


def test_the_copy_is_a_project_itself(old, later, monkeypatch):
    Project.open(old).close()
    monkeypatch.undo()
    backup = old.with_name(old.name + BACKUP)
    assert check(backup) == []
    with Project.open(backup) as opened:
        assert opened.annotations.get("one", "amina").spans == (Span(10, 16, "GPE"),)


def test_an_earlier_copy_is_kept(old, later):
    old.with_name(old.name + BACKUP).write_bytes(b"precious")
    Project.open(old).close()
    assert names(old) == ["", BACKUP, f"{BACKUP}-2"]
    assert old.with_name(old.name + BACKUP).read_bytes() == b"precious"


@pytest.mark.parametrize("error", [ZeroDivisionError(), sqlite3.OperationalError("no such table: x")])
def test_a_step_that_fails_leaves_the_file_as_it_was(old, later, error, monkeypatch):
    later(next_version(fail_with=error))
    with pytest.raises(type(error)):
        Project.open(old)
    assert names(old) == [""]
    monkeypatch.undo()
    assert check(old) == []
    with Project.open(old) as opened:
        assert opened.annotations.get("one", "amina").spans == (Span(10, 16, "GPE"),)


def test_an_error_of_sqlite_in_a_step_is_a_sentence(old, later):
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    later(next_version(fail_with=full))
    with pytest.raises(NoSpace):
        Project.open(old)
    assert names(old) == [""]


def test_a_step_that_breaks_references_is_refused(old, later):
    steps = released()
    steps(name=f"v{NEXT}")(lambda db: db.execute("DELETE FROM documents"))
    later(steps)
    with pytest.raises(DamagedProject):
        Project.open(old)
    assert names(old) == [""]
    assert pragma(old, "user_version") == NOW


@pytest.mark.parametrize("is_writing", [False, True])
def test_a_file_that_is_open_elsewhere_is_not_touched(old, later, is_writing):
    # What an older program writes after the tables changed would miss the new ones.
    with closing(connect(old)) as other, other.writing() if is_writing else nullcontext():
        with pytest.raises(ProjectInUse):
            Project.open(old, busy_seconds=0)
        assert other.value("SELECT count(*) FROM spans") == 1
    assert "" in names(old)
    assert not any("backup" in name for name in names(old))


def test_a_copy_that_fails_leaves_nothing(old, later, monkeypatch):
    def full(connection, target):
        target.write_bytes(b"half")
        raise NoSpace(path=connection.path)

    monkeypatch.setattr(Connection, "copy_to", full)
    with pytest.raises(NoSpace):
        Project.open(old)
    assert names(old) == [""]
    assert pragma(old, "user_version") == NOW


def test_check_changes_no_file(old, monkeypatch):
    from annotator.project import check as checking

    monkeypatch.setattr(checking, "FILE_VERSION", NEXT)
    with pytest.raises(OlderProject) as raised:
        check(old)
    assert (raised.value.values["found"], raised.value.values["known"]) == (NOW, NEXT)
    assert names(old) == [""]


def pragma(path, name):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]
