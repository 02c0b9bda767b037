"""What the program says of itself, without a display."""

import json
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from annotator import __version__

ROOT = Path(__file__).resolve().parents[2]
KEYS = "version build flavour python qt pyside platform frozen settings fonts parts"


def test_what_it_stands_on_is_told_without_a_display(tmp_path):
    here = os.environ | {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        here.pop(name, None)
    command = [sys.executable, "-m", "annotator", "about", "--json"]
    told = json.loads(subprocess.run(command, env=here, capture_output=True, check=True, timeout=120).stdout)
    assert set(KEYS.split()) <= set(told)
    assert told["version"] == __version__
    assert told["flavour"] == "source"
    assert told["settings"].startswith(str(tmp_path))
    assert told["fonts"]["text"] == {"arabic": ["Noto Naskh Arabic"], "latin": ["Noto Naskh Arabic"]}
    assert told["fonts"]["ui"] == {"arabic": ["Noto Sans Arabic"], "latin": ["Noto Sans Arabic"]}
    assert told["parts"]["openpyxl"] == metadata.version("openpyxl")


def test_people_read_lines(run, qapp):
    told = run("about")
    assert told.code == 0
    assert f"Version: {__version__}, run from its source code\n" in told.out
    assert "Noto Naskh Arabic" in told.out


def test_the_version_names_the_edition(run):
    assert run("--version").out == f"annotator {__version__} (from source)\n"


def test_whose_work_is_in_it_is_listed_without_qt(program):
    done = program("about", "--licences")
    assert (done.code, done.err) == (0, "")
    rows = [line.split("  ") for line in done.out.splitlines()]
    assert [row[0].casefold() for row in rows] == sorted(row[0].casefold() for row in rows)
    assert ["click", metadata.version("click"), "BSD-3-Clause"] in rows


def test_the_text_of_one_licence_is_shown_however_its_name_is_written(say):
    told = say("about", "--licence", "NumPy")
    assert told.startswith(f"numpy  {metadata.version('numpy')}  ")
    assert "Redistribution and use in source and binary forms" in told
    (listed,) = json.loads(say("about", "--licence", "numpy", "--json"))
    assert listed["text"] in told


def test_who_is_not_in_the_list_has_no_licence_here(run):
    done = run("about", "--licence", "no-such")
    assert done.code == 2
    assert "--licences does not list it." in done.err
