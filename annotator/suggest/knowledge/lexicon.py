"""The lexicons: what is known about words and names before any text is read.

Entries come from the tables in `resources/lexicons`; a table's `kind` says what its entries are to
the sources (a country, a rank, a word of personal names). Keys are folded, words apart by one
space. The automaton is built once a process from those text files and never unpickled.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import ahocorasick  # type: ignore[import-not-found]  # it ships no stubs

from annotator.assets import resource
from annotator.text.folding import folded
from annotator.text.tokens import words

_COLUMNS: Final = 6
_LEFT_OUT: Final = frozenset({"ordinary.tsv"})


class Entry(NamedTuple):
    """One spelling of one row of a lexicon. Its flags are letters: c, a and g, as the properties say."""

    key: str
    label: str
    sublabel: str
    kind: str
    flags: str

    @property
    def needs_context(self) -> bool:
        """Whether the name is also an everyday word, so that it counts only beside a marker."""
        return "c" in self.flags

    @property
    def is_everyday(self) -> bool:
        """Whether the name word is also an everyday word, so that it begins no name by itself."""
        return "a" in self.flags

    @property
    def is_generic(self) -> bool:
        """Whether the head noun says little, so that it needs a telling complement."""
        return "g" in self.flags


class Found(NamedTuple):
    """Entries found in a matching text: `start` and `end` there, `skip` letters of it a proclitic ل."""

    start: int
    end: int
    skip: int
    entries: tuple[Entry, ...]


class Lexicon:
    """Entries by spelling, and the automaton that finds them all in one pass over a text."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        by_key: dict[str, list[Entry]] = {}
        for entry in entries:
            by_key.setdefault(entry.key, []).append(entry)
        self._by_key = {key: tuple(found) for key, found in by_key.items()}
        self._automaton = self._build()

    def _build(self) -> ahocorasick.Automaton:
        # Every key ends with the space after its last word, so that no word is matched in part.
        forms: dict[str, list[tuple[int, tuple[Entry, ...]]]] = {}
        for key, entries in self._by_key.items():
            forms.setdefault(key, []).append((0, entries))
            if key.startswith("ال") and len(key) > 3:
                # للرباط is ل + الرباط, للجنه is ل + اللجنه.
                rest = key[2:]
                lam = rest if rest.startswith("ل") else "ل" + rest
                forms.setdefault("ل" + lam, []).append((1, entries))
        automaton = ahocorasick.Automaton()
        for form, values in forms.items():
            automaton.add_word(form + " ", (len(form), values))
        automaton.make_automaton()
        return automaton

    def __len__(self) -> int:
        return len(self._by_key)

    def entries(self, key: str) -> tuple[Entry, ...]:
        """Return the entries spelt `key` (folded)."""
        return self._by_key.get(key, ())

    def find(self, text: str) -> Iterator[Found]:
        """Yield what `text` holds (folded words apart by one space, one more at the end).

        Ends are ends of words; starts may lie inside a word, for the caller to judge.
        """
        for last, (length, values) in self._automaton.iter(text):
            for skip, entries in values:
                yield Found(last - length, last, skip, entries)


def load(paths: Iterable[Path]) -> Lexicon:
    """Read lexicon tables: tab-separated, a head line, then surface label sublabel kind flags variants."""
    rows: list[list[str]] = []
    surfaces: list[str] = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").split("\n")[1:]:
            row = line.split("\t")
            if len(row) == _COLUMNS:
                rows.append(row)
                surfaces.append(row[0] + "|" + row[5] if row[5] else row[0])
    keys = _keys(surfaces)
    return Lexicon(
        Entry(key, row[1], row[2], row[3], row[4])
        for row, found in zip(rows, keys, strict=True)
        for key in dict.fromkeys(found)
    )


@cache
def shipped() -> Lexicon:
    """Return the lexicon of the tables that ship with the program, built on first use."""
    paths = sorted(resource("lexicons").glob("*.tsv"))
    return load(path for path in paths if path.name not in _LEFT_OUT)


def _keys(surfaces: list[str]) -> list[list[str]]:
    """Fold all surfaces in one go; those with other signs than letters are split as text is."""
    lines = folded("\n".join(surfaces)).split("\n")
    return [[_key(one) for one in line.split("|") if one] for line in lines]


def _key(surface: str) -> str:
    if surface.replace(" ", "").isalpha():
        return surface
    return " ".join(surface[start:end] for start, end in words(surface))
