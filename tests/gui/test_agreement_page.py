import pytest
from PySide6.QtWidgets import QLineEdit, QListView, QPushButton

from annotator.gui.application import Application
from annotator.gui.charts import Bars, Matrix
from annotator.model import GOLD, Span
from annotator.project.file import Project
from tests.gui.conftest import TEXTS, find


@pytest.fixture
def compared(project_path):
    """Two people finished the article; they differ in a rank inside a name, and in one place."""
    text = TEXTS["visit"]
    name, rabat = find(text, "محمد بريظ"), find(text, "الرباط")
    with Project.open(project_path) as project:
        project.annotations.store_finished("amina", "visit", [Span(*name, "PERS"), Span(*rabat, "GPE")])
        longer = Span(find(text, "اللواء محمد بريظ")[0], name[1], "PERS")
        project.annotations.store_finished("youssef", "visit", [longer])
        project.annotations.store_finished(GOLD, "visit", [Span(*name, "PERS")])
    return project_path


@pytest.fixture
def page(qtbot, compared, settings):
    with Project.open(compared) as project:
        application = Application(project, "amina", settings)
        with qtbot.waitSignal(application.window.leads.agreement.counted, timeout=10_000):
            application.window.show_page("agreement")
        yield application.window.leads.agreement
        application.window.close()
        application.window.deleteLater()
        application.qt.processEvents()


def test_figures_causes_and_confusion_are_drawn_and_said(page):
    said = [bars.accessibleDescription() for bars in page.findChildren(Bars)]
    assert any("Person: 0.00 1" in words and "Political entity: 0.00 1" in words for words in said)
    assert any("another edge: 1" in words for words in said)
    (matrix,) = page.findChildren(Matrix)
    assert "Person / Person: 1" in matrix.accessibleDescription()
    assert "Political entity / not marked: 1" in matrix.accessibleDescription()


def test_each_disagreement_leads_to_its_sentence_and_to_the_article(qtbot, page):
    (listed,) = page.findChildren(QListView)
    assert listed.model().rowCount() == 2
    rows = [listed.model().index(row).data() for row in range(2)]
    row = next(row for row, words in enumerate(rows) if "اللواء محمد بريظ" in words)
    listed.setCurrentIndex(listed.model().index(row))
    (button,) = [one for one in page.findChildren(QPushButton) if "article" in one.text()]
    with qtbot.waitSignal(page.document_requested) as wished:
        button.click()
    start, end = find(TEXTS["visit"], "اللواء محمد بريظ")
    assert wished.args == ["visit", start, end]


def test_without_two_annotators_a_sentence_says_what_is_needed(qtbot, project_path, settings):
    with Project.open(project_path) as project:
        application = Application(project, "amina", settings)
        page = application.window.leads.agreement
        with qtbot.waitSignal(page.counted, timeout=10_000):
            application.window.show_page("agreement")
        assert not page.findChildren(Bars)
        (command,) = page.findChildren(QLineEdit)
        assert command.text().startswith("annotator open ")
        application.window.close()
        application.window.deleteLater()
        application.qt.processEvents()
