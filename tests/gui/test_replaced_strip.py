"""An update that is installed under a running window: the window says so, and starts nothing of the other."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from annotator.gui import learner, replaced_strip
from annotator.gui.learner import Doing
from annotator.gui.replaced_strip import ReplacedStrip


def test_the_window_says_that_it_was_updated_when_one_comes_back_to_it(window, monkeypatch):
    strip = window.findChild(ReplacedStrip)
    assert not strip.isVisible()
    back = QGuiApplication.instance().applicationStateChanged
    back.emit(Qt.ApplicationState.ApplicationActive)
    assert not strip.isVisible()
    monkeypatch.setattr(replaced_strip, "is_replaced", lambda: True)
    back.emit(Qt.ApplicationState.ApplicationActive)
    assert strip.isVisible()
    assert "close it and open it again" in strip.text().lower()


def test_nothing_is_learnt_by_another_version_beside_the_window(window, monkeypatch):
    monkeypatch.setattr(learner, "is_replaced", lambda: True)
    window.learner.learn()
    assert window.learner.doing is Doing.NOTHING
