"""What a change is said to do to the marks is what reading the sheet anew would give."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.gui.marks import marks_of
from annotator.gui.theme import LIGHT
from annotator.model import Reason, Suggestion
from annotator.project.file import Project
from tests.gui.conftest import TEXTS, find

KEYS = [
    (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier),
    (Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_3, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_4, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_BracketLeft, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_BracketRight, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_BraceLeft, Qt.KeyboardModifier.ShiftModifier),
    (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier),
]


@pytest.mark.parametrize("seed", range(6))
def test_the_article_shows_the_sheet_and_the_sheet_is_what_is_on_disk(window, seed):
    rng = random.Random(seed)
    session, article = window.session, window.labelling.article
    for _step in range(60):
        QTest.keyClick(article, *rng.choice(KEYS))
        shown = {mark.key: mark for mark in article.marks()}
        assert shown == {mark.key: mark for mark in marks_of(session.sheet, theme=LIGHT)}
    stored = session.project.annotations.get("visit", "amina")
    assert stored.spans == session.sheet.annotation.spans
    assert stored.verdicts == session.sheet.annotation.verdicts
    assert [span.id for span in stored.spans] == [span.id for span in session.sheet.annotation.spans]


@pytest.mark.parametrize("seed", range(6))
def test_undoing_all_gives_the_first_state_and_redoing_all_the_last(window, seed):
    rng = random.Random(100 + seed)
    session, article = window.session, window.labelling.article
    for _step in range(40):
        QTest.keyClick(article, *rng.choice(KEYS[:11]))
    last = session.project.annotations.get("visit", "amina")
    while session.step_names()[0]:
        session.undo()
    first = session.project.annotations.get("visit", "amina")
    assert (first.spans, dict(first.verdicts)) == ((), {})
    while session.step_names()[1]:
        session.redo()
    again = session.project.annotations.get("visit", "amina")
    assert (again.spans, again.verdicts, again.state) == (last.spans, last.verdicts, last.state)


def test_a_label_that_the_schema_lacks_is_grey_and_can_be_removed(window, project_path):
    with Project.open(project_path) as project:
        made = Suggestion(*find(TEXTS["visit"], "وفد"), "GHOST", "", "import", 0.8, Reason("rank"))
        project.suggestions.replace("visit", [made], sources=["import"])
    window.session.look_again()
    page = window.labelling
    page.show_place("visit", *find(TEXTS["visit"], "وفد"))
    while page.desk.hand.item.label != "GHOST":
        page.desk.go_on()
    assert "GHOST" in page.panel.card.text()
    assert "GHOST" in {mark.text for mark in page.article.marks()}
    assert "GHOST" not in window.session.sheet.schema.label_ids()
    QTest.keyClick(page.article, Qt.Key.Key_Delete)
    assert "GHOST" not in {mark.text for mark in page.article.marks()}
