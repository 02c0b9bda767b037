from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudication.disputing import Places
from annotator.agreement.causes import Cause, differences
from annotator.text.reading import Reading
from tests.adjudication.finding import disputes_of, marked_by
from tests.adjudication.people import NAMES, Finished, finished, marked, span, works

OUTER, INNER = span(0, 4), span(1, 1, "GPE")


def answers(dispute):
    return {variant.annotators: variant.spans for variant in dispute.variants}


@given(works(), st.permutations(NAMES))
def test_the_order_of_annotators_changes_nothing(work, order):
    other = Finished(work.document, {name: work.spans[name] for name in order if name in work.spans})
    assert disputes_of(other) == disputes_of(work)


@given(works())
def test_every_span_is_agreed_or_in_one_dispute(work):
    agreed, disputes = disputes_of(work)
    for name, spans in work.spans.items():
        there = [one for dispute in disputes for one in answer(dispute, name)]
        assert sorted([*agreed, *there]) == sorted(spans)
    for dispute in disputes:
        assert dispute.annotators == tuple(sorted(work.spans))
        assert len(dispute.variants) > 1
    ends = [(one.start, one.end) for one in disputes]
    assert all(before[1] <= after[0] for before, after in combinations(ends, 2))


def answer(dispute, name):
    return next(one.spans for one in dispute.variants if name in one.annotators)


@given(marked(), st.integers(2, 4))
def test_copies_differ_in_nothing(spans, copies):
    agreed, disputes = disputes_of(finished(**dict.fromkeys(NAMES[:copies], spans)))
    assert (sorted(agreed), disputes) == (sorted(spans), [])


@given(works())
def test_the_causes_are_those_that_agreement_counts(work):
    reading = Reading(work.document.text)
    found = [
        (one.spans[0].start, one.cause)
        for first, second in combinations(work.spans.values(), 2)
        for one in differences(reading, first, second)
    ]
    for dispute in disputes_of(work)[1]:
        there = {cause for start, cause in found if dispute.start <= start < dispute.end}
        assert dispute.causes == tuple(sorted(there, key=list(Cause).index))


def test_answers_come_with_the_most_given_first_and_the_empty_one_last():
    work = finished(amina=[span(0, 0)], omar=[span(0, 1)], youssef=[span(0, 1)], zineb=[])
    (dispute,) = disputes_of(work)[1]
    assert list(answers(dispute).items()) == [
        (("omar", "youssef"), (span(0, 1),)),
        (("amina",), (span(0, 0),)),
        (("zineb",), ()),
    ]
    assert (dispute.start, dispute.end, dispute.causes) == (0, 9, (Cause.MISSING, Cause.EDGE))


def test_gold_and_one_person_make_no_dispute():
    assert disputes_of(finished(amina=[OUTER])) == ((), [])
    assert disputes_of(finished(amina=[OUTER], gold=[INNER])) == ((), [])
    assert disputes_of(finished(amina=[OUTER], gold=[INNER], omar=[OUTER])) == ((OUTER,), [])


def test_what_all_agree_on_around_a_dispute_is_no_part_of_it():
    agreed, (dispute,) = disputes_of(finished(amina=[OUTER, INNER], omar=[OUTER]))
    assert agreed == (OUTER,)
    assert (dispute.start, dispute.end) == (INNER.start, INNER.end)
    assert dispute.causes == (Cause.NESTING,)


def test_one_range_may_have_two_labels():
    agreed, (dispute,) = disputes_of(finished(amina=[span(0, 0), span(0, 0, "GPE")], omar=[span(0, 0)]))
    assert agreed == (span(0, 0),)
    assert answers(dispute) == {("amina",): (span(0, 0, "GPE"),), ("omar",): ()}


def test_another_sublabel_is_a_dispute():
    agreed, (dispute,) = disputes_of(finished(amina=[span(0, 0, "ORG", "party")], omar=[span(0, 0)]))
    assert (agreed, dispute.causes) == ((), (Cause.SUBLABEL,))


def test_who_took_a_planted_error_has_no_say_there():
    work = finished(amina=[], omar=[span(0, 0)], youssef=[span(0, 0)], zineb=[])
    silent = {"amina": [(0, 4)], "zineb": [(0, 9)]}
    assert disputes_of(work, silent=silent) == ((span(0, 0),), [])
    (dispute,) = disputes_of(work, silent={"amina": [(0, 4)]})[1]
    assert answers(dispute) == {("omar", "youssef"): (span(0, 0),), ("zineb",): ()}


def test_the_word_of_one_is_not_agreed_on_because_the_other_is_silent():
    agreed, (dispute,) = disputes_of(finished(amina=[], omar=[span(0, 0)]), silent={"amina": [(0, 4)]})
    assert (agreed, answers(dispute)) == ((), {("omar",): (span(0, 0),)})


def test_what_some_agree_on_while_others_are_silent_crosses_nothing():
    one, other = [span(0, 1)], [span(1, 2)]
    work = finished(amina=one, omar=one, youssef=other, zineb=other)
    silent = {"amina": [(10, 14)], "omar": [(10, 14)], "youssef": [(0, 4)], "zineb": [(0, 4)]}
    agreed, (dispute,) = disputes_of(work, silent=silent)
    assert (agreed, dispute.start, dispute.end) == ((), 0, 14)
    assert dispute.annotators == ("amina", "omar", "youssef", "zineb")


def test_any_range_is_a_place():
    work = finished(amina=[OUTER, span(6, 6)], omar=[OUTER, span(6, 7)])
    place = Places(marked_by(work)).around(0, 5)
    assert answers(place) == {("amina", "omar"): ()}
    whole = Places(marked_by(work)).around(OUTER.start, OUTER.end)
    assert answers(whole) == {("amina", "omar"): (OUTER,)}
    with_dispute = Places(marked_by(work)).around(span(6, 6).start, span(6, 6).end)
    assert with_dispute == disputes_of(work)[1][0]
