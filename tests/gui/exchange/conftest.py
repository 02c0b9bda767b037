"""What the assistants are given, and how a person answers them."""

import json
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.exchange.export_assistant import ExportAssistant
from annotator.gui.exchange.import_assistant import ImportAssistant
from annotator.gui.window import MainWindow

LONG = 30_000  # ms: readers are imported at their first use


def assistant(window: MainWindow) -> ImportAssistant:
    """Return the import assistant that is in sight."""
    (found,) = [one for one in window.findChildren(ImportAssistant) if one.isVisible()]
    return found


def exporter(window: MainWindow) -> ExportAssistant:
    """Return the export assistant that is in sight."""
    (found,) = [one for one in window.findChildren(ExportAssistant) if one.isVisible()]
    return found


def choose(box, value) -> None:
    """Choose a value of a field as a person does."""
    row = box.findData(value)
    assert row >= 0, [box.itemData(one) for one in range(box.count())]
    box.setCurrentIndex(row)
    box.activated.emit(row)


def enter(widget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Return)


def turn(widget, phase: Qt.ScrollPhase = Qt.ScrollPhase.NoScrollPhase) -> None:
    """Turn the wheel one notch down over a widget."""
    here, none = QPointF(5, 5), (Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)
    event = QWheelEvent(here, widget.mapToGlobal(here), QPoint(), QPoint(0, -120), *none, phase, False)
    QApplication.sendEvent(widget, event)


@pytest.fixture
def offer(qtbot, window) -> Callable[..., ImportAssistant]:
    """Drop files on the window, and wait until they were looked at."""

    def do(*paths: Path) -> ImportAssistant:
        window.doors.offer(paths)
        qtbot.waitUntil(lambda: window.doors.intake.seen is not None, timeout=LONG)
        return assistant(window)

    return do


@pytest.fixture
def gate(monkeypatch) -> Callable[[object, str], Event]:
    """Have a piece of work wait at a gate, so that a test may act while it is under way."""

    def put(module, name: str) -> Event:
        opened, work = Event(), getattr(module, name)

        def wait(*given, **asked):
            opened.wait(LONG / 1000)
            return work(*given, **asked)

        monkeypatch.setattr(module, name, wait)
        return opened

    return put


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "third.txt"
    path.write_text("خبر ثالث\nزار وزير الخارجية مدينة مراكش يوم الأربعاء.", encoding="utf-8")
    return path


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """Two articles with labels of another tag set, one of which nobody can tell."""
    path = tmp_path / "labelled.jsonl"
    text = "زار محمد بريظ الرباط"
    spans = [
        {"start": 4, "end": 13, "label": "PER"},
        {"start": 14, "end": 20, "label": "XYZ"},
        {"start": 14, "end": 20, "label": "GPE"},
    ]
    lines = [{"id": f"new{place}", "text": f"{text} {place}", "spans": spans} for place in (1, 2)]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path
