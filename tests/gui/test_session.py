"""What the window shows of what others wrote, and where it leaves the annotator."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.labelling import decisions
from annotator.labelling.sheet import open_sheet
from annotator.model import Reason, Span, State, Suggestion
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.text.cleaning import clean
from tests.gui.conftest import TEXTS, find

CTRL = Qt.KeyboardModifier.ControlModifier


def decide(path, document_id, wish):
    """Record a decision through a connection of its own, as another window would."""
    with Project.open(path) as project:
        sheet = open_sheet(project, document_id, annotator="amina")
        project.changes.record("amina", wish(sheet).draft)


def undo(window):
    QTest.keyClick(window.labelling.article, Qt.Key.Key_Z, CTRL)


def test_coming_back_keeps_caret_and_selection_where_they_are_seen(window, project_path, spans):
    article, hand = window.labelling.article, window.labelling.desk.hand
    at = find(TEXTS["visit"], "يرحب")
    article.caret.select(*at)
    decide(project_path, "visit", lambda sheet: decisions.accept(sheet, sheet.open_suggestions[0]))
    window.session.look_again()
    assert article.caret.selection == hand.selection == at
    assert article.caret.offset == hand.caret
    QTest.keyClick(article, Qt.Key.Key_1)
    assert ("يرحب", "PERS") in spans()


def test_coming_back_keeps_in_hand_what_still_waits(window, project_path):
    hand = window.labelling.desk.hand
    window.labelling.desk.go_on()
    item = hand.item
    decide(project_path, "visit", lambda sheet: decisions.reject(sheet, sheet.open_suggestions[0]))
    window.session.look_again()
    assert hand.item == item
    decide(project_path, "visit", lambda sheet: decisions.reject(sheet, item))
    window.session.look_again()
    assert hand.item is None
    assert hand.caret == window.labelling.article.caret.offset == item.start


def test_coming_back_shows_the_whole_list_anew(window, project_path):
    decide(project_path, "second", lambda sheet: decisions.set_state(sheet, State.FINISHED))
    with Project.open(project_path) as project:
        raw = "خبر ثالث"
        new = NewDocument(id="third", raw=raw.encode(), encoding="utf-8", cleaned=clean(raw))
        project.documents.add(new)
    window.session.look_again()
    assert window.labelling.documents.known.finished == 1
    assert window.labelling.documents.rowCount() == 3


def test_undo_takes_back_what_the_window_has_not_seen_yet(window, project_path, spans):
    decide(project_path, "visit", lambda sheet: decisions.accept(sheet, sheet.open_suggestions[0]))
    undo(window)
    assert spans() == []
    assert window.session.sheet.annotation.spans == ()
    assert len(window.session.sheet.open_suggestions) == 6


def test_undo_leads_to_a_document_that_the_list_did_not_have(window, project_path):
    with Project.open(project_path) as project:
        raw = "زار الوزير الرباط"
        new = NewDocument(id="third", raw=raw.encode(), encoding="utf-8", cleaned=clean(raw))
        project.documents.add(new)
        project.annotations.store_finished("amina", "third", [Span(0, 3, "EVENT")])
    undo(window)
    documents = window.labelling.documents
    assert window.session.sheet.document.id == "third"
    assert [documents.summary(row).id for row in range(documents.rowCount())] == ["visit", "second", "third"]
    assert documents.summary(documents.row_of("second")).open_suggestions == 2


def remembered(document_id, words):
    start, end = find(TEXTS[document_id], words)
    return document_id, Suggestion(start, end, "LOC", "", "memory", 0.5, Reason("remembered"))


def test_what_is_remembered_comes_and_goes_in_one_step_or_not_at_all(window, project_path):
    session = window.session
    assert session.remember([remembered("second", "وفدا")], outdated=[])
    listed = window.labelling.documents.known.get("second").open_suggestions
    with Project.open(project_path) as project:
        (one,) = [one for one in project.suggestions.of("second") if one.source == "memory"]
    unknown = ("nowhere", remembered("second", "خبر")[1])
    assert not session.remember([unknown], outdated=[one.id])
    with Project.open(project_path) as project:
        assert one in project.suggestions.of("second")
    assert session.remember([remembered("visit", "وفد من")], outdated=[one.id])
    assert window.labelling.documents.known.get("second").open_suggestions == listed - 1
    with Project.open(project_path) as project:
        assert project.documents.summary("second", "amina").open_suggestions == listed - 1
