"""Later mentions: the surname, or another telling part, of a person named in full in the same text."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from annotator.cover import Cover
from annotator.model import Suggestion
from annotator.suggest.knowledge.marking import mark
from annotator.suggest.knowledge.passage import Passage
from annotator.suggest.patterns.grammar import PLACES, is_definite, is_function, is_speech
from annotator.suggest.patterns.names import is_particle

_TITLES: Final = ("rank", "honorific")


class _Part(NamedTuple):
    keys: tuple[str, ...]
    name: str


# Parts by their first word, then by how many words they have, then by all: with the place in their order.
_Parts = dict[str, dict[int, dict[tuple[str, ...], tuple[int, _Part]]]]


def later_mentions(passage: Passage, persons: Iterable[Suggestion]) -> Iterator[Suggestion]:
    """Suggest parts of the full names `persons` wherever they stand outside them."""
    persons = list(persons)
    taken = Cover(persons)
    by_first: _Parts = {}
    order = 0
    for one in persons:
        for part in _parts(passage, one):
            by_length = by_first.setdefault(part.keys[0], {})
            by_length.setdefault(len(part.keys), {}).setdefault(part.keys, (order, part))
            order += 1
    if not by_first:
        return
    for index in range(len(passage)):
        if passage.is_word(index):
            yield from _mention(passage, index, by_first, taken)


def _parts(passage: Passage, person: Suggestion) -> Iterator[_Part]:
    """Yield the parts by which a person is called later, the longest first."""
    inside = passage.inside(person.start, person.end)
    if len(inside) < 2:
        return
    name = passage.text[person.start : person.end]
    first, last = inside[0], inside[-1]
    tail = last
    while tail - 1 > first and is_particle(passage, tail - 1):
        tail -= 1
    if passage.key(tail) in ("بن", "ابن"):
        tail = last
    # «ولد الصافي», then «الصافي», then the two words at the end, then a first word such as البراق.
    starts = [tail, last, tail - 1] if tail < last else [last, last - 1]
    for start in starts:
        if start > first:
            yield _Part(tuple(passage.keys[start : last + 1]), name)
    if is_definite(passage.key(first)) and passage.start(first) == person.start:
        yield _Part((passage.key(first),), name)


def _mention(
    passage: Passage, index: int, by_first: _Parts, taken: Cover[Suggestion]
) -> Iterator[Suggestion]:
    for offset, lead in passage.stems(index):
        parts = _parts_at(passage, index, lead, by_first)
        if not parts or taken.over(offset, offset + 1):
            continue
        for part in parts:
            if _is_doubtful(passage, index, lead, part) and not _is_announced(passage, index):
                continue
            last = index + len(part.keys)
            yield mark(
                passage, index, last, "PERS", score=0.8, code="named_before", lead=lead, name=part.name
            )
            return


def _parts_at(passage: Passage, index: int, lead: int, by_first: _Parts) -> list[_Part]:
    """Return the parts of names that stand at a word, in their order, however often they were named."""
    first = passage.spelling(index, lead)
    found = []
    for length, parts in by_first.get(first, {}).items():
        known = parts.get((first, *passage.keys[index + 1 : index + length]))
        if known is not None and (length == 1 or passage.same_line(index + 1)):
            found.append(known)
    return [part for _order, part in sorted(found)]


def _is_doubtful(passage: Passage, index: int, lead: int, part: _Part) -> bool:
    """Tell whether the part is also an everyday word, a place or a given name, so that it needs a herald."""
    if len(part.keys) > 1:
        return False
    kinds = {entry.kind for entry in passage.lexicon.entries(part.keys[0])}
    everyday = kinds & {
        "common",
        "function",
        "speech",
        "verb",
        "given",
        "adjective",
        "department",
        "demonym",
        *PLACES,
    }
    return bool(everyday) or (lead > 0 and len(part.keys[0]) < 4) or is_function(passage, index)


def _is_announced(passage: Passage, index: int) -> bool:
    return is_speech(passage, index - 1) or passage.hit(index - 1, *_TITLES) is not None
