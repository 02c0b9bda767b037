from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from annotator.exchange import registry
from annotator.exchange.verify import verify
from annotator.gui.exchange import export_assistant, export_work
from annotator.gui.exchange.export_assistant import ExportAssistant
from annotator.gui.exchange.format_words import FORMATS, words_of
from annotator.model import Span
from annotator.project.file import Project
from tests.gui.conftest import find
from tests.gui.exchange.conftest import LONG, choose, enter, exporter, turn

VISIT = [("اللواء محمد بريظ", "OCC"), ("محمد بريظ", "PERS"), ("الرباط", "GPE"), ("باكستان", "GPE")]


@pytest.fixture
def finished(project_path) -> Path:
    """The project, in which youssef has finished both documents; in one of them a span lies in another."""
    with Project.open(project_path) as project:
        text = project.documents.get("visit").text
        spans = [Span(*find(text, words), label) for words, label in VISIT]
        project.annotations.store_finished("youssef", "visit", spans)
        text = project.documents.get("second").text
        project.annotations.store_finished("youssef", "second", [Span(*find(text, "تونس"), "GPE")])
    return project_path


@pytest.fixture
def shown(qtbot, finished, window) -> ExportAssistant:
    window.perform("export")
    made = exporter(window)
    qtbot.waitUntil(lambda: window.doors.delivery.facts is not None, timeout=LONG)
    return made


def counted(qtbot, window) -> None:
    qtbot.waitUntil(lambda: window.doors.delivery.forecast is not None, timeout=LONG)


def test_nobody_is_chosen_in_silence(qtbot, finished, window):
    with Project.open(finished) as project:
        project.annotations.store_finished("salma", "second", [])
    window.perform("export")
    shown = exporter(window)
    qtbot.waitUntil(lambda: window.doors.delivery.facts is not None, timeout=LONG)
    offered = [shown.choices.worker.box.itemData(row) for row in range(shown.choices.worker.box.count())]
    assert offered == ["", "salma", "youssef", "suggestions"]
    said = [one.text() for one in shown.choices.worker.findChildren(QLabel)]
    assert any(one.startswith("Several people have finished documents.") for one in said)
    assert not shown.give.isEnabled()
    choose(shown.choices.worker.box, "youssef")
    counted(qtbot, window)
    assert shown.losses.words()[:2] == ["2 documents · 5 spans", "Nothing is left out."]
    assert shown.give.isEnabled()


def test_the_only_one_who_finished_anything_is_chosen_though_there_are_suggestions(qtbot, window, shown):
    box = shown.choices.worker.box
    assert [box.itemData(row) for row in range(box.count())] == ["youssef", "suggestions"]
    assert box.currentData() == "youssef"
    said = [one.text() for one in shown.choices.worker.findChildren(QLabel)]
    assert "Only finished documents go out." in said
    counted(qtbot, window)
    assert shown.give.isEnabled()


def test_a_proposed_name_has_no_blank_and_its_ending_once(qtbot, window, project_path):
    with Project.open(project_path) as project:
        project.annotations.store_finished("Salma  Haddad / 2", "visit", [])
    window.perform("export")
    shown = exporter(window)
    qtbot.waitUntil(lambda: window.doors.delivery.facts is not None, timeout=LONG)
    names = {}
    for format_ in ("jsonl", "spacy-jsonl", "conll2002"):
        shown.choices.formats.chosen.emit(format_)
        names[format_] = Path(shown.place.text()).name
    assert names["jsonl"] == "news-Salma-Haddad-2.jsonl"
    assert names["spacy-jsonl"] == "news-Salma-Haddad-2-spacy.jsonl"
    assert names["conll2002"].startswith("news-Salma-Haddad-2-conll2002.")


def test_a_project_in_which_nobody_has_finished_says_so(qtbot, window):
    with Project.open(window.session.project.path) as project:
        for id_ in project.documents.ids():
            project.suggestions.replace(id_, [], sources=["lexicon"])
    window.perform("export")
    qtbot.waitUntil(lambda: window.doors.delivery.facts is not None, timeout=LONG)
    said = [one.text() for one in exporter(window).choices.worker.findChildren(QLabel)]
    assert any(one.startswith("Nobody has finished a document yet.") for one in said)


def test_training_data_is_written_read_back_and_verified(qtbot, window, shown, tmp_path):
    choose(shown.choices.worker.box, "youssef")
    counted(qtbot, window)
    out = tmp_path / "news-youssef.jsonl"
    assert shown.place.text() == str(out)
    with qtbot.waitSignal(window.doors.delivery.told, timeout=LONG):
        enter(shown.give)
    qtbot.waitUntil(shown.outcome.isVisible, timeout=LONG)
    assert shown.outcome.title.text() == "Read back and found the same"
    assert shown.outcome.path.text() == str(out)
    assert window.status.message().startswith("«news-youssef.jsonl»: 5 spans of 2 documents")
    verify(out)
    shown.leave.click()
    assert not shown.isVisible()


def test_what_a_flat_format_loses_is_said_before_writing_and_innermost_is_offered(qtbot, window, shown):
    choose(shown.choices.worker.box, "youssef")
    counted(qtbot, window)
    layout = shown.choices.layout_
    assert not layout.scheme.isVisible()
    shown.choices.formats.choose("jsonl")
    shown.choices.formats.setFocus()
    QTest.keyClick(shown.choices.formats, Qt.Key.Key_Down)
    assert window.doors.delivery.wish.format != "jsonl"
    shown.choices.formats.chosen.emit("conll2002")
    counted(qtbot, window)
    assert "1 span has no place in this format and is left out." in shown.losses.words()
    assert "1 «Person» span lies inside another one and is left out." in shown.losses.words()
    assert shown.losses.table.said[0].toolTip() == "PERS"
    assert layout.scheme.isVisible()
    assert layout.clitics.isVisible()
    choose(layout.nested, "innermost")
    counted(qtbot, window)
    assert "1 «Position» span lies around another one and is left out." in shown.losses.words()
    choose(layout.scheme, "BIOES")
    counted(qtbot, window)
    assert window.doors.delivery.wish.scheme == "BIOES"


def test_labels_are_filtered_and_what_stays_here_is_said(qtbot, window, shown):
    choose(shown.choices.worker.box, "youssef")
    counted(qtbot, window)
    filters = shown.choices.filters
    filters.head.click()
    menu = filters.labels.menu()
    menu.aboutToShow.emit()
    next(one for one in menu.actions() if one.text() == "Person").trigger()
    counted(qtbot, window)
    assert shown.losses.words()[0] == "2 documents · 1 span"
    assert "4 spans of other labels stay here." in shown.losses.words()[1]
    assert filters.said() == "1 label"


def test_a_day_that_is_none_is_a_sentence(qtbot, window, shown):
    choose(shown.choices.worker.box, "youssef")
    counted(qtbot, window)
    shown.choices.filters.head.click()
    shown.choices.filters.after.setText("soon")
    shown.choices.filters.after.editingFinished.emit()
    qtbot.waitUntil(lambda: bool(window.doors.delivery.problem), timeout=LONG)
    assert "soon" in shown.losses.said.text()
    assert not shown.give.isEnabled()


def test_a_split_is_a_folder_and_is_remembered(qtbot, window, shown, tmp_path):
    choose(shown.choices.worker.box, "youssef")
    shown.choices.split.head.click()
    choose(shown.choices.split.way, "ratio")
    shown.choices.split.shares[2].setValue(50)
    assert [share.value() for share in shown.choices.split.shares] == [40, 10, 50]
    shown.choices.split.shares[1].setValue(0)
    counted(qtbot, window)
    assert sum(part.documents for part in window.doors.delivery.forecast.parts) == 2
    assert shown.losses.split.isVisible()
    assert "train" in shown.losses.split.accessibleDescription()
    with qtbot.waitSignal(window.doors.delivery.told, timeout=LONG):
        enter(shown.give)
    out = tmp_path / "news-youssef-jsonl"
    assert {one.name for one in out.iterdir()} >= {"train.jsonl", "test.jsonl", "manifest.json"}
    verify(out)
    qtbot.waitUntil(shown.outcome.isVisible, timeout=LONG)
    shown.give.click()
    qtbot.waitUntil(lambda: bool(window.doors.delivery.facts.splits), timeout=LONG)
    choose(shown.choices.split.way, "")
    choose(shown.choices.split.way, "ratio")
    assert not shown.choices.split.shares[0].isEnabled()
    assert [share.value() for share in shown.choices.split.shares] == [50, 0, 50]


def test_a_data_card_is_written_on_request_and_names_whom_one_lets_it(qtbot, window, shown, tmp_path):
    choose(shown.choices.worker.box, "youssef")
    counted(qtbot, window)
    shown.choices.card.head.click()
    shown.choices.card.has_card.click()
    shown.choices.card.has_names.click()
    assert shown.choices.card.said() == "with names"
    assert window.doors.delivery.forecast is not None  # nothing to be counted again
    with qtbot.waitSignal(window.doors.delivery.told, timeout=LONG):
        enter(shown.give)
    qtbot.waitUntil(shown.outcome.isVisible, timeout=LONG)
    card = window.doors.delivery.report.card
    assert "youssef" in card.read_text(encoding="utf-8")
    assert card.name in shown.outcome.card.text()


def test_documents_in_progress_go_out_on_request(qtbot, window, shown):
    window.perform("accept")
    window.perform("finish")
    window.perform("accept")
    choose(shown.choices.worker.box, "youssef")
    counted(qtbot, window)
    shown.close()
    window.perform("export")
    again = exporter(window)
    qtbot.waitUntil(lambda: "amina" in (window.doors.delivery.facts.workers), timeout=LONG)
    choose(again.choices.worker.box, "amina")
    counted(qtbot, window)
    assert again.losses.words()[0].startswith("1 document · ")
    again.choices.filters.head.click()
    again.choices.filters.unfinished.click()
    counted(qtbot, window)
    assert again.losses.words()[0].startswith("2 documents · ")


def test_what_stands_there_is_named_before_it_is_replaced(qtbot, window, shown, tmp_path, monkeypatch):
    choose(shown.choices.worker.box, "youssef")
    counted(qtbot, window)
    there = tmp_path / "there.jsonl"
    there.write_text("mine", encoding="utf-8")
    monkeypatch.setattr(export_assistant, "place_to_make", lambda *_args, **_more: there)
    shown.choose_place.click()
    assert shown.warning.text().startswith("«there.jsonl» is there already")


def test_a_place_that_cannot_be_written_is_a_sentence_and_the_choices_stay(qtbot, window, shown, tmp_path):
    choose(shown.choices.worker.box, "youssef")
    counted(qtbot, window)
    shown.place.setText(str(tmp_path / "no such folder" / "x.jsonl"))
    shown.place.editingFinished.emit()
    with qtbot.waitSignal(window.doors.delivery.refused, timeout=LONG):
        shown.give.click()
    qtbot.waitUntil(lambda: "no such folder" in shown.losses.said.text())
    assert shown.choices.isVisible()
    shown.place.setText(str(tmp_path / "x.jsonl"))
    shown.place.editingFinished.emit()
    counted(qtbot, window)
    with qtbot.waitSignal(window.doors.delivery.told, timeout=LONG):
        shown.give.click()


def test_an_export_that_is_stopped_leaves_nothing(qtbot, window, shown, tmp_path, gate):
    choose(shown.choices.worker.box, "youssef")
    counted(qtbot, window)
    opened = gate(export_work, "write")
    with qtbot.waitSignal(window.doors.delivery.refused, timeout=LONG):
        shown.give.click()
        assert shown.under_way.isVisible()
        shown.under_way.stop.click()
        opened.set()
    assert not list(tmp_path.glob("*.jsonl*"))


def test_another_language_keeps_what_was_chosen(qtbot, application, finished, settings):
    application.window.perform("export")
    delivery = application.window.doors.delivery
    qtbot.waitUntil(lambda: delivery.facts is not None, timeout=LONG)
    choose(exporter(application.window).choices.worker.box, "youssef")
    settings.locale = "ar_MA"
    application.restyle()
    again = exporter(application.window)
    assert again.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert again.choices.worker.box.currentData() == "youssef"


def test_every_format_of_ours_has_words():
    assert {name for name in registry.writers() if name not in FORMATS} == set()
    assert words_of("brought") == ("Brought by other packages", "brought", "")


def test_every_field_has_a_name_for_a_screen_reader(qtbot, window, shown):
    shown.choices.filters.head.click()
    shown.choices.split.head.click()
    nameless = [
        one
        for one in shown.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isVisible()
        and one.objectName() != "qt_spinbox_lineedit"
        and not (one.accessibleName() or (isinstance(one, QPushButton) and one.text()))
    ]
    assert nameless == []


@pytest.mark.parametrize("size", [(960, 540)])
def test_it_fits_half_a_screen(qtbot, window, shown, size):
    assert shown.minimumSizeHint().width() <= size[0]
    assert shown.minimumSizeHint().height() <= size[1]


@pytest.mark.parametrize("device", ["wheel", "touch pad"])
def test_the_wheel_goes_on_to_the_page_at_the_end_of_the_formats(qtbot, window, shown, device):
    choose(shown.choices.worker.box, "youssef")
    counted(qtbot, window)
    shown.resize(960, 540)
    shown.choices.filters.head.click()
    page = shown.pages.currentWidget().first.verticalScrollBar()
    formats = shown.choices.formats
    bar = formats.verticalScrollBar()
    qtbot.waitUntil(lambda: page.maximum() > 0 and bar.maximum() > 0)
    begun, moved = Qt.ScrollPhase.ScrollBegin, Qt.ScrollPhase.ScrollUpdate
    for place in range(100):
        phase = Qt.ScrollPhase.NoScrollPhase if device == "wheel" else moved if place else begun
        before = bar.value(), page.value()
        turn(formats.viewport(), phase)
        after = bar.value(), page.value()
        if before[0] < bar.maximum():
            assert after[0] > before[0]
            assert after[1] == 0
        elif before[1] < page.maximum():
            assert after[1] > before[1]
    assert (bar.value(), page.value()) == (bar.maximum(), page.maximum())
