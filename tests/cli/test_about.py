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
