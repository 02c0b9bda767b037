"""A report as one HTML page that needs nothing else: no script, no file, no network.

It runs from the right where its language does, is light or dark as the reader's machine is, folds its
tables away, and prints them all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape
from typing import Final

from annotator.charts.chart import BarChart, Chart, Grid, LineChart, StackChart
from annotator.charts.drawing import Palette
from annotator.charts.layout import lay_out
from annotator.charts.measuring import guess
from annotator.charts.svg import to_svg
from annotator.reports.marking import Piece, pieces
from annotator.reports.page_style import STYLE, colour_rules
from annotator.reports.palettes import both
from annotator.reports.report import Example, Headline, Lane, Marked, Report, Section
from annotator.reports.tables import Table
from annotator.words import _, is_right_to_left, language

_WIDTH: Final = 860.0
"""How wide charts are laid out, in pixels; a narrower page shrinks them."""
_PALETTE: Final = Palette(**{name: f"var(--{name})" for name, _light, _dark in both()})
_NOTHING_FETCHED: Final = "default-src 'none'; style-src 'unsafe-inline'"


def html(report: Report) -> str:
    """Return the page; every word that came from outside is escaped."""
    colours = _Colours(report.dark)
    inside = [
        f"<header><h1>{escape(report.title)}</h1><p>{escape(report.subtitle)}</p></header>",
        _headlines(report.headlines),
        *(_section(section, colours) for section in report.sections),
        _notes(report.notes),
    ]
    direction = "rtl" if is_right_to_left() else "ltr"
    body = "\n".join(part for part in inside if part)
    return (
        f'<!DOCTYPE html>\n<html lang="{language()}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_NOTHING_FETCHED}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(report.title)} · {escape(report.subtitle)}</title>\n"
        f"<style>\n{STYLE}\n{colour_rules(colours.named)}\n</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


class _Colours:
    """Gives each colour of a label or a palette a name that the style sheet defines for light and dark."""

    def __init__(self, dark: Mapping[str, str]) -> None:
        self._names = {light: f"--label-{place}" for place, light in enumerate(dark)}
        self._names |= {light: f"--{name}" for name, light, _dark in both()}
        self.named = [(self._names[light], light, shade) for light, shade in dark.items()]
        self.named += [(f"--{name}", light, shade) for name, light, shade in both()]

    def __call__(self, colour: str) -> str:
        name = self._names.get(colour)
        return f"var({name})" if name else colour

    def chart(self, chart: Chart) -> Chart:
        """Return a chart with the names in place of the colours."""
        match chart:
            case BarChart():
                return replace(chart, bars=tuple(replace(bar, colour=self(bar.colour)) for bar in chart.bars))
            case StackChart():
                return replace(chart, parts=tuple((words, self(colour)) for words, colour in chart.parts))
            case LineChart():
                lines = tuple(replace(line, colour=self(line.colour)) for line in chart.lines)
                return replace(chart, lines=lines)
            case Grid():
                return chart


def _headlines(headlines: Iterable[Headline]) -> str:
    cards = "".join(
        f'<div class="card"><h2>{escape(one.words)}</h2><p class="figure">{escape(one.figure)}</p>'
        f"<p>{escape(one.note)}</p></div>"
        for one in headlines
    )
    return f'<div class="headlines">{cards}</div>' if cards else ""


def _section(section: Section, colours: _Colours) -> str:
    parts = [f"<h2>{escape(section.title)}</h2>"]
    if section.means:
        parts.append(f'<p class="means">{escape(section.means)}</p>')
    is_only = len(section.charts) == 1
    parts += [_chart(chart, colours, is_only=is_only) for chart in section.charts]
    parts += [_table(table, is_open=section.is_open) for table in section.tables if table.rows]
    if section.terms:
        terms = "".join(f"<dt>{escape(name)}</dt><dd>{escape(says)}</dd>" for name, says in section.terms)
        about = escape(_("What the figures mean"))
        parts.append(f"<details><summary>{about}</summary><dl>{terms}</dl></details>")
    if section.examples:
        examples = "".join(_example(one, colours) for one in section.examples)
        parts.append(f"<details open><summary>{escape(_('Examples'))}</summary>{examples}</details>")
    parts.append(_notes(section.notes))
    return f'<section class="card">{"".join(parts)}</section>'


def _chart(chart: Chart, colours: _Colours, *, is_only: bool) -> str:
    drawing = lay_out(
        colours.chart(chart), width=_WIDTH, measure=guess, palette=_PALETTE, mirrored=is_right_to_left()
    )
    title = "" if is_only else f"<h3>{escape(chart.title)}</h3>"
    # What is too wide is moved sideways on a screen and shrinks on paper alone.
    look = "chart wide" if drawing.width > _WIDTH else "chart"
    return f'{title}<div class="{look}">{to_svg(drawing, is_alone=False)}</div>'


def _table(table: Table, *, is_open: bool) -> str:
    shown = [place for place, column in enumerate(zip(*table.rows, strict=True)) if any(column)]
    heads = "".join(f'<th scope="col">{escape(table.columns[place])}</th>' for place in shown)
    rows = "".join(
        "<tr>" + "".join(_cell(row[place], is_first=not place) for place in shown) + "</tr>"
        for row in table.rows
    )
    opened = " open" if is_open else ""
    summary = escape(_("Table: {title}").format(title=table.title))
    return (
        f'<details{opened}><summary>{summary}</summary><div class="table"><table>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></details>"
    )


def _cell(cell: str, *, is_first: bool) -> str:
    if is_first:
        return f'<th scope="row">{escape(cell)}</th>'
    first = cell.lstrip("\u2066")[:1]
    is_figure = first.isdigit() or first in ("-", "—")
    return f'<td class="n">{escape(cell)}</td>' if is_figure else f"<td>{escape(cell)}</td>"


def _example(example: Example, colours: _Colours) -> str:
    lanes = "".join(_lane(lane, example.text, colours) for lane in example.lanes)
    return (
        f'<figure class="example"><figcaption><b>{escape(example.cause)}</b> '
        f"<span>{escape(example.article)}</span></figcaption>{lanes}</figure>"
    )


def _lane(lane: Lane, text: str, colours: _Colours) -> str:
    marked = "".join(_piece(piece, lane, colours) for piece in pieces(text, lane.spans))
    issues = "".join(
        f'<li><bdi lang="ar">{escape(text[span.start : span.end])}</bdi> '
        f'<b style="color:{_ink(span, colours)}">{escape(span.words)}</b></li>'
        for span in lane.at_issue
    )
    issues = issues or f"<li>{escape(_('not marked'))}</li>"
    return (
        f'<div class="lane"><p class="who">{escape(lane.who)}</p>'
        f'<p class="text" lang="ar" dir="rtl">{marked}</p><ul>{issues}</ul></div>'
    )


def _piece(piece: Piece, lane: Lane, colours: _Colours) -> str:
    """Return a piece of a sentence in the spans that hold it, the inner one's line above the outer one's."""
    inside = escape(piece.text)
    for depth, span in enumerate(reversed(piece.spans)):
        look = "mark issue" if span in lane.at_issue else "mark"
        style = f"--mark:{_ink(span, colours)};--deep:{depth}"
        inside = f'<span class="{look}" title="{escape(span.words)}" style="{style}">{inside}</span>'
    return inside


def _ink(span: Marked, colours: _Colours) -> str:
    return escape(colours(span.colour) or "var(--accent)")


def _notes(notes: Iterable[str]) -> str:
    lines = "".join(f"<li>{escape(note)}</li>" for note in notes)
    return f'<ul class="notes">{lines}</ul>' if lines else ""
