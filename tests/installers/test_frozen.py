"""What is frozen does what the sources do: every reader, every process beside it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from annotator.errors.recognisers import NoCamelTools
from annotator.exchange import registry
from annotator.project.file import Project
from annotator.schema import load
from annotator.suggest.camel.client import CamelWorker
from annotator.suggest.camel.folder import ready
from tests.exchange.formats.valid import write_valid
from tests.suggest.camel import tiny

pytestmark = pytest.mark.installed

ROOT = Path(__file__).resolve().parents[2]
FROZEN = Path(os.environ.get("ANNOTATOR_BUILT") or ROOT / "dist") / "annotator"
ONLY_FULL = {"parquet", "huggingface"}
PROGRAM = [str(FROZEN / "annotator")]
SOURCES = [sys.executable, "-m", "annotator"]


def run(
    program: list[str], *arguments: object, place: Path, check: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder where it finds no sources of ours, and no Python."""
    bare = {"PATH": "/usr/bin:/bin", "HOME": str(place), "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    environment = bare if program[0] != sys.executable else os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [*program, *map(str, arguments)],
        cwd=place,
        env=environment | {"ANNOTATOR_LANGUAGE": "en"},
        capture_output=True,
        text=True,
        timeout=120,
        check=check,
    )


def frozen(*arguments: object, place: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    return run(PROGRAM, *arguments, place=place, check=check)


def texts(project: Path) -> dict[str, str]:
    with Project.open(project) as opened:
        return {id_: opened.documents.get(id_).text for id_ in opened.documents.ids()}


def suggested(project: Path) -> dict[str, Any]:
    with Project.open(project) as opened:
        return {id_: opened.suggestions.of(id_) for id_ in opened.documents.ids()}


def filled(project: Path, *, copies: int) -> Path:
    """Return a project with the sample articles, several times over with another beginning."""
    folder = project.parent / "texts"
    folder.mkdir()
    for number in range(copies):
        for path in sorted((ROOT / "seeds" / "articles").glob("0[1-6]-*.txt")):
            said = f"خبر رقم {number}\n{path.read_text(encoding='utf-8')}"
            (folder / f"{path.stem}-{number}.txt").write_text(said, encoding="utf-8")
    frozen("new", project, place=project.parent)
    frozen("import", project, folder, place=project.parent)
    return project


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A file of every format that is read."""
    return write_valid(tmp_path_factory.mktemp("valid"), schema=load("security-news"))


def brought_in(program: list[str], path: Path, *, format_: str, place: Path) -> dict[str, str]:
    place.mkdir()
    run(program, "new", "a.annot", place=place)
    run(program, "import", "a.annot", path, "--format", format_, "--as", "suggestions", place=place)
    return texts(place / "a.annot")


@pytest.mark.parametrize("name", sorted(set(registry.readers()) - ONLY_FULL))
def test_reads_every_format_as_the_sources_do(name: str, valid: dict[str, Path], tmp_path: Path) -> None:
    here = brought_in(PROGRAM, valid[name], format_=name, place=tmp_path / "frozen")
    assert here == brought_in(SOURCES, valid[name], format_=name, place=tmp_path / "sources") != {}


@pytest.mark.parametrize("name", sorted(ONLY_FULL))
def test_says_in_a_sentence_what_only_the_full_flavour_reads(
    name: str, valid: dict[str, Path], tmp_path: Path
) -> None:
    frozen("new", "a.annot", place=tmp_path)
    done = frozen("import", "a.annot", valid[name], "--format", name, place=tmp_path, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: ")
    assert len(done.stderr.splitlines()) == 1


def test_two_processes_suggest_what_the_sources_do(tmp_path: Path) -> None:
    project = filled(tmp_path / "a.annot", copies=4)
    frozen("suggest", project, "--jobs", 2, "--sources", "lexicon,patterns", place=tmp_path)
    beside = suggested(project)
    assert len(beside) == 24
    assert all(beside.values())
    run(SOURCES, "suggest", project, "--jobs", 1, "--sources", "lexicon,patterns", "--again", place=tmp_path)
    assert suggested(project) == beside


def test_the_tagger_learns(tmp_path: Path) -> None:
    done = frozen("demo", "made", place=tmp_path)
    assert "made" in done.stdout
    learnt = frozen("train", "made/demo.annot", place=tmp_path)
    assert "F1" in learnt.stdout
    assert frozen("check", "made/demo.annot", place=tmp_path).stdout == "made/demo.annot is sound.\n"


def test_the_recogniser_beside_the_window_says_what_it_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tiny.write_data(tmp_path / "data", has_morphology=False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(FROZEN / "annotator-gui"))
    with CamelWorker(data) as worker, pytest.raises(NoCamelTools):
        worker.load_recogniser(ready("ner-arabert", data))


@pytest.mark.parametrize("name", ["annotator", "annotator-gui"])
def test_says_which_flavour_it_is_by_either_name_and_by_a_link(name: str, tmp_path: Path) -> None:
    link = tmp_path / name
    link.symlink_to(FROZEN / name)
    for program in (link, FROZEN / name):
        said = run([str(program)], "--version", place=tmp_path).stdout
        assert said.startswith(f"{name} ")
        assert "(standard, build " in said
