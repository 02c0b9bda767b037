"""The tour through the real window: it waits, it points, it decides nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from annotator.gui.application import Application
from annotator.gui.coach import Ring
from annotator.gui.sample import is_sample
from annotator.gui.tour import Tour, tour_of
from annotator.gui.tour_steps import STEPS
from annotator.model import Reason, Suggestion
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.schema import load
from annotator.text.cleaning import clean
from tests.gui.conftest import SUGGESTED, TEXTS, find

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sample(qtbot, tmp_path: Path, settings) -> Iterator[Application]:
    """The texts of the other tests under the names of sample articles."""
    path = tmp_path / "demo.annot"
    with Project.create(path, schema=load("security-news")) as project:
        for id_, text in zip(("01-visit", "02-exercise"), TEXTS.values(), strict=True):
            cleaned = clean(text)
            project.documents.add(NewDocument(id=id_, raw=text.encode(), encoding="utf-8", cleaned=cleaned))
            key = "visit" if id_ == "01-visit" else "second"
            made = [
                Suggestion(*find(text, words, nth), label, "", "lexicon", 0.8, Reason("rank"))
                for words, label, nth in SUGGESTED[key]
            ]
            project.suggestions.replace(id_, made, sources=["lexicon"])
    with Project.open(path) as project:
        made = Application(project, "salma", settings)
        made.window.resize(1200, 800)
        with qtbot.waitExposed(made.window):
            made.show()
        yield made
        made.window.close()
        made.window.deleteLater()
        made.qt.processEvents()


@pytest.fixture
def tour(sample) -> Tour:
    tour = Tour(sample.window, breath_ms=0)
    sample.window.perform("tour")
    return tour


def decided(window):
    return [change.name for change in window.session.project.changes.history("salma", limit=99)]


def test_the_tour_waits_on_the_page_of_labelling(sample, tour):
    window, place = sample.window, tour.place
    assert tour.coach.isVisible()
    for page in ("progress", "suggestions"):
        window.show_page(page)
        assert not tour.coach.isVisible()
        assert not window.findChild(Ring).isVisible()
        window.resize(window.width() - 20, window.height())
        sample.qt.processEvents()
        assert not tour.coach.isVisible()
    window.show_page("labelling")
    sample.qt.processEvents()
    assert tour.coach.isVisible()
    assert tour.place == place


def test_each_step_waits_until_it_was_done(sample, tour, qtbot):
    article = sample.window.labelling.article
    keys = [
        (Qt.Key.Key_Tab, None),
        (Qt.Key.Key_Return, None),
        (Qt.Key.Key_Delete, None),
        (Qt.Key.Key_5, None),
        (Qt.Key.Key_BracketLeft, None),
        (Qt.Key.Key_Z, CTRL),
        (Qt.Key.Key_PageDown, CTRL),
    ]
    assert tour.place == 0
    for place, (key, held) in enumerate(keys, start=1):
        QTest.keyClick(article, key, held or Qt.KeyboardModifier.NoModifier)
        qtbot.waitUntil(lambda place=place: tour.place == place)
    QTest.keyClick(article, Qt.Key.Key_Space)
    QTest.keyClick(article, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tour.place == len(STEPS) - 1)
    QTest.keyClick(article, Qt.Key.Key_F11)
    assert tour.place == -1
    assert not tour.coach.isVisible()


def test_what_was_not_asked_for_leaves_the_step_as_it_is(sample, tour):
    tour.start(3)
    QTest.keyClick(sample.window.labelling.article, Qt.Key.Key_Return)
    sample.qt.processEvents()
    assert decided(sample.window) == ["accept"]
    assert tour.place == 3


def test_the_same_article_read_again_is_not_another_one(sample, tour):
    session = sample.window.session
    place = next(place for place, step in enumerate(STEPS) if "opened" in step.until)
    tour.start(place)
    session.open(session.sheet.document.id)  # as when others wrote
    assert "Done" not in tour.coach.words()
    session.open("02-exercise")
    assert "Done" in tour.coach.words()


def test_next_and_end_by_key_and_by_mouse_decide_nothing(sample, tour):
    article = sample.window.labelling.article
    QTest.keyClick(article, Qt.Key.Key_F11)
    assert tour.place == 1
    next_, end = (
        next(one for one in tour.coach.findChildren(QPushButton) if words in one.text())
        for words in ("Next", "End")
    )
    QTest.mouseClick(next_, Qt.MouseButton.LeftButton)
    assert tour.place == 2
    QTest.mouseClick(end, Qt.MouseButton.LeftButton)
    assert tour.place == -1
    assert article.hasFocus()
    sample.window.perform("tour")
    QTest.keyClick(article, Qt.Key.Key_Escape)
    assert tour.place == -1
    assert decided(sample.window) == []


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
def test_a_note_covers_nothing_of_what_it_is_about_and_stays_in_the_window(sample, tour, size, qtbot):
    window = sample.window
    window.resize(*size)
    for place, step in enumerate(STEPS):
        tour.start(place)
        about = tour.about()
        assert not about.isEmpty(), step
        assert not tour.coach.geometry().intersects(about.adjusted(2, 2, -2, -2)), step
        assert window.rect().contains(tour.coach.geometry()), step


def test_the_keys_that_were_changed_are_the_ones_said(sample, tour):
    assert "Tab" in tour.coach.words()
    sample.window.keys.change("next_suggestion", "F10")
    tour.start()
    assert "Press F10." in tour.coach.words()


def test_a_screen_reader_is_given_what_to_do(tour):
    assert tour.coach.accessibleName().startswith("1 of 9. ")
    assert "Press Tab." in tour.coach.accessibleName()


def test_on_a_real_project_it_only_points(window):
    tour = Tour(window, breath_ms=0)
    window.perform("tour")
    assert tour_of(window) is tour
    assert "Press" not in tour.coach.words()
    QTest.keyClick(window.labelling.article, Qt.Key.Key_Tab)
    assert tour.place == 0
    for place in range(1, len(STEPS)):
        QTest.keyClick(window.labelling.article, Qt.Key.Key_F11)
        assert tour.place == place
    QTest.keyClick(window.labelling.article, Qt.Key.Key_F11)
    assert tour.place == -1
    assert window.session.project.changes.history("amina", limit=9) == []


def test_another_language_goes_on_at_the_same_step(sample, tour, settings):
    tour.start(4)
    settings.locale = "fr"
    sample.restyle()
    assert tour_of(sample.window).place == 4
    assert tour_of(sample.window).coach.isVisible()
    settings.locale = "en"
    sample.restyle()


def test_only_the_sample_is_the_sample(sample, project_path, tmp_path):
    assert is_sample(sample.window.session.project)
    with Project.open(project_path) as project:
        assert not is_sample(project)
    with Project.create(tmp_path / "empty.annot", schema=load("security-news")) as empty:
        assert not is_sample(empty)


def test_nothing_in_hand_leaves_the_note_at_the_foot(sample, tour):
    sample.window.labelling.desk.hand.go_to(0)
    tour.start()
    assert tour.about() == QRect()
    assert sample.window.rect().contains(tour.coach.geometry())


def test_after_the_tour_its_keys_mean_nothing_to_it(sample, tour):
    tour.end()
    QTest.keyClick(sample.window.labelling.article, Qt.Key.Key_F11)
    assert tour.place == -1
    assert not tour.coach.isVisible()


def test_what_was_done_is_said_at_once_and_not_asked_for_again(sample, tour):
    assert "Press Tab" in tour.coach.words()
    QTest.keyClick(sample.window.labelling.article, Qt.Key.Key_Tab)
    assert tour.place == 0
    assert "✓ Done" in tour.coach.words()
    assert "Press Tab" not in tour.coach.words()
