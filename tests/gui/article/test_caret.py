from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt

from annotator.gui.article import ArticleView
from annotator.gui.article.pieces import cut
from annotator.text import graphemes
from tests.gui.article.drawing import LINE, LONG, MIXED, MakeView, press

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down


def walk(
    view: ArticleView, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> list[tuple[int, QRect]]:
    """Presses a key until it takes the caret nowhere; returns offsets and boxes on the way."""
    view.verticalScrollBar().setValue(0)
    places = [(view.caret.offset, view.caret.rect())]
    for _step in range(3 * len(view.text()) + 3):
        press(view, key, modifiers)
        if (view.caret.offset, view.caret.rect()) == places[-1]:
            return places
        places.append((view.caret.offset, view.caret.rect()))
    raise AssertionError(f"the caret goes round in circles: {places}")


def offsets(places: list[tuple[int, QRect]]) -> list[int]:
    return [offset for offset, _box in places]


def test_left_goes_forward_in_arabic(make_view: MakeView) -> None:
    view = make_view("سلام\nعليكم")
    assert offsets(walk(view, LEFT)) == list(range(11))
    assert offsets(walk(view, RIGHT)) == list(range(10, -1, -1))


def test_left_goes_back_in_a_latin_paragraph(make_view: MakeView) -> None:
    view = make_view("Latin")
    view.caret.put(3)
    press(view, LEFT)
    assert view.caret.offset == 2


@pytest.mark.parametrize(
    "text",
    [
        MIXED,
        "في NATO أمس",
        "NATO أمس في 1949",
        "content: center;} وأوضح {display:flex;} ضمن",
        "١٤ 😀🇲🇦 e\u0301 (USD) مُحَمَّد",
        "Latin 😀 only",
    ],
)
def test_left_goes_leftwards_through_all_that_is_seen(make_view: MakeView, text: str) -> None:
    view = make_view(text, width=900)
    is_arabic = not text.startswith("Latin")
    press(view, Qt.Key.Key_Home if is_arabic else Qt.Key.Key_End)
    places = walk(view, LEFT)
    seen = [one for one in pairwise(graphemes.boundaries(text)) if view.map.range_rects(*one)]
    tops = {box.top() for _offset, box in places}
    for top in tops:
        xs = [box.x() for _offset, box in places if box.top() == top]
        assert xs == sorted(xs, reverse=True)
    # One more on each line than it has graphemes, and one to the end where that is seen elsewhere.
    assert len(seen) + len(tops) <= len(places) <= len(seen) + len(tops) + 1
    assert places[-1][0] == (len(text) if is_arabic else 0)
    back = walk(view, RIGHT)
    assert {box.x() for _offset, box in back} == {box.x() for _offset, box in places}


@pytest.fixture
def narrow(make_view: MakeView) -> ArticleView:
    return make_view("", width=250)


PIECES = st.sampled_from(
    ["محمد ", "لله", "\n", "NATO ", "12/05", "😀", "🇲🇦", "(", "، ", "اً", "e\u0301", "\u200f", ";}", " "]
)


@given(st.lists(PIECES, max_size=15).map("".join))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_caret_stands_on_graphemes_and_reaches_both_ends(narrow: ArticleView, text: str) -> None:
    view = narrow
    view.set_article(text, has_title=False)
    boundaries = set(graphemes.boundaries(text))
    for key, modifiers in ((DOWN, Qt.KeyboardModifier.NoModifier), (UP, Qt.KeyboardModifier.NoModifier)):
        assert set(offsets(walk(view, key, modifiers))) <= boundaries
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home):
        press(view, key, CONTROL)
    assert view.caret.offset == 0
    visited = set()
    for _step in range(2 * len(text) + 2):
        press(view, LEFT)
        visited.add(view.caret.offset)
    assert visited <= boundaries


def test_with_control_it_goes_by_words_and_certain_clitics(make_view: MakeView) -> None:
    text = "زار وفد للرباط والمغرب، أمس."
    view = make_view(text)
    places = offsets(walk(view, LEFT, CONTROL))
    words = ["زار", "وفد", "للرباط", "لرباط", "والمغرب", "المغرب", "أمس"]
    assert places == [*(text.index(word) for word in words), len(text)]
    assert offsets(walk(view, RIGHT, CONTROL)) == places[::-1]


def test_control_and_shift_select_word_by_word(make_view: MakeView) -> None:
    text = "زار وفد NATO للرباط (USD)، أمس."
    view = make_view(text)
    taken = []
    for _word in range(5):
        press(view, LEFT, CONTROL | SHIFT)
        taken.append(text[slice(*view.caret.selection)])
    assert taken == ["زار", "زار وفد", "زار وفد NATO", "زار وفد NATO للرباط", "زار وفد NATO للرباط (USD"]
    press(view, RIGHT, CONTROL | SHIFT)
    assert text[slice(*view.caret.selection)] == taken[3]


def test_in_a_latin_paragraph_control_goes_the_other_way(make_view: MakeView) -> None:
    view = make_view("one two three")
    press(view, RIGHT, CONTROL)
    assert view.caret.offset == 4
    press(view, LEFT, CONTROL)
    assert view.caret.offset == 0


def test_up_and_down_with_control_go_by_sentences(make_view: MakeView) -> None:
    text = "زار وفد الرباط. عاد اليوم.\nثم أعلن البيان؟ نعم."
    view = make_view(text)
    press(view, DOWN, CONTROL)
    assert view.caret.offset == text.index("عاد")
    press(view, DOWN, CONTROL | SHIFT)
    assert text[slice(*view.caret.selection)] == "عاد اليوم."
    press(view, DOWN, CONTROL)
    assert view.caret.offset == text.index("ثم")
    press(view, UP, CONTROL)
    assert view.caret.offset == text.index("عاد")
    assert offsets(walk(view, DOWN, CONTROL))[-1] == len(text)


@pytest.mark.parametrize("text", [MIXED, LINE, LONG[:3000], "في NATO أمس\n\nPakistan–Morocco ties\n2019"])
def test_control_reaches_the_end_and_comes_back(make_view: MakeView, text: str) -> None:
    view = make_view(text)
    is_latin_somewhere = "ties" in text
    for modifiers in (CONTROL, CONTROL | SHIFT):
        press(view, Qt.Key.Key_Home, CONTROL)
        there = offsets(walk(view, DOWN, modifiers))
        assert there == sorted(set(there))
        assert there[-1] == len(text)
        if not is_latin_somewhere:
            press(view, Qt.Key.Key_Home, CONTROL)
            there = offsets(walk(view, LEFT, modifiers))
            assert there == sorted(set(there))
            assert there[-1] == len(text)


def test_shift_extends_and_an_arrow_leaves_the_selection_at_its_side(make_view: MakeView) -> None:
    view = make_view("الرباط والمغرب")
    for _step in range(6):
        press(view, LEFT, SHIFT)
    assert view.caret.selection == (0, 6)
    press(view, RIGHT)
    assert (view.caret.offset, view.caret.selection) == (0, (0, 0))
    press(view, LEFT, SHIFT | CONTROL)
    press(view, LEFT)
    assert view.caret.offset == 6


def test_home_and_end_stay_on_the_line(make_view: MakeView) -> None:
    view = make_view(f"{LINE} {LINE}", width=420)
    press(view, DOWN)
    middle_top = view.caret.rect().top()
    press(view, Qt.Key.Key_End)
    end = view.caret.offset
    assert view.caret.rect().top() == middle_top
    press(view, Qt.Key.Key_Home)
    start = view.caret.offset
    assert view.caret.rect().top() == middle_top
    assert 0 < start < end
    assert view.text()[start - 1] == " "
    assert view.text()[end] == " "


def test_up_and_down_remember_where_they_came_from(make_view: MakeView) -> None:
    view = make_view(f"{LINE}\nقصير\n\n{LINE}", width=900)
    view.caret.put(60)
    x = view.caret.rect().x()
    for _line in range(3):
        press(view, DOWN)
    assert abs(view.caret.rect().x() - x) < 12
    for _line in range(3):
        press(view, UP)
    assert view.caret.offset == 60


def test_down_from_the_last_line_goes_to_the_end(make_view: MakeView) -> None:
    view = make_view(LINE)
    assert walk(view, DOWN)[-1][0] == len(LINE)
    assert walk(view, UP)[-1][0] == 0


def test_pages_move_by_a_screen_and_come_back(make_view: MakeView) -> None:
    view = make_view(LONG)
    places = offsets(walk(view, Qt.Key.Key_PageDown))
    assert places[-1] == len(LONG)
    assert len(places) < 100
    for offset in places[1:-1]:
        view.caret.put(offset)
        assert view.viewport().rect().contains(view.caret.rect())
    view.caret.put(0)
    press(view, Qt.Key.Key_PageDown)
    press(view, Qt.Key.Key_PageUp)
    assert view.caret.offset == 0


def test_the_caret_stays_in_sight(make_view: MakeView) -> None:
    view = make_view(LONG)
    for _step in range(40):
        press(view, DOWN)
        assert view.viewport().rect().contains(view.caret.rect())


def test_between_the_parts_of_a_long_paragraph_the_caret_stops_once(make_view: MakeView) -> None:
    text = f"{LINE} " * 60
    view = make_view(text)
    start = cut(text)[1].start
    assert text[start:].startswith(LINE)
    view.caret.put(start - 2)
    places = []
    for _step in range(4):
        press(view, LEFT)
        places.append(view.caret.offset)
    assert places == [start - 1, start, start + 1, start + 2]
    for expected in (start + 1, start, start - 1, start - 2):
        press(view, RIGHT)
        assert view.caret.offset == expected
