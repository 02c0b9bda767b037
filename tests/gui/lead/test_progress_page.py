"""The progress page in the real window, on a real file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from annotator.gui.lead.progress_page import ProgressPage
from annotator.gui.theme import LIGHT
from annotator.gui.window import MainWindow
from annotator.model import Span
from annotator.project.file import Project
from annotator.schema import load
from tests.gui.conftest import TEXTS, find


@pytest.fixture
def shown(qtbot, window: MainWindow):
    """Show the page, as often as asked, and wait for its figures."""

    def show() -> ProgressPage:
        page = window.leads.progress
        with qtbot.waitSignal(page.counted, timeout=10_000):
            window.show_page("progress")
        return page

    return show


@pytest.fixture
def imported(project_path):
    span = Span(*find(TEXTS["visit"], "الرباط"), "GPE")
    with Project.open(project_path) as project:
        project.annotations.store_finished("youssef", "visit", [span])


def figures(page: ProgressPage, name: str) -> str:
    return page.charts()[name].plot.accessibleDescription()


def test_before_anybody_began_it_says_what_to_do_next(shown):
    page = shown()
    assert not page.charts()
    assert "Nobody has begun an article yet" in page.sentences()
    (command,) = page.findChildren(QLineEdit)
    assert command.text().startswith("annotator open ")


def test_without_articles_it_says_how_they_come_in(qtbot, tmp_path):
    with Project.create(tmp_path / "empty.annot", schema=load("security-news")) as project:
        page = ProgressPage(project, LIGHT)
        qtbot.addWidget(page)
        with qtbot.waitSignal(page.counted, timeout=10_000):
            page.refresh()
        assert "There are no articles yet" in page.sentences()
        (command,) = page.findChildren(QLineEdit)
        assert command.text().startswith("annotator import ")


def test_work_in_the_window_has_a_pace_and_a_time(qtbot, window, shown):
    window.perform("accept_rest")
    window.perform("accept_rest")
    page = shown()
    assert "1 of 2 articles are finished by at least one annotator." in page.sentences()
    decided = "An entity is decided where a span is made or a suggestion rejected."
    assert any(sentence.startswith(decided) for sentence in page.sentences())
    assert "not begun: 1" in figures(page, "articles")
    assert figures(page, "pace").endswith(": 1")
    assert "1 article" in figures(page, "article_time")
    assert "amina" in figures(page, "annotators")


def test_what_was_imported_has_no_time_and_says_so(imported, shown):
    page = shown()
    for name in ("article_time", "entity_time", "article_actions", "entity_actions"):
        assert "imported: what it took is not known" in figures(page, name)
    assert page.charts()["pace"].plot.marks() == ()
    assert any("imported work" in sentence for sentence in page.sentences())


def test_it_follows_the_work_and_keeps_what_was_in_hand(qtbot, window, imported, shown):
    page = shown()
    view = page.charts()["labels"]
    view.as_table.click()
    window.show_page("labelling")
    window.perform("accept_rest")
    window.perform("accept_rest")
    assert shown() is page
    assert page.charts()["labels"] is view
    assert view.table is not None
    assert "amina" in figures(page, "annotators")


def test_f12_goes_from_chart_to_chart_and_keys_of_the_window_still_work(qtbot, window, imported, shown):
    page = shown()
    assert page.parts() == list(page.charts().values())
    plot = page.charts()["annotators"].plot
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.page_name() == "labelling")


def test_a_chart_tells_the_window_what_was_saved(qtbot, imported, shown, tmp_path):
    page = shown()
    with qtbot.waitSignal(page.told) as told:
        page.charts()["labels"].files.save(tmp_path / "labels.csv")
    assert "labels.csv" in told.args[0]


def test_many_annotators_are_shown_on_demand(qtbot, project_path, shown):
    with Project.open(project_path) as project:
        for number in range(15):
            project.annotations.store_finished(f"annotator {number}", "visit", [])
    page = shown()
    view, everybody = page.charts()["annotators"], page.everybody
    assert everybody is not None
    assert everybody.isVisible()
    assert len(view.chart.stacks) == 12
    everybody.click()
    assert len(view.chart.stacks) == 15


def test_a_project_that_went_away_is_a_sentence(qtbot, window, project_path, shown):
    project_path.rename(project_path.with_name("elsewhere.annot"))
    page = shown()
    assert any("news.annot" in sentence for sentence in page.sentences())


def test_it_can_be_given_up(qtbot, window):
    window.show_page("progress")
    page = window.leads.progress
    page.stop()
    assert not page.charts()
