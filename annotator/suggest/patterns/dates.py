"""Dates: all month sets, both kinds of digits, Hijri dates, weekdays, relative dates, stretches of days."""

import re
from typing import Final

from annotator.suggest.knowledge.passage import Passage
from annotator.suggest.knowledge.vocabulary import word_set
from annotator.suggest.patterns.grammar import is_definite

_RELATIVE: Final = word_set(
    "الماضي الماضيه المقبل المقبله القادم القادمه الجاري الجاريه المنصرم المنصرمه الحالي الحاليه "
    "الفارط الفارطه المنقضي الاخير الاخيره نفسه المقبلين الماضيين القادمين المقبلتين الماضيتين الاخيرين"
)
_NEXT_DAYS: Final = word_set("أمس غدا")
_BEFORE: Final = word_set("أول")
_DAYS: Final = word_set("يوم اليوم غدا غد امس نهار")
_MONTH_NOUNS: Final = word_set("شهر شهري")
_DAY_NOUNS: Final = word_set("يوم")
_CENTURY: Final = word_set("القرن")
_PERIODS: Final = word_set(
    "الاسبوع الشهر العام السنه الموسم الاسبوعين الشهرين السنوات الايام الاشهر الاسابيع القرن العقد العامين "
    "السنتين اليومين الفصل"
)
_PARTS: Final = word_set("النصف الربع الثلث")
_DECADES: Final = word_set(
    "عشرينيات ثلاثينيات اربعينيات خمسينيات ستينيات سبعينيات ثمانينيات تسعينيات عشرينات ثلاثينات اربعينات "
    "خمسينات ستينات سبعينات ثمانينات تسعينات"
)
_ORDINAL_DAYS: Final = word_set(
    "الاول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر الحادي الواحد العشرين العشرون "
    "الثلاثين الثلاثون"
)
_TENS: Final = word_set("عشر عشره والعشرين والعشرون والثلاثين والثلاثون العشرين الثلاثين")
_STAGES: Final = word_set("مطلع بدايه نهايه منتصف اواخر اوائل اواسط مستهل ختام متم منذ_مطلع")
_DURATIONS: Final = word_set(
    "يوم يوما ايام اسبوع اسبوعا اسابيع شهر شهرا اشهر شهور سنه سنوات عام عاما اعوام عقود عقد قرون"
)
_DUALS: Final = word_set("يومين يومان اسبوعين اسبوعان شهرين شهران عامين عامان سنتين سنتان عقدين")
_MANY: Final = word_set("ايام اسابيع اشهر شهور سنوات اعوام عقود")
_FEW: Final = word_set("قليله طويله معدوده عديده")
_LONGEST_NUMBER: Final = 12  # words; a run of numbers is asked for a duration at each of them
_SINCE: Final = word_set("بعد قبل منذ")
_YEARS: Final = word_set("سنه عام العام السنه عامي سنتي")
DATE_WORDS: Final = frozenset().union(
    *(
        _NEXT_DAYS,
        _BEFORE,
        _DAYS,
        _MONTH_NOUNS,
        _DAY_NOUNS,
        _CENTURY,
        _PERIODS,
        _PARTS,
        _DECADES,
        _ORDINAL_DAYS,
    ),
    *(_STAGES, _DUALS, _MANY, _YEARS),
)
"""With one of these a date may begin; otherwise with a digit, a number, a weekday or a month."""
_NUMERIC_DATE: Final = re.compile(r"[وبل]?\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}")
_YEAR: Final = re.compile(r"1[2-9]\d\d|20\d\d")
_DAY: Final = re.compile(r"[وبل]?(?:[0-2]?\d|3[01])")


def date_at(passage: Passage, index: int) -> tuple[int, int]:
    """Return the proclitic letters and the end of a date at `index`; an end of `index` where none is."""
    if not passage.is_word(index):
        return 0, index
    if _NUMERIC_DATE.fullmatch(passage.key(index)):
        return int(not passage.key(index)[0].isdigit()), index + 1
    for read in (
        _weekday,
        _named_day,
        _day_and_month,
        _month,
        _stage,
        _part,
        _decade,
        _period,
        _year,
        _duration,
    ):
        lead, last = read(passage, index)
        if last > index:
            return lead, last
    return _next_day(passage, index)


def _next_day(passage: Passage, index: int) -> tuple[int, int]:
    """Read «أمس», «غدا», «أول أمس»."""
    lead = passage.lead(index, _NEXT_DAYS)
    if lead is not None:
        return lead, index + 1
    first = passage.lead(index, _BEFORE)
    if first is None or passage.key(index + 1) not in _NEXT_DAYS or not passage.follows(index + 1):
        return 0, index
    return first, index + 2


def _named_day(passage: Passage, index: int) -> tuple[int, int]:
    """Read «يوم 3 ربيع الأول 1447»."""
    lead = passage.lead(index, _DAY_NOUNS)
    if lead is None or not passage.follows(index + 1):
        return 0, index
    inner, last = _day_and_month(passage, index + 1)
    return (lead, last) if last > index + 1 and not inner else (0, index)


def _part(passage: Passage, index: int) -> tuple[int, int]:
    """Read «النصف الأول من عام 2025», «الربع الأخير من السنة الماضية»."""
    lead = passage.lead(index, _PARTS)
    is_told = passage.follows(index + 1) and is_definite(passage.key(index + 1))
    if lead is None or not is_told or passage.key(index + 2) != "من" or not passage.follows(index + 3):
        return 0, index
    for read in (_year, _period, _month):
        inner, last = read(passage, index + 3)
        if last > index + 3 and not inner:
            return lead, last
    return 0, index


def _decade(passage: Passage, index: int) -> tuple[int, int]:
    """Read «ثمانينيات القرن الماضي», «القرن العشرين»."""
    lead = passage.lead(index, _DECADES)
    first = index if lead is None else index + 1
    inner = passage.lead(first, _CENTURY) if passage.is_word(first) else None
    if inner is None or (lead is not None and (inner or not passage.follows(first))):
        return 0, index
    last = first + 1
    while passage.follows(last) and (
        passage.key(last) in _RELATIVE or passage.key(last) in _TENS or passage.has(last, "number")
    ):
        last += 1
    return (inner if lead is None else lead, last) if last > first + 1 else (0, index)


def _weekday(passage: Passage, index: int) -> tuple[int, int]:
    at = index
    lead = passage.lead(at, _DAYS) or 0
    if passage.spelling(at, lead) in _DAYS:
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
    if not passage.is_word(index):
        return 0, index
    lead = 0 if passage.key(index)[:1].isdigit() else 1
    at = index + 1
    if not _DAY.fullmatch(passage.key(index)):
        ordinal = passage.lead(index, _ORDINAL_DAYS)
        # «الخامس عشر من شباط»
        at += int(passage.follows(at) and passage.key(at) in _TENS)
        if ordinal is None or passage.key(at) != "من":
            return 0, index
        lead = ordinal
    # «بين 12 و15 يوليوز», «من 10 إلى 15 يونيو»
    if passage.follows(at) and _DAY.fullmatch(passage.key(at)) and passage.key(at).startswith("و"):
        at += 1
    elif (
        passage.key(at) in ("الي", "حتي") and _DAY.fullmatch(passage.key(at + 1)) and passage.follows(at + 1)
    ):
        at += 2
    if passage.follows(at) and passage.key(at) in ("من", "شهر"):
        at += 1
    hit = passage.hit(at, "month", whole=True)
    if hit is None or not passage.follows(at):
        return 0, index
    # «7 تشرين الأول/أكتوبر 2023»
    if passage.key(hit.last) in ("/", "-", "(") and passage.has(hit.last + 1, "month"):
        is_bracket = passage.key(hit.last) == "("
        return lead, _year_end(passage, hit.last + 2 + int(is_bracket and passage.key(hit.last + 2) == ")"))
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
    lead = passage.lead(at, _MONTH_NOUNS) or 0
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
    lead = passage.lead(index, _STAGES)
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
    lead = passage.lead(index, _PERIODS)
    if lead is None:
        return 0, index
    last = index + 1
    while passage.follows(last) and (passage.key(last) in _RELATIVE or passage.has(last, "number")):
        last += 1
    return (lead, last) if last > index + 1 else (0, index)


def _year(passage: Passage, index: int) -> tuple[int, int]:
    lead = passage.lead(index, _YEARS)
    if lead is None or not passage.follows(index + 1) or not _YEAR.fullmatch(passage.key(index + 1)):
        return 0, index
    # «بين عامي 2019 و2021»
    second = passage.key(index + 2)
    is_pair = second[:1] == "و" and _YEAR.fullmatch(second[1:]) is not None and passage.follows(index + 2)
    return lead, index + 3 if is_pair else index + 2


def _duration(passage: Passage, index: int) -> tuple[int, int]:
    lead = passage.lead(index, _DUALS)
    if lead is not None:
        return lead, index + 1
    if passage.key(index) in _MANY and passage.lead(index - 1, _SINCE) is not None and passage.follows(index):
        # «بعد أسابيع», «قبل أيام قليلة»
        return 0, index + 1 + int(passage.key(index + 1) in _FEW and passage.follows(index + 1))
    if passage.key(index).isdigit() or passage.has(index, "number"):
        last = index + 1
        while last < index + _LONGEST_NUMBER and passage.follows(last) and passage.has(last, "number"):
            last += 1
        if passage.follows(last) and passage.key(last) in _DURATIONS:
            return 0, last + 1
    return 0, index
