import pytest
from PySide6.QtGui import QColor

from annotator.gui.article.look import ink
from annotator.gui.colours import blend, contrast


def test_black_on_white_is_the_greatest_contrast() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)


def test_a_blend_lies_between() -> None:
    assert blend("#ff0000", "#0000ff", share=0.5).getRgb()[:3] == (128, 0, 128)


@pytest.mark.parametrize(
    "colour", ["#c2410c", "#8a6d00", "#15803d", "#1d4ed8", "#ffd23c", "#4ade80", "#000000"]
)
@pytest.mark.parametrize(("paper", "is_dark"), [("#f6f5f1", False), ("#16181d", True)])
def test_lettering_on_a_chip_is_legible(colour: str, paper: str, is_dark: bool) -> None:
    found = ink(colour, paper=paper, is_dark=is_dark)
    assert contrast(found.lettering, found.line) >= 4.5
