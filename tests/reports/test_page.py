"""The page of a report: read by a parser, it fetches nothing, runs nothing, and says everything."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from annotator import words
from annotator.agreement.gathering import Compared
from annotator.agreement.results import Agreement
from annotator.charts.chart import Bar, BarChart, Line, LineChart, Stack, StackChart
from annotator.reports.figures import interval, said
from annotator.reports.page import html
from annotator.reports.palettes import LIGHT
from annotator.reports.report import Example, Headline, Lane, Marked, Report, Section
from annotator.reports.tables import Table

HOSTILE = '</style><script>alert("x")</script><img src="http://example.org/x.png">'
FETCHING = {"src", "href", "srcset", "data", "action", "poster", "background", "xlink:href", "formaction"}


class Reader(HTMLParser):
    """Gathers tags with their attributes, and all words outside the style."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.style = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += data
        elif data.strip():
            self.words.append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def fetched(page: str) -> list[str]:
    """What a browser would load or run, by element, by attribute and by style."""
    reader = Reader(page)
    found = [
        name for name, _attributes in reader.tags if name in ("script", "link", "iframe", "object", "img")
    ]
    styles = [reader.style]
    for name, attributes in reader.tags:
        found += [f"{name} {key}" for key in attributes if key in FETCHING or key.startswith("on")]
        styles.append(attributes.get("style") or "")
    found += [style for style in styles if re.search(r"url\(|@import|https?:|//", style)]
    return found


@pytest.mark.parametrize("language", ["ar_MA", "ar_EG", "en", "fr"])
def test_nothing_is_fetched_or_run(report_of: Callable[..., Report], language: str) -> None:
    words.use(language)
    page = html(report_of())
    assert fetched(page) == []
    assert not re.search(r"https?://", page)
    metas = [meta.get("content") for meta in Reader(page).named("meta")]
    assert "default-src 'none'; style-src 'unsafe-inline'" in metas


def test_the_test_above_sees_what_would_be_fetched() -> None:
    assert fetched('<a href="http://x"></a>')
    assert fetched('<img src="x"></img>')
    assert fetched("<style>@import 'x';</style>")
    assert fetched('<p style="background:url(x)"></p>')
    assert fetched('<p onclick="x"></p>')


@pytest.mark.parametrize(
    ("locale", "language", "direction"), [("ar_MA", "ar", "rtl"), ("en", "en", "ltr"), ("fr", "fr", "ltr")]
)
def test_the_page_has_the_language_and_direction_of_the_program(
    report_of: Callable[..., Report], locale: str, language: str, direction: str
) -> None:
    words.use(locale)
    reader = Reader(html(report_of()))
    assert reader.named("html") == [{"lang": language, "dir": direction}]
    assert {svg["direction"] for svg in reader.named("svg")} == {direction}
    assert all(text["lang"] == "ar" and text["dir"] == "rtl" for text in reader.named("p") if "lang" in text)


def test_every_figure_stands_in_it_with_its_interval(
    report_of: Callable[..., Report], compared: Compared
) -> None:
    found = Reader(html(report_of())).words
    agreement: Agreement = compared.agreement
    for figure in (*agreement.f1.values(), *agreement.coefficients.values()):
        assert said(figure) in found
    exact = next(iter(agreement.f1.values()))
    assert interval(exact)
    assert interval(exact) in found


def test_every_table_and_chart_is_in_it(report_of: Callable[..., Report]) -> None:
    report = report_of()
    reader = Reader(html(report))
    assert len(reader.named("table")) == len(report.tables) >= 6
    assert len(reader.named("svg")) == sum(len(section.charts) for section in report.sections) >= 5
    assert all(svg["role"] == "img" and svg["aria-label"] for svg in reader.named("svg"))
    assert len(reader.named("details")) >= len(report.tables)
    for table in report.tables:
        assert all(cell in reader.words for row in table.rows for cell in row if cell)


def test_examples_show_the_sentence_of_each_and_what_is_at_issue(report_of: Callable[..., Report]) -> None:
    report = report_of(of_each=2)
    examples = [example for section in report.sections for example in section.examples]
    reader = Reader(html(report))
    assert len(reader.named("figure")) == len(examples) > 7
    spans = [tag.get("class") for tag in reader.named("span")]
    assert "mark issue" in spans
    assert "mark" in spans
    whole = "".join("".join(reader.words).split())
    for example in examples:
        assert "".join(example.text.split()) in whole


def test_without_examples_there_are_none(report_of: Callable[..., Report]) -> None:
    assert "figure" not in [tag for tag, _attributes in Reader(html(report_of(of_each=0))).tags]


def test_anonymous_names_nobody(report_of: Callable[..., Report]) -> None:
    page = html(report_of(is_anonymous=True, of_each=3))
    assert "amina" not in page
    assert "youssef" not in page
    assert "annotator 1" in page
    assert "annotator 2" in page
    assert "amina" in html(report_of())


def test_light_and_dark_have_a_colour_for_every_name_that_is_used(report_of: Callable[..., Report]) -> None:
    page = html(report_of())
    style = Reader(page).style
    defined = set(re.findall(r"(--[a-z0-9-]+):", style))
    assert set(re.findall(r"var\((--[a-z0-9-]+)\)", page)) <= defined | {"--mark", "--deep"}
    dark = re.search(r"prefers-color-scheme: dark\) \{ :root \{([^}]*)", style)
    assert dark is not None
    assert "--ink: #e8e9ed;" in dark[1]
    assert "@media print" in style


def test_what_came_from_outside_is_escaped(report_of: Callable[..., Report]) -> None:
    mark = Marked(0, 4, HOSTILE, HOSTILE)
    lanes = (Lane(HOSTILE, (mark,), (mark,)), Lane("b", (), ()))
    section = Section(
        HOSTILE,
        HOSTILE,
        (
            BarChart(HOSTILE, (Bar(HOSTILE, 0.5, HOSTILE, HOSTILE, HOSTILE),)),
            LineChart(HOSTILE, ("a", "b"), (Line(HOSTILE, HOSTILE, (1.0, 2.0)),), HOSTILE),
            StackChart(HOSTILE, ((HOSTILE, HOSTILE),), (Stack(HOSTILE, (1.0,), HOSTILE),)),
        ),
        (Table(HOSTILE, (HOSTILE,), ((HOSTILE,),)),),
        (Example(HOSTILE, HOSTILE, HOSTILE, lanes),),
        ((HOSTILE, HOSTILE),),
        (HOSTILE,),
    )
    report = Report(HOSTILE, HOSTILE, (Headline(HOSTILE, HOSTILE, HOSTILE),), (section,), (HOSTILE,))
    page = html(report)
    tags = [tag for tag, _attributes in Reader(page).tags]
    assert "script" not in tags
    assert "img" not in tags
    assert HOSTILE not in page


def test_an_empty_column_is_left_out_and_an_empty_table_too() -> None:
    table = Table("t", ("who", "why", "much"), (("amina", "", "1"), ("youssef", "", "2")))
    report = Report("r", "", (), (Section("s", tables=(table, Table("none", ("a",), ()))),))
    heads = [word for word in Reader(html(report)).words if word in ("who", "why", "much", "Table: none")]
    assert heads == ["who", "much"]


def test_charts_follow_the_page_from_light_to_dark() -> None:
    chart = StackChart("t", (("done", LIGHT.good), ("new", "#123456")), (Stack("amina", (1.0, 2.0)),))
    report = Report("r", "", (), (Section("s", charts=(chart,)),), dark={"#123456": "#abcdef"})
    page = html(report)
    svg = page[page.index("<svg") :]
    assert "var(--good)" in svg
    assert "#123456" not in svg
    assert "var(--label-0)" in svg
    assert "--label-0: #abcdef;" in page
