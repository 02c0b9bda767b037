"""Tables in a terminal."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table as RichTable

from annotator.agreement.report import Table


def print_tables(tables: Iterable[Table]) -> None:
    """Print tables to standard output, each with its title and its notes."""
    console = Console(highlight=False)
    for table in tables:
        drawn = RichTable(title=table.title, title_justify="left", caption_justify="left", box=None)
        drawn.caption = "\n".join(table.notes) or None
        for place, column in enumerate(table.columns):
            drawn.add_column(column, justify="left" if place == 0 else "right")
        for row in table.rows:
            drawn.add_row(*row)
        console.print(drawn)
        console.print()
