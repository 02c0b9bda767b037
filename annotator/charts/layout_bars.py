"""Bars under each other: a name, a track with the bar and its interval, the figure, a note."""

from dataclasses import dataclass
from typing import Final

from annotator.charts.chart import Bar, BarChart
from annotator.charts.drawing import Anchor, Rect, Stroke
from annotator.charts.sheet import PALE, Sheet
from annotator.words import _

_GAP: Final = 12.0
_LEAST_TRACK: Final = 90.0
_LARGEST_NAME: Final = 0.42


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the parts of a row begin and how wide they are."""

    names: float
    track_at: float
    track: float
    figures: float
    notes: float

    @property
    def figures_at(self) -> float:
        return self.track_at + self.track + _GAP

    @property
    def notes_at(self) -> float:
        return self.figures_at + self.figures + (_GAP if self.notes else 0.0)


def bars(chart: BarChart, sheet: Sheet) -> None:
    """Lay the bars; where a card is too narrow for a row, the name stands over its track."""
    if not chart.bars:
        sheet.say_nothing()
        return
    columns = _columns(chart, sheet)
    is_narrow = columns.track < _LEAST_TRACK
    has_intervals = any(bar.low is not None for bar in chart.bars)
    for bar in chart.bars:
        top = sheet.y
        if is_narrow:
            _narrow(bar, sheet, has_intervals=has_intervals)
        else:
            _row(bar, sheet, columns, has_intervals=has_intervals)
        sheet.mark(said(bar), key=bar.key, x=0, y=top, width=sheet.width, height=sheet.y - top)


def _columns(chart: BarChart, sheet: Sheet) -> _Columns:
    names = min(sheet.widest([bar.words for bar in chart.bars]), sheet.width * _LARGEST_NAME)
    figures = sheet.widest([bar.figure for bar in chart.bars], is_bold=True)
    notes = sheet.widest([bar.note for bar in chart.bars if bar.share is not None], size=sheet.small)
    others = names + _GAP + figures + _GAP + (notes + _GAP if notes else 0.0)
    return _Columns(names, names + _GAP, sheet.width - others, figures, notes)


def _row(bar: Bar, sheet: Sheet, columns: _Columns, *, has_intervals: bool) -> None:
    middle = sheet.y + sheet.row / 2
    sheet.write(bar.words, x=0, y=middle, room=columns.names, colour=bar.colour)
    _track(bar, sheet, x=columns.track_at, y=middle, width=columns.track, has_intervals=has_intervals)
    sheet.write(bar.figure, x=columns.figures_at, y=middle, room=columns.figures, is_bold=True)
    if bar.share is not None and bar.note:
        sheet.write(
            bar.note,
            x=columns.notes_at,
            y=middle,
            room=columns.notes,
            colour=sheet.palette.muted,
            size=sheet.small,
        )
    sheet.y += sheet.row


def _narrow(bar: Bar, sheet: Sheet, *, has_intervals: bool) -> None:
    middle = sheet.y + sheet.row * 0.45
    figure = sheet.room_of(bar.figure, is_bold=True)
    sheet.write(bar.words, x=0, y=middle, room=sheet.width - figure - _GAP, colour=bar.colour)
    sheet.write(bar.figure, x=sheet.width, y=middle, room=figure + 1, anchor=Anchor.RIGHT, is_bold=True)
    below = sheet.y + sheet.row * 1.1
    _track(bar, sheet, x=0, y=below, width=sheet.width, has_intervals=has_intervals)
    sheet.y += sheet.row * 1.6


def _track(bar: Bar, sheet: Sheet, *, x: float, y: float, width: float, has_intervals: bool) -> None:
    if bar.share is None:
        sheet.write(bar.note, x=x, y=y, room=width, colour=sheet.palette.muted, size=sheet.small)
        return
    thick = round(sheet.size * 0.72)
    sheet.lay(Rect(x, y - thick / 2, width, thick, sheet.palette.raised, radius=thick / 2))
    colour = bar.colour or sheet.palette.accent
    share = min(1.0, max(0.0, bar.share))
    if share:
        opacity = PALE if has_intervals else 1.0
        long = max(float(thick), width * share)
        sheet.lay(Rect(x, y - thick / 2, long, thick, colour, opacity, thick / 2))
    if bar.low is not None and bar.high is not None:
        low, high = (min(1.0, max(0.0, end)) for end in (bar.low, bar.high))
        sheet.lay(Stroke(((x + width * low, y), (x + width * high, y)), colour, 2.0))
    if has_intervals:
        at, tall = x + width * share, thick * 0.8
        sheet.lay(Stroke(((at, y - tall), (at, y + tall)), colour, 3.0))


def said(bar: Bar) -> str:
    """Return what a bar shows, in words."""
    figure = " ".join(part for part in (bar.figure, bar.note) if part)
    return _("{what}: {text}").format(what=bar.words, text=figure)
