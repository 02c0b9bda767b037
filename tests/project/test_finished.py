"""Finished work of everybody, read at once: the very spans that `honesty.clean` leaves, and their days."""

import os
import time
from datetime import date
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.errors import CountingCancelled
from annotator.labelling.decisions import accept, label_range, move_edge, reject, relabel, remove, set_state
from annotator.labelling.sheet import open_sheet
from annotator.model import Planted, Span, State
from annotator.project.file import Project
from tests.project.builders import FIRST, SECOND, adding, document, setting, sql, suggestion

FINISHED = Span(46, 52, "GPE")


def finish(project, id_, annotator, *spans):
    project.annotations.store_finished(annotator, id_, spans)


def spans_of(project, **asked):
    return {one.document.id: dict(one.spans) for one in project.finished.works(**asked)}


def test_only_finished_work_is_there_in_the_order_of_the_list(project):
    finish(project, "two", "amina", Span(6, 18, "ORG"))
    finish(project, "one", "gold", Span(10, 16, "GPE", "city"), Span(5, 16, "EVENT"))
    finish(project, "one", "amina")
    project.changes.record("omar", adding("one", FINISHED))
    outer, inner = Span(5, 16, "EVENT"), Span(10, 16, "GPE", "city")
    found = project.finished.works()
    assert [one.document for one in found] == [project.documents.get(id_) for id_ in ("one", "two")]
    assert spans_of(project) == {
        "one": {"amina": (), "gold": (outer, inner)},
        "two": {"amina": (Span(6, 18, "ORG"),)},
    }
    assert list(found[0].spans) == ["amina", "gold"]
    assert spans_of(project, annotators=["gold", "nobody"]) == {"one": {"gold": (outer, inner)}}
    assert list(spans_of(project, documents={"two", "gone"})) == ["two"]


def test_nobody_has_finished_anything(project):
    assert project.finished.works(earlier=True) == []


@pytest.fixture
def rabat():
    """A clock an hour ahead of UTC."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "UTC-1"
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.usefixtures("rabat")
def test_the_day_is_the_reader_s_own(project):
    finish(project, "one", "amina")
    finish(project, "two", "amina")
    sql(project.path, "UPDATE annotations SET updated = '2026-03-04T22:59:59.999Z' WHERE number = 1")
    sql(project.path, "UPDATE annotations SET updated = '2026-03-04T23:00:00.000Z' WHERE number = 2")
    days = [one.days["amina"] for one in project.finished.works()]
    assert days == [date(2026, 3, 4), date(2026, 3, 5)]


def test_it_tells_how_far_it_is_and_stops_when_told(project):
    finish(project, "one", "amina")
    finish(project, "two", "amina")
    told = []
    project.finished.works(on_progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (2, 2)
    with pytest.raises(CountingCancelled):
        project.finished.works(is_cancelled=lambda: True)
    finish(project, "two", "omar")  # the read has ended: the file can be written


class TestEarlierPass:
    def again(self, project, name="amina"):
        project.changes.record(name, setting("one", State.FINISHED, State.IN_PROGRESS))
        project.changes.record(name, adding("one", FINISHED))
        project.changes.record(name, setting("one", State.IN_PROGRESS, State.FINISHED))

    def test_it_stands_beside_the_work_that_took_its_place(self, project):
        finish(project, "one", "amina", Span(10, 16, "GPE"))
        finish(project, "one", "omar")
        sql(project.path, "UPDATE changes SET at = '2026-01-02T12:00:00.000Z' WHERE id = 1")
        self.again(project)
        (one,) = project.finished.works(earlier=True)
        assert one.spans == {
            "amina": (Span(10, 16, "GPE"), FINISHED),
            "amina ¹": (Span(10, 16, "GPE"),),
            "omar": (),
        }
        assert (list(one.spans)[1], one.days["amina ¹"]) == ("amina ¹", date(2026, 1, 2))
        assert list(spans_of(project)["one"]) == ["amina", "omar"]

    def test_what_was_undone_is_no_pass(self, project):
        finish(project, "one", "amina", Span(10, 16, "GPE"))
        project.changes.undo("amina")
        project.changes.redo("amina")
        project.changes.record("amina", setting("one", State.FINISHED, State.IN_PROGRESS))
        project.changes.undo("amina")
        assert list(spans_of(project, earlier=True)["one"]) == ["amina"]
        self.again(project)
        project.changes.undo("amina")
        assert spans_of(project, earlier=True) == {}

    def test_it_is_all_that_stood_when_it_was_finished_and_nothing_undone(self, project):
        project.changes.record("amina", adding("one", Span(26, 33, "GPE")))
        project.changes.undo("amina")
        project.changes.record("amina", adding("one", Span(10, 16, "GPE")))  # under the number of the undone
        project.changes.record("amina", adding("one", Span(21, 25, "OCC")))
        project.changes.record("amina", setting("one", State.NEW, State.FINISHED))
        self.again(project)
        there = spans_of(project, earlier=True)["one"]
        assert there["amina ¹"] == (Span(10, 16, "GPE"), Span(21, 25, "OCC"))
        assert there["amina"] == (*there["amina ¹"], FINISHED)

    def test_nobody_else_s_name_is_taken(self, project):
        finish(project, "one", "amina ¹")
        finish(project, "one", "amina")
        self.again(project)
        assert list(spans_of(project, earlier=True)["one"]) == ["amina ¹", "amina", "amina ¹ ¹"]
        self.again(project, "amina ¹")
        assert project.finished.earlier_names() == {"amina": "amina ¹ ¹", "amina ¹": "amina ¹ ¹ ¹"}
        both = ["amina ¹", "amina ¹ ¹ ¹", "amina", "amina ¹ ¹"]
        assert list(spans_of(project, earlier=True)["one"]) == both

    def test_a_journal_that_does_not_fit_tells_of_none(self, project):
        finish(project, "one", "amina", Span(10, 16, "GPE"))
        self.again(project)
        sql(
            project.path,
            "UPDATE changes SET edits = replace(edits, '[\"span\",', '[\"span\",7,') WHERE id = 1",
        )
        assert list(spans_of(project, earlier=True)["one"]) == ["amina"]


# «زيارة إلى الرباط / وصل سفير باكستان بالمغرب إلى الرباط، ثم غادر للرباط.»
PLACES = [(10, 16), (21, 25), (26, 33), (35, 41), (46, 52), (63, 68), (10, 25)]
LABELS = ["GPE", "PERS"]
marks = st.tuples(st.sampled_from(PLACES[:6]), st.sampled_from(LABELS))
STEPS = ["accept", "accept", "reject", "relabel", "remove", "move", "undo"]
steps = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 5)) | st.tuples(st.just("label"), marks), max_size=12
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory, schema):
    path = tmp_path_factory.mktemp("planted") / "empty.annot"
    with Project.create(path, schema=schema) as made:
        made.documents.add(document("one", FIRST))
        made.documents.add(document("two", SECOND))
    return path


@given(
    suggested=st.lists(marks, min_size=1, max_size=4, unique=True),
    planted=st.integers(1, 3),
    work=st.fixed_dictionaries({"amina": steps, "omar": steps}),
    withdrawn=st.booleans(),
)
@example(  # an error that was accepted everywhere and removed in its place: only the journal tells
    suggested=[((10, 16), "GPE")],
    planted=1,
    work={"amina": [("accept", 0), ("remove", 0)], "omar": []},
    withdrawn=False,
)
@settings(max_examples=60)
def test_it_is_cleaned_as_honesty_cleans(empty, suggested, planted, work, withdrawn):
    with TemporaryDirectory() as folder:
        path = Path(copyfile(empty, Path(folder) / "p.annot"))
        with Project.open(path) as project:
            made = [suggestion(*place, label) for place, label in suggested]
            project.suggestions.replace("one", made, sources=["lexicon"])
            stored = project.suggestions.of("one")
            project.honesty.plant([(one.id, Planted("nothing")) for one in stored[:planted]])
            for name, decisions in work.items():
                for decision in decisions:
                    decide(project, name, *decision)
                sheet = open_sheet(project, "one", annotator=name)
                project.changes.record(name, set_state(sheet, State.FINISHED).draft)
            if withdrawn:
                project.suggestions.replace("one", [], sources=["lexicon"])
            found = spans_of(project)["one"]
            assert found == {
                name: project.honesty.clean(project.annotations.get("one", name), FIRST) for name in work
            }


def decide(project, name, step, what):
    """Make a decision where it can be made: `what` counts what is there, or says where to label."""
    sheet = open_sheet(project, "one", annotator=name)
    if step == "undo" and project.changes.undoable(name):
        project.changes.undo(name)
        return
    outcome = None
    if step == "label":
        (start, end), label = what
        if not any((one.start, one.end, one.label) == (start, end, label) for one in sheet.spans):
            outcome = label_range(sheet, start, end, label=label)
    elif step in ("accept", "reject") and sheet.open_suggestions:
        shown = sheet.open_suggestions[what % len(sheet.open_suggestions)]
        outcome = (accept if step == "accept" else reject)(sheet, shown)
    elif step in ("remove", "relabel", "move") and list(sheet.spans):
        outcome = change(sheet, step, sorted(sheet.spans)[what % len(list(sheet.spans))])
    if outcome is not None:
        project.changes.record(name, outcome.draft)


def change(sheet, step, span):
    if step == "remove":
        return remove(sheet, span)
    if step == "move":
        return move_edge(sheet, span, is_start=False, forward=False) if span.end - span.start > 10 else None
    other = "PERS" if span.label == "GPE" else "GPE"
    if any((one.start, one.end, one.label) == (span.start, span.end, other) for one in sheet.spans):
        return None
    return relabel(sheet, span, label=other)
