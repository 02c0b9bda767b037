"""A preview says what the import will do, and leaves no trace of it."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator import errors
from annotator.exchange.importing import import_paths, preview
from annotator.exchange.incoming import ReadOptions
from annotator.exchange.renaming import Renaming
from annotator.project.file import Project
from annotator.schema import Schema

TEXT = "وصل اللواء عمر بابر للرباط"  # 0-3 4-10 11-14 15-19 20-26


@pytest.fixture
def folder(tmp_path: Path, line: Callable[..., str]) -> Path:
    """Files of all kinds, good and bad."""
    root = tmp_path / "press"
    for name in ("goud", "hespress"):
        (root / name).mkdir(parents=True)
        (root / name / "1.txt").write_text(f"مقال من {name} عن وصول الوفد إلى الرباط", encoding="utf-8")
    (root / "a.jsonl").write_text(line("x", TEXT, (11, 19, "PERS")) + line("y", TEXT, (21, 26, "GPE")))
    (root / "b.jsonl").write_text(line("z", "abc", (0, 9, "PERS")))
    (root / "c.jsonl").write_text('{"text": "one"}\n{"text": "two"}\n{"text": "one"}\n')
    (root / "c2").mkdir()
    (root / "c2" / "c.jsonl").write_text('{"text": "three"}\n{"text": "one"}\n')
    (root / "d.jsonl").write_text('{"id": "x", "spans": [{"start": 0, "end": 3, "label": "EVENT"}]}\n')
    (root / "e.txt").write_bytes(b"")
    (root / "f.odt").write_bytes(b"x")
    with zipfile.ZipFile(root / "g.zip", "w") as archive:
        archive.writestr("1.txt", "مقال من الأرشيف")
        archive.writestr("2.txt", "")
    return root


@pytest.fixture
def closed(tmp_path: Path, schema: Schema) -> Callable[[], str]:
    """Gives the SHA-256 of the project `p.annot`, which must be closed, and of what lies beside it."""
    path = tmp_path / "p.annot"
    Project.create(path, schema=schema).close()

    def digest() -> str:
        files = sorted(tmp_path.glob("p.annot*"))
        return json.dumps([(one.name, hashlib.sha256(one.read_bytes()).hexdigest()) for one in files])

    return digest


def test_a_preview_says_what_the_import_does(project: Project, folder: Path) -> None:
    for _ in range(2):  # with nothing there, and with all of it there
        seen = preview(project, [folder, folder / "none"], annotator="amina")
        report = import_paths(project, [folder, folder / "none"], annotator="amina")
        for fact in ("documents", "already_there", "spans", "ignored", "exact", "near", "left_out"):
            assert getattr(seen, fact) == getattr(report, fact), fact
        assert [str(one) for one in seen.refused] == [str(one) for one in report.refused]
    assert report.already_there == 10


def test_a_preview_writes_nothing(tmp_path: Path, folder: Path, closed: Callable[[], str]) -> None:
    before = closed()
    with Project.open(tmp_path / "p.annot") as project:
        preview(project, [folder], annotator="amina")
        assert (tmp_path / "p.annot-wal").stat().st_size == 0
        assert project.documents.ids() == []
    assert closed() == before


def test_what_a_file_holds_is_shown(project: Project, tmp_path: Path, line: Callable[..., str]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        line("x", TEXT, (11, 19, "PERS"), meta={"title": "عنوان", "outlet": "هسبرس", "date": "1"})
        + line("y", "b" * 3_000)
    )
    (one,) = preview(project, [path]).files
    assert (one.path, one.name, one.format, one.encoding) == (path, str(path), "jsonl", "utf-8")
    assert (one.documents, one.spans, one.first, one.refusal) == (2, 1, TEXT, None)
    assert [(mark.start, mark.end, mark.label) for mark in one.marks] == [(11, 19, "PERS")]
    assert one.meta == {"title": "عنوان", "outlet": "هسبرس", "date": "1"}
    path.write_text(line("y", "b" * 3_000, (1_999, 2_001, "GPE")))
    (one,) = preview(project, [path]).files
    assert (len(one.first), one.marks) == (2_000, ())
    assert preview(project, [path], sample=0).files[0].first == ""


def test_another_encoding_is_shown_as_it_would_come_in(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("وصل الوفد إلى الرباط".encode("cp1256"))
    (found,) = preview(project, [path]).files
    assert (found.encoding, found.first) == ("cp1256", "وصل الوفد إلى الرباط")
    (wrong,) = preview(project, [path], options=ReadOptions(encoding="iso8859-1")).files
    assert (wrong.encoding, wrong.first[:3]) == ("iso8859-1", "æÕá")
    (refused,) = preview(project, [path], options=ReadOptions(encoding="utf-8")).files
    assert isinstance(refused.refusal, errors.WrongEncoding)
    with pytest.raises(errors.NoSuchEncoding):
        preview(project, [path], options=ReadOptions(encoding="klingon"))


def test_files_of_folders_and_archives_say_what_was_asked_for(project: Project, folder: Path) -> None:
    seen = preview(project, [folder / "goud", folder / "g.zip", folder / "hespress" / "1.txt"])
    assert [(one.path.name, Path(one.name).name, one.documents) for one in seen.files] == [
        ("goud", "1.txt", 1),
        ("g.zip", "1.txt", 1),
        ("g.zip", "2.txt", 0),
        ("1.txt", "1.txt", 1),
    ]
    assert isinstance(seen.files[2].refusal, errors.BlankFile)


def test_unknown_labels_are_collected_with_proposals(
    project: Project, tmp_path: Path, line: Callable[..., str]
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        line("x", TEXT, (11, 19, "PER"), (4, 10, "RANG"), (21, 26, "GPE"))
        + line("y", TEXT + ".", (11, 19, "PER"), (4, 10, "ORG", "navy"), (21, 26, "FAC.base"))
    )
    seen = preview(project, [path], annotator="amina")
    assert seen.unknown_labels == {"PER": "PERS", "RANG": None, "ORG.navy": "ORG"}
    assert seen.labels == {"PER": 2, "RANG": 1, "GPE": 1, "ORG.navy": 1, "FAC.base": 1}
    assert (seen.documents, seen.spans, seen.refused) == (2, 6, [])
    labels = Renaming({"PER": "PERS", "RANG": None, "ORG.navy": "ORG.military_unit"})
    seen = preview(project, [path], annotator="amina", labels=labels)
    assert (seen.unknown_labels, seen.spans, seen.left_out) == ({}, 5, {"RANG": 1})
    assert isinstance(import_paths(project, [path], annotator="amina").refused[0], errors.UnknownLabel)
    assert import_paths(project, [path], annotator="amina", labels=labels).spans == 5


def test_labels_of_nobody_are_told_and_looked_at_all_the_same(
    project: Project, tmp_path: Path, line: Callable[..., str]
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line("x", TEXT, (11, 19, "PERS")))
    assert preview(project, [path]).has_no_owner
    assert not preview(project, [path], annotator="amina").has_no_owner
    assert not preview(project, [path], as_suggestions=True).has_no_owner
    path.write_text(line("x", TEXT, (11, 99, "PERS")))
    assert isinstance(preview(project, [path]).files[0].refusal, errors.SpanOutsideText)


def test_work_that_is_there_is_seen(project: Project, tmp_path: Path, line: Callable[..., str]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line("x", TEXT, (11, 19, "PERS")))
    import_paths(project, [path], annotator="amina")
    assert preview(project, [path], annotator="amina").spans == 0
    assert preview(project, [path], annotator="youssef").spans == 1
    (tmp_path / "b.jsonl").write_text(line("x", TEXT, (21, 26, "GPE")))
    (refused,) = preview(project, [tmp_path / "b.jsonl"], annotator="amina").refused
    assert isinstance(refused, errors.WorkExists)
    (refused,) = preview(project, [path, tmp_path / "b.jsonl"], annotator="youssef").refused
    assert isinstance(refused, errors.WorkExists)


def test_a_preview_can_be_stopped(project: Project, folder: Path) -> None:
    asked: list[int] = []

    def is_cancelled() -> bool:
        asked.append(1)
        return len(asked) > 6

    seen = preview(project, [folder], annotator="amina", is_cancelled=is_cancelled)
    assert seen.is_cancelled
    assert len(seen.files) < 9


def test_suggestions_that_are_there_are_not_counted_again(
    project: Project, tmp_path: Path, line: Callable[..., str]
) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    first.write_text(line("1", "abc def", (0, 3, "ORG")), encoding="utf-8")
    second.write_text(line("1", "abc def", (0, 3, "ORG"), (4, 7, "GPE")), encoding="utf-8")
    for paths, spans in (([first], 1), ([first], 0), ([second, first], 1), ([first, second], 0)):
        seen = preview(project, paths, as_suggestions=True)
        report = import_paths(project, paths, as_suggestions=True)
        assert (seen.spans, report.spans, report.labelled) == (spans, spans, int(bool(spans)))
    assert len(project.suggestions.of("1")) == 2


def test_a_trial_forgets_the_suggestions_of_a_refused_file(
    project: Project, tmp_path: Path, line: Callable[..., str]
) -> None:
    one = line("1", "abc def", (0, 3, "ORG"))
    (tmp_path / "a.jsonl").write_text(one + "{\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(one, encoding="utf-8")
    seen = preview(project, [tmp_path], as_suggestions=True)
    assert (len(seen.refused), seen.documents, seen.spans) == (1, 1, 1)
