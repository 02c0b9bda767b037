"""Numbers with what they count: people, things, measures, casualties; and sums of money."""

import re
from collections.abc import Iterator
from typing import Final

from annotator.model import Suggestion
from annotator.suggest.knowledge.marking import mark
from annotator.suggest.knowledge.passage import Passage
from annotator.suggest.knowledge.vocabulary import word_set
from annotator.suggest.patterns.grammar import has_glued_article, is_function, is_verb
from annotator.suggest.patterns.models import model_at

_DIGITS: Final = re.compile(r"(و?[بل]?)\d+(?:[.,٫٬]\d+)*")
_VAGUE: Final = word_set("عشرات مئات الاف العشرات المئات الالاف بضعه بضع نصف ربع واحد واحده")
_OTHERS: Final = word_set("اخرين اخرون اخر اخري اخريات")
_LOSSES: Final = word_set(
    "مقتل اصابه مصرع استشهاد وفاه فقدان جرح قتل قتلت اصيب اصيبت اصاب استشهد استشهدت لقي توفي جثث جثامين "
    "سقوط سقط ضحايا حصيله غرق يقتل اودي"
)
# What stands between a loss and its number: «مقتل ما لا يقل عن 12 شخصا».
_ABOUT: Final = word_set(
    "نحو حوالي زهاء قرابه اكثر ازيد من ما لا يقل عن يزيد بحياه حتفهم مصرعهم ايضا امس اليوم"
)
_SIGNS: Final = frozenset("%٪")
_MONEY_SIGNS: Final = frozenset("$€£")
_FRACTIONS: Final = word_set("نصف ربع ثلث")
_AND_FRACTIONS: Final = word_set("ونصف وربع وثلث")
_GREAT: Final = word_set("مليون مليار الف تريليون المليون المليار الالف")
_DUALS: Final = word_set(
    "جنديين جنديان شخصين شخصان ضابطين ضابطان عنصرين عنصران طفلين طفلان عسكريين عسكريان صاروخين شرطيين "
    "شرطيان سيارتين سيارتان طائرتين طائرتان مسيرتين دولتين شاحنتين قتيلين قتيلان جريحين جريحان شهيدين "
    "شهيدان جثتين اليتين طعنتين رصاصتين طلقتين قذيفتين قنبلتين مسدسين بندقيتين لغمين عبوتين مروحيتين "
    "دبابتين زورقين مدرعتين"
)
_ONE_OR_TWO: Final = word_set("واحد واحده اثنين اثنان اثنتين اثنتان")
_FEW: Final = word_set("الثلاث الثلاثه الاربع الاربعه الخمس الخمسه الست السته السبع السبعه")
_NO_UNIT: Final = ("month", "weekday", "function", "place_marker", "country", "city", "capital")


def amounts(passage: Passage) -> Iterator[Suggestion]:
    """Suggest quantities and sums of money."""
    index = 0
    while index < len(passage):
        found = quantity_at(passage, index)
        if found is not None:
            yield found
        index = max(_number_end(passage, index), index + 1)


def quantity_at(passage: Passage, index: int) -> Suggestion | None:
    """Return the quantity or sum that starts in a word, or None."""
    last = _number_end(passage, index)
    return _counted(passage, index, last) if last > index else _noun_first(passage, index)


def _number_end(passage: Passage, index: int) -> int:
    """Return the end of a number in digits or words at `index`, or `index`."""
    at = index
    if not passage.is_word(at):
        return index
    if _DIGITS.fullmatch(passage.key(at)):
        at += 1
    elif _is_number(passage, at, is_first=True):
        at = _word_end(passage, at)
    elif passage.lead(at, _FRACTIONS) is not None and passage.key(at + 1) in _GREAT:
        at += 1
    else:
        return index
    while passage.follows(at) and _is_number(passage, at, is_first=False):
        at = _word_end(passage, at)
    # «ثلاثة مليارات ونصف المليار»
    is_fraction = at > index + 1 and passage.key(at - 1) in _AND_FRACTIONS
    return at + 1 if is_fraction and passage.key(at) in _GREAT and passage.follows(at) else at


def _word_end(passage: Passage, at: int) -> int:
    hit = passage.hit(at, "number")
    return hit.last if hit is not None else at + 1


def _is_number(passage: Passage, at: int, *, is_first: bool) -> bool:
    hit = passage.hit(at, "number")
    if hit is None or (hit.lead and passage.key(at)[0] not in "وب"):
        return False
    return not (is_first and hit.entry.key in _VAGUE)


def _signed(passage: Passage, index: int, last: int, lead: int) -> Suggestion | None:
    """Suggest «12%», «٪12», «$500», «300 €»."""
    before = passage.key(index - 1) if index and passage.end(index) == passage.start(index) else ""
    after = passage.key(last) if passage.same_line(last) else ""
    for signs, label, sublabel in ((_SIGNS, "QUANT", "amount"), (_MONEY_SIGNS, "MONEY", "")):
        code = "count" if label == "QUANT" else "money"
        if after in signs:
            return mark(passage, index, last + 1, label, score=0.9, code=code, sublabel=sublabel, lead=lead)
        if before in signs and not lead:
            return mark(passage, index - 1, last, label, score=0.9, code=code, sublabel=sublabel)
    return None


def _counted(passage: Passage, index: int, last: int) -> Suggestion | None:
    lead = _first_lead(passage, index)
    signed = _signed(passage, index, last, lead)
    if signed is not None:
        return signed
    if not passage.follows(last):
        return None
    currency = passage.hit(last, "currency", whole=True)
    if currency is not None:
        end = currency.last
        end += int(passage.follows(end) and passage.has(end, "demonym"))
        return mark(passage, index, end, "MONEY", score=0.9, code="money", lead=lead)
    end, score = _unit_end(passage, index, last)
    if end == last:
        return None
    sublabel = "casualties" if _is_loss(passage, index, last) else "amount"
    return mark(passage, index, end, "QUANT", score=score, code="count", sublabel=sublabel, lead=lead)


def _unit_end(passage: Passage, index: int, last: int) -> tuple[int, float]:
    """Return the end of what is counted from `last` on, and how sure that is."""
    ends = [
        hit.last for hit in (passage.hit(last, "counted", "unit_of_measure", whole=True),) if hit is not None
    ]
    thing = model_at(passage, last, is_counted=True)
    if thing is not None and not thing.lead:
        ends.append(thing.last)
    if ends:
        return max(ends), 0.8
    key = passage.key(last)
    if key in _OTHERS:
        return last + 1, 0.7
    if key == "من" and passage.key(last + 1).startswith("ال") and not passage.key(index)[:1].isdigit():
        return last + 2, 0.5
    if passage.has(last, "people", "demonym") and key.endswith(("ين", "ون", "ا", "ه")):
        # «4 فلسطينيين», «12 مغربيا»
        return last + 1, 0.8
    if is_function(passage, last) or passage.has(last, *_NO_UNIT) or has_glued_article(key):
        return last, 0.0
    # 13 مهربا: after a number an indefinite accusative is what it counts.
    is_unit = key.endswith("ا") and len(key) > 3 and not is_verb(passage, last)
    return (last + 1, 0.6) if is_unit and passage.key(index).lstrip("وبل").isdigit() else (last, 0.0)


def _is_loss(passage: Passage, index: int, last: int) -> bool:
    if any(entry.sublabel == "casualties" for entry in passage.lexicon.entries(passage.key(last))):
        return True
    at = index - 1
    while at > index - 7 and passage.follows(at + 1) and passage.key(at) in _ABOUT:
        at -= 1
    return passage.lead(at, _LOSSES) is not None and passage.follows(at + 1)


def _first_lead(passage: Passage, index: int) -> int:
    key = passage.key(index)
    digits = _DIGITS.fullmatch(key)
    if digits is not None:
        return len(digits[1])
    hit = passage.hit(index, "number")
    return hit.lead if hit is not None else passage.lead(index, _FRACTIONS) or 0


def _noun_first(passage: Passage, index: int) -> Suggestion | None:
    """Suggest a dual (جنديان, مروحيتين), and a noun before its number (جندي واحد, الدول الثلاث)."""
    following = passage.key(index + 1) if passage.follows(index + 1) else ""
    thing = model_at(passage, index) if passage.is_word(index) else None
    hit = passage.hit(index, "counted")
    if hit is not None and hit.last == index + 1 and hit.entry.key not in _LOSSES:
        is_one_or_two = following in _ONE_OR_TWO
        if is_one_or_two or hit.entry.key in _DUALS:
            last = index + 2 if is_one_or_two else max(index + 1, thing.last if thing is not None else 0)
            sublabel = "casualties" if _is_loss(passage, index, index) else "amount"
            return mark(
                passage, index, last, "QUANT", score=0.7, code="count", sublabel=sublabel, lead=hit.lead
            )
    if following in _FEW and passage.has(index, "common"):
        return mark(passage, index, index + 2, "QUANT", score=0.6, code="count", sublabel="amount")
    if thing is not None and thing.is_dual:
        return mark(
            passage, index, thing.last, "QUANT", score=0.7, code="count", sublabel="amount", lead=thing.lead
        )
    return None
