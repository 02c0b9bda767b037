import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from annotator.errors import (
    ChangedElsewhere,
    NothingToRedo,
    NothingToUndo,
    ProjectMoved,
    UnknownDocument,
)
from annotator.model import Annotation, Draft, Span, SpanEdit, State, StateEdit, Verdict, VerdictEdit
from annotator.project.file import Project
from tests.project.builders import accepting, adding, rejecting, setting, sql, suggestion

RABAT = Span(10, 16, "GPE")
VISIT = Span(0, 16, "EVENT", "visit")


@pytest.fixture
def suggested(project):
    """Three suggestions of document one."""
    given = [suggestion(10, 16, "GPE"), suggestion(17, 20), suggestion(21, 25)]
    project.suggestions.replace("one", given, sources={"lexicon"})
    return project.suggestions.of("one")


class TestRecord:
    def test_new_spans_get_ids(self, project, window):
        change = project.changes.record("amina", adding("one", VISIT, RABAT))
        stored = window.annotations.get("one", "amina").spans
        assert stored == (VISIT, RABAT)
        assert [edit.after.id for edit in change.edits] == [span.id for span in stored]
        assert 0 not in [span.id for span in stored]
        assert (change.annotator, change.name) == ("amina", "label")
        assert change.values == {"surface": "الرباط"}
        assert change.is_undone is False
        assert window.changes.undoable("amina") == change

    def test_the_time_is_kept(self, project):
        first = project.changes.record("amina", adding("one", RABAT), seconds=2.5)
        second = project.changes.record("amina", adding("two", RABAT))
        assert first.at <= second.at
        assert first.at.endswith("Z")
        assert len(first.at) == len("2026-11-21T20:42:07.250Z")
        with closing(sqlite3.connect(project.path)) as connection:
            kept = connection.execute("SELECT at, seconds FROM changes").fetchall()
            times = connection.execute("SELECT opened, updated FROM annotations").fetchall()
        assert kept == [(first.at, 2.5), (second.at, None)]
        assert times == [(first.at, first.at), (second.at, second.at)]

    def test_an_annotation_knows_when_it_was_worked_on(self, project):
        sql(project.path, "INSERT INTO annotators VALUES (1, 'amina', 'then')")
        sql(project.path, "INSERT INTO annotations VALUES (1, 1, 1, 'new', '', 'then', 'then')")
        change = project.changes.record("amina", adding("one", RABAT))
        with closing(sqlite3.connect(project.path)) as connection:
            times = connection.execute("SELECT opened, updated FROM annotations").fetchall()
        assert times == [("then", change.at)]

    def test_ids_given_by_the_draft_mean_nothing(self, project):
        one = project.changes.record("amina", adding("one", replace(RABAT, id=77))).edits[0].after
        two = project.changes.record("youssef", adding("one", one)).edits[0].after
        assert one.id != 77
        assert two.id != one.id

    def test_a_removed_spans_id_is_never_given_again(self, project):
        span = project.changes.record("amina", adding("one", RABAT)).edits[0].after
        project.changes.record("amina", Draft("remove", {}, (SpanEdit("one", span, None),)))
        other = project.changes.record("youssef", adding("one", RABAT)).edits[0].after
        assert other.id > span.id
        project.changes.undo("amina")
        assert project.annotations.get("one", "amina").spans[0].id == span.id

    def test_a_replaced_span_keeps_its_id(self, project):
        span = project.changes.record("amina", adding("one", RABAT)).edits[0].after
        moved = Span(9, 16, "LOC", "region", origin="lexicon")
        change = project.changes.record("amina", Draft("relabel", {}, (SpanEdit("one", span, moved),)))
        (stored,) = project.annotations.get("one", "amina").spans
        assert (stored, stored.id, stored.origin) == (moved, span.id, "lexicon")
        assert change.edits[0].after.id == span.id

    def test_one_change_touches_many_documents(self, project):
        edits = adding("one", RABAT).edits + setting("two", State.NEW, State.SKIPPED).edits
        change = project.changes.record("amina", Draft("bulk", {}, edits))
        assert change.document_ids == ("one", "two")
        assert project.annotations.get("two", "amina").state is State.SKIPPED
        project.changes.undo("amina")
        assert project.annotations.get("one", "amina") == Annotation("one", "amina")
        assert project.annotations.get("two", "amina") == Annotation("two", "amina")

    def test_nothing_is_no_change(self, project):
        with pytest.raises(ValueError, match="nothing"):
            project.changes.record("amina", Draft("label", {}, ()))
        with pytest.raises(ValueError, match="nothing"):
            project.changes.record("amina", Draft("label", {}, (SpanEdit("one", None, None),)))

    def test_a_span_past_the_end_is_a_bug(self, project):
        length = len(project.documents.get("one").text)
        project.changes.record("amina", adding("one", Span(length - 1, length, "GPE")))
        with pytest.raises(ValueError, match="ends at"):
            project.changes.record("amina", adding("one", Span(length, length + 1, "GPE")))


class TestChangedElsewhere:
    """What a draft rests on is checked to the last row; a misfit leaves nothing behind."""

    def refused(self, project, draft, error=ChangedElsewhere):
        before = project.annotations.get("one", "amina")
        history = project.changes.history("amina", limit=100)
        with pytest.raises(error):
            project.changes.record("amina", draft)
        assert project.annotations.get("one", "amina") == before
        assert project.changes.history("amina", limit=100) == history

    @pytest.mark.parametrize(
        "field", [{"start": 9}, {"end": 15}, {"label": "LOC"}, {"sublabel": "x"}, {"id": 9}, {"origin": "x"}]
    )
    @pytest.mark.parametrize("after", [None, Span(11, 16, "GPE")])
    def test_a_span_that_is_not_as_it_was(self, project, field, after):
        span = project.changes.record("amina", adding("one", RABAT)).edits[0].after
        edit = SpanEdit("one", replace(span, **field), after)
        self.refused(project, Draft("remove", {}, (*adding("one", VISIT).edits, edit)))

    def test_a_span_of_somebody_else(self, project):
        span = project.changes.record("youssef", adding("one", RABAT)).edits[0].after
        self.refused(project, Draft("remove", {}, (SpanEdit("one", span, None),)))

    def test_a_span_of_another_document(self, project):
        span = project.changes.record("amina", adding("two", RABAT)).edits[0].after
        self.refused(project, Draft("remove", {}, (SpanEdit("one", span, None),)))

    def test_a_span_that_is_there_already(self, project):
        project.changes.record("amina", adding("one", RABAT))
        self.refused(project, adding("one", VISIT, RABAT))
        self.refused(project, adding("one", replace(RABAT, sublabel="capital")))
        span = project.changes.record("amina", adding("one", VISIT)).edits[0].after
        self.refused(project, Draft("move_edge", {}, (SpanEdit("one", span, RABAT),)))

    def test_a_span_that_would_cross_one_from_another_window(self, project):
        project.changes.record("amina", adding("one", RABAT))
        self.refused(project, adding("one", Span(8, 12, "ORG")))
        self.refused(project, adding("one", Span(15, 20, "ORG")))
        span = project.changes.record("amina", adding("one", Span(17, 20, "ORG"))).edits[0].after
        self.refused(project, Draft("move_edge", {}, (SpanEdit("one", span, Span(15, 20, "ORG")),)))
        project.changes.record("youssef", adding("one", Span(8, 12, "ORG")))
        nested = Span(10, 20, "ORG"), Span(10, 12, "ORG")
        touching = Span(8, 10, "ORG"), Span(20, 22, "ORG")
        project.changes.record("amina", adding("one", *nested, *touching))

    def test_a_verdict_that_is_not_as_it_was(self, project, suggested):
        one, other, _ = suggested
        project.changes.record("amina", rejecting("one", one))
        for suggestion_id, before, after in [
            (one.id, None, Verdict.ACCEPTED),
            (one.id, Verdict.ACCEPTED, None),
            (one.id, Verdict.ACCEPTED, Verdict.CORRECTED),
            (other.id, Verdict.REJECTED, None),
            (other.id, Verdict.REJECTED, Verdict.ACCEPTED),
            (9999, None, Verdict.ACCEPTED),
        ]:
            edit = VerdictEdit("one", suggestion_id, before, after)
            self.refused(project, Draft("accept", {}, (*adding("one", VISIT).edits, edit)))

    def test_a_verdict_on_another_documents_suggestion(self, project, suggested):
        edit = VerdictEdit("two", suggested[0].id, None, Verdict.ACCEPTED)
        self.refused(project, Draft("accept", {}, (edit,)))

    def test_a_state_that_is_not_as_it_was(self, project):
        project.changes.record("amina", setting("one", State.NEW, State.QUESTION, note="لماذا؟"))
        for before, note in [(State.NEW, "لماذا؟"), (State.QUESTION, ""), (State.SKIPPED, "")]:
            self.refused(project, setting("one", before, State.FINISHED, was=note))
        project.changes.record("amina", setting("one", State.QUESTION, State.FINISHED, was="لماذا؟"))

    def test_an_unknown_document(self, project):
        edits = (*adding("one", VISIT).edits, *adding("none", RABAT).edits)
        self.refused(project, Draft("label", {}, edits), error=UnknownDocument)

    def test_two_windows(self, project, window):
        project.changes.record("amina", adding("one", RABAT))
        self.refused(window, adding("one", RABAT))
        (span,) = window.annotations.get("one", "amina").spans
        project.changes.record("amina", Draft("remove", {}, (SpanEdit("one", span, None),)))
        self.refused(window, Draft("relabel", {}, (SpanEdit("one", span, replace(span, label="LOC")),)))

    def test_a_file_that_was_moved(self, project):
        new = project.path.with_name("moved.annot")
        project.path.rename(new)
        with pytest.raises(ProjectMoved):
            project.changes.record("amina", adding("one", RABAT))
        new.rename(project.path)
        project.changes.record("amina", adding("one", RABAT))


class TestUndo:
    def test_all_that_a_change_did_is_taken_back(self, project, suggested):
        empty = project.annotations.get("one", "amina")
        draft = accepting("one", suggested[0])
        draft = Draft("accept", {}, (*draft.edits, StateEdit("one", State.NEW, State.IN_PROGRESS, "", "x")))
        change = project.changes.record("amina", draft)
        after = project.annotations.get("one", "amina")
        undone = project.changes.undo("amina")
        assert project.annotations.get("one", "amina") == empty
        assert (undone.id, undone.name, undone.at, undone.is_undone) == (change.id, "accept", change.at, True)
        assert undone.edits == (
            StateEdit("one", State.IN_PROGRESS, State.NEW, "x", ""),
            VerdictEdit("one", suggested[0].id, Verdict.ACCEPTED, None),
            SpanEdit("one", after.spans[0], None),
        )
        redone = project.changes.redo("amina")
        assert redone == change
        again = project.annotations.get("one", "amina")
        assert again == after
        assert [(s.id, s.origin) for s in again.spans] == [(s.id, s.origin) for s in after.spans]

    def test_a_chain_under_one_id_comes_back(self, project):
        span = project.changes.record("amina", adding("one", RABAT)).edits[0].after
        for step in (Span(9, 16, "GPE", id=span.id), Span(9, 16, "LOC", id=span.id), None):
            project.changes.record("amina", Draft("step", {}, (SpanEdit("one", span, step),)))
            span = step
        for expected in (Span(9, 16, "LOC"), Span(9, 16, "GPE"), RABAT):
            project.changes.undo("amina")
            assert project.annotations.get("one", "amina").spans == (expected,)
        project.changes.undo("amina")
        assert project.annotations.get("one", "amina").spans == ()

    def test_nothing_to_walk(self, project):
        assert project.changes.undoable("amina") is None
        with pytest.raises(NothingToUndo):
            project.changes.undo("amina")
        with pytest.raises(NothingToRedo):
            project.changes.redo("amina")
        project.changes.record("amina", adding("one", RABAT))
        with pytest.raises(NothingToRedo):
            project.changes.redo("amina")
        project.changes.undo("amina")
        with pytest.raises(NothingToUndo):
            project.changes.undo("amina")

    def test_each_walks_his_own(self, project):
        mine = project.changes.record("amina", adding("one", RABAT))
        theirs = project.changes.record("youssef", adding("one", VISIT))
        assert project.changes.undo("amina").id == mine.id
        assert project.annotations.get("one", "youssef").spans == (VISIT,)
        assert project.changes.undoable("youssef").id == theirs.id
        assert project.changes.redoable("youssef") is None
        assert project.changes.redo("amina").id == mine.id

    def test_it_survives_a_restart_and_walks_across_documents(self, project):
        ids = [
            project.changes.record("amina", adding(document, Span(n, n + 1, "GPE"))).id
            for n, document in enumerate(["one", "two", "one", "two"])
        ]
        walked = []
        for _ in ids:
            with Project.open(project.path) as opened:
                walked.append(opened.changes.undo("amina").id)
        assert walked == ids[::-1]
        walked = []
        for _ in ids:
            with Project.open(project.path) as opened:
                walked.append(opened.changes.redo("amina").id)
        assert walked == ids

    def test_a_new_change_drops_what_was_undone(self, project):
        for n in range(3):
            project.changes.record("amina", adding("one", Span(n, n + 1, "GPE")))
        other = project.changes.record("youssef", adding("one", RABAT))
        project.changes.undo("youssef")
        project.changes.undo("amina")
        project.changes.undo("amina")
        new = project.changes.record("amina", adding("two", RABAT))
        assert project.changes.redoable("amina") is None
        with pytest.raises(NothingToRedo):
            project.changes.redo("amina")
        assert project.changes.redoable("youssef").id == other.id
        assert [change.id for change in project.changes.history("amina", limit=9)] == [new.id, 1]
        assert new.id == 5  # the dropped ones keep their rows

    def test_it_is_refused_where_the_file_says_otherwise(self, project):
        """Only damage or another program gets here; nothing is written over all the same."""
        project.changes.record("amina", adding("one", RABAT))
        sql(project.path, "UPDATE spans SET label = 'LOC'")
        with pytest.raises(ChangedElsewhere):
            project.changes.undo("amina")
        assert project.changes.undoable("amina") is not None
        assert project.annotations.get("one", "amina").spans == (replace(RABAT, label="LOC"),)


class TestHistory:
    def test_newest_first_undone_ones_among_them(self, project):
        for n, name in enumerate(["a", "b", "c", "d"]):
            project.changes.record("amina", adding("one", Span(n, n + 1, "GPE"), name=name))
        project.changes.undo("amina")
        history = project.changes.history("amina", limit=3)
        assert [(change.name, change.is_undone) for change in history] == [
            ("d", True),
            ("c", False),
            ("b", False),
        ]
        assert [change.name for change in project.changes.done("amina")] == ["a", "b", "c"]
        assert project.changes.history("nobody", limit=3) == []
        assert history[0] == project.changes.redoable("amina")
        assert history[1] == project.changes.undoable("amina")
