"""What decisions took, and the history in pages."""

import pytest

from annotator.model import Draft, Note, Span, SpanEdit, State, Verdict, VerdictEdit
from annotator.project.changes import Pace
from tests.project.builders import accepting, adding, noting, rejecting, setting, suggestion


@pytest.fixture
def suggested(project):
    given = [suggestion(10, 16, "GPE"), suggestion(17, 20), suggestion(21, 25)]
    project.suggestions.replace("one", given, sources={"lexicon"})
    return project.suggestions.of("one")


def record(project, draft, seconds=2.0, actions=3):
    return project.changes.record("amina", draft, seconds=seconds, actions=actions)


def test_what_a_decision_took_is_kept(project):
    change = record(project, adding("one", Span(0, 5, "EVENT")))
    assert (change.seconds, change.actions) == (2.0, 3)
    assert project.changes.undoable("amina") == change
    undone = project.changes.undo("amina")
    assert (undone.seconds, undone.actions) == (2.0, 3)
    assert project.changes.history("amina", limit=1)[0].actions == 3
    without = project.changes.record("amina", adding("one", Span(0, 5, "EVENT")))
    assert (without.seconds, without.actions) == (None, None)


def test_spans_and_suggestions_are_counted_once(project, suggested):
    first, second, third = suggested
    record(project, accepting("one", first))
    assert project.changes.pace("amina") == Pace(1, 2.0, 3)
    record(project, rejecting("one", second))
    span = record(project, adding("one", Span(0, 5, "EVENT"))).edits[0].after
    assert project.changes.pace("amina") == Pace(3, 6.0, 9)
    moved = record(project, Draft("move_edge", {}, (SpanEdit("one", span, Span(0, 16, "EVENT")),)))
    # To change it takes time, and makes no second entity of it.
    assert project.changes.pace("amina") == Pace(3, 8.0, 12)
    rejected = VerdictEdit("one", third.id, None, Verdict.REJECTED)
    record(project, Draft("remove", {}, (SpanEdit("one", moved.edits[0].after, None), rejected)))
    assert project.changes.pace("amina") == Pace(3, 10.0, 15)
    record(project, noting("one", Note(None, None, "خبر قديم", is_question=False)))
    record(project, setting("one", State.NEW, State.FINISHED))
    assert project.changes.pace("amina") == Pace(3, 14.0, 21)


def test_only_what_is_known_and_done_counts(project):
    project.changes.record("amina", adding("one", Span(0, 5, "EVENT")), seconds=100)
    project.changes.record("amina", adding("one", Span(6, 9, "EVENT")), actions=100)
    project.changes.record("youssef", adding("one", Span(6, 9, "EVENT")), seconds=9, actions=9)
    record(project, adding("two", Span(0, 5, "ORG"), Span(6, 9, "ORG")))
    record(project, adding("two", Span(10, 12, "ORG")), seconds=0.5, actions=1)
    assert project.changes.pace("amina") == Pace(3, 2.5, 4)
    assert project.changes.pace("amina", last=1) == Pace(1, 0.5, 1)
    assert project.changes.pace("amina", last=9) == Pace(3, 2.5, 4)
    project.changes.undo("amina")
    assert project.changes.pace("amina") == Pace(2, 2.0, 3)
    project.changes.redo("amina")
    assert project.changes.pace("amina") == Pace(3, 2.5, 4)
    assert project.changes.pace("nobody") == Pace()


def test_a_history_is_read_in_pages(project):
    names = [f"c{n}" for n in range(7)]
    for n, name in enumerate(names):
        project.changes.record("amina", adding("one", Span(n, n + 1, "GPE"), name=name))
        project.changes.record("youssef", adding("one", Span(n, n + 1, "GPE"), name="other"))
    pages, before = [], None
    while page := project.changes.history("amina", limit=3, before=before):
        pages.append([change.name for change in page])
        before = page[-1].id
    assert pages == [names[:3:-1], names[3:0:-1], names[:1]]
    assert project.changes.history("amina", limit=3, before=0) == []


def test_a_listed_change_is_the_recorded_one(project, suggested):
    changes = [
        record(project, accepting("one", suggested[0])),
        record(project, rejecting("one", suggested[1])),
    ]
    listed = project.changes.history("amina", limit=9)
    assert listed == changes[::-1]
    assert [change.document_ids for change in listed] == [("one",), ("one",)]
    assert hash(listed[0].edits) == hash(changes[1].edits)
