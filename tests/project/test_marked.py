import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.errors import CountingCancelled
from annotator.model import GOLD, Draft, Planted, Span, SpanEdit, State, Verdict
from tests.project.builders import accepting, setting, suggestion

RABAT, PLACE = Span(10, 16, "GPE"), Span(17, 20, "ORG", "party")


def read(project, **wishes):
    return list(project.marked.read(**wishes))


def test_every_span_comes_once_with_all_who_have_it(project):
    project.annotations.store_finished("youssef", "one", [RABAT])
    project.annotations.store_finished("amina", "one", [RABAT, PLACE])
    project.annotations.store_finished(GOLD, "one", [PLACE])
    (one,) = read(project)
    (gold,) = project.annotations.get("one", GOLD).spans
    assert (one.document, one.names) == (project.documents.get("one"), ("amina", "youssef"))
    assert list(one.marks) == [
        (10, 16, "GPE", "", ("amina", "youssef"), 0, ""),
        (17, 20, "ORG", "party", ("amina",), gold.id, "person"),
    ]
    assert (one.state, one.note, one.silent) == (State.FINISHED, "", {})


def test_work_that_is_not_finished_is_not_read_but_golds_is(project):
    project.annotations.store_finished("amina", "one", [RABAT])
    project.changes.record("omar", Draft("label", {}, (SpanEdit("one", None, RABAT),)))
    project.changes.record(GOLD, Draft("gold", {}, (SpanEdit("one", None, PLACE),)))
    project.changes.record(GOLD, setting("two", State.NEW, State.IN_PROGRESS))
    one, two = read(project)
    assert (one.names, [mark[4] for mark in one.marks]) == (("amina",), [("amina",), ()])
    assert (one.state, two.document.id, two.names, two.state) == (State.NEW, "two", (), State.IN_PROGRESS)


def test_some_documents_alone_are_read(project):
    for id_ in ("one", "two"):
        project.annotations.store_finished("amina", id_, [])
    assert [one.document.id for one in read(project, documents=["two", "nine"])] == ["two"]
    assert read(project, documents=[]) == []


def test_the_stamp_is_that_of_the_rulings(project):
    for name in ("amina", GOLD):
        project.annotations.store_finished(name, "one", [RABAT])
    (one,) = read(project)
    assert project.rulings.stamps(["one"]) == {"one": one.stamp}


def test_what_came_of_a_planted_error_is_nobodys_word(project):
    project.suggestions.replace("one", [suggestion(10, 16, "GPE")], sources={"lexicon"})
    (error,) = project.suggestions.of("one")
    project.honesty.plant([(error.id, Planted("label"))])
    project.changes.record("amina", accepting("one", error, Verdict.ACCEPTED))
    project.changes.record("amina", setting("one", State.NEW, State.FINISHED))
    project.annotations.store_finished("omar", "one", [PLACE])
    (one,) = read(project)
    assert [(mark[:2], mark[4]) for mark in one.marks] == [((10, 16), ()), ((17, 20), ("omar",))]
    assert one.silent == {"amina": [(10, 16)]}


def test_progress_is_told_and_reading_can_be_stopped(project):
    project.annotations.store_finished("amina", "one", [])
    told = []
    read(project, on_progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]
    with pytest.raises(CountingCancelled):
        read(project, is_cancelled=lambda: True)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sets(st.sampled_from([RABAT, PLACE, Span(26, 30, "PERS")])), min_size=2, max_size=4))
def test_it_is_what_finished_work_says(project, marked):
    known = set(project.annotations.annotators())
    names = [f"{len(known)}-{place}" for place in range(len(marked))]
    for name, spans in zip(names, marked, strict=True):
        project.annotations.store_finished(name, "one", sorted(spans))
    (one,), (work,) = read(project), project.finished.works()
    for name, spans in work.spans.items():
        assert [Span(*mark[:4]) for mark in one.marks if name in mark[4]] == sorted(spans)
    assert one.names == tuple(sorted(work.spans))
