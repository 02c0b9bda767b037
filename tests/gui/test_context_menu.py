from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotator.gui.actions import ACTIONS
from annotator.schema import Names
from tests.gui.conftest import TEXTS, find

# The offscreen platform says so of every menu that pops up.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")

MOUSE, KEYBOARD = QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard


def asked(window, start: int, end: int) -> QMenu:
    """The menu that comes where a person presses the right button on a range."""
    article = window.labelling.article
    article.map.reveal(start, end)
    at = article.map.range_rect(start, end).center()
    event = QContextMenuEvent(MOUSE, at, article.viewport().mapToGlobal(at))
    QApplication.sendEvent(article.viewport(), event)
    return QApplication.activePopupWidget()


def entries(menu: QMenu) -> dict[str, object]:
    found = {}
    for action in menu.actions():
        if action.menu() is not None:
            found |= {f"{action.text()} > {name}": one for name, one in entries(action.menu()).items()}
        elif not action.isSeparator():
            found[action.text().partition("\t")[0]] = action
    return found


@pytest.fixture
def choose(window):
    def choose(menu: QMenu, name: str) -> None:
        chosen = entries(menu)[name]
        menu.close()
        chosen.trigger()

    return choose


def test_on_a_suggestion_it_accepts_rejects_relabels_and_moves_edges(window, spans, choose):
    place = find(TEXTS["visit"], "محمد بريظ")
    choose(asked(window, *place), "Edges > Move the start outwards")
    assert spans() == [("اللواء محمد بريظ", "PERS")]
    choose(asked(window, *place), "Remove")
    assert spans() == []
    choose(asked(window, *find(TEXTS["visit"], "الرباط")), "Accept, everywhere in the document")
    assert len(spans()) == 3
    choose(asked(window, *find(TEXTS["visit"], "وفد")), "Label > Organisation > government")
    assert ("وفد", "ORG") in spans()
    assert window.labelling.desk.hand.item.sublabel == "government"


def test_elsewhere_it_labels_the_word(window, spans, choose):
    choose(asked(window, *find(TEXTS["visit"], "يرحب")), "Label > Crime")
    assert spans() == [("يرحب", "CRIME")]


def test_on_the_selection_it_labels_the_selection(window, spans, choose):
    place = find(TEXTS["visit"], "اللواء محمد بريظ")
    window.labelling.article.caret.select(*place)
    menu = asked(window, *place)
    assert "Accept, everywhere in the document" not in entries(menu)
    choose(menu, "Label > Position > Position")
    assert spans() == [("اللواء محمد بريظ", "OCC")]


def test_it_names_the_keys_as_they_are_now(window):
    window.keys.change("accept", "Y")
    menu = asked(window, *find(TEXTS["visit"], "الرباط"))
    assert any(action.text().endswith("\tY") for action in menu.actions())
    menu.close()


def test_the_menu_key_brings_it_at_the_caret(window, spans):
    article = window.labelling.article
    event = QContextMenuEvent(KEYBOARD, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(article, event)
    menu = QApplication.activePopupWidget()
    corner = article.viewport().mapToGlobal(article.caret.rect().bottomLeft())
    assert (menu.pos() - corner).manhattanLength() < menu.width() + menu.height()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert [label for _name, label in spans()] == ["GPE"] * 3


def test_it_leaves_no_menus_behind(window, qtbot):
    article = window.labelling.article
    before = len(article.findChildren(QMenu))
    for _time in range(3):
        asked(window, *find(TEXTS["visit"], "الرباط")).close()
    qtbot.waitUntil(lambda: len(article.findChildren(QMenu)) == before)


def test_what_it_asks_for_is_in_the_table(window):
    wanted = []
    window.labelling.menu.action_requested.connect(wanted.append)
    window.labelling.menu.action_requested.disconnect(window.labelling.panel.action_requested)
    menu = asked(window, *find(TEXTS["visit"], "الرباط"))
    for name, action in entries(menu).items():
        if not name.startswith("Label > "):
            action.trigger()
    menu.close()
    assert set(wanted) <= {action.id for action in ACTIONS}
    assert {"accept", "reject", "note", "ask", "start_out", "end_in", "palette"} <= set(wanted)


def test_a_name_with_an_ampersand_is_shown_whole(window):
    session = window.session
    first, *others = session.sheet.schema.labels
    first = replace(first, names=Names("ب&ت", "R&D", "R&D"))
    session.sheet = replace(session.sheet, schema=replace(session.sheet.schema, labels=(first, *others)))
    menu = asked(window, *find(TEXTS["visit"], "يرحب"))
    assert "Label > R&&D" in entries(menu)
    menu.close()
    window.top.show_undo("label «R&D»", "")
    assert any("label «R&&D»" in action.text() for action in window.top.findChildren(QAction))


def test_where_no_article_could_be_opened_there_is_no_menu(window):
    window.session.sheet = None
    assert asked(window, *find(TEXTS["visit"], "يرحب")) is None
