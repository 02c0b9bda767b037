import pytest
from PySide6.QtWidgets import QFileDialog

from annotator.gui.application import Application
from annotator.gui.key_button import KeyButton
from annotator.project.file import Project
from annotator.schema import load


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
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(article)], ""))
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
