"""The history beside the window: it says what was done, stays true, and leads to every step and place."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from annotator.errors import ChangedElsewhere
from annotator.gui.history import PAGE, ROW, time_words
from annotator.gui.history_view import HistoryView, in_context
from annotator.labelling import decisions, notes
from annotator.labelling.sheet import open_sheet
from annotator.model import Draft, Note, NoteEdit, Span
from annotator.project.file import Project
from tests.gui.conftest import TEXTS, find

CTRL = Qt.KeyboardModifier.ControlModifier
RABAT = [("الرباط", "GPE"), ("الرباط", "GPE"), ("لرباط", "GPE")]


def press(window, *keys, modifiers=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(window.labelling.article, key, modifiers)


@pytest.fixture
def history(window):
    def show() -> HistoryView:
        press(window, Qt.Key.Key_F5)
        return next(one for one in window.findChildren(HistoryView) if one.isVisible())

    return show


def names(view):
    rows = view.rows
    return [rows.data(rows.index(row)) for row in range(rows.rowCount())]


def undone(view):
    changes = [view.rows.change(row) for row in range(view.rows.rowCount())]
    return [change.is_undone for change in changes if change is not None]


def choose(view, row):
    view.list.setCurrentIndex(view.rows.index(row))


def test_every_change_is_a_row_newest_first_and_the_beginning_is_last(window, history):
    press(window, Qt.Key.Key_Return, Qt.Key.Key_Delete)
    view = history()
    assert names(view) == ["reject «محمد بريظ»", "accept «الرباط»", "The beginning"]
    assert view.rows.here() == 0
    said = view.rows.details(view.rows.change(1))
    assert said[1:] == ["3 places", "\u2068زيارة إلى الرباط\u2069"]
    heard = view.rows.data(view.rows.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert heard.endswith("you are here")


def test_it_follows_decisions_undo_and_redo_while_it_is_open(window, history):
    view = history()
    assert names(view) == ["The beginning"]
    press(window, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Delete)
    assert names(view)[0].startswith("reject")
    press(window, Qt.Key.Key_Z, Qt.Key.Key_Z, modifiers=CTRL)
    assert undone(view) == [True, True, False]
    assert view.rows.here() == 2
    assert view.rows.details(view.rows.change(0))[0] == "undone"
    press(window, Qt.Key.Key_Y, modifiers=CTRL)
    assert undone(view) == [True, False, False]
    press(window, Qt.Key.Key_5)
    assert undone(view) == [False, False, False]
    assert names(view) == names(history())


def test_enter_steps_back_and_forward_and_shows_the_place(window, history, spans, qtbot):
    press(window, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    last = spans()
    view = history()
    choose(view, 2)
    assert view.message() == "Go back 2 steps, to here"
    with qtbot.waitSignal(window.labelling.desk.past.arrived):
        QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert spans() == RABAT
    assert view.message() == "You are here"
    assert view.rows.here() == 2 == view.list.currentIndex().row()
    assert window.status.message() == "Went back 2 steps."
    choose(view, 3)
    with qtbot.waitSignal(window.labelling.desk.past.arrived):
        QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert spans() == []
    choose(view, 0)
    assert view.message() == "Go forward 3 steps, to here"
    with qtbot.waitSignal(window.labelling.desk.past.arrived):
        QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert spans() == last
    assert window.status.message() == "Went forward 3 steps."


def test_a_step_in_another_document_opens_it(window, history, qtbot, spans):
    press(window, Qt.Key.Key_Return)
    window.labelling.open_document("second")
    press(window, Qt.Key.Key_Return)
    view = history()
    choose(view, view.rows.rowCount() - 1)
    with qtbot.waitSignal(window.labelling.desk.past.arrived):
        QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert window.session.sheet.document.id == "visit"
    assert spans() == spans("second") == []


def test_the_places_of_a_change_are_listed_and_lead_there(window, history):
    press(window, Qt.Key.Key_Return)
    window.labelling.open_document("second")
    view = history()
    assert view.places.count() == 3
    last = view.places.item(2)
    assert "«لرباط»" in last.text()
    view.places.setCurrentItem(last)
    view.places.itemActivated.emit(last)
    assert window.session.sheet.document.id == "visit"
    item = window.labelling.desk.hand.item
    assert (item.start, item.end) == find(TEXTS["visit"], "لرباط", 2)


def test_a_rejection_and_a_note_have_places_too(window, history):
    press(window, Qt.Key.Key_Delete)
    window.session.do(notes.ask(window.session.sheet, "من؟", place=find(TEXTS["visit"], "وفد")))
    view = history()
    assert [view.places.item(row).text() for row in range(view.places.count())] == [
        "\u200f" + in_context(TEXTS["visit"], *find(TEXTS["visit"], "وفد")).strip("\u200f")
    ]
    choose(view, 1)
    assert view.places.count() == 2


def test_what_was_left_alone_is_listed(window, history):
    hand = window.labelling.desk.hand
    hand.take_range(*find(TEXTS["visit"], "الرباط", 1))
    press(window, Qt.Key.Key_3)
    hand.take_range(*find(TEXTS["visit"], "الرباط"))
    press(window, Qt.Key.Key_Return)
    assert "left alone" in window.status.message()
    view = history()
    texts = [view.places.item(row).text() for row in range(view.places.count())]
    assert any(text.startswith("left alone") for text in texts)


def test_of_very_many_places_the_first_are_listed_and_counted(window, history):
    session = window.session
    text = session.sheet.document.text
    spans = [Span(start, end, "ORG") for start in range(30) for end in range(40, 50)]
    edits = tuple(NoteEdit("visit", None, Note(one.start, one.end, "x", is_question=False)) for one in spans)
    change = session.project.changes.record("amina", Draft("note", {"surface": "x"}, edits))
    session.left_alone[change.id] = tuple((place, place + 3) for place in range(20))
    view = history()
    assert view.findChild(QLabel, "heading").text() == "300 places, the first 200:"
    words = [view.places.item(row).text() for row in range(view.places.count())]
    assert len([one for one in words if one.startswith("left alone")]) == 20
    assert len(words) == 220
    assert len(in_context(text * 1000, 0, 90_000)) < 300


def test_a_step_that_is_refused_ends_the_walk_with_a_sentence(window, history, project_path, qtbot, spans):
    press(window, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    before = spans()
    view = history()
    choose(view, 3)
    away = project_path.with_name("away.annot")
    project_path.rename(away)
    with qtbot.waitSignal(window.labelling.desk.past.arrived):
        QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert "moved" in window.status.message()
    away.rename(project_path)
    assert spans() == before


def test_a_walk_that_ends_where_nothing_has_a_place_leaves_nothing_in_hand_that_is_gone(
    window, history, qtbot, spans
):
    session, desk = window.session, window.labelling.desk
    session.do(notes.add_note(session.sheet, "عن المقال"))
    desk.hand.take_range(*find(TEXTS["visit"], "وفد"))
    press(window, Qt.Key.Key_Return)
    desk.hand.take_range(*find(TEXTS["visit"], "وفد"))
    assert isinstance(desk.hand.item, Span)
    with qtbot.waitSignal(desk.past.arrived):
        desk.past.step_to(0)
    assert desk.hand.item is None
    press(window, Qt.Key.Key_Delete)
    assert window.status.message() != str(ChangedElsewhere())
    assert spans() == []


def test_a_rejection_done_again_leaves_what_was_rejected_in_no_hand(window, spans):
    desk = window.labelling.desk
    place = find(TEXTS["visit"], "وفد")
    desk.hand.take_range(*place)
    press(window, Qt.Key.Key_Delete)
    QTest.keyClick(window.labelling.article, Qt.Key.Key_Z, CTRL)
    assert desk.hand.item is not None
    QTest.keyClick(window.labelling.article, Qt.Key.Key_Y, CTRL)
    assert (desk.hand.item, desk.hand.caret) == (None, place[0])
    press(window, Qt.Key.Key_Delete)
    assert spans() == []


def test_a_decision_on_the_way_ends_the_walk(window, history):
    press(window, *[Qt.Key.Key_Return] * 4)
    past = window.labelling.desk.past
    past.step_to(0)
    assert past.is_walking()
    press(window, Qt.Key.Key_Return)
    assert not past.is_walking()


def test_long_histories_are_read_by_the_page(window, history):
    session = window.session
    for number in range(PAGE + 5):
        session.do(notes.add_note(session.sheet, f"{number}"))
    view = history()
    assert view.rows.rowCount() == PAGE
    assert view.rows.canFetchMore()
    view.rows.fetchMore()
    assert view.rows.rowCount() == PAGE + 6
    assert not view.rows.canFetchMore()
    assert view.rows.data(view.rows.index(PAGE + 5), ROW) is None
    choose(view, PAGE + 5)
    assert view.message() == f"Go back {PAGE + 5} steps, to here"


def test_what_another_window_did_is_in_it(window, history, project_path):
    view = history()
    with Project.open(project_path) as project:
        sheet = open_sheet(project, "visit", annotator="amina")
        project.changes.record("amina", decisions.accept(sheet, sheet.open_suggestions[0]).draft)
    window.session.look_again()
    assert names(view)[0] == "accept «الرباط»"


def test_a_long_way_back_is_all_there(window, history, project_path):
    with Project.open(project_path) as project:
        for number in range(PAGE + 5):
            sheet = open_sheet(project, "second", annotator="amina")
            project.changes.record("amina", notes.add_note(sheet, f"{number}").draft)
        for _step in range(PAGE + 5):
            project.changes.undo("amina")
    view = history()
    assert view.rows.here() == PAGE + 5
    assert view.list.currentIndex().row() == PAGE + 5
    press(window, Qt.Key.Key_Z, modifiers=CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert undone(view) == [True] * (PAGE + 4) + [False]


def test_redoing_what_is_not_read_yet_drops_nothing(window, history, project_path):
    view = history()
    with Project.open(project_path) as project:
        for number in range(PAGE + 5):
            sheet = open_sheet(project, "second", annotator="amina")
            project.changes.record("amina", notes.add_note(sheet, f"{number}").draft)
        window.session.look_again()
        for _step in range(PAGE + 5):
            project.changes.undo("amina")
    press(window, Qt.Key.Key_Z, modifiers=CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert undone(view) == [True] * (PAGE + 4) + [False]


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(0), "10:32"),
        (timedelta(days=1), "yesterday 10:32"),
        (timedelta(days=40), "12 October, 10:32"),
        (timedelta(days=400), "17 October 2025, 10:32"),
    ],
)
def test_times_are_said_as_one_says_them(ago, words):
    now = datetime(2026, 11, 21, 10, 32).astimezone()
    at = (now - ago).replace(hour=10, minute=32, tzinfo=None).astimezone().astimezone(UTC).isoformat()
    assert time_words(at, now=now.replace(tzinfo=None)) == words


def test_a_place_is_quoted_between_whole_words():
    text = "كلمة " * 20 + "الرباط" + " كلمة" * 20
    start = text.index("الرباط")
    quoted = in_context(text, start, start + 6)
    inner = quoted.strip("\u200f…")
    assert set(inner.replace("«الرباط»", "").split()) == {"كلمة"}
    assert "«الرباط»" in quoted
