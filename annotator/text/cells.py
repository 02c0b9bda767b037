"""Cells of a table that a spreadsheet opens: what it would run as a formula is written so that it is not."""

import re
from typing import Final

_FORMULA: Final = re.compile(r"'*[=+\-@＝＋－＠\t\r]")
_NUMBER: Final = re.compile(r"-[0-9٠-٩]+([.,٫][0-9٠-٩]+)?", re.ASCII)


def neutral(cell: str) -> str:
    """Return a cell with an apostrophe before what a spreadsheet would take for a formula.

    What begins with apostrophes and then with such a thing gets one more, so that taking one away gives back
    the cell.
    """
    return "'" + cell if _FORMULA.match(cell) else cell


def is_number(cell: str) -> bool:
    """Tell whether a cell that begins with a minus is just a number, in any of our languages: none is run."""
    return _NUMBER.fullmatch(cell) is not None
