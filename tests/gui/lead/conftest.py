from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.gui.application import Application
from annotator.gui.lead.agreement_page import AgreementPage
from annotator.project.file import Project

AtGold = Callable[[Path], AbstractContextManager[Application]]
"""Lends a window on a project, turned to adjudication when all of it was read."""


@pytest.fixture
def at_gold(qtbot, settings) -> AtGold:
    @contextmanager
    def opened(path: Path) -> Iterator[Application]:
        with Project.open(path) as project:
            application = Application(project, "amina", settings)
            window = application.window
            window.resize(1200, 800)
            with qtbot.waitExposed(window):
                application.show()
            with qtbot.waitSignal(window.leads.adjudication.counted, timeout=10_000):
                window.show_page("adjudication")
            yield application
            window.close()
            window.deleteLater()
            application.qt.processEvents()

    return opened


def press(page: AgreementPage, chart: str, key: str) -> None:
    """Walk to a mark of a chart on the page of agreement by key, and press it."""
    plot = page.view.charts[chart].plot
    place = next(place for place, mark in enumerate(plot.marks()) if mark.key == key)
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Home)
    for _time in range(place):
        QTest.keyClick(plot, Qt.Key.Key_Down)
    QTest.keyClick(plot, Qt.Key.Key_Return)
