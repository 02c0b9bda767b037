"""Tables in a terminal, and in what it is piped to: whole, however narrow it is, and a line for each row."""

from collections.abc import Iterable, Sequence
from typing import Final

import click
from rich.cells import cell_len

from annotator.reports.tables import Table
from annotator.text.printable import printable

_GAP: Final = "  "


def print_tables(tables: Iterable[Table]) -> None:
    """Print to standard output the tables that have rows, each with its title and its notes."""
    is_first = True
    for table in tables:
        if not table.rows:
            continue
        if not is_first:
            click.echo()
        is_first = False
        click.secho(table.title, bold=True)
        rows = [[_in_line(cell) for cell in row] for row in (table.columns, *table.rows)]
        for line in (*_lines(_filled(rows)), *map(_in_line, table.notes)):
            click.echo(f"{_GAP}{line}")


def _in_line(words: str) -> str:
    """Return words from anywhere without what would break the line or steer the terminal."""
    return printable(" ".join(words.split()))


def _filled(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Leave out the columns that have a head and nothing below it."""
    kept = [place for place, column in enumerate(zip(*rows, strict=True)) if any(column[1:])]
    return [[row[place] for place in kept] for row in rows]


def _lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """Align columns by the terminal's cells, names to the left and figures to the right."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    is_figures = [
        all(row[place][:1].isdigit() or row[place] in ("", "—") for row in rows[1:])
        for place in range(len(widths))
    ]
    return [
        _GAP.join(
            _padded(cell, width, to_right=to_right)
            for cell, width, to_right in zip(row, widths, is_figures, strict=True)
        ).rstrip()
        for row in rows
    ]


def _padded(cell: str, width: int, *, to_right: bool) -> str:
    blanks = " " * (width - cell_len(cell))
    return blanks + cell if to_right else cell + blanks
