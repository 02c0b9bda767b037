"""Peoples: the adjective of nationality where it describes persons («ضابطا أردنيا», «نظيره السوري»)."""

from collections.abc import Iterator
from typing import Final

from annotator.model import Suggestion
from annotator.suggest.knowledge.marking import mark
from annotator.suggest.knowledge.passage import Passage
from annotator.suggest.knowledge.vocabulary import word_set
from annotator.suggest.patterns.grammar import is_adjective, is_definite

_PERSONS: Final = word_set(
    "مواطن مواطنا مواطنه مواطنين مواطنون نظيره نظيرها نظيرهما نظيريه ضابط ضابطا ضباط ضباطا جندي جنديا "
    "جنود جنودا شاب شابا شبان رجل رجلا رجال امراه سيده طفل اطفال مسؤول مسؤولا مسؤولون مسؤولين خبير "
    "خبيرا خبراء ناشط ناشطا نشطاء باحث باحثا مهاجر مهاجرا مهاجرين مهاجرون لاجئ لاجئا لاجئين طبيب "
    "مهندس مدربا مدرب مدربين طيار طيارا بحارا بحار بحاره تاجر سائح سائحا سياح رعايا رعاياها مواطنان "
    "مواطنتين محلل محللين مقاتل مقاتلا مقاتلين مرتزقه متدرب متدربا متدربين نظراءه نظرائه مصور اسير "
    "اسيرا اسري رهينه رهائن عامل عمال ارهابي ارهابيا شرطي شرطيا قيادي قياديا جنسيه الشعب"
)
_TRIBES: Final = word_set("قبيله قبائل عشيره عشائر")
_SONS: Final = word_set("بني بنو اولاد ال ايت البو")


def peoples(passage: Passage) -> Iterator[Suggestion]:
    """Suggest the adjective of nationality after a noun for persons."""
    for index in range(1, len(passage)):
        if not passage.follows(index):
            continue
        yield from _tribe(passage, index)
        listed = passage.hit(index, "demonym") if _is_listed(passage, index) else None
        if listed is not None:
            said = passage.text[passage.start(index - 1) : passage.end(index)]
            yield mark(
                passage,
                index,
                listed.last,
                "NORP",
                score=0.92,
                code="nationality",
                lead=listed.lead,
                noun=said,
            )
            continue
        if not _is_nationality(passage, index):
            continue
        noun = index - 1
        if _is_person(passage, noun) or (
            passage.has(noun, "adjective", "common", "counted") and noun and _is_person(passage, noun - 1)
        ):
            first = index - 1 if passage.key(noun) == "الشعب" else index
            said = passage.text[passage.start(noun) : passage.end(index)]
            yield mark(passage, first, index + 1, "NORP", score=0.92, code="nationality", noun=said)


def _tribe(passage: Passage, index: int) -> Iterator[Suggestion]:
    """Suggest the name after قبيلة: «الرزيقات», «بني حسن»."""
    if passage.lead(index - 1, _TRIBES) is None:
        return
    is_compound = passage.key(index) in _SONS and passage.follows(index + 1)
    plain = passage.has(index, "common", "adjective", "demonym", "place_marker", "country", "city")
    if not is_compound and (not is_definite(passage.key(index)) or plain or is_adjective(passage, index)):
        return
    said = passage.text[passage.start(index - 1) : passage.end(index)]
    last = index + 2 if is_compound else index + 1
    yield mark(passage, index, last, "NORP", score=0.75, code="nationality", noun=said)


def _is_listed(passage: Passage, index: int) -> bool:
    """Tell whether persons are told apart by nationality here: «من بينهم سوريان وفلسطيني»."""
    if passage.key(index - 1) in ("بينهم", "بينهما", "وبينهم", "احدهم"):
        return True
    return passage.key(index).startswith("و") and passage.key(index - 2) in ("بينهم", "وبينهم", "احدهم")


def _is_nationality(passage: Passage, index: int) -> bool:
    # مالي is the adjective too, and of money as well: only persons decide.
    return passage.has(index, "demonym") or passage.key(index) in ("مالي", "ماليا", "ماليان")


def _is_person(passage: Passage, index: int) -> bool:
    key = passage.key(index)
    return key in _PERSONS or (key[:1] in "وفبل" and key[1:] in _PERSONS)
