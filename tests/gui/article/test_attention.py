"""The caret, the end of the selection and the mark in hand stay in sight, whatever happens to the view."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt

from annotator.gui.article import ArticleView, Look
from tests.gui.article.drawing import LINE, LONG, MakeView, mark, press

NONE, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
KEYS = [
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
]
TEXT = f"{LONG}\n\n{LINE * 60}\nNATO 12/05 F-16\n{LONG[:4000]}"
KEY = st.tuples(
    st.just("key"), st.sampled_from(KEYS), st.sampled_from([NONE, SHIFT, CONTROL, SHIFT | CONTROL])
)
ACTION = st.one_of(
    KEY,
    KEY,
    st.tuples(st.just("resize"), st.integers(250, 900), st.integers(120, 700)),
    st.tuples(st.just("zoom"), st.sampled_from([14, 20, 28, 40]), st.sampled_from([1.0, 1.3, 2.0])),
    st.tuples(st.just("marks"), st.integers(0, len(TEXT) - 300), st.booleans()),
    st.tuples(st.just("select"), st.integers(0, len(TEXT)), st.integers(0, len(TEXT))),
    st.tuples(st.just("current"), st.integers(0, 60), st.none()),
)


WORDS = [found.start() for found in re.finditer(r"\w+", TEXT)][::20]


def is_seen(view: ArticleView, box: QRect) -> bool:
    return view.viewport().rect().contains(box)


@pytest.fixture
def shown(make_view: MakeView) -> ArticleView:
    return make_view(TEXT, width=500, height=300, has_title=True)


@given(st.lists(ACTION, max_size=12))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_caret_never_gets_out_of_sight(shown: ArticleView, look: Look, actions: list) -> None:  # type: ignore[type-arg]  # tuples of any kind
    view = shown
    view.resize(500, 300)
    view.set_look(look)
    view.set_marks([mark(n, WORDS[n], WORDS[n] + 12, is_suggestion=n % 2 == 0) for n in range(61)])
    view.caret.put(0)
    for kind, one, other in actions:
        was_seen = is_seen(view, view.caret.rect())
        if kind == "key":
            press(view, one, other)
            # With Ctrl these two are the window's, and move nothing.
            was_seen |= not (other & CONTROL and one in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown))
        elif kind == "resize":
            view.resize(one, other)
        elif kind == "zoom":
            view.set_look(replace(look, text_px=one, line_spacing=other))
        elif kind == "marks":
            view.change_marks(
                [], [mark(99, one, one + 250), mark(98, one + 3, one + 9), mark(97, one, one + 6)]
            )
        elif kind == "select":
            view.caret.select(one, other)
            was_seen = True
        else:
            key = ("suggestion" if one % 2 == 0 else "span", one)
            view.set_current(key)
            at = next((each.start for each in view.marks() if each.key == key), None)
            assert at is None or is_seen(view, view.map.range_rect(at, at + 1))
            was_seen = False
        assert is_seen(view, view.caret.rect()) or not was_seen, (kind, one, other)


@pytest.mark.parametrize("text_px", [14, 28, 40])
@pytest.mark.parametrize("below", [0.05, 0.5, 0.9])
def test_what_is_in_hand_stays_where_it_is_when_the_text_grows(
    make_view: MakeView, look: Look, text_px: int, below: float
) -> None:
    view = make_view(LONG, width=700, height=500)
    start = LONG.index("وزير", len(LONG) // 2)
    one = mark(1, start, start + 4)
    view.set_marks([one])
    view.set_current(one.key)
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + view.map.range_rect(one.start, one.end).top() - round(below * 460))
    before = view.map.range_rect(one.start, one.end)
    view.set_look(replace(look, text_px=text_px))
    after = view.map.range_rect(one.start, one.end)
    assert is_seen(view, after)
    assert abs(after.top() - before.top()) <= 100
    view.set_look(look)
    assert is_seen(view, view.map.range_rect(one.start, one.end))


def test_what_a_person_scrolled_to_is_kept_rather_than_the_caret_left_behind(
    make_view: MakeView, look: Look
) -> None:
    view = make_view(LONG)
    view.caret.put(30)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    first, _last = view.map.visible_range()
    view.set_look(replace(look, line_spacing=1.6))
    view.resize(480, 300)
    start, end = view.map.visible_range()
    assert start - len(LINE) <= first <= end
    assert not is_seen(view, view.caret.rect())


def test_marks_that_make_lines_taller_push_the_caret_out_of_no_view(make_view: MakeView) -> None:
    view = make_view(LONG, height=300)
    start = len(LONG) // 2
    view.caret.put(start)
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() - 300 + view.caret.rect().bottom() + 2)
    assert is_seen(view, view.caret.rect())
    view.set_marks([mark(n, start - 200, start + n + 1) for n in range(30)])
    assert is_seen(view, view.caret.rect())
