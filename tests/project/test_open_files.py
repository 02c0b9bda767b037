"""Nothing in a process that has a project open may drop SQLite's locks on it."""

import subprocess
import sys
from pathlib import Path

import pytest

from annotator.errors import LogRemoved
from annotator.exchange.importing import import_paths
from annotator.model import Draft, Span, SpanEdit
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.project.open_files import is_held
from annotator.schema import load
from annotator.text.cleaning import clean

TEXT = "زار الوزير الرباط."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "news.annot"
    with Project.create(made, schema=load("security-news")) as project:
        document = NewDocument(id="d", raw=TEXT.encode(), encoding="utf-8", cleaned=clean(TEXT))
        project.documents.add(document)
    return made


def label(project: Project, start: int) -> None:
    edit = SpanEdit("d", None, Span(start, start + 2, "PERS"))
    project.changes.record("amina", Draft("label", {}, (edit,)))


def another_program_comes_and_goes(path: Path) -> None:
    code = f"from annotator.project.file import Project; Project.open({str(path)!r}).close()"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def open_a_second_time(path: Path) -> None:
    Project.open(path).close()


def import_the_project_itself(path: Path) -> None:
    with Project.open(path) as project:
        report = import_paths(project, [path])
    assert len(report.refused) == 1


@pytest.mark.parametrize("deed", [open_a_second_time, import_the_project_itself])
def test_the_log_outlives_what_this_process_does_and_other_programs(path, deed):
    with Project.open(path) as project:
        label(project, 0)
        deed(path)
        label(project, 3)
        before = log_of(path).stat().st_ino
        another_program_comes_and_goes(path)
        assert log_of(path).stat().st_ino == before
        label(project, 6)
    with Project.open(path) as project:
        assert len(project.annotations.get("d", "amina").spans) == 3


def test_a_removed_log_is_noticed_before_anything_is_written_into_it(path):
    with Project.open(path) as project:
        label(project, 0)
        label(project, 3)
        log_of(path).unlink()
        with pytest.raises(LogRemoved, match=r"news\.annot"):
            label(project, 6)


def test_what_is_open_is_known_until_the_last_close(path):
    assert not is_held(path)
    first, second = Project.open(path), Project.open(path)
    first.close()
    assert is_held(path)
    second.close()
    second.close()
    assert not is_held(path)
