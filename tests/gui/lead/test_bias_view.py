"""The figures of suggestion bias, in the two pages that show them."""

import pytest

from annotator.gui.lead.bias_view import BiasView
from annotator.gui.theme import LIGHT
from annotator.model import Planted, Reason, Suggestion
from annotator.project.file import Project
from annotator.reports.called import Called
from tests.gui.conftest import TEXTS, find


@pytest.fixture
def planted(project_path):
    """A planted error in an article: «وصل» is no place."""
    with Project.open(project_path) as project:
        wrong = Suggestion(*find(TEXTS["visit"], "وصل"), "GPE", "", "patterns", 0.7, Reason("rank"))
        project.suggestions.replace("visit", [wrong], sources=["patterns"])
        number = next(one.id for one in project.suggestions.of("visit") if one.start == wrong.start)
        project.honesty.plant([(number, Planted("nothing", None))])
    return project_path


@pytest.fixture
def view(qtbot, project_path):
    with Project.open(project_path) as project:
        made = BiasView(project, LIGHT)
        qtbot.addWidget(made)
        made.resize(700, 500)
        yield made
        made.stop()


def test_nothing_yet_is_one_sentence_and_no_chart(qtbot, view):
    with qtbot.waitSignal(view.counted, timeout=10_000):
        view.refresh(Called())
    (words,) = view.words()
    assert words.startswith("Nothing to report yet")
    assert all(chart.isHidden() for chart in view.charts.values())


def test_an_accepted_error_is_told_and_that_one_is_too_few(qtbot, planted, view, window):
    window.perform("accept_rest")
    window.perform("accept_rest")
    with qtbot.waitSignal(view.counted, timeout=10_000):
        view.refresh(Called())
    assert "1 of 1 wrong suggestion that was decided on was accepted." in " ".join(view.words())
    (bar,) = view.charts["errors"].chart.bars
    assert (bar.low, bar.high) == (None, None)
    assert "Too few wrong suggestions" in bar.note


def test_names_change_without_counting_again(qtbot, view):
    with qtbot.waitSignal(view.counted, timeout=10_000):
        view.refresh(Called())
    heard = []
    view.counted.connect(lambda: heard.append(True))
    view.refresh(Called(people={"amina": "annotator 1"}))
    assert heard  # at once


def test_it_counts_once_it_is_in_sight(qtbot, view):
    view.refresh_when_seen(Called())
    assert view.words() == ["Counting…"]
    with qtbot.waitSignal(view.counted, timeout=10_000):
        view.show()
    assert view.words()[0].startswith("Nothing to report yet")


def test_a_project_that_went_away_is_a_sentence(qtbot, view, project_path):
    project_path.rename(project_path.with_name("elsewhere.annot"))
    with qtbot.waitSignal(view.counted, timeout=10_000):
        view.refresh(Called())
    assert "news.annot" in view.words()[0]
