"""Charts laid out: inside their width, the same from either side, every figure somewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import words
from annotator.charts.chart import Bar, BarChart, Chart, Grid, Line, LineChart, Stack, StackChart
from annotator.charts.drawing import Anchor, Drawing, Palette, Rect, Stroke, Words, mirrored
from annotator.charts.layout import lay_out
from annotator.charts.measuring import guess

PALETTE = Palette("#000001", "#000002", "#000003", "#000004", "#000005", "#000006", "#000007")
BARS = BarChart(
    "By label",
    (
        Bar("Person", 0.93, "0.93", "412", "#c2410c", 0.91, 0.95, "PERS"),
        Bar("Event", 0.5, "0.50", "96", "", 0.4, 0.6, "EVENT"),
        Bar("Facility", None, "—", "There are too few articles to tell."),
    ),
)
STACKS = StackChart(
    "States",
    (("finished", "#111111"), ("new", "")),
    (Stack("amina", (40, 60), "100 articles", "amina"), Stack("youssef", (50, 0))),
)
LINES = LineChart(
    "Pace",
    tuple(f"day {place}" for place in range(8)),
    (Line("amina", "", (1.0, 2.0, None, 4.0, None, 6.0, 7.0, 8.0)), Line("youssef", "#222222", (2.0,) * 8)),
    "articles",
)
GRID = Grid(
    "Every two",
    ("amina", "youssef"),
    ("amina", "youssef"),
    (("", "0.86"), ("0.86", "")),
    ((None, 0.86), (0.86, None)),
    is_alike=frozenset({(0, 1), (1, 0)}),
    keys={(0, 1): "0", (1, 0): "0"},
)
CHARTS = {"bars": BARS, "stacks": STACKS, "lines": LINES, "grid": GRID}
EMPTY = (BarChart("t", ()), StackChart("t", (), ()), LineChart("t", (), ()), Grid("t", (), (), (), ()))


def laid(chart: Chart, width: float = 600, *, is_mirrored: bool = False, is_titled: bool = False) -> Drawing:
    return lay_out(
        chart, width=width, measure=guess, palette=PALETTE, mirrored=is_mirrored, is_titled=is_titled
    )


def said(drawing: Drawing) -> list[str]:
    return [item.words for item in drawing.items if isinstance(item, Words)]


def reach(drawing: Drawing) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of everything."""
    found = []
    for item in drawing.items:
        if isinstance(item, Rect):
            found.append((item.x, item.y, item.x + item.width, item.y + item.height))
        elif isinstance(item, Stroke):
            found += [(x, y, x, y) for x, y in item.points]
        elif not item.is_turned:
            wide = guess(item.words, item.size, item.is_bold)
            left = item.x - {Anchor.LEFT: 0.0, Anchor.MIDDLE: wide / 2, Anchor.RIGHT: wide}[item.anchor]
            found.append((left, item.y - item.size, left + wide, item.y))
    return found + [(one.x, one.y, one.x + one.width, one.y + one.height) for one in drawing.marks]


@pytest.mark.parametrize("is_mirrored", [False, True])
@pytest.mark.parametrize("width", [190.0, 320.0, 600.0, 1200.0])
@pytest.mark.parametrize("name", CHARTS)
def test_everything_lies_in_the_picture(name: str, width: float, is_mirrored: bool) -> None:
    drawing = laid(CHARTS[name], width, is_mirrored=is_mirrored, is_titled=True)
    assert drawing.width >= width
    for left, top, right, bottom in reach(drawing):
        assert left >= -1.5
        assert top >= -2
        assert right <= drawing.width + 1.5
        assert bottom <= drawing.height + 1


@pytest.mark.parametrize("name", CHARTS)
def test_from_the_right_is_the_mirror_image(name: str) -> None:
    plain, turned = laid(CHARTS[name]), laid(CHARTS[name], is_mirrored=True)
    assert turned == mirrored(plain)
    assert turned.is_mirrored
    assert said(turned) == said(plain)
    assert [mark.words for mark in turned.marks] == [mark.words for mark in plain.marks]


def test_mirroring_twice_changes_nothing() -> None:
    for chart in CHARTS.values():
        drawing = laid(chart)
        again = mirrored(mirrored(drawing))
        for one, other in zip(reach(drawing), reach(again), strict=True):
            assert one == pytest.approx(other)
        assert said(again) == said(drawing)


def test_bars_begin_where_one_begins_to_read() -> None:
    first = next(item for item in laid(BARS).items if isinstance(item, Rect))
    turned = next(item for item in laid(BARS, is_mirrored=True).items if isinstance(item, Rect))
    assert first.x + first.width / 2 == pytest.approx(600 - (turned.x + turned.width / 2))
    name = next(item for item in laid(BARS, is_mirrored=True).items if isinstance(item, Words))
    assert (name.words, name.x, name.anchor) == ("Person", 600, Anchor.RIGHT)


def test_a_bar_is_as_long_as_its_share_and_its_line_as_the_interval() -> None:
    items = laid(BARS).items
    track, bar = (item for item in items[1:3] if isinstance(item, Rect))
    line = next(item for item in items if isinstance(item, Stroke))
    assert bar.width == pytest.approx(track.width * 0.93)
    assert [x for x, _y in line.points] == pytest.approx(
        [track.x + track.width * 0.91, track.x + track.width * 0.95]
    )


def test_a_bar_without_a_figure_says_why_in_its_place() -> None:
    drawing = laid(BARS)
    assert "There are too few articles to tell." in said(drawing)
    assert sum(isinstance(item, Rect) for item in drawing.items) == 4  # two tracks, two bars
    assert drawing.marks[2].words == "Facility: — There are too few articles to tell."


def test_marks_lead_to_what_was_pressed() -> None:
    assert [mark.key for mark in laid(BARS).marks] == ["PERS", "EVENT", ""]
    assert [mark.key for mark in laid(GRID).marks] == ["0", "0"]
    assert [mark.key for mark in laid(STACKS).marks] == ["amina", "amina", ""]


def test_a_stack_says_each_of_its_parts_and_no_empty_one() -> None:
    assert [mark.words for mark in laid(STACKS).marks] == [
        "amina, finished: 40",
        "amina, new: 60",
        "youssef, finished: 50",
    ]


def test_parts_of_a_stack_lie_end_to_end_to_the_scale_of_the_largest() -> None:
    first, second, half = laid(STACKS).marks
    assert second.x == pytest.approx(first.x + first.width)
    assert second.width == pytest.approx(first.width * 60 / 40)
    assert (half.x, half.width) == (first.x, pytest.approx((first.width + second.width) / 2))


def test_a_bar_beyond_the_end_stays_in_its_track() -> None:
    whole, beyond = (
        [item for item in laid(BarChart("t", (Bar("a", share, "1"),))).items if isinstance(item, Rect)]
        for share in (1.0, 1.7)
    )
    assert beyond == whole


def test_a_line_has_gaps_where_there_is_no_value() -> None:
    strokes = [item for item in laid(LINES).items if isinstance(item, Stroke) and item.width == 2.0]
    assert [len(stroke.points) for stroke in strokes] == [2, 3, 8]
    assert laid(LINES).marks[2].words == "day 2: youssef: 2"


def test_a_single_line_needs_no_legend() -> None:
    chart = LineChart("t", ("a", "b"), (Line("amina", "", (0.5, 0.25)),))
    assert "amina" not in said(laid(chart))
    assert laid(chart).marks[1].words == "b: 0.25"


def test_an_axis_of_whole_counts_has_whole_numbers() -> None:
    def figures(*values: float | None) -> list[str]:
        drawing = laid(LineChart("t", tuple("abc"[: len(values)]), (Line("amina", "", values),)))
        return [one for one in said(drawing) if one[0].isdigit()]

    assert figures(1.0, 2.0) == ["0", "1", "2"]
    assert figures(0.0, None, 1.0) == ["0", "1"]
    assert figures(10.0, 3.0) == ["0", "5", "10"]
    assert "0.5" in figures(0.5, 1.0)


def test_heads_without_room_are_turned() -> None:
    names = tuple(f"a long name {place}" for place in range(12))
    cells = tuple(("1",) * 12 for _row in names)
    shares = tuple((0.5,) * 12 for _row in names)
    drawing = laid(Grid("t", names, names, cells, shares), 500)
    heads = [item for item in drawing.items if isinstance(item, Words) and item.is_turned]
    assert [item.words for item in heads] == list(names)


def test_a_grid_with_many_columns_is_wider_than_asked() -> None:
    names = tuple(str(place) for place in range(40))
    cells = tuple(("0.86",) * 40 for _row in names)
    shares = tuple((0.5,) * 40 for _row in names)
    assert laid(Grid("t", names, names, cells, shares), 500).width > 1000


@pytest.mark.parametrize("chart", EMPTY, ids=lambda chart: type(chart).__name__)
def test_nothing_to_show_is_said(chart: Chart) -> None:
    drawing = laid(chart)
    assert said(drawing) == ["There is nothing to show yet."]
    assert drawing.height > 0
    assert drawing.marks == ()


def test_figures_have_the_digits_of_the_language() -> None:
    words.use("ar_EG")
    assert "٤٠" in said(laid(STACKS))


def test_the_title_is_drawn_where_it_is_asked_for() -> None:
    assert "By label" not in said(laid(BARS))
    assert said(laid(BARS, is_titled=True))[0] == "By label"


shares = st.none() | st.floats(0, 1)


@given(
    st.lists(st.tuples(st.text(max_size=30), shares, st.text(max_size=8), st.text(max_size=20)), max_size=6),
    st.floats(160, 900),
)
def test_any_bars_lie_in_the_picture(bars: list[tuple[str, float | None, str, str]], width: float) -> None:
    chart = BarChart("t", tuple(Bar(*bar) for bar in bars))
    drawing = laid(chart, width)
    assert len(drawing.marks) == len(bars)
    for left, _top, right, bottom in reach(drawing):
        assert left >= -1.5
        assert bottom <= drawing.height + 1
        assert right <= max(drawing.width, *(guess(bar[2], 14, True) for bar in bars), 0) + 60
