"""A project of every file version so far, made by that version's own code, opens in the newest."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from annotator import __version__
from annotator.errors import NewerProgram, NewerProject, ProjectInUse
from annotator.model import Note, State
from annotator.project.check import check
from annotator.project.connection import Connection
from annotator.project.file import Project
from annotator.project.header import FILE_VERSION
from annotator.project.upgrades import untold
from annotator.project.upgrading import bring_up_to_date
from tests.project.builders import AS_ORDINARY_USER, ROOT, noting, run_python, sql
from tests.projects.facts import facts_of, missing
from tests.projects.old import ASKED, BEGUN, OLD, SALMA, VERSIONS, backups, copy_of, known_of


@pytest.fixture(params=VERSIONS)
def version(request):
    return request.param


@pytest.fixture(params=OLD)
def old_version(request):
    return request.param


@pytest.fixture
def known(version):
    return known_of(version)["facts"]


@pytest.fixture
def copied(version, tmp_path):
    return copy_of(version, tmp_path)


@pytest.fixture
def old(old_version, tmp_path):
    return copy_of(old_version, tmp_path)


def dump(path):
    """Return all that is in a database, without a look through our own code."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return [connection.execute("PRAGMA user_version").fetchone(), *connection.iterdump()]


def facts(path):
    with Project.open(path) as opened:
        return json.loads(json.dumps(facts_of(opened)))


def test_everything_is_there_that_its_own_code_read(copied, known):
    found = facts(copied)
    assert missing(known, found) == []
    assert sum(len(one["spans"]) for work in found["work"].values() for one in work.values()) > 500
    assert {one["state"] for one in found["work"][SALMA].values()} == {
        "finished",
        "question",
        "skipped",
        "in_progress",
        "new",
    }


def test_what_differs_would_be_found(known):
    other = json.loads(json.dumps(known))
    del other["work"][SALMA][BEGUN]["spans"][0]
    other["history"][SALMA][3]["name"] = "x"
    assert missing(known, other) == [f"/work/{SALMA}/{BEGUN}/spans", f"/history/{SALMA}/3/name"]


def test_it_is_sound_and_has_the_tables_of_a_new_one(copied, project):
    Project.open(copied).close()
    assert check(copied) == []
    assert _tables(copied) == _tables(project.path)


def _tables(path):
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"))


def test_a_copy_of_it_as_it_was_lies_beside_it_and_only_one(old, old_version, tmp_path):
    before, mode = old.read_bytes(), 0o640
    old.chmod(mode)
    for _time in range(2):
        Project.open(old).close()
    assert backups(old) == [f".v{old_version}-backup"]
    copy = old.with_name(f"{old.name}.v{old_version}-backup")
    assert copy.stat().st_mode & 0o777 == mode
    was = tmp_path / "was"
    was.write_bytes(before)
    assert dump(copy) == dump(was)
    assert len(copy.read_bytes()) == len(before)


def test_the_newest_version_gets_no_copy(tmp_path):
    path = copy_of(FILE_VERSION, tmp_path)
    Project.open(path).close()
    assert backups(path) == []
    assert untold() == []


def test_old_decisions_are_made_again_and_taken_back_to_the_first(copied, known):
    with Project.open(copied) as opened:
        for _time in range(2):
            assert opened.changes.redo(SALMA).document_ids == (BEGUN,)
        while opened.changes.undoable(SALMA) is not None:
            opened.changes.undo(SALMA)
        assert SALMA not in opened.annotations.annotators()
        for _time in known["history"][SALMA]:
            opened.changes.redo(SALMA)
        again = opened.annotations.get(BEGUN, SALMA)
        assert len(again.verdicts) > len(known["work"][SALMA][BEGUN]["verdicts"])
        opened.changes.record(SALMA, noting(BEGUN, Note(0, 4, "حي؟", is_question=True)))
    assert check(copied) == []


def test_what_the_search_and_the_list_need_is_there(copied):
    with Project.open(copied) as opened:
        assert [one.id for one in opened.search.named("درع المضيق")] == [ASKED]
        listed = {one.id: one.state for one in opened.documents.summaries(SALMA)}
        assert listed[ASKED] is State.QUESTION
        assert opened.lexicon.version >= 0
        assert opened.settings.get("seed") >= 0


def test_whoever_opened_it_is_told_once(old):
    Project.open(old).close()
    Project.open(old).close()
    (upgrade,) = untold()
    assert upgrade.path == old
    assert upgrade.copy.exists()
    assert upgrade.copy.name in upgrade.sentence
    assert untold() == []


def test_a_taken_name_is_left_alone_and_the_same_copy_is_not_made_twice(old, old_version):
    first = old.with_name(f"{old.name}.v{old_version}-backup")
    first.write_bytes(b"precious")
    before = old.read_bytes()
    for _time in range(2):
        Project.open(old).close()
        old.write_bytes(before)  # as somebody puts it back who wants the older program
    assert first.read_bytes() == b"precious"
    assert backups(old) == [f".v{old_version}-backup", f".v{old_version}-backup-2"]


def test_who_brought_it_up_to_date_stands_in_it(old, project):
    Project.open(old).close()
    with closing(sqlite3.connect(old)) as connection:
        facts = dict(connection.execute("SELECT key, value FROM meta"))
    assert facts["upgraded_by"] == f"annotator {__version__}"
    assert facts["made_by"].startswith("annotator ")


OPEN = """
import sys
from pathlib import Path
from annotator.errors import AnnotatorError
from annotator.project.file import Project
try:
    Project.open(sys.argv[1]).close()
except AnnotatorError as error:
    print(type(error).__name__, str(error).count("\\n"), Path(error.values["path"]).name)
"""


def test_a_folder_or_file_that_nobody_may_write_to(public_folder, old_version):
    path = copy_of(old_version, public_folder)
    before = path.read_bytes()
    path.chmod(0o666)
    public_folder.chmod(0o555)
    assert run_python(OPEN_FIRST, AS_ORDINARY_USER, OPEN, arguments=[path]).split()[:2] == ["NoRights", "0"]
    public_folder.chmod(0o777)
    path.chmod(0o444)
    assert run_python(OPEN_FIRST, AS_ORDINARY_USER, OPEN, arguments=[path]).split()[:2] == ["NoRights", "0"]
    assert path.read_bytes() == before
    assert backups(path) == []


OPEN_FIRST = "import annotator.project.file, annotator.project.upgrading\n"
LITTLE_ROOM = """
import resource, sys
from pathlib import Path
room = Path(sys.argv[1]).stat().st_size // 2
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
"""


def test_a_disk_without_room_for_the_copy_leaves_all_as_it_was(old, old_version):
    before = old.read_bytes()
    said = run_python(LITTLE_ROOM, OPEN, arguments=[old])
    assert said.split()[:2] == ["DiskFault", "0"]
    assert said.endswith(old.name)
    assert backups(old) == []
    assert old.read_bytes() == before


KILLED = """
import os, signal, sys
from pathlib import Path
from annotator.project import upgrading
from annotator.project.file import Project
left = int(sys.argv[2])
ours = str(Path(upgrading.__file__).parent)

def count(frame, event, _argument):
    global left
    if event in ("call", "return", "c_call", "c_return") and frame.f_code.co_filename.startswith(ours):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.setprofile(count)
Project.open(sys.argv[1]).close()
sys.setprofile(None)
print(int(sys.argv[2]) - left)
"""


def test_a_program_that_is_killed_anywhere_loses_nothing(tmp_path):
    version = FILE_VERSION - 1
    known = known_of(version)["facts"]
    steps = int(run_python(KILLED, arguments=[copy_of(version, tmp_path), 10**9]))
    assert steps > 100
    ends = set()
    for moment in range(1, steps - 20, steps // 12):  # how many there are differs by one or two
        folder = tmp_path / str(moment)
        folder.mkdir()
        path = copy_of(version, folder)
        with pytest.raises(subprocess.CalledProcessError):
            run_python(KILLED, arguments=[path, moment])
        ends.add(tuple(backups(path)))
        assert missing(known, facts(path)) == []
        assert check(path) == []
        assert backups(path) == [f".v{version}-backup"]
    assert len(ends) > 2


def test_two_programs_at_once_bring_it_up_to_date_once(old, old_version):
    programs = [
        subprocess.Popen([sys.executable, "-B", "-c", OPEN, str(old)], cwd=ROOT, stdout=subprocess.PIPE)
        for _time in range(3)
    ]
    assert [one.communicate(timeout=60)[0] for one in programs] == [b""] * 3
    assert backups(old) == [f".v{old_version}-backup"]
    assert missing(known_of(old_version)["facts"], facts(old)) == []


HOLDING = """
import sys
from annotator.project.file import connect
from pathlib import Path
connection = connect(Path(sys.argv[1]))
print(connection.value("SELECT count(*) FROM documents"), flush=True)
sys.stdin.read()
"""


def test_who_has_it_open_is_given_a_moment_to_close_it(old, old_version, monkeypatch):
    holding = [sys.executable, "-B", "-c", HOLDING, str(old)]
    with subprocess.Popen(holding, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"6\n"
        with pytest.raises(ProjectInUse):
            Project.open(old, busy_seconds=0)
        waited = []

        def closing_it(seconds):
            waited.append(seconds)
            other.stdin.close()
            other.wait()

        monkeypatch.setattr("annotator.project.upgrading.time.sleep", closing_it)
        assert missing(known_of(old_version)["facts"], facts(old)) == []
    assert len(waited) == 1


@pytest.mark.parametrize(
    ("is_alone", "least", "most"),
    [(False, 1, 2), (True, 5, 6)],  # open in a window that stands still; somebody else brings it up to date
)
def test_who_merely_has_it_open_is_waited_for_less_long(old, monkeypatch, is_alone, least, most):
    waited = []
    monkeypatch.setattr("annotator.project.upgrading.time.sleep", waited.append)
    monkeypatch.setattr("annotator.project.upgrading.time.monotonic", lambda: sum(waited))
    before = old.read_bytes()
    with closing(Connection(old, is_alone=is_alone)) as other:
        assert other.value("SELECT count(*) FROM documents") == 6
        with pytest.raises(ProjectInUse):
            bring_up_to_date(old, busy_seconds=5)
    assert least <= sum(waited) < most
    assert old.read_bytes() == before


def test_what_another_window_brought_up_to_date_and_has_open_is_done(tmp_path):
    path = copy_of(FILE_VERSION, tmp_path)
    with closing(Connection(path)) as other:
        assert other.value("SELECT count(*) FROM documents") == 6
        bring_up_to_date(path)
        assert not [name for name in backups(path) if "backup" in name]
    assert untold() == []


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        (["('upgraded_by', 'annotator 99.1')"], "99.1"),
        ([], None),
        (["('upgraded_by', 'annotator 99.1 <b>')"], None),
        (["('upgraded_by', 'something else 3')"], None),
    ],
)
def test_a_file_of_a_newer_program_says_which(project, rows, named):
    project.close()
    sql(project.path, f"PRAGMA user_version = {FILE_VERSION + 1}")
    sql(project.path, *(f"INSERT INTO meta VALUES {row}" for row in rows))
    before = dump(project.path)
    with pytest.raises(NewerProject) as raised:
        Project.open(project.path)
    assert (raised.value.values.get("version"), isinstance(raised.value, NewerProgram)) == (
        named,
        named is not None,
    )
    assert "{" not in str(raised.value)
    assert dump(project.path) == before


def test_a_file_of_a_newer_program_that_keeps_its_facts_elsewhere(project):
    project.close()
    sql(project.path, "DROP TABLE meta", f"PRAGMA user_version = {FILE_VERSION + 1}")
    with pytest.raises(NewerProject):
        Project.open(project.path)
