"""The end of the work through the real window: what was done, what comes next, and the way back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from annotator.gui.middle import done_words
from annotator.model import State
from annotator.project.changes import Pace
from annotator.project.documents import Summary
from annotator.project.leads import declare_lead


def press(window, *keys):
    for key in keys:
        QTest.keyClick(window.labelling.article, key)


@pytest.fixture
def finished(window):
    press(window, *[Qt.Key.Key_Space] * 4)
    return window.labelling.middle.finished


def words(page):
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_when_all_is_finished_it_says_what_was_done_and_what_comes_next(window, finished):
    assert finished.isVisible()
    said = words(finished)
    assert "2 articles finished · 8 spans" in said
    (command,) = [field.text() for field in finished.findChildren(QLineEdit)]
    assert "annotator export" in command
    assert "--by amina" in command
    assert window.session.project.path.name in command


def test_escape_leads_back_to_the_articles(window, finished):
    QTest.keyClick(finished, Qt.Key.Key_Escape)
    assert window.labelling.article.isVisible()
    assert window.labelling.article.hasFocus()


def test_keys_about_an_article_do_nothing_while_none_is_in_sight(window, finished, spans):
    before = spans("second")
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_BracketLeft):
        QTest.keyClick(finished, key)
    assert spans("second") == before
    assert finished.isVisible()


def test_undo_works_and_shows_the_article_again(window, finished):
    QTest.keyClick(finished, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.labelling.article.isVisible()
    assert window.session.sheet.annotation.state is not State.FINISHED


@pytest.mark.parametrize("page", ["agreement", "adjudication", "progress", "suggestions"])
def test_the_keys_of_the_pages_work_there(window, finished, page):
    key = window.keys.keys(page)[0]
    QTest.keyClick(finished, Qt.Key(Qt.Key.Key_0 + int(key[-1])), Qt.KeyboardModifier.AltModifier)
    assert window.page_name() == page


def test_who_leads_nothing_is_offered_no_page_of_a_lead(window):
    window.session.project.settings.put("leads", [])
    press(window, *[Qt.Key.Key_Space] * 4)
    finished = window.labelling.middle.finished
    assert finished.isVisible()
    assert not any(one.text() == "Agreement" for one in finished.findChildren(QPushButton))


def test_the_agreement_is_one_press_away_for_a_lead(window):
    declare_lead(window.session.project.settings, window.session.annotator)
    press(window, *[Qt.Key.Key_Space] * 4)
    finished = window.labelling.middle.finished
    button = next(one for one in finished.findChildren(QPushButton) if one.text() == "Agreement")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is window.leads.agreement


def test_an_article_of_the_list_shows_again(window, finished):
    window.labelling.open_document("visit")
    assert window.labelling.article.isVisible()


def test_only_what_there_is_any_of_is_counted():
    summaries = [
        Summary("a", "", "", State.FINISHED, open_suggestions=2, spans=1, questions=1),
        Summary("b", "", "", State.SKIPPED, open_suggestions=5, spans=0),
    ]
    assert done_words(summaries, Pace(entities=4, seconds=10.0, actions=9)) == [
        "1 article finished",
        "1 skipped",
        "1 span",
        "1 question to the lead",
        "2 suggestions left undecided",
        "2.5 s for each entity",
    ]
    assert done_words(summaries[1:], Pace()) == ["1 skipped"]


def test_it_asks_for_no_more_room_than_the_article(window, finished):
    window.resize(760, 420)
    assert finished.minimumSizeHint().height() < 200
    assert finished.verticalScrollBar().maximum() > 0


def test_neither_do_buttons_and_menu(window, finished, spans):
    assert finished.isVisible()
    panel = window.labelling.panel
    before = spans()
    assert not panel.isEnabled()
    for button in panel.findChildren(QPushButton):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    for action in ("accept", "reject", "accept_rest", "finish", "palette", "end_out"):
        window.perform(action)
    assert spans() == before
    assert finished.isVisible()
    QTest.keyClick(finished, Qt.Key.Key_Escape)
    assert panel.isEnabled()
