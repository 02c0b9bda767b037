"""What is chosen on the page of agreement holds on that of adjudication: the scope, and hidden names."""

from datetime import date, timedelta

import pytest

from annotator.gui.application import Application
from annotator.gui.lead.agreement_page import AgreementPage
from annotator.gui.lead.dispute_rows import ROW
from annotator.gui.window import MainWindow
from annotator.model import Span
from annotator.project.file import Project
from tests.gui.conftest import TEXTS, find
from tests.gui.lead.conftest import press

VISIT, SECOND = TEXTS["visit"], TEXTS["second"]
NAME, RABAT, LONG = find(VISIT, "محمد بريظ"), find(VISIT, "الرباط"), find(VISIT, "اللواء محمد بريظ")
TUNIS, ALGIERS = find(SECOND, "تونس"), find(SECOND, "الجزائر")


@pytest.fixture
def team(project_path):
    """Amina and Youssef differ in an edge and a place; all three in the second article, in two ways."""
    with Project.open(project_path) as project:
        store = project.annotations.store_finished
        store("amina", "visit", [Span(*NAME, "PERS"), Span(*RABAT, "GPE")])
        store("youssef", "visit", [Span(*LONG, "PERS")])
        store("amina", "second", [Span(*TUNIS, "GPE"), Span(*ALGIERS, "GPE")])
        store("youssef", "second", [Span(*TUNIS, "GPE")])
        store("zineb", "second", [Span(*ALGIERS, "GPE")])


@pytest.fixture
def page(qtbot, team, application: Application) -> AgreementPage:
    page = application.window.leads.agreement
    with qtbot.waitSignal(page.counted, timeout=10_000):
        application.window.show_page("agreement")
    return page


def lead_to(qtbot, window: MainWindow, chart: str, key: str) -> None:
    """Press a mark of the agreement page, and wait for its places."""
    with qtbot.waitSignal(window.leads.adjudication.bench.changed, timeout=10_000):
        press(window.leads.agreement, chart, key)


def rows(window: MainWindow) -> list[str]:
    model = window.leads.adjudication.pane.list.model()
    return [model.index(row, 0).data(ROW).name for row in range(model.rowCount())]


def choose(qtbot, page: AgreementPage, **chosen: tuple[str, ...]) -> None:
    with qtbot.waitSignal(page.counted, timeout=10_000):
        for name, keys in chosen.items():
            getattr(page.bar, name).pick(keys)


def test_all_places_of_a_cause_without_a_choice(qtbot, page, application):
    lead_to(qtbot, application.window, "causes", "missing")
    assert sorted(rows(application.window)) == ["الجزائر", "الرباط", "تونس"]
    pane = application.window.leads.adjudication.pane
    assert not pane.within.isVisible()
    assert pane.open.text() == "Open 3 of 4"


@pytest.mark.parametrize(
    ("chosen", "left", "said"),
    [
        ({"articles": ("second",)}, ["الجزائر", "تونس"], "1 article"),
        ({"people": ("amina", "zineb")}, ["تونس"], "amina"),
        ({"people": ("amina", "youssef"), "articles": ("visit",)}, ["الرباط"], "youssef"),
        ({"labels": ("GPE",), "articles": ("visit",)}, ["الرباط"], "Political entity"),
    ],
)
def test_a_choice_goes_along_with_a_cause(qtbot, page, application, chosen, left, said):
    choose(qtbot, page, **chosen)
    lead_to(qtbot, application.window, "causes", "missing")
    assert sorted(rows(application.window)) == left
    pane = application.window.leads.adjudication.pane
    assert said in pane.within.text()
    assert pane.within.isVisible()
    pane.all.click()
    assert len(rows(application.window)) == 4
    assert not pane.within.isVisible()


def test_labels_days_and_what_all_finished_go_along_with_a_person(qtbot, page, application):
    window = application.window
    choose(qtbot, page, labels=("PERS",))
    lead_to(qtbot, window, "labels", "PERS")
    assert rows(window) == ["اللواء محمد بريظ"]
    window.show_page("agreement")
    with qtbot.waitSignal(page.counted, timeout=10_000):
        page.bar.choose_all()
        page.bar.common.click()
    page.view.places.pressed.emit()
    assert sorted(rows(window)) == ["الجزائر", "تونس"]
    window.show_page("agreement")
    tomorrow = date.today() + timedelta(days=1)
    with qtbot.waitSignal(page.counted, timeout=10_000):
        page.bar.choose_all()
        page.bar.days.pick((tomorrow, None))
    page.view.places.pressed.emit()
    assert rows(window) == []


def test_hidden_names_are_hidden_on_both_pages(qtbot, page, application, settings):
    window = application.window
    page.bar.nameless.click()
    lead_to(qtbot, window, "causes", "edge")
    adjudication = window.leads.adjudication
    assert adjudication.bar.nameless.isChecked()
    said = " ".join(lane.article.accessibleName() for lane in adjudication.view.lanes.lanes())
    assert "amina" not in said
    adjudication.bar.nameless.click()
    assert not page.bar.nameless.isChecked()
    assert "amina" in page.called().person("amina")


def test_hidden_names_and_the_choice_outlive_another_theme_and_names_the_program(qtbot, page, application):
    choose(qtbot, page, articles=("visit",))
    with qtbot.waitSignal(page.counted, timeout=10_000):
        page.bar.nameless.click()
    lead_to(qtbot, application.window, "causes", "missing")
    application.restyle()
    anew = application.window
    adjudication = anew.leads.adjudication
    qtbot.waitUntil(lambda: adjudication.bench.docket is not None, timeout=10_000)
    assert rows(anew) == ["الرباط"]
    assert adjudication.bar.nameless.isChecked()
    lanes = " ".join(lane.article.accessibleName() for lane in adjudication.view.lanes.lanes())
    assert "annotator 1" in lanes
    assert anew.leads.agreement.bar.nameless.isChecked()
    with qtbot.waitSignal(anew.leads.agreement.counted, timeout=10_000):
        anew.show_page("agreement")
    assert anew.leads.agreement.bar.articles.keys() == ("visit",)


def test_hidden_names_stay_hidden_when_the_project_is_opened_again(qtbot, page, application, settings):
    page.bar.nameless.click()
    again = Application(application.window.session.project, "amina", settings).window
    assert again.leads.adjudication.bar.nameless.isChecked()
    assert again.leads.agreement.bar.nameless.isChecked()
    again.close()
    again.deleteLater()
    assert not settings.hides_names("another")


def test_rules_settle_what_is_listed_and_say_what_is_not(qtbot, page, application):
    window = application.window
    choose(qtbot, page, articles=("visit",))
    lead_to(qtbot, window, "causes", "missing")
    adjudication, rules = window.leads.adjudication, window.leads.adjudication.rules
    with qtbot.waitSignal(rules.planned, timeout=10_000):
        adjudication.bar.rules.click()
    assert rules.listed.text() == "Only the 1 that is listed, not all 4"
    assert "3 other open disputes, which are not listed, stay as they are" in rules.said()
    rules.who.setCurrentIndex(rules.who.findData("amina"))
    with qtbot.waitSignal(rules.planned, timeout=10_000):
        rules.one.click()
    assert rules.settle.text() == "Settle 1"
    with qtbot.waitSignal(adjudication.bench.done):
        rules.settle.click()
    desk = adjudication.bench.docket.desk
    assert [case.surface for case in desk.settled] == ["الرباط"]
    assert len(desk.open) == 3


def test_rules_settle_all_where_that_is_chosen(qtbot, page, application):
    window = application.window
    lead_to(qtbot, window, "causes", "edge")
    adjudication, rules = window.leads.adjudication, window.leads.adjudication.rules
    with qtbot.waitSignal(rules.planned, timeout=10_000):
        adjudication.bar.rules.click()
    with qtbot.waitSignal(rules.planned, timeout=10_000):
        rules.listed.click()
    assert "all 4 open disputes, not only of the 1 that is listed" in rules.said()
    assert rules.settle.text() == "Settle 2"
    rules.leave()
    adjudication.pane.all.click()
    with qtbot.waitSignal(rules.planned, timeout=10_000):
        adjudication.bar.rules.click()
    assert not rules.listed.isVisible()


def test_who_gold_was_settled_by_is_said_beside_what_agrees_with_it(qtbot, page, application):
    window = application.window
    lead_to(qtbot, window, "causes", "missing")
    adjudication, rules = window.leads.adjudication, window.leads.adjudication.rules
    assert not page.view.leaning.text()
    adjudication.pane.all.click()
    with qtbot.waitSignal(rules.planned, timeout=10_000):
        adjudication.bar.rules.click()
    rules.who.setCurrentIndex(rules.who.findData("amina"))
    with qtbot.waitSignal(rules.planned, timeout=10_000):
        rules.one.click()
    with qtbot.waitSignal(adjudication.bench.done):
        rules.settle.click()
    with qtbot.waitSignal(page.counted, timeout=10_000):
        window.show_page("agreement")
    assert page.view.leaning.isVisibleTo(page)
    assert "as \u2068amina\u2069 has it in 2 of 4 places that were ruled" in page.view.leaning.text()
