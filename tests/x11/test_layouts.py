"""An article is labelled from first to last until it equals its gold: without a mouse, and without keys."""

from pathlib import Path

import pytest

from annotator.gui.window import MainWindow
from annotator.model import State
from annotator.project.file import Project
from tests.x11 import gold
from tests.x11.by_keyboard import ByKeyboard
from tests.x11.by_mouse import ByMouse
from tests.x11.conftest import WHO
from tests.x11.gold import Gold
from tests.x11.hands import LAYOUTS, PLAIN_US, Layout, focus, hands_on

pytestmark = pytest.mark.x11

# DESIGN.md's table of keys, each at least once.
TABLE = {
    *("Tab", "Shift+Tab", "Enter", "Delete", "[", "]", "{", "}", "Space", "Ctrl+Enter"),
    *("Ctrl+Z", "Ctrl+Shift+Z", "Left", "Shift+Left", "Ctrl+Left", "Shift+Ctrl+Left"),
    *("Down", "Ctrl+PgDown", "Ctrl+PgUp"),
    *("7", "5", "3", "C", "6", "1"),  # on a suggestion, on a word, on a span, on a selection
}


def stored(path: Path, document: int = 0) -> tuple[frozenset[gold.Wanted], State]:
    with Project.open(path) as project:
        annotation = project.annotations.get(project.documents.ids()[document], WHO)
        spans = frozenset((one.start, one.end, one.label, one.sublabel) for one in annotation.spans)
        return spans, annotation.state


def work(window: MainWindow, path: Path, wanted: Gold, *, layout: Layout, qtbot) -> None:
    with hands_on(qtbot, layout) as hands:
        focus(qtbot, window)
        ByKeyboard(window, hands, wanted).label_all()
        hands.press("Ctrl+Enter")
    assert TABLE - hands.used == set()
    assert stored(path) == (wanted.spans, State.FINISHED)
    assert stored(path, 1) == (frozenset(), State.FINISHED)


@pytest.mark.real
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.name)
def test_a_real_article_is_labelled_without_a_mouse(qtbot, opened, prepared, real_articles, layout):
    wanted = gold.of_real_article(real_articles[0])
    window, path = opened(prepared(wanted))
    work(window, path, wanted, layout=layout, qtbot=qtbot)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.name)
def test_an_article_of_ours_is_labelled_without_a_mouse(qtbot, opened, prepared, layout):
    wanted = gold.of_seed("01-visit")
    window, path = opened(prepared(wanted))
    work(window, path, wanted, layout=layout, qtbot=qtbot)


@pytest.mark.real
def test_a_real_article_is_labelled_without_a_keyboard(qtbot, opened, prepared, real_articles):
    wanted = gold.of_real_article(real_articles[0])
    work_by_mouse(*opened(prepared(wanted)), wanted, qtbot=qtbot)


def test_an_article_of_ours_is_labelled_without_a_keyboard(qtbot, opened, prepared):
    wanted = gold.of_seed("01-visit")
    work_by_mouse(*opened(prepared(wanted)), wanted, qtbot=qtbot)


def work_by_mouse(window: MainWindow, path: Path, wanted: Gold, *, qtbot) -> None:
    with hands_on(qtbot, PLAIN_US) as hands:
        focus(qtbot, window)
        person = ByMouse(window, hands, wanted)
        person.label_all()
        person.choose_above("finish")
    assert hands.used == set()
    assert stored(path) == (wanted.spans, State.FINISHED)
    assert stored(path, 1) == (frozenset(), State.FINISHED)
