"""What a chart shows, before anybody knows how wide it is or who draws it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name, how far it goes, the figure in words, a note, a colour (#rrggbb, "" for the usual).

    `share` is 0 to 1, None where there is no figure: then `note` says why. `low` and `high` are the ends of
    an interval. `key` tells which one was pressed; "" for none that may be.
    """

    words: str
    share: float | None
    figure: str
    note: str = ""
    colour: str = ""
    low: float | None = None
    high: float | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars under each other, from the leading edge on; a share of 1 stands for `scale` of a `unit`."""

    title: str
    bars: tuple[Bar, ...]
    scale: float = 1.0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Stack:
    """A bar of parts: what it is called, and how much of each of the chart's parts, in their order."""

    words: str
    counts: tuple[float, ...]
    note: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class StackChart:
    """Stacked bars; `parts` are names and colours."""

    title: str
    parts: tuple[tuple[str, str], ...]
    stacks: tuple[Stack, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its name, colour, and a value at each place of the chart, None where there is none."""

    words: str
    colour: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class LineChart:
    """Lines over places (days, documents); `unit` says what the values are."""

    title: str
    places: tuple[str, ...]
    lines: tuple[Line, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Figures in rows and columns: `shares` 0 to 1 for the tint, None for an empty cell, `figures` in words.

    `is_alike` names the cells (row, column) that are agreement, such as a confusion's diagonal.
    """

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    figures: tuple[tuple[str, ...], ...]
    shares: tuple[tuple[float | None, ...], ...]
    is_alike: frozenset[tuple[int, int]] = frozenset()
    keys: Mapping[tuple[int, int], str] = field(default_factory=dict, hash=False)


Chart = BarChart | StackChart | LineChart | Grid
