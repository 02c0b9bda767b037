"""The agreement page in the real window, on a real file."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.gui.lead.agreement_page import AgreementPage
from annotator.gui.window import MainWindow
from annotator.model import GOLD, Span
from annotator.project.file import Project
from tests.gui.conftest import TEXTS, find
from tests.gui.lead.conftest import press

TEXT = TEXTS["visit"]
NAME, RABAT = find(TEXT, "محمد بريظ"), find(TEXT, "الرباط")
RANKED = find(TEXT, "اللواء محمد بريظ")[0], NAME[1]
TUNIS = find(TEXTS["second"], "تونس")


@pytest.fixture
def compared(project_path):
    """Two people finished the article; they differ in a rank inside a name, and in one place."""
    with Project.open(project_path) as project:
        project.annotations.store_finished("amina", "visit", [Span(*NAME, "PERS"), Span(*RABAT, "GPE")])
        project.annotations.store_finished("youssef", "visit", [Span(*RANKED, "PERS")])
        project.annotations.store_finished(GOLD, "visit", [Span(*NAME, "PERS")])


@pytest.fixture
def team(project_path, compared):
    """A third finished both articles, one of them as youssef did."""
    with Project.open(project_path) as project:
        project.annotations.store_finished("zineb", "visit", [Span(*RANKED, "PERS")])
        for who in ("zineb", "youssef"):
            project.annotations.store_finished(who, "second", [Span(*TUNIS, "GPE")])


@pytest.fixture
def shown(qtbot, window: MainWindow):
    """Show the page, and wait for all of its figures."""

    def show() -> AgreementPage:
        page = window.leads.agreement
        with qtbot.waitSignal(page.counted, timeout=10_000):
            window.show_page("agreement")
        return page

    return show


def figures(page: AgreementPage, name: str) -> str:
    return page.view.charts[name].plot.accessibleDescription()


def test_figures_causes_and_labels_are_drawn_and_said(compared, shown):
    page = shown()
    assert page.view.exact.text().splitlines()[1] == "0.00"
    assert "There are too few articles to tell." in page.view.exact.text()
    assert "Person: 0.00" in figures(page, "labels")
    assert "Political entity: 0.00" in figures(page, "labels")
    assert "another edge: 2" in figures(page, "causes")
    assert "marked by one of them only: 1" in figures(page, "causes")
    assert "Person and Person: 1" in page.view.confusion.chart.plot.accessibleDescription()
    assert any("Cohen's κ, words" in words for words in page.view.coefficients.words())
    assert "2 annotators · 1 article compared" in page.summary.text()


def test_each_is_compared_with_gold(compared, shown):
    said = figures(shown(), "gold")
    assert "\u2068amina\u2069: 0.67" in said
    assert "\u2068youssef\u2069: 0.00" in said


def test_of_three_people_a_grid_and_a_bar_tell_who_differs(team, shown):
    page = shown()
    assert "\u2068youssef\u2069 and \u2068zineb\u2069: 1.00" in figures(page, "pairs")
    first = figures(page, "people").split(";")[0]
    assert first.startswith("\u2068amina\u2069: 0.00")


@pytest.mark.parametrize(
    ("chart", "key", "wished"),
    [
        ("causes", "edge", ("edge", "", ())),
        ("labels", "PERS", ("", "PERS", ())),
        ("people", "amina", ("", "", ("amina",))),
        ("gold", "youssef", ("", "", ("youssef",))),
    ],
)
def test_what_is_pressed_leads_to_its_places(qtbot, window, team, shown, chart, key, wished):
    page = shown()
    with qtbot.waitSignal(page.disputes_requested) as told:
        press(page, chart, key)
    assert tuple(told.args) == wished
    assert window.page_name() == "adjudication"


def test_a_cell_of_the_grid_leads_to_the_places_of_the_two(qtbot, team, shown):
    page = shown()
    plot = page.view.charts["pairs"].plot
    mark = next(mark for mark in plot.marks() if "amina" in mark.words and "zineb" in mark.words)
    with qtbot.waitSignal(page.disputes_requested) as told:
        plot.pressed.emit(mark.key)
    assert told.args[2] == ("amina", "zineb")


def test_a_cell_of_labels_leads_to_where_they_met(qtbot, compared, shown):
    page = shown()
    plot = page.view.confusion.chart.plot
    for words, wished in (
        ("Political entity and not marked", ("missing", "GPE", ())),
        ("Person and Person", ("", "PERS", ())),
    ):
        mark = next(mark for mark in plot.marks() if mark.words.startswith(words))
        with qtbot.waitSignal(page.disputes_requested) as told:
            plot.pressed.emit(mark.key)
        assert tuple(told.args) == wished


def test_the_number_of_places_leads_to_all_of_them(qtbot, window, compared, shown):
    page = shown()
    assert page.view.places.text().splitlines()[1] == "2"
    with qtbot.waitSignal(page.disputes_requested) as told:
        QTest.keyClick(page.view.places, Qt.Key.Key_Return)
    assert tuple(told.args) == ("", "", ())
    assert window.page_name() == "adjudication"


def test_a_choice_of_people_labels_and_articles_is_answered(qtbot, team, shown):
    page = shown()
    with qtbot.waitSignal(page.counted):
        page.bar.people.pick(("youssef", "zineb"))
    assert page.view.exact.text().splitlines()[1] == "1.00"
    assert "2 annotators · 2 articles compared" in page.summary.text()
    with qtbot.waitSignal(page.counted):
        page.bar.labels.pick(("GPE",))
    assert "Person" not in figures(page, "labels")
    with qtbot.waitSignal(page.counted):
        page.bar.articles.pick(("second",))
    assert "1 article compared" in page.summary.text()
    with qtbot.waitSignal(page.counted):
        page.bar.all.click()
    assert "3 annotators · 2 articles compared" in page.summary.text()
    assert page.bar.all.isHidden()


def test_only_articles_that_all_have_finished(qtbot, team, shown):
    page = shown()
    with qtbot.waitSignal(page.counted):
        page.bar.common.click()
    assert "1 article compared" in page.summary.text()
    assert "1 article left out, not all finished it" in page.summary.text()


def test_a_choice_without_anything_to_compare_says_so_and_is_taken_back(qtbot, team, shown):
    page = shown()
    with qtbot.waitSignal(page.counted):
        page.bar.people.pick(("amina",))
        page.bar.articles.pick(("second",))
    assert page.nothing.isVisible()
    assert "No two annotators" in page.nothing.words()
    with qtbot.waitSignal(page.counted):
        page.nothing.button.click()
    assert page.view.isVisible()


def test_the_last_of_quick_choices_is_what_is_shown(qtbot, team, shown):
    page = shown()
    with qtbot.waitSignal(page.counted):
        for people in (("amina", "youssef"), ("amina", "zineb"), ("youssef", "zineb")):
            page.bar.people.pick(people)
    assert page.view.exact.text().splitlines()[1] == "1.00"


def test_names_are_hidden_everywhere(qtbot, team, shown):
    page = shown()
    with qtbot.waitSignal(page.counted):
        page.bar.nameless.click()
    said = "".join(figures(page, name) for name in page.view.charts)
    assert not any(name in said for name in ("amina", "youssef", "zineb"))
    assert "annotator 1" in said
    page.bar.people.open()
    words = [page.bar.people.choices.index(row).data() for row in range(3)]
    page.bar.people.panel.close()
    assert words == ["annotator 1", "annotator 2", "annotator 3"]
    assert set(page.bar.people.offered()) == {"amina", "youssef", "zineb"}


def test_no_order_tells_who_is_who_where_names_are_hidden(qtbot, tmp_path, team, shown):
    page = shown()
    with qtbot.waitSignal(page.counted):
        page.bar.nameless.click()
    pairs = page.view.charts["pairs"].chart
    assert pairs.rows == tuple(f"\u2068annotator {number}\u2069" for number in (1, 2, 3))
    assert [words.split(":")[0] for words in figures(page, "gold").split("; ")] == list(pairs.rows)
    with qtbot.waitSignal(page.files.written, timeout=20_000):
        page.files.save("json", page.shown_answer(), tmp_path / "a.json")
    found = (tmp_path / "a.json").read_text(encoding="utf-8")
    assert json.loads(found)["annotators"] == ["annotator 1", "annotator 2", "annotator 3"]
    assert not any(name in found for name in ("amina", "youssef", "zineb"))


def test_who_took_up_finished_work_is_compared_with_the_earlier_pass(qtbot, project_path, window, shown):
    with Project.open(project_path) as project:
        for who in ("amina", "youssef"):
            project.annotations.store_finished(who, "visit", [Span(*NAME, "PERS")])
    window.labelling.open_document("visit")
    window.labelling.article.caret.select(*RABAT)
    window.labelling.desk.label("GPE")  # takes it up again
    window.perform("finish")
    page = shown()
    assert page.view.charts["own"].isHidden() or not figures(page, "own")
    with qtbot.waitSignal(page.counted, timeout=10_000):
        page.bar.earlier.click()
    assert figures(page, "own").startswith("\u2068amina\u2069: 0.67")
    assert "2 annotators" in page.summary.text()


def test_where_nobody_finished_anything_twice_the_page_says_so(qtbot, compared, shown):
    page = shown()
    assert "twice" not in page.summary.text()
    with qtbot.waitSignal(page.counted, timeout=10_000):
        page.bar.earlier.click()
    assert "no earlier passes: none of them finished an article twice" in page.summary.text()


def test_without_two_annotators_a_sentence_says_what_is_needed(shown):
    page = shown()
    assert "No two annotators have finished the same article yet." in page.nothing.words()
    assert page.nothing.command().startswith("annotator open ")


def test_what_others_wrote_meanwhile_is_counted_when_the_page_is_shown_again(
    qtbot, window, project_path, compared, shown
):
    page = shown()
    window.show_page("labelling")
    with Project.open(project_path) as project:
        project.annotations.store_finished("zineb", "visit", [Span(*NAME, "PERS")])
    shown()
    assert "3 annotators" in page.summary.text()


def test_counting_can_be_given_up_and_begun_again(qtbot, window, compared):
    page = window.leads.agreement
    window.show_page("agreement")
    page.waiting.button.click()
    assert page.nothing.words() == "Counting was cancelled."
    with qtbot.waitSignal(page.counted, timeout=10_000):
        page.nothing.button.click()
    assert page.view.isVisible()


def test_what_is_shown_is_saved_as_page_tables_and_figures(qtbot, tmp_path, compared, shown):
    page = shown()
    answer = page.shown_answer()
    for kind, name in (("html", "a.html"), ("pdf", "a.pdf"), ("csv", "tables"), ("json", "a.json")):
        with qtbot.waitSignal(page.files.written, timeout=20_000):
            page.files.save(kind, answer, tmp_path / name)
    assert "youssef" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert len(list((tmp_path / "tables").glob("*.csv"))) > 3
    found = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert found["annotators"] == ["amina", "youssef"]
    with qtbot.waitSignal(page.refused, timeout=20_000):
        page.files.save("json", answer, tmp_path / "a.json")


def test_an_answer_offers_every_kind_of_file(qtbot, compared, shown):
    page = shown()
    menu = page.files.menu(page.shown_answer(), page)
    assert [action.text() for action in menu.actions()] == [
        "Report as a web page…",
        "Report as PDF…",
        "All tables as CSV…",
        "All figures as JSON…",
    ]
    menu.deleteLater()


def test_a_project_that_is_gone_is_a_sentence(qtbot, window, project_path, compared):
    page = window.leads.agreement
    hidden = project_path.with_name("elsewhere.annot")
    project_path.rename(hidden)
    try:
        with qtbot.waitSignal(page.counted, timeout=10_000):
            window.show_page("agreement")
        assert page.nothing.words()
    finally:
        hidden.rename(project_path)
