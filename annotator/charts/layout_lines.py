"""Lines over places such as days: an axis of round values, names of so many places as have room."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from annotator.charts.chart import Line, LineChart
from annotator.charts.drawing import Anchor, Rect, Stroke
from annotator.charts.scale import said, steps
from annotator.charts.sheet import Sheet
from annotator.words import _

_HEIGHT: Final = 150.0
_GAP: Final = 8.0
_DOTS: Final = 40
"""With more places than these no dots are drawn on the line."""


@dataclass(frozen=True, slots=True)
class _Plot:
    """The rectangle in which the lines run, and the values of its lower and upper side."""

    left: float
    top: float
    width: float
    height: float
    low: float
    high: float
    places: int

    def x(self, place: int) -> float:
        if self.places == 1:
            return self.left + self.width / 2
        return self.left + self.width * place / (self.places - 1)

    def y(self, value: float) -> float:
        return self.top + self.height * (self.high - value) / (self.high - self.low)


def lines(chart: LineChart, sheet: Sheet) -> None:
    """Lay the axis, the lines with gaps where there is no value, and a mark for each place."""
    values = [value for line in chart.lines for value in line.values if value is not None]
    if not values:
        sheet.say_nothing()
        return
    colours = [line.colour or sheet.palette.series(place) for place, line in enumerate(chart.lines)]
    if len(chart.lines) > 1:
        sheet.legend([(line.words, colour) for line, colour in zip(chart.lines, colours, strict=True)])
    if chart.unit:
        middle = sheet.y + sheet.row * 0.4
        sheet.write(chart.unit, x=0, y=middle, room=sheet.width, colour=sheet.palette.muted, size=sheet.small)
        sheet.y += sheet.row * 0.8
    is_whole = all(value == int(value) for value in values)
    ticks = steps(min(0.0, *values), max(values), is_whole=is_whole)
    plot = _axis(sheet, ticks, places=len(chart.places))
    for line, colour in zip(chart.lines, colours, strict=True):
        _line(line, sheet, plot, colour)
    _marks(chart, sheet, plot)
    sheet.y = plot.top + plot.height + 6
    _places(chart.places, sheet, plot)
    sheet.y += sheet.row * 0.8


def _axis(sheet: Sheet, ticks: Sequence[float], *, places: int) -> _Plot:
    room = sheet.widest([said(tick) for tick in ticks], size=sheet.small) + 4
    top = sheet.y + sheet.small / 2
    left = room + _GAP + 4
    plot = _Plot(left, top, sheet.width - left - 10, _HEIGHT, ticks[0], ticks[-1], places)
    for tick in ticks:
        y = plot.y(tick)
        sheet.lay(Stroke(((plot.left - 4, y), (sheet.width, y)), sheet.palette.line))
        sheet.write(
            said(tick),
            x=room,
            y=y,
            room=room + 1,
            colour=sheet.palette.muted,
            size=sheet.small,
            anchor=Anchor.RIGHT,
        )
    return plot


def _line(line: Line, sheet: Sheet, plot: _Plot, colour: str) -> None:
    run: list[tuple[float, float]] = []
    for place, value in enumerate((*line.values, None)):
        if value is not None:
            run.append((plot.x(place), plot.y(value)))
            continue
        if len(run) > 1:
            sheet.lay(Stroke(tuple(run), colour, 2.0))
        # A value between two gaps has no line, so it always has its dot.
        if len(run) == 1 or plot.places <= _DOTS:
            sheet.lay(*(Rect(x - 3, y - 3, 6.0, 6.0, colour, radius=3.0) for x, y in run))
        run = []


def _marks(chart: LineChart, sheet: Sheet, plot: _Plot) -> None:
    wide = plot.width / max(1, len(chart.places) - 1)
    for place, name in enumerate(chart.places):
        figures = [
            said(value)
            if len(chart.lines) == 1
            else _("{what}: {text}").format(what=line.words, text=said(value))
            for line in chart.lines
            if (value := line.values[place]) is not None
        ]
        if figures:
            words = _("{what}: {text}").format(what=name, text=_("; ").join(figures))
            left = max(0.0, plot.x(place) - wide / 2)
            right = min(sheet.width, plot.x(place) + wide / 2)
            sheet.mark(words, key="", x=left, y=plot.top, width=right - left, height=plot.height)


def _places(places: Sequence[str], sheet: Sheet, plot: _Plot) -> None:
    """Write the first place, the last, and as many between them as have room."""
    room = sheet.widest(places, size=sheet.small) + 16
    step = max(1, -(-len(places) // max(1, int((plot.width + room) / room))))
    free = sheet.width + 8
    for place in range(len(places) - 1, -1, -step):
        words = sheet.room_of(places[place], size=sheet.small)
        x = min(max(plot.x(place), words / 2), sheet.width - words / 2)
        if x + words / 2 + 8 > free:
            continue  # the last one moved back to stay on the sheet
        free = x - words / 2
        sheet.write(
            places[place],
            x=x,
            y=sheet.y + sheet.row * 0.3,
            room=room,
            colour=sheet.palette.muted,
            size=sheet.small,
            anchor=Anchor.MIDDLE,
        )
