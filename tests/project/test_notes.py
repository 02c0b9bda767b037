"""Notes for the lead: journalled, undone and refused as spans are."""

from dataclasses import replace

import pytest

from annotator.errors import ChangedElsewhere, UnknownDocument
from annotator.labelling.sheet import apply
from annotator.model import Annotation, Draft, Note, NoteEdit, Span, SpanEdit
from annotator.project.check import check
from annotator.project.file import Project
from tests.project.builders import adding, noting, sql

ASKED = Note(10, 16, "حي أم مدينة؟", is_question=True)
ON_ALL = Note(None, None, "خبر قديم", is_question=False)


def notes(project, annotator="amina", document_id="one"):
    return project.annotations.get(document_id, annotator).notes


def test_notes_are_ones_own_and_in_reading_order(project, window):
    inner, outer = Note(10, 12, "؟", is_question=False), Note(10, 20, "؟", is_question=False)
    later = replace(ASKED, text="و؟")
    project.changes.record("amina", noting("one", later, inner, outer, ASKED, ON_ALL))
    assert notes(window) == (ON_ALL, outer, later, ASKED, inner)
    assert notes(window, "youssef") == notes(window, document_id="two") == ()
    assert window.annotations.all_of("amina") == [window.annotations.get("one", "amina")]
    assert window.annotations.annotators() == ["amina"]


def test_ids_are_given_and_never_given_again(project):
    change = project.changes.record("amina", noting("one", replace(ASKED, id=77), ON_ALL))
    first, second = (edit.after.id for edit in change.edits)
    assert [note.id for note in notes(project)] == [second, first]
    project.changes.record("amina", Draft("note_remove", {}, (NoteEdit("one", change.edits[1].after, None),)))
    again = project.changes.record("amina", noting("one", ON_ALL))
    assert again.edits[0].after.id > second > first


def test_a_replaced_note_keeps_its_id(project):
    note = project.changes.record("amina", noting("one", ASKED)).edits[0].after
    answered = replace(note, text="مدينة", is_question=False, start=None, end=None, id=0)
    change = project.changes.record("amina", Draft("note_change", {}, (NoteEdit("one", note, answered),)))
    assert change.edits[0].after.id == note.id
    assert notes(project) == (answered,)
    project.changes.undo("amina")
    assert [(one, one.id) for one in notes(project)] == [(ASKED, note.id)]


def test_notes_are_undone_and_redone(project):
    project.changes.record("amina", noting("one", ASKED))
    with_note = project.annotations.get("one", "amina")
    project.changes.undo("amina")
    assert project.annotations.get("one", "amina") == Annotation("one", "amina")
    with Project.open(project.path) as later:
        later.changes.redo("amina")
        assert later.annotations.get("one", "amina") == with_note
        assert later.annotations.get("one", "amina").notes[0].id == with_note.notes[0].id


def test_a_span_that_moves_leaves_the_note_where_it_is(project):
    span = project.changes.record("amina", adding("one", Span(10, 16, "GPE"))).edits[0].after
    project.changes.record("amina", noting("one", ASKED))
    project.changes.record("amina", Draft("remove", {}, (SpanEdit("one", span, None),)))
    assert notes(project) == (ASKED,)


@pytest.mark.parametrize(
    "field", [{"id": 9}, {"text": "x"}, {"is_question": False}, {"start": 9}, {"end": 15}]
)
@pytest.mark.parametrize("after", [None, ON_ALL])
def test_a_note_that_is_not_as_it_was_is_left_alone(project, field, after):
    note = project.changes.record("amina", noting("one", ASKED)).edits[0].after
    edit = NoteEdit("one", replace(note, **field), after)
    with pytest.raises(ChangedElsewhere):
        project.changes.record("amina", Draft("note", {}, (*noting("one", ON_ALL).edits, edit)))
    assert notes(project) == (ASKED,)


def test_a_note_of_somebody_else_or_nowhere_is_refused(project, window):
    note = project.changes.record("youssef", noting("one", ASKED)).edits[0].after
    for draft, error in (
        (Draft("note", {}, (NoteEdit("one", note, None),)), ChangedElsewhere),
        (Draft("note", {}, (NoteEdit("two", note, None),)), ChangedElsewhere),
        (noting("none", ASKED), UnknownDocument),
        (noting("one", replace(ASKED, end=9999)), ValueError),
        (Draft("note", {}, (NoteEdit("one", None, None),)), ValueError),
    ):
        with pytest.raises(error):
            window.changes.record("amina", draft)
    assert notes(project) == ()
    assert notes(project, "youssef") == (ASKED,)


def test_undo_is_refused_where_the_file_says_otherwise(project):
    project.changes.record("amina", noting("one", ASKED))
    sql(project.path, "UPDATE notes SET text = 'x'")
    with pytest.raises(ChangedElsewhere):
        project.changes.undo("amina")


@pytest.mark.parametrize(
    ("start", "end", "text"), [(5, 5, "x"), (-1, 5, "x"), (None, 5, "x"), (5, None, "x"), (0, 5, " \n")]
)
def test_a_note_holds_words_and_a_range_or_none(start, end, text):
    with pytest.raises(ValueError, match="note"):
        Note(start, end, text, is_question=True)


def test_a_sheet_follows_what_is_stored(project):
    """What edits make of the annotation in hand is what is on disk."""
    annotation = project.annotations.get("one", "amina")
    changes = project.changes
    drafts = [
        noting("one", ASKED, ON_ALL),
        noting("one", replace(ASKED, end=20)),
        adding("one", Span(0, 5, "LAW")),
    ]
    made = [changes.record("amina", draft) for draft in drafts]
    gone = Draft("note_remove", {}, (NoteEdit("one", made[0].edits[0].after, None),))
    for change in [*made, changes.record("amina", gone), *(changes.undo("amina") for _ in range(3))]:
        annotation = apply(annotation, change.edits)
    assert annotation == project.annotations.get("one", "amina")
    assert [note.id for note in annotation.notes] == [note.id for note in notes(project)]
    assert check(project.path) == []
