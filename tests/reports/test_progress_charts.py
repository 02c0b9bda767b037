"""Progress as charts: made values in, every figure checked; what is unknown says so."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from annotator.charts.drawing import Palette
from annotator.model import GOLD, Record, State
from annotator.project.progress import Day, Progress, Times
from annotator.reports.called import Called
from annotator.reports.progress_charts import article_parts, progress_charts

PALETTE = Palette("#000001", "#000002", "#000003", "#000004", "#000005", "#000006", "#000007")
TODAY = date(2026, 3, 12)
CALLED = Called(labels={"PERS": "Person", "GPE": "Place"}, people={"amina": "annotator 1"})
PROGRESS = Progress(
    documents=10,
    today=TODAY,
    states={
        "amina": {State.FINISHED: 3, State.IN_PROGRESS: 1},
        "youssef": {State.FINISHED: 5, State.QUESTION: 1, State.SKIPPED: 1},
    },
    untouched=2,
    finished_documents=6,
    gold=1,
    firsts={TODAY: 3},
    days=(
        Day("amina", TODAY - timedelta(days=3), finished=1, seconds=600.0, actions=40, entities=20, spans=22),
        Day("amina", TODAY, finished=2, seconds=6600.0, actions=60, entities=30, spans=30),
        Day("youssef", TODAY - timedelta(days=1), finished=4),
    ),
    times=(
        *(
            Times("amina", id_, seconds, 10, 5, 20)
            for id_, seconds in (("a", 60.0), ("b", 120.0), ("c", 240.0))
        ),
        *(Times("youssef", id_, spans=9, is_imported=True) for id_ in ("b", "c", "d", "e", "f")),
    ),
    labels={
        "amina": {"PERS": 30, "GPE": 10},
        "youssef": {"PERS": 20, "GPE": 20},
        GOLD: {"GPE": 1, "LOST": 3},
    },
    records=(
        Record("lexicon", "PERS", 10, 4, 1, 1),
        Record("lexicon", "GPE", 10, 4, 0, 0),
        Record("mine", "GPE", 3, 0, 0, 0),
    ),
)
EMPTY = Progress(0, TODAY, {}, 0, 0, 0, {}, (), (), {}, ())


def charts(progress=PROGRESS, **more):
    return progress_charts(progress, called=CALLED, palette=PALETTE, **more)


def test_the_articles_add_up():
    assert article_parts(PROGRESS) == (2, 4, 2, 2)
    assert sum(charts().articles.stacks[0].counts) == PROGRESS.documents


def test_who_finished_most_comes_first_with_what_it_took():
    stacks = charts().annotators.stacks
    assert [(one.words, one.counts) for one in stacks] == [
        ("\u2068youssef\u2069", (5, 0, 1, 1)),
        ("\u2068annotator 1\u2069", (3, 1, 0, 0)),
    ]
    assert [one.note for one in stacks] == ["40 spans", "40 spans · 50 entities decided in 2.0 h"]


def test_many_annotators_are_cut_on_demand():
    assert len(charts(most=1).annotators.stacks) == len(charts(most=1).article_time.bars) == 1
    assert len(charts().annotators.stacks) == 2


def test_the_pace_has_a_place_for_every_day_of_rest():
    pace = charts().pace
    assert pace.places == ("2026-03-09", "2026-03-10", "2026-03-11", "2026-03-12")
    assert {line.words: line.values for line in pace.lines} == {
        "\u2068annotator 1\u2069": (1.0, 0.0, 0.0, 2.0),
        "\u2068youssef\u2069": (0.0, 0.0, 4.0, 0.0),
    }


def test_a_long_time_is_shown_by_week_and_many_people_as_one_line():
    days = tuple(Day(f"a{n}", TODAY - timedelta(days=30 * n), finished=1) for n in range(6))
    pace = charts(replace(PROGRESS, days=days)).pace
    (line,) = pace.lines
    assert sum(line.values) == 6
    assert {date.fromisoformat(place).weekday() for place in pace.places} == {0}


def test_work_without_days_has_no_pace():
    assert charts(replace(PROGRESS, days=())).pace.lines == ()


def test_shares_of_labels_stand_beside_golds():
    grid = charts().labels
    assert grid.columns == ("all", "gold", "\u2068annotator 1\u2069", "\u2068youssef\u2069")
    assert dict(zip(grid.rows, grid.figures, strict=True)) == {
        "Person": ("62.5", "0.0", "75.0", "50.0"),
        "Place": ("37.5", "25.0", "25.0", "50.0"),
        "LOST": ("0.0", "75.0", "0.0", "0.0"),  # an id that the schema no longer has
    }


def test_of_many_people_those_farthest_from_gold_are_shown():
    labels = {f"a{n}": {"PERS": 99 - n, "GPE": 1 + n} for n in range(40)} | {GOLD: {"GPE": 1}}
    shown = charts(replace(PROGRESS, labels=labels)).labels.columns
    assert shown == ("all", "gold", *(f"\u2068a{n}\u2069" for n in range(12)))


def test_sources_say_what_share_was_accepted():
    stacks = charts().sources.stacks
    assert [(one.words, one.counts, one.note) for one in stacks] == [
        ("Lexicon", (8, 1, 1, 10), "80 % accepted"),
        ("mine", (0, 0, 0, 3), "nothing decided"),
    ]


@pytest.mark.parametrize("name", charts().__dataclass_fields__)
def test_an_empty_project_makes_empty_charts(name):
    chart = getattr(charts(EMPTY), name)
    shown = [getattr(chart, part) for part in ("stacks", "bars", "lines", "rows") if hasattr(chart, part)]
    assert shown == [()]
