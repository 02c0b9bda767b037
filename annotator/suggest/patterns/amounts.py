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

_DIGITS: Final = re.compile(r"[وبل]?\d+(?:[.,٫٬]\d+)*")
_VAGUE: Final = word_set("عشرات مئات الاف العشرات المئات الالاف بضعه بضع نصف ربع واحد واحده")
_OTHERS: Final = word_set("اخرين اخرون اخر اخري اخريات")
_LOSSES: Final = word_set(
    "مقتل باصابه اصابه واصابه مصرع ومقتل استشهاد وفاه ووفاه فقدان وفقدان بمقتل جرح وجرح"
)
_DUALS: Final = word_set(
    "جنديين جنديان شخصين شخصان ضابطين ضابطان عنصرين عنصران طفلين طفلان عسكريين عسكريان صاروخين شرطيين "
    "شرطيان مدنيين مدنيان سيارتين سيارتان طائرتين طائرتان مسيرتين دولتين شاحنتين مواطنين_اثنين"
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
    if is_function(passage, last) or passage.has(last, *_NO_UNIT) or has_glued_article(key):
        return last, 0.0
    # 13 مهربا: after a number an indefinite accusative is what it counts.
    is_unit = key.endswith("ا") and len(key) > 3 and not is_verb(passage, last)
    return (last + 1, 0.6) if is_unit and passage.key(index).lstrip("وبل").isdigit() else (last, 0.0)


def _is_loss(passage: Passage, index: int, last: int) -> bool:
    is_casualty = any(entry.sublabel == "casualties" for entry in passage.lexicon.entries(passage.key(last)))
    return is_casualty or passage.key(index - 1) in _LOSSES


def _first_lead(passage: Passage, index: int) -> int:
    key = passage.key(index)
    if _DIGITS.fullmatch(key):
        return 0 if key[0].isdigit() else 1
    hit = passage.hit(index, "number")
    return hit.lead if hit is not None else 0


def _noun_first(passage: Passage, index: int) -> Suggestion | None:
    """Suggest a dual (جنديان, مروحيتين), and a noun before its number (جندي واحد, الدول الثلاث)."""
    following = passage.key(index + 1) if passage.follows(index + 1) else ""
    hit = passage.hit(index, "counted")
    if hit is not None and hit.last == index + 1 and (following in _ONE_OR_TWO or hit.entry.key in _DUALS):
        last = index + 2 if following in _ONE_OR_TWO else index + 1
        sublabel = "casualties" if _is_loss(passage, index, index) else "amount"
        return mark(passage, index, last, "QUANT", score=0.7, code="count", sublabel=sublabel, lead=hit.lead)
    if following in _FEW and passage.has(index, "common"):
        return mark(passage, index, index + 2, "QUANT", score=0.6, code="count", sublabel="amount")
    thing = model_at(passage, index) if passage.is_word(index) else None
    if thing is not None and thing.is_dual and thing.entry.label == "VEH":
        return mark(
            passage, index, thing.last, "QUANT", score=0.7, code="count", sublabel="amount", lead=thing.lead
        )
    return None
