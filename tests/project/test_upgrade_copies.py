"""The copy that is made of an older project, where something is in its way."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.errors import DiskFault, NoSpace, ProjectError
from annotator.project.connection import Connection
from annotator.project.file import Project
from annotator.project.upgrades import Upgrade, untold
from tests.project.builders import AS_ORDINARY_USER, run_python
from tests.projects.old import backups, copy_of

BACKUP = ".v1-backup"
OPEN = """
import sys
import annotator.project.upgrading
from annotator.project.file import Project
"""
AND_CLOSE = "Project.open(sys.argv[1]).close()"


@pytest.fixture
def old(tmp_path):
    return copy_of(1, tmp_path)


def version_of(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


def test_opened_by_a_link_its_copy_lies_beside_the_file_itself(old, tmp_path):
    desk = tmp_path / "desk"
    desk.mkdir()
    link = desk / "link.annot"
    link.symlink_to(old)
    Project.open(link).close()
    assert list(desk.iterdir()) == [link]
    (upgrade,) = untold()
    assert upgrade.copy == old.with_name(f"{old.name}{BACKUP}")
    assert version_of(upgrade.copy) == 1


def test_what_an_older_program_left_in_its_log_is_in_both(old, tmp_path):
    ended = tmp_path / "ended"
    ended.mkdir()
    path = ended / old.name
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE meta SET value = 'in the log' WHERE key = 'name'")
        connection.commit()
        for ending in ("", "-wal"):  # as they lie there when the computer goes off
            shutil.copyfile(f"{old}{ending}", f"{path}{ending}")
    with Project.open(path) as opened:
        assert opened.name == "in the log"
    (upgrade,) = untold()
    with closing(sqlite3.connect(upgrade.copy)) as connection:
        assert connection.execute("SELECT value FROM meta WHERE key = 'name'").fetchone() == ("in the log",)
    assert version_of(upgrade.copy) == 1


@pytest.mark.parametrize("link", [Path.hardlink_to, Path.symlink_to])
def test_a_copy_that_is_opened_by_a_link_is_copied_itself(old, link):
    Project.open(old).close()
    (first,) = untold()
    old.unlink()
    link(old, first.copy)
    Project.open(old).close()
    (second,) = untold()
    assert not second.copy.samefile(old)
    assert version_of(second.copy) == 1


def test_a_file_of_another_person_that_has_its_name_is_left_alone(public_folder):
    path = copy_of(1, public_folder)
    path.chmod(0o666)
    shutil.copyfile(path, f"{path}{BACKUP}")
    Path(f"{path}{BACKUP}").chmod(0)
    run_python(OPEN, AS_ORDINARY_USER, AND_CLOSE, arguments=[path])
    assert backups(path) == [BACKUP, f"{BACKUP}-2"]


def test_who_stops_it_when_all_is_written_keeps_it(old, monkeypatch):
    run = Connection.run

    def stopping(connection, sql, *parameters):
        done = run(connection, sql, *parameters)
        if sql == "COMMIT":
            raise KeyboardInterrupt
        return done

    with monkeypatch.context() as patched:
        patched.setattr(Connection, "run", stopping)
        with pytest.raises(KeyboardInterrupt):
            Project.open(old)
    assert version_of(old) > 1
    assert backups(old) == [BACKUP]
    assert version_of(old.with_name(f"{old.name}{BACKUP}")) == 1


def test_a_step_that_fails_leaves_the_copy_that_was_there_before(old, monkeypatch):
    before = old.read_bytes()
    Project.open(old).close()
    copy = old.with_name(f"{old.name}{BACKUP}")
    kept = copy.read_bytes()
    old.write_bytes(before)

    def fail(connection, **_steps):
        raise NoSpace(path=connection.path)

    monkeypatch.setattr("annotator.project.upgrading.apply", fail)
    with pytest.raises(NoSpace):
        Project.open(old)
    assert copy.read_bytes() == kept
    assert backups(old) == [BACKUP]


def test_a_folder_in_the_way_of_the_half_of_it_is_told_in_one_sentence(old):
    before = old.read_bytes()
    in_the_way = old.with_name(f"{old.name}{BACKUP}.part")
    in_the_way.mkdir()
    with pytest.raises(ProjectError):
        Project.open(old)
    assert old.read_bytes() == before
    assert backups(old) == [f"{BACKUP}.part"]


def test_a_name_that_cannot_be_longer_is_told_in_one_sentence(old):
    path = old.rename(old.with_name("ا" * 116 + ".annot"))
    before = path.read_bytes()
    with pytest.raises(DiskFault):
        Project.open(path)
    assert path.read_bytes() == before
    assert backups(path) == []


def test_a_name_that_would_break_the_line_does_not(tmp_path):
    said = Upgrade(tmp_path, tmp_path / f"a\n\x1b[2J.annot{BACKUP}").sentence
    assert f"[2J.annot{BACKUP}" in said
    assert "\n" not in said
    assert "\x1b" not in said
