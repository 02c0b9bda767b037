from annotator.charts.chart import Bar, BarChart, Grid, Line, LineChart, Stack, StackChart
from annotator.charts.rows import to_rows


def test_bars_give_their_figures_as_numbers_and_in_words() -> None:
    chart = BarChart("By label", (Bar("Person", 0.93123456789, "0.93", "412", "", 0.91, 0.95),))
    assert to_rows(chart) == [
        ["By label", "value", "from", "to", "figure", "note"],
        ["Person", "0.931235", "0.91", "0.95", "0.93", "412"],
    ]


def test_no_figure_is_an_empty_cell_and_a_reason() -> None:
    assert to_rows(BarChart("t", (Bar("Facility", None, "—", "too few"),)))[1] == [
        *("Facility", "", "", "", "—", "too few")
    ]


def test_stacks_lines_and_grids_have_their_heads() -> None:
    stacks = StackChart("t", (("finished", ""), ("new", "")), (Stack("amina", (4, 0.5), "x"),))
    assert to_rows(stacks) == [["", "finished", "new", "note"], ["amina", "4", "0.5", "x"]]
    lines = LineChart("t", ("a", "b"), (Line("amina", "", (1.0, None)),), "articles")
    assert to_rows(lines) == [["articles", "amina"], ["a", "1"], ["b", ""]]
    grid = Grid("t", ("r",), ("c", "d"), (("1", ""),), ((0.5, None),))
    assert to_rows(grid) == [["", "c", "d"], ["r", "1", ""]]
