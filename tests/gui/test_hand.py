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
