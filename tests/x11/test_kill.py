"""The real program on an X server, driven by keys alone, killed at an arbitrary key, opened again."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.gui.marks import marks_of
from annotator.gui.theme import LIGHT
from annotator.labelling import decisions
from annotator.labelling.sheet import open_sheet
from annotator.model import State
from annotator.project.file import Project

pytestmark = [pytest.mark.x11, pytest.mark.real]

WHO = "amina"
# Decisions: each key that changes something, in the order in which a person might give them.
SCRIPT = [
    ("Return", True),  # accept the first, with its equals
    ("Delete", True),  # reject the next
    ("Return", True),
    ("Tab", False),
    ("3", True),  # relabel
    ("Tab", False),
    ("Return", True),
    ("ctrl+Home", False),
    ("4", True),  # the word under the caret
    ("ctrl+z", True),
    ("Tab", False),
    ("Return", True),
    ("Delete", True),
    ("ctrl+z", True),
    ("ctrl+shift+z", True),
    ("Tab", False),
    ("Return", True),
]


def xdotool(*arguments: str) -> str:
    done = subprocess.run(["xdotool", *arguments], capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.strip()


def eventually(is_so: Callable[[], bool], what: str, *, seconds: float = 30.0) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if is_so():
            return
        time.sleep(0.02)
    raise AssertionError(f"waited {seconds} s in vain for {what}")


@pytest.fixture
def project_path(tmp_path: Path, real_articles: list[Path]) -> Path:
    path = tmp_path / "news.annot"
    for arguments in (
        ("new", str(path)),
        ("import", str(path), str(real_articles[0])),
        ("suggest", str(path)),
    ):
        subprocess.run([sys.executable, "-m", "annotator", *arguments], check=True, timeout=120)
    return path


class Running:
    """The program in a process of its own, with its window in front."""

    def __init__(self, path: Path, home: Path, *, shown: Path | None = None) -> None:
        """Start it; with `shown`, what it is about to paint is written down there, a line a paint."""
        environment = os.environ | {"HOME": str(home), "XDG_CONFIG_HOME": str(home)}
        command = [sys.executable, "-m", "annotator", "open", str(path), "--annotator", WHO]
        if shown is not None:
            command = [sys.executable, "-m", "tests.x11.shown", str(path), WHO, str(shown)]
            environment["PYTHONPATH"] = str(Path(__file__).parents[2])
        self.process = subprocess.Popen(command, env=environment)
        pid = str(self.process.pid)
        window = xdotool("search", "--sync", "--onlyvisible", "--pid", pid).split()[0]
        xdotool("windowfocus", "--sync", window)

    def press(self, key: str) -> None:
        xdotool("key", "--clearmodifiers", key)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(timeout=30)


@pytest.fixture
def run(project_path: Path, tmp_path: Path) -> Iterator[Callable[[], Running]]:
    running: list[Running] = []

    def start(*, shown: Path | None = None) -> Running:
        running.append(Running(project_path, tmp_path, shown=shown))
        return running[-1]

    yield start
    for one in running:
        one.kill()


def stored(path: Path) -> tuple[list[tuple[int, int, str, str]], dict[int, str]]:
    """Return what is on disk: spans and verdicts."""
    with Project.open(path) as project:
        annotation = project.annotations.get(project.documents.ids()[0], WHO)
        spans = [(span.start, span.end, span.label, span.sublabel) for span in annotation.spans]
        return spans, {key: verdict.value for key, verdict in annotation.verdicts.items()}


def journal(path: Path) -> list[tuple[int, bool]]:
    with Project.open(path) as project:
        return [(change.id, change.is_undone) for change in project.changes.history(WHO, limit=1000)]


def give(program: Running, path: Path, key: str, *, decides: bool) -> None:
    before = journal(path)
    program.press(key)
    if decides:
        eventually(lambda: journal(path) != before, f"the decision of {key}")


@pytest.mark.parametrize("last", [3, 9, len(SCRIPT)])
def test_every_decision_up_to_the_last_key_survives_sigkill(run, project_path, last):
    program = run()
    for key, decides in SCRIPT[:last]:
        give(program, project_path, key, decides=decides)
    before = stored(project_path)
    assert before[0]
    program.kill()
    assert stored(project_path) == before
    again = run()
    give(again, project_path, "Tab", decides=False)
    give(again, project_path, "ctrl+z", decides=True)
    give(again, project_path, "ctrl+shift+z", decides=True)
    assert stored(project_path) == before


def test_keys_given_without_waiting_end_in_whole_decisions(run, project_path):
    """Keys pour in, the kill falls anywhere: what is there is a beginning of what was meant."""
    states = [stored(project_path)]
    with Project.open(project_path) as project:
        sheet = open_sheet(project, project.documents.ids()[0], annotator=WHO)
    number = 0
    while sheet.open_suggestions and len(states) < 12:
        draft = decisions.accept(sheet, sheet.open_suggestions[0]).draft
        edits = []
        for edit in draft.edits:
            number += 1
            edits.append(_with_id(edit, number))
        sheet = sheet.after(edits)
        spans = [(span.start, span.end, span.label, span.sublabel) for span in sheet.annotation.spans]
        states.append((spans, {key: verdict.value for key, verdict in sheet.annotation.verdicts.items()}))
    program = run()
    xdotool("key", "--delay", "1", *["Return"] * 11)
    program.kill()
    assert stored(project_path) in states


POURED = [
    *["Return"] * 6,
    *["Delete"] * 3,
    *["Tab"] * 3,
    *["1", "3", "4", "bracketleft", "bracketright", "shift+bracketleft"],
    *["ctrl+z"] * 4,
    *["ctrl+shift+z"] * 2,
    *["ctrl+Left", "alt+Left", "alt+Up"],
]


@pytest.mark.parametrize("seed", range(6))
def test_what_was_shown_is_on_disk_whenever_the_kill_falls(run, project_path, tmp_path, seed):
    chance = random.Random(seed)
    keys, moment = chance.choices(POURED, k=400), chance.uniform(0.1, 2.5)
    print(f"seed {seed}: killed {moment:.3f} s after the first of {len(keys)} keys")
    lines = tmp_path / "shown"
    program = run(shown=lines)
    eventually(lambda: lines.exists() and lines.read_text().count("\n") > 0, "the first paint")
    with subprocess.Popen(["xdotool", "key", "--delay", "2", *keys]) as pouring:
        eventually(lambda: lines.read_text().count("\n") > 3, "the first decisions")
        time.sleep(moment)
        program.kill()
        pouring.kill()
    # A key that was down just then would stay down, and repeat itself in every test that follows.
    held = {part for key in POURED for part in key.split("+")}
    xdotool("keyup", *sorted(held))
    paints = [json.loads(line) for line in lines.read_text().splitlines(keepends=True) if line.endswith("\n")]
    journal_ids = [change for change, _is_undone in journal(project_path)]
    assert max(journal_ids) >= max(last for last, _marks in paints)
    # Where work began anew after an undo the way back to what was undone is gone: the paint before that.
    last, marks = next(one for one in reversed(paints) if one[0] == 0 or one[0] in journal_ids)
    assert len(paints) > 3
    assert marks_at(project_path, last) == marks


def marks_at(path: Path, change: int) -> list[list[object]]:
    """Return the marks as they were after a change, by undoing and redoing on disk alone."""
    with Project.open(path) as project:
        changes = project.changes
        while (done := changes.undoable(WHO)) is not None and done.id > change:
            changes.undo(WHO)
        while (undone := changes.redoable(WHO)) is not None and undone.id <= change:
            changes.redo(WHO)
        sheet = open_sheet(project, project.documents.ids()[0], annotator=WHO)
        return sorted([*mark.key, mark.start, mark.end] for mark in marks_of(sheet, theme=LIGHT))


def _with_id(edit, number):
    from dataclasses import replace

    from annotator.model import SpanEdit

    if isinstance(edit, SpanEdit) and edit.after is not None and not edit.after.id:
        return replace(edit, after=replace(edit.after, id=number))
    return edit


def test_finishing_and_exporting_gives_exactly_the_confirmed_spans(run, project_path, tmp_path):
    program = run()
    for key, decides in SCRIPT[:8]:
        give(program, project_path, key, decides=decides)
    give(program, project_path, "ctrl+Return", decides=True)
    program.kill()
    spans, _verdicts = stored(project_path)
    with Project.open(project_path) as project:
        annotation = project.annotations.get(project.documents.ids()[0], WHO)
        assert annotation.state is State.FINISHED
    out = tmp_path / "out.jsonl"
    command = ["export", str(project_path), str(out), "--format", "jsonl", "--by", WHO]
    subprocess.run([sys.executable, "-m", "annotator", *command], check=True, timeout=120)
    (record,) = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    exported = [(s["start"], s["end"], s["label"], s["sublabel"] or "") for s in record["spans"]]
    assert sorted(exported) == sorted(spans)
    assert all(record["text"][s["start"] : s["end"]] == s["text"] for s in record["spans"])
