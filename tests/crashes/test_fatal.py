"""Crashes of native code: what a dying process writes, and what the next start makes of it."""

import faulthandler
import os
import signal
import subprocess
import sys

import pytest

from annotator.crashes import fatal, shelf

DYING = """
import faulthandler, sys, threading
from annotator.crashes import fatal
def deep(words):
    getattr(faulthandler, sys.argv[1])()
with fatal.watched("window"):
    deep("وصل اللواء")
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    return shelf.folder()


def die(how):
    return subprocess.run([sys.executable, "-c", DYING, how], timeout=60, check=False).returncode


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("_sigsegv", "Fatal Python error: Segmentation fault"),
        ("_sigabrt", "Fatal Python error: Aborted"),
    ],
)
def test_a_crash_is_a_report_at_the_next_start(place, how, words):
    assert die(how) != 0
    (found,) = fatal.take_over()
    assert found.report.title == words
    assert found.report.where == "window"
    assert shelf.stored(place) == [found]
    assert fatal.take_over() == []
    assert [one.name for one in place.iterdir()] == [found.path.name]


def test_a_crash_tells_what_the_process_ran_on_in_the_end(place):
    renewing = DYING.replace("    deep(", '    run_on("fr")\n    fatal.renew()\n    deep(')
    renewing = "from annotator.crashes.report import run_on\nrun_on('ar')\n" + renewing
    subprocess.run([sys.executable, "-c", renewing, "_sigsegv"], timeout=60, check=False)
    (found,) = fatal.take_over()
    assert found.report.running.endswith(", fr")
    assert found.report.where == "window"
    assert found.report.title == "Fatal Python error: Segmentation fault"


def test_the_same_crash_again_is_counted(place):
    for _time in range(2):
        die("_sigsegv")
        fatal.take_over()
    (found,) = shelf.stored(place)
    assert found.report.times == 2


def test_who_ends_well_leaves_nothing(place):
    was_on = faulthandler.is_enabled()
    with fatal.watched("window"):
        assert [one.name for one in place.iterdir()] == [f"running-{os.getpid()}.txt"]
        assert fatal.take_over() == []
    assert list(place.iterdir()) == []
    assert faulthandler.is_enabled() == was_on


def test_on_windows_too_the_file_of_this_process_is_left_alone(place, monkeypatch):
    with fatal.watched("window"):
        monkeypatch.setattr("sys.platform", "win32")
        monkeypatch.setenv("LOCALAPPDATA", str(place))
        own = shelf.folder() / f"running-{os.getpid()}.txt"
        own.parent.mkdir(parents=True)
        own.write_text("Annotator\n\n", encoding="utf-8")
        assert fatal.take_over() == []
        assert own.exists()
        monkeypatch.setattr("sys.platform", "linux")


def test_a_bug_inside_leaves_no_file_either(place):
    with pytest.raises(ZeroDivisionError), fatal.watched("window"):
        raise ZeroDivisionError
    assert list(place.iterdir()) == []


def test_what_was_killed_is_cleared_away_and_what_lives_is_not(place):
    code = DYING.replace(
        "getattr(faulthandler, sys.argv[1])()", "print('here', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as living:
        assert living.stdout.readline() == b"here\n"
        assert fatal.take_over() == []
        assert len(list(place.iterdir())) == 1
        living.send_signal(signal.SIGKILL)
        living.wait(60)
        assert fatal.take_over() == []
        assert list(place.iterdir()) == []


def test_names_of_files_and_foreign_words_are_left_out(place):
    place.mkdir(parents=True)
    dump = (
        "Annotator 0.1.0 (from source)\nPython 3.11\nwindow\n\n"
        "Fatal Python error: وصل\n\nThread 0x00007f0a (most recent call first):\n"
        '  File "/home/amina/خبر.py", line 3 in wasal\n  File "/home/amina/news.py", line 3 in read\n'
        f'  File "{fatal.__file__}", line 7 in take_over\n'
        "Extension modules: amina.news (total: 1)\n"
    )
    (place / "running-999999999.txt").write_text(dump, encoding="utf-8")
    (found,) = fatal.take_over()
    text = found.path.read_text(encoding="utf-8")
    assert "amina" not in text
    assert text.isascii()
    assert "  annotator/crashes/fatal.py:7 take_over" in found.report.lines
    assert found.report.lines[0] == "Fatal Python error"


def test_half_a_file_and_bytes_of_no_text_are_a_crash_without_words(place):
    place.mkdir(parents=True)
    (place / "running-999999998.txt").write_bytes(b"Annotator 0.1.0\n\n\xff\xfe\x00")
    (found,) = fatal.take_over()
    assert found.report.title == "A crash without words"


def test_a_full_disk_holds_nothing_up(place):
    place.mkdir(parents=True)
    (place / f"running-{os.getpid()}.txt").symlink_to("/dev/full")
    opened = []
    with fatal.watched("window"):
        opened.append("window")
    assert opened


def test_without_a_folder_nothing_is_watched(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    with fatal.watched("window"):
        assert fatal.take_over() == []
