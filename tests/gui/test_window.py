"""The main job through the real window, by keys alone, against what is on disk."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.gui.actions import ACTIONS
from annotator.gui.exchange import import_assistant
from annotator.gui.key_sheet import KeySheet
from annotator.gui.removed import RemovedText
from annotator.labelling import decisions
from annotator.labelling.sheet import open_sheet
from annotator.model import State
from annotator.project.file import Project
from tests.gui.conftest import TEXTS, find

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
RABAT = [("الرباط", "GPE"), ("الرباط", "GPE"), ("لرباط", "GPE")]


def press(window, *keys, modifiers=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(window.labelling.article, key, modifiers)


def test_the_first_suggestion_is_in_hand_and_enter_accepts_it_everywhere(window, spans):
    hand = window.labelling.desk.hand
    assert hand.sheet.surface(hand.item) == "الرباط"
    press(window, Qt.Key.Key_Return)
    assert spans() == RABAT
    assert hand.sheet.surface(hand.item) == "محمد بريظ"
    assert "3" in window.status.message()


def test_tab_walks_the_open_suggestions_round_and_back(window):
    hand = window.labelling.desk.hand
    seen = []
    for _time in range(7):
        seen.append(hand.sheet.surface(hand.item))
        press(window, Qt.Key.Key_Tab)
    assert seen == ["الرباط", "محمد بريظ", "الرباط", "وفد", "باكستان", "المغرب", "الرباط"]
    press(window, Qt.Key.Key_Tab, modifiers=SHIFT)
    assert hand.sheet.surface(hand.item) == "الرباط"


def test_delete_rejects_and_then_removes(window, spans):
    press(window, Qt.Key.Key_Delete)
    hand = window.labelling.desk.hand
    assert "الرباط" not in [hand.sheet.surface(one) for one in hand.sheet.open_suggestions]
    press(window, Qt.Key.Key_Return)
    assert spans() == [("محمد بريظ", "PERS"), ("محمد بريظ", "PERS")]
    window.labelling.article.caret.put(find(TEXTS["visit"], "محمد بريظ")[0] + 1)
    press(window, Qt.Key.Key_Delete)
    assert spans() == [("محمد بريظ", "PERS")]


def test_a_label_key_relabels_and_a_digit_gives_the_sublabel(window, spans, project_path):
    press(window, Qt.Key.Key_Tab, Qt.Key.Key_3, Qt.Key.Key_6)
    assert spans() == [("محمد بريظ", "ORG")]
    with Project.open(project_path) as project:
        (span,) = project.annotations.get("visit", "amina").spans
        assert span.sublabel == project.schema.label("ORG").sublabels[5].id
    press(window, Qt.Key.Key_Tab, Qt.Key.Key_3)
    assert len(spans()) == 2


def test_a_label_key_labels_the_word_under_the_caret_without_its_proclitic(window, spans):
    window.labelling.article.caret.put(find(TEXTS["visit"], "للرباط")[0])
    press(window, Qt.Key.Key_4)
    assert spans() == [("لرباط", "GPE")]


def test_a_selection_is_labelled_whole(window, spans):
    window.labelling.article.caret.select(*find(TEXTS["visit"], "اللواء محمد بريظ"))
    press(window, Qt.Key.Key_2)
    assert spans() == [("اللواء محمد بريظ", "OCC")]


def test_edges_move_by_key_and_crossing_is_refused_with_a_sentence(window, spans):
    press(window, Qt.Key.Key_Tab, Qt.Key.Key_BracketLeft)
    assert spans() == [("اللواء محمد بريظ", "PERS")]
    press(window, Qt.Key.Key_BraceLeft, modifiers=SHIFT)
    assert spans() == [("محمد بريظ", "PERS")]
    window.labelling.article.caret.select(*find(TEXTS["visit"], "بريظ إلى الرباط"))
    press(window, Qt.Key.Key_3)
    assert spans() == [("محمد بريظ", "PERS")]
    assert "cross" in window.status.message()


def test_undo_and_redo_by_key_go_through_bulk_steps(window, spans):
    press(window, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert len(spans()) == 5
    press(window, Qt.Key.Key_Z, modifiers=CTRL)
    assert spans() == RABAT
    assert "محمد بريظ" in window.status.message()
    press(window, Qt.Key.Key_Z, modifiers=CTRL)
    assert spans() == []
    press(window, Qt.Key.Key_Z, modifiers=CTRL | SHIFT)
    assert spans() == RABAT
    press(window, Qt.Key.Key_Z, Qt.Key.Key_Z, modifiers=CTRL)
    assert window.status.message() == "There is nothing to undo."


def test_space_warns_once_then_accepts_the_rest_and_opens_the_next(window, spans, project_path):
    press(window, Qt.Key.Key_Space)
    assert spans() == []
    assert "6 suggestions" in window.status.message()
    press(window, Qt.Key.Key_Space)
    assert len(spans()) == 6
    with Project.open(project_path) as project:
        assert project.annotations.get("visit", "amina").state is State.FINISHED
    assert window.session.sheet.document.id == "second"
    assert window.labelling.documents.known.finished == 1


def test_any_other_key_takes_the_warning_back(window, spans):
    press(window, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert spans() == []


def test_finish_leaves_open_suggestions_undecided(window, spans, project_path):
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Return, modifiers=CTRL)
    assert spans() == RABAT
    with Project.open(project_path) as project:
        annotation = project.annotations.get("visit", "amina")
        assert annotation.state is State.FINISHED
        assert len(annotation.verdicts) == 2


def test_undo_in_another_document_goes_there(window, spans):
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_PageDown, modifiers=CTRL)
    assert window.session.sheet.document.id == "second"
    press(window, Qt.Key.Key_Z, modifiers=CTRL)
    assert window.session.sheet.document.id == "visit"
    assert spans() == []


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_of_the_table_can_be_performed(window, action, monkeypatch):
    monkeypatch.setattr(import_assistant, "files_to_open", lambda *_args: [])
    window.perform(action.id)
    for child in window.findChildren(type(window).__mro__[1]):
        if child.isWindow() and child is not window:
            child.close()


def test_a_dialog_that_is_asked_for_again_is_there_once(window):
    for action, kind in (("keys", KeySheet), ("show_removed", RemovedText)):
        for _time in range(3):
            window.perform(action)
        assert [one.isVisible() for one in window.findChildren(kind)].count(True) == 1
        next(one for one in window.findChildren(kind) if one.isVisible()).close()


def test_to_finish_what_is_finished_is_no_step_for_undo(window):
    history = window.session.project.changes.history
    press(window, Qt.Key.Key_Space, Qt.Key.Key_Space)
    window.labelling.open_document("visit")
    press(window, Qt.Key.Key_Space)
    assert window.session.sheet.document.id == "second"
    window.labelling.open_document("visit")
    press(window, Qt.Key.Key_Return, modifiers=CTRL)
    assert window.session.sheet.document.id == "second"
    assert [change.name for change in history("amina", limit=9)] == ["accept_rest"]


def held_down(window, key, times=6):
    for time in range(times):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", time > 0)
        QApplication.sendEvent(window.labelling.article, event)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_3])
def test_a_key_that_is_held_down_decides_once(window, key):
    before = window.session.project.changes.history("amina", limit=9)
    held_down(window, key)
    after = window.session.project.changes.history("amina", limit=9)
    assert len(after) - len(before) == (key != Qt.Key.Key_Space)
    assert window.session.sheet.document.id == "visit"


def test_a_key_that_is_held_down_moves_on(window):
    seen = window.labelling.desk.hand.item
    held_down(window, Qt.Key.Key_Tab, times=3)
    assert window.labelling.desk.hand.item == window.session.sheet.open_suggestions[3] != seen


def test_a_click_on_the_bar_leaves_the_keys_to_the_article(window):
    for button in window.top.findChildren(QPushButton):
        assert not button.focusPolicy() & Qt.FocusPolicy.ClickFocus


def test_every_label_has_a_key_that_no_action_takes(window):
    keys = [label.key for label in window.session.project.schema.labels]
    assert len(set(keys)) == len(keys)
    assert not set(keys) & {key for action in ACTIONS for key in action.keys}


def test_what_another_window_wrote_is_shown_and_nothing_is_overwritten(window, project_path, spans):
    with Project.open(project_path) as project:
        sheet = open_sheet(project, "visit", annotator="amina")
        project.changes.record("amina", decisions.accept(sheet, sheet.open_suggestions[0]).draft)
    press(window, Qt.Key.Key_Return)
    assert "another window" in window.status.message()
    assert spans() == RABAT
    assert len(window.session.sheet.annotation.spans) == 3


def test_the_window_is_made_anew_in_the_other_language_and_keeps_its_place(application, spans):
    window = application.window
    press(window, Qt.Key.Key_Return)
    application._settings.locale = "ar"
    application.restyle()
    again = application.window
    assert again.session.sheet.document.id == "visit"
    assert again.layoutDirection() == Qt.LayoutDirection.RightToLeft
    press(again, Qt.Key.Key_Return)
    assert len(spans()) == 5


def test_undo_puts_what_it_gave_back_in_hand(window, spans):
    hand = window.labelling.desk.hand
    first = hand.item
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Z, modifiers=CTRL)
    assert hand.item == first
    press(window, Qt.Key.Key_Delete)
    press(window, Qt.Key.Key_Z, modifiers=CTRL)
    assert hand.item == first
    press(window, Qt.Key.Key_3)
    press(window, Qt.Key.Key_Z, modifiers=CTRL)
    assert hand.item == first
    press(window, Qt.Key.Key_5)
    assert spans() == [("الرباط", "LOC")]


def test_undoing_a_label_given_by_hand_goes_to_its_place(window):
    start, _end = find(TEXTS["visit"], "يرحب")
    window.labelling.article.caret.put(start)
    press(window, Qt.Key.Key_1)
    window.labelling.article.caret.put(0)
    press(window, Qt.Key.Key_Z, modifiers=CTRL)
    assert window.labelling.article.caret.offset == start
    assert window.labelling.desk.hand.item is None


def test_what_was_said_of_one_place_is_gone_at_the_next(window):
    press(window, Qt.Key.Key_Return)
    assert window.status.message()
    press(window, Qt.Key.Key_Tab)
    assert window.status.message() == ""


def test_the_menu_names_what_undo_would_take_back(window):
    (menu,) = [button.menu() for button in window.top.findChildren(QPushButton) if button.menu()]

    def undo():
        menu.aboutToShow.emit()
        return next(one for one in menu.findChildren(QAction) if "Ctrl+Z" in one.text())

    assert not undo().isEnabled()
    press(window, Qt.Key.Key_Return)
    assert undo().isEnabled()
    assert "accept «الرباط»" in undo().text()


def test_invisible_characters_are_shown_and_hidden(window, settings):
    article = window.labelling.article
    plain = article.grab().toImage()
    press(window, Qt.Key.Key_F9)
    assert settings.look.shows_invisible
    assert article.grab().toImage() != plain
    press(window, Qt.Key.Key_F9)
    assert article.grab().toImage() == plain


def test_the_list_gives_its_room_to_the_article(window, qtbot):
    page = window.labelling
    before = page.article.width()
    press(window, Qt.Key.Key_B, modifiers=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.article.width() > before)
    assert page.article.hasFocus()
    press(window, Qt.Key.Key_B, modifiers=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.article.width() == before)


def test_a_span_whose_label_is_spread_stays_in_hand(window):
    article, desk = window.labelling.article, window.labelling.desk
    start, end = find(TEXTS["visit"], "محمد بريظ", 1)
    article.caret.select(start, end)
    press(window, Qt.Key.Key_1)
    span = desk.hand.item
    assert span.start == start
    press(window, Qt.Key.Key_Return)
    assert len([one for one in desk.hand.sheet.annotation.spans if one.label == span.label]) == 2
    assert desk.hand.item == span
    assert article.caret.offset == start


def test_what_one_page_said_is_gone_on_another(window):
    window.status.tell("two entries were added")
    window.show_page("labelling")  # it is there already
    assert window.status.message() == "two entries were added"
    window.show_page("suggestions")
    assert window.status.message() == ""
    window.status.complain("no such page")
    window.show_page("labelling")
    assert window.status.message() == ""


def test_why_a_decision_is_not_saved_is_said_on_every_page(window):
    window.status.warn_unsaved()
    window.status.complain("The disk is full.")
    window.show_page("suggestions")
    assert window.status.message() == "The disk is full."
