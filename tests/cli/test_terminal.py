"""Terminals and pipes as they are: narrow, closed, without Arabic, without a display."""

import json
import os
import pty
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.crashes.keeping import EXIT_CODE
from annotator.display import has_display


def test_a_reader_that_went_away_is_no_error(program, labelled):
    reading, writing = os.pipe()
    os.close(reading)
    done = program("agreement", labelled, stdout=writing)
    os.close(writing)
    assert (done.code, done.err) == (1, "")


LEFT = """
import errno, sys, click
from annotator.console import Commands
command = Commands("annotator")
@command.command()
def print_much():
    sys.platform = sys.argv[1]
    raise OSError(errno.EINVAL, "Invalid argument")
command(["print-much"])
"""


@pytest.mark.parametrize(("platform", "code"), [("win32", 1), ("linux", EXIT_CODE)])
def test_windows_calls_a_reader_that_went_away_an_invalid_argument(tmp_path, platform, code):
    environment = os.environ | {"XDG_STATE_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", LEFT, platform], env=environment, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == code
    assert done.stdout == b""
    assert bool(done.stderr) is (code != 1)  # elsewhere it is a bug, and told


@pytest.mark.parametrize("words", [["stats"], ["agreement", "--json"]])
def test_a_disk_that_is_full_under_standard_output_is_said(program, labelled, words):
    with Path("/dev/full").open("w") as full:
        done = program(words[0], labelled, *words[1:], stdout=full)
    assert (done.code, done.err) == (1, "Error: stdout cannot be written: No space left on device.\n")


def test_standard_output_without_arabic(program, labelled):
    western = {"PYTHONIOENCODING": "cp1252", "encoding": "cp1252"}
    done = program("agreement", labelled, "--json", **western)
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["annotators"] == ["amina", "youssef"]
    done = program("export", labelled, "out.conll", "--format", "conll2002", "--by", "amina", **western)
    assert (done.code, done.err) == (0, "")
    assert r"    two: «\u0644\u0631\u0628\u0627\u0637»" in done.out.splitlines()
    done = program("--help", ANNOTATOR_LANGUAGE="ar", **western)
    assert (done.code, done.err) == (0, "")
    # «الاستعمال»: what the encoding lacks is spelt out, and the commands are there to be read.
    assert done.out.startswith(r"\u0627\u0644\u0627\u0633\u062a\u0639\u0645\u0627\u0644: annotator ")
    assert "\n  export " in done.out


def test_a_path_that_is_no_utf8_is_shown(program, tmp_path):
    done = program("new", "p\udcff.annot")
    assert (done.code, done.err) == (0, "")
    assert done.out == "p\\udcff.annot is ready: 16 labels of the schema security-news.\n"
    done = program("check", "p\udcff.annot")
    assert (done.code, done.out) == (0, "p\\udcff.annot is sound.\n")
    assert len(list(tmp_path.glob("*.annot"))) == 1


def test_a_watched_terminal_gets_a_bar_that_goes_away(program, project, article):
    ours, theirs = pty.openpty()
    done = program("import", project, article, stderr=theirs, TERM="xterm", COLUMNS="80")
    os.close(theirs)
    drawn = os.read(ours, 65536).decode()
    os.close(ours)
    assert (done.code, done.out) == (0, "1 document imported.\n")
    assert "Importing" in drawn
    assert drawn.rstrip().endswith("\x1b[2K")


def test_nobody_watches_a_pipe(program, project, article):
    done = program("import", project, article)
    assert (done.code, done.out, done.err) == (0, "1 document imported.\n", "")


@pytest.mark.parametrize("arguments", [(), ("open", "news.annot")], ids=["annotator", "open"])
def test_where_there_is_no_display_a_window_is_refused(refused, project, arguments):
    assert refused(*arguments) == "There is no display here to show a window on."


def test_a_display_that_nobody_answers_at_is_none(refused, project):
    with socket.socket() as listening:
        listening.bind(("localhost", 0))
        number = listening.getsockname()[1] - 6000
        for display in (f"localhost:{number}.0", ":4321", "unix:4321"):
            assert refused("open", project, DISPLAY=display).startswith("There is no display here")


def test_a_display_that_is_answered_at_is_one(monkeypatch):
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    with socket.create_server(("localhost", 0)) as listening:
        monkeypatch.setenv("DISPLAY", f"localhost:{listening.getsockname()[1] - 6000}.0")
        assert has_display()
    monkeypatch.setenv("DISPLAY", "/a/socket/of/another/kind")
    assert has_display()
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert not has_display()
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.delenv("DISPLAY")
    assert not has_display()


@pytest.mark.parametrize("name", ["", " "])
def test_nobody_labels_without_a_name(refuse, project, name):
    assert refuse("open", project, "--annotator", name).startswith("Give a name first")


@pytest.mark.parametrize("name", ["gold", "suggestions"])
def test_nobody_labels_under_a_reserved_name(refuse, project, name):
    assert refuse("open", project, "--annotator", name) == (
        f"«{name}» is a reserved name; choose another one for the annotator."
    )


def test_open_says_what_is_wrong_with_a_project(refuse, tmp_path):
    missing = tmp_path / "no.annot"
    assert (
        refuse("open", missing) == f"There is no project at {missing}; «annotator new {missing}» makes one."
    )


def test_a_name_neither_breaks_lines_nor_steers_the_terminal(say, refuse, labelled, labels):
    work = labels("other.jsonl", one=[(4, 19, "PERS")])
    say("import", labelled, work, "--annotator", "a\nb\x1b[31mred")
    outs = (
        say("stats", labelled),
        say("agreement", labelled),
        refuse("agreement", labelled, "--annotators", "x"),
    )
    for out in outs:
        assert "\x1b" not in out
        assert "b\N{REPLACEMENT CHARACTER}[31mred" in out
        assert not any(line.startswith("b") for line in out.splitlines())
    assert "a\\nb\\u001b[31mred" in say("stats", labelled, "--json")  # programs get the name itself
