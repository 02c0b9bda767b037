"""Rows as CSV that a spreadsheet opens without asking, and a folder of such files."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from annotator.text.cells import is_number, neutral

ENCODING: Final = "utf-8-sig"
"""With the mark by which spreadsheets know UTF-8, without which they show no Arabic."""


# Marks that keep a name's direction to itself in a sentence; in a cell of its own they would only hide.
_DIRECTIONS: Final = dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069))


def to_csv(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV; cells that a spreadsheet would run as formulas are neutralised.

    Encode it as ENCODING.
    """
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    for row in rows:
        table.writerow([_cell(cell.translate(_DIRECTIONS)) for cell in row])
    return written.getvalue()


def _cell(cell: str) -> str:
    return cell if is_number(cell) else neutral(cell)
