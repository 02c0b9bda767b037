"""Cells of two kinds: words for who reads a table, and figures for a program that reads its file.

In a file a figure is as precise as it is known, with a point before its decimals, and empty where there is
none; a count stands in a column of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from annotator.agreement.coefficients import Figure, Score
from annotator.reports.figures import marks, remark, said
from annotator.reports.tables import Table
from annotator.words import _, number


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a table, None for nothing that is read, and what stands for it in the table's file.

    There it may take several columns, or none. Heads of columns are cells, too.
    """

    words: str | None
    plain: tuple[str, ...]


Rows = list[tuple[Cell | str, ...]]


def table(
    title: str,
    columns: Sequence[Cell | str],
    rows: Iterable[tuple[Cell | str, ...]],
    *,
    notes: tuple[str, ...] = (),
    file: str = "",
    means: str = "",
) -> Table:
    """Return a table of cells; plain words are for both. A head decides whether its column is read."""
    shown = [isinstance(head, str) or head.words is not None for head in columns]
    both = [tuple(map(_cell, row)) for row in (columns, *rows)]
    words = [
        tuple(one.words or "" for one, is_read in zip(row, shown, strict=True) if is_read) for row in both
    ]
    plain = [tuple(value for one in row for value in one.plain) for row in both]
    return Table(title, words[0], tuple(words[1:]), notes, file, means, tuple(plain))


def count(value: int) -> Cell:
    """Return a count."""
    return Cell(number(value), (str(value),))


def counts(values: Iterable[int]) -> tuple[Cell, ...]:
    """Return counts."""
    return tuple(map(count, values))


def for_files(*words: str) -> Cell:
    """Return what stands in files alone, one column for each."""
    return Cell(None, words)


def figure(value: Figure) -> Cell:
    """Return a figure."""
    return Cell(said(value), (plain(value.value),))


def spans(score: Score) -> Cell:
    """Return how many spans are alike, of how many of each: in files three columns, as `spans_head` says."""
    return Cell(marks(score), tuple(map(str, (score.matched, score.first, score.second))))


def spans_head() -> Cell:
    """Return the head of `spans`."""
    return Cell(_("alike, of their spans"), (_("alike"), _("spans of the first"), _("spans of the second")))


def remarks(main: Figure, others: Mapping[str, Figure | None]) -> Cell:
    """Return what is to be remarked on a figure; in files also why others, by their names, are missing."""
    first = remark(main)
    more = [
        _("{what}: {text}").format(what=name, text=one.sentence)
        for name, one in others.items()
        if one is not None and one.value is None and one.sentence != first
    ]
    return Cell(first, (" ".join((first, *more)).strip(),))


def plain(value: float | None) -> str:
    """Return a number as programs read it, as precise as it is; "" for none."""
    if value is None:
        return ""
    return format(Decimal(repr(value)), "f") if isinstance(value, float) else str(value)


def _cell(one: Cell | str) -> Cell:
    return Cell(one, (one,)) if isinstance(one, str) else one
