"""What is labelled in one article is suggested in the others, beside the work, and withdrawn by undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from annotator.model import Reason, Suggestion
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.text.cleaning import clean
from tests.gui.conftest import find

CTRL = Qt.KeyboardModifier.ControlModifier
OTHERS = {
    "third": "خبر ثالث\nزار الوفد مدينة الرباط أمس، ثم عاد من الرباط.",
    "fourth": "خبر رابع\nوصل محمد بريظ إلى الرباط.",
    "fifth": "خبر خامس\nلا شيء هنا.",
}


@pytest.fixture
def project_path(project_path):
    with Project.open(project_path) as project, project.documents.adding():
        for id_, text in OTHERS.items():
            project.documents.add(NewDocument(id_, text.encode(), "utf-8", clean(text)))
    return project_path


@pytest.fixture
def suggested(project_path):
    """What is suggested from memory in each of the other articles, as a fresh connection reads it."""

    def read():
        with Project.open(project_path) as project:
            return {
                id_: [
                    (text[one.start : one.end], one.label)
                    for one in project.suggestions.of(id_)
                    if one.source == "memory"
                ]
                for id_, text in OTHERS.items()
            }

    return read


NOTHING = {"third": [], "fourth": [], "fifth": []}
RABAT = {"third": [("الرباط", "GPE")] * 2, "fourth": [("الرباط", "GPE")], "fifth": []}


def press(window, *keys, modifiers=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(window.labelling.article, key, modifiers)


def done(qtbot, window):
    return qtbot.waitSignal(window.spreading.ended, timeout=10_000)


def test_a_name_that_is_accepted_is_suggested_in_the_other_articles(qtbot, window, suggested):
    with done(qtbot, window):
        press(window, Qt.Key.Key_Return)
    assert suggested() == RABAT
    assert window.status.message() == "«الرباط» is now suggested in 2 other articles."
    assert window.labelling.documents.known.get("third").open_suggestions == 2
    assert window.session.sheet.document.id == "visit"


def test_undo_withdraws_and_redo_suggests_again(qtbot, window, suggested):
    with done(qtbot, window):
        press(window, Qt.Key.Key_Return)
    with done(qtbot, window):
        press(window, Qt.Key.Key_Z, modifiers=CTRL)
    assert suggested() == NOTHING
    assert window.labelling.documents.known.get("third").open_suggestions == 0
    with done(qtbot, window):
        press(window, Qt.Key.Key_Y, modifiers=CTRL)
    assert suggested() == RABAT


def test_a_label_that_comes_back_by_undo_is_suggested_again(qtbot, window, suggested):
    desk = window.labelling.desk
    here = find(window.session.sheet.document.text, "محمد بريظ")
    desk.hand.take_range(*here)
    with done(qtbot, window):
        desk.label("PERS")
    with done(qtbot, window):
        desk.label("ORG")
    assert suggested()["fourth"] == [("محمد بريظ", "ORG")]
    with done(qtbot, window):
        press(window, Qt.Key.Key_Z, modifiers=CTRL)
    assert suggested()["fourth"] == [("محمد بريظ", "PERS")]
    with done(qtbot, window):
        desk.reject()
    assert suggested()["fourth"] == []
    with done(qtbot, window):
        press(window, Qt.Key.Key_Z, modifiers=CTRL)
    assert suggested()["fourth"] == [("محمد بريظ", "PERS")]


def test_a_sublabel_is_suggested_with_its_label(qtbot, window, project_path):
    desk = window.labelling.desk
    desk.hand.take_range(*find(window.session.sheet.document.text, "محمد بريظ"))
    with done(qtbot, window):
        desk.label("ORG")
    with done(qtbot, window):
        assert desk.digit(2)
    with Project.open(project_path) as project:
        remembered = [one for one in project.suggestions.of("fourth") if one.source == "memory"]
    assert [(one.label, one.sublabel) for one in remembered] == [("ORG", "security_agency")]


def test_nobody_is_told_of_what_was_undone_before_it_was_read(qtbot, window, suggested):
    with done(qtbot, window):
        press(window, Qt.Key.Key_Return)
        press(window, Qt.Key.Key_Z, modifiers=CTRL)
    assert suggested() == NOTHING
    assert "suggested" not in window.status.message()


def test_the_article_that_is_open_meanwhile_shows_what_came(qtbot, window):
    with done(qtbot, window):
        press(window, Qt.Key.Key_Return)
        window.labelling.open_document("third")
    marks = [(mark.start, mark.end) for mark in window.labelling.article.marks()]
    assert marks == [find(OTHERS["third"], "الرباط"), find(OTHERS["third"], "الرباط", 1)]
    assert len(window.session.sheet.open_suggestions) == 2


def test_the_next_decision_does_not_read_the_sheet_again(qtbot, window):
    with done(qtbot, window):
        press(window, Qt.Key.Key_Return)
    opened = []
    window.session.opened.connect(lambda: opened.append(1))
    press(window, Qt.Key.Key_Return)
    assert opened == []
    assert len(window.session.sheet.annotation.spans) == 5


def test_several_names_come_together(qtbot, window, suggested):
    with done(qtbot, window):
        press(window, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert suggested()["fourth"] == [("محمد بريظ", "PERS"), ("الرباط", "GPE")]
    assert window.status.message() == "What you labelled is now suggested in 2 other articles."


def test_bulk_acceptance_and_rejection_suggest_nothing(qtbot, window, suggested):
    press(window, Qt.Key.Key_Delete)
    press(window, Qt.Key.Key_Space, Qt.Key.Key_Space)
    with qtbot.waitSignal(window.session.rest.settled):
        pass
    assert suggested() == NOTHING


def test_switched_off_nothing_is_suggested(qtbot, window, settings, suggested):
    (menu,) = [button.menu() for button in window.top.findChildren(QPushButton) if button.menu()]
    (item,) = [one for one in menu.findChildren(QAction) if one.text().startswith("Suggest my labels")]
    assert item.isChecked()
    item.trigger()
    assert not settings.spreads
    press(window, Qt.Key.Key_Return)
    with qtbot.waitSignal(window.session.rest.settled):
        pass
    assert suggested() == NOTHING


def test_closing_drops_what_is_under_way(qtbot, window, suggested):
    press(window, Qt.Key.Key_Return)
    with qtbot.waitSignal(window.session.rest.begun):
        pass
    window.close()
    assert suggested() == NOTHING


def test_where_something_came_meanwhile_nothing_is_suggested(qtbot, window, project_path, suggested):
    rejected = Suggestion(*find(OTHERS["third"], "الرباط"), "LOC", "", "lexicon", 0.5, Reason("rank"))
    press(window, Qt.Key.Key_Return)
    with Project.open(project_path) as project:
        project.suggestions.replace("third", [rejected], sources=["lexicon"])
    with done(qtbot, window):
        press(window, Qt.Key.Key_Tab)
    assert suggested()["fourth"] == RABAT["fourth"]
    assert len(suggested()["third"]) == 1
