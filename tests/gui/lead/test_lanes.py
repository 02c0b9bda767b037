from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from annotator.gui.article.look import PLAIN
from annotator.gui.lead.lanes import Lane, LanesView, cut, inside, passage, said, shifted
from annotator.gui.theme import LIGHT
from annotator.model import Span
from annotator.schema import load
from annotator.text.reading import Reading

TEXT = "زيارة إلى الرباط\nوصل اللواء محمد بريظ إلى الرباط. ثم غادر وفد من باكستان."
SCHEMA = load("security-news")


def at(words: str, label: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), label)


LONG, SHORT = at("اللواء محمد بريظ", "PERS"), at("محمد بريظ", "PERS")
RABAT = replace(at("الرباط.", "GPE"), end=TEXT.index("."))


@pytest.fixture
def lanes(qtbot):
    view = LanesView(PLAIN, SCHEMA, LIGHT)
    qtbot.addWidget(view)
    view.resize(800, 600)
    with qtbot.waitExposed(view):
        view.show()
    return view


def show(view: LanesView, *made: Lane) -> tuple[int, int]:
    within = passage(Reading(TEXT), LONG.start, LONG.end)
    view.show_lanes(made, TEXT, ring=(LONG.start, LONG.end), within=within)
    return within


def test_a_passage_is_the_sentence_and_of_a_long_one_the_words_around_the_place():
    start, end = passage(Reading(TEXT), SHORT.start, SHORT.end)
    assert TEXT[start:end].strip() == "وصل اللواء محمد بريظ إلى الرباط."
    text = "كلمة " * 200 + "الرباط" + " كلمة" * 200
    place = text.index("الرباط")
    start, end = passage(Reading(text), place, place + 6)
    assert 200 < end - start < 420
    assert text[start:end].split()[0] == text[start:end].split()[-1] == "كلمة"


def test_a_passage_holds_its_place_even_where_no_blank_is_near():
    text = "ا" * 3000
    start, end = passage(Reading(text), 1000, 2500)
    assert start <= 1000 < 2500 <= end
    assert end - start < 2000


def test_each_lane_shows_its_answer_in_the_passage_with_what_lies_beside(lanes):
    start, _end = show(
        lanes,
        Lane("1", "amina", (LONG,), beside=(RABAT,)),
        Lane("2", "youssef", (SHORT,)),
        Lane("3", "sara", ()),
    )
    shown = [
        sorted((mark.start + start, mark.end + start) for mark in one.article.marks())
        for one in lanes.lanes()
    ]
    assert shown == [
        [(LONG.start, LONG.end), (RABAT.start, RABAT.end)],
        [(SHORT.start, SHORT.end)],
        [],
    ]
    names = [one.article.accessibleName() for one in lanes.lanes()]
    assert names == ["amina: «اللواء محمد بريظ» Person", "youssef: «محمد بريظ» Person", "sara: not marked"]


def test_a_sentence_that_is_cut_says_so_at_both_ends_and_its_marks_stay_on_their_words(lanes):
    text = "كلمة " * 200 + "الرباط" + " كلمة" * 200
    reading, place = Reading(text), text.index("الرباط")
    within = passage(reading, place, place + 6)
    there = Span(place, place + 6, "GPE")
    made = [Lane("1", "amina", (there,))]
    lanes.show_lanes(made, text, ring=(place, place + 6), within=within, cut=cut(reading, within))
    article = lanes.lanes()[0].article
    assert article.text().startswith("… كلمة")
    assert article.text().endswith("كلمة …")
    (mark,) = article.marks()
    assert article.text()[mark.start : mark.end] == "الرباط"


def test_a_whole_sentence_is_not_cut():
    assert cut(Reading(TEXT), passage(Reading(TEXT), LONG.start, LONG.end)) == (False, False)
    start, end = passage(Reading(TEXT), LONG.start, LONG.end)
    assert cut(Reading(TEXT), (start, end - 4)) == (False, True)


def test_fewer_lanes_hide_what_was_there(lanes):
    show(lanes, Lane("1", "amina", (LONG,)), Lane("2", "youssef", (SHORT,)))
    show(lanes, Lane("1", "amina", (LONG,)))
    assert len(lanes.lanes()) == 1


def test_a_lane_is_as_high_as_its_text_and_leaves_the_wheel_to_the_column(lanes, qtbot):
    show(lanes, Lane("1", "amina", (LONG, SHORT)))
    (lane,) = lanes.lanes()
    article = lane.article
    qtbot.waitUntil(lambda: 0 < article.map.height() - article.height() < 40)  # of the blank below it
    before = article.height()
    lanes.resize(360, 600)
    qtbot.waitUntil(lambda: article.height() > before)
    turned = QWheelEvent(
        QPointF(5, 5),
        QPointF(article.mapToGlobal(QPoint(5, 5))),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(article.viewport(), turned)
    assert article.verticalScrollBar().value() == 0


def test_a_label_that_the_schema_lost_is_called_by_its_id(lanes):
    lost = replace(LONG, label="GONE")
    show(lanes, Lane("1", "amina", (lost,)))
    assert said([lost], TEXT, SCHEMA) == "«اللواء محمد بريظ» GONE"
    assert [mark.text for mark in lanes.lanes()[0].article.marks()] == ["GONE"]


def test_spans_move_into_the_passage_and_back():
    assert shifted(shifted(LONG, -10), 10) == LONG
    assert inside([LONG, SHORT, RABAT], LONG.start, LONG.end) == (LONG, SHORT)
