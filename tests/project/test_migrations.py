import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from shutil import copyfile

import pytest
from sqlite_utils import Migrations

from annotator.errors import DamagedProject, NoSpace, OlderProject, ProjectBusy
from annotator.model import Note, Span, State, Verdict
from annotator.project import file, header, location, migrations
from annotator.project.check import check
from annotator.project.file import Project, connect
from tests.project.builders import adding, noting

FILES = Path(__file__).parent / "files"  # one project of every released file version
STEPS = migrations.STEPS
NOW, NEXT = header.FILE_VERSION, header.FILE_VERSION + 1
BACKUP = f".v{NOW}-backup"
bring_up_to_date = migrations.bring_up_to_date


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
    assert pragma(old, "user_version") == NOW


@pytest.fixture
def first_version(tmp_path):
    """A project that was written by the program of file version 1, with work of three annotators."""
    return Path(copyfile(FILES / "v1.annot", tmp_path / "v1.annot"))


def test_a_file_of_the_first_version_still_opens(first_version):
    with Project.open(first_version) as opened:
        amina = opened.annotations.get("one", "amina")
        assert (amina.state, amina.note, amina.spans) == (
            State.QUESTION,
            "هل هذا حزب؟",
            (Span(10, 16, "GPE"),),
        )
        assert list(amina.verdicts.values()) == [Verdict.ACCEPTED, Verdict.REJECTED]
        assert amina.notes == ()
        assert [one.seconds for one in opened.changes.history("amina", limit=9)][-2:] == [2.25, 1.5]
        assert opened.changes.redo("amina").name == "state_in_progress"
        opened.changes.record("amina", noting("one", Note(10, 16, "حي؟", is_question=True)))
        for _ in range(6):
            opened.changes.undo("amina")
        assert opened.annotations.annotators() == ["youssef", "gold"]
    assert names(first_version) == ["", ".v1-backup"]
    assert check(first_version) == []
    assert pragma(first_version, "user_version") == NOW


@pytest.fixture
def second_version(tmp_path):
    """The same of file version 2: with notes, and what was labelled elsewhere remembered."""
    return Path(copyfile(FILES / "v2.annot", tmp_path / "v2.annot"))


def test_a_file_of_the_second_version_still_opens(second_version):
    with Project.open(second_version) as opened:
        amina = opened.annotations.get("one", "amina")
        assert (amina.state, amina.spans) == (State.QUESTION, (Span(10, 16, "GPE"),))
        assert list(amina.verdicts.values()) == [Verdict.ACCEPTED, Verdict.REJECTED]
        assert amina.notes == (
            Note(None, None, "جيد", is_question=False),
            Note(10, 16, "حي؟", is_question=True),
        )
        assert [one.source for one in opened.suggestions.of("one")] == ["lexicon", "lexicon", "memory"]
        assert opened.changes.pace("amina").actions == 3
        assert [found.id for found in opened.search.named("وزاره الدفاع")] == ["two"]
        assert opened.changes.redo("amina").name == "state_in_progress"
        for _ in range(6):
            opened.changes.undo("amina")
        assert opened.annotations.annotators() == ["youssef", "gold"]
        assert opened.settings.get("seed") >= 0
        assert (opened.lexicon.version, opened.lexicon.all(), opened.runs.get()) == (0, [], {})
    assert names(second_version) == ["", ".v2-backup"]
    assert check(second_version) == []
    assert pragma(second_version, "user_version") == NOW


@pytest.fixture
def third_version(tmp_path):
    """The same of file version 3: with what learns, and an article that two have finished differently."""
    return Path(copyfile(FILES / "v3.annot", tmp_path / "v3.annot"))


def test_a_file_of_the_third_version_still_opens(third_version):
    with Project.open(third_version) as opened:
        assert opened.annotations.get("three", "sara").state is State.FINISHED
        assert [one.surface for one in opened.lexicon.all()] == ["الفيلق الأول"]
        assert opened.models.newest("tagger").data == b"\x00data"
        assert opened.honesty.held_back() == {"two"}
        assert opened.settings.get("leads", []) == ["sara"]
        assert opened.changes.redo("amina").name == "state_in_progress"
        assert opened.rulings.of() == {}
        assert opened.rulings.undoable().name == "import"
    assert names(third_version) == ["", ".v3-backup"]
    assert check(third_version) == []
    assert pragma(third_version, "user_version") == NOW


@pytest.mark.parametrize("version", [1, 2, 3])
def test_an_upgraded_file_has_the_tables_of_a_new_one(version, tmp_path, project):
    older = Path(copyfile(FILES / f"v{version}.annot", tmp_path / "older.annot"))
    Project.open(older).close()
    assert _tables(older) == _tables(project.path)


def _tables(path):
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"))


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
