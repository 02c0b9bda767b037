"""Every theme is legible: WCAG 2.2's 4.5:1 for words, 7:1 in high contrast."""

import pytest
from PySide6.QtGui import QColor

from annotator.gui.colours import contrast
from annotator.gui.theme import CONTRAST, THEMES, Theme
from annotator.schema import load, presets

WORDS = ("ink", "muted", "accent", "good", "warning", "bad")
BEHIND = ("paper", "panel", "raised", "accent_wash")


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_words_stand_out_from_all_that_lies_behind_them(theme: Theme) -> None:
    least = 7.0 if theme is CONTRAST else 4.5
    low = {
        (words, behind): round(contrast(QColor(getattr(theme, words)), QColor(getattr(theme, behind))), 2)
        for words in WORDS
        for behind in BEHIND
    }
    assert {pair: ratio for pair, ratio in low.items() if ratio < least} == {}
    assert contrast(QColor(theme.on_accent), QColor(theme.accent)) >= least
    assert contrast(QColor(theme.ink), QColor(theme.selection)) >= least


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("preset", presets())
def test_the_colour_of_every_label_stands_out_from_the_paper(theme: Theme, preset: str) -> None:
    for label in load(preset).labels:
        for behind in (theme.paper, theme.panel):
            ratio = contrast(QColor(theme.colour_of(label)), QColor(behind))
            assert ratio >= (7.0 if theme is CONTRAST else 4.5), (label.id, behind)
