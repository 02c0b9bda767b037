"""A bug in a command: one sentence, where the report lies, exit code 70; never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BROKEN = """
import sys, threading
from annotator import cli
def broken(*given, **more):
    raise ValueError("وصل اللواء", given, more)
def in_thread(*_given, **_more):
    thread = threading.Thread(target=broken)
    thread.start()
    thread.join()
cli.main.commands["new"].callback = {what}
sys.argv = ["annotator", "new", sys.argv[1]]
cli.main(prog_name="annotator")
"""


@pytest.fixture
def broken(tmp_path):
    """Runs a command whose work breaks, and returns what it left."""

    def run(what="broken", *, state="state", **environment):
        return subprocess.run(
            [sys.executable, "-c", BROKEN.format(what=what), str(tmp_path / "أخبار.annot")],
            env=os.environ | {"XDG_STATE_HOME": str(tmp_path / state)} | environment,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run


def reports(tmp_path):
    return sorted(Path(tmp_path, "state", "annotator", "errors").iterdir())


def test_a_bug_is_a_sentence_and_a_report(broken, tmp_path):
    done = broken()
    (report,) = reports(tmp_path)
    assert done.returncode == 70
    assert done.stdout == ""
    assert done.stderr == (
        f"Error: This should not have happened. A report of it, without any article text, is in {report}.\n"
    )
    text = report.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "where: command line new" in text
    assert text.isascii()
    assert str(tmp_path) not in text


def test_a_bug_in_a_thread_is_told_and_the_command_goes_on(broken, tmp_path):
    done = broken("in_thread")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert len(reports(tmp_path)) == 1


def test_where_no_report_can_be_kept_it_is_said_at_once(broken, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = broken(state="file")
    assert done.returncode == 70
    assert done.stderr.startswith("Error: This should not have happened. No report of it could be kept;")
    assert "\nValueError\n" in done.stderr
    assert "وصل" not in done.stderr


def test_who_has_no_home_hears_it_too(broken):
    done = broken(HOME="", XDG_STATE_HOME="")
    assert done.returncode == 70
    assert "No report of it could be kept" in done.stderr


def test_a_process_beside_the_window_that_dies_leaves_a_report(broken, tmp_path):
    dying = "lambda *_given, **_more: __import__('faulthandler')._sigsegv()"
    assert broken(dying, ANNOTATOR_PROGRESS_LINES="1").returncode < 0
    (left,) = reports(tmp_path)
    assert "Segmentation fault" in left.read_text(encoding="utf-8")
    assert "command line new" in left.read_text(encoding="utf-8")


def test_who_develops_may_have_the_traceback(broken):
    assert "ValueError: ('وصل اللواء'" in broken(ANNOTATOR_TRACEBACKS="1").stderr
