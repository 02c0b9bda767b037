import json

import pytest
from PySide6.QtWidgets import QProgressDialog

from annotator.gui import intake
from annotator.gui.application import Application
from annotator.gui.key_button import KeyButton
from annotator.project.file import Project
from annotator.schema import load
from tests.gui.conftest import TEXTS


def test_articles_come_in_with_suggestions_and_the_list_shows_them(qtbot, window, tmp_path, project_path):
    article = tmp_path / "third.txt"
    article.write_text("خبر ثالث\nزار وزير الخارجية مدينة مراكش يوم الأربعاء.", encoding="utf-8")
    with qtbot.waitSignal(window.intake.told, timeout=20_000) as told:
        window.intake.take([article])
    assert "1 article came in" in told.args[0]
    assert window.labelling.documents.rowCount() == 3
    with Project.open(project_path) as project:
        assert project.suggestions.of("third")


def test_a_bad_file_is_one_sentence_in_the_status_line_and_the_good_one_is_in(qtbot, window, tmp_path):
    bad = tmp_path / "picture.txt"
    bad.write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4)
    good = tmp_path / "good.txt"
    good.write_text("خبر\nنص.", encoding="utf-8")
    with qtbot.waitSignal(window.intake.refused, timeout=20_000):
        window.intake.take([bad, good])
    assert "picture.txt" in window.status.message()
    assert window.labelling.documents.row_of("good") >= 0


def test_labels_come_in_as_suggestions_beside_our_own(qtbot, window, tmp_path, project_path):
    labelled = tmp_path / "labelled.jsonl"
    span = {"start": 0, "end": 4, "label": "EVENT"}
    here = {"id": "visit", "text": TEXTS["visit"], "spans": [span]}
    new = {"id": "new", "text": "زار الوزير الرباط", "spans": [{"start": 0, "end": 3, "label": "EVENT"}]}
    labelled.write_text("\n".join(map(json.dumps, (here, new))), encoding="utf-8")
    with qtbot.waitSignal(window.intake.told, timeout=20_000):
        window.intake.take([labelled])
    with Project.open(project_path) as project:
        assert {one.source for one in project.suggestions.of("new")} > {"import"}
    assert window.labelling.documents.row_of("new") >= 0
    assert "EVENT" in {one.label for one in window.session.sheet.open_suggestions}


def test_what_is_chosen_during_an_import_comes_in_after_it(qtbot, window, tmp_path):
    for name in ("third", "fourth", "fifth"):
        (tmp_path / f"{name}.txt").write_text(f"خبر {name}\nنص.", encoding="utf-8")
        window.intake.take([tmp_path / f"{name}.txt"])
    qtbot.waitUntil(lambda: window.labelling.documents.rowCount() == 5, timeout=20_000)


def test_a_finished_import_leaves_no_bar_behind(qtbot, window, tmp_path):
    (tmp_path / "third.txt").write_text("خبر\nنص.", encoding="utf-8")
    with qtbot.waitSignal(window.intake.told, timeout=20_000):
        window.intake.take([tmp_path / "third.txt"])
    qtbot.waitUntil(lambda: not window.findChildren(QProgressDialog))


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
    monkeypatch.setattr(intake, "files_to_open", lambda *_args: [article])
    (button,) = [one for one in empty.findChildren(KeyButton) if "Import" in one.accessibleName()]
    assert button.isVisible()
    with qtbot.waitSignal(empty.intake.told, timeout=20_000):
        button.click()
    assert not button.isVisible()
    assert empty.session.sheet.document.id == "first"
    assert empty.labelling.article.isVisible()


def test_keys_on_an_empty_project_do_no_harm(qtbot, empty):
    for action in empty._commands:
        if action not in ("import", "keys"):
            empty.perform(action)
    assert empty.session.sheet is None


def test_another_language_does_not_end_an_import(qtbot, application, settings, tmp_path):
    """The window is made anew; the new one has the articles, the words about them and their bar."""
    names = [f"more{place}" for place in range(12)]
    for name in names:
        text = f"خبر {name}\n" + "زار وزير الخارجية مدينة مراكش يوم الأربعاء.\n" * 40
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    first = application.window
    first.intake.take([tmp_path / f"{name}.txt" for name in names[:6]])
    first.intake.take([tmp_path / f"{name}.txt" for name in names[6:]])
    settings.locale = "ar_EG"
    application.restyle()
    window = application.window
    assert window is not first
    (bar,) = window.findChildren(QProgressDialog)
    assert bar.labelText() == "جارٍ الاستيراد…"
    qtbot.waitUntil(lambda: window.labelling.documents.rowCount() == 14, timeout=60_000)
    qtbot.waitUntil(lambda: not window.findChildren(QProgressDialog))
    assert window.status.message() == "أُضيفت ٦ مقالات."


def test_an_import_that_was_stopped_stays_stopped_in_the_next_window(qtbot, application, settings, tmp_path):
    (tmp_path / "third.txt").write_text("خبر\nنص.", encoding="utf-8")
    application.window.intake.take([tmp_path / "third.txt"])
    (bar,) = application.window.findChildren(QProgressDialog)
    bar.cancel()
    settings.locale = "fr"
    application.restyle()
    assert not application.window.findChildren(QProgressDialog)
    qtbot.waitUntil(lambda: bool(application.window.status.message()), timeout=20_000)
