"""annotator lexicon: a project's own names shown, taken in and written out."""

import json
from pathlib import Path

import pytest

TABLE = (
    "surface,label,sublabel,kind,variants,needs_context,is_refused\n"
    "كتيبة الرمال,ORG,armed_group,,كتيبة الرمل|كتيبة الرمول,,\n"
    "الرمل,GPE,,,,yes,\n"
    "باكستان,GPE,,,,,yes\n"
)


@pytest.fixture
def project(say, tmp_path: Path) -> Path:
    path = tmp_path / "p.annot"
    say("new", path)
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "names.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_project_without_names_says_so(say, project):
    assert say("lexicon", project) == "This project has no names of its own.\n"
    assert json.loads(say("lexicon", project, "--json")) == {"entries": [], "taken": 0}


def test_names_are_taken_in_and_shown(say, project, table):
    assert say("lexicon", project, "--add", table) == "3 names taken in.\n"
    assert [line.split() for line in say("lexicon", project).splitlines()] == [
        ["The", "project's", "own", "lexicon"],
        ["name", "label", "sublabel", "what", "other", "spellings"],
        ["كتيبة", "الرمال", "ORG", "armed_group", "added", "كتيبة", "الرمل", "|", "كتيبة", "الرمول"],
        ["الرمل", "GPE", "added,", "needs", "context"],
        ["باكستان", "GPE", "refused"],
    ]


def test_json_says_every_field(say, project, table):
    said = json.loads(say("lexicon", project, "--add", table, "--json"))
    assert said["taken"] == 3
    assert said["entries"][0] == {
        "surface": "كتيبة الرمال",
        "label": "ORG",
        "sublabel": "armed_group",
        "kind": "",
        "variants": ["كتيبة الرمل", "كتيبة الرمول"],
        "needs_context": False,
        "is_refused": False,
    }


def test_a_name_that_is_there_is_replaced(say, project, table, tmp_path):
    say("lexicon", project, "--add", table)
    other = tmp_path / "other.csv"
    other.write_text("surface,label\nباكستان,GPE\n", encoding="utf-8")
    assert say("lexicon", project, "--add", other) == "1 name taken in.\n"
    entries = json.loads(say("lexicon", project, "--json"))["entries"]
    assert [(one["surface"], one["is_refused"]) for one in entries] == [
        ("كتيبة الرمال", False),
        ("الرمل", False),
        ("باكستان", False),
    ]


def test_what_is_written_out_is_taken_in_elsewhere(say, project, table, tmp_path):
    say("lexicon", project, "--add", table)
    out = tmp_path / "out.csv"
    assert say("lexicon", project, "--out", out) == f"3 names written to {out}.\n"
    other = tmp_path / "other.annot"
    say("new", other)
    say("lexicon", other, "--add", out)
    assert say("lexicon", other, "--json") == say("lexicon", project, "--json")


def test_the_names_change_what_is_suggested(say, project, table, tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("زار باكستان وهاجم كتيبة الرمال", encoding="utf-8")
    say("import", project, article)
    say("lexicon", project, "--add", table)
    assert say("suggest", project, "--sources", "lexicon").startswith("1 suggestion ")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("surface,label\nقلعة,FAC\nقلعة الرمل,FOO\n", "line 3: «قلعة الرمل»: the schema has no label «FOO»."),
        ('surface,label\nقلعة,FAC\n"قلعة الرمل,FAC\n', "line 3: this is not CSV"),
        ("name\nقلعة\n", ": the head line must name the column «surface»"),
    ],
)
def test_a_bad_table_is_one_sentence_and_nothing_is_taken(run, say, project, tmp_path, content, sentence):
    bad = tmp_path / "bad.csv"
    bad.write_text(content, encoding="utf-8")
    done = run("lexicon", project, "--add", bad)
    assert done.code == 1
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert sentence in done.err
    assert json.loads(say("lexicon", project, "--json"))["entries"] == []


def test_a_table_that_is_not_there_is_one_sentence(run, project, tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        done = run("lexicon", project, "--add", path)
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
        assert str(path) in done.err


def test_a_table_is_never_written_over_the_project(run, say, project, table):
    say("lexicon", project, "--add", table)
    done = run("lexicon", project, "--out", project)
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert len(json.loads(say("lexicon", project, "--json"))["entries"]) == 3
