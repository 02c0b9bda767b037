"""The page of suggestions in the real window: switches, record, curve, order, controls."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QWidget

from annotator import lacking
from annotator.edition import Edition, Flavour
from annotator.gui.documents import Documents
from annotator.gui.due import EVERY
from annotator.gui.learner import Doing
from annotator.gui.learning_curve import Learnt
from annotator.gui.record_view import by_label
from annotator.gui.sources_view import NAMES, SENTENCES, SourceState
from annotator.model import Record, State
from annotator.project.file import Project
from annotator.suggest.controls import Shares, sentences


@pytest.fixture
def page(qtbot, window):
    window.activateWindow()
    window.show_page("suggestions")
    made = window.suggestions
    with qtbot.waitSignal(made.counted, timeout=10_000):
        made.refresh()
    return made


def again(qtbot, page):
    with qtbot.waitSignal(page.counted, timeout=10_000):
        page.refresh()


def test_it_stands_beside_the_other_pages_and_is_made_when_asked_for(window):
    assert "suggestions" not in vars(window)
    window.perform("suggestions")
    assert window.pages.currentWidget() is window.suggestions
    assert window.page_name() == "suggestions"
    window.show_page("labelling")
    assert window.labelling.article.hasFocus()


def test_every_source_says_what_it_is_and_whether_it_is_ready(page):
    for name in SENTENCES:
        switch = page.sources.switch(name)
        assert switch.isChecked() is (name != "camel")  # which is not here
        assert switch.accessibleName() == NAMES[name]
        assert switch.accessibleDescription().startswith(SENTENCES[name])
    state = page.sources.state("tagger")
    assert state.startswith("Not learnt yet: 3 finished articles with 20 spans are enough.")
    assert page.sources.state("camel")


@pytest.fixture
def as_standard(monkeypatch):
    """The standard edition, which has neither pip nor CAMeL Tools."""
    monkeypatch.setattr(lacking, "edition", lambda: Edition("1.0", "", Flavour.STANDARD))
    monkeypatch.setattr("annotator.suggest.camel.folder.has_camel_tools", lambda: False)


def test_a_source_that_is_not_here_is_off_and_cannot_be_turned_on(qtbot, as_standard, page, project_path):
    switch = page.sources.switch("camel")
    assert not switch.isChecked()
    assert not switch.isEnabled()
    said = page.sources.state("camel")
    assert "The full edition of Annotator can run it" in said
    assert "Its model comes separately" in said
    switch.click()
    page.sources.switch("patterns").click()
    again(qtbot, page)
    assert not switch.isChecked()
    with Project.open(project_path) as project:
        assert project.settings.get("sources.off") == ["patterns"]  # what is set for CAMeL stays as it was


def test_a_source_that_came_shows_what_the_project_has_set(page):
    row = page.sources
    for is_on in (True, False):
        row.show_switches([] if is_on else ["camel"])
        row.show_states([SourceState("camel", "", is_here=False)])
        assert not row.switch("camel").isChecked()
        row.show_states([SourceState("camel", "")])
        assert row.switch("camel").isEnabled()
        assert row.switch("camel").isChecked() is is_on


def test_a_source_that_is_turned_off_is_off_for_the_whole_project(page, project_path):
    switch = page.sources.switch("patterns")
    for off in (["patterns"], []):
        switch.click()
        with Project.open(project_path) as project:
            assert project.settings.get("sources.off") == off
        assert switch.isChecked() == (not off)


def test_articles_that_nobody_began_lose_what_a_source_suggested(qtbot, window, page, project_path):
    with qtbot.waitSignal(window.learner.ended, timeout=60_000):
        page.sources.switch("lexicon").click()
    assert window.learner.problem == ""
    with Project.open(project_path) as project:
        assert [one for one in project.suggestions.of("second") if one.source == "lexicon"] == []
        assert len(project.suggestions.of("visit")) == 6  # it is open
    assert "have new suggestions" in window.status.message() or "has new" in window.status.message()


def test_the_record_is_bars_with_words_and_says_first_what_to_do(qtbot, window, page):
    assert "Accept or reject suggestions in an article" in page.record.summary()
    window.show_page("labelling")
    desk = window.labelling.desk
    desk.accept()  # three times الرباط
    desk.reject()
    window.show_page("suggestions")
    again(qtbot, page)
    assert page.record.summary() == "67 % of 3 decided suggestions were accepted as they were."
    said = page.record.bars.accessibleDescription()
    assert "Political entity: " in said
    assert "accepted" in said
    assert "Person: 1 shown, 0 accepted, 0 corrected, 1 rejected" in said


def test_records_of_several_sources_are_added_up_by_label():
    records = [
        Record("lexicon", "GPE", 10, 7, 1, 2),
        Record("patterns", "PERS", 3, 1, 0, 0),
        Record("tagger", "GPE", 5, 5, 0, 0),
    ]
    outcomes = by_label(records, labels={"GPE": ("Political entity", "#123456")})
    assert [(one.words, one.shown, one.counts) for one in outcomes] == [
        ("Political entity", 15, (12, 1, 2)),
        ("PERS", 3, (1, 0, 0)),
    ]


def test_the_record_of_one_source_alone(qtbot, window, page):
    window.labelling.desk.accept()
    again(qtbot, page)
    box = page.record.source
    assert [box.itemText(row) for row in range(box.count())] == ["All sources", "Lexicon"]
    box.setCurrentIndex(1)
    assert "Political entity" in page.record.bars.accessibleDescription()


def test_the_learning_curve_is_drawn_and_said_once_it_is_measured(qtbot, window, page):
    assert not page.learning.curve.isVisible()
    assert "Nothing is measured yet" in page.learning.words()
    models = window.session.project.models
    for documents, f1 in ((5, 0.31), (10, 0.44)):
        models.put("tagger", b"x", {"documents": documents, "labels": {"GPE": 3}, "held_out_f1": f1})
    again(qtbot, page)
    assert page.learning.curve.isVisible()
    assert page.learning.curve.accessibleDescription() == "5 articles: 0.31; 10 articles: 0.44"
    assert "Learnt from 10 articles." in page.learning.words()
    assert "Political entity 3" in page.learning.words()
    page.learning.curve.show_points([Learnt("", 1, 0.0), Learnt("", 1, 1.0)])
    page.learning.curve.repaint()


def test_what_learnt_again_from_the_same_articles_waits_for_more_of_them(qtbot, window, page):
    for f1 in (0.7, 0.73, 0.73):
        window.session.project.models.put("tagger", b"x", {"documents": 10, "held_out_f1": f1})
    again(qtbot, page)
    assert not page.learning.curve.isVisible()
    assert "0.73 so far. A line begins when it has learnt from more articles." in page.learning.words()


def test_train_now_shows_what_goes_on_and_can_be_stopped(window, page):
    page.learning.train.click()
    assert window.learner.doing is Doing.LEARNING
    assert "Learning from the finished articles…" in page.learning.words()
    assert page.learning.bar.isVisible()
    assert not page.learning.train.isVisible()
    page.learning.cancel.click()
    assert window.learner.doing is Doing.NOTHING
    assert page.learning.train.isVisible()


def test_how_often_and_whether_to_learn_is_kept(window, page, settings, project_path):
    page.learning.every.setValue(12)
    page.learning.learns.click()
    assert settings.learns is False
    assert not page.learning.every.isEnabled()
    with Project.open(project_path) as project:
        assert project.settings.get(EVERY) == 12


def test_the_order_of_the_next_article_is_kept(page, project_path):
    assert page.order.button("off").isChecked()
    assert not page.order.random.isEnabled()
    page.order.button("full").click()
    page.order.random.setValue(35)
    with Project.open(project_path) as project:
        assert project.settings.get("order.next") == "full"
        assert project.settings.get("order.random") == pytest.approx(0.35)


def test_the_controls_are_folded_away_and_say_for_whom_they_are(qtbot, window, page, project_path):
    lead = page.lead
    assert lead.fold.accessibleName().startswith("For the lead")
    assert not lead.plant.isVisible()
    with qtbot.waitSignal(lead.bias.counted, timeout=10_000):
        lead.fold.click()
    assert lead.plant.isVisible()
    assert lead.bias.words() == [
        "Nothing to report yet: nobody met a wrong suggestion or finished an article without suggestions."
    ]
    lead.hold_back.setValue(10)
    lead.plant.setValue(5)
    with qtbot.waitSignal(window.learner.ended, timeout=60_000):
        lead.apply.click()
    with Project.open(project_path) as project:
        assert project.settings.get("hold_back") == pytest.approx(0.1)
        assert project.settings.get("plant") == pytest.approx(0.05)
        held_back, planted = len(project.honesty.held_back()), project.honesty.planted_count()
    shares = Shares(0.1, 0.05)
    assert window.status.message() == " ".join(sentences(shares, held_back=held_back, planted=planted))


def test_everything_that_can_be_done_has_a_name_and_is_reached_by_tab(window, page):
    named = [
        one
        for one in page.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not _is_inner(one)
    ]
    assert len(named) > 15
    nameless = [
        one
        for one in named
        if not (one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()))
    ]
    assert nameless == []


def _is_inner(widget: QWidget) -> bool:
    parent = widget.parent()
    return isinstance(parent, QAbstractSpinBox) or widget.objectName().startswith("qt_")


def test_one_key_goes_round_the_parts_of_the_page(qtbot, window, page):
    window.labelling.desk.accept()  # without a record there is nothing to choose in it
    again(qtbot, page)
    shown = [part for part in window.parts() if part.isVisible()]  # no file was brought up to date here
    assert len(shown) == 7
    seen = []
    for _time in shown:
        window.perform("next_part")
        focused = page.window().focusWidget()
        assert focused is not None
        seen.append(next(part for part in shown if part is focused or part.isAncestorOf(focused)))
    assert {id(part) for part in seen} == {id(part) for part in shown}


def test_keys_about_an_article_do_nothing_on_the_page(window, page):
    QTest.keyClick(page.learning.every, Qt.Key.Key_Delete)
    QTest.keyClick(page.order.button("off"), Qt.Key.Key_Space)
    assert window.session.sheet.annotation.verdicts == {}


def test_a_window_of_another_language_shows_the_same_page(application, window):
    window.show_page("suggestions")
    application.restyle()
    assert application.window.page_name() == "suggestions"


def test_the_articles_that_wait_begin_behind_the_open_one(window):
    documents: Documents = window.labelling.documents
    assert documents.waiting(0) == ["second", "visit"]
    assert documents.untouched()[0] == "second"
    window.labelling.desk.finish()
    assert window.labelling.documents.known["visit"].state is State.FINISHED
    assert documents.untouched() == ["second"]
