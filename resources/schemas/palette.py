"""Compute the labels' inks, so that they are legible on both themes and apart for every eye.

    python resources/schemas/palette.py            print the inks and their measured floors
    python resources/schemas/palette.py --write    and put them into the schemas beside this file

Every ink reaches a contrast of 4.5 (WCAG 2.2, success criterion 1.4.3) as text on paper and panel
and as a chip under the theme's lettering. Among such inks, near the hue of each seed (the drawings'
colours for the first ten), a search maximises the smallest colour difference between any two labels
over normal, protanopic, deuteranopic and tritanopic sight. Sixteen inks of like lightness cannot be far
apart for a dichromat, who sees two dimensions of colour: chips say the label in words, and colour only
helps the eye.

Sources. Contrast and luminance: WCAG 2.2, definitions. Colour difference CIEDE2000: Sharma, Wu, Dalal,
Color Research and Application 30(1), 2005. Dichromats: Machado, Oliveira, Fernandes, IEEE TVCG 15(6),
2009 (severity 1.0, all three kinds), and Vienot, Brettel, Mollon, Color Research and Application 24(4), 1999
(protan and deutan), both on linear RGB; a pair counts with the smaller of the two. Oklab: Ottosson, 2020.
"""

import argparse
import re
import tomllib
from itertools import combinations
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

MIN_CONTRAST: Final = 4.5
# What an ink stands on, as text and under a chip's lettering.
GROUNDS: Final = {"light": ("#f7f5f1", "#ffffff"), "dark": ("#16181d", "#1f2229")}

# Hue seeds, light and dark. The first ten are the drawings', but for LAW, whose violet was that of DATE.
SEEDS: Final = {
    "PERS": ("#c2410c", "#fb923c"),
    "OCC": ("#846a00", "#e2c044"),
    "ORG": ("#15803d", "#4ade80"),
    "GPE": ("#1d4ed8", "#7aa2ff"),
    "LOC": ("#0369a1", "#56bff5"),
    "FAC": ("#57534e", "#b5aca2"),
    "EVENT": ("#0f766e", "#4bd3c4"),
    "DATE": ("#7c3aed", "#b794f6"),
    "WEA": ("#9f1239", "#fb7185"),
    "LAW": ("#581c87", "#dcc4ff"),
    "NORP": ("#a21caf", "#f0abfc"),
    "VEH": ("#451a03", "#d6b48c"),
    "CRIME": ("#c0266f", "#e05aa5"),
    "TIME": ("#312e81", "#a5b4fc"),
    "QUANT": ("#3f6212", "#bef264"),
    "MONEY": ("#064e3b", "#a7f3d0"),
}
DRAWN: Final = 10  # these stay closest to their seeds
# Further inks for presets with more labels, anywhere that the sixteen leave room.
SPARE: Final = ("LANGUAGE", "CARDINAL", "ORDINAL", "UNIT", "CURR")
# What a preset calls a label that is one of the above.
ALIASES: Final = {
    "PER": "PERS",
    "PERSON": "PERS",
    "JOB_TITLE": "OCC",
    "MISC": "WEA",
    "WEBSITE": "WEA",
    "WORK_OF_ART": "WEA",
    "PRODUCT": "VEH",
    "PERCENT": "CRIME",
    "QUANTITY": "QUANT",
    "NUMERIC": "QUANT",
    "TIMEX2": "DATE",
}

LIGHTNESS: Final = {"light": (0.31, 0.58), "dark": (0.64, 0.89)}  # in Oklab: off the text's own ink
HUE_WINDOW: Final = {"drawn": 9.0, "other": 14.0}  # degrees either side of a seed
LEAST_CHROMA: Final = 0.06  # an ink must not pass for the text's
SHARE_OF_CHROMA: Final = 0.88  # of the seed's, which an ink keeps at least
PULL: Final = {"drawn": 0.3, "other": 0.06}  # towards the seed, against crowding
SWEEPS: Final = 40
STARTS: Final = 4

_MACHADO: Final = {
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
_VIENOT: Final = {
    "protan": [[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]],
    "deutan": [[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]],
}
VISIONS: Final = {
    "normal": [np.eye(3)],
    "protan": [np.array(_MACHADO["protan"]), np.array(_VIENOT["protan"])],
    "deutan": [np.array(_MACHADO["deutan"]), np.array(_VIENOT["deutan"])],
    "tritan": [np.array(_MACHADO["tritan"])],
}

_RGB_TO_XYZ: Final = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_WHITE: Final = _RGB_TO_XYZ.sum(axis=1)
_RGB_TO_LMS: Final = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LMS_TO_OKLAB: Final = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def linear(colour: str) -> Floats:
    """Return the linear RGB of "#rrggbb"."""
    value = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def written(rgb: Floats) -> str:
    """Return linear RGB as "#rrggbb"."""
    value = np.where(rgb <= 0.0031308, rgb * 12.92, 1.055 * np.clip(rgb, 0, 1) ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(255 * part):02x}" for part in np.clip(value, 0, 1))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    low, high = sorted(float(linear(colour) @ _RGB_TO_XYZ[1]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def least_contrast(ink: str, *, theme: str) -> float:
    """Return the least contrast of an ink with what it stands on and what is lettered on it."""
    return min(contrast(ink, ground) for ground in GROUNDS[theme])


def seen(rgb: Floats, matrix: Floats) -> Floats:
    """Return the CIE Lab (D65) of linear RGB as an eye with this matrix sees it."""
    xyz = np.clip(rgb @ matrix.T, 0, 1) @ _RGB_TO_XYZ.T / _WHITE
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    x, y, z = f[..., 0], f[..., 1], f[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def ciede2000(one: Floats, other: Floats) -> Floats:
    """Return the CIEDE2000 difference of Lab colours, broadcast (Sharma, Wu, Dalal 2005, eqs. 2-22)."""
    l1, a1, b1 = np.moveaxis(one, -1, 0)
    l2, a2, b2 = np.moveaxis(other, -1, 0)
    mean_c7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    g = 1.5 - 0.5 * np.sqrt(mean_c7 / (mean_c7 + 25.0**7))
    c1, c2 = np.hypot(g * a1, b1), np.hypot(g * a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, g * a1)) % 360, np.degrees(np.arctan2(b2, g * a2)) % 360
    grey = c1 * c2 == 0
    turn = np.where(grey, 0.0, (h2 - h1 + 180) % 360 - 180)
    across = np.where(np.abs(h1 - h2) > 180, 360, 0)
    mean_h = np.where(grey, h1 + h2, (h1 + h2 + across) / 2) % 360
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    rad = np.radians(mean_h)
    t = (
        1
        - 0.17 * np.cos(rad - np.pi / 6)
        + 0.24 * np.cos(2 * rad)
        + 0.32 * np.cos(3 * rad + np.radians(6))
        - 0.20 * np.cos(4 * rad - np.radians(63))
    )
    dl = (l2 - l1) / (1 + 0.015 * (mean_l - 50) ** 2 / np.sqrt(20 + (mean_l - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * mean_c)
    dh = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn) / 2) / (1 + 0.015 * mean_c * t)
    spin = 60 * np.exp(-(((mean_h - 275) / 25) ** 2))
    rt = -2 * np.sqrt(mean_c**7 / (mean_c**7 + 25.0**7)) * np.sin(np.radians(spin))
    return np.asarray(np.sqrt(dl**2 + dc**2 + dh**2 + rt * dc * dh))


def difference(one: str, other: str, *, vision: str) -> float:
    """Return the CIEDE2000 difference of two inks for a kind of sight, the smaller of its simulations."""
    a, b = linear(one), linear(other)
    return min(float(ciede2000(seen(a, matrix), seen(b, matrix))) for matrix in VISIONS[vision])


def closest(inks: dict[str, str], *, vision: str) -> tuple[float, str, str]:
    """Return the two labels whose inks are closest for a kind of sight, with their difference."""
    pairs = combinations(inks, 2)
    return min((difference(inks[one], inks[other], vision=vision), one, other) for one, other in pairs)


def _oklab(rgb: Floats) -> Floats:
    return np.asarray(np.cbrt(np.clip(rgb @ _RGB_TO_LMS.T, 0, None)) @ _LMS_TO_OKLAB.T)


def _candidates(theme: str, *, seed: str | None, window: float = 180.0) -> list[str]:
    """Return the legible inks near the hue of `seed`, or of any hue, on a grid of Oklab."""
    centre = _oklab(linear(seed)) if seed else np.array([0.0, 0.0, 0.0])
    hue, strength = np.arctan2(centre[2], centre[1]), float(np.hypot(centre[1], centre[2]))
    if seed is None:
        hues, chromas = np.linspace(-np.pi, np.pi, 24, endpoint=False), np.linspace(LEAST_CHROMA, 0.2, 4)
    elif strength < LEAST_CHROMA:  # a grey stays one
        hues, chromas = hue + np.radians(np.linspace(-30, 30, 5)), np.linspace(0.0, 0.05, 6)
    else:
        least = max(LEAST_CHROMA, SHARE_OF_CHROMA * strength)
        hues = hue + np.radians(np.linspace(-window, window, 9))
        chromas = np.linspace(least, 0.3, 12)
    light, chroma, angle = (
        axis.ravel() for axis in np.meshgrid(np.linspace(*LIGHTNESS[theme], 17), chromas, hues, indexing="ij")
    )
    oklab = np.stack([light, chroma * np.cos(angle), chroma * np.sin(angle)], axis=-1)
    rgb = (oklab @ np.linalg.inv(_LMS_TO_OKLAB).T) ** 3 @ np.linalg.inv(_RGB_TO_LMS).T
    inside = ((rgb >= 0) & (rgb <= 1)).all(axis=1)
    inks = {written(one) for one in rgb[inside]} | ({seed} if seed else set())
    return sorted(ink for ink in inks if least_contrast(ink, theme=theme) >= MIN_CONTRAST + 0.05)


class _Slot:
    """One label in the search: its candidates as every eye sees them, and their distance from the seed."""

    def __init__(self, inks: list[str], *, seed: str | None, pull: float) -> None:
        self.inks = inks
        matrices = [matrix for simulations in VISIONS.values() for matrix in simulations]
        rgb = np.array([linear(ink) for ink in inks])
        self.views = np.stack([seen(rgb, matrix) for matrix in matrices], axis=1)
        away = ciede2000(self.views[:, 0], seen(linear(seed), np.eye(3))) if seed else np.zeros(len(inks))
        self.tug = pull * np.maximum(away - 3, 0) ** 2
        self.chosen = int(np.argmin(away))

    @property
    def view(self) -> Floats:
        return np.asarray(self.views[self.chosen])


def _crowding(slot: _Slot, others: list[_Slot]) -> Floats:
    """Return for every candidate of a slot how near the other slots' inks are, steeply."""
    near = ciede2000(slot.views[:, None], np.stack([other.view for other in others])[None])
    return np.asarray(100 * np.exp(-near / 2.0).sum(axis=(1, 2)))


def _search(free: list[_Slot], fixed: list[_Slot], *, start: int) -> tuple[float, list[int]]:
    """Settle the free slots one by one under falling noise; return the last sweep's cost and choice."""
    random = np.random.default_rng(start)
    cost = 0.0
    for sweep in range(SWEEPS):
        cost = 0.0
        for index in random.permutation(len(free)):
            slot = free[index]
            costs = _crowding(slot, [other for other in (*fixed, *free) if other is not slot]) + slot.tug
            noise = random.gumbel(size=len(slot.inks)) * 0.3 * (1 - (sweep + 1) / SWEEPS)
            slot.chosen = int(np.argmin(costs + noise))
            cost += float(costs[slot.chosen])
    return cost, [slot.chosen for slot in free]


def _settle(free: list[_Slot], fixed: list[_Slot]) -> None:
    _, chosen = min(_search(free, fixed, start=start) for start in range(STARTS))
    for slot, index in zip(free, chosen, strict=True):
        slot.chosen = index


def compute(theme: str) -> dict[str, str]:
    """Return the ink of every label of SEEDS and SPARE for a theme; the same at every run."""
    column = 0 if theme == "light" else 1
    slots = {}
    for place, (name, pair) in enumerate(SEEDS.items()):
        seed = pair[column]
        kind = "drawn" if place < DRAWN else "other"
        inks = _candidates(theme, seed=seed, window=HUE_WINDOW[kind])
        slots[name] = _Slot(inks, seed=seed, pull=PULL[kind])
    spare = {name: _Slot(_candidates(theme, seed=None), seed=None, pull=0.0) for name in SPARE}
    _settle(list(slots.values()), [])
    _settle(list(spare.values()), list(slots.values()))
    return {name: slot.inks[slot.chosen] for name, slot in (slots | spare).items()}


def _put(path: Path, inks: dict[str, dict[str, str]]) -> None:
    """Replace the inks of a schema file, line by line, so that its comments stay."""
    label = ""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if found := re.fullmatch(r'id = "([A-Z0-9_]+)"\n', line):
            label = ALIASES.get(found.group(1), found.group(1))
        if found := re.fullmatch(r'(light|dark) = "#[0-9a-f]{6}"\n', line):
            theme = found.group(1)
            lines.append(f'{theme} = "{inks[theme][label]}"\n')
        else:
            lines.append(line)
    path.write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Print the inks and their floors; with --write put them into the schemas."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--write", action="store_true", help="put the inks into the schemas beside this file")
    is_writing = parser.parse_args().write
    inks = {theme: compute(theme) for theme in GROUNDS}
    for theme, palette in inks.items():
        print(theme, *(f"{name} {ink}" for name, ink in palette.items()), sep="\n  ")
        print("  least contrast", round(min(least_contrast(ink, theme=theme) for ink in palette.values()), 2))
        for count, kind in ((DRAWN, "drawn"), (len(SEEDS), "security-news"), (len(palette), "all")):
            shown = dict(list(palette.items())[:count])
            floors = (f"{vision} {closest(shown, vision=vision)[0]:.1f}" for vision in VISIONS)
            print(f"  least difference, {kind}:", *floors)
    if is_writing:
        for path in sorted(Path(__file__).parent.glob("*.toml")):
            _put(path, inks)
            tomllib.loads(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
