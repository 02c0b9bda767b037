"""What readers find out about a file, in words: one table for the terminal and the window."""

from collections.abc import Iterator, Mapping
from typing import Final

from annotator.text.printable import printable
from annotator.words import N_, NN_, _, n_, number

_FOUND: Final = {
    "scheme": N_("scheme of the tags"),
    "repaired": N_("tags repaired"),
    "repaired_lines": N_("repaired on the lines"),
    "cut_after_tokens": N_("sentences cut after tokens"),
    "delimiter": N_("cells parted by"),
    "offsets": N_("offsets counted in"),
    "left out": N_("left out"),
    "in parts": N_("labels in several parts"),
    "sheet": N_("sheet"),
    "annotator": N_("labels of"),
    "pages": N_("pages"),
    "pages_without_text": N_("pages without text"),
    "unknown_letters": N_("letters that nobody can tell"),
    "presentation_forms": N_("shapes of letters taken for letters"),
    "letters_that_run_another_way": N_("letters left out that run another way"),
    "headers_and_footers_left_out": N_("headers and footers left out"),
    "notes_left_out": N_("notes left out"),
}
_VALUES: Final = {
    ("delimiter", "tab"): N_("tabs"),
    ("delimiter", ","): N_("commas"),
    ("delimiter", ";"): N_("semicolons"),
    ("offsets", "UTF-16 code units"): N_("UTF-16 code units"),
}
# What is no span, as brat and Label Studio mark it; other kinds are said as the file has them.
_KINDS: Final = {
    "R": NN_("{count} relation", "{count} relations"),
    "E": NN_("{count} event", "{count} events"),
    "A": NN_("{count} attribute", "{count} attributes"),
    "M": NN_("{count} attribute", "{count} attributes"),
    "N": NN_("{count} link to a database", "{count} links to databases"),
    "#": NN_("{count} note", "{count} notes"),
    "*": NN_("{count} equivalence", "{count} equivalences"),
    "relation": NN_("{count} relation", "{count} relations"),
    "choices": NN_("{count} choice", "{count} choices"),
}
_COLUMN: Final = "column "


def recognised_words(recognised: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what was found out about a file, and what of it, in words.

    Columns are told that are not called as our field is, as `--column` takes them: `text=body`. What is not
    in the table here is for the one who looks it up.
    """
    for what, value in recognised.items():
        if what in _FOUND and value:
            yield _(_FOUND[what]), _left_out(value) if what == "left out" else _value(what, value)
    columns = [
        f"{what.removeprefix(_COLUMN)}={printable(heading)}"
        for what, heading in recognised.items()
        if what.startswith(_COLUMN) and what != f"{_COLUMN}{heading.casefold()}"
    ]
    if columns:
        yield _("columns"), _(", ").join(columns)


def _value(what: str, value: str) -> str:
    words = _VALUES.get((what, value))
    if words is not None:
        return _(words)
    return number(int(value)) if value.isascii() and value.isdigit() and len(value) < 10 else printable(value)


def _left_out(value: str) -> str:
    """Return `R 1, # 2` in words."""
    told: list[str] = []
    for one in value.split(", "):
        kind, _blank, count = one.rpartition(" ")
        if kind in _KINDS and count.isdecimal():
            told.append(n_(*_KINDS[kind], int(count)).format(count=number(int(count))))
        else:
            told.append(printable(one))
    return _(", ").join(told)
