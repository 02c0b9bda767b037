from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.bootstrap import Draw
from annotator.agreement.causes import Cause
from annotator.agreement.coefficients import Figure, Interval, Score, Undefined
from annotator.agreement.counts import Measure
from annotator.agreement.figures import figures
from annotator.agreement.material import Work
from annotator.agreement.results import Agreement, Coefficient, Part
from annotator.agreement.scope import Resampling, Scope
from annotator.errors import CountingCancelled
from annotator.model import GOLD, Document, Span
from annotator.text.tokens import words
from tests.agreement.corpora import NAMES, compared, corpora, counted

TEXT = "وصل اللواء محمد بريظ إلى الرباط. وغادر محمد بريظ للرباط مساء."


def find(surface: str, label: str, *, sublabel: str = "") -> Span:
    start = TEXT.index(surface)
    return Span(start, start + len(surface), label, sublabel)


PERSON, PLACE = find("محمد بريظ", "PERS"), find("الرباط", "GPE")


def a_work(number: int, **spans: Sequence[Span]) -> Work:
    marked = {name: tuple(sorted(listed)) for name, listed in spans.items()}
    return Work(Document(f"d{number}", TEXT), marked, dict.fromkeys(marked, date(2026, 1, number)))


@given(corpora())
@settings(max_examples=20, deadline=None)
def test_copies_agree(works: list[Work]) -> None:
    copies = [
        replace(work, spans=dict.fromkeys(work.spans, next(iter(work.spans.values())))) for work in works
    ]
    agreement = compared(copies)
    several = [*agreement.f1.values(), *agreement.coefficients.values()]
    parts = [*agreement.labels.values(), *agreement.sublabels.values(), *agreement.depths.values()]
    several += [figure for part in parts for figure in (part.f1, part.alpha_u) if figure is not None]
    for figure in several:
        assert figure.value is None or figure.value == pytest.approx(1)
        assert (figure.undefined is None) == (figure.value is not None)
    assert agreement.causes == {}


@given(corpora(), st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_the_order_of_annotators_and_documents_changes_nothing(works: list[Work], chance: object) -> None:
    resampling = Resampling(rounds=20)
    turned = [replace(work, spans=dict(reversed(work.spans.items()))) for work in reversed(works)]
    one, other = (figures(*counted(listed), Scope(), resampling=resampling) for listed in (works, turned))
    assert plain(one) == plain(other)
    assert set(one.documents) == set(other.documents)


def plain(agreement: Agreement) -> list[object]:
    """Return all figures with their intervals, to ten decimals."""
    found: list[object] = [rounded(one) for one in agreement.f1.values()]
    found += [rounded(one) for one in agreement.coefficients.values()]
    for parts in (agreement.labels, agreement.sublabels, agreement.depths):
        for key, part in sorted(parts.items(), key=str):
            found += [key, part.score, rounded(part.f1), part.documents]
            found += [rounded(part.alpha_u) if part.alpha_u else None]
    for pair in agreement.pairs:
        found += [pair.first, pair.second, pair.documents, pair.words, dict(pair.labels), dict(pair.scores)]
        found += [rounded(one) for one in pair.f1.values()]
        found += [rounded(pair.coefficients[Coefficient.KAPPA]), dict(pair.confusion.counts), dict(pair.lost)]
    return found


def rounded(figure: Figure) -> object:
    interval = figure.interval
    ends = None if interval is None else (round(interval.low, 10), round(interval.high, 10))
    value = None if figure.value is None else round(figure.value, 10)
    return value, figure.undefined, ends, figure.uncertain


@given(corpora())
@settings(max_examples=20, deadline=None)
def test_every_f1_is_that_of_its_score(works: list[Work]) -> None:
    works = [*works, a_work(30, amina=[find("محمد", "PERS"), find("بريظ", "PERS")], youssef=[PERSON])]
    agreement = compared(works)
    for one in (agreement, *agreement.pairs):
        for measure, figure in one.f1.items():
            assert figure.value == one.scores[measure].f1.value
    for part in (*agreement.labels.values(), *agreement.sublabels.values(), *agreement.depths.values()):
        assert part.f1.value == part.score.f1.value


@given(corpora(), st.integers(0, 99))
@settings(max_examples=20, deadline=None)
def test_a_round_is_the_figure_of_the_documents_drawn(works: list[Work], seed: int) -> None:
    several = [
        replace(one, document=replace(one.document, id=f"{one.document.id}.{copy}"))
        for one in works
        for copy in range(5)
    ]
    counts, whole = counted(several)
    resampling = Resampling(rounds=1, seed=seed)
    compared_all = np.ones(len(counts.documents), dtype=bool)
    draw = Draw.over(counts.documents, compared_all, resampling)
    times = draw.weights[0, draw.place].astype(int)
    again = [
        replace(one, document=replace(one.document, id=f"{one.document.id}/{copy}"))
        for one, many in zip(several, times, strict=True)
        for copy in range(many)
    ]
    drawn, expected = figures(counts, whole, resampling=resampling), compared(again)
    for figure, other in both(drawn, expected):
        if figure.interval is not None and other.value is not None:
            assert figure.interval.low == figure.interval.high == pytest.approx(other.value, abs=1e-9)


def both(drawn: Agreement, expected: Agreement) -> Iterator[tuple[Figure, Figure]]:
    yield from zip(drawn.f1.values(), expected.f1.values(), strict=True)
    names = drawn.annotators
    for name, figure in drawn.coefficients.items():
        if expected.annotators == names:
            yield figure, expected.coefficients[name]
    for label, part in drawn.labels.items():
        if label in expected.labels and expected.annotators == names:
            other = expected.labels[label]
            yield part.f1, other.f1
            if part.alpha_u and other.alpha_u:
                yield part.alpha_u, other.alpha_u


@given(corpora())
@settings(max_examples=20, deadline=None)
def test_what_is_chosen_is_what_there_would_be_without_the_rest(works: list[Work]) -> None:
    names = NAMES[:2]
    scope = Scope(annotators=names, documents=frozenset(["d0", "d2"]))
    chosen = [
        Work(work.document, {name: work.spans[name] for name in names if name in work.spans}, {})
        for work in works
        if work.document.id in ("d0", "d2")
    ]
    found, expected = compared(works, scope), compared(chosen, Scope(annotators=names))
    assert plain(found) == plain(expected)
    assert found.documents == expected.documents
    assert found.words == expected.words


def test_each_pair_is_compared_over_what_both_finished() -> None:
    works = [
        a_work(1, amina=[PERSON], youssef=[PERSON]),
        a_work(2, amina=[PERSON, PLACE], salma=[PLACE]),
        a_work(3, salma=[PLACE]),
    ]
    agreement = compared(works)
    assert agreement.documents == ("d1", "d2")
    assert agreement.left_out == ("d3",)
    assert agreement.words == 2 * len(words(TEXT))
    assert agreement.scores[Measure.EXACT] == Score(2, 3, 2)
    assert [(one.first, one.second, one.documents) for one in agreement.pairs] == [
        ("amina", "salma", 1),
        ("amina", "youssef", 1),
        ("salma", "youssef", 0),
    ]
    assert agreement.pairs[2].f1[Measure.EXACT].undefined is Undefined.NO_DOCUMENTS
    assert agreement.coefficients[Coefficient.FLEISS].undefined is Undefined.NOT_ALL
    assert agreement.coefficients[Coefficient.ALPHA_U].undefined is Undefined.NOT_ALL
    assert agreement.causes[Cause.MISSING].labels == {"PERS": 1}
    assert agreement.lost == 1


def test_why_there_is_no_kappa_is_what_those_say_who_have_articles_in_common() -> None:
    works = [a_work(1, amina=[], salma=[]), a_work(2, youssef=[])]
    kappa = compared(works).coefficients[Coefficient.KAPPA]
    assert kappa.undefined is Undefined.ONE_CATEGORY
    works = [a_work(1, youssef=[], salma=[]), a_work(2, amina=[])]  # the first pair is without an article
    assert compared(works).coefficients[Coefficient.KAPPA].undefined is Undefined.ONE_CATEGORY


def test_with_common_only_what_all_finished_counts() -> None:
    works = [
        a_work(1, amina=[PERSON], salma=[PERSON], youssef=[PERSON]),
        a_work(2, amina=[PERSON], salma=[PLACE]),
    ]
    agreement = compared(works, Scope(common=True))
    assert agreement.documents == ("d1",)
    assert agreement.left_out == ("d2",)
    assert agreement.f1[Measure.EXACT] == Figure(1.0)
    nobody = compared(works, Scope(common=True, annotators=("amina", "nobody")))
    assert nobody.documents == ()
    assert nobody.f1[Measure.EXACT].undefined is Undefined.NO_DOCUMENTS
    assert nobody.annotators == ("amina", "nobody")


def test_a_choice_of_labels_is_counted_as_if_the_others_were_not_marked() -> None:
    rank = find("اللواء محمد بريظ", "OCC")
    works = [a_work(1, amina=[rank, PERSON], youssef=[PERSON, replace(PLACE, label="ORG"), rank])]
    agreement = compared(works, Scope(labels=frozenset(["PERS"])))
    assert agreement.scores[Measure.EXACT] == Score(1, 1, 1)
    assert list(agreement.labels) == ["PERS"]
    assert agreement.causes == {}
    # The outermost label of all those words is another one: no word is PERS.
    assert agreement.coefficients[Coefficient.KAPPA].undefined is Undefined.ONE_CATEGORY


def test_a_label_that_met_another_is_one_place_whichever_is_chosen() -> None:
    works = [a_work(1, amina=[PLACE, PERSON], youssef=[replace(PLACE, label="ORG"), PERSON])]
    for label in ("GPE", "ORG"):
        lost = compared(works, Scope(labels=frozenset([label]))).causes[Cause.LABEL]
        assert (lost.points, lost.places) == (1, 1)
    both_chosen = compared(works, Scope(labels=frozenset(["GPE", "ORG"])))
    assert (both_chosen.causes[Cause.LABEL].points, both_chosen.causes[Cause.LABEL].places) == (2, 1)
    assert both_chosen.pairs[0].confusion.counts == {("GPE", "ORG"): 1}
    assert compared(works, Scope(labels=frozenset(["PERS"]))).causes == {}
    one = compared(works, Scope(labels=frozenset(["GPE"])))
    assert one.scores[Measure.RANGE] == Score(1, 1, 0, 0)
    assert one.f1[Measure.RANGE] == Figure(1.0)


def test_labels_of_spans_that_do_not_answer_each_other_are_not_compared() -> None:
    works = [a_work(number, amina=[PERSON], youssef=[PLACE], gold=[]) for number in range(1, 7)]
    for agreement in (compared(works), figures(*counted(works))):
        for f1 in (agreement.f1, agreement.pairs[0].f1, agreement.gold[0].f1):
            assert f1[Measure.EXACT].value == 0.0
            assert f1[Measure.LABEL].undefined is Undefined.NO_ANSWERS
    assert "overlaps" in compared(works).f1[Measure.LABEL].sentence


def test_days_bind_people_and_not_gold() -> None:
    works = [
        a_work(1, amina=[PERSON], youssef=[PERSON], gold=[PERSON]),
        a_work(2, amina=[PERSON], youssef=[PLACE], gold=[PLACE]),
    ]
    works[1] = replace(works[1], days={**works[1].days, GOLD: date(2026, 3, 1)})
    agreement = compared(works, Scope(after=date(2026, 1, 2), before=date(2026, 1, 31)))
    assert agreement.documents == ("d2",)
    assert [(one.first, one.second) for one in agreement.gold] == [("amina", GOLD), ("youssef", GOLD)]
    assert [one.scores[Measure.EXACT].recall.value for one in agreement.gold] == [0.0, 1.0]
    assert agreement.annotators == ("amina", "youssef")
    assert compared(works, Scope(after=date(2027, 1, 1))).annotators == ()


def test_gold_is_nobody_even_where_it_is_named() -> None:
    works = [a_work(1, amina=[PERSON], gold=[PERSON])]
    agreement = compared(works, Scope(annotators=("amina", GOLD)))
    assert agreement.annotators == ("amina",)
    assert agreement.pairs == ()
    assert agreement.f1[Measure.EXACT].undefined is Undefined.NO_DOCUMENTS
    assert agreement.gold[0].f1[Measure.EXACT] == Figure(1.0)


def test_depths_and_sublabels_are_scored_apart() -> None:
    outer = find("اللواء محمد بريظ", "OCC")
    works = [
        a_work(1, amina=[outer, PERSON], youssef=[outer, PERSON]),
        a_work(2, amina=[find("الرباط", "GPE", sublabel="city")], youssef=[PLACE]),
    ]
    agreement = compared(works)
    assert agreement.depths == {
        0: Part(Score(2, 2, 2), Figure(1.0), 2),
        1: Part(Score(1, 1, 1), Figure(1.0), 1),
    }
    assert agreement.sublabels["GPE", "city"].f1 == Figure(0.0)
    assert agreement.labels["GPE"].f1 == Figure(1.0)


def test_fewer_than_five_documents_are_too_few_for_an_interval() -> None:
    works = [a_work(number, amina=[PERSON, PLACE], youssef=[PERSON]) for number in range(1, 6)]
    few = figures(*counted(works[:4]))
    assert few.f1[Measure.EXACT] == Figure(2 / 3, uncertain=Undefined.TOO_FEW)
    assert few.coefficients[Coefficient.ALPHA_U].uncertain is Undefined.TOO_FEW
    enough = figures(*counted(works))
    interval = enough.f1[Measure.EXACT].interval
    assert interval == Interval(pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert enough.pairs[0].f1[Measure.EXACT].interval == interval
    assert enough.labels["PERS"].f1.interval == Interval(1.0, 1.0)


def test_a_label_in_fewer_than_five_documents_has_no_interval_though_all_have_one() -> None:
    works = [
        a_work(number, amina=[PERSON, *([PLACE] if number < 5 else [])], youssef=[PERSON])
        for number in range(1, 8)
    ]
    found = figures(*counted(works))
    place, person = found.labels["GPE"], found.labels["PERS"]
    assert place.alpha_u is not None
    assert (place.documents, place.f1.uncertain) == (4, Undefined.TOO_FEW)
    assert place.alpha_u.uncertain is Undefined.TOO_FEW
    assert person.alpha_u is not None
    assert person.alpha_u.interval is not None
    assert found.coefficients[Coefficient.ALPHA_U].interval is not None


def test_an_interval_holds_what_was_found_and_is_the_same_again() -> None:
    works = [
        a_work(number, amina=[PERSON, PLACE], youssef=[PERSON, PLACE] if number % 3 else [PERSON])
        for number in range(1, 21)
    ]
    counts, whole = counted(works)
    found = figures(counts, whole)
    assert plain(found) == plain(figures(counts, whole))
    for figure in (*found.f1.values(), *found.coefficients.values()):
        assert figure.interval is not None
        assert figure.value is not None
        assert figure.interval.low <= figure.value <= figure.interval.high
    assert found.labels["GPE"].f1.interval != found.f1[Measure.EXACT].interval


def test_counting_can_be_cancelled() -> None:
    counts, whole = counted([a_work(1, amina=[PERSON], youssef=[PERSON])])
    with pytest.raises(CountingCancelled):
        figures(counts, whole, is_cancelled=lambda: True)


def test_an_empty_project_has_no_figures_and_says_why() -> None:
    agreement = figures(*counted([]))
    assert {one.undefined for one in agreement.f1.values()} == {Undefined.NO_DOCUMENTS}
    assert {one.undefined for one in agreement.coefficients.values()} == {Undefined.NO_DOCUMENTS}
    assert agreement.documents == agreement.pairs == agreement.gold == ()


@pytest.mark.parametrize("labels", [[], ["a label that the schema lost"]])
def test_labels_that_nobody_used_have_no_figures(labels: list[str]) -> None:
    works = [a_work(number, amina=[PERSON], youssef=[PERSON], gold=[PERSON]) for number in range(1, 7)]
    agreement = figures(*counted(works), Scope(labels=frozenset(labels)))
    assert agreement.labels == agreement.sublabels == agreement.depths == agreement.causes == {}
    assert {one.undefined for one in agreement.f1.values()} == {Undefined.NO_SPANS}
    assert agreement.coefficients[Coefficient.ALPHA_U].undefined is Undefined.NO_SPANS
    assert agreement.coefficients[Coefficient.ALPHA].undefined is Undefined.ONE_CATEGORY
    assert agreement.gold[0].f1[Measure.EXACT].undefined is Undefined.NO_SPANS


def test_fifty_annotators_are_all_pairs() -> None:
    names = [f"annotator {number:02}" for number in range(50)]
    works = [Work(Document("d1", TEXT), dict.fromkeys(names, (PERSON,)))]
    agreement = compared(works)
    assert [(one.first, one.second) for one in agreement.pairs] == list(combinations(names, 2))
    assert all(one.f1[Measure.EXACT].value == 1.0 for one in agreement.pairs)
