"""Project files that are none, or cannot be used: every command says so, in one sentence."""

import json
import sqlite3

import pytest

from annotator.project.header import FILE_VERSION

# Every command that takes a project, with what else it needs.
COMMANDS = {
    "import": lambda path: ["import", path, path.parent / "a.txt"],
    "suggest": lambda path: ["suggest", path],
    "open": lambda path: ["open", path, "--annotator", "amina"],
    "agreement": lambda path: ["agreement", path],
    "export": lambda path: ["export", path, path.parent / "out", "--format", "jsonl", "--by", "amina"],
    "check": lambda path: ["check", path],
}
every_command = pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)


def sql(path, *statements):
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


@every_command
def test_a_project_that_is_not_there(refuse, article, command):
    path = article.parent / "no.annot"
    words = f"There is no project at {path}; «annotator new {path}» makes one."
    assert refuse(*command(path)) == words
    assert not path.exists()


@every_command
@pytest.mark.parametrize("kind", ["text", "JPEG", "database", "folder"])
def test_a_file_that_is_no_project(refuse, article, command, kind):
    path = article.parent / "p.annot"
    if kind == "folder":
        path.mkdir()
    elif kind == "database":
        sql(path, "CREATE TABLE t (x)")
    else:
        path.write_bytes(b"\xff\xd8\xff\xe0" * 50 if kind == "JPEG" else b"text")
    before = None if kind == "folder" else path.read_bytes()
    assert refuse(*command(path)) == f"{path} is not an Annotator project."
    assert before is None or path.read_bytes() == before


@every_command
def test_a_project_from_a_newer_version(refuse, labelled, article, command):
    sql(labelled, f"PRAGMA user_version = {FILE_VERSION + 1}")
    before = labelled.read_bytes()
    assert refuse(*command(labelled)) == (
        f"{labelled} was written by a newer Annotator "
        f"(file version {FILE_VERSION + 1}, this one reads up to {FILE_VERSION}): "
        "install a newer one to open it; nothing was changed."
    )
    assert labelled.read_bytes() == before


@every_command
@pytest.mark.parametrize("length", [50, 5000])
def test_a_truncated_project(run, labelled, article, command, length):
    labelled.write_bytes(labelled.read_bytes()[:length])
    done = run(*command(labelled))
    assert done.code == 1
    is_check = command is COMMANDS["check"]
    words = done.out if is_check else done.err
    assert done.out + done.err == words
    assert words.count("\n") == 1
    assert words.startswith("The file is damaged: " if is_check else f"Error: {labelled} is damaged: ")


@every_command
def test_a_project_that_one_may_not_write_or_read(refused, lock, labelled, article, command):
    if command is not COMMANDS["check"]:
        lock(labelled, 0o444)
        words = refused(*command(labelled), is_ordinary=True)
        assert words == f"You have no right to write {labelled}."
    lock(labelled, 0o000)
    assert refused(*command(labelled), is_ordinary=True) == f"You have no right to read {labelled}."


def test_what_one_may_only_read_is_checked(program, lock, labelled, tmp_path):
    before = labelled.read_bytes()
    lock(labelled, 0o444)
    lock(tmp_path, 0o555)
    done = program("check", labelled, is_ordinary=True, TMPDIR="/tmp", HOME="/nowhere")
    assert (done.code, done.out, done.err) == (0, f"{labelled} is sound.\n", "")
    assert labelled.read_bytes() == before
    lock(labelled, 0o644)
    sql(labelled, "DELETE FROM originals")
    lock(labelled, 0o444)
    damaged = program("check", labelled, is_ordinary=True, TMPDIR="/tmp")
    assert damaged.code == 1
    assert "Document one: its original" in damaged.out


def test_what_a_newer_program_wrote_is_named_where_it_lies(refused, lock, labelled):
    sql(labelled, "PRAGMA user_version = 99")
    lock(labelled, 0o444)
    assert refused("check", labelled, is_ordinary=True).startswith(f"{labelled} was written by a newer")


@every_command
def test_a_project_in_a_folder_that_one_may_not_write(refused, lock, labelled, article, command):
    folder = labelled.parent / "locked"
    folder.mkdir()
    path = labelled.rename(folder / "p.annot")
    article.rename(folder / "a.txt")
    lock(folder, 0o555)
    if command is COMMANDS["check"]:
        lock(path, 0o000)  # what may be read is checked
        assert refused(*command(path), is_ordinary=True) == f"You have no right to read {path}."
    else:
        assert refused(*command(path), is_ordinary=True) == f"You have no right to write {folder}."


@pytest.mark.parametrize("damage", ["nothing there", "no project", "newer", "truncated"])
def test_no_traceback_leaves_the_program(refused, labelled, damage):
    if damage == "nothing there":
        labelled.unlink()
    elif damage == "no project":
        labelled.write_bytes(b"text")
    elif damage == "newer":
        sql(labelled, "PRAGMA user_version = 99")
    else:
        labelled.write_bytes(labelled.read_bytes()[:5000])
    assert "Traceback" not in refused("agreement", labelled)


def test_check_finds_a_project_sound(say, labelled):
    assert say("check", labelled) == f"{labelled} is sound.\n"
    assert json.loads(say("check", labelled, "--json")) == []


def test_check_names_what_is_wrong(run, labelled):
    sql(labelled, "DROP TRIGGER text_is_frozen", "UPDATE documents SET text = 'نص آخر' WHERE id = 'two'")
    done = run("check", labelled)
    assert (done.code, done.err) == (1, "")
    assert "Document two: its text is not the one that was imported." in done.out.splitlines()
    done = run("check", labelled, "--json")
    assert (done.code, done.err) == (1, "")
    assert {"code": "text_changed", "id": "two"} in json.loads(done.out)
