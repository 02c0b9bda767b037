"""Skipping with a reason, asking the lead, noting: by keys alone, in the line under the article."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.labelling import notes
from annotator.model import State
from annotator.project.file import Project
from tests.gui.conftest import TEXTS, find

CTRL = Qt.KeyboardModifier.ControlModifier
SKIP, ASK, NOTE = Qt.Key.Key_F8, Qt.Key.Key_F7, Qt.Key.Key_F6


def press(window, *keys, modifiers=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(window.labelling.article, key, modifiers)


def write(window, words, *, then=Qt.Key.Key_Return):
    field = QApplication.focusWidget()
    assert field is not window.labelling.article
    QTest.keyClicks(field, words)
    if then is not None:
        QTest.keyClick(field, then)


def work(project_path, document_id="visit"):
    with Project.open(project_path) as project:
        return project.annotations.get(document_id, "amina")


@pytest.fixture
def asking(window):
    return window.labelling.asking


def test_a_reason_skips_the_article_and_leads_to_the_next(window, asking, project_path):
    press(window, SKIP)
    assert asking.isVisible()
    write(window, "sport")
    assert not asking.isVisible()
    assert (work(project_path).state, work(project_path).note) == (State.SKIPPED, "sport")
    assert window.session.sheet.document.id == "second"
    assert window.labelling.article.hasFocus()
    press(window, Qt.Key.Key_Z, modifiers=CTRL)
    assert work(project_path).state is State.NEW
    assert window.session.sheet.document.id == "visit"
    assert "skip the article" in window.status.message()


def test_a_skipped_article_is_taken_up_again_by_a_decision(window, project_path):
    press(window, SKIP)
    write(window, "sport")
    window.labelling.open_document("visit")
    press(window, Qt.Key.Key_Return)
    assert (work(project_path).state, work(project_path).note) == (State.IN_PROGRESS, "")


def test_without_a_reason_nothing_is_skipped_and_the_line_stays(window, asking, project_path):
    press(window, SKIP)
    write(window, "  ")
    assert asking.isVisible()
    assert "few words" in window.status.message()
    assert work(project_path).state is State.NEW
    write(window, "", then=Qt.Key.Key_Escape)
    assert not asking.isVisible()
    assert window.labelling.article.hasFocus()


def test_reasons_are_offered_narrowed_and_chosen_by_arrows(window, asking, project_path):
    press(window, SKIP)
    assert asking.offered() == ["not security news", "duplicate", "unreadable", "wrong language"]
    write(window, "re", then=None)
    assert asking.offered() == ["unreadable"]
    write(window, "", then=Qt.Key.Key_Down)
    assert asking.text() == "unreadable"
    write(window, "")
    assert work(project_path).note == "unreadable"


def test_a_reason_given_before_comes_first(window, asking):
    press(window, SKIP)
    write(window, "sport")
    press(window, SKIP)
    assert asking.offered()[:2] == ["sport", "not security news"]
    write(window, "", then=Qt.Key.Key_Up)
    assert asking.text() == "wrong language"


def test_a_click_chooses_a_reason(window, asking, project_path):
    press(window, SKIP)
    (chip,) = [one for one in asking.findChildren(QPushButton) if one.text() == "duplicate"]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    write(window, "")
    assert work(project_path).note == "duplicate"


def test_long_reasons_given_before_leave_the_window_its_width(window, asking, project_path):
    session = window.session
    given = [f"{place} {'rank & file ' * 30}".strip() for place in range(8)]
    for reason in given:
        session.do(notes.skip(session.sheet, reason))
    width = window.width()
    press(window, SKIP)
    assert asking.offered() == given[::-1]
    assert window.minimumSizeHint().width() <= 960
    assert window.width() == width
    chips = [chip for chip in asking.findChildren(QPushButton) if chip.isVisible()]
    assert all(asking.rect().contains(chip.mapTo(asking, chip.rect().bottomRight())) for chip in chips)
    assert chips[0].text().startswith("7 rank && file")
    QTest.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    write(window, "")
    assert work(project_path).note == given[-1]


def test_a_question_is_about_what_is_in_hand_and_the_annotator_stays(window, asking, project_path):
    press(window, ASK)
    assert asking.prompt() == "Question to the lead about «الرباط»"
    write(window, "city or state?")
    (note,) = work(project_path).notes
    assert (note.start, note.end) == find(TEXTS["visit"], "الرباط")
    assert (note.text, note.is_question, work(project_path).state) == ("city or state?", True, State.QUESTION)
    assert window.session.sheet.document.id == "visit"
    assert window.labelling.desk.hand.sheet.surface(window.labelling.desk.hand.item) == "الرباط"
    assert window.labelling.documents.known.get("visit").questions == 1
    assert "city or state?" in window.labelling.panel.card.notes.accessibleName()
    (mark,) = [one for one in window.labelling.article.marks() if one.has_note]
    assert (mark.start, mark.end) == (note.start, note.end)


def test_a_note_on_a_selection_has_a_mark_of_its_own_until_something_is_labelled_there(window, project_path):
    article = window.labelling.article
    start, end = find(TEXTS["visit"], "ثم غادر")
    article.caret.select(start, end + 1)
    press(window, NOTE)
    write(window, "see above")
    (note,) = work(project_path).notes
    assert (note.start, note.end) == (start, end)
    marks = {mark.key: mark for mark in article.marks()}
    assert marks["note", note.id].text == "Note"
    article.caret.select(start, end)
    press(window, Qt.Key.Key_7)
    assert ("note", note.id) not in {mark.key for mark in article.marks()}
    assert [mark.has_note for mark in article.marks() if (mark.start, mark.end) == (start, end)] == [True]
    press(window, Qt.Key.Key_Z, modifiers=CTRL)
    assert ("note", note.id) in {mark.key for mark in article.marks()}


def test_a_note_about_the_article(window, asking, project_path):
    window.labelling.desk.hand.go_to(find(TEXTS["visit"], "ثم")[0])
    press(window, NOTE)
    assert asking.prompt() == "Note on the article"
    write(window, "translated")
    (note,) = work(project_path).notes
    assert (note.start, note.end, note.is_question) == (None, None, False)
    assert work(project_path).state is State.IN_PROGRESS


def test_a_note_is_taken_up_again_changed_and_emptied(window, asking, project_path):
    press(window, NOTE)
    write(window, "first")
    press(window, NOTE)
    assert asking.text() == "first"
    write(window, "second")
    assert [note.text for note in work(project_path).notes] == ["second"]
    press(window, NOTE)
    write(window, "", then=Qt.Key.Key_Delete)
    write(window, "")
    assert work(project_path).notes == ()
    for texts in (["second"], ["first"], []):
        press(window, Qt.Key.Key_Z, modifiers=CTRL)
        assert [note.text for note in work(project_path).notes] == texts


def test_decisions_do_not_fall_into_the_line_and_letters_do_not_decide(window, project_path):
    press(window, NOTE)
    write(window, "1 2 [ ]", then=Qt.Key.Key_Escape)
    assert work(project_path).spans == ()


def test_what_was_written_is_there_again_for_the_same_question(window, asking):
    press(window, ASK)
    write(window, "half", then=Qt.Key.Key_Escape)
    press(window, NOTE)
    assert asking.text() == ""
    write(window, "", then=Qt.Key.Key_Escape)
    press(window, ASK)
    assert asking.text() == "half"


def test_what_was_written_about_one_place_is_not_there_for_another_of_the_same_name(
    window, asking, project_path
):
    session, hand = window.session, window.labelling.desk.hand
    first, second = find(TEXTS["visit"], "الرباط"), find(TEXTS["visit"], "الرباط", 1)
    session.do(notes.add_note(session.sheet, "kept", place=second))
    hand.take_range(*first)
    press(window, NOTE)
    write(window, "half", then=Qt.Key.Key_Escape)
    hand.take_range(*second)
    press(window, NOTE)
    assert asking.text() == "kept"
    write(window, "", then=Qt.Key.Key_Escape)
    hand.take_range(*first)
    press(window, NOTE)
    assert asking.text() == "half"
    assert [note.text for note in work(project_path).notes] == ["kept"]


def test_another_document_closes_the_line(window, asking):
    press(window, ASK)
    write(window, "half", then=None)
    window.labelling.open_document("second")
    assert not asking.isVisible()
    assert asking.prompt() == ""


def test_a_key_pressed_again_does_not_lose_what_is_being_written(window, asking):
    press(window, ASK)
    write(window, "half", then=None)
    window.perform("skip")
    assert (asking.text(), asking.prompt()) == ("half", "Question to the lead about «الرباط»")
    assert QApplication.focusWidget().text() == "half"


def test_the_panel_changes_and_removes_a_note(window, asking, project_path):
    press(window, NOTE)
    write(window, "first")
    questions = window.labelling.desk.questions
    (note,) = window.session.sheet.annotation.notes
    questions.change(note)
    write(window, "second")
    (note,) = window.session.sheet.annotation.notes
    questions.remove(note)
    assert work(project_path).notes == ()
    assert window.status.message() == "The note is gone."
