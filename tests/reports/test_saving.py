"""Reports on disk: whole, or not at all and a sentence."""

import csv
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator import errors
from annotator.reports.report import Report
from annotator.reports.saving import save, save_html, save_tables
from annotator.reports.tables import FILES, Table

TABLE = Table("By label", ("label", "span F1"), (("شخص", "0.86"), ("=x", "-0.1")), file="labels")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "news.annot"
    path.write_bytes(b"the project")
    return path


def entries(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_page_takes_the_place_of_the_one_before(
    report_of: Callable[..., Report], project: Path, tmp_path: Path
) -> None:
    page = tmp_path / "report.html"
    page.write_text("old")
    save_html(report_of(), page, project=project)
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert entries(tmp_path) == ["news.annot", "report.html"]


def test_a_file_that_may_not_be_replaced_is_refused(project: Path, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("old")
    with pytest.raises(errors.CannotWrite):
        save(b"new", tmp_path / "there", project=project, replaces=False)
    assert (tmp_path / "there").read_text() == "old"


def test_the_project_is_never_overwritten(project: Path) -> None:
    with pytest.raises(errors.OutputIsProject):
        save(b"new", project, project=project)
    with pytest.raises(errors.FolderHasOthers):
        save_tables([TABLE], project.parent, project=project)
    assert project.read_bytes() == b"the project"


def test_a_folder_in_the_way_and_a_folder_that_is_missing_are_sentences(
    project: Path, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(errors.OutputNotAFile):
        save(b"new", tmp_path / "folder", project=project)
    with pytest.raises(errors.MissingFolder):
        save(b"new", tmp_path / "none" / "report.html", project=project)
    with pytest.raises(errors.OutputNotAFolder):
        save_tables([TABLE], project, project=tmp_path / "other.annot")


def test_no_room_leaves_what_was_there(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.html"
    target.write_text("old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(errors.NoSpace):
        save(b"new", target, project=project)
    with pytest.raises(errors.NoSpace):
        save_tables([TABLE], tmp_path / "tables", project=project)
    assert target.read_text() == "old"
    assert entries(tmp_path) == ["news.annot", "report.html"]


def test_no_rights_are_a_sentence(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(errors.NoRights):
        save(b"new", tmp_path / "report.html", project=project)


def test_tables_become_files_that_a_spreadsheet_reads(project: Path, tmp_path: Path) -> None:
    empty = Table("By nesting", ("a",), (), file="nesting")
    assert save_tables([TABLE, empty], tmp_path / "tables", project=project) == ["labels.csv"]
    written = tmp_path / "tables" / "labels.csv"
    assert written.read_bytes().startswith(b"\xef\xbb\xbf")
    with written.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["label", "span F1"], ["شخص", "0.86"], ["'=x", "-0.1"]]


def test_a_folder_of_such_tables_is_replaced_and_no_other(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    save_tables([TABLE, Table("t", ("a",), (("b",),), file="pairs")], folder, project=project)
    save_tables([TABLE], folder, project=project)
    assert entries(folder) == ["labels.csv"]
    (folder / "pairs.csv").write_text("somebody's own")
    with pytest.raises(errors.FolderHasOthers):
        save_tables([TABLE], folder, project=project)
    assert (folder / "pairs.csv").read_text() == "somebody's own"


def test_every_table_of_a_report_has_a_file_of_its_own(report_of: Callable[..., Report]) -> None:
    names = [table.file_name for table in report_of().tables]
    assert len(names) == len(set(names)) >= 6
    assert set(names) <= FILES


def test_a_table_without_a_file_is_told_from_one_with() -> None:
    with pytest.raises(ValueError, match="no file"):
        _ = Table("t", (), ()).file_name
