"""Dates and times: all month sets, both kinds of digits, Hijri dates, weekdays, relative dates, hours."""

import re
from collections.abc import Iterator
from typing import Final

from annotator.model import Suggestion
from annotator.suggest.knowledge.marking import mark
from annotator.suggest.knowledge.passage import Passage
from annotator.suggest.knowledge.vocabulary import word_set
from annotator.suggest.patterns.grammar import is_definite

_RELATIVE: Final = word_set(
    "الماضي الماضيه المقبل المقبله القادم القادمه الجاري الجاريه المنصرم المنصرمه الحالي الحاليه "
    "الفارط الفارطه المنقضي الاخير الاخيره نفسه"
)
_NEXT_DAYS: Final = word_set("أمس غدا")
_PERIODS: Final = word_set(
    "الاسبوع الشهر العام السنه الموسم الاسبوعين الشهرين السنوات الايام الاشهر الاسابيع"
)
_STAGES: Final = word_set("مطلع بدايه نهايه منتصف اواخر اوائل اواسط مستهل ختام متم منذ_مطلع")
_DURATIONS: Final = word_set(
    "يوم يوما ايام اسبوع اسبوعا اسابيع شهر شهرا اشهر شهور سنه سنوات عام عاما اعوام عقود عقد قرون"
)
_DUALS: Final = word_set("يومين يومان اسبوعين اسبوعان شهرين شهران عامين عامان سنتين سنتان عقدين")
_HOURS: Final = word_set("ساعه ساعات دقيقه دقائق ثانيه ثوان")
_DAY_PARTS: Final = word_set("فجر صباح مساء ظهر عصر ليله ليل عشيه غروب زوال ضحي صبيحه")
_ADVERBS: Final = word_set("فجرا صباحا مساء ليلا ظهرا عصرا زوالا")
_YEARS: Final = word_set("سنه عام العام السنه")
_NUMERIC_DATE: Final = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}")
_YEAR: Final = re.compile(r"1[2-9]\d\d|20\d\d")
_DAY: Final = re.compile(r"[وبل]?(?:[0-2]?\d|3[01])")
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d\d|\d{1,2}")


def times(passage: Passage) -> Iterator[Suggestion]:
    """Suggest dates, stretches of days or longer, hours and parts of the day."""
    index = 0
    while index < len(passage):
        lead, last = _date(passage, index)
        if last > index:
            yield mark(passage, index, last, "DATE", score=0.85, code="date", lead=lead)
            index = last
            continue
        lead, last = _time(passage, index)
        if last > index:
            yield mark(passage, index, last, "TIME", score=0.8, code="time", lead=lead)
        index += 1


def _lead(passage: Passage, index: int, among: frozenset[str]) -> int | None:
    """Return the letters before a stem that is one of `among`, or None."""
    if not passage.is_word(index):
        return None
    return next((lead for _at, lead in passage.stems(index) if passage.spelling(index, lead) in among), None)


def _date(passage: Passage, index: int) -> tuple[int, int]:
    """Return the proclitic letters and the end of a date at `index`; an end of `index` where none is."""
    if not passage.is_word(index):
        return 0, index
    if _NUMERIC_DATE.fullmatch(passage.key(index)):
        return 0, index + 1
    for read in (_weekday, _day_and_month, _month, _stage, _period, _year, _duration):
        lead, last = read(passage, index)
        if last > index:
            return lead, last
    relative = _lead(passage, index, _NEXT_DAYS)
    return (0, index) if relative is None else (relative, index + 1)


def _weekday(passage: Passage, index: int) -> tuple[int, int]:
    at = index
    lead = _lead(passage, at, word_set("يوم اليوم غدا غد امس نهار")) or 0
    if passage.spelling(at, lead) in ("يوم", "اليوم", "غدا", "غد", "امس", "نهار"):
        at += 1
        if not passage.follows(at):
            return 0, index
    hit = passage.hit(at, "weekday", whole=at > index)
    if hit is None:
        return 0, index
    last = hit.last
    if passage.follows(last) and passage.key(last) in _RELATIVE:
        last += 1
    following = last + 1 if passage.key(last) in ("،", ",", "(") else last
    _none, end = _day_and_month(passage, following)
    if following > last and passage.key(last) == "(":
        end = following
    return (lead if at > index else hit.lead), end if end > following else last


def _day_and_month(passage: Passage, index: int) -> tuple[int, int]:
    if not passage.is_word(index) or not _DAY.fullmatch(passage.key(index)):
        ordinal = passage.has(index, "number") and is_definite(passage.key(index))
        if not ordinal:
            return 0, index
    lead = 0 if passage.key(index)[:1].isdigit() else 1
    at = index + 1
    # «بين 12 و15 يوليوز»
    if passage.follows(at) and _DAY.fullmatch(passage.key(at)) and passage.key(at).startswith("و"):
        at += 1
    if passage.follows(at) and passage.key(at) in ("من", "شهر"):
        at += 1
    hit = passage.hit(at, "month", whole=True)
    if hit is None or not passage.follows(at):
        return 0, index
    return lead, _year_end(passage, hit.last)


def _year_end(passage: Passage, index: int) -> int:
    if passage.follows(index) and passage.key(index) in _RELATIVE:
        return index + 1
    at = index + 1 if passage.key(index) in ("من", "سنه", "عام") and passage.follows(index) else index
    if passage.follows(at) and _YEAR.fullmatch(passage.key(at)):
        at += 1
        return (
            at + 1 if passage.follows(at) and passage.key(at) in ("ه", "م", "هجري", "هجريه", "ميلادي") else at
        )
    return index


def _month(passage: Passage, index: int) -> tuple[int, int]:
    at = index
    lead = _lead(passage, at, word_set("شهر شهري")) or 0
    is_named = passage.spelling(at, lead) == "شهر" and passage.follows(at + 1)
    at += int(is_named)
    hit = passage.hit(at, "month", whole=is_named)
    if hit is None:
        return 0, index
    last = _year_end(passage, hit.last)
    everyday = passage.has(at, "given", "surname", "common", "city", "capital")
    if last == hit.last and not is_named and everyday:
        return 0, index
    return (lead if is_named else hit.lead), last


def _stage(passage: Passage, index: int) -> tuple[int, int]:
    lead = _lead(passage, index, _STAGES)
    if lead is None or not passage.follows(index + 1):
        return 0, index
    for read in (_month, _period, _year):
        inner, last = read(passage, index + 1)
        if last > index + 1 and not inner:
            return lead, last
    if passage.key(index + 1) in _PERIODS:
        return lead, index + 2
    return 0, index


def _period(passage: Passage, index: int) -> tuple[int, int]:
    lead = _lead(passage, index, _PERIODS)
    if lead is None:
        return 0, index
    last = index + 1
    while passage.follows(last) and (passage.key(last) in _RELATIVE or passage.has(last, "number")):
        last += 1
    return (lead, last) if last > index + 1 else (0, index)


def _year(passage: Passage, index: int) -> tuple[int, int]:
    lead = _lead(passage, index, _YEARS)
    if lead is None or not passage.follows(index + 1) or not _YEAR.fullmatch(passage.key(index + 1)):
        return 0, index
    return lead, index + 2


def _duration(passage: Passage, index: int) -> tuple[int, int]:
    lead = _lead(passage, index, _DUALS)
    if lead is not None:
        return lead, index + 1
    if passage.key(index).isdigit() or passage.has(index, "number"):
        last = index + 1
        while passage.follows(last) and passage.has(last, "number"):
            last += 1
        if passage.follows(last) and passage.key(last) in _DURATIONS:
            return 0, last + 1
    return 0, index


def _time(passage: Passage, index: int) -> tuple[int, int]:
    """Return the proclitic letters and the end of an hour or part of the day at `index`."""
    lead = _lead(passage, index, word_set("الساعه الساعات"))
    if lead is not None:
        last = _hour_end(passage, index + 1)
        return (lead, last) if last > index + 1 else (0, index)
    if passage.key(index) in _ADVERBS and passage.key(index) not in _DAY_PARTS:
        return 0, index + 1
    lead = _lead(passage, index, _DAY_PARTS)
    if lead is not None and passage.follows(index + 1):
        _none, end = _date(passage, index + 1)
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
