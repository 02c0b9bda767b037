"""The document list through the real window: what it shows, in which order; no decision moves a row."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.gui.documents import Documents
from annotator.gui.listing import ALL, Order, Wanted, in_order
from annotator.model import Reason, State, Suggestion
from annotator.project.documents import NewDocument, Summary
from annotator.project.file import Project
from annotator.schema import load
from annotator.text.cleaning import clean
from tests.gui.conftest import find

CTRL = Qt.KeyboardModifier.ControlModifier
ARTICLES = {
    "a": ("هسبريس", "زيارة إلى الرباط", [("الرباط", "GPE", 0.9)]),
    "b": ("الصحيفة", "أخبار من القاهرة وتونس", [("القاهرة", "GPE", 0.4), ("تونس", "GPE", 0.5)]),
    "c": ("هسبريس", "«تحديات» في طنجة", []),
    "d": ("", "بيان الجيش", [("الجيش", "ORG", 0.6)]),
}


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    path = tmp_path / "news.annot"
    with Project.create(path, schema=load("security-news")) as project:
        for id_, (outlet, text, proposed) in ARTICLES.items():
            project.documents.add(
                NewDocument(id=id_, raw=text.encode(), encoding="utf-8", cleaned=clean(text), outlet=outlet)
            )
            made = [
                Suggestion(*find(text, words), label, "", "lexicon", score, Reason("rank"))
                for words, label, score in proposed
            ]
            project.suggestions.replace(id_, made, sources=["lexicon"])
    return path


@pytest.fixture
def head(window):
    return window.labelling.side.filter


def press(widget, *keys, modifiers=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(widget, key, modifiers)


def shown(window):
    documents = window.labelling.documents
    return [documents.summary(row).id for row in range(documents.rowCount())]


def menu_of(head, words):
    """Open a menu of the head as a click does, and return it."""
    (button,) = [one for one in head.findChildren(QPushButton) if one.text().startswith(words)]
    button.menu().aboutToShow.emit()
    return button.menu()


def choose(head, button, *path):
    """Choose something of a menu of the head."""
    menu = menu_of(head, button)
    for words in path[:-1]:
        (menu,) = [item.menu() for item in menu.actions() if item.text() == words]
    (item,) = [item for item in menu.actions() if item.text() == path[-1]]
    item.trigger()


def chips(head):
    """Return the chips in sight, by their words."""
    QApplication.processEvents()
    buttons = [one for one in head.findChildren(QPushButton) if one.objectName() == "chip"]
    return {one.text().partition("  ")[0]: one for one in buttons if not one.isHidden()}


def open_id(window):
    return window.session.sheet.document.id


def test_the_list_begins_with_all_documents_as_they_came(window, head):
    assert shown(window) == ["a", "b", "c", "d"]
    assert head.shown_words() == ""
    assert chips(head) == {}


def test_words_of_a_title_are_typed_folded_in_any_order(window, head):
    press(window.labelling.article, Qt.Key.Key_L, modifiers=CTRL)
    field = QApplication.focusWidget()
    field.setText("القاهره اخبار")
    assert shown(window) == ["a", "b"]  # the one on the desk stays in sight
    assert head.shown_words() == "1 of 4 articles"
    press(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert shown(window) == ["a", "b", "c", "d"]
    press(field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.labelling.article


@pytest.mark.parametrize("text", ["", "  ", "\x00", "(.*", "ن" * 10_000, "\u202e"])
def test_whatever_is_typed_filters_or_finds_nothing(window, head, text):
    press(window.labelling.article, Qt.Key.Key_L, modifiers=CTRL)
    QApplication.focusWidget().setText(text)
    assert shown(window) in (["a"], ["a", "b", "c", "d"])


def test_states_outlets_and_questions_filter_and_show_as_chips(window, head, qtbot):
    press(window.labelling.article, Qt.Key.Key_Space, Qt.Key.Key_Space)
    assert open_id(window) == "b"
    choose(head, "Filter", "new")
    choose(head, "Filter", "Outlet", "هسبريس")
    assert shown(window) == ["b", "c"]
    assert list(chips(head)) == ["new", "هسبريس"]
    assert head.shown_words() == "1 of 4 articles"
    qtbot.mouseClick(chips(head)["new"], Qt.MouseButton.LeftButton)
    assert list(chips(head)) == ["هسبريس"]
    assert shown(window) == ["a", "b", "c"]
    choose(head, "Filter", "with open questions")
    assert head.shown_words() == "0 of 4 articles"


def test_a_label_filters_by_spans_and_suggestions(window, head):
    choose(head, "Filter", "Label", "Organisation")
    assert shown(window) == ["a", "d"]
    assert list(chips(head)) == ["Organisation"]
    choose(head, "Filter", "Label", "Political entity")
    assert shown(window) == ["a", "b", "d"]
    choose(head, "Filter", "Show all")
    assert shown(window) == ["a", "b", "c", "d"]


def test_what_comes_in_with_the_label_that_is_wanted_is_shown(window, head, project_path):
    head.wanted_changed.emit(Wanted(labels=("GPE",)))
    before = shown(window)
    with Project.open(project_path) as project:
        text = "زار الوفد مراكش."
        project.documents.add(NewDocument("new", text.encode(), "utf-8", clean(text)))
        made = Suggestion(*find(text, "مراكش"), "GPE", "", "lexicon", 0.8, Reason("rank"))
        project.suggestions.replace("new", [made], sources=["lexicon"])
    window.session.look_again()
    assert shown(window) == [*before, "new"]
    assert window.labelling.documents.matching() == len(before) + 1


def test_nothing_like_that_says_so_and_shows_all_again(window, head, qtbot):
    choose(head, "Filter", "skipped")
    (button,) = [one for one in window.labelling.side.findChildren(QPushButton) if one.text() == "Show all"]
    assert button.isVisible()
    assert not window.labelling.list.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.labelling.list.isVisible()
    assert shown(window) == ["a", "b", "c", "d"]


def test_a_decision_moves_no_row_until_another_document_is_open(window, head):
    choose(head, "Filter", "new")
    choose(head, "Order", "Most suggestions left")
    assert shown(window) == ["b", "a", "d", "c"]
    press(window.labelling.article, Qt.Key.Key_Return)
    assert window.session.sheet.annotation.state is State.IN_PROGRESS
    assert shown(window) == ["b", "a", "d", "c"]
    press(window.labelling.article, Qt.Key.Key_PageDown, modifiers=CTRL)
    assert open_id(window) == "d"
    assert shown(window) == ["b", "d", "c"]
    press(window.labelling.article, Qt.Key.Key_Z, modifiers=CTRL)
    assert open_id(window) == "a"
    assert shown(window) == ["b", "a", "d", "c"]


def test_a_document_that_is_not_wanted_is_in_the_list_while_it_is_on_the_desk(window, head):
    choose(head, "Filter", "Outlet", "الصحيفة")
    assert shown(window) == ["a", "b"]
    window.labelling.open_document("d")
    assert shown(window) == ["b", "d"]
    assert window.labelling.list.currentIndex().row() == 1
    window.labelling.open_document("b")
    assert shown(window) == ["b"]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Most uncertain first", ["b", "d", "a", "c"]),
        ("Most suggestions left", ["b", "a", "d", "c"]),
        ("By title", ["b", "d", "c", "a"]),
        ("By outlet", ["b", "a", "c", "d"]),
        ("As they came in", ["a", "b", "c", "d"]),
    ],
)
def test_orders(window, head, words, ids):
    choose(head, "Order", words)
    assert shown(window) == ids
    assert window.labelling.list.currentIndex().row() == ids.index("a")
    assert head.shown_words() == ("" if words == "As they came in" else words)


def test_documents_are_worked_through_in_the_order_that_is_shown(window, head):
    choose(head, "Order", "Most uncertain first")
    window.labelling.open_first()
    seen = [open_id(window)]
    for _time in range(3):
        press(window.labelling.article, Qt.Key.Key_Return, modifiers=CTRL)
        seen.append(open_id(window))
    assert seen == ["b", "d", "a", "c"]
    press(window.labelling.article, Qt.Key.Key_PageUp, modifiers=CTRL)
    assert open_id(window) == "a"


def test_the_end_of_what_is_shown_is_no_end_of_the_work(window, head):
    choose(head, "Filter", "Outlet", "الصحيفة")
    window.labelling.open_document("b")
    press(window.labelling.article, Qt.Key.Key_Return, modifiers=CTRL)
    assert window.status.message() == "Every article that the list shows is finished."


def test_the_order_is_kept_for_the_project_and_the_filter_for_the_day(application, window, head, settings):
    choose(head, "Order", "By title")
    choose(head, "Filter", "new")
    choose(head, "Filter", "Outlet", "هسبريس")
    application.restyle()
    assert shown(application.window) == ["c", "a"]
    choose(application.window.labelling.side.filter, "Filter", "Show all")
    assert shown(application.window) == ["b", "d", "c", "a"]
    assert settings.order_of("another project") is Order.LIST


def test_up_down_and_enter_in_the_list_walk_and_open(window, spans):
    listed = window.labelling.list
    listed.setFocus()
    press(listed, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert listed.currentIndex().row() == 2
    assert open_id(window) == "a"
    press(listed, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert open_id(window) == "b"
    assert QApplication.focusWidget() is window.labelling.article
    assert spans("a") == spans("b") == []
    listed.setFocus()
    press(listed, Qt.Key.Key_Down)
    window.labelling.article.setFocus()
    assert listed.currentIndex().row() == 1  # nothing was opened


@pytest.mark.parametrize(
    "key",
    [
        *(Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Tab, Qt.Key.Key_Backtab),
        *(Qt.Key.Key_4, Qt.Key.Key_G),
    ],
)
def test_no_key_in_the_list_decides_about_the_article_that_is_open(window, key):
    session = window.session
    before, item = session.sheet, window.labelling.desk.hand.item
    assert item is not None
    window.labelling.list.setFocus()
    press(window.labelling.list, Qt.Key.Key_Down, key, key)
    assert session.sheet is before
    assert window.labelling.desk.hand.item is item
    assert window.status.message() == ""


def test_down_in_the_field_goes_into_the_list(window, head):
    press(window.labelling.article, Qt.Key.Key_L, modifiers=CTRL)
    QApplication.focusWidget().setText("طنجة")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is window.labelling.list
    press(window.labelling.list, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert open_id(window) == "c"


def test_the_count_of_finished_documents_covers_those_that_are_not_shown(window, head):
    press(window.labelling.article, Qt.Key.Key_Return, modifiers=CTRL)
    choose(head, "Filter", "new")
    documents = window.labelling.documents
    assert (documents.known.finished, len(documents.known)) == (1, 4)
    press(window.labelling.article, Qt.Key.Key_Z, modifiers=CTRL)
    assert documents.known.finished == 0


def summary(id_, title="", **values):
    return Summary(
        **{
            "id": id_,
            "title": title,
            "outlet": "",
            "state": State.NEW,
            "open_suggestions": 0,
            "spans": 0,
            **values,
        }
    )


def test_a_row_is_where_the_model_says_after_any_change(qtmodeltester):
    documents = Documents([summary(str(number), state=State.NEW) for number in range(20)])
    qtmodeltester.check(documents)
    documents.show(Wanted(states=frozenset({State.FINISHED})))
    for number in (7, 3, 12):
        documents.hold(str(number))
        documents.put(summary(str(number), state=State.FINISHED))
    documents.hold("19")
    assert [documents.summary(row).id for row in range(documents.rowCount())] == ["3", "7", "12", "19"]
    assert [documents.row_of(id_) for id_ in ("3", "7", "12", "19", "5")] == [0, 1, 2, 3, -1]
    assert (documents.matching(), documents.known.finished) == (3, 3)
    documents.reset([summary("new"), summary("19"), summary("3")])
    assert documents.row_of("19") == 0
    documents.show(ALL)
    assert [documents.summary(row).id for row in range(3)] == ["3", "19", "new"]


def test_what_is_put_away_is_last_where_work_is_ordered():
    some = [
        summary("done", state=State.FINISHED, uncertainty=0.9, open_suggestions=9),
        summary("new", uncertainty=0.1),
    ]
    assert [one.id for one in in_order(some, Order.UNCERTAIN)] == ["new", "done"]
    assert [one.id for one in in_order(some, Order.LEFT)] == ["new", "done"]
    states = [summary(state, state=state) for state in State]
    assert in_order(states, Order.STATE)[0].state is State.QUESTION


def test_titles_go_by_the_arabic_alphabet_whatever_quotes_and_marks_they_have():
    titles = ["Rabat", "يوم", "«تونس»", "أحمد", "بَيان", "احتجاج", "ثلاثة", "إلى", "بيانات"]
    ordered = [one.title for one in in_order([summary(title, title) for title in titles], Order.TITLE)]
    assert ordered == ["احتجاج", "أحمد", "إلى", "بَيان", "بيانات", "«تونس»", "ثلاثة", "يوم", "Rabat"]
