import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.pairing import Pair, pair_spans
from annotator.model import Span
from tests.agreement.strategies import spans_over

TEXT = "س" * 30


def test_identical_spans_answer_each_other_whatever_overlaps() -> None:
    inner, outer = Span(4, 8, "GPE"), Span(0, 8, "ORG")
    assert pair_spans([outer, inner], [inner, outer]) == [Pair(outer, outer), Pair(inner, inner)]


def test_identical_sublabels_answer_each_other_before_others_of_the_label() -> None:
    plain, base = Span(0, 5, "FAC"), Span(0, 5, "FAC", "base")
    assert pair_spans([plain, base], [base]) == [Pair(plain, None), Pair(base, base)]


def test_two_labels_on_one_range_answer_by_label() -> None:
    person, office = Span(0, 5, "PERS"), Span(0, 5, "OCC")
    assert set(pair_spans([person, office], [office, person])) == {Pair(person, person), Pair(office, office)}


def test_the_same_range_goes_before_a_larger_overlap() -> None:
    facility, place = Span(10, 15, "FAC"), Span(10, 15, "LOC")
    around = Span(0, 30, "FAC")
    assert pair_spans([facility], [around, place]) == [Pair(None, around), Pair(facility, place)]


def test_a_long_outer_span_leaves_the_inner_one_its_partner() -> None:
    office, its_unit = Span(0, 26, "OCC"), Span(14, 26, "ORG")
    short_office, wide_unit = Span(0, 12, "OCC"), Span(13, 26, "ORG")
    assert pair_spans([office, its_unit], [short_office, wide_unit]) == [
        Pair(office, short_office),
        Pair(its_unit, wide_unit),
    ]


def test_a_rank_inside_the_name_leaves_the_office_alone() -> None:
    rank, name, both = Span(0, 6, "OCC"), Span(7, 16, "PERS"), Span(0, 16, "PERS")
    assert pair_spans([rank, name], [both]) == [Pair(rank, None), Pair(name, both)]


def test_equal_overlap_goes_to_the_same_label() -> None:
    split = [Span(0, 5, "GPE"), Span(5, 10, "ORG")]
    joined = Span(0, 10, "ORG")
    assert pair_spans(split, [joined]) == [Pair(split[0], None), Pair(split[1], joined)]


def test_what_does_not_overlap_is_not_paired() -> None:
    one, other = Span(0, 5, "GPE"), Span(5, 10, "GPE")
    assert pair_spans([one], [other]) == [Pair(one, None), Pair(None, other)]


@pytest.mark.parametrize("sublabel", ["", "base"])
def test_a_match_is_range_and_label(sublabel: str) -> None:
    assert Pair(Span(0, 5, "FAC", "base"), Span(0, 5, "FAC", sublabel)).is_match
    assert not Pair(Span(0, 5, "FAC"), Span(0, 5, "LOC")).is_match
    assert not Pair(Span(0, 5, "FAC"), Span(0, 6, "FAC")).is_match
    assert not Pair(Span(0, 5, "FAC"), None).is_match


def test_a_pair_has_a_span() -> None:
    with pytest.raises(ValueError, match="without a span"):
        _ = Pair(None, None).present


@given(spans_over(TEXT), spans_over(TEXT))
def test_every_span_is_in_one_pair(first: tuple[Span, ...], second: tuple[Span, ...]) -> None:
    pairs = pair_spans(first, second)
    assert sorted(pair.first for pair in pairs if pair.first) == sorted(first)
    assert sorted(pair.second for pair in pairs if pair.second) == sorted(second)


@given(spans_over(TEXT), spans_over(TEXT))
def test_who_is_first_changes_nothing(first: tuple[Span, ...], second: tuple[Span, ...]) -> None:
    there = {(pair.first, pair.second) for pair in pair_spans(first, second)}
    back = {(pair.second, pair.first) for pair in pair_spans(second, first)}
    assert there == back


@given(spans_over(TEXT), spans_over(TEXT), st.randoms())
def test_the_order_of_spans_changes_nothing(
    first: tuple[Span, ...], second: tuple[Span, ...], random: st.random_module
) -> None:
    mixed = list(first)
    random.shuffle(mixed)
    assert pair_spans(mixed, second) == pair_spans(first, second)


@given(spans_over(TEXT), spans_over(TEXT))
def test_nothing_that_overlaps_is_left_over_on_both_sides(
    first: tuple[Span, ...], second: tuple[Span, ...]
) -> None:
    pairs = pair_spans(first, second)
    alone = [pair.first for pair in pairs if pair.second is None]
    alone_too = [pair.second for pair in pairs if pair.first is None]
    assert not [
        (one, other)
        for one in alone
        for other in alone_too
        if one.start < other.end and other.start < one.end
    ]


@given(spans_over(TEXT), spans_over(TEXT))
def test_all_that_is_marked_alike_is_matched(first: tuple[Span, ...], second: tuple[Span, ...]) -> None:
    marks = [{(span.start, span.end, span.label) for span in spans} for spans in (first, second)]
    assert sum(pair.is_match for pair in pair_spans(first, second)) == len(marks[0] & marks[1])
