"""Search over all documents of a project: which may hold a query says the index, where says `text.finding`.

Three ways lead to the documents. A name is looked up under the dozen forms that proclitics give its
first word. Parts of words are looked up in the vocabulary first, and then the words that have them. Where
that leaves nothing to look up (punctuation) or too much (a single letter), texts are read in list order,
which ends soon, as such a query is seldom rare.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Final, NamedTuple

from annotator.project.connection import Connection
from annotator.project.index import has_parted_words, words_of
from annotator.text.finding import Mode, find, name_key
from annotator.text.folding import folded
from annotator.text.reading import Reading

CONTEXT: Final = 40  # code points on each side of a hit
_COUNTED: Final = 200  # documents that a count reads
_PAGE: Final = 1_000  # documents that the index is asked for at once
_READ: Final = 25  # texts that are read at once
_MOST_WORDS: Final = 1_000  # words of the vocabulary that are looked up for a part of a word
_CONJUNCTIONS: Final = ("", "و", "ف")
_PREPOSITIONS: Final = ("", "ب", "ل", "ك")
_BLANKS: Final = re.compile(r"\s+")
_DIRECTIONS: Final = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")

Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that was searched for, and what stands around it: on one line, without bidi marks."""

    document_id: str
    title: str
    start: int
    end: int
    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many documents hold a query, and how many hits they have.

    Unless `is_all`, there is more than was looked at: `hits` is a lower bound and `documents` what the
    index knows.
    """

    documents: int
    hits: int
    is_all: bool = True


class Found(NamedTuple):
    """A document with its hits."""

    id: str
    title: str
    reading: Reading
    hits: list[tuple[int, int]]


class Search:
    """Finds words in all documents."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, query: str, *, mode: Mode, limit: int, should_stop: Stop | None = None) -> list[Hit]:
        """Return the first `limit` hits, in list order; those found so far once `should_stop` says so."""
        hits = (
            _hit(found, start, end)
            for found in self.documents(query, mode=mode, should_stop=should_stop)
            for start, end in found.hits
        )
        return list(islice(hits, limit))

    def count(self, query: str, *, mode: Mode, should_stop: Stop | None = None) -> Count:
        """Count the hits, exactly where a few hundred documents hold them."""
        expression = self._expression(query, mode=mode)
        if expression == "":
            return Count(0, 0)
        numbers = list(islice(self._numbers(expression), _COUNTED + 1))
        is_all = len(numbers) <= _COUNTED
        found = [one for one in self._read(numbers[:_COUNTED], query, mode, should_stop) if one.hits]
        hits = sum(len(one.hits) for one in found)
        if is_all or expression is None:
            return Count(len(found), hits, is_all)
        known = self._connection.value("SELECT count(*) FROM search WHERE search MATCH ?", (expression,))
        return Count(int(known), hits, is_all=False)

    def documents(self, query: str, *, mode: Mode, should_stop: Stop | None = None) -> Iterator[Found]:
        """Yield the documents that hold `query`, in list order, until `should_stop` says so."""
        expression = self._expression(query, mode=mode)
        if expression == "":
            return
        for found in self._read(self._numbers(expression), query, mode, should_stop):
            if found.hits:
                yield found

    def named(self, key: str, *, should_stop: Stop | None = None) -> Iterator[Found]:
        """Yield the documents where the name of this key stands (see `Reading.key`), in list order."""
        expression = _spellings(key)
        if expression == "":
            return
        for found in self._texts(self._numbers(expression), should_stop):
            places = found.reading.named(key)
            if places:
                yield found._replace(hits=places)

    def _read(
        self, numbers: Iterable[int], query: str, mode: Mode, should_stop: Stop | None
    ) -> Iterator[Found]:
        for found in self._texts(numbers, should_stop):
            yield found._replace(hits=find(found.reading, query, mode=mode))

    def _texts(self, numbers: Iterable[int], should_stop: Stop | None) -> Iterator[Found]:
        numbers = iter(numbers)
        while page := list(islice(numbers, _READ)):
            rows = self._connection.rows(
                "SELECT id, title, text FROM documents"
                f" WHERE number IN ({', '.join('?' * len(page))}) ORDER BY number",
                page,
            )
            for id_, title, text in rows:
                if should_stop is not None and should_stop():
                    return
                yield Found(id_, title, Reading(text), [])

    def _numbers(self, expression: str | None) -> Iterator[int]:
        """Yield the numbers of the documents that may hold what the index is asked for, of all for None."""
        last = 0
        while True:
            if expression is None:
                rows = self._connection.rows(
                    "SELECT number FROM documents WHERE number > ? ORDER BY number LIMIT ?", (last, _PAGE)
                )
            else:
                rows = self._connection.rows(
                    "SELECT rowid FROM search WHERE search MATCH ? AND rowid > ? ORDER BY rowid LIMIT ?",
                    (expression, last, _PAGE),
                )
            yield from (number for (number,) in rows)
            if len(rows) < _PAGE:
                return
            last = rows[-1][0]

    def _expression(self, query: str, *, mode: Mode) -> str | None:
        """Return what the index is asked for: "" for nothing, None where it cannot help."""
        if mode is Mode.NAME:
            if has_parted_words(query):
                return None
            return _spellings(name_key(query))
        if not query.strip():
            return ""
        shadow = folded(query).strip()
        if not shadow:
            return "" if mode is Mode.WORDS else None
        return self._parts(words_of(shadow), is_cut=(shadow[0].isalnum(), shadow[-1].isalnum()))

    def _parts(self, words: list[str], *, is_cut: tuple[bool, bool]) -> str | None:
        """Return what the index is asked for where the first and the last word may go on outside."""
        if not words:
            return None
        starts_within, ends_within = is_cut
        if len(words) == 1:
            whole = self._holding(words[0], starts_within=starts_within, ends_within=ends_within)
            return None if whole is None else _any_of([[word] for word in whole])
        first = self._holding(words[0], starts_within=starts_within, ends_within=False)
        last = self._holding(words[-1], starts_within=False, ends_within=ends_within)
        between = words[1:-1]
        if first is not None and last is not None and len(first) * len(last) <= _MOST_WORDS:
            return _any_of([[one, *between, other] for one, other in product(first, last)])
        sides = [_any_of([[word] for word in side]) for side in (first, last) if side]
        inside = [_any_of([between])] if between else []
        return " AND ".join(f"({one})" for one in [*sides, *inside]) or None

    def _holding(self, part: str, *, starts_within: bool, ends_within: bool) -> list[str] | None:
        """Return the words of the vocabulary that a part may stand for; None where there are too many."""
        if not (starts_within or ends_within):
            return [part]
        given: list[object]
        if not starts_within:
            where, given = "word >= ? AND word < ?", [part, part + "\U0010ffff"]
        elif ends_within:
            where, given = "instr(word, ?)", [part]
        else:
            where, given = "substr(word, ?) = ?", [-len(part), part]
        rows = self._connection.rows(
            f"SELECT word FROM vocabulary WHERE {where} LIMIT ?", (*given, _MOST_WORDS + 1)
        )
        return None if len(rows) > _MOST_WORDS else [word for (word,) in rows]


def _spellings(key: str) -> str:
    """Return what the index is asked for to find a name by its key, "" where that holds no word."""
    words = words_of(key)
    return _any_of([[form, *words[1:]] for form in _forms(words[0])]) if words else ""


def _forms(word: str) -> list[str]:
    """Return how the first word of a name may be written, folded: with every proclitic before it."""
    forms = [a + b + word for a, b in product(_CONJUNCTIONS, _PREPOSITIONS)]
    if word.startswith("ال"):  # للرباط, and للجنة where the name begins with a ل of its own
        stems = [word[1:], *([word[2:]] if word.startswith("الل") else [])]
        forms += [a + "ل" + stem for a, stem in product(_CONJUNCTIONS, stems)]
    return forms


def _any_of(phrases: list[list[str]]) -> str:
    return " OR ".join('"{}"'.format(" ".join(phrase)) for phrase in phrases)


def _hit(found: Found, start: int, end: int) -> Hit:
    text = found.reading.text
    before, after = text[max(0, start - 2 * CONTEXT) : start], text[end : end + 2 * CONTEXT]
    return Hit(
        found.id,
        found.title,
        start,
        end,
        _last_words(_on_one_line(before), is_all=start <= 2 * CONTEXT),
        _on_one_line(text[start:end]),
        _last_words(_on_one_line(after)[::-1], is_all=end + 2 * CONTEXT >= len(text))[::-1],
    )


def _on_one_line(text: str) -> str:
    return _BLANKS.sub(" ", _DIRECTIONS.sub("", text))


def _last_words(text: str, *, is_all: bool) -> str:
    """Return the whole words at the end of `text` that fit; unless `is_all` the first one may be cut."""
    if is_all and len(text) <= CONTEXT:
        return text.lstrip()
    piece = text[-CONTEXT:]
    _cut, space, whole = piece.partition(" ")
    return whole if space and whole.strip() else piece
