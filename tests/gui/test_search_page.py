"""Finding in the project, through the real window."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from annotator.gui.search_results import ROW, Group, More
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.project.search import Count, Hit, Search
from annotator.schema import load
from annotator.text.cleaning import clean
from annotator.text.finding import Mode
from tests.gui.conftest import find

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MANY = 250
ARTICLES = {
    "visit": "زيارة إلى الرباط\n😀 وصل اللواء إلى الرباط، ثم غادر للرباط وفد من تونس.",
    "second": "خبر ثان\nاستقبلت تونس وفدا من الجزائر.",
    "third": "خبر ثالث\nعاد الوفد\nوبالرباط اجتمع.",
    "many": "خبر طويل\n" + "مالي، " * MANY,
}


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    path = tmp_path / "news.annot"
    with Project.create(path, schema=load("security-news")) as project:
        for id_, text in ARTICLES.items():
            cleaned = clean(text)
            project.documents.add(NewDocument(id=id_, raw=text.encode(), encoding="utf-8", cleaned=cleaned))
    return path


@pytest.fixture
def searching(window):
    return window.labelling.searching


@pytest.fixture
def panel(searching):
    return searching.panel


def press(widget, *keys, modifiers=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(widget, key, modifiers)


def search(qtbot, window, query, *, mode=Mode.NAME):
    searching = window.labelling.searching
    with qtbot.waitSignal(searching.in_project.searched, timeout=10_000):
        press(window.labelling.article, Qt.Key.Key_F, modifiers=CTRL | SHIFT)
        searching.panel.set_mode(mode)
        searching.panel.field.clear()
        searching.panel.field.insert(query)


def rows(panel):
    return [panel.results.row(row) for row in range(panel.results.rowCount())]


def place(window):
    """Return the open document and what is selected in it."""
    article = window.labelling.article
    start, end = article.caret.selection
    return window.session.sheet.document.id, article.text()[start:end]


def test_results_stand_under_their_article_in_their_context(qtbot, window, panel):
    search(qtbot, window, "الرباط")
    assert panel.said() == "4 places in 2 articles"
    found = rows(panel)
    assert [row.hits for row in found if isinstance(row, Group)] == [3, 1]
    assert [row.title for row in found if isinstance(row, Group)] == ["زيارة إلى الرباط", "خبر ثالث"]
    hits = [row for row in found if isinstance(row, Hit)]
    assert [hit.found for hit in hits] == ["الرباط", "الرباط", "لرباط", "الرباط"]
    assert hits[2].before.endswith("غادر ل")
    assert "\n" not in hits[3].before
    assert panel.list.isVisible()
    assert not window.labelling.side.isVisible()


def test_down_and_enter_open_a_result_and_the_results_stay(qtbot, window, panel, spans):
    search(qtbot, window, "الرباط")
    press(panel.field, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is panel.field
    assert place(window)[0] == "visit"
    press(panel.field, Qt.Key.Key_Return)
    assert place(window) == ("third", "الرباط")
    assert QApplication.focusWidget() is window.labelling.article
    press(window.labelling.article, Qt.Key.Key_4)
    assert spans("third") == [("الرباط", "GPE")]
    assert panel.isVisible()
    assert panel.said() == "4 places in 2 articles"


def test_f3_goes_through_all_articles_and_back(qtbot, window, panel):
    article = window.labelling.article
    search(qtbot, window, "الرباط")
    seen = []
    for _time in range(5):
        press(article, Qt.Key.Key_F3)
        seen.append((window.session.sheet.document.id, article.caret.selection[0]))
    text = ARTICLES["visit"]
    starts = [find(text, "الرباط")[0], find(text, "الرباط", 1)[0], find(text, "لرباط", 2)[0]]
    third = ("third", find(ARTICLES["third"], "الرباط")[0])
    assert seen == [*(("visit", start) for start in starts), third, ("visit", starts[0])]
    press(article, Qt.Key.Key_F3, modifiers=SHIFT)
    assert (window.session.sheet.document.id, article.caret.selection[0]) == third


def test_a_click_opens_a_result(qtbot, window, panel):
    search(qtbot, window, "الجزائر")
    index = panel.results.index(1)
    QTest.mouseClick(
        panel.list.viewport(), Qt.MouseButton.LeftButton, pos=panel.list.visualRect(index).center()
    )
    assert place(window) == ("second", "الجزائر")


def test_esc_brings_the_list_back_and_the_results_are_kept_for_the_next_time(qtbot, window, panel, searching):
    search(qtbot, window, "الرباط")
    press(panel.field, Qt.Key.Key_Escape)
    assert window.labelling.side.isVisible()
    assert QApplication.focusWidget() is window.labelling.article
    press(window.labelling.article, Qt.Key.Key_F, modifiers=CTRL | SHIFT)
    assert panel.query() == "الرباط"
    assert panel.said() == "4 places in 2 articles"
    press(panel.list, Qt.Key.Key_Escape)
    assert window.labelling.side.isVisible()


def test_f3_belongs_to_the_search_that_was_used_last(qtbot, window, panel, searching):
    article = window.labelling.article
    search(qtbot, window, "الرباط")
    press(article, Qt.Key.Key_F3)
    press(article, Qt.Key.Key_F, modifiers=CTRL)
    searching.bar.field.setText("تونس")
    qtbot.waitUntil(lambda: searching.bar.said() == "1 of 1")
    press(article, Qt.Key.Key_F3)
    assert place(window) == ("visit", "تونس")
    press(searching.bar.field, Qt.Key.Key_Escape)
    press(article, Qt.Key.Key_F3)
    assert article.caret.selection == find(ARTICLES["visit"], "الرباط", 1)


def test_what_is_selected_is_searched_for(qtbot, window, panel, searching):
    window.labelling.article.caret.select(*find(ARTICLES["visit"], "تونس"))
    with qtbot.waitSignal(searching.in_project.searched):
        press(window.labelling.article, Qt.Key.Key_F, modifiers=CTRL | SHIFT)
    assert panel.query() == "تونس"
    assert panel.said() == "2 places in 2 articles"


def test_the_top_bar_leads_to_the_search_from_any_page(qtbot, window, panel):
    window.show_page("agreement")
    (button,) = [one for one in window.top.findChildren(QPushButton) if one.text() == "Search the project…"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.isVisible()
    assert QApplication.focusWidget() is panel.field


def test_more_is_shown_when_it_is_asked_for(qtbot, window, panel, searching):
    search(qtbot, window, "مالي")
    assert panel.said() == f"{MANY} places in 1 article"
    shown = rows(panel)
    assert isinstance(shown[-1], More)
    press(panel.field, Qt.Key.Key_Up)
    assert panel.list.currentIndex().data(ROW) == More()
    with qtbot.waitSignal(searching.in_project.searched):
        press(panel.field, Qt.Key.Key_Return)
    assert len([row for row in rows(panel) if isinstance(row, Hit)]) == MANY
    assert rows(panel)[: len(shown) - 1] != shown[:-1]  # the title knows of all of them
    assert panel.list.currentIndex().row() == len(shown) - 1


def test_what_was_not_counted_to_the_end_is_said_to_be_about_so_much(panel):
    hit = Hit("visit", "زيارة", 0, 5, "", "زيارة", " إلى")
    panel.show_hits([hit], Count(documents=9_000, hits=300, is_all=False))
    assert panel.said() == "In about 9000 articles"
    assert rows(panel)[-1] == More()
    panel.show_hits([hit], Count(documents=1, hits=1))
    assert rows(panel)[-1] == hit


def test_the_way_that_finds_something_is_offered(qtbot, window, panel, searching):
    search(qtbot, window, "رباط")
    assert panel.said() == "Nothing found in any article."
    (offer,) = [
        one for one in panel.findChildren(QPushButton) if one.text() == "As written" and one.isVisible()
    ]
    with qtbot.waitSignal(searching.in_project.searched):
        press(offer, Qt.Key.Key_Space)
    assert panel.mode() is Mode.WORDS
    assert panel.said() == "4 places in 2 articles"


@pytest.fixture
def go_on(monkeypatch):
    """Hold up searches until this is set."""
    event, find_ = Event(), Search.find

    def held_up(*args, **options):
        assert event.wait(20)
        return find_(*args, **options)

    monkeypatch.setattr(Search, "find", held_up)
    yield event
    event.set()


def test_only_what_was_typed_last_is_shown(qtbot, window, panel, searching, go_on):
    press(window.labelling.article, Qt.Key.Key_F, modifiers=CTRL | SHIFT)
    said = []
    searching.in_project.searched.connect(lambda: said.append(panel.said()))
    panel.field.setText("الرباط")
    qtbot.waitUntil(lambda: panel.said() == "Searching…")
    panel.field.setText("تونس")
    panel.field.setText("الجزائر")
    go_on.set()
    qtbot.waitUntil(lambda: said != [], timeout=10_000)
    assert said == ["1 place in 1 article"]
    panel.field.setText("تونس")
    panel.field.clear()
    qtbot.waitUntil(lambda: len(said) == 2, timeout=10_000)
    assert rows(panel) == []


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize(
    "query", ["ن" * 10_000, "((.*)*)*$", "\x07\x1b", '"', "NEAR(", "-", "*", "أ" * 999, "\u202e"]
)
def test_what_is_nowhere_is_said_to_be_nowhere(qtbot, window, panel, query, mode):
    search(qtbot, window, query, mode=mode)
    assert panel.said() == "Nothing found in any article."
    assert rows(panel) == []
    press(panel.field, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_F3)
    assert window.session.sheet.document.id == "visit"


def test_blanks_are_nothing_to_search_for(qtbot, window, panel):
    search(qtbot, window, "الرباط")
    search(qtbot, window, "   ")
    assert rows(panel) == []


def test_a_project_that_cannot_be_read_is_said_to_be(qtbot, window, panel, project_path):
    aside = project_path.rename(project_path.with_suffix(".aside"))
    search(qtbot, window, "الرباط")
    aside.rename(project_path)
    assert str(project_path) in panel.said()
    search(qtbot, window, "الرباط ")
    assert panel.said() == "4 places in 2 articles"


def test_typing_in_the_field_or_the_list_decides_nothing(qtbot, window, panel, spans):
    search(qtbot, window, "الرباط")
    for key in (Qt.Key.Key_4, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Tab):
        press(panel.field, key)
        press(panel.list, key)
    press(panel.list, Qt.Key.Key_Return)
    assert spans("visit") == []
    assert window.session.sheet.annotation.verdicts == {}


def test_the_window_closes_while_it_searches(qtbot, window, panel, go_on):
    press(window.labelling.article, Qt.Key.Key_F, modifiers=CTRL | SHIFT)
    panel.field.setText("الرباط")
    qtbot.waitUntil(lambda: panel.said() == "Searching…")
    window.close()
    go_on.set()
    assert not window.isVisible()
    assert QThreadPool.globalInstance().waitForDone(10_000)
    assert panel.said() == "Searching…"


def test_a_result_is_read_out_with_its_article(qtbot, window, panel):
    search(qtbot, window, "الجزائر")
    said = [panel.results.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert said == ["خبر ثان. 1 place", "خبر ثان استقبلت تونس وفدا من الجزائر."]


@pytest.mark.parametrize("action", ["find_project", "filter"])
def test_what_one_types_into_is_in_sight_though_the_list_was_hidden(window, action):
    window.perform("show_list")
    assert not window.labelling.list.isVisible()
    window.perform(action)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.isVisible()
