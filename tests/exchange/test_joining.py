import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator import errors
from annotator.exchange.importing import import_paths
from annotator.project.file import Project

TEXT = "وصل إلى الرباط"
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()
GPE = {"start": 8, "end": 14, "label": "GPE"}


@pytest.fixture
def labels(project: Project, tmp_path: Path) -> Callable[..., list[str]]:
    """Imports one line as work of amina, and returns the refusals."""

    def take(**fields: object) -> list[str]:
        path = tmp_path / "in.jsonl"
        path.write_text(json.dumps(fields), encoding="utf-8")
        report = import_paths(project, [path], annotator="amina")
        return [str(error).rpartition("/")[2] for error in report.refused]

    return take


def _put(project: Project, path: Path, text: str) -> list[type[Exception]]:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return [type(error) for error in import_paths(project, [path]).refused]


@pytest.mark.parametrize(
    "name",
    [
        {"id": "a"},
        {"id": "a", "text_sha256": SHA256.upper()},
        {"id": "unknown", "text_sha256": SHA256},
        {"text_sha256": SHA256},
        {"text": TEXT},
        {"id": "a", "text": TEXT},
    ],
)
def test_labels_find_their_document(
    project: Project, tmp_path: Path, labels: Callable[..., list[str]], name: dict[str, str]
) -> None:
    _put(project, tmp_path / "a.txt", TEXT)
    assert labels(**name, spans=[GPE]) == []
    assert project.documents.ids() == ["a"]
    assert [span.label for span in project.annotations.get("a", "amina").spans] == ["GPE"]


def test_labels_for_another_text_are_refused(
    project: Project, tmp_path: Path, labels: Callable[..., list[str]]
) -> None:
    _put(project, tmp_path / "a.txt", TEXT)
    different = "in.jsonl: document a is already in the project with a different text."
    assert labels(id="a", text_sha256="0" * 64, spans=[GPE]) == [different]
    assert labels(id="a", text=TEXT + " ", spans=[GPE]) == [different]
    assert labels(id="a", spans=[{**GPE, "text": "مراكش"}]) == [
        "in.jsonl, document a: the span at 8 says «مراكش», the text has «الرباط»."
    ]
    assert labels(id="b", spans=[GPE]) == [
        "in.jsonl, line 1: the project has no document that these labels belong to."
    ]
    assert project.annotations.annotators() == []


def test_a_text_that_stands_in_two_documents_must_be_named(
    project: Project, tmp_path: Path, labels: Callable[..., list[str]]
) -> None:
    _put(project, tmp_path / "a.txt", TEXT)
    _put(project, tmp_path / "b.txt", TEXT)
    several = "in.jsonl, line 1: 2 documents have this text; say which one by its id."
    assert labels(text_sha256=SHA256, spans=[GPE]) == [several]
    assert labels(text=TEXT, spans=[GPE]) == [several]
    assert labels(id="b", text_sha256=SHA256, spans=[GPE]) == []


def test_a_text_without_an_id_is_named_after_file_and_line(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"text": "a"}\n\n{"text": "b"}\n')
    import_paths(project, [path])
    assert import_paths(project, [path]).already_there == 2
    assert project.documents.ids() == ["in-1", "in-3"]


def test_files_of_one_name_take_their_folders_into_the_id(project: Project, tmp_path: Path) -> None:
    root = tmp_path / "corpus"
    for outlet in ("goud", "hespress"):
        for day in ("01", "02"):
            (root / outlet / day).mkdir(parents=True)
            (root / outlet / day / "1.txt").write_text(f"{outlet} {day}")
    assert import_paths(project, [root]).refused == []
    assert project.documents.ids() == ["1", "02/1", "01/1", "hespress/02/1"]
    assert project.documents.get("02/1").meta["file"] == "corpus/goud/02/1.txt"
    assert import_paths(project, [root]).already_there == 4
    assert import_paths(project, [root / "hespress"]).already_there == 2


def test_a_file_of_another_folder_may_come_later(project: Project, tmp_path: Path) -> None:
    assert _put(project, tmp_path / "goud" / "1.txt", "a") == []
    assert _put(project, tmp_path / "hespress" / "1.txt", "b") == []
    assert project.documents.ids() == ["1", "hespress/1"]


def test_a_file_that_was_edited_is_refused(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "goud" / "1.txt"
    assert _put(project, path, "a") == []
    assert _put(project, path, "b") == [errors.DifferentText]
    (refusal,) = import_paths(project, [tmp_path]).refused
    assert isinstance(refusal, errors.DifferentText)
    assert [project.documents.get(id_).text for id_ in project.documents.ids()] == ["a"]


def test_a_crowd_of_one_text_is_joined_line_by_line(project: Project, tmp_path: Path) -> None:
    """A scraper may bring thousands of rows with one text; each line keeps its own document."""
    path = tmp_path / "rows.jsonl"
    line, other = '{"text": "abc def"}\n', '{"text": "abc"}\n'
    path.write_text((line * 30 + other) * 2)
    report = import_paths(project, [path])
    assert (report.documents, len(report.exact)) == (62, 60)
    assert project.documents.ids() == [f"rows-{number}" for number in range(1, 63)]
    again = import_paths(project, [path])
    assert (again.documents, again.already_there, again.exact) == (0, 62, [])
    (tmp_path / "more.jsonl").write_text(line * 61)
    more = import_paths(project, [tmp_path / "more.jsonl"])
    assert (more.documents, more.already_there) == (1, 60)
    assert project.documents.ids()[62:] == ["more-61"]


def test_labels_of_a_text_that_many_documents_have_are_refused(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "abc def"}\n' * 25)
    import_paths(project, [path])
    labels = tmp_path / "labels.jsonl"
    labels.write_text('{"text": "abc def", "spans": [{"start": 0, "end": 3, "label": "ORG"}]}\n')
    (refusal,) = import_paths(project, [labels], annotator="amina").refused
    assert (type(refusal), refusal.values["count"]) == (errors.SeveralDocuments, 25)


def test_lines_that_found_a_document_find_it_again(project: Project, tmp_path: Path) -> None:
    """The first line labels what was there, the second a document of its own: each the same the next time."""
    (tmp_path / "there.jsonl").write_text('{"id": "X", "text": "abc def"}\n')
    import_paths(project, [tmp_path / "there.jsonl"])
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "abc def", "spans": [{"start": 0, "end": 3, "label": "ORG"}]}\n' * 2)
    for documents, there in ((1, 1), (0, 2)):
        report = import_paths(project, [path], annotator="amina")
        assert (report.refused, report.documents, report.already_there) == ([], documents, there)
    assert project.documents.ids() == ["X", "rows-2"]
