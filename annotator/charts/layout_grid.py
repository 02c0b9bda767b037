"""Figures in rows and columns, darker where more; heads of columns are turned where they have no room."""

from dataclasses import dataclass
from typing import Final

from annotator.charts.chart import Grid
from annotator.charts.drawing import Anchor, Rect, Words
from annotator.charts.sheet import Sheet
from annotator.words import _

_GAP: Final = 12.0
_SEAM: Final = 4.0
_WIDEST_CELL: Final = 76.0
_LARGEST_NAME: Final = 0.34
_LONGEST_HEAD: Final = 110.0
_TINT: Final = (0.14, 0.46)
"""How much of the colour lies under the smallest figure, and how much more under the largest."""


@dataclass(frozen=True, slots=True)
class _Cells:
    """Where the cells begin, and how large one is with its seam."""

    left: float
    wide: float
    tall: float


def grid(chart: Grid, sheet: Sheet) -> None:
    """Lay the names, the heads and the cells; the sheet grows wider where columns are too many for it."""
    if not chart.rows or not chart.columns:
        sheet.say_nothing()
        return
    small = sheet.small
    names = min(sheet.widest(chart.rows), max(sheet.width * _LARGEST_NAME, 60.0))
    figures = sheet.widest([figure for row in chart.figures for figure in row], size=small)
    least = max(figures + 10, sheet.row)
    room = (sheet.width - names - _GAP) / len(chart.columns)
    cells = _Cells(names + _GAP, min(_WIDEST_CELL, max(least + _SEAM, room)), sheet.row + 8)
    sheet.width = max(sheet.width, cells.left + cells.wide * len(chart.columns))
    _heads(chart, sheet, cells)
    for row, words in enumerate(chart.rows):
        middle = sheet.y + cells.tall / 2
        sheet.write(words, x=0, y=middle, room=names, colour=sheet.palette.muted)
        for column in range(len(chart.columns)):
            _cell(chart, sheet, cells, row, column)
        sheet.y += cells.tall


def _heads(chart: Grid, sheet: Sheet, cells: _Cells) -> None:
    small = sheet.small
    longest = sheet.widest(chart.columns, size=small)
    is_turned = longest > cells.wide - 2
    tall = min(longest, _LONGEST_HEAD) + 8 if is_turned else sheet.row
    for column, words in enumerate(chart.columns):
        middle = cells.left + cells.wide * (column + 0.5)
        if is_turned:
            shown = sheet.fit(words, tall - 6, size=small)
            place = (middle + small * 0.35, sheet.y + tall - 4)
            sheet.lay(Words(shown, *place, small, sheet.palette.muted, is_turned=True))
        else:
            sheet.write(
                words,
                x=middle,
                y=sheet.y + tall / 2,
                room=cells.wide,
                colour=sheet.palette.muted,
                size=small,
                anchor=Anchor.MIDDLE,
            )
    sheet.y += tall


def _cell(chart: Grid, sheet: Sheet, cells: _Cells, row: int, column: int) -> None:
    share, figure = chart.shares[row][column], chart.figures[row][column]
    x, y = cells.left + cells.wide * column, sheet.y
    wide, tall = cells.wide - _SEAM, cells.tall - _SEAM
    if share is None:
        sheet.lay(Rect(x + 2, y + 2, wide, tall, sheet.palette.raised, radius=6.0))
    else:
        is_alike = (row, column) in chart.is_alike
        colour = sheet.palette.good if is_alike else sheet.palette.warning
        opacity = _TINT[0] + _TINT[1] * min(1.0, max(0.0, share))
        sheet.lay(Rect(x + 2, y + 2, wide, tall, colour, opacity, 6.0))
    if not figure:
        return
    ink = sheet.palette.muted if share is None else ""
    sheet.write(
        figure,
        x=x + cells.wide / 2,
        y=y + cells.tall / 2,
        room=wide,
        colour=ink,
        size=sheet.small,
        anchor=Anchor.MIDDLE,
    )
    what = _("{first} and {second}").format(first=chart.rows[row], second=chart.columns[column])
    said = _("{what}: {text}").format(what=what, text=figure)
    key = chart.keys.get((row, column), "")
    sheet.mark(said, key=key, x=x, y=y, width=cells.wide, height=cells.tall)
