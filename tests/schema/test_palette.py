"""The inks are legible and apart: recomputed from the schemas, against floors that were measured.

Colour only helps: every chip says its label in words. The floors are what the search of palette.py
reached, rounded down; they are here so that a change of ink cannot make the labels harder to tell.
"""

import importlib.util
from types import ModuleType

import pytest

from annotator.assets import resource
from annotator.schema import load, presets

# Least CIEDE2000 between two labels, by theme and sight: the sixteen of security-news.
FLOORS = {
    "light": {"normal": 11.0, "protan": 6.5, "deutan": 8.0, "tritan": 5.4},
    "dark": {"normal": 12.0, "protan": 6.3, "deutan": 6.8, "tritan": 6.2},
}
# And of any preset, up to 21 labels.
PRESET_FLOORS = {
    "light": {"normal": 10.0, "protan": 6.5, "deutan": 6.0, "tritan": 5.4},
    "dark": {"normal": 8.5, "protan": 6.3, "deutan": 6.3, "tritan": 6.2},
}


def read_palette() -> ModuleType:
    spec = importlib.util.spec_from_file_location("palette", resource("schemas", "palette.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


palette = read_palette()


def inks(name: str, theme: str) -> dict[str, str]:
    return {label.id: getattr(label, theme) for label in load(name).labels}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", presets())
def test_every_ink_is_legible_as_text_and_as_a_chip(name: str, theme: str) -> None:
    # Paper and panel as text; the lettering of a chip is one of the two (white, or the dark paper).
    for label, ink in inks(name, theme).items():
        for ground in {"light": ("#f7f5f1", "#ffffff"), "dark": ("#16181d", "#1f2229")}[theme]:
            assert palette.contrast(ink, ground) >= 4.5, label


@pytest.mark.parametrize("sight", ["normal", "protan", "deutan", "tritan"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", presets())
def test_any_two_inks_stay_apart(name: str, theme: str, sight: str) -> None:
    floors = FLOORS if name == "security-news" else PRESET_FLOORS
    least, one, other = palette.closest(inks(name, theme), vision=sight)
    assert least >= floors[theme][sight], (one, other)


def test_a_label_keeps_its_ink_in_every_preset() -> None:
    default = load("security-news")
    for name in presets():
        for label in load(name).labels:
            known = palette.ALIASES.get(label.id, label.id)
            if known in default:
                assert (label.light, label.dark) == (default.label(known).light, default.label(known).dark)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#fff000", "#fff000", 1)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert palette.contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert palette.contrast(other, one) == palette.contrast(one, other)


# Pairs 1, 4, 7, 10, 14, 17, 18, 20, 25 and 34 of the table in Sharma, Wu, Dalal (2005).
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0010), 7.1792),
        ((50.0, -0.001, 2.49), (50.0, 0.0011, -2.49), 4.7461),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((50.0, 2.5, 0.0), (61.0, -5.0, 29.0), 22.8977),
        ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_is_ciede2000(
    one: tuple[float, ...], other: tuple[float, ...], expected: float
) -> None:
    lab = palette.np.array
    assert float(palette.ciede2000(lab(one), lab(other))) == pytest.approx(expected, abs=5e-5)
    assert float(palette.ciede2000(lab(other), lab(one))) == pytest.approx(expected, abs=5e-5)


def test_what_a_dichromat_confuses_is_close_only_for_that_eye() -> None:
    red, green = "#a05000", "#607000"
    assert palette.difference(red, green, vision="normal") > 20
    assert palette.difference(red, green, vision="deutan") < 8
    for sight in palette.VISIONS:
        assert palette.difference("#808080", "#ffffff", vision=sight) == pytest.approx(
            palette.difference("#808080", "#ffffff", vision="normal"), abs=0.1
        )


def test_writing_and_reading_a_colour_meet() -> None:
    for ink in inks("security-news", "light").values():
        assert palette.written(palette.linear(ink)) == ink
