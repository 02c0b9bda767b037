"""The report on progress, from made values: every count in a table, every day and article in a file."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from annotator.agreement.bias import Bias, LetThrough, Sides
from annotator.agreement.coefficients import Figure, Interval, Undefined
from annotator.agreement.pace import forecast
from annotator.model import GOLD, Record, State
from annotator.project.progress import Day, Progress, Times
from annotator.reports.called import Called
from annotator.reports.page import html
from annotator.reports.progress_report import bias_section, progress_report
from annotator.reports.progress_tables import effort_tables, progress_tables
from annotator.reports.tables import FILES, Table

TODAY = date(2026, 3, 12)
CALLED = Called(labels={"PERS": "Person"}, people={"amina": "annotator 1"})
PROGRESS = Progress(
    documents=10,
    today=TODAY,
    states={
        "amina": {State.FINISHED: 3, State.IN_PROGRESS: 1},
        "youssef": {State.FINISHED: 5, State.SKIPPED: 1},
        GOLD: {State.FINISHED: 1},
    },
    untouched=2,
    finished_documents=6,
    gold=1,
    firsts={TODAY - timedelta(days=place): 1 for place in range(6)},
    days=(Day("amina", TODAY, finished=2, seconds=90.0, actions=60, entities=30, spans=30),),
    times=(
        Times("amina", "a", 60.4, 10, 5, 20),
        Times("youssef", "b", spans=9, is_imported=True),
    ),
    labels={"amina": {"PERS": 30, "GPE": 10}, GOLD: {"LOST": 3}},
    records=(Record("lexicon", "PERS", 10, 4, 1, 1), Record("mine", "GPE", 3, 0, 0, 0)),
)
EMPTY = Progress(0, TODAY, {}, 0, 0, 0, {}, (), (), {}, ())
NONE = Figure(None, Undefined.TOO_FEW)


def tables(progress: Progress = PROGRESS) -> dict[str, Table]:
    found = progress_tables(progress, forecast(progress), called=CALLED)
    return {table.file: table for table in (*found, *effort_tables(progress, called=CALLED))}


def test_people_have_their_states_their_entities_and_their_time() -> None:
    assert tables()["states"].rows == (
        ("annotator 1", "3", "1", "0", "0", "30", "1.5 min", "3.0 s"),
        ("youssef", "5", "0", "0", "1", "—", "—", "—"),
    )


def test_labels_are_counted_by_person_and_gold() -> None:
    table = tables()["distribution"]
    assert table.columns == ("label", "annotator 1", "gold")
    assert table.rows == (("Person", "30", "0"), ("GPE", "10", "0"), ("LOST", "0", "3"))


def test_suggestions_have_the_share_that_was_accepted_of_those_decided_on() -> None:
    assert tables()["sources"].rows == (
        ("Lexicon", "Person", "10", "4", "1", "1", "67%"),
        ("mine", "GPE", "3", "0", "0", "0", "—"),
    )


def test_what_nobody_timed_is_no_nought_and_files_say_why() -> None:
    heads, amina, youssef = tables()["states"].lines
    assert heads[5:] == ("entities decided", "seconds", "seconds for an entity", "remark")
    assert (amina[5:], youssef[5:]) == (
        ("30", "90.0", "3.0", ""),
        ("", "", "", "imported: what it took is not known"),
    )
    begun = replace(PROGRESS, times=())  # nothing of theirs is finished, so none of it is called imported
    assert tables(begun)["states"].lines[2][-1] == "what it took was not measured"


def test_days_and_articles_are_rows_of_plain_numbers() -> None:
    assert tables()["days"].lines[1:] == (("2026-03-12", "annotator 1", "2", "90.0", "60", "30", "30", ""),)
    assert tables()["articles"].lines[1:] == (
        ("a", "annotator 1", "60.4", "10", "5", "20", ""),
        ("b", "youssef", "", "", "", "9", "imported: what it took is not known"),
    )


def test_files_hold_shares_as_they_are_and_why_there_is_none() -> None:
    one, other = tables()["sources"].lines[1:]
    assert (one[-2:], other[-2:]) == (("0.6666666666666666", ""), ("", "nothing decided"))
    heads, *rows = tables(replace(PROGRESS, firsts={}))["forecast"].lines
    assert heads == ("figure", "how much", "remark")
    assert rows[-1][1] == ""
    assert "Nobody has finished an article" in rows[-1][2]


def test_what_is_left_says_why_where_nobody_can_tell() -> None:
    known = dict(tables()["forecast"].rows)
    assert known["left to finish"] == "4"
    assert known["finished a day"] == "1.0"
    assert known["days left at this pace"] == "4"
    unknown = tables(replace(PROGRESS, firsts={}))["forecast"]
    assert dict(unknown.rows)["days left at this pace"] == "—"
    assert any("Nobody has finished an article" in note for note in unknown.notes)


def test_the_report_holds_all_of_it_and_the_long_tables_for_files_alone() -> None:
    report = progress_report(PROGRESS, forecast(PROGRESS), project="news", called=CALLED)
    assert {table.file for table in report.tables} == set(tables())
    assert {table.file_name for table in report.tables} <= FILES
    page = html(report)
    assert "Person" in page
    assert "60.4" not in page
    assert "By article" not in page
    assert [one.figure for one in report.headlines][1:] == ["4", "4 days", "1"]


def test_nothing_at_all_is_a_report_too() -> None:
    report = progress_report(EMPTY, forecast(EMPTY), project="news", called=CALLED)
    assert "The project has no articles yet." in html(report)


def test_with_many_people_the_charts_are_cut_and_say_so() -> None:
    people = {f"p{place}": {State.FINISHED: place + 1} for place in range(25)}
    report = progress_report(
        replace(PROGRESS, states=people), forecast(PROGRESS), project="news", called=CALLED
    )
    section = next(one for one in report.sections if one.tables and one.tables[0].file == "states")
    assert len(section.tables[0].rows) == 25
    assert section.notes == ("Charts show 20 annotators at most, the table names all.",)


@pytest.mark.parametrize("is_known", [True, False])
def test_bias_is_a_section_where_there_is_anything_to_say(is_known: bool) -> None:
    figure = Figure(0.5, interval=Interval(0.4, 0.6))
    one = Sides(figure, figure, figure) if is_known else Sides(NONE, NONE, NONE)
    bias = Bias(
        articles=(8, 2) if is_known else (0, 0),
        agreement=one,
        recall=one,
        recall_against="gold",
        seconds=one,
        errors=(LetThrough("amina", 4, 2, figure),) if is_known else (),
        speeds=(),
    )
    section = bias_section(bias, called=CALLED)
    assert section.is_empty is not is_known
    assert bool(section.notes) is is_known
    report = progress_report(PROGRESS, forecast(PROGRESS), project="n", called=CALLED, more=[section])
    assert (section in report.sections) is is_known
    assert {table.file for table in section.tables} <= {"suggestions", "planted", "speeds"}
