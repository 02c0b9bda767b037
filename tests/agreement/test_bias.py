"""Work with suggestions beside work without, each figure counted a second time by hand."""

import pytest

from annotator.agreement.bias import Sides, bias
from annotator.agreement.coefficients import Figure, Undefined
from annotator.agreement.gathering import gather
from annotator.labelling.decisions import accept, label_range, set_state
from annotator.labelling.sheet import open_sheet
from annotator.model import Planted, Span, State
from annotator.project.file import Project
from annotator.schema import load
from tests.project.builders import FIRST, document, suggestion

RABAT, ENVOY, PAKISTAN = (10, 16), (21, 25), (26, 33)


@pytest.fixture
def project(tmp_path):
    """Twelve documents with two suggestions each; the last six are held back."""
    with Project.create(tmp_path / "p.annot", schema=load("security-news")) as made:
        for number in range(12):
            id_ = f"d{number:02}"
            made.documents.add(document(id_, FIRST + f" {number}"))
            made.suggestions.replace(
                id_, [suggestion(*RABAT, "GPE"), suggestion(*PAKISTAN, "GPE")], sources=["lexicon"]
            )
        made.honesty.hold_back([f"d{number:02}" for number in range(6, 12)])
        yield made


def work(project, id_, annotator, *labelled, accepted=0, seconds=2.0):
    """Accept so many suggestions, label ranges by hand, and finish."""
    for _time in range(accepted):
        sheet = open_sheet(project, id_, annotator=annotator)
        outcome = accept(sheet, sheet.open_suggestions[0])
        project.changes.record(annotator, outcome.draft, seconds=seconds, actions=1)
    for start, end, label in labelled:
        sheet = open_sheet(project, id_, annotator=annotator)
        outcome = label_range(sheet, start, end, label=label)
        project.changes.record(annotator, outcome.draft, seconds=3 * seconds, actions=3)
    sheet = open_sheet(project, id_, annotator=annotator)
    project.changes.record(annotator, set_state(sheet, State.FINISHED).draft)


def sides(documents=12, start=0):
    return [f"d{number:02}" for number in range(start, documents)]


def test_nobody_has_done_anything(project):
    found = bias(project)
    nothing, few = Figure(None, Undefined.NO_DOCUMENTS), Figure(None, Undefined.TOO_FEW)
    assert (found.articles, found.errors, found.speeds) == ((0, 0), (), ())
    assert found.agreement == found.recall == Sides(nothing, nothing, few)
    assert found.seconds.suggested.undefined is Undefined.NOT_TIMED


def test_recall_is_against_gold_where_both_sides_have_it(project):
    gold = [Span(*RABAT, "GPE"), Span(*ENVOY, "OCC"), Span(*PAKISTAN, "GPE")]
    for id_ in sides():
        project.annotations.store_finished("gold", id_, gold)
    for id_ in sides(6):
        work(project, id_, "amina", (*ENVOY, "OCC"), accepted=2)
    for id_ in sides(12, 6):
        work(project, id_, "amina", (*ENVOY, "OCC"))
    found = bias(project)
    assert (found.articles, found.recall_against) == ((6, 6), "gold")
    assert found.recall.suggested.value == 1.0
    assert found.recall.held_back.value == pytest.approx(1 / 3)
    assert found.recall.difference.value == pytest.approx(2 / 3)
    interval = found.recall.difference.interval
    assert interval is not None
    assert interval.low == interval.high == pytest.approx(2 / 3)
    assert found.agreement.suggested == Figure(None, Undefined.NO_DOCUMENTS)


def test_without_gold_recall_is_against_the_others(project):
    for place, id_ in enumerate(sides()):
        work(project, id_, "amina", (*RABAT, "GPE"), (*ENVOY, "OCC"))
        work(project, id_, "omar", (*RABAT, "GPE"), *([(*PAKISTAN, "GPE")] if place % 2 else []))
        work(project, id_, "zaynab", (*RABAT, "GPE"))
    found = bias(project)
    assert found.recall_against == "others"
    # In odd ones amina has 1 of {R, P}, omar 1 of {R, E}, zaynab 1 of {R, E, P}; in even ones amina has 1 of
    # {R}, omar and zaynab 1 of {R, E}.
    assert found.recall.suggested.value == pytest.approx(18 / (3 * 7 + 3 * 5))
    # In odd ones 2 * 3 of 2 * (2 + 2 + 1), in even ones 2 * 3 of 2 * (2 + 1 + 1).
    assert found.agreement.suggested.value == pytest.approx((6 + 6) / (10 + 8))
    assert found.agreement.suggested.interval is not None
    low, value, high = (
        getattr(found.agreement.difference.interval, "low", 1),
        found.agreement.difference.value,
        getattr(found.agreement.difference.interval, "high", -1),
    )
    assert low < value < high
    assert value == pytest.approx(0.0)


def test_too_few_documents_tell_nothing_of_a_difference(project):
    for id_ in ("d00", "d01", "d06"):
        work(project, id_, "amina", (*RABAT, "GPE"))
        work(project, id_, "omar", (*RABAT, "GPE"))
    found = bias(project)
    assert found.agreement.suggested == Figure(1.0, uncertain=Undefined.TOO_FEW)
    assert found.agreement.held_back == Figure(1.0, uncertain=Undefined.TOO_FEW)
    assert found.agreement.difference == Figure(None, Undefined.TOO_FEW)


def test_what_was_imported_saw_no_suggestions(project):
    for id_ in sides():
        project.annotations.store_finished("amina", id_, [Span(*RABAT, "GPE")])
        project.annotations.store_finished("omar", id_, [Span(*RABAT, "GPE")])
    assert bias(project).articles == (0, 0)


@pytest.mark.parametrize("order", [("amina", "omar"), ("omar", "amina")])
def test_time_in_which_nothing_was_marked_counts_whoever_took_it(project, order):
    for name in order:
        if name == "omar":
            work(project, "d00", name, (*ENVOY, "OCC"))
            continue
        sheet = open_sheet(project, "d00", annotator=name)
        project.changes.record(name, set_state(sheet, State.FINISHED).draft, seconds=10.0, actions=1)
    assert bias(project).seconds.suggested.value == pytest.approx(16.0)


def test_where_nobody_marked_anything_that_is_said(project):
    for name in ("amina", "omar"):
        work(project, "d00", name)
    found = bias(project)
    assert found.agreement.suggested == found.recall.suggested == Figure(None, Undefined.NO_SPANS)
    assert found.agreement.held_back == Figure(None, Undefined.NO_DOCUMENTS)


def test_accepting_is_timed_apart_from_labelling_by_hand(project):
    for id_ in sides(6):
        work(project, id_, "amina", (*ENVOY, "OCC"), accepted=1, seconds=2.0)
    work(project, "d06", "omar", (*ENVOY, "OCC"))
    found = {one.annotator: one for one in bias(project).speeds}
    # «الرباط» stands there three times: one key settles three.
    assert found["amina"].accepted.value == pytest.approx(2 / 3)
    assert found["amina"].by_hand.value == 6.0
    assert found["omar"].accepted == Figure(None, Undefined.NOT_TIMED)
    assert found["omar"].by_hand == Figure(6.0, uncertain=Undefined.TOO_FEW)


def test_errors_let_through_have_wilson_s_interval(project):
    for id_ in sides(6):
        wrong = [suggestion(*ENVOY, "PERS"), suggestion(*PAKISTAN, "ORG")]
        project.suggestions.replace(id_, wrong, sources=["lexicon"])
        project.honesty.plant([(one.id, Planted("label")) for one in project.suggestions.of(id_)])
    for id_ in sides(5):
        work(project, id_, "amina", accepted=2)
    work(project, "d00", "omar", accepted=1)
    amina, omar = bias(project).errors
    assert (amina.annotator, amina.decided, amina.accepted, amina.share.value) == ("amina", 10, 10, 1.0)
    assert amina.share.interval is not None
    assert amina.share.interval.low == pytest.approx(0.7224672)
    assert omar.share == Figure(1.0, uncertain=Undefined.TOO_FEW_ERRORS)


def test_work_that_was_gathered_already_gives_the_same(project):
    for id_ in sides():
        work(project, id_, "amina", (*RABAT, "GPE"))
        work(project, id_, "omar", (*RABAT, "GPE"))
    assert bias(project, material=gather(project)) == bias(project)
