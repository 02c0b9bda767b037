"""A report as a value: headlines, then sections of charts, tables and examples; for a page and for paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.charts.chart import Chart
from annotator.reports.tables import Table


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure above all others: what it is, the figure, and what is to be known of it."""

    words: str
    figure: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A span in an example: what its label is called, and its colour (#rrggbb, "" for the usual)."""

    start: int
    end: int
    words: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One annotator's reading of a sentence; ranges are code points of the example's text.

    `spans` are all of the sentence, outer ones first, `at_issue` those that differ from the other's.
    """

    who: str
    spans: tuple[Marked, ...]
    at_issue: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence over which annotators differ, and why."""

    cause: str
    article: str
    text: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: what it is about, what its figures mean, and what shows them.

    `terms` explain figures by name, `is_open` says that the tables are shown unasked.
    """

    title: str
    means: str = ""
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    examples: tuple[Example, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    is_open: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether it would show nothing under its title."""
        return not (self.charts or self.examples or self.terms or any(one.rows for one in self.tables))


@dataclass(frozen=True, slots=True)
class Report:
    """A report in the language in use.

    `dark` gives the colours that take the place of labels' light ones on a dark page, `extra` are tables too
    long to be read, for files alone.
    """

    title: str
    subtitle: str
    headlines: tuple[Headline, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()
    dark: Mapping[str, str] = field(default_factory=dict)
    extra: tuple[Table, ...] = ()

    @property
    def tables(self) -> list[Table]:
        """All tables that have rows."""
        shown = (table for section in self.sections for table in section.tables)
        return [table for table in (*shown, *self.extra) if table.rows]
