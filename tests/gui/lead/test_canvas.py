"""The chart in the window, through its own widgets: what it says, what a press wishes, what leaves it."""

import csv
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QToolTip, QVBoxLayout, QWidget

from annotator import words
from annotator.charts.chart import Bar, BarChart, Grid, Line, LineChart, Stack, StackChart
from annotator.gui.lead.canvas import ChartView
from annotator.gui.theme import LIGHT, THEMES

BARS = BarChart(
    "Span F1",
    (
        Bar("Person", 0.93, "0.93", "412", low=0.9, high=0.95, key="PERS"),
        Bar("منظمة", 0.79, "0.79", "498", key="ORG"),
        Bar("=cmd()", None, "—", "too few to tell"),
    ),
)
STACKS = StackChart(
    "Articles", (("finished", ""), ("begun", "")), (Stack("amina", (10, 3)), Stack("y", (2, 0)))
)
LINES = LineChart("Pace", ("1", "2", "3"), (Line("amina", "", (1.0, None, 3.0)),), "a day")
GRID = Grid(
    "Pairs",
    tuple(f"annotator {n}" for n in range(40)),
    tuple(f"annotator {n}" for n in range(40)),
    tuple(tuple("0.50" for _ in range(40)) for _ in range(40)),
    tuple(tuple(0.5 for _ in range(40)) for _ in range(40)),
    keys={(1, 2): "1"},
)


@pytest.fixture
def view(qtbot) -> ChartView:
    made = ChartView(BARS, LIGHT)
    qtbot.addWidget(made)
    made.resize(500, made.heightForWidth(500))
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.plot.setFocus()
    qtbot.waitUntil(made.plot.hasFocus)
    return made


def middle(view: ChartView, place: int) -> QPointF:
    mark = view.plot.marks()[place]
    return QPointF(mark.x + mark.width / 2, mark.y + mark.height / 2)


def point(view: ChartView, at: QPointF) -> None:
    plot = view.plot
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        at,
        plot.mapToGlobal(at),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(plot, move)


@pytest.mark.parametrize("chart", [BARS, STACKS, LINES, GRID], ids=lambda chart: chart.title)
@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_every_kind_is_painted_in_every_theme(qtbot, chart, theme):
    view = ChartView(chart, theme)
    qtbot.addWidget(view)
    view.resize(420, view.heightForWidth(420))
    picture = view.grab().toImage()
    ink = {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(30, picture.height(), 3)}
    assert len(ink) > 5


def test_a_screen_reader_gets_every_figure(view):
    assert view.plot.accessibleName() == "Span F1"
    said = view.plot.accessibleDescription()
    assert all(words in said for words in ("Person: 0.93 412", "0.79", "too few to tell"))


def test_the_arrows_walk_the_bars_and_stop_at_the_ends(view):
    assert view.plot.current().words.startswith("Person")
    QTest.keyClick(view.plot, Qt.Key.Key_Up)
    assert view.plot.current().key == "PERS"
    QTest.keyClick(view.plot, Qt.Key.Key_Down)
    assert view.plot.current().key == "ORG"
    QTest.keyClick(view.plot, Qt.Key.Key_End)
    QTest.keyClick(view.plot, Qt.Key.Key_Down)
    assert view.plot.current() == view.plot.marks()[-1]
    QTest.keyClick(view.plot, Qt.Key.Key_Home)
    assert view.plot.current() == view.plot.marks()[0]


def test_what_is_walked_to_is_announced(view, monkeypatch):
    heard: list[str] = []
    monkeypatch.setattr("annotator.gui.lead.plot.announce", lambda _widget, sentence: heard.append(sentence))
    QTest.keyClick(view.plot, Qt.Key.Key_Down)
    assert heard == [view.plot.marks()[1].words]


def test_enter_and_a_click_wish_for_what_a_mark_stands_for(view, qtbot):
    QTest.keyClick(view.plot, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.pressed) as by_key:
        QTest.keyClick(view.plot, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.pressed) as by_mouse:
        QTest.mouseClick(view.plot, Qt.MouseButton.LeftButton, pos=middle(view, 0).toPoint())
    assert (by_key.args, by_mouse.args) == (["ORG"], ["PERS"])


def test_a_mark_that_leads_nowhere_is_no_wish(view, qtbot):
    with qtbot.assertNotEmitted(view.pressed):
        QTest.mouseClick(view.plot, Qt.MouseButton.LeftButton, pos=middle(view, 2).toPoint())


def test_pointing_tells_the_figure(view, qtbot):
    point(view, middle(view, 0))
    qtbot.waitUntil(lambda: QToolTip.text() == view.plot.marks()[0].words)
    assert view.plot.cursor().shape() == Qt.CursorShape.PointingHandCursor
    point(view, middle(view, 2))
    qtbot.waitUntil(lambda: "too few to tell" in QToolTip.text())
    assert view.plot.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_tab_goes_from_the_chart_to_its_buttons(view, qtbot):
    QTest.keyClick(view.plot, Qt.Key.Key_Tab)
    assert view.as_table.hasFocus()
    QTest.keyClick(view.as_table, Qt.Key.Key_Tab)
    assert view.more.hasFocus()


def test_an_empty_chart_is_passed_by(view):
    view.show_chart(BarChart("Nothing", ()))
    assert view.plot.focusPolicy() == Qt.FocusPolicy.NoFocus
    view.show_chart(BARS)
    assert view.plot.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_the_table_says_the_same_and_follows(view):
    assert view.table is None
    view.as_table.click()
    model = view.table.model()
    cells = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    assert cells == [["Person", "0.93", "412"], ["منظمة", "0.79", "498"], ["=cmd()", "—", "too few to tell"]]
    view.show_chart(STACKS)
    assert view.table.model().index(0, 0).data() == "amina"
    view.as_table.click()
    assert view.table is None


def test_another_chart_keeps_the_place_that_was_walked_to(view):
    QTest.keyClick(view.plot, Qt.Key.Key_Down)
    view.show_chart(BarChart("Span F1", BARS.bars[:2]))
    assert view.plot.current().key == "ORG"
    view.show_chart(BarChart("Span F1", BARS.bars[:1]))
    assert view.plot.current() is None


def test_the_menu_offers_what_the_button_offers(view, qtbot):
    offered = [action.text() for action in view.menu().actions()]
    assert offered == ["Copy", "Save as PNG…", "Save as SVG…", "Save as CSV…", "Print…"]


@pytest.fixture
def clipboard():
    """The clipboard, empty again at the end: without a screen Qt crashes over what it holds when it ends."""
    yield QApplication.clipboard()
    QApplication.clipboard().clear()


def test_ctrl_c_copies_picture_and_table(view, qtbot, clipboard):
    with qtbot.waitSignal(view.told):
        QTest.keyClick(view.plot, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    held = clipboard.mimeData()
    assert held.hasImage()
    assert held.text().splitlines()[1].split("\t")[:2] == ["Person", "0.93"]


def test_files_hold_what_their_endings_say(view, qtbot, tmp_path: Path):
    for ending in ("png", "svg", "csv"):
        with qtbot.waitSignal(view.told):
            view.files.save(tmp_path / f"chart.{ending}")
    assert QImage(str(tmp_path / "chart.png")).width() > 720
    drawn = ElementTree.fromstring((tmp_path / "chart.svg").read_bytes())
    assert "Person" in "".join(drawn.itertext())
    with (tmp_path / "chart.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1][0] == "Person"
    assert rows[3][0] == "'=cmd()"  # no spreadsheet runs it


def test_nothing_is_replaced_and_the_reason_is_told(view, qtbot, tmp_path: Path):
    there = tmp_path / "chart.csv"
    there.write_text("mine")
    with qtbot.waitSignal(view.refused) as refused:
        view.files.save(there)
    assert "chart.csv" in refused.args[0]
    assert there.read_text() == "mine"
    with qtbot.waitSignal(view.refused):
        view.files.save(tmp_path / "nowhere" / "chart.png")


def test_a_file_is_named_by_the_chart(view, monkeypatch, tmp_path: Path):
    asked: dict[str, str] = {}

    def chosen(_parent: QWidget, _title: str, _kinds: str, *, name: str, suffix: str) -> Path:
        asked.update(name=name, suffix=suffix)
        return tmp_path / name

    monkeypatch.setattr("annotator.gui.lead.chart_files.file_to_make", chosen)
    view.show_chart(BarChart("Spans: by/label", BARS.bars))
    view.files.ask("svg")
    assert asked == {"name": "Spans by label.svg", "suffix": "svg"}
    assert (tmp_path / "Spans by label.svg").exists()


def test_it_prints_whole_on_a_page(view, tmp_path: Path):
    writer = QPdfWriter(str(tmp_path / "chart.pdf"))
    view.files.print_on(writer)
    del writer
    assert (tmp_path / "chart.pdf").read_bytes().startswith(b"%PDF")


def test_a_wide_chart_is_moved_sideways_and_not_the_page(qtbot):
    view = ChartView(GRID, LIGHT)
    area = QScrollArea()
    qtbot.addWidget(area)
    page = QWidget()
    QVBoxLayout(page).addWidget(view)
    area.setWidgetResizable(True)
    area.setWidget(page)
    area.resize(480, 360)
    with qtbot.waitExposed(area):
        area.show()
    assert area.horizontalScrollBar().maximum() == 0
    view.plot.setFocus()
    QTest.keyClick(view.plot, Qt.Key.Key_End)
    last = view.plot.mapTo(area.viewport(), middle(view, -1).toPoint())
    assert area.viewport().rect().contains(last)


def test_it_reads_from_the_right_in_arabic(qtbot):
    def left_of_first_part() -> float:
        view = ChartView(STACKS, LIGHT)
        qtbot.addWidget(view)
        return view.plot.marks()[0].x

    before = left_of_first_part()
    words.use("ar_MA")
    try:
        assert left_of_first_part() > before
    finally:
        words.use("en")
