"""Enter does what the assistant is for, wherever the focus is, and nothing behind it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit

from annotator.gui.exchange import import_assistant
from annotator.model import GOLD, State
from annotator.project.file import Project
from tests.gui.exchange.conftest import LONG, assistant, choose, enter, exporter, turn

KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_1, Qt.Key.Key_X, Qt.Key.Key_Delete, Qt.Key.Key_Tab)


def ready(qtbot, window) -> None:
    qtbot.waitUntil(lambda: window.doors.intake.is_ready, timeout=LONG)


@pytest.fixture
def chosen(qtbot, window, article, monkeypatch):
    """The import assistant as Ctrl+O shows it, after the choice of a file."""
    monkeypatch.setattr(import_assistant, "files_to_open", lambda *_args: [])
    window.perform("import")
    shown = assistant(window)
    qtbot.waitUntil(shown.isActiveWindow)
    monkeypatch.setattr(import_assistant, "files_to_open", lambda *_args: [article])
    enter(shown.focusWidget())
    ready(qtbot, window)
    return shown


def test_the_keys_are_on_import_after_files_were_chosen(window, chosen):
    assert chosen.give.isDefault()
    assert QApplication.focusWidget() is chosen.give


def test_enter_imports_after_files_were_chosen(qtbot, window, chosen):
    with qtbot.waitSignal(window.doors.intake.told, timeout=LONG) as told:
        enter(QApplication.focusWidget())
    assert told.args[0] == "1 article came in."


def test_enter_imports_from_every_place_that_has_no_use_for_it(qtbot, window, chosen):
    """Lists, texts, fields and the areas that scroll pass it on to the main button."""
    places = [
        *(one for one in chosen.findChildren(QAbstractScrollArea) if one.isVisible()),
        chosen.choices.preview.how.encoding,
        chosen.choices.preview.how.format,
    ]
    pressed = []
    chosen.give.clicked.disconnect()
    chosen.give.clicked.connect(lambda: pressed.append(chosen.focusWidget()))
    for place in places:
        place.setFocus()
        enter(QApplication.focusWidget())
    assert pressed == places
    assert len(places) >= 5


def test_enter_on_a_button_presses_that_button(window, chosen):
    pressed = []
    chosen.choices.choose_folder.clicked.disconnect()
    chosen.choices.choose_folder.clicked.connect(lambda: pressed.append("folder"))
    chosen.choices.choose_folder.setFocus()
    enter(QApplication.focusWidget())
    assert pressed == ["folder"]
    assert not window.doors.intake.is_running


def test_enter_in_the_field_of_a_name_imports(qtbot, window, offer, labelled, project_path):
    shown = offer(labelled)
    choose(shown.choices.labels.boxes["XYZ"], "ORG")
    name = shown.choices.owner.name.lineEdit()
    name.setFocus()
    QTest.keyClicks(name, "youssef")
    ready(qtbot, window)
    assert shown.focusWidget() in (name, shown.choices.owner.name)
    with qtbot.waitSignal(window.doors.intake.told, timeout=LONG):
        enter(name)
    with Project.open(project_path) as project:
        assert project.annotations.get("new1", "youssef").state is State.FINISHED


def test_the_keys_begin_at_the_first_label_that_waits(window, offer, labelled):
    shown = offer(labelled)
    assert not shown.give.isEnabled()
    assert shown.focusWidget() is shown.choices.labels.boxes["XYZ"]
    enter(shown.focusWidget())
    assert not window.doors.intake.is_running


def test_the_keys_begin_at_the_column_that_is_not_known(window, offer, tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("nr,alpha\n7,خبر\n", encoding="utf-8")
    shown = offer(path)
    assert shown.focusWidget() is shown.choices.columns.boxes["text"]


def test_the_wheel_changes_no_answer_where_the_keys_begin(window, offer, labelled):
    shown = offer(labelled)
    box = shown.choices.labels.boxes["XYZ"]
    before = box.currentData()
    turn(box)
    assert box.currentData() == before
    assert "XYZ" in window.doors.intake.missing


def test_a_dropped_file_is_imported_by_the_next_enter_and_the_article_gets_none_of_it(
    qtbot, window, offer, article, spans
):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    hand = window.labelling.desk.hand.item
    before = spans()
    shown = offer(article)
    qtbot.waitUntil(shown.isActiveWindow)
    assert QApplication.focusWidget() is shown.give
    with qtbot.waitSignal(window.doors.intake.told, timeout=LONG):
        enter(QApplication.focusWidget())
    assert spans() == before
    assert window.labelling.desk.hand.item == hand


@pytest.mark.parametrize("door", ["import", "export"])
def test_no_key_reaches_the_article_while_an_assistant_is_in_front(qtbot, window, monkeypatch, spans, door):
    monkeypatch.setattr(import_assistant, "files_to_open", lambda *_args: [])
    window.perform(door)
    shown = assistant(window) if door == "import" else exporter(window)
    qtbot.waitUntil(shown.isActiveWindow)
    hand = window.labelling.desk.hand
    before = spans(), hand.item, hand.caret, window.session.sheet.document.id
    for key in KEYS:
        focused = QApplication.focusWidget()
        assert focused.window() is shown
        QTest.keyClick(focused, key)
    assert (spans(), hand.item, hand.caret, window.session.sheet.document.id) == before


def test_the_keys_of_an_export_begin_at_whose_work_and_enter_writes_from_anywhere(
    qtbot, window, project_path
):
    with Project.open(project_path) as project:
        project.annotations.store_finished("youssef", "second", [])
        project.annotations.store_finished("amina", "second", [])
    window.perform("export")
    shown = exporter(window)
    delivery = window.doors.delivery
    qtbot.waitUntil(lambda: delivery.facts is not None, timeout=LONG)
    assert shown.give.isDefault()
    assert shown.focusWidget() is shown.choices.worker.box
    choose(shown.choices.worker.box, "youssef")
    qtbot.waitUntil(lambda: delivery.is_ready, timeout=LONG)
    pressed = []
    shown.give.clicked.disconnect()
    shown.give.clicked.connect(lambda: pressed.append(shown.focusWidget()))
    places = [shown.choices.worker.box, shown.choices.formats, shown.place]
    places += [one for one in shown.findChildren(QAbstractScrollArea) if one.isVisible()]
    for place in places:
        place.setFocus()
        enter(QApplication.focusWidget())
    assert pressed == places
    assert any(isinstance(one, QLineEdit) for one in places)


def test_a_second_enter_does_not_stop_an_export(qtbot, window, project_path):
    with Project.open(project_path) as project:
        project.annotations.store_finished(GOLD, "second", [])
    window.perform("export")
    shown, delivery = exporter(window), window.doors.delivery
    qtbot.waitUntil(lambda: delivery.is_ready, timeout=LONG)
    assert shown.focusWidget() is shown.choices.formats
    with qtbot.waitSignal(delivery.told, timeout=LONG):
        enter(QApplication.focusWidget())
        assert shown.focusWidget() is shown.leave
    qtbot.waitUntil(shown.outcome.isVisible, timeout=LONG)
    assert shown.focusWidget() is shown.open_folder
