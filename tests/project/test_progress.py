"""How far everybody is, from verdicts, spans and the journal."""

from datetime import date

import pytest

from annotator.errors import CountingCancelled
from annotator.labelling.decisions import accept, label_range, set_state
from annotator.labelling.sheet import open_sheet
from annotator.model import Draft, Span, SpanEdit, State
from annotator.project.progress import Day, Times
from tests.project.builders import FIRST, document, setting, sql, suggestion

TODAY = date(2026, 5, 6)


def record(project, document_id, annotator, decision, *wanted, seconds=None, actions=None, **named):
    sheet = open_sheet(project, document_id, annotator=annotator)
    outcome = decision(sheet, *wanted, **named)
    project.changes.record(annotator, outcome.draft, seconds=seconds, actions=actions)


def at(project, time):
    """Move all that is recorded so far to a time."""
    sql(project.path, f"UPDATE changes SET at = '{time}'", f"UPDATE annotations SET updated = '{time}'")


@pytest.fixture
def worked(project):
    """Amina finished «one» on 4 May in 9 s, Omar has begun it; gold has both, «two» was imported for Omar."""
    record(project, "one", "amina", label_range, 10, 16, label="GPE", seconds=4.0, actions=2)
    record(project, "one", "amina", label_range, 21, 25, label="OCC", seconds=3.0, actions=2)
    record(project, "one", "amina", set_state, State.FINISHED, seconds=2.0, actions=1)
    at(project, "2026-05-04T10:00:00.000Z")
    record(project, "one", "omar", label_range, 10, 16, label="GPE", seconds=5.0, actions=3)
    sql(project.path, "UPDATE changes SET at = '2026-05-05T10:00:00.000Z' WHERE annotator = 2")
    project.annotations.store_finished("omar", "two", [Span(6, 18, "ORG")])
    project.annotations.store_finished("gold", "one", [Span(10, 16, "GPE")])
    return project


def test_everything_that_there_is_to_know(worked):
    found = worked.progress.read(today=TODAY)
    assert (found.documents, found.untouched, found.finished_documents, found.gold) == (2, 0, 2, 1)
    assert found.today == TODAY
    assert found.states == {
        "amina": {State.FINISHED: 1},
        "omar": {State.IN_PROGRESS: 1, State.FINISHED: 1},
    }
    assert found.days == (
        Day("amina", date(2026, 5, 4), 1, 9.0, 5, 2, 2),
        Day("omar", date(2026, 5, 5), 0, 5.0, 3, 1, 0),
    )
    assert found.times == (
        Times("amina", "one", 9.0, 5, 2, 2),
        Times("omar", "two", spans=1, is_imported=True),
    )
    assert found.times[1].entities is None  # how many were decided is as unknown as in which time
    assert found.firsts == {date(2026, 5, 4): 1}
    assert found.labels == {"amina": {"GPE": 1, "OCC": 1}, "omar": {"ORG": 1}, "gold": {"GPE": 1}}
    assert found.records == tuple(worked.records.by_label())


def test_a_change_over_several_documents_says_nothing_of_any_of_them(worked):
    edits = tuple(SpanEdit(id_, None, Span(0, 5, "EVENT")) for id_ in ("one", "two"))
    worked.changes.record("amina", Draft("label", {}, edits), seconds=30.0, actions=7)
    sql(worked.path, "UPDATE changes SET at = '2026-05-05T12:00:00.000Z' WHERE seconds = 30.0")
    found = worked.progress.read(today=TODAY)
    assert found.times[0] == Times("amina", "one", 9.0, 5, 2, 3)
    assert [one for one in found.days if one.seconds == 30.0] == [
        Day("amina", date(2026, 5, 5), 0, 30.0, 7, 2)
    ]


def test_what_was_undone_took_no_time(worked):
    record(worked, "one", "omar", label_range, 21, 25, label="OCC", seconds=8.0, actions=3)
    worked.changes.undo("omar")
    assert sum(one.seconds or 0 for one in worked.progress.read().days if one.annotator == "omar") == 5.0


def test_imported_work_that_was_gone_over_is_work(worked):
    sql(worked.path, "UPDATE annotations SET opened = '2026-05-01T10:00:00.000Z'")  # not in this millisecond
    worked.changes.record("omar", setting("two", State.FINISHED, State.IN_PROGRESS), seconds=1.0, actions=1)
    worked.changes.record("omar", setting("two", State.IN_PROGRESS, State.FINISHED), seconds=1.0, actions=1)
    found = worked.progress.read()
    assert Times("omar", "two", 2.0, 2, 0, 1) in found.times
    assert sum(found.firsts.values()) == 2


def test_a_document_counts_on_the_first_day_on_which_anybody_finished_it(worked):
    record(worked, "one", "omar", set_state, State.FINISHED)
    found = worked.progress.read()
    assert found.firsts == {date(2026, 5, 4): 1}
    assert [one.finished for one in found.days if one.annotator == "omar"][-1] == 1


def test_what_was_begun_and_what_nobody_touched(project):
    project.documents.add(document("three", FIRST + " ٣"))
    project.suggestions.replace("one", [suggestion(10, 16, "GPE")], sources=["lexicon"])
    record(project, "one", "amina", accept, project.suggestions.of("one")[0])
    record(project, "two", "amina", set_state, State.SKIPPED)
    found = project.progress.read()
    assert (found.untouched, found.finished_documents) == (1, 0)
    assert found.states == {"amina": {State.IN_PROGRESS: 1, State.SKIPPED: 1}}
    assert (found.times, found.labels, found.days) == ((), {}, ())
    assert [(one.source, one.accepted) for one in found.records] == [("lexicon", 1)]


def test_it_stops_when_told(project):
    with pytest.raises(CountingCancelled):
        project.progress.read(is_cancelled=lambda: True)
    record(project, "one", "amina", set_state, State.FINISHED)  # the read has ended


def test_an_empty_project(project):
    found = project.progress.read()
    assert (found.documents, found.untouched, found.states, found.days) == (2, 2, {}, ())


def test_finished_without_a_span(project):
    record(project, "one", "amina", set_state, State.FINISHED)
    (one,) = project.progress.read().times
    assert (one.spans, one.seconds, one.is_imported) == (0, None, False)
