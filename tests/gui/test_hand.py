"""What the next key means: the caret that is seen, and every suggestion in its turn."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.model import Reason, Suggestion
from annotator.project.file import Project
from tests.gui.conftest import TEXTS, find

NAME = find(TEXTS["visit"], "محمد بريظ")


@pytest.fixture
def two_labels(project_path):
    """One name, suggested under three labels."""
    with Project.open(project_path) as project:
        made = [
            Suggestion(*NAME, label, "", "import", 0.8, Reason("rank")) for label in ("ORG", "PERS", "WEA")
        ]
        project.suggestions.replace("visit", made, sources=["import"])


def test_a_key_after_removing_a_span_means_the_word_under_the_caret(window, spans):
    article = window.labelling.article
    article.caret.select(*NAME)
    QTest.keyClick(article, Qt.Key.Key_1)
    article.caret.put(NAME[0] + len("محمد "))
    QTest.keyClick(article, Qt.Key.Key_Delete)
    QTest.keyClick(article, Qt.Key.Key_3)
    assert spans() == [("بريظ", "ORG")]


def test_what_was_labelled_is_no_longer_selected(window):
    article, hand = window.labelling.article, window.labelling.desk.hand
    article.caret.select(NAME[1], NAME[0])
    QTest.keyClick(article, Qt.Key.Key_1)
    assert article.caret.selection == (NAME[0], NAME[0])
    assert (hand.item.start, hand.item.end) == NAME


def test_tab_takes_every_label_of_one_range(two_labels, window):
    desk = window.labelling.desk
    seen = [(desk.hand.item.start, desk.hand.item.label)]
    for _time in range(len(desk.hand.sheet.open_suggestions)):
        desk.go_on()
        seen.append((desk.hand.item.start, desk.hand.item.label))
    assert [label for start, label in seen if start == NAME[0]] == ["ORG", "PERS", "WEA"]
    assert seen[0] == seen[-1]
    back = []
    for _time in seen[1:]:
        desk.go_on(forward=False)
        back.append((desk.hand.item.start, desk.hand.item.label))
    assert back == seen[-2::-1]


def test_the_document_that_is_open_is_not_begun_again(window):
    hand = window.labelling.desk.hand
    window.labelling.desk.go_on()
    item = hand.item
    window.labelling.open_document("visit")
    assert hand.item == item


@pytest.fixture
def come_in(window, project_path):
    """Have another program suggest something in the article that is open."""

    def come():
        with Project.open(project_path) as project:
            made = Suggestion(*find(TEXTS["visit"], "اللواء"), "OCC", "", "import", 0.8, Reason("rank"))
            project.suggestions.replace("visit", [made], sources=["import"])
        window.session.look_again()

    return come


def test_a_digit_is_still_a_sublabel_when_something_came_in(window, come_in):
    article = window.labelling.article
    QTest.keyClick(article, Qt.Key.Key_3)
    come_in()
    QTest.keyClick(article, Qt.Key.Key_2)
    (span,) = window.session.sheet.annotation.spans
    assert (span.label, span.sublabel) == ("ORG", "security_agency")


def test_what_came_in_is_not_accepted_before_it_was_counted(window, come_in, spans):
    article = window.labelling.article
    QTest.keyClick(article, Qt.Key.Key_Space)
    assert "6 suggestions" in window.status.message()
    come_in()
    QTest.keyClick(article, Qt.Key.Key_Space)
    assert "7 suggestions" in window.status.message()
    assert spans() == []
    QTest.keyClick(article, Qt.Key.Key_Space)
    assert len(spans()) == 7


def test_the_palette_stays_open_when_something_comes_in(window, come_in, spans):
    article = window.labelling.article
    QTest.keyClick(article, Qt.Key.Key_F2)
    palette = window.labelling.offering.palette
    QTest.keyClicks(palette.field, "mili")
    come_in()
    assert palette.isVisible()
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert spans() == [("الرباط", "ORG")]


def test_half_a_command_ends_when_what_is_in_hand_is_gone(window, project_path, spans):
    article = window.labelling.article
    QTest.keyClick(article, Qt.Key.Key_3)
    with Project.open(project_path) as project:
        project.changes.undo("amina")
    window.session.look_again()
    QTest.keyClick(article, Qt.Key.Key_2)
    assert [label for _surface, label in spans()] == ["OCC"]


def test_a_span_that_another_window_took_away_before_it_was_spread_is_in_no_hand(window, project_path):
    desk = window.labelling.desk
    desk.hand.take_range(*find(TEXTS["visit"], "الرباط"))
    desk.label("GPE")
    with Project.open(project_path) as other:
        other.changes.undo("amina")
    desk.accept()
    assert len(window.session.sheet.annotation.spans) == 2
    assert desk.hand.item is None
