"""Hours and parts of the day: «الساعة الثالثة والنصف فجرا», «منتصف الليل», «ست ساعات»."""

import re
from typing import Final

from annotator.suggest.knowledge.passage import Passage
from annotator.suggest.knowledge.vocabulary import word_set
from annotator.suggest.patterns.dates import date_at
from annotator.suggest.patterns.grammar import is_definite

_CLOCKS: Final = word_set("الساعه الساعات")
_HOURS: Final = word_set("ساعه ساعات دقيقه دقائق ثانيه ثوان")
_DAY_PARTS: Final = word_set("فجر صباح مساء ظهر عصر ليله ليل عشيه غروب زوال ضحي صبيحه")
_ADVERBS: Final = word_set("فجرا صباحا مساء ليلا ظهرا عصرا زوالا")
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d\d|\d{1,2}")


_MIDDLE: Final = word_set("منتصف")
HOUR_WORDS: Final = _CLOCKS | _HOURS | _DAY_PARTS | _ADVERBS | _MIDDLE
"""With one of these an hour may begin; otherwise with a digit or a number."""


def time_at(passage: Passage, index: int) -> tuple[int, int]:
    """Return the proclitic letters and the end of an hour or part of the day at `index`."""
    lead = passage.lead(index, _CLOCKS)
    if lead is not None:
        last = _hour_end(passage, index + 1)
        return (lead, last) if last > index + 1 else (0, index)
    middle = passage.lead(index, _MIDDLE)
    if (
        middle is not None
        and passage.key(index + 1) in ("الليل", "ليله", "النهار")
        and passage.follows(index + 1)
    ):
        return middle, index + 2
    if passage.key(index) in _ADVERBS and passage.key(index) not in _DAY_PARTS:
        return 0, index + 1
    lead = passage.lead(index, _DAY_PARTS)
    if lead is not None and passage.follows(index + 1):
        _none, end = date_at(passage, index + 1)
        if end > index + 1 or passage.key(index + 1) in ("اليوم", "يوم", "امس", "غد"):
            return lead, index + 1
    if passage.key(index) in _HOURS and passage.key(index + 1) in ("قليله", "طويله", "معدوده"):
        return 0, index + 2
    if passage.key(index).isdigit() or passage.has(index, "number"):
        last = index + 1
        if passage.follows(last) and passage.key(last) in _HOURS:
            return 0, last + 1
    return 0, index


def _hour_end(passage: Passage, index: int) -> int:
    if not passage.follows(index):
        return index
    key = passage.key(index)
    is_ordinal = is_definite(key) and key.endswith("ه") and not passage.has(index, "common", "weekday")
    if not (_CLOCK.fullmatch(key) or is_ordinal or key == "واحده"):
        return index
    last = index + 1
    while passage.follows(last) and (
        passage.key(last) in _ADVERBS
        or passage.key(last)
        in ("والنصف", "والربع", "ونصف", "وربع", "عشره", "دقيقه", "بالتوقيت", "غرينتش", "بتوقيت")
        or (passage.key(last).startswith("و") and passage.key(last)[1:].isdigit())
    ):
        last += 1
    return last
