"""An article is labelled from first to last without a mouse, under each layout, until it equals its gold."""

from pathlib import Path

import pytest

from annotator.gui.window import MainWindow
from annotator.model import State
from annotator.project.file import Project
from tests.x11 import gold
from tests.x11.annotating import ByKeyboard
from tests.x11.conftest import WHO
from tests.x11.gold import Gold
from tests.x11.hands import LAYOUTS, Layout, focus, hands_on

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
