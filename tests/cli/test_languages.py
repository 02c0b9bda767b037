"""The same sentences in Arabic, as the environment asks for it."""

import re

import pytest

ARABIC_LETTER = re.compile("[ء-ي]")
ARABIC = re.compile("[ء-ي]{2,} .*[ء-ي]{2,}")


@pytest.mark.parametrize(
    "arguments",
    [
        ["new", "news.annot"],
        ["new", "no/p.annot"],
        ["new", "q.annot", "--schema", "nonsense"],
        ["import", "no.annot", "a.txt"],
        ["import", "a.txt", "a.txt"],
        ["import", "news.annot", "no.txt"],
        ["import", "news.annot", "blank.txt"],
        ["import", "news.annot", "picture.txt"],
        ["import", "news.annot", "broken.jsonl"],
        ["import", "news.annot", "outside.jsonl", "--annotator", "amina"],
        ["import", "news.annot", "outside.jsonl"],
        ["import", "news.annot", "a.txt", "--annotator", "suggestions"],
        ["suggest", "news.annot", "--sources", "oracle"],
        ["agreement", "news.annot"],
        ["export", "news.annot", "out", "--format", "jsonl", "--by", "gold"],
        ["export", "news.annot", "out", "--format", "jsonl", "--by", "amina"],
        ["export", "news.annot", "out", "--format", "xml", "--by", "amina"],
        ["verify", "a.txt"],
        ["open", "news.annot"],
    ],
    ids=" ".join,
)
def test_what_is_refused_is_refused_in_arabic(program, project, article, tmp_path, arguments):
    (tmp_path / "blank.txt").touch()
    (tmp_path / "picture.txt").write_bytes(b"\xff\xd8\xff\xe0" * 50)
    (tmp_path / "broken.jsonl").write_text("{", encoding="utf-8")
    (tmp_path / "outside.jsonl").write_text(
        '{"id": "1", "text": "a", "spans": [{"start": 0, "end": 2, "label": "GPE"}]}', encoding="utf-8"
    )
    done = program(*arguments, ANNOTATOR_LANGUAGE="ar")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert ARABIC_LETTER.match(done.err)
    assert ARABIC.search(done.err)


def test_reports_are_in_arabic(program, labelled):
    done = program("agreement", labelled, ANNOTATOR_LANGUAGE="ar")
    assert (done.code, done.err) == (0, "")
    assert "شخص" in done.out
    assert not re.search("[a-z]{3,}", done.out.replace("amina", "").replace("youssef", "").replace("two", ""))


def test_the_language_is_the_computers_unless_told(program, project):
    done = program("check", project, ANNOTATOR_LANGUAGE="", LC_ALL="ar_MA.UTF-8")
    assert re.search("[ء-ي]{3,}", done.out)
    done = program("check", project, ANNOTATOR_LANGUAGE="", LC_ALL="C.UTF-8")
    assert done.out == f"{project} is sound.\n"


def test_a_region_brings_its_digits(program, project, labels):
    done = program("import", project, labels("in.jsonl", one=None, two=None), ANNOTATOR_LANGUAGE="ar_EG")
    assert (done.code, done.err) == (0, "")
    assert not re.search("[0-9]", done.out)
    done = program("import", project, labels("in.jsonl", three=None), ANNOTATOR_LANGUAGE="fr")
    assert (done.code, done.err) == (0, "")
