"""A table as a value: what a terminal, a page, paper and a spreadsheet are given."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A table in words: a title, the heads of its columns, its rows, and what to know when reading it.

    `file` is what its file is called, without a suffix, where every table gets one; `means` says in a
    sentence or two what the figures mean.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    file: str = ""
    means: str = ""
