"""What stands beside the article, through the real window."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QScrollBar

from annotator.gui.label_rows import LabelRow
from annotator.model import Note, Span
from annotator.project.file import Project
from tests.gui.conftest import TEXTS, find


@pytest.fixture
def panel(window):
    return window.labelling.panel


def press(window, *keys):
    for key in keys:
        QTest.keyClick(window.labelling.article, key)


def in_sight(panel, widget):
    corner = widget.mapTo(panel.viewport(), QPoint(0, 0))
    return panel.viewport().rect().contains(widget.rect().translated(corner))


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
def test_item_labels_and_guideline_are_in_sight_without_scrolling(window, panel, qtbot, size):
    window.resize(*size)
    qtbot.waitUntil(lambda: window.height() == size[1])
    bar = panel.verticalScrollBar()
    assert isinstance(bar, QScrollBar)
    assert bar.maximum() == 0
    rows = panel.findChildren(LabelRow)
    assert len(rows) == 16
    for widget in (panel.card, panel.guideline, *rows):
        assert in_sight(panel, widget), widget


def test_it_says_what_is_in_hand_why_and_where_else(window, panel):
    window.resize(1440, 900)
    said = panel.card.text()
    for words in ("Suggestion", "الرباط", "Political entity", "a rank before a name", "2 more places"):
        assert words in said


def test_a_span_says_where_it_came_from(window, panel):
    hand = window.labelling.desk.hand
    press(window, Qt.Key.Key_Return)
    window.labelling.article.caret.put(find(TEXTS["visit"], "الرباط")[0])
    assert "accepted as suggested · a rank before a name" in panel.card.text()
    window.labelling.article.caret.put(find(TEXTS["visit"], "للرباط")[0] + 2)
    assert "labelled together with its equals" in panel.card.text()
    hand.take(hand.sheet.open_suggestions[0])
    press(window, Qt.Key.Key_5)
    assert "corrected from a suggestion" in panel.card.text()
    window.labelling.article.caret.put(find(TEXTS["visit"], "يرحب")[0])
    press(window, Qt.Key.Key_1)
    assert "labelled by hand" in panel.card.text()


def test_with_nothing_in_hand_it_says_what_a_label_would_go_to(window, panel):
    window.resize(1440, 900)
    window.labelling.article.caret.put(find(TEXTS["visit"], "غادر")[0])
    assert "Not labelled" in panel.card.text()
    assert "غادر" in panel.card.text()
    window.labelling.article.caret.select(*find(TEXTS["visit"], "اللواء محمد"))
    assert "اللواء محمد" in panel.card.text()
    assert "6 suggestions wait: Tab takes the next." in panel.card.text()


def test_when_all_is_decided_it_says_what_comes_next(window, panel):
    press(window, *[Qt.Key.Key_Delete] * 6)
    assert "Every suggestion is decided. Space finishes the document." in panel.card.text()
    press(window, Qt.Key.Key_Space)
    window.labelling.open_document("visit")
    assert "This article is finished" in panel.card.text()


def test_a_digit_is_asked_for_and_a_click_gives_it_too(window, panel, spans):
    press(window, Qt.Key.Key_Tab, Qt.Key.Key_3)
    assert panel.guideline.text().startswith("Now a digit gives the sublabel.")
    assert "2 security agency" in panel.guideline.text()
    press(window, Qt.Key.Key_Left)
    assert "Now a digit" not in panel.guideline.text()
    window.labelling.article.caret.put(find(TEXTS["visit"], "محمد بريظ")[0])
    panel.sublabel_requested.emit("ORG", "party")
    assert window.labelling.desk.hand.item.sublabel == "party"
    assert spans() == [("محمد بريظ", "ORG")]


def test_a_press_on_a_chip_of_the_guideline_gives_the_sublabel(window, panel):
    press(window, Qt.Key.Key_Tab, Qt.Key.Key_3)
    panel.guideline.repaint()
    asked = []
    panel.guideline.sublabel_requested.connect(lambda *kind: asked.append(kind))
    for y in range(0, panel.guideline.height(), 6):
        QTest.mouseClick(panel.guideline, Qt.MouseButton.LeftButton, pos=QPoint(20, y))
        if asked:
            break
    assert asked == [("ORG", "government")]
    assert window.labelling.desk.hand.item.sublabel == "government"


def test_more_gives_the_guideline_the_room_of_the_labels_and_gives_it_back(window, panel, qtbot):
    window.resize(1100, 640)
    before = panel.guideline.height()
    panel.guideline.more_requested.emit()
    qtbot.waitUntil(lambda: panel.guideline.height() > before + 100)
    assert panel.labels.isHidden()
    panel.guideline.more_requested.emit()
    assert not panel.labels.isHidden()


def test_a_label_that_is_pressed_labels_and_the_row_follows_what_is_in_hand(window, panel, spans):
    rows = {row.accessibleName(): row for row in panel.findChildren(LabelRow)}
    QTest.mouseClick(rows["Location, key 5"], Qt.MouseButton.LeftButton)
    assert spans() == [("الرباط", "LOC")]
    assert [name for name, row in rows.items() if row.isChecked()] == ["Location, key 5"]
    press(window, Qt.Key.Key_Tab)
    assert [name for name, row in rows.items() if row.isChecked()] == ["Person, key 1"]


def test_a_tool_tip_breaks_its_lines(panel):
    for row in panel.findChildren(LabelRow):
        assert row.toolTip().startswith("<p>")


class Layouts(QObject):
    """Counts how often a widget is asked to lay itself out."""

    def __init__(self, watched):
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, _watched, event):  # noqa: N802 - Qt's name
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def test_a_key_costs_no_layout(window, panel, qapp):
    qapp.processEvents()
    layouts = Layouts(panel.widget())
    for key in (
        Qt.Key.Key_Tab,
        Qt.Key.Key_3,
        Qt.Key.Key_2,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Return,
        Qt.Key.Key_Left,
    ):
        press(window, key)
        qapp.processEvents()
    assert layouts.count == 0


def test_notes_on_what_is_in_hand_are_shown_changed_and_removed(window, panel, qtbot):
    line = panel.card.notes
    assert "F6" in line.accessibleName()
    item = window.labelling.desk.hand.item
    window.labelling.desk.questions.note()
    QTest.keyClicks(window.focusWidget(), "is it the city?")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert line.accessibleName() == "Note: is it the city?"
    (note,) = window.session.sheet.annotation.notes
    assert note == Note(item.start, item.end, "is it the city?", is_question=False)
    press(window, Qt.Key.Key_Tab)
    assert "is it the city?" not in line.accessibleName()
    window.labelling.desk.hand.take(item)
    with qtbot.waitSignal(panel.note_removal_requested):
        menu = line.menu()
        offered = [one for under in menu.findChildren(QMenu) for one in under.actions()]
        next(one for one in offered if one.text() == "Remove").trigger()
    assert window.session.sheet.annotation.notes == ()
    assert "is it the city?" not in line.accessibleName()


def test_the_character_at_the_caret_is_named_while_invisible_ones_are_shown(window, panel):
    article = window.labelling.article
    article.caret.put(0)
    assert panel.character() == ""
    QTest.keyClick(article, Qt.Key.Key_F9)
    assert "arabic letter zain" in panel.character()
    article.caret.put(TEXTS["visit"].index("\n"))
    assert "line end" in panel.character()
    QTest.keyClick(article, Qt.Key.Key_F9)
    assert panel.character() == ""


def test_everything_that_can_have_the_focus_has_a_name(panel):
    for button in panel.findChildren(QAbstractButton):
        assert button.accessibleName() or (isinstance(button, QPushButton) and button.text()), button


def test_a_span_of_an_import_says_so(window, panel, project_path):
    with Project.open(project_path) as project:
        start, end = find(TEXTS["second"], "وفدا")
        project.annotations.store_finished("amina", "second", [Span(start, end, "ORG", origin="import")])
    window.session.look_again()
    window.labelling.open_document("second")
    window.labelling.article.caret.put(start)
    assert "came with the import" in panel.card.text()
