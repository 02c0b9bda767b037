"""The lexicons: what is known about words and names before any text is read.

Entries come from the tables in `resources/lexicons`; a table's `kind` says what its entries are to
the sources (a country, a rank, a word of personal names). Keys are folded, words apart by one
space. A word of a text is looked up with and without its proclitics, and what was found is kept:
the next time the same word comes it costs one look.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple, Self

from annotator.assets import resource
from annotator.text.clitics import PROCLITICS, spelt_stems
from annotator.text.folding import folded
from annotator.text.tokens import words

OWN: Final = "o"
_COLUMNS: Final = 6
_LEFT_OUT: Final = frozenset({"ordinary.tsv"})
# So many different words are kept as they were looked up; a project of 10,000 documents has fewer.
_KEPT: Final = 300_000
_NO_KINDS: Final[frozenset[str]] = frozenset()
_NO_LENGTHS: Final[frozenset[int]] = frozenset()


class Entry(NamedTuple):
    """One spelling of one row of a lexicon. Its flags are letters: c, a, g and o, as the properties say."""

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

    @property
    def is_own(self) -> bool:
        """Whether a project has added it."""
        return OWN in self.flags


class Start(NamedTuple):
    """How entries may start in a word: after `lead` letters, proclitics all, with the word `stem`.

    `entries` are those of this one word. Longer ones have one of `lengths` words, the longest first, and
    one of `seconds` as their second.
    """

    lead: int
    stem: str
    entries: tuple[Entry, ...]
    lengths: tuple[int, ...]
    seconds: frozenset[str]


Match = tuple[int, int, int, tuple[Entry, ...]]
"""Entries at the words `[first, last)` after so many letters of the first: first, last, letters, entries."""
_NO_ENTRIES: Final[tuple[Entry, ...]] = ()
_Keys = dict[str, tuple[Entry, ...]]
# Of the longer entries that begin with a word: how many words they have, and their second words.
_Longer = dict[str, tuple[frozenset[int], frozenset[str]]]


class Lexicon:
    """Entries by spelling, and which of them start in a word of a text."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        by_key: _Keys = {}
        for entry in entries:
            key = entry[0]
            by_key[key] = (*by_key[key], entry) if key in by_key else (entry,)
        self._hold(by_key, _longer(by_key, {}))

    def _hold(self, by_key: _Keys, longer: _Longer) -> None:
        self._by_key = by_key
        self._longer = longer
        self._words = _Words(by_key, longer)
        self._starts: dict[str, tuple[Start, ...]] = {}
        self._kinds: dict[str, frozenset[str]] = {}

    def __len__(self) -> int:
        return len(self._by_key)

    def entries(self, key: str) -> tuple[Entry, ...]:
        """Return the entries spelt `key` (folded)."""
        return self._by_key.get(key, ())

    def kinds(self, key: str) -> frozenset[str]:
        """Return what the entries spelt `key` (folded) are."""
        found = self._kinds.get(key)
        if found is None:
            entries = self._by_key.get(key)
            found = frozenset(entry.kind for entry in entries) if entries else _NO_KINDS
            self._kinds[key] = found
        return found

    def all_kinds(self) -> frozenset[str]:
        """Return every kind that an entry has."""
        return frozenset(entry.kind for entries in self._by_key.values() for entry in entries)

    def starts(self, word: str) -> tuple[Start, ...]:
        """Return how entries may start in a folded word, without proclitics first."""
        found = self._starts.get(word)
        if found is None:
            if len(self._starts) >= _KEPT:
                self._starts.clear()
            self._starts[word] = found = tuple(self._find_starts(word))
        return found

    def _find_starts(self, word: str) -> Iterator[Start]:
        for lead, stem in spelt_stems(word):
            entries, longer = self._by_key.get(stem, ()), self._longer.get(stem)
            if longer is not None:
                yield Start(lead, stem, entries, tuple(sorted(longer[0], reverse=True)), longer[1])
            elif entries:
                yield Start(lead, stem, entries, (), _NO_KINDS)

    def longest(self, folded_words: Sequence[str]) -> Iterator[Match]:
        """Yield the longest entry at each word that no longer one before it holds, proclitics aside.

        The words are folded and in the order of the text; "\\n" among them parts lines.
        """
        free = 0
        at = zip(map(self._words.__getitem__, folded_words), (*folded_words[1:], ""), strict=False)
        for first, (known, following) in enumerate(at):
            if known is None or first < free:
                continue
            lead, entries, seconds = known
            if following in seconds:
                match = self._longest_at(folded_words, first)
                if match is not None:
                    yield match
                    free = match[1]
                    continue
            if entries:
                yield first, first + 1, lead, entries

    def _longest_at(self, folded_words: Sequence[str], first: int) -> Match | None:
        best: Match | None = None
        for start in self.starts(folded_words[first]):
            for length in start.lengths:
                last = first + length
                if best is not None and last <= best[1]:
                    break
                entries = self._by_key.get(" ".join((start.stem, *folded_words[first + 1 : last])))
                if entries is not None and last <= len(folded_words):
                    best = first, last, start.lead, entries
                    break
        return best

    def changed(self, added: Iterable[Entry] = (), refused: Collection[tuple[str, str]] = ()) -> Self:
        """Return this lexicon with a project's own entries: some added, some refused; this one stays.

        An added entry stands for every other that gives a label to its spelling. `refused` are
        spellings (folded) with a label, or with "" for any label; what only helps the rules stays.
        """
        by_key = dict(self._by_key)
        for key, label in refused:
            left = [one for one in by_key.pop(key, ()) if not one.label or label not in ("", one.label)]
            if left:
                by_key[key] = tuple(left)
        own: dict[str, list[Entry]] = {}
        for entry in added:
            own.setdefault(entry.key, []).append(entry)
        for key, entries in own.items():
            by_key[key] = (*entries, *(one for one in by_key.get(key, ()) if not one.label))
        made = type(self).__new__(type(self))
        made._hold(by_key, _longer(own, self._longer) if own else self._longer)
        return made


def _longer(keys: Iterable[str], known: _Longer) -> _Longer:
    """Return what is known of longer entries by their first words, with those of `keys`."""
    made: dict[str, tuple[set[int], set[str]]] = {}
    for key in keys:
        if " " in key:
            first, second, *rest = key.split(" ")
            lengths, seconds = made.setdefault(first, (set(), set()))
            lengths.add(2 + len(rest))
            seconds.add(second)
    longer = dict(known)
    for first, (lengths, seconds) in made.items():
        before = known.get(first, (_NO_LENGTHS, _NO_KINDS))
        longer[first] = before[0] | lengths, before[1] | seconds
    return longer


# The best entries of one word (letters before them, entries), and the second words of longer ones.
_Known = tuple[int, tuple[Entry, ...], frozenset[str]]


class _Words(dict[str, _Known | None]):
    """What may start in a word, worked out when the word is first met."""

    def __init__(self, by_key: _Keys, longer: _Longer) -> None:
        super().__init__()
        self._by_key = by_key
        self._longer = longer

    def __missing__(self, word: str) -> _Known | None:
        if len(self) >= _KEPT:
            self.clear()
        known: _Known | None = None
        if word[:1] in PROCLITICS:
            known = self._find(word)
        elif word in self._longer:
            known = 0, self._by_key.get(word, _NO_ENTRIES), self._longer[word][1]
        elif word in self._by_key:
            known = 0, self._by_key[word], _NO_KINDS
        self[word] = known
        return known

    def _find(self, word: str) -> _Known | None:
        by_key, longer = self._by_key, self._longer
        lead, entries, seconds = 0, _NO_ENTRIES, _NO_KINDS
        for letters, stem in spelt_stems(word):
            if not entries and stem in by_key:
                lead, entries = letters, by_key[stem]
            if stem in longer:
                seconds |= longer[stem][1]
        return (lead, entries, seconds) if entries or seconds else None


def load(paths: Iterable[Path]) -> Lexicon:
    """Read lexicon tables: tab-separated, a head line, then surface label sublabel kind flags variants."""
    return Lexicon(_entries(paths))


def _entries(paths: Iterable[Path]) -> Iterable[Entry]:
    rows: list[list[str]] = []
    surfaces: list[str] = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").split("\n")[1:]:
            row = line.split("\t")
            if len(row) == _COLUMNS:
                rows.append(row)
                surfaces.append(row[0] + "|" + row[5] if row[5] else row[0])
    for row, keys in zip(rows, _keys(surfaces), strict=True):
        for key in keys if len(keys) == 1 else dict.fromkeys(keys):
            yield Entry(key, row[1], row[2], row[3], row[4])


@cache
def shipped() -> Lexicon:
    """Return the lexicon of the tables that ship with the program, built on first use."""
    paths = sorted(resource("lexicons").glob("*.tsv"))
    return load(path for path in paths if path.name not in _LEFT_OUT)


def key_of(surface: str) -> str:
    """Return the folded spelling under which `surface` is matched."""
    return _key(folded(surface))


def _keys(surfaces: list[str]) -> list[list[str]]:
    """Fold all surfaces in one go; those with other signs than letters are split as text is."""
    lines = folded("\n".join(surfaces)).split("\n")
    return [[_key(one) for one in line.split("|") if one] for line in lines]


def _key(surface: str) -> str:
    if surface.replace(" ", "").isalpha():
        return surface
    return " ".join(surface[start:end] for start, end in words(surface))
