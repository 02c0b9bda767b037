"""The demo: the whole job without a display, the window on the sample project with one."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from annotator import demo
from annotator.errors import CannotWrite, NoGold, NotAProject
from annotator.project.check import check
from annotator.project.file import Project
from annotator.schema import load

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ["demo.annot", "export.jsonl", "export.conll", "agreement.json", "window-ar.png", "window-en.png"]


def run_demo(folder: Path, home: Path, *options: str) -> subprocess.CompletedProcess[str]:
    left_out = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    return subprocess.run(
        [sys.executable, "-m", "annotator", "demo", str(folder), *options],
        cwd=home,
        env={**environment, "PYTHONPATH": str(ROOT), "HOME": str(home), "XDG_CONFIG_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def results(home: Path) -> Path:
    """The folder that the demo leaves where there is no display."""
    folder = home / "results" / "demo"
    done = run_demo(folder, home)
    assert (done.returncode, done.stderr) == (0, "")
    said = done.stdout.splitlines()
    assert said[0] == f"There is no display; the results are in {folder}:"
    assert {line.strip() for line in said[1:]} >= set(RESULTS)
    return folder


def decisions(folder: Path) -> list[tuple[int, str]]:
    with Project.open(folder / "demo.annot") as project:
        return [(change.id, change.name) for change in project.changes.history(demo.NEWCOMER, limit=100)]


def test_leaves_every_result_and_nothing_else(results, home):
    names = {path.name for path in results.iterdir()}
    assert names == {*RESULTS, "export.jsonl.manifest.json", "export.conll.manifest.json"}
    assert [path.name for path in home.iterdir()] == ["results"]


def test_the_project_is_sound_and_holds_everybodys_work(results):
    assert check(results / "demo.annot") == []
    with Project.open(results / "demo.annot") as project:
        assert project.name == "Sample project"
        assert project.annotations.annotators() == ["amina", "youssef", "guest", "gold"]
        articles = sorted((ROOT / "seeds" / "articles").glob("*.txt"))
        assert project.documents.ids() == [path.stem for path in articles]
        assert all(project.suggestions.of(id_) for id_ in project.documents.ids())
    assert [name for _id, name in decisions(results)] == ["accept"] * 6


def test_the_figures_are_those_of_the_two_annotators(results):
    found = json.loads((results / "agreement.json").read_text(encoding="utf-8"))
    assert found["annotators"] == ["amina", "youssef"]
    low, high = found["f1"]["exact"]["interval"]
    assert 0 < low < found["f1"]["exact"]["value"] < high < 1


def test_the_exports_are_gold(results):
    with Project.open(results / "demo.annot") as project:
        gold = project.annotations.finished("gold")
    lines = (results / "export.jsonl").read_text(encoding="utf-8").splitlines()
    exported = {record["id"]: len(record["spans"]) for record in map(json.loads, lines)}
    assert exported == {one.document_id: len(one.spans) for one in gold}
    assert (results / "export.conll").read_text(encoding="utf-8").count("-DOCSTART-") == len(gold)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_pictures_show_a_window(results, language):
    picture = QImage(str(results / f"window-{language}.png"))
    assert (picture.width(), picture.height()) == (1440, 900)
    places = [(x, y) for x in range(0, 1440, 3) for y in range(0, 900, 3)]
    colours = {picture.pixel(x, y) for x, y in places}
    assert len(colours) > 200
    # The list and the side panel are on different sides, text is on both and in the middle.
    for left in (0, 480, 960):
        third = {picture.pixel(x, y) for x, y in places if left <= x < left + 480}
        assert len(third) > 50


def test_the_two_pictures_differ(results):
    arabic, english = (QImage(str(results / f"window-{language}.png")) for language in ("ar", "en"))
    assert arabic != english


def test_a_second_run_keeps_the_work_and_adds_none(results, home):
    before = decisions(results)
    figures = (results / "agreement.json").read_bytes()
    exported = (results / "export.jsonl").read_bytes()
    done = run_demo(results, home, "--no-window")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"The results are in {results}:\n")
    assert decisions(results) == before
    assert (results / "agreement.json").read_bytes() == figures
    assert (results / "export.jsonl").read_bytes() == exported


def test_speaks_the_language_that_was_asked_for_to_the_end(results, home, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_LANGUAGE", "ar")
    done = run_demo(results, home)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search("[ء-ي]{2,} [ء-ي]{2,}", done.stdout.splitlines()[0])


def nothing(_done: int, _total: int) -> None:
    pass


def test_a_demo_that_was_stopped_half_way_is_begun_again(tmp_path, monkeypatch):
    class Stopped(BaseException):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        demo.make(tmp_path, on_progress=stop)
    assert list(tmp_path.iterdir()) == []
    path = demo.make(tmp_path, on_progress=nothing)
    with Project.open(path) as project:
        assert project.annotations.annotators() == ["amina", "youssef", "gold"]


def test_a_project_of_that_name_that_is_no_demo_gets_a_sentence(tmp_path):
    Project.create(tmp_path / "demo.annot", schema=load("security-news")).close()
    with pytest.raises(NoGold):
        demo.work_without_window(tmp_path / "demo.annot", on_progress=lambda _done, _total: None)
    assert [path.name for path in tmp_path.iterdir()] == ["demo.annot"]


def test_a_file_in_the_way_gets_a_sentence(tmp_path):
    path = tmp_path / "file"
    path.touch()
    with pytest.raises(CannotWrite, match="cannot be written: File exists"):
        demo.make(path, on_progress=nothing)
    with pytest.raises(CannotWrite):
        demo.make(path / "inside", on_progress=nothing)
    (tmp_path / "demo.annot").write_text("no project")
    with pytest.raises(NotAProject):
        demo.work_without_window(demo.make(tmp_path, on_progress=nothing), on_progress=nothing)


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Callable[[Path], subprocess.Popen[bytes]]]:
    """Starts the demo in a window, and ends it afterwards."""
    started: list[subprocess.Popen[bytes]] = []

    def start(folder: Path) -> subprocess.Popen[bytes]:
        environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            "HOME": str(tmp_path),
            "XDG_CONFIG_HOME": str(tmp_path),
        }
        command = [sys.executable, "-m", "annotator", "demo", str(folder)]
        started.append(subprocess.Popen(command, env=environment, cwd=tmp_path))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait(timeout=30)


def search(name: str, process: subprocess.Popen[bytes]) -> str:
    """Return the id of the visible window of a process that is named after `name`."""
    until = time.monotonic() + 60
    command = ["xdotool", "search", "--onlyvisible", "--all", "--pid", str(process.pid), "--name", name]
    while time.monotonic() < until and process.poll() is None:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        if done.stdout:
            return done.stdout.split()[0]
    raise AssertionError(f"no window is named {name}; the demo left with {process.poll()}")


@pytest.mark.x11
def test_with_a_display_the_window_opens_on_the_sample_project(window, tmp_path):
    folder = tmp_path / "demo"
    process = window(folder)
    assert search("Sample project", process)
    assert process.poll() is None
    process.terminate()
    assert process.wait(timeout=30) != 0
    assert check(folder / "demo.annot") == []
