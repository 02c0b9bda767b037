"""Charts laid out for a width: which shape goes where, once for the window, for paper and for pages."""

from typing import assert_never

from annotator.charts import drawing as drawings
from annotator.charts.chart import BarChart, Chart, Grid, LineChart, StackChart
from annotator.charts.drawing import Drawing, Palette
from annotator.charts.layout_bars import bars
from annotator.charts.layout_grid import grid
from annotator.charts.layout_lines import lines
from annotator.charts.layout_stacks import stacks
from annotator.charts.measuring import Measure
from annotator.charts.sheet import Sheet


def lay_out(
    chart: Chart,
    *,
    width: float,
    measure: Measure,
    palette: Palette,
    mirrored: bool,
    size: float = 14.0,
    is_titled: bool = False,
) -> Drawing:
    """Return the chart as a drawing of `width` pixels, wider only where a grid has too many columns for it.

    `size` is that of the letters in pixels. The title is drawn where it `is_titled`; whoever shows the
    chart under a heading leaves it out.
    """
    sheet = Sheet(width=max(width, 160.0), measure=measure, palette=palette, size=size)
    if is_titled:
        sheet.head(chart.title)
    match chart:
        case BarChart():
            bars(chart, sheet)
        case StackChart():
            stacks(chart, sheet)
        case LineChart():
            lines(chart, sheet)
        case Grid():
            grid(chart, sheet)
        case _:
            assert_never(chart)
    drawing = sheet.drawing(chart.title)
    return drawings.mirrored(drawing) if mirrored else drawing
