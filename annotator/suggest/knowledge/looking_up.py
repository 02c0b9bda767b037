"""The names of the shipped lexicons as a person looks them up: by any part of a name, in its own spelling.

Nothing is matched in texts here; that is `lexicon`'s. The tables are read when somebody first looks.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from annotator.assets import resource
from annotator.model import OwnEntry
from annotator.text.folding import folded

_COLUMNS: Final = 6


class _Row(NamedTuple):
    entry: OwnEntry
    names: tuple[str, ...]  # folded


def shipped_rows(words: str, *, limit: int) -> list[OwnEntry]:
    """Return shipped names with a label in which the words stand: whole names first, then by length."""
    wanted = folded(words).strip()
    if not wanted:
        return []
    found = [row for row in _rows() if any(wanted in name for name in row.names)]
    found.sort(key=lambda row: (wanted not in row.names, len(row.entry.surface), row.entry.surface))
    once = {(row.entry.surface, row.entry.label): row.entry for row in reversed(found)}
    return list(once.values())[::-1][:limit]


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(_read())


def _read() -> Iterator[_Row]:
    for path in sorted(resource("lexicons").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            cells = line.split("\t")
            if len(cells) != _COLUMNS or not cells[1]:
                continue  # what gives no label is only of help to the rules
            surface, label, sublabel, kind, flags, spelt = cells
            variants = tuple(filter(None, spelt.split("|")))
            entry = OwnEntry(surface, label, sublabel, kind, variants, needs_context="c" in flags)
            yield _Row(entry, tuple(map(folded, (surface, *variants))))
