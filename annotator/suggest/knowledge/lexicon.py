"""The lexicons: what is known about words and names before any text is read.

Entries come from the tables in `resources/lexicons`; a table's `kind` says what its entries are to
the sources (a country, a rank, a word of personal names). Keys are folded, words apart by one
space. A word of a text is looked up with and without its proclitics, and what was found is kept:
the next time the same word comes it costs one look.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple, Self

from annotator.assets import resource
from annotator.text.folding import folded
from annotator.text.tokens import words

OWN: Final = "o"
_COLUMNS: Final = 6
_LEFT_OUT: Final = frozenset({"ordinary.tsv"})
_PROCLITICS: Final = ("وف", "بلك")
_SHORTEST_STEM: Final = 2
# So many different words are kept as they were looked up; a project of 10,000 documents has fewer.
_KEPT: Final = 300_000
_NO_KINDS: Final[frozenset[str]] = frozenset()


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

    `lengths` are how many words they may have, the longest first.
    """

    lead: int
    stem: str
    lengths: tuple[int, ...]


class Match(NamedTuple):
    """Entries at the words `[first, last)`, after `lead` letters of the first."""

    first: int
    last: int
    lead: int
    entries: tuple[Entry, ...]


class Lexicon:
    """Entries by spelling, and which of them start in a word of a text."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        by_key: dict[str, tuple[Entry, ...]] = {}
        for entry in entries:
            key = entry[0]
            by_key[key] = (*by_key[key], entry) if key in by_key else (entry,)
        self._hold(by_key, _lengths(by_key, {}))

    def _hold(self, by_key: dict[str, tuple[Entry, ...]], lengths: dict[str, tuple[int, ...]]) -> None:
        self._by_key = by_key
        self._lengths = lengths
        self._starts = _Starts(lengths)
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
        return self._starts[word]

    def longest(self, folded_words: Sequence[str]) -> list[Match]:
        """Return the longest entry at each word that no longer one before it holds, proclitics aside.

        The words are folded and in the order of the text; "\\n" among them parts lines.
        """
        found: list[Match] = []
        by_key, free = self._by_key, 0
        for first, starts in enumerate(map(self._starts.__getitem__, folded_words)):
            if not starts or first < free:
                continue
            best = Match(first, first, 0, ())
            for lead, stem, lengths in starts:
                for length in lengths:
                    if first + length <= best.last:
                        break
                    key = stem if length == 1 else " ".join((stem, *folded_words[first + 1 : first + length]))
                    if key in by_key:
                        best = Match(first, first + length, lead, by_key[key])
                        break
            if best.entries:
                found.append(best)
                free = best.last
        return found

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
        made._hold(by_key, _lengths(own, self._lengths) if own else self._lengths)
        return made


def _lengths(keys: Iterable[str], known: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Return for every first word how many words the entries that begin with it have, the longest first."""
    lengths = dict(known)
    for key in keys:
        first, _space, rest = key.partition(" ")
        length = rest.count(" ") + 2 if rest else 1
        have = lengths.get(first)
        if have is None:
            lengths[first] = (length,)
        elif length not in have:
            lengths[first] = tuple(sorted((*have, length), reverse=True))
    return lengths


class _Starts(dict[str, tuple[Start, ...]]):
    """How entries may start in a word, worked out when a word is first met."""

    def __init__(self, lengths: dict[str, tuple[int, ...]]) -> None:
        super().__init__()
        self._lengths = lengths

    def __missing__(self, word: str) -> tuple[Start, ...]:
        lengths = self._lengths
        found = [Start(0, word, lengths[word])] if word in lengths else []
        lead = 0
        for letters in _PROCLITICS:
            if len(word) - lead <= _SHORTEST_STEM:
                break
            if word[lead] not in letters:
                continue
            lead += 1
            stem = word[lead:]
            if stem in lengths:
                found.append(Start(lead, stem, lengths[stem]))
            if word[lead - 1] == "ل" and stem.startswith("ل"):
                # للرباط is ل + الرباط, للجنه is ل + اللجنه: the second ل is the article's, or both.
                for whole in ("ا" + stem, "ال" + stem):
                    if whole in lengths:
                        found.append(Start(lead, whole, lengths[whole]))
        if len(self) >= _KEPT:
            self.clear()
        self[word] = kept = tuple(found)
        return kept


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
