import sqlite3
from contextlib import closing
from functools import partial

import pytest
from sqlite_utils import Migrations

from annotator.errors import DamagedProject, NoSpace, OlderProject, ProjectBusy
from annotator.model import Span
from annotator.project import file, header, location, migrations
from annotator.project.check import check
from annotator.project.file import Project, connect
from tests.project.builders import adding

STEPS_V1 = migrations.STEPS
bring_up_to_date = migrations.bring_up_to_date


def next_version(*, fail_with: Exception | None = None) -> Migrations:
    """The steps of a later program: one more table, and a table rebuilt that others refer to."""
    steps = Migrations(STEPS_V1.name)

    @steps(name="v1")
    def _v1(_):
        raise AssertionError("applied already")

    @steps(name="v2")
    def _v2(db):
        db.execute("CREATE TABLE rulings (number INTEGER PRIMARY KEY) STRICT")
        db["annotators"].transform(rename={"at": "since"})
        if fail_with is not None:
            raise fail_with
        db.execute("PRAGMA user_version = 2")

    return steps


@pytest.fixture
def old(project):
    """A project of version 1, with work in it."""
    project.changes.record("amina", adding("one", Span(10, 16, "GPE")))
    project.close()
    return project.path


@pytest.fixture
def later(monkeypatch):
    """A program of version 2."""
    monkeypatch.setattr(file, "FILE_VERSION", 2)

    def program(steps):
        monkeypatch.setattr(migrations, "bring_up_to_date", partial(bring_up_to_date, steps=steps))

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
    assert names(old) == ["", ".v1-backup"]
    assert pragma(old, "user_version") == 2
    backup = old.with_name(f"{old.name}.v1-backup")
    assert pragma(backup, "user_version") == 1
    assert len(backup.read_bytes()) == len(before)
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT count(*) FROM spans").fetchone() == (1,)
    with Project.open(old):
        pass
    assert names(old) == ["", ".v1-backup"]


def test_the_copy_is_a_project_itself(old, later, monkeypatch):
    Project.open(old).close()
    monkeypatch.undo()
    backup = old.with_name(f"{old.name}.v1-backup")
    assert check(backup) == []
    with Project.open(backup) as opened:
        assert opened.annotations.get("one", "amina").spans == (Span(10, 16, "GPE"),)


def test_an_earlier_copy_is_kept(old, later):
    old.with_name(f"{old.name}.v1-backup").write_bytes(b"precious")
    Project.open(old).close()
    assert names(old) == ["", ".v1-backup", ".v1-backup-2"]
    assert old.with_name(f"{old.name}.v1-backup").read_bytes() == b"precious"


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
    steps = Migrations(STEPS_V1.name)
    steps(name="v1")(lambda _: None)
    steps(name="v2")(lambda db: db.execute("DELETE FROM documents"))
    later(steps)
    with pytest.raises(DamagedProject):
        Project.open(old)
    assert names(old) == [""]
    assert pragma(old, "user_version") == 1


def test_a_busy_file_is_not_touched(old, later):
    with closing(connect(old)) as other, other.writing(), pytest.raises(ProjectBusy):
        Project.open(old, busy_seconds=0)
    assert "" in names(old)
    assert not any("backup" in name for name in names(old))


def test_a_copy_that_fails_leaves_nothing(old, later, monkeypatch):
    real = location.disk_errors

    def full(path):
        if path.name.endswith("backup"):
            raise NoSpace(path=path)
        return real(path)

    monkeypatch.setattr(migrations, "disk_errors", full)
    with pytest.raises(NoSpace):
        Project.open(old)
    assert names(old) == [""]
    assert pragma(old, "user_version") == 1


def test_check_changes_no_file(old, monkeypatch):
    from annotator.project import check as checking

    monkeypatch.setattr(checking, "FILE_VERSION", 2)
    with pytest.raises(OlderProject) as raised:
        check(old)
    assert (raised.value.values["found"], raised.value.values["known"]) == (1, 2)
    assert names(old) == [""]


def pragma(path, name):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]
