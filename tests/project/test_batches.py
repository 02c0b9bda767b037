"""Reading many at once gives what reading them one by one gives."""

import pytest

from annotator import errors
from annotator.model import Planted, Span, State
from annotator.project.batches import Facts
from tests.project.builders import document, suggestion


@pytest.fixture
def many(project):
    for number in range(230):
        project.documents.add(document(f"n{number}", f"نص رقم {number}", meta={"date": f"2026-01-{number}"}))
        if number % 3 == 0:
            project.annotations.store_finished("gold", f"n{number}", [Span(0, 2, "GPE"), Span(0, 6, "ORG")])
    project.annotations.store_finished("amina", "n7", [])
    return project


def test_documents_come_in_the_order_that_was_asked_for(many):
    ids = list(reversed(many.documents.ids()))
    assert list(many.batches.documents(ids)) == [many.documents.get(id_) for id_ in ids]
    assert list(many.batches.documents([])) == []


def test_work_is_what_the_annotations_say(many):
    ids = many.documents.ids()
    for name in ("gold", "amina", "nobody"):
        for one, annotation, is_planted in many.batches.work(ids, name):
            there = many.annotations.get(one.id, name)
            assert one == many.documents.get(one.id)
            assert (annotation.state, annotation.spans) == (there.state, there.spans)
            assert not is_planted
    found = [annotation.state for _, annotation, _ in many.batches.work(ids, "gold")]
    assert found.count(State.FINISHED) == 77


def test_documents_with_planted_errors_are_told(many):
    many.suggestions.replace("n3", [suggestion(0, 2, "PERS")], sources=["lexicon"])
    (wrong,) = many.suggestions.of("n3")
    many.honesty.plant([(wrong.id, Planted("nothing"))])
    work = many.batches.work(["n2", "n3", "n4"], "gold")
    assert [is_planted for _, _, is_planted in work] == [False, True, False]


def test_what_is_gone_is_said(many):
    with pytest.raises(errors.UnknownDocument):
        list(many.batches.documents(["n1", "none"]))
    with pytest.raises(errors.UnknownDocument):
        list(many.batches.work(["none"], "gold"))


def test_facts_need_no_text(many):
    facts = many.batches.facts()
    assert [one.id for one in facts] == many.documents.ids()
    assert facts[0] == Facts("one", "هسبرس", {"url": "https://example.org"})
    assert facts[2].meta == {"date": "2026-01-0"}


def test_who_finished_what_is_counted(many):
    finished = many.batches.finished()
    assert list(finished) == ["gold", "amina"]
    assert finished["amina"] == {"n7": 0}
    assert finished["gold"]["n0"] == 2
    assert len(finished["gold"]) == 77
