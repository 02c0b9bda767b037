from dataclasses import asdict

import pytest

from annotator.charts.drawing import Palette
from annotator.gui import theme
from annotator.reports import palettes


@pytest.mark.parametrize(
    ("palette", "shown"), [(palettes.LIGHT, theme.LIGHT), (palettes.DARK, theme.DARK)], ids=["light", "dark"]
)
def test_a_report_has_the_colours_of_the_window(palette: Palette, shown: theme.Theme) -> None:
    colours = asdict(palette)
    assert colours.pop("line") == shown.border
    assert colours == {name: getattr(shown, name) for name in colours}
