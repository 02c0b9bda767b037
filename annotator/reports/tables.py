"""A table as a value: what a terminal, a page, paper and a spreadsheet are given."""

from dataclasses import dataclass
from typing import Final

FILES: Final = frozenset(
    f"{name}.csv"
    for name in (
        *("agreement", "labels", "sublabels", "nesting", "causes", "pairs", "gold", "confusion"),
        *(
            "suggestions",
            "planted",
            "speeds",
            "states",
            "days",
            "articles",
            "distribution",
            "sources",
            "forecast",
        ),
    )
)
"""What tables are called as files."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table in words: a title, the heads of its columns, its rows, and what to know when reading it.

    `file` is what its file is called, one of FILES without the suffix, "" for a table that gets none;
    `means` says in a sentence or two what the figures mean. `plain` is what its file holds, heads first,
    where that is not what is read.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    file: str = ""
    means: str = ""
    plain: tuple[tuple[str, ...], ...] = ()

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """What its file holds: the heads, then the rows."""
        return self.plain or (self.columns, *self.rows)

    @property
    def file_name(self) -> str:
        """What its file is called; raises ValueError for a table that gets none."""
        name = f"{self.file}.csv"
        if name not in FILES:
            raise ValueError(f"the table {self.title} has no file")
        return name
