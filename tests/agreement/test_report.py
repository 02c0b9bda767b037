import json
from pathlib import Path

import pytest

from annotator import words
from annotator.agreement.report import compare, rows, to_json
from annotator.errors import TooFewToCompare, UnknownAnnotator
from annotator.model import Draft, Span, State, StateEdit
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.schema import load
from annotator.text.cleaning import clean

TEXT = "وصل اللواء محمد بريظ إلى الرباط."
NAME, RANKED = Span(11, 20, "PERS"), Span(4, 20, "PERS")
CITY = Span(25, 31, "GPE")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    with Project.create(tmp_path / "p.annot", schema=load("security-news")) as made:
        for id_ in ("second", "first", "third"):
            made.documents.add(NewDocument(id_, TEXT.encode(), "utf-8", clean(TEXT)))
        yield made


def finish(project: Project, name: str, document_id: str, *spans: Span) -> None:
    project.annotations.store_finished(name, document_id, spans)


def test_compares_everybody_but_gold_over_what_all_finished(project: Project) -> None:
    finish(project, "amina", "first", NAME, CITY)
    finish(project, "youssef", "first", RANKED, CITY)
    finish(project, "amina", "second", CITY)
    finish(project, "youssef", "second", CITY)
    finish(project, "amina", "third", CITY)
    finish(project, "gold", "first", NAME, CITY)
    agreement = compare(project)
    assert agreement.annotators == ("amina", "youssef")
    assert agreement.documents == ("second", "first")
    assert agreement.left_out == ("third",)
    assert agreement.f1.value == pytest.approx(2 / 3)
    assert compare(project, ["gold", "amina", "gold"]).annotators == ("gold", "amina")
    assert compare(project, ["gold", "amina"]).f1.value == 1.0


def test_unfinished_work_does_not_count(project: Project) -> None:
    finish(project, "amina", "first", CITY)
    finish(project, "youssef", "first", CITY)
    take_up = StateEdit("first", State.FINISHED, State.IN_PROGRESS)
    project.changes.record("youssef", Draft("state_in_progress", {}, (take_up,)))
    with pytest.raises(TooFewToCompare, match="amina"):
        compare(project)
    agreement = compare(project, ["amina", "youssef"])
    assert agreement.documents == ()
    assert "finished" in agreement.f1.sentence


def test_who_is_not_there_is_named(project: Project) -> None:
    finish(project, "amina", "first", CITY)
    with pytest.raises(TooFewToCompare, match="amina"):
        compare(project)
    with pytest.raises(UnknownAnnotator, match="youssef"):
        compare(project, ["amina", "youssef"])


def test_nobody_at_work_is_said(project: Project) -> None:
    with pytest.raises(TooFewToCompare, match="two or more"):
        compare(project)


def test_json_holds_every_figure_and_every_difference(project: Project) -> None:
    finish(project, "amina", "first", NAME, CITY)
    finish(project, "youssef", "first", RANKED, CITY)
    written = json.loads(json.dumps(to_json(compare(project)), allow_nan=False))
    assert written["annotators"] == ["amina", "youssef"]
    assert written["documents"] == ["first"]
    assert written["f1"] == 0.5
    assert written["kappa"] == pytest.approx(23 / 30)
    assert written["words"] == 7
    assert written["labels"] == {"GPE": {"f1": 1.0}, "PERS": {"f1": 0.0}}
    assert written["causes"] == {"edge": 1}
    (pair,) = written["pairs"]
    assert (pair["matched"], pair["spans"]) == (1, [2, 2])
    assert pair["labels"]["PERS"] == {"f1": 0.0, "matched": 0, "spans": [1, 1]}
    assert pair["confusion"] == {"labels": ["GPE", "PERS", None], "matrix": [[1, 0, 0], [0, 1, 0], [0, 0, 0]]}
    assert pair["disagreements"] == [
        {
            "document": "first",
            "sentence": [0, len(TEXT)],
            "cause": "edge",
            "spans": [
                {"start": 11, "end": 20, "label": "PERS", "sublabel": ""},
                {"start": 4, "end": 20, "label": "PERS", "sublabel": ""},
            ],
        }
    ]


def test_json_says_in_words_what_is_undefined(project: Project) -> None:
    finish(project, "amina", "first")
    finish(project, "youssef", "first")
    written = json.loads(json.dumps(to_json(compare(project)), allow_nan=False))
    assert written["f1"] is None
    assert written["undefined"]["f1"]["code"] == "no_spans"
    assert written["undefined"]["kappa"] == {
        "code": "one_category",
        "sentence": "They all gave every word the same label, so agreement by chance is certain.",
    }


def test_tables_for_a_reader(project: Project) -> None:
    for name, spans in {"amina": (NAME, CITY), "youssef": (RANKED, CITY), "zahra": (CITY,)}.items():
        finish(project, name, "first", *spans)
    overall, labels, causes, *confusions = rows(compare(project), names={"GPE": "مدينة"})
    assert [line[0] for line in overall.rows] == [
        "amina and youssef",
        "amina and zahra",
        "youssef and zahra",
        "mean over the pairs",
    ]
    assert overall.rows[0][1] == "0.50"
    assert overall.notes == ("1 document", "7 words")
    assert [line[:2] for line in labels.rows] == [("مدينة", "1.00"), ("PERS", "0.00")]
    assert causes.rows == (("marked by one of them only", "2"), ("another edge", "1"))
    assert [table.columns for table in confusions][1] == ("amina", "zahra", "places")
    alone = ("PERS", "not marked", "1")
    assert [table.rows for table in confusions] == [(), (alone,), (alone,)]
    for table in (overall, labels, causes, *confusions):
        assert all(len(line) == len(table.columns) for line in table.rows)


def test_tables_say_what_is_undefined_and_left_out(project: Project) -> None:
    finish(project, "amina", "first")
    finish(project, "youssef", "second")
    overall = rows(compare(project))[0]
    assert overall.rows == (("amina and youssef", "—", "—", "0 of 0 and 0"),)
    assert "No two of them have finished the same article." in overall.notes
    assert "Left out, because not all of them finished it: first, second" in overall.notes


def test_figures_have_the_digits_of_the_region(project: Project) -> None:
    finish(project, "amina", "first", NAME, CITY)
    finish(project, "youssef", "first", RANKED, CITY)
    words.use("ar_EG")
    try:
        assert rows(compare(project))[0].rows[0][1] == "٠٫٥٠"
    finally:
        words.use("en")
