"""How both programs begin, from the sources: what they take from the environment, what they leave there."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ENTRY = Path(__file__).resolve().parents[2] / "installers" / "entry"
# As PyInstaller leaves it to a program on Linux.
MARKED = {
    "LD_LIBRARY_PATH": "/usr/lib/annotator/_internal:/opt/mine",
    "LD_LIBRARY_PATH_ORIG": "/opt/mine",
    "QT_PLUGIN_PATH": "/usr/lib/annotator/_internal/PySide6/Qt/plugins",
    "_PYI_ARCHIVE_FILE": "/usr/lib/annotator/annotator",
    "_PYI_PARENT_PROCESS_LEVEL": "1",
}


def begin(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> dict[str, str]:
    """Begin the program in an environment, and return what is left of it for programs that this one opens."""
    for name in MARKED:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["annotator", "--version"])
    with pytest.raises(SystemExit):
        runpy.run_path(str(ENTRY / "program.py"))
    return {name: os.environ[name] for name in MARKED if name in os.environ}


def test_other_programs_find_the_libraries_that_they_would_find_without_us(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert begin(monkeypatch, MARKED) == {"LD_LIBRARY_PATH": "/opt/mine"}
    assert capsys.readouterr().out.startswith("annotator ")


def test_other_programs_search_nowhere_else_where_nobody_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    unasked = {name: value for name, value in MARKED.items() if name != "LD_LIBRARY_PATH_ORIG"}
    assert begin(monkeypatch, unasked) == {}


def after(hook: str, **environment: str) -> dict[str, str]:
    """Run a hook in a process of its own, and return the environment that it leaves."""
    script = f"import os, runpy; runpy.run_path({str(ENTRY / hook)!r}); print(*os.environ.items(), sep='\\n')"
    bare = {"PATH": os.environ["PATH"], "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=bare | environment, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    pairs = (line[2:-2].split("', '") for line in done.stdout.splitlines())
    return {name: value for name, value in pairs if name not in bare}


@pytest.mark.parametrize(
    ("given", "platform"),
    [
        ({"DISPLAY": ":0"}, "xcb;wayland"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "xcb;wayland"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "wayland"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "offscreen"),
        ({}, None),
    ],
)
def test_x_is_used_where_it_is(given: dict[str, str], platform: str | None) -> None:
    assert after("display.py", **given).get("QT_QPA_PLATFORM") == platform


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({}, {"LC_ALL": "C.UTF-8"}),
        ({"LANG": "C.UTF-8"}, {"LANG": "C.UTF-8"}),
        (
            {"LANG": "xx_YY.UTF-8"},
            {"LANG": "xx_YY.UTF-8", "ANNOTATOR_LANGUAGE": "xx_YY.UTF-8", "LC_ALL": "C.UTF-8"},
        ),
        (
            {"LANG": "xx_YY", "ANNOTATOR_LANGUAGE": "fr"},
            {"LANG": "xx_YY", "ANNOTATOR_LANGUAGE": "fr", "LC_ALL": "C.UTF-8"},
        ),
    ],
)
def test_letters_are_utf_8_where_the_system_has_none_for_its_language(
    given: dict[str, str], left: dict[str, str]
) -> None:
    assert after("letters.py", **given) == left
