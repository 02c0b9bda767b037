"""The guides say what is true: their examples run, their keys are the window's, no page is left out."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotator.cli import main
from annotator.gui.actions import ACTIONS, shown_key
from annotator.schema import load
from tests.examples import matches, steps

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"


@pytest.mark.parametrize("page", ["command-line.md", "guide-leads.md"])
def test_the_examples_print_what_the_page_shows(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    examples = steps(DOCS / page)
    assert examples
    for command, shown in examples:
        assert matches(said(shlex.split(command)), shown), command


def said(command: list[str]) -> str:
    if command[0] == "cp":
        shutil.copy(command[1], command[2])
        return ""
    assert command[0] == "annotator"
    if command[1] in ("demo", "about"):  # start Qt, of which a process has one for good
        environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
        demo = [sys.executable, "-m", *command]
        return subprocess.run(
            demo, env=environment, capture_output=True, text=True, timeout=300, check=True
        ).stdout
    done = CliRunner().invoke(main, command[1:])
    assert isinstance(done.exception, SystemExit | None), done.exception
    assert done.exit_code == (1 if "Error: " in done.output else 0), done.output
    return done.stdout + done.stderr


def table(page: str, *, head: str) -> list[list[str]]:
    """Return the rows of the table that begins with `head`."""
    lines = (DOCS / page).read_text(encoding="utf-8").splitlines()
    start = lines.index(head) + 2
    end = next((at for at in range(start, len(lines)) if not lines[at].startswith("|")), len(lines))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[start:end]]


def key_cap(key: str) -> str:
    return shown_key(key).strip("\u2066\u2069")  # the isolates are for the window


def test_the_keys_of_the_guide_are_the_windows():
    wanted = [[", ".join(map(key_cap, action.keys)), action.text] for action in ACTIONS]
    assert table("guide-annotators.md", head="| key | does |") == wanted


def test_the_labels_of_the_guide_are_the_schemas():
    wanted = [
        [
            label.key,
            f"{label.names.en} {label.names.ar}",
            ", ".join(f"{place} {one.names.en}" for place, one in enumerate(label.sublabels, start=1)),
        ]
        for label in load("security-news").labels
    ]
    head = "| key | label | sublabels: the digit after it |"
    assert table("guide-annotators.md", head=head) == wanted


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_option_of_every_command_is_documented(name):
    page = (DOCS / "command-line.md").read_text(encoding="utf-8")
    section = page.partition(f"\n## annotator {name}\n")[2].partition("\n## ")[0]
    options = [one.opts[0] for one in main.commands[name].params if one.param_type_name == "option"]
    assert section
    assert [option for option in options if f"`{option}" not in section and f" {option}" not in section] == []


def test_the_index_names_every_page():
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    pages = [path.name for path in DOCS.glob("*.*") if path.name != "README.md"]
    assert [name for name in pages if f"({name})" not in index] == []
