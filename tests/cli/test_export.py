"""`annotator export` and `annotator verify`: training data, its proof, and what is refused."""

import json

import pytest

from annotator.labelling import decisions
from annotator.labelling.sheet import open_sheet
from annotator.project.file import Project

FORMATS = ["jsonl", "conll2002", "conll2003"]


def export(path, out, format_="jsonl", by="amina", *options):
    return ["export", path, out, "--format", format_, "--by", by, *options]


def test_jsonl_loses_nothing(say, labelled, tmp_path):
    out = tmp_path / "out.jsonl"
    assert say(*export(labelled, out)) == f"{out}: 5 spans of 2 documents, read back and found the same.\n"
    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [record["id"] for record in records] == ["one", "two"]
    for record in records:
        for span in record["spans"]:
            assert record["text"][span["start"] : span["end"]] == span["text"]
    assert {span["name"] for span in records[0]["spans"]} == {"اللواء", "عمر بابر", "الرباط"}


@pytest.mark.parametrize("format_", FORMATS[1:])
def test_a_flat_format_says_what_it_lost(say, labelled, tmp_path, format_):
    out = tmp_path / "out.conll"
    assert say(*export(labelled, out, format_)).splitlines() == [
        f"{out}: 4 spans of 2 documents, read back and found the same.",
        "  1 GPE span lies inside another one and is left out.",
        "    two: «لرباط»",
        "  The format has no place for titles, outlets and notes of 2 documents.",
        "  The format does not hold the whole text of 2 documents, with the blanks.",
    ]
    tags = {line.split()[-1] for line in out.read_text(encoding="utf-8").splitlines() if line}
    assert tags >= {"B-OCC", "B-PERS", "I-PERS", "B-GPE", "B-EVENT", "I-EVENT"}


def test_how_clitics_nesting_and_sublabels_are_written(say, labelled, tmp_path):
    out = tmp_path / "out.conll"
    say(*export(labelled, out, "conll2002", "amina"))
    assert "للرباط B-GPE\n" in out.read_text(encoding="utf-8")
    words = say(*export(labelled, out, "conll2002", "amina", "--clitics", "split", "--nested", "innermost"))
    assert "1 EVENT span lies around another one and is left out." in words
    assert "ل O\nلرباط B-GPE\n" in out.read_text(encoding="utf-8")
    assert json.loads((tmp_path / "out.conll.manifest.json").read_bytes())["tagging"]["nested"] == "innermost"


def test_sublabels_are_written_on_request(say, project, tmp_path):
    path = tmp_path / "in.jsonl"
    span = {"start": 0, "end": 4, "label": "ORG", "sublabel": "military_unit"}
    path.write_text(json.dumps({"id": "1", "text": "جيشا", "spans": [span]}), encoding="utf-8")
    say("import", project, path, "--annotator", "gold")
    out = tmp_path / "out.conll"
    say(*export(project, out, "conll2002", "gold"))
    assert "جيشا B-ORG\n" in out.read_text(encoding="utf-8")
    say(*export(project, out, "conll2002", "gold", "--sublabels"))
    assert "جيشا B-ORG.military_unit\n" in out.read_text(encoding="utf-8")


def test_json_is_the_manifest(say, labelled, tmp_path):
    out = tmp_path / "out.conll"
    printed = json.loads(say(*export(labelled, out, "conll2002", "amina", "--json")))
    assert printed == json.loads((tmp_path / "out.conll.manifest.json").read_bytes())
    assert printed["counts"]["spans"] == 4


@pytest.mark.parametrize("format_", FORMATS)
def test_verify_repeats_the_proof_and_finds_what_was_changed(say, refuse, labelled, tmp_path, format_):
    out = tmp_path / "out.data"
    say(*export(labelled, out, format_))
    assert say("verify", out) == f"{out} is as its manifest says.\n"
    assert say("verify", f"{out}.manifest.json").endswith(" is as its manifest says.\n")
    whole = out.read_bytes()
    out.write_bytes(whole.replace("عمر".encode(), "عمرو".encode(), 1))
    assert (
        refuse("verify", out)
        == f"{out} is not what its manifest says ({len(whole) + 2} bytes, not {len(whole)})."
    )
    out.write_bytes(whole.replace("عمر".encode(), "بدر".encode(), 1))
    assert refuse("verify", out) == f"{out} is not what its manifest says (SHA-256)."
    out.unlink()
    assert refuse("verify", out) == f"There is no file or folder at {out}."


def test_verify_needs_a_manifest_that_can_be_understood(refuse, say, labelled, tmp_path, article):
    assert refuse("verify", article) == f"{article} has no manifest: there is nothing to verify it against."
    for folder in (tmp_path, ".", "/"):
        words = refuse("verify", folder)
        assert words == f"{folder} has no manifest: there is nothing to verify it against."
    out = tmp_path / "out.jsonl"
    say(*export(labelled, out))
    manifest = tmp_path / "out.jsonl.manifest.json"
    manifest.write_bytes(manifest.read_bytes()[:100])
    assert refuse("verify", out).startswith(f"The manifest {manifest} cannot be understood (")


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("omar", "The project has no work by omar; it has work by: amina, youssef."),
        ("gold", "The project has no gold yet: adjudicate first, or import it with --annotator gold."),
        ("suggestions", "The project has no suggestions yet: «annotator suggest» makes them."),
    ],
)  # fmt: skip
def test_says_whose_work_there_is(refuse, labelled, tmp_path, by, words):
    assert refuse(*export(labelled, tmp_path / "out.jsonl", "jsonl", by)) == words
    assert list(tmp_path.glob("out*")) == []


def test_without_finished_work_there_is_nothing_to_export(refuse, project, article, say, tmp_path):
    out = tmp_path / "out.jsonl"
    say("import", project, article)
    assert (
        refuse(*export(project, out)) == "Nobody has worked on this project yet: there is nothing to export."
    )
    begin(project, "amina")
    assert refuse(*export(project, out)) == "amina has finished no document yet: there is nothing to export."
    assert list(tmp_path.glob("out*")) == []


def begin(path, annotator):
    """Mark a first span, as an annotator does in the window."""
    from annotator.model import Draft, Span, SpanEdit, State, StateEdit
    from annotator.project.file import Project

    with Project.open(path) as opened:
        (id_,) = opened.documents.ids()
        edits = (SpanEdit(id_, None, Span(4, 10, "OCC")), StateEdit(id_, State.NEW, State.IN_PROGRESS))
        opened.changes.record(annotator, Draft("label", {"surface": "اللواء"}, edits))


@pytest.mark.parametrize(
    ("out", "words"),
    [
        ("no/out.jsonl", "There is no folder {folder}/no to write into."),
        (".", "{folder} is not an ordinary file, so nothing was written over it."),
        ("news.annot", "{folder}/news.annot is the project itself: export to another file."),
    ],
)
def test_writes_only_where_it_may(refuse, labelled, tmp_path, out, words):
    before = labelled.read_bytes()
    assert refuse(*export(labelled, tmp_path / out)) == words.format(folder=tmp_path)
    assert labelled.read_bytes() == before


def test_names_the_formats_where_one_is_unknown(refuse, labelled, tmp_path):
    said = refuse(*export(labelled, tmp_path / "out.xml", "xml"))
    assert said.startswith("Annotator writes no format «xml»; it writes jsonl, ")


def test_needs_the_right_to_write_and_leaves_what_was_there(refused, say, lock, labelled, tmp_path):
    folder = tmp_path / "locked"
    folder.mkdir()
    out = folder / "out.jsonl"
    say(*export(labelled, out))
    before = out.read_bytes()
    lock(folder, 0o555)
    words = refused(*export(labelled, out, "jsonl", "youssef"), is_ordinary=True)
    assert words == f"You have no right to write {out}."
    assert out.read_bytes() == before
    lock(out, 0o000)
    assert refused("verify", out, is_ordinary=True) == f"You have no right to read {out}."


def test_work_that_is_not_finished_is_left_out_and_said(say, labelled, tmp_path):
    with Project.open(labelled) as project:
        sheet = open_sheet(project, "two", annotator="amina")
        draft = decisions.remove(sheet, sheet.annotation.spans[0]).draft
        project.changes.record("amina", draft)
    out = tmp_path / "out.jsonl"
    assert say(*export(labelled, out)).splitlines() == [
        f"{out}: 3 spans of 1 document, read back and found the same.",
        "  1 document that amina has not finished was left out.",
    ]
