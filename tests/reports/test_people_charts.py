"""People beside one another: who agrees least, and nobody ranked by too little."""

from datetime import date

import pytest

from annotator.agreement.counting import count
from annotator.agreement.figures import figures
from annotator.agreement.material import Material, Work
from annotator.agreement.results import Agreement
from annotator.model import Document, Span
from annotator.reports.called import Called
from annotator.reports.people_charts import least_alike, people_bars

TEXT = "زار الوزير الرباط"
RABAT, MINISTER = Span(11, 17, "GPE"), Span(4, 10, "OCC")
CALLED = Called()


def agreement_of(*people: tuple[str, tuple[Span, ...]], articles: int = 1) -> Agreement:
    """Compare people who each gave the same answer in every article."""
    day = date(2026, 1, 1)
    works = [
        Work(Document(f"d{number}", TEXT), dict(people), {name: day for name, _spans in people})
        for number in range(articles)
    ]
    return figures(count(Material.of(works)), None, resampling=None)


def crowd(size: int) -> list[tuple[str, tuple[Span, ...]]]:
    """Make people of whom the first alone marks something else."""
    return [(f"p{number:02}", (RABAT,) if number else (MINISTER,)) for number in range(size)]


def test_two_people_need_no_chart_of_their_own():
    assert people_bars(agreement_of(*crowd(2)), called=CALLED).bars == ()


def test_whoever_differs_from_everybody_comes_first():
    chart = people_bars(agreement_of(*crowd(4)), called=CALLED)
    assert [bar.key for bar in chart.bars] == ["p00", "p01", "p02", "p03"]
    assert [bar.share for bar in chart.bars] == [0.0, pytest.approx(2 / 3), *[pytest.approx(2 / 3)] * 2]
    assert chart.bars[0].note == "compared 3 times"


def test_where_nobody_marked_anything_a_sentence_stands_for_the_figure():
    nothing = agreement_of(("a", ()), ("b", ()), ("c", ()))
    for bar in people_bars(nothing, called=CALLED).bars:
        assert (bar.share, bar.figure) == (None, "—")
        assert bar.note == "None of them marked any span here."


def test_of_many_the_least_alike_are_shown_and_the_title_says_so():
    chart = people_bars(agreement_of(*crowd(9)), called=CALLED, most=4)
    assert chart.bars[0].key == "p00"
    assert len(chart.bars) == 4
    assert chart.title == "Who agrees least with all others, span F1"
    assert people_bars(agreement_of(*crowd(4)), called=CALLED, most=4).title.startswith("Each with all")


def test_few_people_stand_in_a_grid_instead():
    assert least_alike(agreement_of(*crowd(16), articles=5), called=CALLED) is None


def test_of_many_people_the_pairs_that_agree_least_are_named():
    agreement = agreement_of(*crowd(17), articles=5)
    chart = least_alike(agreement, called=Called(people={"p00": "annotator 1"}))
    assert len(chart.bars) == 16
    assert {bar.share for bar in chart.bars} == {0.0}
    first = chart.bars[0]
    assert first.words == "\u2068annotator 1\u2069 and \u2068p01\u2069"
    assert first.note == "5 articles"
    pair = agreement.pairs[int(first.key)]
    assert (pair.first, pair.second) == ("p00", "p01")


def test_pairs_with_few_articles_are_not_ranked():
    assert least_alike(agreement_of(*crowd(17), articles=4), called=CALLED).bars == ()
