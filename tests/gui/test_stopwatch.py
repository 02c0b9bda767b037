"""Actions and seconds for each entity: counted from decision to decision, kept, shown, taken back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.gui.pace import pace_words
from annotator.gui.stopwatch import Stopwatch
from annotator.project.changes import Pace

CTRL = Qt.KeyboardModifier.ControlModifier


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_it_counts_from_one_decision_to_the_next(qtbot, clock):
    watch = Stopwatch(clock=clock)
    clock.now += 2
    watch.count()
    clock.now += 1.5
    assert watch.taken() == (3.5, 1)
    watch.start_again()
    assert watch.taken() == (0.0, 0)


def test_a_long_pause_counts_half_a_minute(qtbot, clock):
    watch = Stopwatch(clock=clock)
    clock.now += 4000
    watch.count()
    clock.now += 10
    assert watch.taken() == (40.0, 1)


def test_a_decision_that_was_refused_goes_on_costing(qtbot, clock):
    watch = Stopwatch(clock=clock)
    watch.count()
    watch.taken()
    clock.now += 1
    watch.count()
    assert watch.taken() == (1.0, 2)


def test_a_click_counts_once(qtbot, clock):
    watch = Stopwatch(clock=clock)
    widget = QWidget()
    qtbot.addWidget(widget)
    watch.watch(widget)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QTest.mouseMove(widget, QPoint(1, 1))
    assert watch.taken()[1] == 1


def press(window, *keys, modifiers=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(window.labelling.article, key, modifiers)


def test_what_decisions_took_is_kept_and_undo_takes_it_out(window):
    changes = window.session.project.changes
    press(window, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    window.labelling.desk.hand.take(window.session.sheet.open_suggestions[0])
    press(window, Qt.Key.Key_Return)
    pace = changes.pace("amina")
    assert (pace.entities, pace.actions) == (3, 4)
    press(window, Qt.Key.Key_Delete)
    pace = changes.pace("amina")
    assert (pace.entities, pace.actions) == (4, 5)
    assert pace.seconds < 30
    press(window, Qt.Key.Key_Z, modifiers=CTRL)
    assert changes.pace("amina").entities == 3
    press(window, Qt.Key.Key_Z, modifiers=CTRL)
    assert changes.pace("amina") == Pace()


def test_a_click_in_the_article_counts_for_the_decision(window):
    article = window.labelling.article
    QTest.mouseClick(article.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    press(window, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert window.session.project.changes.pace("amina").actions == 3


def test_the_status_line_shows_the_pace_once_the_hand_rests(window, qtbot):
    pace = window.status.pace
    assert pace.text() == ""
    box = pace.geometry()
    with qtbot.waitSignal(window.session.rest.begun):
        press(window, Qt.Key.Key_Return)
    assert pace.text() == pace_words(window.session.project.changes.pace("amina"))
    assert pace.text().startswith("0.3 actions per entity")
    assert pace.geometry() == box
    assert "In all your work: 0.3 actions" in pace.explained()
    with qtbot.waitSignal(window.session.rest.begun):
        press(window, Qt.Key.Key_Z, modifiers=CTRL)
    assert pace.text() == ""
