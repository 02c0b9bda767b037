import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.gui.application import Application
from annotator.gui.exchange import import_assistant, import_work, map_files
from annotator.gui.exchange.import_assistant import ImportAssistant
from annotator.gui.key_button import KeyButton
from annotator.model import State
from annotator.project.file import Project
from annotator.schema import load
from tests.gui.conftest import TEXTS
from tests.gui.exchange.conftest import LONG, assistant, choose, enter


def test_a_text_that_is_understood_comes_in_with_one_press_of_enter(
    qtbot, window, offer, article, project_path
):
    shown = offer(article)
    assert shown.choices.summary.text() == "1 article"
    assert shown.choices.files.rows.file(0).format == "text"
    assert "مراكش" in shown.choices.preview.article.text()
    assert not shown.choices.owner.isVisible()
    assert not shown.choices.labels.isVisible()
    with qtbot.waitSignal(window.doors.intake.told, timeout=LONG) as told:
        enter(shown.focusWidget())
    assert told.args[0] == "1 article came in."
    assert not shown.isVisible()
    assert window.status.message() == "1 article came in."
    assert window.labelling.documents.rowCount() == 3
    with Project.open(project_path) as project:
        assert project.suggestions.of("third")


def test_enter_may_be_pressed_before_the_file_was_looked_at(qtbot, window, article):
    with qtbot.waitSignal(window.doors.intake.told, timeout=LONG):
        window.doors.offer((article,))
        enter(assistant(window).give)
    assert window.labelling.documents.row_of("third") >= 0


def test_but_then_nothing_comes_in_of_which_something_is_asked(qtbot, window, labelled):
    window.doors.offer((labelled,))
    shown = assistant(window)
    enter(shown.give)
    qtbot.waitUntil(lambda: window.doors.intake.seen is not None, timeout=LONG)
    assert not window.doors.intake.is_running
    assert shown.hint.text() == "1 label waits for an answer."
    assert not shown.give.isEnabled()


def drop(widget, *paths: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(QPoint(9, 9), *held)
    entered.ignore()
    QApplication.sendEvent(widget, entered)
    if entered.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPoint(9, 9).toPointF(), *held))
    return entered.isAccepted()


def test_files_and_folders_are_dropped_on_the_window_and_on_the_assistant(qtbot, window, article, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "fourth.txt").write_text("خبر رابع\nنص.", encoding="utf-8")
    assert drop(window, article)
    shown = assistant(window)
    assert drop(shown, folder)
    qtbot.waitUntil(lambda: shown.choices.files.rows.rowCount() == 2, timeout=LONG)
    assert not drop(window)


def test_labels_of_another_tag_set_are_asked_for_and_come_in_as_what_was_said(
    qtbot, window, offer, labelled, project_path
):
    shown = offer(labelled)
    rows = shown.choices.labels.boxes
    assert list(rows) == ["PER", "XYZ", "GPE"]
    assert rows["PER"].currentData() == "PERS"
    assert shown.choices.labels.words().startswith("1 label is not of this project.")
    assert not shown.give.isEnabled()
    marks = {mark.text for mark in shown.choices.preview.article.marks()}
    assert marks == {"Person", "XYZ", "Political entity"}
    choose(rows["XYZ"], "")
    qtbot.waitUntil(lambda: window.doors.intake.is_ready, timeout=LONG)
    with qtbot.waitSignal(window.doors.intake.told, timeout=LONG):
        enter(shown.give)
    with Project.open(project_path) as project:
        came = [one.label for one in project.suggestions.of("new1") if one.source == "import"]
    assert sorted(came) == ["GPE", "PERS"]


def test_labels_come_in_as_the_work_of_whom_one_names(qtbot, window, offer, labelled, project_path):
    shown = offer(labelled)
    choose(shown.choices.labels.boxes["XYZ"], "ORG")
    qtbot.waitUntil(lambda: window.doors.intake.is_ready, timeout=LONG)
    shown.choices.owner.work.click()
    assert shown.hint.text() == "Whose work is it? Write the name."
    assert not shown.give.isEnabled()
    QTest.keyClicks(shown.choices.owner.name.lineEdit(), "youssef")
    qtbot.waitUntil(lambda: window.doors.intake.is_ready, timeout=LONG)
    with qtbot.waitSignal(window.doors.intake.told, timeout=LONG):
        shown.give.click()
    with Project.open(project_path) as project:
        annotation = project.annotations.get("new1", "youssef")
    assert annotation.state is State.FINISHED
    assert len(annotation.spans) == 3


def test_a_file_in_the_wrong_encoding_is_read_anew_in_the_right_one(qtbot, window, offer, tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes("خبر قديم\nزار الوزير مدينة الرباط.".encode("cp1256"))
    shown = offer(path)
    how = shown.choices.preview.how
    assert how.encoding.currentText() == "Windows-1256 (found out)"
    choose(how.encoding, "iso8859-6")
    qtbot.waitUntil(lambda: "خبر قديم" not in shown.choices.preview.article.text(), timeout=LONG)
    choose(how.encoding, "cp1256")
    qtbot.waitUntil(lambda: "خبر قديم" in shown.choices.preview.article.text(), timeout=LONG)
    choose(how.encoding, "utf-8")
    qtbot.waitUntil(lambda: shown.choices.preview.refusal.isVisible(), timeout=LONG)
    assert "old.txt" in shown.choices.preview.refusal.text()
    assert shown.hint.text() == "Nothing here can come in."


def test_one_file_is_read_otherwise_and_the_others_are_not(qtbot, window, offer, article, tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes("خبر قديم\nزار الوزير مدينة الرباط.".encode("cp1256"))
    shown = offer(article, path)
    shown.choices.files.choose(1)
    choose(shown.choices.preview.how.encoding, "cp1256")
    qtbot.waitUntil(lambda: window.doors.intake.seen is not None, timeout=LONG)
    files = window.doors.intake.seen.files
    assert {one.path.name: one.encoding for one in files} == {"third.txt": "utf-8", "old.txt": "cp1256"}


def test_columns_of_a_table_are_named_where_they_cannot_be_told(qtbot, window, offer, tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("nr,alpha,beta\n7,خبر,زار الوزير الرباط.\n", encoding="utf-8")
    shown = offer(path)
    assert shown.choices.preview.refusal.isVisible()
    boxes = shown.choices.columns.boxes
    assert boxes["text"].isVisible()
    choose(boxes["text"], "beta")
    qtbot.waitUntil(lambda: window.doors.intake.is_ready, timeout=LONG)
    choose(shown.choices.columns.boxes["id"], "nr")
    qtbot.waitUntil(lambda: window.doors.intake.is_ready, timeout=LONG)
    with qtbot.waitSignal(window.doors.intake.told, timeout=LONG):
        enter(shown.give)
    assert window.labelling.documents.row_of("7") >= 0


def test_copies_are_listed_and_left_out_only_on_request(qtbot, window, offer, tmp_path):
    text = "خبر عاجل\n" + "استقبل وزير الخارجية وفدا من تونس في مدينة الرباط يوم الأربعاء. " * 6
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    shown = offer(tmp_path / "one.txt", tmp_path / "two.txt")
    assert shown.choices.pairs.words()[0] == "1 article has the text of another."
    choose(shown.choices.pairs.skip, "exact")
    with qtbot.waitSignal(window.doors.intake.told, timeout=LONG) as told:
        enter(shown.give)
    assert told.args[0].startswith("1 article came in; ")
    assert "1 copy was left out" in told.args[0]


def test_a_bad_file_is_a_sentence_and_the_good_one_is_in(qtbot, window, offer, article, tmp_path):
    bad = tmp_path / "picture.txt"
    bad.write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4)
    shown = offer(bad, article)
    assert "1 file is refused" in shown.choices.summary.text()
    with qtbot.waitSignal(window.doors.intake.came, timeout=LONG):
        enter(shown.give)
    qtbot.waitUntil(shown.outcome.isVisible)
    (sentence,) = [shown.outcome.refused.item(row).text() for row in range(shown.outcome.refused.count())]
    assert "picture.txt" in sentence
    assert "picture.txt" in window.status.message()
    assert window.labelling.documents.row_of("third") >= 0
    enter(shown.focusWidget())
    assert not shown.isVisible()


def test_what_does_not_exist_is_a_sentence(qtbot, window, offer, tmp_path):
    shown = offer(tmp_path / "gone.txt")
    assert "gone.txt" in shown.choices.summary.text()
    assert not shown.give.isEnabled()


def test_a_file_is_taken_off_the_list(qtbot, window, offer, article, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("خبر آخر\nنص.", encoding="utf-8")
    shown = offer(article, other)
    shown.choices.files.choose(1)
    shown.choices.remove.click()
    qtbot.waitUntil(lambda: shown.choices.files.rows.rowCount() == 1, timeout=LONG)
    shown.choices.remove.click()
    assert shown.nothing.isVisible()


def test_esc_leaves_and_forgets_what_was_not_begun(qtbot, window, offer, article):
    shown = offer(article)
    QTest.keyClick(shown.focusWidget(), Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert window.doors.intake.wish.paths == ()
    assert window.labelling.documents.rowCount() == 2


def test_a_closed_assistant_ends_no_import(qtbot, window, offer, article, gate):
    shown = offer(article)
    opened = gate(import_work, "take_in")
    with qtbot.waitSignal(window.doors.intake.told, timeout=LONG):
        window.doors.intake.start()
        assert shown.under_way.isVisible()
        shown.close()
        opened.set()
    assert window.labelling.documents.rowCount() == 3


def many(tmp_path: Path, count: int) -> list[Path]:
    text = "زار وزير الخارجية مدينة مراكش يوم الأربعاء.\n" * 60
    paths = [tmp_path / f"more{place}.txt" for place in range(count)]
    for path in paths:
        path.write_text(f"خبر {path.stem}\n{text}", encoding="utf-8")
    return paths


def test_an_import_is_stopped_and_says_so(qtbot, window, offer, tmp_path, gate):
    shown = offer(*many(tmp_path, 3))
    opened = gate(import_work, "take_in")
    with qtbot.waitSignal(window.doors.intake.came, timeout=LONG) as came:
        window.doors.intake.start()
        shown.under_way.stop.click()
        opened.set()
    assert came.args[0].is_cancelled
    qtbot.waitUntil(lambda: shown.outcome.title.text().startswith("Stopped."), timeout=LONG)


def test_what_is_dropped_during_an_import_waits_for_its_own_enter(
    qtbot, window, offer, article, tmp_path, gate
):
    offer(*many(tmp_path, 3))
    opened = gate(import_work, "take_in")
    with qtbot.waitSignal(window.doors.intake.came, timeout=LONG):
        window.doors.intake.start()
        window.doors.offer((article,))
        opened.set()
    qtbot.waitUntil(lambda: window.doors.intake.is_ready, timeout=LONG)
    assert window.doors.intake.wish.paths == (article,)
    assert window.labelling.documents.rowCount() == 5


@pytest.fixture
def empty(qtbot, tmp_path, settings):
    with Project.create(tmp_path / "empty.annot", schema=load("security-news")) as project:
        application = Application(project, "amina", settings)
        with qtbot.waitExposed(application.window):
            application.show()
        yield application.window
        application.window.close()
        application.window.deleteLater()
        application.qt.processEvents()


def test_an_empty_project_says_what_to_do_and_its_button_does_it(qtbot, empty, tmp_path, monkeypatch):
    article = tmp_path / "first.txt"
    article.write_text("خبر\nزار الوزير الرباط.", encoding="utf-8")
    monkeypatch.setattr(import_assistant, "files_to_open", lambda *_args: [article])
    (button,) = [one for one in empty.findChildren(KeyButton) if "Import" in one.accessibleName()]
    assert button.isVisible()
    button.click()
    qtbot.waitUntil(lambda: empty.doors.intake.is_ready, timeout=LONG)
    with qtbot.waitSignal(empty.doors.intake.told, timeout=LONG):
        enter(assistant(empty).give)
    assert not button.isVisible()
    assert empty.session.sheet.document.id == "first"
    assert empty.labelling.article.isVisible()


def test_keys_on_an_empty_project_do_no_harm(qtbot, empty):
    for action in empty._commands:
        if action not in ("import", "export", "keys"):
            empty.perform(action)
    assert empty.session.sheet is None


def test_without_files_it_says_what_can_be_dropped(window, monkeypatch):
    monkeypatch.setattr(import_assistant, "files_to_open", lambda *_args: [])
    window.perform("import")
    shown = assistant(window)
    assert shown.nothing.isVisible()
    assert shown.focusWidget() is shown.nothing.files
    window.perform("import")
    assert [one.isVisible() for one in window.findChildren(ImportAssistant)].count(True) == 1


def test_another_language_does_not_end_an_import(qtbot, application, settings, tmp_path, gate):
    """The window is made anew; the new one has the articles, the words about them and the assistant."""
    first = application.window
    first.doors.offer(tuple(many(tmp_path, 12)))
    qtbot.waitUntil(lambda: first.doors.intake.is_ready, timeout=LONG)
    opened = gate(import_work, "take_in")
    first.doors.intake.start()
    settings.locale = "ar_EG"
    application.restyle()
    window = application.window
    assert window is not first
    assert assistant(window).under_way.isVisible()
    opened.set()
    assert assistant(window).layoutDirection() == Qt.LayoutDirection.RightToLeft
    qtbot.waitUntil(lambda: window.labelling.documents.rowCount() == 14, timeout=60_000)
    qtbot.waitUntil(lambda: not window.doors.intake.is_running, timeout=60_000)


def test_another_language_keeps_what_was_answered(qtbot, application, settings, labelled):
    application.window.doors.offer((labelled,))
    intake = application.window.doors.intake
    qtbot.waitUntil(lambda: intake.seen is not None, timeout=LONG)
    choose(assistant(application.window).choices.labels.boxes["XYZ"], "ORG")
    settings.locale = "fr"
    application.restyle()
    shown = assistant(application.window)
    qtbot.waitUntil(lambda: intake.seen is not None, timeout=LONG)
    assert shown.choices.labels.boxes["XYZ"].currentData() == "ORG"


def test_every_field_has_a_name_for_a_screen_reader(qtbot, window, offer, labelled, article):
    shown = offer(labelled, article)
    nameless = [
        one
        for one in shown.findChildren(type(shown).__mro__[1])
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isVisible()
        and not (one.accessibleName() or (isinstance(one, QPushButton) and one.text()))
    ]
    assert nameless == []


def test_labels_for_an_article_that_is_there_come_in_beside_ours(
    qtbot, window, offer, tmp_path, project_path
):
    path = tmp_path / "labels.jsonl"
    here = {"id": "visit", "text": TEXTS["visit"], "spans": [{"start": 0, "end": 5, "label": "EVENT"}]}
    path.write_text(json.dumps(here), encoding="utf-8")
    shown = offer(path)
    assert "1 is there already" in shown.choices.summary.text()
    with qtbot.waitSignal(window.doors.intake.told, timeout=LONG):
        enter(shown.give)
    assert "EVENT" in {one.label for one in window.session.sheet.open_suggestions}


def test_a_label_map_is_kept_in_a_file_and_read_again(qtbot, window, offer, labelled, tmp_path, monkeypatch):
    path = tmp_path / "labels.toml"
    monkeypatch.setattr(map_files, "file_to_make", lambda *_args, **_more: path)
    monkeypatch.setattr(map_files, "file_to_open", lambda *_args: path)
    shown = offer(labelled)
    choose(shown.choices.labels.boxes["XYZ"], "ORG.media")
    qtbot.waitUntil(lambda: window.doors.intake.is_ready, timeout=LONG)
    shown.choices.labels.keep_map.click()
    shown.close()
    again = offer(labelled)
    assert window.doors.intake.missing == ["XYZ"]
    again.choices.labels.read_map.click()
    qtbot.waitUntil(lambda: window.doors.intake.is_ready, timeout=LONG)
    assert again.choices.labels.boxes["XYZ"].currentData() == "ORG.media"
    again.choices.labels.keep_map.click()
    assert "labels.toml\u2069 cannot be written" in again.choices.labels.words()
    path.write_text('XYZ = "NOWHERE"', encoding="utf-8")
    again.choices.labels.read_map.click()
    assert "NOWHERE" in again.choices.labels.words()


def test_a_name_that_nobody_may_have_is_refused_before_anything_comes_in(qtbot, window, offer, labelled):
    shown = offer(labelled)
    shown.choices.owner.work.click()
    QTest.keyClicks(shown.choices.owner.name.lineEdit(), "suggestions")
    qtbot.waitUntil(lambda: bool(window.doors.intake.problem), timeout=LONG)
    assert "suggestions" in shown.choices.summary.text()
    assert shown.give.text() == "Try again"
    shown.choices.owner.suggestions.click()
    qtbot.waitUntil(
        lambda: not window.doors.intake.problem and window.doors.intake.seen is not None, timeout=LONG
    )
    assert shown.choices.labels.isVisible()
