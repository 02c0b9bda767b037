import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from annotator import errors
from annotator.exchange import exporting
from annotator.exchange.exporting import export, preview
from annotator.exchange.formats.conll import ConllWriter
from annotator.exchange.importing import import_paths
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Options, Outgoing
from annotator.exchange.verify import verify
from annotator.model import Draft, Reason, Span, SpanEdit, State, StateEdit, Suggestion
from annotator.project.file import Project

TEXT = "استقبل وزير خارجية باكستان وفدا للرباط"
SPANS = ((7, 26, "OCC", "office"), (12, 26, "ORG", "government"), (19, 26, "GPE"), (33, 38, "GPE"))


@pytest.fixture
def labelled(gold: Callable[..., Project], line: Callable[..., str]) -> Project:
    return gold(line("1", TEXT, *SPANS, meta={"title": "t", "outlet": "هسبرس"}), line("2", ""))


def test_the_report_and_the_manifest_say_what_was_written(labelled: Project, tmp_path: Path) -> None:
    out = tmp_path / "o.conll"
    report = export(labelled, out, format="conll2003", by="gold", options=Options(sublabels=True))
    assert (report.documents, report.spans, report.sentences, report.tokens) == (2, 2, 1, 6)
    assert [loss.sentence() for loss in report.lost] == [
        "1 GPE span lies inside another one and is left out.",
        "1 ORG span lies inside another one and is left out.",
    ]
    manifest = json.loads(report.manifest.read_text(encoding="utf-8"))
    assert report.manifest == tmp_path / "o.conll.manifest.json"
    assert manifest["counts"] == {
        "documents": 2,
        "spans": 2,
        "spans_by_label": {"GPE": 1, "OCC.office": 1},
    }
    assert manifest["tagging"]["scheme"] == "IOB2"
    assert manifest["offsets"]["unit"] == "Unicode code points"
    assert manifest["schema"]["fingerprint"] == labelled.schema.fingerprint
    assert manifest["losses"][0] == {
        "kind": "inside",
        "label": "GPE",
        "count": 1,
        "examples": [{"document": "1", "text": "باكستان"}],
    }
    assert manifest["files"][0]["bytes"] == out.stat().st_size
    assert verify(out).spans == 2


def test_what_would_be_lost_is_known_before_writing(labelled: Project, tmp_path: Path) -> None:
    before = preview(labelled, format="conll2002", by="gold")
    written = export(labelled, tmp_path / "o", format="conll2002", by="gold")
    assert (before.lost, before.lacks) == (written.lost, written.lacks)
    assert (before.documents, before.spans) == (written.documents, written.spans)
    whole = preview(labelled, format="jsonl", by="gold")
    assert (whole.lost, whole.lacks) == ((), ())


def test_the_same_export_gives_the_same_bytes(labelled: Project, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        export(labelled, tmp_path / name / "o", format="jsonl", by="gold")
    for name in ("o", "o.manifest.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_only_finished_work_of_the_one_who_is_named_goes_out(
    labelled: Project, tmp_path: Path, line: Callable[..., str]
) -> None:
    path = tmp_path / "amina.jsonl"
    path.write_text(line("1", TEXT, (19, 26, "LOC")), encoding="utf-8")
    import_paths(labelled, [path], annotator="amina")
    report = export(labelled, tmp_path / "o", format="jsonl", by="amina")
    record = json.loads((tmp_path / "o").read_text(encoding="utf-8"))
    assert report.documents == 1
    assert [(span["label"], span["text"]) for span in record["spans"]] == [("LOC", "باكستان")]


def test_suggestions_go_out_for_every_document(labelled: Project, tmp_path: Path) -> None:
    reason = Reason("import", {"file": ""})
    proposed = [Suggestion(19, 26, "GPE", "", "import", 0.5, reason)]
    labelled.suggestions.replace("1", proposed, sources={"import"})
    assert export(labelled, tmp_path / "o", format="jsonl", by="suggestions").documents == 2
    assert export(labelled, tmp_path / "o", format="conll2002", by="suggestions").spans == 1


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        ("youssef", "The project has no work by youssef; it has work by: amina."),
        ("gold", "The project has no gold yet: adjudicate first, or import it with --annotator gold."),
        ("suggestions", "The project has no suggestions yet: «annotator suggest» makes them."),
        ("amina", "amina has finished no document yet: there is nothing to export."),
    ],
)
def test_nothing_to_export_is_said(project: Project, tmp_path: Path, by: str, sentence: str) -> None:
    (tmp_path / "1.txt").write_text(TEXT, encoding="utf-8")
    import_paths(project, [tmp_path / "1.txt"])
    project.changes.record("amina", _begin("1"))
    with pytest.raises(errors.AnnotatorError) as caught:
        export(project, tmp_path / "o", format="jsonl", by=by)
    assert str(caught.value) == sentence
    assert not (tmp_path / "o").exists()


def _begin(document_id: str) -> Draft:
    return Draft(
        "label",
        {},
        (
            SpanEdit(document_id, None, Span(19, 26, "GPE")),
            StateEdit(document_id, State.NEW, State.IN_PROGRESS),
        ),
    )


def test_a_project_without_work_says_so(project: Project, tmp_path: Path) -> None:
    with pytest.raises(errors.NoWork):
        export(project, tmp_path / "o", format="jsonl", by="amina")


def test_places_that_cannot_be_written_are_named(labelled: Project, tmp_path: Path) -> None:
    def refusal(out: Path | str, name: str = "jsonl") -> str:
        with pytest.raises(errors.AnnotatorError) as caught:
            export(labelled, out, format=name, by="gold")
        return str(caught.value)

    before = labelled.path.read_bytes()
    assert "writes no format «none»; it writes jsonl, " in refusal(tmp_path / "o", "none")
    assert refusal(tmp_path / "none" / "o") == f"There is no folder {tmp_path / 'none'} to write into."
    assert refusal(tmp_path) == f"{tmp_path} is not an ordinary file, so nothing was written over it."
    assert refusal("/dev/null") == "/dev/null is not an ordinary file, so nothing was written over it."
    assert "is the project itself" in refusal(labelled.path)
    (tmp_path / "link").symlink_to(labelled.path)
    (tmp_path / "hard").hardlink_to(labelled.path)
    assert "is the project itself" in refusal(tmp_path / "link")
    assert "is the project itself" in refusal(tmp_path / "hard")
    assert "is the project itself" in refusal(f"{labelled.path}-wal")
    assert "cannot be written" in refusal(tmp_path / ("x" * 250))
    assert "cannot be written" in refusal("a\0b")
    assert labelled.path.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gold.jsonl", "hard", "link"]


def test_a_folder_without_rights_is_named(
    ordinary_user: Path, new_project: Callable[[str], Project], line: Callable[..., str]
) -> None:
    (ordinary_user / "closed").mkdir()
    (ordinary_user / "1.jsonl").write_text(line("1", "a"))
    with new_project(str(ordinary_user)) as project:
        import_paths(project, [ordinary_user / "1.jsonl"], annotator="gold")
        (ordinary_user / "closed").chmod(0o500)
        with pytest.raises(errors.NoRights):
            export(project, ordinary_user / "closed" / "o", format="jsonl", by="gold")


def test_a_full_disk_is_named(labelled: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    if not os.access("/dev/full", os.W_OK):
        pytest.fail("this test needs /dev/full")

    def write(*_: object, **__: object) -> None:
        with Path("/dev/full").open("wb") as out:
            out.write(b"x" * 100_000)

    folder = labelled.path.parent
    monkeypatch.setattr(ConllWriter, "write", write)
    with pytest.raises(errors.NoSpace):
        export(labelled, folder / "o", format="conll2002", by="gold")
    assert not [path for path in folder.iterdir() if path.name.endswith(".part")]


def test_an_export_replaces_a_link_s_file_and_takes_the_usual_rights(
    labelled: Project, tmp_path: Path
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "o").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real" / "o")
    export(labelled, tmp_path / "link", format="jsonl", by="gold")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "o").read_text(encoding="utf-8").startswith('{"id": "1"')
    (tmp_path / "usual").touch()
    assert (tmp_path / "real" / "o").stat().st_mode == (tmp_path / "usual").stat().st_mode
    assert verify(tmp_path / "real" / "o").documents == 2


@pytest.mark.parametrize("is_there", [True, False])
def test_the_report_of_a_link_leads_to_the_manifest(
    labelled: Project, tmp_path: Path, is_there: bool
) -> None:
    (tmp_path / "real").mkdir()
    if is_there:
        (tmp_path / "real" / "o").touch()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "o")
    report = export(labelled, tmp_path / "link", format="jsonl", by="gold", has_card=True)
    assert report.manifest == tmp_path / "real" / "o.manifest.json"
    assert report.manifest.is_file()
    assert report.card is not None
    assert report.card.is_file()
    assert verify(tmp_path / "link").documents == 2


def test_a_name_that_is_no_utf_8_is_a_name(labelled: Project, tmp_path: Path) -> None:
    out = os.fsdecode(os.fsencode(tmp_path) + b"/o\xff.jsonl")
    report = export(labelled, out, format="jsonl", by="gold", has_card=True)
    assert json.loads(report.manifest.read_bytes())["files"][0]["name"] == "o\udcff.jsonl"
    assert verify(out).documents == 2


def _drop_a_span(documents: Iterable[Outgoing]) -> Iterable[Outgoing]:
    return [Outgoing(one.id, one.text, one.title, one.outlet, one.meta, one.spans[:-1]) for one in documents]


def _move_a_span(documents: Iterable[Outgoing]) -> Iterable[Outgoing]:
    for one in documents:
        moved = tuple(Span(max(span.start - 5, 0), span.end, span.label) for span in one.spans)
        yield Outgoing(one.id, one.text, one.title, one.outlet, one.meta, moved)


def _drop_a_document(documents: Iterable[Outgoing]) -> Iterable[Outgoing]:
    return list(documents)[:-1]


def _drop_a_word(documents: Iterable[Outgoing]) -> Iterable[Outgoing]:
    return [Outgoing(one.id, one.text[:-7], one.title, one.outlet, one.meta) for one in documents]


@pytest.mark.parametrize("fault", [_drop_a_span, _move_a_span, _drop_a_document, _drop_a_word])
@pytest.mark.parametrize("name", ["jsonl", "conll2002"])
def test_a_writer_that_is_wrong_is_found_out_and_the_old_file_stays(
    labelled: Project,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    fault: Callable[[Iterable[Outgoing]], Iterable[Outgoing]],
) -> None:
    writer = exporting.registry.writer_for(name)
    right = type(writer).write

    def wrong(
        self: object, documents: Iterable[Outgoing], path: Path, *, options: Options, tally: Tally
    ) -> None:
        right(self, fault(documents), path, options=options, tally=tally)

    export(labelled, tmp_path / "o", format=name, by="gold")
    before = (tmp_path / "o").read_bytes(), (tmp_path / "o.manifest.json").read_bytes()
    monkeypatch.setattr(type(writer), "write", wrong)
    with pytest.raises(errors.ReadBackDiffers, match="please report it"):
        export(labelled, tmp_path / "o", format=name, by="gold")
    assert ((tmp_path / "o").read_bytes(), (tmp_path / "o.manifest.json").read_bytes()) == before
    with pytest.raises(errors.ReadBackDiffers):
        export(labelled, tmp_path / "new", format=name, by="gold")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gold.jsonl", "o", "o.manifest.json"]


def test_a_wish_to_stop_leaves_the_old_file(labelled: Project, tmp_path: Path) -> None:
    (tmp_path / "o").write_text("old")
    for patience in range(4):
        asked = iter([False] * patience + [True])
        with pytest.raises(errors.ExportCancelled):
            export(
                labelled, tmp_path / "o", format="jsonl", by="gold", is_cancelled=lambda it=asked: next(it)
            )
    assert (tmp_path / "o").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gold.jsonl", "o"]


def test_progress_counts_writing_and_reading_back(labelled: Project, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    export(
        labelled,
        tmp_path / "o",
        format="jsonl",
        by="gold",
        on_progress=lambda done, total: seen.append((done, total)),
    )
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_change_from_another_window_is_no_fault_of_the_writer(labelled: Project, tmp_path: Path) -> None:
    """The second round sees other spans than the first, because somebody labelled in between."""
    with Project.open(labelled.path) as other:

        def label(done: int, _total: int) -> None:
            if done == 2:
                other.changes.record("gold", _more("1"))

        with pytest.raises(errors.ChangedDuringExport):
            export(labelled, tmp_path / "o", format="jsonl", by="gold", on_progress=label)


def _more(document_id: str) -> Draft:
    return Draft("label", {}, (SpanEdit(document_id, None, Span(0, 6, "EVENT")),))


@pytest.mark.real
def test_the_real_articles_go_out(
    project: Project, real_articles: list[Path], tmp_path: Path, line: Callable[..., str]
) -> None:
    import_paths(project, real_articles)
    path = tmp_path / "labels.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for document_id in project.documents.ids():
            text = project.documents.get(document_id).text
            spans = [(at, at + 5, "GPE") for at in range(len(text)) if text.startswith("لرباط", at)]
            out.write(line(document_id, text, *spans))
    report = import_paths(project, [path], annotator="gold")
    assert report.refused == []
    assert report.spans > 3
    for name in ("jsonl", "conll2002", "conll2003"):
        for clitics in ("whole-word", "split"):
            written = export(
                project, tmp_path / name, format=name, by="gold", options=Options(clitics=clitics)
            )
            assert (written.spans, written.lost) == (report.spans, ())
