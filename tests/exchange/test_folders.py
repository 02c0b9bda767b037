"""Exports that are folders: they take their name whole, and remove nothing that is not theirs."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator import errors
from annotator.exchange.exporting import export
from annotator.exchange.verify import verify
from annotator.project.file import Project


@pytest.fixture
def labelled(gold: Callable[..., Project], line: Callable[..., str]) -> Project:
    return gold(line("1", "وصل للرباط", (5, 10, "GPE")), line("2", "ثم فاس", (3, 6, "GPE")))


@pytest.fixture
def out(labelled: Project, tmp_path: Path) -> Path:
    export(labelled, tmp_path / "out", format="brat", by="gold")
    return tmp_path / "out"


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_manifest_lies_in_the_folder_and_names_every_file(out: Path) -> None:
    manifest = json.loads((out / "manifest.json").read_bytes())
    assert {file["name"] for file in manifest["files"]} == files(out) - {"manifest.json"}
    assert [part["split"] for part in manifest["parts"]] == [""]
    found = verify(out)
    assert (found.documents, found.spans, found.files) == (2, 2, len(manifest["files"]))
    assert verify(out / "manifest.json").spans == 2
    assert [path.name for path in out.parent.iterdir() if path.name.startswith(".")] == []


def test_an_earlier_export_is_replaced_whole(labelled: Project, out: Path) -> None:
    first = files(out)
    export(labelled, out, format="brat", by="gold")
    assert files(out) == first
    assert [path.name for path in out.parent.iterdir() if path.name.startswith(".")] == []


def test_an_empty_folder_is_taken(labelled: Project, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    export(labelled, tmp_path / "new", format="brat", by="gold")
    assert verify(tmp_path / "new").documents == 2


def test_a_folder_with_something_else_in_it_stays_as_it_is(labelled: Project, out: Path) -> None:
    (out / "thesis.txt").write_text("ثلاث سنوات من العمل")
    before = files(out)
    with pytest.raises(errors.FolderHasOthers, match=r"«thesis\.txt»"):
        export(labelled, out, format="brat", by="gold")
    assert files(out) == before
    assert (out / "thesis.txt").read_text() == "ثلاث سنوات من العمل"


def test_a_file_that_somebody_changed_since_is_somebody_s_work(labelled: Project, out: Path) -> None:
    path = next(path for path in sorted(out.glob("*.ann")) if path.stat().st_size)
    path.write_text(path.read_text(encoding="utf-8").replace("GPE", "LOC"), encoding="utf-8")
    with pytest.raises(errors.FolderHasOthers, match=path.name):
        export(labelled, out, format="brat", by="gold")
    assert "LOC" in path.read_text(encoding="utf-8")


def test_another_program_s_folder_stays_though_it_has_a_manifest(labelled: Project, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "thesis.txt").write_text("x")
    hashed = hashlib.sha256(b"x").hexdigest()
    manifest = {"manifest": 1, "files": [{"name": "thesis.txt", "bytes": 1, "sha256": hashed}]}
    (tmp_path / "theirs" / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(errors.FolderHasOthers):
        export(labelled, tmp_path / "theirs", format="brat", by="gold")
    assert files(tmp_path / "theirs") == {"thesis.txt", "manifest.json"}


def test_a_link_in_a_folder_is_somebody_s(labelled: Project, out: Path, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (out / "link").symlink_to(tmp_path / "articles")
    with pytest.raises(errors.FolderHasOthers, match="«link»"):
        export(labelled, out, format="brat", by="gold")
    assert (out / "link").is_symlink()
    with pytest.raises(errors.ExportDiffers, match="does not name"):
        verify(out)


def test_what_comes_into_the_folder_during_the_export_stays(labelled: Project, out: Path) -> None:
    def work(_done: int, _total: int) -> None:
        (out / "thesis.txt").write_text("x")

    with pytest.raises(errors.FolderHasOthers):
        export(labelled, out, format="brat", by="gold", on_progress=work)
    assert (out / "thesis.txt").read_text() == "x"
    assert [path.name for path in out.parent.iterdir() if path.name.startswith(".")] == []


def test_the_folder_of_the_project_is_refused(labelled: Project) -> None:
    with pytest.raises(errors.FolderHasOthers):
        export(labelled, labelled.path.parent, format="brat", by="gold")
    assert labelled.path.exists()


def test_a_file_is_no_folder(labelled: Project, tmp_path: Path) -> None:
    (tmp_path / "o").write_text("old")
    with pytest.raises(errors.OutputNotAFolder):
        export(labelled, tmp_path / "o", format="brat", by="gold")
    assert (tmp_path / "o").read_text() == "old"


def test_an_export_that_is_stopped_leaves_the_earlier_one(labelled: Project, out: Path) -> None:
    before = {name: (out / name).read_bytes() for name in files(out)}
    with pytest.raises(errors.ExportCancelled):
        export(labelled, out, format="brat", by="gold", is_cancelled=lambda: True)
    assert {name: (out / name).read_bytes() for name in files(out)} == before
    assert [path.name for path in out.parent.iterdir() if path.name.startswith(".")] == []


def test_a_file_that_is_gone_changed_or_new_is_found(out: Path) -> None:
    name = next(name for name in sorted(files(out)) if name.endswith(".ann"))
    content = (out / name).read_bytes()
    (out / name).write_bytes(content.replace(b"GPE", b"LOC"))
    with pytest.raises(errors.ExportDiffers, match="SHA-256"):
        verify(out)
    (out / name).unlink()
    with pytest.raises(errors.ExportDiffers, match="not there"):
        verify(out)
    (out / name).write_bytes(content)
    (out / "extra.ann").write_bytes(content)
    with pytest.raises(errors.ExportDiffers, match="does not name"):
        verify(out)


@pytest.mark.parametrize("name", ["/etc/passwd", "../p.annot", "a/../../b", "a\0b"])
def test_a_manifest_that_leads_out_of_its_folder_is_refused(out: Path, name: str) -> None:
    manifest = json.loads((out / "manifest.json").read_bytes())
    manifest["files"][0]["name"] = name
    (out / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(errors.BrokenManifest):
        verify(out)


@pytest.mark.parametrize("scheme", [None, [], {}, 1])
def test_a_scheme_that_is_none_breaks_a_manifest(labelled: Project, tmp_path: Path, scheme: object) -> None:
    report = export(labelled, tmp_path / "o", format="huggingface", by="gold")
    manifest = json.loads(report.manifest.read_bytes())
    manifest["tagging"]["scheme"] = scheme
    report.manifest.write_text(json.dumps(manifest))
    with pytest.raises(errors.BrokenManifest):
        verify(tmp_path / "o")
    manifest["tagging"]["scheme"] = "IOB9"
    report.manifest.write_text(json.dumps(manifest))
    with pytest.raises(errors.ExportDiffers, match="IOB9"):
        verify(tmp_path / "o")


@pytest.mark.parametrize(("before", "after"), [(b"UTF-8", b"TTF-8"), (b"<name>key</name>", b"<name></name>")])
def test_a_type_system_that_is_none_is_said(
    labelled: Project, tmp_path: Path, before: bytes, after: bytes
) -> None:
    report = export(labelled, tmp_path / "o", format="xmi", by="gold")
    path = tmp_path / "o" / "TypeSystem.xml"
    content = path.read_bytes().replace(before, after)
    path.write_bytes(content)
    manifest = json.loads(report.manifest.read_bytes())
    for file in manifest["files"]:
        if file["name"] == path.name:
            file.update(bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
    report.manifest.write_text(json.dumps(manifest))
    with pytest.raises(errors.ExportDiffers):
        verify(tmp_path / "o")


def test_a_manifest_of_a_newer_annotator_is_called_so(out: Path) -> None:
    manifest = json.loads((out / "manifest.json").read_bytes())
    (out / "manifest.json").write_text(json.dumps({**manifest, "manifest": 3}))
    with pytest.raises(errors.NewerManifest):
        verify(out)


def test_the_first_version_of_a_manifest_is_still_read(labelled: Project, tmp_path: Path) -> None:
    export(labelled, tmp_path / "o.jsonl", format="jsonl", by="gold")
    path = tmp_path / "o.jsonl.manifest.json"
    manifest = json.loads(path.read_bytes())
    for field in ("carries", "sublabels", "lacks", "parts"):
        del manifest[field]
    path.write_text(json.dumps({**manifest, "manifest": 1}))
    assert verify(tmp_path / "o.jsonl").spans == 2
