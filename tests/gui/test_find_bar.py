"""Finding in the article, through the real window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.gui.query import LONGEST_QUERY
from annotator.model import Reason, Suggestion
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.schema import load
from annotator.text import finding
from annotator.text.cleaning import clean
from annotator.text.finding import Mode
from tests.gui.conftest import find

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ARTICLE = (
    "زيارة إلى الرباط\n"
    "😀🇲🇦 غادر للرباط وفد، وبالرباط اجتمعوا مع مُحَمَّد بريظ ومحـمد بريظ.\n"
    'وقال أحمد مصطفى في القاهرة إن "الأمن\n'
    "العام» أوقف ١٢٣ شخصا و123 لاعبا (.*)."
)
OTHER = "خبر ثان\nعاد الوفد إلى الرباط."


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    path = tmp_path / "news.annot"
    with Project.create(path, schema=load("security-news")) as project:
        for id_, text in (("visit", ARTICLE), ("other", OTHER)):
            cleaned = clean(text)
            assert cleaned.text == text
            project.documents.add(NewDocument(id=id_, raw=text.encode(), encoding="utf-8", cleaned=cleaned))
        proposed = Suggestion(*find(ARTICLE, "أحمد مصطفى"), "PERS", "", "lexicon", 0.8, Reason("rank"))
        project.suggestions.replace("visit", [proposed], sources=["lexicon"])
    return path


@pytest.fixture
def bar(window):
    return window.labelling.searching.bar


@pytest.fixture
def article(window):
    made = window.labelling.article
    made.caret.put(0)
    return made


def press(widget, *keys, modifiers=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(widget, key, modifiers)


def look_for(qtbot, window, query, *, mode=Mode.NAME):
    """Type a query as a person does, and wait until its hits are counted."""
    bar = window.labelling.searching.bar
    press(window.labelling.article, Qt.Key.Key_F, modifiers=CTRL)
    bar.set_mode(mode)
    bar.field.clear()
    qtbot.waitUntil(lambda: bar.said() == "")
    bar.field.insert(query)
    if query.strip():
        qtbot.waitUntil(lambda: bar.said() != "")


def surfaces(window):
    """Go through all hits from the first with Enter, and return what each of them has in hand."""
    page, bar = window.labelling, window.labelling.searching.bar
    text, seen = page.article.text(), []
    place, _of, count = bar.said().partition(" of ")
    assert place == "1", bar.said()
    for _time in range(int(count)):
        item = page.desk.hand.item
        start, end = (item.start, item.end) if item is not None else page.article.caret.selection
        seen.append(text[start:end])
        press(bar.field, Qt.Key.Key_Return)
    assert bar.said() == f"1 of {count}"
    return seen


@pytest.mark.parametrize(
    ("query", "mode", "found"),
    [
        ("الرباط", Mode.NAME, ["الرباط", "لرباط", "الرباط"]),
        ("للرباط", Mode.NAME, ["الرباط", "لرباط", "الرباط"]),
        ("رباط", Mode.WORDS, ["رباط", "رباط", "رباط"]),
        ("الرباط", Mode.EXACT, ["الرباط", "الرباط"]),
        ("محمد بريظ", Mode.NAME, ["مُحَمَّد بريظ", "محـمد بريظ"]),
        ("احمد مصطفي", Mode.NAME, ["أحمد مصطفى"]),
        ("القاهره", Mode.WORDS, ["القاهرة"]),
        ('"الأمن العام"', Mode.WORDS, ['"الأمن\nالعام»']),
        ("الامن العام", Mode.NAME, ["الأمن\nالعام"]),
        ("123", Mode.NAME, ["١٢٣", "123"]),
        ("١٢٣", Mode.WORDS, ["١٢٣", "123"]),
        ("١٢٣", Mode.EXACT, ["١٢٣"]),
        ("\ufefbعب", Mode.WORDS, ["لاعب"]),
        ("\ufefbعبا", Mode.EXACT, ["لاعبا"]),
        ("😀🇲🇦 غادر", Mode.EXACT, ["😀🇲🇦 غادر"]),
        ("  الرباط ", Mode.EXACT, ["الرباط", "الرباط"]),
        ("(.*)", Mode.EXACT, ["(.*)"]),
        ("(.*)", Mode.WORDS, ["(.*)"]),
    ],
)
def test_arabic_is_found_however_it_is_spelt(qtbot, window, article, query, mode, found):
    look_for(qtbot, window, query, mode=mode)
    assert surfaces(window) == found


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize(
    "query",
    ["ن" * 10_000, "(((((((((((.*)*)*)*)*)*$", "\x00\x07\x1b", "[", "a" * 999, "\u200f\u202e", "َُِّ"],
)
def test_what_is_nowhere_is_said_to_be_nowhere(qtbot, window, bar, article, query, mode):
    look_for(qtbot, window, query, mode=mode)
    assert bar.said() == "Nothing found"
    assert len(bar.query()) <= LONGEST_QUERY
    assert article.caret.selection == (0, 0)


@pytest.mark.parametrize("query", ["", "   ", " \t "])
def test_blanks_are_nothing_to_look_for(qtbot, window, bar, article, query):
    look_for(qtbot, window, query)
    press(bar.field, Qt.Key.Key_Return)
    assert bar.said() == ""
    assert bar.offered() is None


def test_a_hit_is_labelled_at_once_and_f3_walks_on_from_the_article(qtbot, window, article, spans):
    look_for(qtbot, window, "الرباط")
    press(window.labelling.searching.bar.field, Qt.Key.Key_F3)
    assert QApplication.focusWidget() is article
    press(article, Qt.Key.Key_4)
    assert spans() == [("لرباط", "GPE")]
    press(article, Qt.Key.Key_F3)
    press(article, Qt.Key.Key_4)
    assert spans() == [("لرباط", "GPE"), ("الرباط", "GPE")]
    press(article, Qt.Key.Key_F3)
    assert article.caret.selection == find(ARTICLE, "الرباط")
    press(article, Qt.Key.Key_F3, modifiers=SHIFT)
    press(article, Qt.Key.Key_Delete)
    assert spans() == [("لرباط", "GPE")]


def test_a_hit_that_is_suggested_comes_into_hand_and_is_accepted(qtbot, window, article, spans):
    look_for(qtbot, window, "أحمد مصطفى")
    press(window.labelling.searching.bar.field, Qt.Key.Key_Escape)
    assert window.labelling.desk.hand.item is not None
    press(article, Qt.Key.Key_Return)
    assert spans() == [("أحمد مصطفى", "PERS")]


def test_the_next_hit_is_the_next_from_where_the_caret_is(qtbot, window, bar, article):
    look_for(qtbot, window, "الرباط")
    article.caret.put(find(ARTICLE, "وفد")[0])
    press(article, Qt.Key.Key_F3)
    assert article.caret.selection == find(ARTICLE, "الرباط", 1)
    article.caret.put(find(ARTICLE, "وفد")[0])
    press(article, Qt.Key.Key_F3, modifiers=SHIFT)
    assert bar.said() == "2 of 3"


def test_enter_goes_on_shift_enter_back_and_the_field_keeps_the_focus(qtbot, window, bar, article):
    look_for(qtbot, window, "الرباط")
    press(bar.field, Qt.Key.Key_Return)
    assert bar.said() == "2 of 3"
    press(bar.field, Qt.Key.Key_Return, modifiers=SHIFT)
    press(bar.field, Qt.Key.Key_Return, modifiers=SHIFT)
    assert bar.said() == "3 of 3"
    assert QApplication.focusWidget() is bar.field


def test_esc_closes_the_bar_from_the_field_and_its_buttons(qtbot, window, bar, article):
    window.labelling.article.caret.put(0)
    for widget in (bar.field, *bar.findChildren(QPushButton)):
        look_for(qtbot, window, "الرباط")
        press(widget, Qt.Key.Key_Escape)
        assert not bar.isVisible()
        assert QApplication.focusWidget() is article
        assert article.caret.selection == find(ARTICLE, "الرباط")
        article.caret.put(0)


def test_hits_are_painted_while_the_bar_is_open(qtbot, window, bar, article):
    def second():
        """Return how the second hit looks, at which the caret is not."""
        box = article.map.range_rect(*find(ARTICLE, "للرباط"))
        return article.viewport().grab(box).toImage()

    before = second()
    look_for(qtbot, window, "الرباط")
    assert second() != before
    press(bar.field, Qt.Key.Key_Escape)
    assert second() == before


def test_what_is_selected_or_in_hand_is_looked_for(window, bar, article):
    article.caret.select(*find(ARTICLE, "الأمن\nالعام"))
    press(article, Qt.Key.Key_F, modifiers=CTRL)
    assert bar.query() == "الأمن العام"
    assert bar.said() == "1 of 1"
    press(bar.field, Qt.Key.Key_Escape)
    article.caret.put(find(ARTICLE, "مصطفى")[0])
    press(article, Qt.Key.Key_F, modifiers=CTRL)
    assert bar.query() == "أحمد مصطفى"
    assert bar.field.selectedText() == bar.query()


def test_f3_without_a_bar_looks_for_what_was_looked_for_last(qtbot, window, bar, article):
    press(article, Qt.Key.Key_F3)
    assert QApplication.focusWidget() is bar.field
    look_for(qtbot, window, "الرباط")
    press(bar.field, Qt.Key.Key_Escape)
    press(article, Qt.Key.Key_F3)
    assert bar.isVisible()
    assert bar.said() == "2 of 3"


def test_the_way_that_finds_something_is_offered(qtbot, window, bar, article):
    look_for(qtbot, window, "رباط")
    assert bar.said() == "Nothing found"
    assert bar.offered() is Mode.WORDS
    (offer,) = [button for button in bar.findChildren(QPushButton) if "3 places" in button.text()]
    press(offer, Qt.Key.Key_Space)
    assert bar.mode() is Mode.WORDS
    qtbot.waitUntil(lambda: bar.said() == "1 of 3")
    look_for(qtbot, window, "الجزائر")
    assert bar.offered() is None


def test_typing_and_undoing_in_the_field_decide_nothing(qtbot, window, bar, article, spans):
    article.caret.put(find(ARTICLE, "وفد")[0])
    press(article, Qt.Key.Key_4)
    look_for(qtbot, window, "الرباط")
    for key in (Qt.Key.Key_4, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Tab):
        press(bar.field, key)
    press(bar.field, Qt.Key.Key_Z, Qt.Key.Key_Return, modifiers=CTRL)
    for button in bar.findChildren(QPushButton):
        press(button, Qt.Key.Key_Tab, Qt.Key.Key_Backspace)
    assert spans() == [("وفد", "GPE")]
    assert window.session.sheet.document.id == "visit"


def test_another_article_shows_its_own_hits_and_stays_where_it_is(qtbot, window, bar, article):
    look_for(qtbot, window, "الرباط")
    press(article, Qt.Key.Key_PageDown, modifiers=CTRL)
    assert window.session.sheet.document.id == "other"
    assert bar.said() == "1 place"
    assert article.caret.selection == (0, 0)
    press(article, Qt.Key.Key_F3)
    assert article.caret.selection == find(OTHER, "الرباط")
    look_for(qtbot, window, "القاهرة")
    press(article, Qt.Key.Key_PageUp, modifiers=CTRL)
    assert bar.said() == "1 place"


def test_everything_in_the_bar_has_a_name(window, bar):
    press(window.labelling.article, Qt.Key.Key_F, modifiers=CTRL)
    names = [one.accessibleName() for one in (bar.field, *bar.findChildren(QPushButton))]
    assert all(names)
    assert len(set(names)) == len(names)


def test_stepping_searches_an_article_once(qtbot, window, bar, article, monkeypatch):
    searched = []

    def watched(reading, query, *, mode):
        searched.extend([(query, mode)] if query else [])
        return finding.find(reading, query, mode=mode)

    monkeypatch.setattr("annotator.gui.finder.find", watched)
    look_for(qtbot, window, "الرباط")
    press(article, *[Qt.Key.Key_F3] * 5)
    assert searched == [("الرباط", Mode.NAME)]
    look_for(qtbot, window, "الجزائر")
    press(article, *[Qt.Key.Key_F3] * 5)
    assert len(searched) == len(set(searched))


def test_escape_in_the_article_closes_the_bar_then_the_results(window):
    searching, article = window.labelling.searching, window.labelling.article
    window.perform("find_project")
    window.perform("find")
    article.setFocus()
    QTest.keyClick(article, Qt.Key.Key_Escape)
    assert not searching.in_article.is_open
    assert searching.is_panel_shown
    QTest.keyClick(article, Qt.Key.Key_Escape)
    assert not searching.is_panel_shown
