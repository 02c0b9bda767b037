from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from annotator.gui.article import ArticleView, Look
from annotator.gui.article.invisible import Sign, signs
from tests.gui.article.drawing import LINE, MakeView, picture

_MAGENTA = "#ff00ff"
EACH = [
    ("\u00a0", Sign.BLANK),
    ("\u3000", Sign.BLANK),
    ("\t", Sign.TAB),
    ("\x07", Sign.CONTROL),
    ("\u2028", Sign.CONTROL),
    ("\u0640", Sign.TATWEEL),
    ("\u200c", Sign.NON_JOINER),
    ("\u200d", Sign.JOINER),
    ("\u200e", Sign.TO_RIGHT),
    ("\u200f", Sign.TO_LEFT),
    ("\u061c", Sign.TO_LEFT),
    ("\u2067", Sign.OPENS),
    ("\u202a", Sign.OPENS),
    ("\u2069", Sign.CLOSES),
    ("\u200b", Sign.NOTHING),
    ("\ufeff", Sign.NOTHING),
]


@pytest.mark.parametrize(("character", "sign"), EACH)
def test_each_has_its_sign(character: str, sign: Sign) -> None:
    text = f"قبل{character}بعد"
    assert list(signs(text, 0, len(text))) == [(3, sign)]
    assert list(signs(text, 4, len(text))) == []


def test_a_mark_has_a_sign_where_it_sits_on_no_letter() -> None:
    assert list(signs("\u064eد", 0, 2)) == [(0, Sign.LONE_MARK)]
    assert list(signs("د \u064eد", 0, 4)) == [(2, Sign.LONE_MARK)]
    assert list(signs("مُحَمَّد ١\u0651 ❤\ufe0f", 0, 14)) == []


@given(st.text())
def test_plain_text_has_no_sign(text: str) -> None:
    for offset, sign in signs(text, 0, len(text)):
        assert text[offset] != " "
        assert sign is Sign.LONE_MARK or not text[offset].isalnum() or text[offset] == "\u0640"


@pytest.mark.parametrize("character", [one for one, _sign in EACH] + ["\n", " \u064e", ""])
def test_signs_are_seen_on_demand_and_move_nothing(make_view: MakeView, look: Look, character: str) -> None:
    look = replace(look, muted=_MAGENTA)
    view = make_view(f"{LINE[:40]}{character}{LINE[40:]}\n\nآخر")
    view.set_look(look)
    places = [view.map.range_rects(at, at + 1) for at in range(len(view.text()))]
    assert not _seen(view)
    view.set_look(replace(look, shows_invisible=True))
    assert [view.map.range_rects(at, at + 1) for at in range(len(view.text()))] == places
    assert _seen(view)
    view.set_look(look)
    assert not _seen(view)


def _seen(view: ArticleView) -> bool:
    """Tell whether anything is painted in the colour of signs."""
    return QColor(_MAGENTA).rgb() in memoryview(picture(view).constBits()).cast("I")
