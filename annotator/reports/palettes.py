"""The colours of a report, light and dark: those of the window."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from annotator.charts.drawing import Palette

LIGHT: Final = Palette(
    ink="#171a21",
    muted="#5f6672",
    raised="#f1f0ec",
    accent="#1f5fc4",
    good="#15703a",
    warning="#8a5300",
    line="#e2e0da",
)
DARK: Final = Palette(
    ink="#e8e9ed",
    muted="#a2a8b4",
    raised="#2a2e37",
    accent="#7fabff",
    good="#6ed69a",
    warning="#f0b35a",
    line="#343945",
)


def both() -> Iterator[tuple[str, str, str]]:
    """Yield the name of each colour, what it is on light and what on dark."""
    for one in fields(Palette):
        yield one.name, getattr(LIGHT, one.name), getattr(DARK, one.name)
