"""Finding what a person looks for in a text: as a name, as written, or code point for code point.

White space in a query stands for any white space, a line's end among it; white space around a query
counts for nothing. Hits are ranges of code points in reading order; they may overlap. This module
looks into one text; which texts to look into is `project.search`'s to say.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import Final

from annotator.text.folding import folded
from annotator.text.reading import Reading

_ARTICLE: Final = "ال"
_HAMZA_BEHIND: Final = re.compile("[\u064b-\u0653\u0655-\u065f\u0670]*\u0654")


class Mode(StrEnum):
    """What counts as the same."""

    NAME = "name"  # folded, without proclitics, whole words: الرباط finds للرباط and وبالرباط
    WORDS = "words"  # folded, as written, parts of words too
    EXACT = "exact"  # code point for code point


def find(reading: Reading, query: str, *, mode: Mode) -> list[tuple[int, int]]:
    """Return where a text holds `query`; a query that has nothing to look for is nowhere.

    As a name, that is one without a letter or digit; folded, one of vowel marks or tatweel alone.
    """
    match mode:
        case Mode.NAME:
            return _names(reading, name_key(query))
        case Mode.WORDS:
            return _folded(reading, folded(query))
        case Mode.EXACT:
            return _exact(reading.text, query)


@lru_cache(maxsize=64)
def name_key(query: str) -> str:
    """Return what all spellings of the name in `query` share, with single spaces; "" where it has none."""
    start, end = 0, len(query)
    while start < end and not _is_sign_of_word(query[start]):
        start += 1
    while start < end and not _is_sign_of_word(query[end - 1]):
        end -= 1
    name = query[start:end]
    return " ".join(Reading(name).key(0, len(name)).split()) if name else ""


def _is_sign_of_word(character: str) -> bool:
    return any(one.isalnum() for one in folded(character))


def name_tail(key: str) -> str:
    """Return the part of a name's key that every spelling has: without the article, which ل takes apart."""
    tail = key.removeprefix(_ARTICLE)
    return tail if tail[:1].isalnum() else key


def _names(reading: Reading, key: str) -> list[tuple[int, int]]:
    if not key:
        return []
    hits: list[tuple[int, int]] = []
    for first, last in _sources(reading, name_tail(key)):
        hit = reading.name_at(first, last, key)
        if hit is not None and hit not in hits[-1:]:
            hits.append(hit)
    return hits


def _folded(reading: Reading, query: str) -> list[tuple[int, int]]:
    return list(dict.fromkeys(_sources(reading, query))) if query.strip() else []


def _sources(reading: Reading, query: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the text of which the folding holds a folded query."""
    shadow = reading.folded
    for start, end in _places(query, shadow.text):
        yield shadow.source(start, end)


def _exact(text: str, query: str) -> list[tuple[int, int]]:
    if not query.strip():
        return []
    return [(start, end) for start, end in _places(query, text) if not _is_cut(text, start, end)]


def _is_cut(text: str, start: int, end: int) -> bool:
    """Tell whether a hamza behind the range makes another letter of its last one: the ى of a decomposed ئ."""
    hamza = _HAMZA_BEHIND.match(text, end)
    return hamza is not None and folded(text[start : hamza.end()]) != folded(text[start:end])


def _places(query: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where `text` holds the words of `query` with any white space between, overlaps among them."""
    words = query.split()
    if len(words) == 1:
        position = text.find(words[0])
        while position >= 0:
            yield position, position + len(words[0])
            position = text.find(words[0], position + 1)
        return
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    found = pattern.search(text)
    while found is not None:
        yield found.span()
        found = pattern.search(text, found.start() + 1)
