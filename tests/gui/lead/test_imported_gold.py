"""Articles whose gold was imported, on the page of adjudication: seen beside it, ruled after a press."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.agreement.causes import Cause
from annotator.gui.lead.adjudication_page import AdjudicationPage
from annotator.gui.lead.dispute_rows import ROW
from annotator.model import GOLD, Span
from annotator.project.file import Project
from tests.gui.conftest import TEXTS, find
from tests.gui.lead.conftest import AtGold

VISIT, SECOND = TEXTS["visit"], TEXTS["second"]
NAME = find(VISIT, "محمد بريظ")
LONG = find(VISIT, "اللواء محمد بريظ")
MOROCCO = find(VISIT, "المغرب")
TUNIS, ALGIERS = find(SECOND, "تونس"), find(SECOND, "الجزائر")


@pytest.fixture
def imported(project_path):
    """Gold of both articles was imported; two people differ in an edge there, and in a place here."""
    with Project.open(project_path) as project:
        store = project.annotations.store_finished
        store("amina", "visit", [Span(*NAME, "PERS"), Span(*MOROCCO, "GPE")])
        store("youssef", "visit", [Span(*LONG, "PERS"), Span(*MOROCCO, "GPE")])
        store(GOLD, "visit", [Span(*NAME, "PERS")])
        store("amina", "second", [Span(*TUNIS, "GPE")])
        store("youssef", "second", [Span(*TUNIS, "GPE"), Span(*ALGIERS, "GPE")])
        store(GOLD, "second", [Span(*TUNIS, "GPE")])
    return project_path


@pytest.fixture
def page(at_gold: AtGold, imported) -> Iterator[AdjudicationPage]:
    with at_gold(imported) as application:
        yield application.window.leads.adjudication


def rows(page: AdjudicationPage) -> list[tuple[str, int]]:
    model = page.pane.list.model()
    found = [model.index(row, 0).data(ROW) for row in range(model.rowCount())]
    return [(row.name, row.count) for row in found]


def stored(path, id_: str) -> set[Span]:
    with Project.open(path) as project:
        return set(project.annotations.get(id_, GOLD).spans)


def test_a_cause_leads_to_its_places_beside_imported_gold(page):
    page.show_only(cause=Cause.EDGE.value)
    assert rows(page) == [("اللواء محمد بريظ", 1)]
    assert page.pane.imported.isChecked()
    assert page.pane.imported.text() == "Imported gold 1 of 2"
    gold, *answers = page.view.lanes.lanes()
    assert gold.article.accessibleName() == "gold: «محمد بريظ» Person"
    assert "imported" in gold.head()
    assert len(answers) == 2
    assert page.view.imported.isVisible()
    assert not page.view.answers.isVisible()


def test_without_a_wish_the_page_says_how_to_see_them(page):
    assert rows(page) == []
    assert page.none.said().startswith("Gold was imported")
    page.none.imported.click()
    assert len(rows(page)) == 2


def test_nothing_is_ruled_on_imported_gold_by_a_key(page, imported, qtbot):
    page.show_only(cause=Cause.EDGE.value)
    for key in (Qt.Key.Key_1, Qt.Key.Key_0, Qt.Key.Key_E):
        with qtbot.waitSignal(page.refused) as told:
            QTest.keyClick(page.pane.list, key)
        assert "was imported" in told.args[0]
    assert stored(imported, "visit") == {Span(*NAME, "PERS")}


def test_gold_of_one_article_is_taken_out_and_its_place_can_be_ruled(page, imported, qtbot):
    page.show_only(cause=Cause.EDGE.value)
    with qtbot.waitSignal(page.bench.done):
        page.view.imported.one.click()
    assert stored(imported, "visit") == {Span(*MOROCCO, "GPE")}
    assert stored(imported, "second") == {Span(*TUNIS, "GPE")}
    assert page.pane.open.isChecked()
    assert rows(page) == [("اللواء محمد بريظ", 1)]
    with qtbot.waitSignal(page.bench.done):
        QTest.keyClick(page.pane.list, Qt.Key.Key_2)
    assert len(stored(imported, "visit")) == 2


def test_gold_of_all_articles_is_taken_out_at_once_and_undo_brings_it_back(page, imported, qtbot):
    before = {id_: stored(imported, id_) for id_ in ("visit", "second")}
    page.show_only()
    assert page.view.imported.all.text() == "Take it out of all 2 articles"
    with qtbot.waitSignal(page.bench.done):
        page.view.imported.all.click()
    assert page.bench.docket.desk.imported == 0
    assert len(rows(page)) == 2
    with qtbot.waitSignal(page.bench.done):
        QTest.keyClick(page.pane.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert {id_: stored(imported, id_) for id_ in ("visit", "second")} == before
    assert page.bench.docket.desk.imported == 2


def test_a_cause_of_which_all_is_settled_shows_what_is_settled(page, qtbot):
    page.show_only(cause=Cause.EDGE.value)
    with qtbot.waitSignal(page.bench.done):
        page.view.imported.all.click()
    with qtbot.waitSignal(page.bench.done):
        QTest.keyClick(page.pane.list, Qt.Key.Key_1)
    assert page.none.said().startswith("No open dispute is of this kind")
    page.none.settled.click()
    assert rows(page) == [("اللواء محمد بريظ", 1)]
    page.pane.open.click()
    page.show_only(cause=Cause.EDGE.value)
    assert page.pane.settled.isChecked()
    assert rows(page) == [("اللواء محمد بريظ", 1)]
    assert page.pane.open.text() == "Open 0 of 1"
