import pytest

from annotator.errors import ChangedElsewhere
from annotator.model import GOLD, Draft, Span, SpanEdit, State, StateEdit
from annotator.project.check import check
from annotator.project.rulings import Rule, Ruling, Step, Variant
from tests.project.builders import FIRST, sql

RABAT = Span(10, 16, "GPE")
ANSWERS = (Variant((RABAT,), ("amina", "omar")), Variant((), ("youssef",)))
RULED = Ruling("one", 10, 16, Rule.RULED, "سارة", (RABAT,), note="عاصمة", answers=ANSWERS, beside=(RABAT,))
AGREED = Ruling("one", 0, len(FIRST), Rule.AGREED, "سارة", ())


def settling(*spans, document_id="one"):
    edits = [SpanEdit(document_id, None, span) for span in spans]
    return Draft("gold_rule", {"by": "سارة"}, (*edits, StateEdit(document_id, State.NEW, State.FINISHED)))


def record(project, *rulings, draft=None):
    return project.rulings.record(draft or settling(RABAT), rulings, stamps=project.rulings.stamps(["one"]))


def test_rulings_are_kept_as_they_are_with_their_time(project, window):
    change = record(project, AGREED, RULED)
    first, second = window.rulings.of()["one"]
    assert (first.rule, second.at) == (Rule.AGREED, change.at)
    assert [
        getattr(second, field) for field in ("start", "end", "by", "spans", "note", "answers", "beside")
    ] == [*(10, 16, "سارة", (RABAT,), "عاصمة", ANSWERS, (RABAT,))]
    assert 0 < first.id < second.id
    assert window.rulings.of(["two"]) == {}
    assert check(project.path) == []


def test_a_ruling_is_in_force_while_its_change_is(project):
    record(project, RULED)
    assert project.rulings.undoable() == Step("gold_rule", {"by": "سارة"})
    assert project.rulings.redoable() is None
    project.changes.undo(GOLD)
    assert (project.rulings.of(), project.rulings.undoable()) == ({}, None)
    assert project.rulings.redoable() == Step("gold_rule", {"by": "سارة"})
    project.changes.redo(GOLD)
    assert [one.rule for one in project.rulings.of()["one"]] == [Rule.RULED]
    project.changes.undo(GOLD)
    record(project, AGREED, draft=settling())
    assert [one.rule for one in project.rulings.of()["one"]] == [Rule.AGREED]
    assert check(project.path) == []


def test_what_was_undone_last_is_made_again_first(project):
    for name in ("first", "second"):
        states = [(State.NEW, State.IN_PROGRESS), (State.IN_PROGRESS, State.FINISHED)]
        before, after = states[name == "second"]
        project.changes.record(GOLD, Draft(name, {}, (StateEdit("one", before, after),)))
    for _ in range(2):
        project.changes.undo(GOLD)
    assert project.rulings.redoable().name == "first"


def test_nothing_is_written_where_something_else_was_finished_meanwhile(project, window):
    stamps = project.rulings.stamps(["one"])
    assert stamps == {}
    window.annotations.store_finished("amina", "one", [RABAT])
    with pytest.raises(ChangedElsewhere):
        project.rulings.record(settling(RABAT), [RULED], stamps={"one": ()})
    assert (project.rulings.of(), project.annotations.get("one", GOLD).state) == ({}, State.NEW)
    stamps = project.rulings.stamps()
    window.changes.record("omar", Draft("label", {}, (SpanEdit("one", None, RABAT),)))  # not finished
    assert project.rulings.stamps() == stamps
    project.rulings.record(settling(RABAT), [RULED], stamps=stamps)
    assert project.rulings.stamps() != stamps


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ('UPDATE rulings SET "end" = 9999', "ruling_outside"),
        ("UPDATE rulings SET document = 2", "ruling_elsewhere"),
        (
            "UPDATE changes SET annotator = (SELECT number FROM annotators WHERE name = 'amina')",
            "ruling_elsewhere",
        ),
        ("UPDATE rulings SET spans = '[[1, 2]]'", "row_unreadable"),
        ("""UPDATE rulings SET spans = '[[1, 2, 3, ""]]'""", "row_unreadable"),
        ("UPDATE rulings SET answers = '[1]'", "row_unreadable"),
    ],
)
def test_a_ruling_that_cannot_be_is_found(project, statement, code):
    project.annotations.store_finished("amina", "two", [])
    record(project, RULED)
    project.close()
    sql(project.path, statement)
    assert code in [finding.code for finding in check(project.path)]
