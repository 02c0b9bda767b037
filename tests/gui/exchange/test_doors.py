"""The doors open as often as one likes: what was left is forgotten."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from annotator.gui.exchange import import_assistant
from annotator.gui.exchange.export_assistant import ExportAssistant
from annotator.gui.exchange.import_assistant import ImportAssistant
from annotator.gui.theme import DARK
from tests.gui.exchange.conftest import LONG, assistant

KINDS = {"import": ImportAssistant, "export": ExportAssistant}


@pytest.fixture(autouse=True)
def _no_files(monkeypatch) -> None:
    monkeypatch.setattr(import_assistant, "files_to_open", lambda *_args: [])


def in_sight(window, door: str) -> QDialog:
    (found,) = [one for one in window.findChildren(KINDS[door]) if one.isVisible()]
    return found


def leave(window, door: str) -> None:
    """Press Esc, and let Qt delete what deletes itself."""
    shown = in_sight(window, door)
    QTest.keyClick(shown.focusWidget() or shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    QCoreApplication.sendPostedEvents(shown, QEvent.Type.DeferredDelete)
    assert window.findChildren(KINDS[door]) == []


@pytest.mark.parametrize("door", KINDS)
def test_an_assistant_opens_again_after_it_was_left(window, door):
    for _time in range(3):
        window.perform(door)
        leave(window, door)
    window.perform(door)
    assert in_sight(window, door).isVisible()


@pytest.mark.parametrize("door", KINDS)
def test_one_that_is_in_sight_is_brought_to_the_front_and_not_made_twice(qtbot, window, door):
    window.perform(door)
    shown = in_sight(window, door)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.perform(door)
    assert in_sight(window, door) is shown
    qtbot.waitUntil(shown.isActiveWindow)


@pytest.mark.parametrize("door", KINDS)
def test_another_language_after_an_assistant_was_left(application, settings, door):
    application.window.perform(door)
    leave(application.window, door)
    settings.locale = "ar_EG"
    application.restyle()
    assert application.window.findChildren(KINDS[door]) == []
    application.window.perform(door)
    assert in_sight(application.window, door).layoutDirection() == Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize("door", KINDS)
def test_another_theme_after_an_assistant_was_left(application, settings, door):
    application.window.perform(door)
    leave(application.window, door)
    settings.look.theme = DARK
    application.restyle()
    application.window.perform(door)
    leave(application.window, door)


@pytest.mark.parametrize("door", KINDS)
def test_one_that_is_in_sight_comes_along_into_another_language_and_can_be_left_there(
    application, settings, door
):
    application.window.perform(door)
    settings.locale = "fr"
    application.restyle()
    leave(application.window, door)
    application.window.perform(door)
    assert in_sight(application.window, door).isVisible()


def test_a_file_is_dropped_after_the_assistant_was_left(qtbot, window, offer, article):
    offer(article)
    leave(window, "import")
    shown = offer(article)
    assert shown.choices.summary.text() == "1 article"
    qtbot.waitUntil(shown.isActiveWindow, timeout=LONG)
    assert assistant(window) is shown
