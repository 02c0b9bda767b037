from dataclasses import replace

import pytest
from PySide6.QtGui import QColor

from annotator.gui.article import Look
from annotator.gui.article.look import found, ink
from annotator.gui.colours import blend, contrast
from annotator.gui.theme import THEMES, Theme
from annotator.schema import load, presets


def test_black_on_white_is_the_greatest_contrast() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)


def test_a_blend_lies_between() -> None:
    assert blend("#ff0000", "#0000ff", share=0.5).getRgb()[:3] == (128, 0, 128)


@pytest.mark.parametrize(
    "colour",
    ["#c2410c", "#8a6d00", "#15803d", "#1d4ed8", "#ffd23c", "#4ade80", "#000000", "#767676", "#ffffff"],
)
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_lettering_on_a_chip_of_any_colour_is_legible(colour: str, theme: Theme) -> None:
    seen = ink(colour, paper=theme.paper, is_dark=theme.is_dark)
    assert contrast(seen.lettering, seen.line) >= 4.5
    assert contrast(seen.framed_lettering, seen.chip_paper) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("preset", presets())
def test_text_is_legible_on_every_label_and_a_label_beside_every_other(theme: Theme, preset: str) -> None:
    for label in load(preset).labels:
        seen = ink(theme.colour_of(label), paper=theme.paper, is_dark=theme.is_dark)
        assert contrast(QColor(theme.ink), seen.tint) >= 4.5, label.id
        assert contrast(seen.lettering, seen.line) >= 4.5, label.id
        assert contrast(seen.framed_lettering, seen.chip_paper) >= 4.5, label.id
        assert contrast(seen.line, QColor(theme.paper)) >= 3, label.id
        assert seen.framed_lettering == seen.line, label.id


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("is_current", [False, True])
def test_text_is_legible_on_a_hit_which_is_no_selection(
    look: Look, theme: Theme, *, is_current: bool
) -> None:
    look = replace(look, paper=theme.paper, ink=theme.ink, selection=theme.selection, is_dark=theme.is_dark)
    ground, edge = found(look, is_current=is_current)
    assert contrast(QColor(theme.ink), ground) >= 4.5
    assert contrast(edge, QColor(theme.paper)) >= 3
    assert ground.hue() in range(25, 50)
    assert QColor(theme.selection).hue() not in range(0, 100)
