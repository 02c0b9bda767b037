"""The label palette through the real window, against what is on disk."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from annotator.gui.palette import Palette
from annotator.project.file import Project
from tests.gui.conftest import TEXTS, find


@pytest.fixture
def opened(window):
    def press_f2() -> Palette:
        QTest.keyClick(window.labelling.article, Qt.Key.Key_F2)
        palette = window.labelling.offering.palette
        assert palette is not None
        return palette

    return press_f2


def stored(project_path):
    with Project.open(project_path) as project:
        text = project.documents.get("visit").text
        annotation = project.annotations.get("visit", "amina")
        changes = project.changes.history("amina", limit=9)
        return [(text[one.start : one.end], one.label, one.sublabel) for one in annotation.spans], len(
            changes
        )


def test_label_and_sublabel_are_given_in_one_change(window, opened, project_path):
    palette = opened()
    QTest.keyClicks(palette.field, "milit")
    assert palette.current().words == "Organisation · military unit"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert stored(project_path) == ([("الرباط", "ORG", "military_unit")], 1)
    assert not palette.isVisible()
    assert window.labelling.article.hasFocus()


def test_the_arrows_step_and_stay_within_the_list(opened):
    palette = opened()
    offered = palette.choices()
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.current() == offered[0]
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Tab)
    assert palette.current() == offered[2]
    for _time in range(12):
        QTest.keyClick(palette.field, Qt.Key.Key_PageDown)
    assert palette.current() == offered[-1]


def test_what_the_name_is_called_comes_first(window, opened):
    assert opened().current().kind == ("GPE", "")
    QTest.keyClick(window.labelling.offering.palette.field, Qt.Key.Key_Escape)
    QTest.keyClick(window.labelling.article, Qt.Key.Key_Tab)
    assert opened().current().kind == ("PERS", "")


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F2])
def test_leaving_changes_nothing_and_gives_the_keys_back(window, opened, key, spans):
    palette = opened()
    QTest.keyClicks(palette.field, "9")
    QTest.keyClick(palette.field, key)
    assert not palette.isVisible()
    assert window.labelling.article.hasFocus()
    assert spans() == []


def test_it_goes_when_the_focus_does(window, opened):
    palette = opened()
    window.labelling.article.setFocus()
    assert not palette.isVisible()


def test_a_click_chooses(window, opened, spans):
    palette = opened()
    QTest.keyClicks(palette.field, "weapon")
    rect = palette.list.visualRect(palette.list.model().index(0, 0))
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert spans() == [("الرباط", "WEA")]


def test_a_selection_and_a_word_are_labelled(window, opened, spans):
    window.labelling.article.caret.select(*find(TEXTS["visit"], "اللواء محمد بريظ"))
    QTest.keyClicks(opened().field, "2")
    QTest.keyClick(window.labelling.offering.palette.field, Qt.Key.Key_Return)
    assert spans() == [("اللواء محمد بريظ", "OCC")]
    window.labelling.article.caret.put(find(TEXTS["visit"], "للرباط")[0])
    QTest.keyClicks(opened().field, "gpe")
    QTest.keyClick(window.labelling.offering.palette.field, Qt.Key.Key_Return)
    assert ("لرباط", "GPE") in spans()


def test_what_nothing_is_called_says_what_to_do_and_enter_does_nothing(opened, spans):
    palette = opened()
    QTest.keyClicks(palette.field, "xyzzy")
    assert palette.current() is None
    assert "No label" in palette.rule()
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert spans() == []


@pytest.mark.parametrize("height", [800, 560])
@pytest.mark.parametrize("nth", [0, 5])
def test_it_never_covers_what_it_is_about(window, opened, height, nth):
    window.resize(1100, height)
    for _time in range(nth):
        QTest.keyClick(window.labelling.article, Qt.Key.Key_Tab)
    item = window.labelling.desk.hand.item
    palette = opened()
    rect = window.labelling.article.map.range_rect(item.start, item.end)
    corner = window.labelling.article.viewport().mapTo(window.labelling, QPoint(rect.left(), rect.top()))
    assert not palette.geometry().intersects(QRect(corner, rect.size()))
    assert window.labelling.rect().contains(palette.geometry())


def test_the_link_in_the_panel_opens_it(window):
    window.labelling.panel.action_requested.emit("palette")
    assert window.labelling.offering.palette.isVisible()


def test_with_nothing_to_label_it_says_so(window):
    window.labelling.desk.hand.go_to(len(TEXTS["visit"]))
    QTest.keyClick(window.labelling.article, Qt.Key.Key_F2)
    palette = window.labelling.offering.palette
    assert palette is None
    assert window.status.message() != ""
