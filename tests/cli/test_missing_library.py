"""A system without a library that Qt takes from it: one sentence, wherever Qt is asked for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator import lacking
from annotator.edition import Edition, Flavour
from annotator.errors import MissingLibrary

ROOT = Path(__file__).resolve().parents[2]
LOADER = "libGL.so.1: cannot open shared object file: No such file or directory"
SAID = (
    "This system lacks the library libGL.so.1, without which there is neither a window nor a PDF. "
    "In the folder of Annotator's source, «installers/system-packages run» brings it."
)


@pytest.fixture
def without_libgl(tmp_path: Path) -> dict[str, str]:
    """An environment in which Qt ends as the loader ends it where libGL is missing."""
    planted = tmp_path / "planted" / "PySide6"
    planted.mkdir(parents=True)
    (planted / "__init__.py").write_text(f"raise ImportError({LOADER!r})\n", encoding="utf-8")
    return {"PYTHONPATH": f"{planted.parent}:{ROOT}", "XDG_STATE_HOME": str(tmp_path / "state")}


@pytest.mark.parametrize("command", [["about"], ["demo", "sample", "--no-window"]])
def test_a_command_that_needs_qt_says_which_library_is_missing(command, program, without_libgl, tmp_path):
    done = program(*command, **without_libgl)
    assert (done.code, done.out, done.err) == (1, "", f"Error: {SAID}\n")
    assert not (tmp_path / "state").exists()


def test_a_report_in_pdf_says_it_too(labelled, program, without_libgl, tmp_path):
    done = program("agreement", labelled, "--pdf", tmp_path / "r.pdf", **without_libgl)
    assert done.code == 1
    assert done.err == f"Error: {SAID}\n"


def test_any_other_import_that_fails_is_a_bug(program, without_libgl, tmp_path):
    (tmp_path / "planted" / "PySide6" / "__init__.py").write_text("import no_such\n", encoding="utf-8")
    assert program("about", **without_libgl).code == 70


def open_window(surroundings: dict[str, str], **more: str) -> subprocess.CompletedProcess[str]:
    """Start the window's program, and return how it ended."""
    left_out = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    here = {name: value for name, value in os.environ.items() if name not in left_out}
    return subprocess.run(
        [sys.executable, "-m", "annotator.windowed"],
        env=here | {"ANNOTATOR_LANGUAGE": "en"} | surroundings | more,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


def test_the_window_says_it_where_there_is_no_display(without_libgl):
    done = open_window(without_libgl)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{SAID}\n"


def test_a_desktop_s_own_program_shows_it(without_libgl, tmp_path):
    programs = tmp_path / "bin"
    programs.mkdir()
    # The first is there and fails, as without its own libraries; of the others one is there.
    for name, code in (("zenity", 127), ("xmessage", 0)):
        (programs / name).write_text(f'#!/bin/sh\necho "$0" $@ >> {tmp_path}/shown\nexit {code}\n')
        (programs / name).chmod(0o755)
    done = open_window(without_libgl, PATH=str(programs), WAYLAND_DISPLAY="wayland-0")
    assert (done.returncode, done.stderr) == (1, f"{SAID}\n")
    shown = (tmp_path / "shown").read_text(encoding="utf-8").splitlines()
    assert [Path(line.split()[0]).name for line in shown] == ["zenity", "xmessage"]
    assert all(line.endswith(SAID) for line in shown)


def test_who_can_show_no_arabic_letters_is_given_english(without_libgl, tmp_path):
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "xmessage").write_text(f'#!/bin/sh\necho "$2" > {tmp_path}/shown\n')
    (programs / "xmessage").chmod(0o755)
    where = {"PATH": str(programs), "WAYLAND_DISPLAY": "wayland-0", "ANNOTATOR_LANGUAGE": "ar"}
    done = open_window(without_libgl, **where)
    assert done.stderr != f"{SAID}\n"
    lines = (tmp_path / "shown").read_text(encoding="utf-8").splitlines()
    assert " ".join(lines) == SAID
    assert max(map(len, lines)) <= 72


def test_the_portable_folder_names_the_file_that_lists_the_packages(monkeypatch, tmp_path):
    frozen = Edition(version="0.1.0", build="", flavour=Flavour.STANDARD)
    monkeypatch.setattr(lacking, "edition", lambda: frozen)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "annotator"))
    installed = MissingLibrary.of(ImportError(LOADER))
    (tmp_path / lacking.READ_ME).touch()
    portable = MissingLibrary.of(ImportError(LOADER))
    assert "installed again" in str(installed)
    assert str(tmp_path / "READ-ME.txt") in str(portable)


def test_what_tells_of_no_library_is_not_taken_for_it():
    assert MissingLibrary.of(ImportError("No module named 'libGL.so.1'")) is None
