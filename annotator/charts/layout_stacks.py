"""Stacked bars: a legend, then rows whose parts lie one after the other, with their counts where they fit."""

from collections.abc import Sequence
from typing import Final

from annotator.charts.chart import Stack, StackChart
from annotator.charts.drawing import Anchor, Rect
from annotator.charts.scale import said as figure
from annotator.charts.sheet import PALE, Sheet
from annotator.words import _

_GAP: Final = 12.0
_LARGEST_NAME: Final = 0.36
_SEAM: Final = 1.5


def stacks(chart: StackChart, sheet: Sheet) -> None:
    """Lay the stacks, all to the scale of the largest."""
    most = max((sum(stack.counts) for stack in chart.stacks), default=0)
    if not most:
        sheet.say_nothing()
        return
    parts = [
        (words, colour or sheet.palette.series(place)) for place, (words, colour) in enumerate(chart.parts)
    ]
    sheet.legend(parts, opacity=PALE)
    names = min(sheet.widest([stack.words for stack in chart.stacks]), sheet.width * _LARGEST_NAME)
    notes = sheet.widest([stack.note for stack in chart.stacks], size=sheet.small)
    notes = min(notes, sheet.width * _LARGEST_NAME)
    track = sheet.width - names - _GAP - (notes + _GAP if notes else 0.0)
    for stack in chart.stacks:
        middle = sheet.y + sheet.row / 2
        sheet.write(stack.words, x=0, y=middle, room=names)
        _parts(stack, sheet, parts, x=names + _GAP, width=track, most=most)
        sheet.write(
            stack.note,
            x=names + _GAP + track + _GAP,
            y=middle,
            room=notes,
            colour=sheet.palette.muted,
            size=sheet.small,
        )
        sheet.y += sheet.row


def _parts(
    stack: Stack,
    sheet: Sheet,
    parts: Sequence[tuple[str, str]],
    *,
    x: float,
    width: float,
    most: float,
) -> None:
    thick = sheet.row - 8
    top = sheet.y + 4
    sheet.lay(Rect(x, top, width, thick, sheet.palette.raised, radius=4.0))
    for (words, colour), count in zip(parts, stack.counts, strict=True):
        long = width * count / most
        if count <= 0:
            continue
        drawn = max(1.0, long - _SEAM)
        sheet.lay(Rect(x, top, drawn, thick, colour, PALE, min(4.0, drawn / 2)))
        shown = figure(count)
        if sheet.room_of(shown, size=sheet.small) + 6 <= long:
            middle = sheet.y + sheet.row / 2
            sheet.write(shown, x=x + drawn / 2, y=middle, room=long, size=sheet.small, anchor=Anchor.MIDDLE)
        said = _("{what}, {part}: {text}").format(what=stack.words, part=words, text=shown)
        sheet.mark(said, key=stack.key, x=x, y=sheet.y, width=long, height=sheet.row)
        x += long
