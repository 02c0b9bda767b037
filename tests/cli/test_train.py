"""«annotator train»: from finished work, from files, and what it refuses."""

import json

import pytest

from annotator.model import Draft, Span, SpanEdit, State, StateEdit
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.schema import load
from annotator.text.cleaning import clean

PEOPLE = ("كرار السوادي", "نزهة بنغاني", "شهاب الورداوي", "ليلوان كعبور")


def text_of(number):
    return f"قال السيد {PEOPLE[number % 4]} إن الاجتماع انتهى {number}\nوصل السيد {PEOPLE[number % 3]} مساء"


@pytest.fixture
def project(tmp_path):
    """A project with twelve finished articles and one that nobody began."""
    path = tmp_path / "news.annot"
    with Project.create(path, schema=load("security-news")) as made:
        with made.documents.adding():
            for number in range(13):
                cleaned = clean(text_of(number))
                raw = cleaned.raw.encode()
                made.documents.add(
                    NewDocument(id=f"d{number:02}", raw=raw, encoding="utf-8", cleaned=cleaned)
                )
        for number in range(12):
            made.changes.record("amina", finished(f"d{number:02}", text_of(number)))
    return path


def finished(id_, text):
    spans = [
        Span(start, start + len(name), "PERS")
        for name in PEOPLE
        for start in range(len(text))
        if text.startswith(name, start)
    ]
    edits = [SpanEdit(id_, None, span) for span in spans]
    return Draft("finish", {}, (*edits, StateEdit(id_, State.NEW, State.FINISHED)))


@pytest.fixture
def conll(tmp_path):
    path = tmp_path / "corpus.conll"
    lines = []
    for number in range(30):
        first, last = PEOPLE[number % 4].split()
        lines += ["قال O", "السيد O", f"{first} I-PER", f"{last} I-PER", ". O", ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def newest(path):
    with Project.open(path) as project:
        return project.models.newest("tagger")


def test_it_learns_from_finished_work(project, say):
    out = say("train", project)
    assert out.startswith("Learnt from 12 articles with 24 spans (")
    model = newest(project)
    assert model.document_ids == {f"d{number:02}" for number in range(12)}
    assert model.facts["labels"] == {"PERS": 24}


def test_what_was_learnt_is_suggested_where_it_was_not_learnt_from(project, say):
    say("train", project)
    say("suggest", project, "--sources", "tagger")
    with Project.open(project) as opened:
        found = opened.suggestions.of("d12")
        assert {(one.label, one.source) for one in found} == {("PERS", "tagger")}
        assert not opened.suggestions.of("d00")


def test_json_tells_the_facts(project, say):
    report = json.loads(say("train", project, "--json"))
    assert (report["documents"], report["entities"], report["project_documents"]) == (12, 24, 12)
    assert report["model"] == newest(project).id
    assert 0 <= report["held_out_f1"] <= 1


def test_a_file_of_two_columns_is_learnt_from_under_a_map(tmp_path, project, conll, run):
    labels = tmp_path / "labels.txt"
    labels.write_text("PER PERS\n", encoding="utf-8")
    done = run("train", project, "--from", conll, "--map", labels, "--json")
    report = json.loads(done.out)
    assert (report["entities"], report["left_out"]) == (54, {})
    assert len(report["repaired"]) == 30


def test_labels_that_the_project_lacks_are_said(project, conll, run):
    done = run("train", project, "--from", conll)
    assert done.code == 0
    assert "30 spans «PER»" in done.err
    assert "30 tags I-" in done.err


def test_our_own_jsonl_is_learnt_from(tmp_path, project, say):
    path = tmp_path / "more.jsonl"
    spans = [{"start": 10, "end": 22, "label": "PERS"}]
    path.write_text(json.dumps({"id": "x", "text": text_of(0), "spans": spans}), encoding="utf-8")
    report = json.loads(say("train", project, "--from", path, "--json"))
    assert report["entities"] == 25


def test_a_text_that_the_project_has_counts_as_learnt_from(tmp_path, project, say):
    path = tmp_path / "more.jsonl"
    path.write_text(json.dumps({"id": "x", "text": text_of(12), "spans": []}), encoding="utf-8")
    say("train", project, "--from", path)
    assert "d12" in newest(project).document_ids


def test_too_little_is_refused_in_a_sentence(tmp_path, run):
    Project.create(tmp_path / "p.annot", schema=load("security-news")).close()
    done = run("train", tmp_path / "p.annot")
    assert (done.code, done.out) == (1, "")
    assert "(finished articles: 0, spans: 0)" in done.err


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"\xff\xfe\x00", "UTF-8"), (b"", "blank"), ("كلمة\n".encode(), "line 1")],
    ids=["bytes", "blank", "one column"],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path, project, run, content, says):
    path = tmp_path / "bad.conll"
    path.write_bytes(content)
    done = run("train", project, "--from", path)
    assert done.code == 1
    assert says in done.err
    assert newest(project) is None


def test_a_missing_file_is_refused(tmp_path, project, run):
    assert run("train", project, "--from", tmp_path / "none.conll").code == 1
    assert run("train", project, "--map", tmp_path / "none.txt").code == 1
