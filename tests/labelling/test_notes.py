"""Notes, questions and reasons: what they change, and which item they belong to."""

import pytest

from annotator.errors import NoWords
from annotator.labelling import decisions, notes
from annotator.labelling.changes import change_name
from annotator.model import NoteEdit, State, StateEdit


def named(draft):
    return change_name(draft.name, draft.values)


def test_a_question_waits_for_the_lead_and_names_its_place(bench, find):
    draft = bench.store(notes.ask(bench.sheet, " من  هو؟\n", place=find("سفير باكستان")).draft)
    (note,) = bench.sheet.annotation.notes
    assert (note.text, note.is_question, notes.place_of(note)) == ("من هو؟", True, find("سفير باكستان"))
    assert bench.sheet.annotation.state is State.QUESTION
    assert named(draft) == "ask the lead about «سفير باكستان»"


def test_a_second_question_changes_no_state(bench):
    bench.store(notes.ask(bench.sheet, "أ").draft)
    draft = notes.ask(bench.sheet, "ب").draft
    assert [type(edit) for edit in draft.edits] == [NoteEdit]
    assert named(draft) == "ask the lead about the article"


@pytest.mark.parametrize("state", [State.FINISHED, State.SKIPPED, State.QUESTION])
def test_a_note_leaves_what_is_put_away_put_away(bench, state):
    bench.store(decisions.set_state(bench.sheet, state).draft)
    bench.store(notes.add_note(bench.sheet, "ملاحظة").draft)
    assert bench.sheet.annotation.state is state


def test_a_note_on_a_new_document_begins_it(bench):
    bench.store(notes.add_note(bench.sheet, "ملاحظة").draft)
    assert bench.sheet.annotation.state is State.IN_PROGRESS


def test_a_note_is_changed_under_its_id_and_taken_back(bench, find):
    bench.store(notes.add_note(bench.sheet, "أ", place=find("الرباط")).draft)
    (note,) = bench.sheet.annotation.notes
    draft = bench.store(notes.change_note(bench.sheet, note, "ب").draft)
    (changed,) = bench.sheet.annotation.notes
    assert (changed.id, changed.text) == (note.id, "ب")
    assert named(draft) == "change the note on «الرباط»"
    bench.store(notes.remove_note(bench.sheet, changed).draft)
    assert bench.sheet.annotation.notes == ()


def test_taking_back_the_last_question_ends_the_wait(bench):
    bench.store(notes.ask(bench.sheet, "أ").draft)
    bench.store(notes.ask(bench.sheet, "ب").draft)
    first, second = bench.sheet.annotation.notes
    bench.store(notes.remove_note(bench.sheet, first).draft)
    assert bench.sheet.annotation.state is State.QUESTION
    bench.store(notes.remove_note(bench.sheet, second).draft)
    assert bench.sheet.annotation.state is State.IN_PROGRESS


def test_a_question_stays_when_the_document_is_finished(bench):
    bench.store(notes.ask(bench.sheet, "أ").draft)
    bench.store(decisions.accept_rest(bench.sheet).draft)
    assert bench.sheet.annotation.state is State.FINISHED
    assert [note.text for note in bench.sheet.annotation.notes] == ["أ"]


def test_skipping_keeps_the_reason_until_the_document_is_taken_up_again(bench, find):
    draft = bench.store(notes.skip(bench.sheet, " خبر  رياضي ").draft)
    assert (bench.sheet.annotation.state, bench.sheet.annotation.note) == (State.SKIPPED, "خبر رياضي")
    assert named(draft) == "skip the article"
    bench.store(decisions.label_range(bench.sheet, *find("الرباط"), label="GPE").draft)
    assert (bench.sheet.annotation.state, bench.sheet.annotation.note) == (State.IN_PROGRESS, "")


@pytest.mark.parametrize("make", [notes.ask, notes.add_note, notes.skip])
def test_without_words_there_is_nothing_to_record(bench, make):
    with pytest.raises(NoWords):
        make(bench.sheet, " \n\u200f ".replace("\u200f", ""))


def test_asking_about_a_skipped_document_takes_it_up_again(bench):
    bench.store(notes.skip(bench.sheet, "مكرر").draft)
    draft = notes.ask(bench.sheet, "أهو مكرر؟").draft
    (edit,) = [edit for edit in draft.edits if isinstance(edit, StateEdit)]
    assert (edit.before, edit.after, edit.note_before, edit.note_after) == (
        State.SKIPPED,
        State.QUESTION,
        "مكرر",
        "",
    )


def test_the_newest_note_of_a_place_is_the_one_to_take_up(bench, find):
    place = find("الرباط")
    for text in ("أ", "ب"):
        bench.store(notes.add_note(bench.sheet, text, place=place).draft)
    assert notes.note_at(bench.sheet, place, is_question=False).text == "ب"
    assert notes.note_at(bench.sheet, place, is_question=True) is None
    assert notes.note_at(bench.sheet, None, is_question=False) is None


def test_a_long_place_is_named_by_its_beginning(bench, find):
    start, _end = find("وصل")
    draft = notes.add_note(bench.sheet, "طويل", place=(start, start + 70)).draft
    assert len(draft.values["surface"]) <= 41
    assert draft.values["surface"].endswith("…")
