"""A chart as rows of a table: the figures themselves, for a spreadsheet and for a screen reader."""

from typing import assert_never

from annotator.charts.chart import BarChart, Chart, Grid, LineChart, StackChart
from annotator.words import _

Row = list[str]


def to_rows(chart: Chart) -> list[Row]:
    """Return heads, then a row for each bar, stack, place or row.

    Figures of bars are given as a number (a point before the decimals, for programs) and in words; where
    there is none the cell is empty and the note says why.
    """
    match chart:
        case BarChart():
            return _bars(chart)
        case StackChart():
            heads = ["", *(words for words, _colour in chart.parts), _("note")]
            return [heads, *([one.words, *map(_plain, one.counts), one.note] for one in chart.stacks)]
        case LineChart():
            heads = [chart.unit, *(line.words for line in chart.lines)]
            return [
                heads,
                *(
                    [name, *(_plain(line.values[place]) for line in chart.lines)]
                    for place, name in enumerate(chart.places)
                ),
            ]
        case Grid():
            named = zip(chart.rows, chart.figures, strict=True)
            return [["", *chart.columns], *([name, *figures] for name, figures in named)]
        case _:
            assert_never(chart)


def _bars(chart: BarChart) -> list[Row]:
    heads = [chart.title, chart.unit or _("value"), _("from"), _("to"), _("figure"), _("note")]

    def value(share: float | None) -> str:
        return _plain(None if share is None else share * chart.scale)

    return [
        heads,
        *(
            [bar.words, value(bar.share), value(bar.low), value(bar.high), bar.figure, bar.note]
            for bar in chart.bars
        ),
    ]


def _plain(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.6f}".rstrip("0").rstrip(".")
