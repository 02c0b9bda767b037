"""From one span or suggestion to another by Alt and the arrows, and a place taken from elsewhere."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.conftest import TEXTS, find

ALT = Qt.KeyboardModifier.AltModifier
ALT_GR = Qt.KeyboardModifier.GroupSwitchModifier
LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down


def press(window, *keys, modifiers=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(window.labelling.article, key, modifiers)


def in_hand(window):
    hand = window.labelling.desk.hand
    return None if hand.item is None else hand.sheet.surface(hand.item)


def test_left_goes_to_spans_and_suggestions_alike_and_right_back(window):
    press(window, Qt.Key.Key_Return)
    window.labelling.desk.hand.go_to(0)
    seen = []
    for _time in range(8):
        press(window, LEFT, modifiers=ALT)
        seen.append(in_hand(window))
    names = ["الرباط", "محمد بريظ", "الرباط", "الرباط", "وفد", "باكستان", "المغرب"]
    assert seen == [*names, "الرباط"]
    for name in [*names[::-1], names[-1]]:
        press(window, RIGHT, modifiers=ALT)
        assert in_hand(window) == name
    article = window.labelling.article
    assert article.caret.offset == window.labelling.desk.hand.caret


def test_up_takes_what_lies_around_and_down_what_lies_inside(window):
    window.labelling.article.caret.select(*find(TEXTS["visit"], "اللواء محمد بريظ"))
    press(window, Qt.Key.Key_2)
    press(window, DOWN, modifiers=ALT)
    assert in_hand(window) == "محمد بريظ"
    press(window, DOWN, modifiers=ALT)
    assert in_hand(window) == "محمد بريظ"
    assert window.status.message() == "Nothing lies inside this."
    press(window, UP, modifiers=ALT)
    assert in_hand(window) == "اللواء محمد بريظ"
    press(window, UP, modifiers=ALT)
    assert window.status.message() == "Nothing lies around this."


def test_alt_gr_and_the_arrows_are_no_command(window):
    passed = []
    window.router.pressed.connect(lambda: passed.append(in_hand(window)))
    for held in (ALT_GR, ALT_GR | Qt.KeyboardModifier.ControlModifier | ALT):
        event = QKeyEvent(QEvent.Type.KeyPress, LEFT, held)
        QApplication.sendEvent(window.labelling.article, event)
    assert passed == []
    press(window, LEFT, modifiers=ALT)
    assert len(passed) == 1


def test_nothing_left_to_spread_is_said_calmly(window):
    press(window, Qt.Key.Key_Return)
    window.labelling.desk.hand.take_range(*find(TEXTS["visit"], "الرباط"))
    complaints = []
    window.session.refused.connect(complaints.append)
    press(window, Qt.Key.Key_Return)
    assert window.status.message() == "«الرباط» stands nowhere else that could take this label."
    assert complaints == []


def test_a_place_from_the_agreement_page_comes_into_hand(window):
    start, end = find(TEXTS["visit"], "باكستان")
    window.show_page("agreement")
    window.leads.agreement.document_requested.emit("visit", start, end)
    assert in_hand(window) == "باكستان"
    assert window.pages.currentWidget() is window.labelling
    window.leads.agreement.document_requested.emit("visit", start, end - 1)
    assert window.labelling.desk.hand.item is None
    assert window.labelling.article.caret.selection == (start, end - 1)


def test_tab_leads_through_each_part_and_decides_nothing(window):
    page, hand = window.labelling, window.labelling.desk.hand
    item = hand.item
    for part in (page.panel, page.beside, window.top):
        reached = [
            one
            for one in part.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled()
        ]
        assert reached
        for widget in reached:
            widget.setFocus()
            QTest.keyClick(widget, Qt.Key.Key_Tab)
            assert not widget.hasFocus(), widget
            widget.setFocus()
            QTest.keyClick(widget, Qt.Key.Key_Delete)
            assert hand.item is item, widget
    assert window.session.sheet.annotation.verdicts == {}
