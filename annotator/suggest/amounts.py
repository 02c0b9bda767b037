"""Numbers with what they count: people, things, measures, casualties; and sums of money."""

import re
from collections.abc import Iterator
from typing import Final

from annotator.model import Suggestion
from annotator.suggest.marking import mark
from annotator.suggest.passage import Passage

_DIGITS: Final = re.compile(r"[وبل]?\d+(?:[.,٫٬]\d+)*")
_VAGUE: Final = frozenset("عشرات مئات الاف العشرات المئات الالاف بضعه بضع نصف ربع".split())
_DUALS: Final = re.compile(r"\w{3,}(?:ين|ان|تين|تان)")


def amounts(passage: Passage) -> Iterator[Suggestion]:
    """Suggest quantities and sums of money."""
    index = 0
    while index < len(passage):
        last = _number_end(passage, index)
        found = _counted(passage, index, last) if last > index else _dual(passage, index)
        if found is not None:
            yield found
        index = max(last, index + 1)


def _number_end(passage: Passage, index: int) -> int:
    """Return the end of a number in digits or words at `index`, or `index`."""
    at = index
    if not passage.is_word(at):
        return index
    if _DIGITS.fullmatch(passage.key(at)):
        at += 1
    elif _is_number(passage, at, is_first=True):
        at = _word_end(passage, at)
    else:
        return index
    while passage.follows(at) and _is_number(passage, at, is_first=False):
        at = _word_end(passage, at)
    return at


def _word_end(passage: Passage, at: int) -> int:
    hit = passage.hit(at, "number")
    return hit.last if hit is not None else at + 1


def _is_number(passage: Passage, at: int, *, is_first: bool) -> bool:
    hit = passage.hit(at, "number")
    if hit is None or (hit.lead and passage.key(at)[0] not in "وب"):
        return False
    return not (is_first and hit.entry.key in _VAGUE)


def _counted(passage: Passage, index: int, last: int) -> Suggestion | None:
    if not passage.follows(last):
        return None
    lead = _first_lead(passage, index)
    score = 0.8
    currency = passage.hit(last, "currency", whole=True)
    if currency is not None:
        end = currency.last
        if passage.follows(end) and passage.has(end, "demonym"):
            end += 1
        return mark(passage, index, end, "MONEY", score=0.9, code="money", lead=lead)
    thing = passage.hit(last, "weapon", "vehicle", whole=True)
    noun = passage.hit(last, "counted", "unit_of_measure", whole=True)
    if noun is None and thing is None:
        if passage.key(last) == "من" and passage.key(last + 1).startswith("ال"):
            return mark(passage, index, last + 2, "QUANT", score=0.4, code="count", sublabel="amount", lead=lead)
        return None
    end = max(hit.last for hit in (noun, thing) if hit is not None)
    is_casualty = any(entry.sublabel == "casualties" for entry in passage.lexicon.entries(passage.key(last)))
    sublabel = "casualties" if is_casualty or passage.key(index - 1) in ("مقتل", "اصابه", "مصرع") else "amount"
    return mark(passage, index, end, "QUANT", score=score, code="count", sublabel=sublabel, lead=lead)


def _first_lead(passage: Passage, index: int) -> int:
    key = passage.key(index)
    if _DIGITS.fullmatch(key):
        return 0 if key[0].isdigit() else 1
    hit = passage.hit(index, "number")
    return hit.lead if hit is not None else 0


def _dual(passage: Passage, index: int) -> Suggestion | None:
    """Suggest a dual of something counted: جنديان, مروحيتين."""
    hit = passage.hit(index, "counted")
    if hit is None or hit.last != index + 1 or not _DUALS.fullmatch(hit.entry.key):
        return None
    if not hit.entry.key.endswith(("تين", "تان")) and hit.entry.key not in _MASCULINE_DUALS:
        return None
    last = index + 1
    if passage.key(last) in ("اثنين", "اثنان", "اثنتين"):
        last += 1
    return mark(passage, index, last, "QUANT", score=0.6, code="count", sublabel="amount", lead=hit.lead)


_MASCULINE_DUALS: Final = frozenset("جنديين جنديان شخصين شخصان ضابطين عنصرين طفلين عسكريين عسكريان صاروخين".split())
