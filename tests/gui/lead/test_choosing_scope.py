"""The lists and fields in which a lead chooses what is compared."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.agreement.scope import Scope
from annotator.gui.lead.counting import Article
from annotator.gui.lead.days import DaysPicker
from annotator.gui.lead.picking import Picker
from annotator.gui.lead.scope_bar import ScopeBar
from annotator.gui.theme import LIGHT

NAMES = [("a", "أمينة"), ("b", "بدر"), ("c", "Karim"), *((f"n{n}", f"annotator {n}") for n in range(10))]


@pytest.fixture
def picker(qtbot):
    made = Picker("Annotators")
    qtbot.addWidget(made)
    made.offer(NAMES)
    made.show()
    yield made
    made.panel.close()


def type_in(picker: Picker, words: str) -> None:
    picker.panel.field.setText(words)


def test_nothing_ticked_is_all(picker):
    assert picker.keys() == ()
    assert picker.accessibleName() == "Annotators: all"


def test_by_key_a_name_is_found_and_ticked(qtbot, picker):
    QTest.keyClick(picker, Qt.Key.Key_Down)
    assert picker.panel.isVisible()
    type_in(picker, "امينه")  # as it is folded
    with qtbot.waitSignal(picker.picked) as told:
        QTest.keyClick(picker.panel.field, Qt.Key.Key_Return)
    assert told.args == [("a",)]
    assert "أمينة" in picker.accessibleName()
    type_in(picker, "annotator 3")
    QTest.keyClick(picker.panel.field, Qt.Key.Key_Down)
    QTest.keyClick(picker.panel.list, Qt.Key.Key_Space)
    assert picker.keys() == ("a", "n3")
    assert picker.accessibleName() == "Annotators: 2 of 13"
    picker.panel.all.click()
    assert picker.keys() == ()


def test_what_was_chosen_stays_while_it_is_there(picker):
    picker.pick(("a", "c"))
    picker.offer(NAMES[1:])
    assert picker.keys() == ("c",)


def test_a_list_without_anything_cannot_be_opened(picker):
    picker.offer([])
    assert not picker.isEnabled()


@pytest.fixture
def days(qtbot):
    made = DaysPicker()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.panel.close()


def test_days_are_typed_with_any_digits(qtbot, days):
    days.click()
    with qtbot.waitSignal(days.picked):
        QTest.keyClicks(days.panel.first, "2026-01-05")
    assert days.days == (date(2026, 1, 5), None)
    assert "from" in days.accessibleName()
    days.panel.last.setText("٢٠٢٦-٠١-٠")
    days.panel.last.textEdited.emit("٢٠٢٦-٠١-٠٩")
    assert days.days == (date(2026, 1, 5), date(2026, 1, 9))
    assert "2026-01-05" in days.accessibleName()
    days.panel.first.clear()
    days.panel.first.textEdited.emit("")
    assert days.days == (None, date(2026, 1, 9))
    assert "until" in days.accessibleName()


def test_what_is_no_day_changes_nothing_and_is_shown(days):
    days.click()
    QTest.keyClicks(days.panel.first, "2026-02-30")
    assert days.days == (None, None)
    assert days.panel.first.objectName() == "problem"
    days.panel.first.textEdited.emit("2026-02-28")
    assert days.days == (date(2026, 2, 28), None)
    assert days.panel.first.objectName() == ""


def test_a_day_is_stepped_by_key(days):
    days.click()
    QTest.keyClicks(days.panel.last, "2026-03-01")
    QTest.keyClick(days.panel.last, Qt.Key.Key_Down)
    assert days.days == (None, date(2026, 2, 28))
    QTest.keyClick(days.panel.first, Qt.Key.Key_Up)
    assert days.days[0] == date.today()


def test_escape_closes_what_hangs_and_gives_the_focus_back(qtbot, window):
    window.show_page("agreement")
    bar = window.leads.agreement.bar
    QTest.mouseClick(bar.days, Qt.MouseButton.LeftButton)
    assert bar.days.panel.isVisible()
    QTest.keyClick(bar.days.panel.first, Qt.Key.Key_Escape)
    assert not bar.days.panel.isVisible()
    qtbot.waitUntil(bar.days.hasFocus)
    bar.days.click()
    bar.common.setFocus()
    qtbot.waitUntil(lambda: not bar.days.panel.isVisible())


def test_the_last_week_is_one_press(qtbot, days):
    days.click()
    days.panel.recent[1].click()
    today = date.today()
    assert days.days == (today - timedelta(days=6), today)
    days.panel.recent[-1].click()
    assert days.days == (None, None)


@pytest.fixture
def bar(qtbot):
    made = ScopeBar(LIGHT)
    qtbot.addWidget(made)
    articles = [Article("1", "one", "north"), Article("2", "two", "south"), Article("3", "", "south")]
    made.offer({"a": "amina"}, {"PERS": "Person"}, articles)
    made.show()
    return made


def test_outlets_and_articles_are_chosen_together(bar):
    assert bar.scope() == Scope()
    bar.outlets.pick(("south",))
    assert bar.scope().documents == frozenset({"2", "3"})
    bar.articles.pick(("1", "2"))
    assert bar.scope().documents == frozenset({"2"})
    assert bar.articles.choices.index(2).data() == "3"


def test_all_is_chosen_again_at_once(qtbot, bar):
    bar.people.pick(("a",))
    bar.labels.pick(("PERS",))
    bar.days.pick((date(2026, 1, 1), None))
    bar.common.click()
    assert bar.scope() == Scope(("a",), None, frozenset({"PERS"}), date(2026, 1, 1), None, common=True)
    told = []
    bar.scope_changed.connect(lambda: told.append(bar.scope()))
    bar.all.click()
    assert told == [Scope()]


def test_where_all_came_from_one_outlet_there_is_nothing_to_choose(bar):
    bar.offer({}, {}, [Article("1", "one", "north")])
    assert bar.outlets.isHidden()
