"""Ranks and offices, and the persons whom they announce."""

from collections.abc import Iterator
from typing import Final

from annotator.model import Suggestion
from annotator.suggest.knowledge.marking import mark
from annotator.suggest.knowledge.passage import Hit, Passage
from annotator.suggest.knowledge.vocabulary import word_set
from annotator.suggest.patterns.grammar import (
    PLACES,
    is_definite,
)
from annotator.suggest.patterns.names import (
    Name,
    is_name_word,
    is_particle,
    is_person,
    mark_person,
    read_name,
)
from annotator.suggest.patterns.organisations import body_at
from annotator.suggest.patterns.phrases import adjectives_end, chain_end, complement_end, place_end
from annotator.suggest.patterns.places import site_end

_RANK_TAILS: Final = word_set(
    "ممتاز الممتاز ركن الركن متقاعد المتقاعد طيار الطيار بحري البحري اول الاول مهندس المهندس شرطه الجوي"
)
# Offices that mean one person without more words.
_ALONE: Final = word_set("الملك الرئيس")
# Heads that say nothing without their organisation.
_PLAIN: Final = word_set(
    "رئيس رئيسه مدير مديره قائد قائده وزير وزيره سفير سفيره قنصل عضو عضوه ممثل مندوب مندوبه مفوض "
    "مفوضه مستشار مستشاره مساعد معاون امين منسق منسقه قيادي مسؤول مسؤوله زعيم زعيمه محافظ حاكم والي "
    "عامل عمده مبعوث مدعي قاضي نقيب مفتي مرشد امر مساعده ناطق متحدث مدير_عام عميد الوزير الوزيره "
    "المدير المديره السفير السفيره المفوض المفوضه المستشار المحافظ العامل الناطق المتحدث المتحدثه "
    "المنسق المنسقه المندوب المبعوث المبعوثه النائب النائبه المسؤول المحقق القنصل المرشد"
)
_LINKS: Final = word_set("لدي باسم عن في")
# These are told by where they are sent: «المبعوث الأممي إلى اليمن».
_SENT: Final = word_set("المبعوث مبعوث المبعوثه مبعوثه الموفد موفد")
_CHARGED: Final = word_set("المكلف المكلفة المكلفين")
_REFERRED: Final = word_set(
    "الموقع المركز المعهد القناه الصحيفه الجريده الوكاله المجله المكتب المصلحه الوفد العمليه اللجنه "
    "الفريق الجلسه الاجتماع المؤتمر الحفل المجموعه الخليه الشبكه العصابه التنظيم الحمله الدوله البلاد "
    "الحركه الجماعه المنظمه الحزب الشركه المؤسسه"
)


def offices(passage: Passage) -> Iterator[Suggestion]:
    """Suggest ranks and offices, and the names after them."""
    for index in range(len(passage)):
        yield from _rank(passage, index)
        yield from _office(passage, index)


# --- rank and name ----------------------------------------------------------------------------------


def _rank(passage: Passage, index: int) -> Iterator[Suggestion]:
    hit = passage.hit(index, "rank")
    if hit is None or passage.hit(index, "unit", "group") is not None:
        return
    last = hit.last
    while passage.follows(last) and passage.key(last) in _RANK_TAILS:
        last += 1
    last = _force_end(passage, last)
    if not passage.follows(last):
        return
    title = passage.hit(last, "honorific", whole=True)
    first = title.last if title is not None and passage.follows(title.last) else last
    name = read_name(passage, first)
    if name is None or (hit.entry.needs_context and not name.known) or not is_person(passage, name):
        return
    said = passage.text[hit.start : passage.end(last)]
    yield mark(passage, index, last, "OCC", score=0.9, code="rank", sublabel="rank", lead=hit.lead)
    yield mark_person(passage, name, 0.95 if name.known else 0.8, "after_rank", rank=said)


def _force_end(passage: Passage, index: int) -> int:
    """Return the end of the force of a rank, «بالحرس الوطني», where a name follows it; else `index`."""
    body = body_at(passage, index) if passage.follows(index) else None
    if body is None or not body.lead or passage.key(index)[body.lead - 1] != "ب":
        return index
    return body.last if is_name_word(passage, body.last) and passage.follows(body.last) else index


# --- office and name --------------------------------------------------------------------------------


def office_end(passage: Passage, hit: Hit) -> int:
    """Return where the office that starts with the head `hit` ends: organisation, place, field of duty."""
    last = complement_end(passage, hit.first, hit.last, is_office=True)
    site = passage.hit(hit.last, "facility_head", whole=True)
    if site is not None and passage.follows(hit.last):
        last = max(last, site_end(passage, site)[0])
    if passage.key(last) in ("السابق", "السابقه", "الاسبق") and passage.follows(last):
        last += 1
    if _stem_of(passage, hit) in _SENT and passage.key(last) == "الي" and passage.follows(last + 1):
        goal = passage.hit(last + 1, *PLACES, whole=True)
        last = goal.last if goal is not None else last
    for _link in range(2):
        following = _linked_end(passage, last)
        if following == last:
            break
        last = following
    return last


def _stem_of(passage: Passage, hit: Hit) -> str:
    return passage.spelling(hit.first, hit.lead)


def _linked_end(passage: Passage, index: int) -> int:
    """Return the end of «لدى المغرب», «باسم الجيش», «بالمديرية العامة», «عن حزب الاستقلال», or `index`."""
    if not passage.follows(index):
        return index
    if passage.key(index) in _CHARGED and passage.follows(index + 1):
        body = body_at(passage, index + 1)
        return body.last if body is not None and body.lead else index
    if passage.key(index) in _LINKS:
        body = body_at(passage, index + 1)
        if body is not None and not body.lead and passage.follows(index + 1):
            return body.last
        office = passage.hit(index + 1, "office", whole=True)
        if office is not None and passage.key(index) in ("لدي", "باسم") and passage.follows(index + 1):
            return complement_end(passage, office.first, office.last)
        if passage.key(index) == "باسم":
            return max(index, chain_end(passage, index + 1, []) if passage.follows(index + 1) else index)
        if passage.key(index) == "لدي" and passage.key(index + 1) in ("البلاد", "المملكه"):
            return index + 2
        place = passage.hit(index + 1, *PLACES, whole=True)
        if place is None or not passage.follows(index + 1) or passage.key(index) == "عن":
            return index
        return adjectives_end(passage, place.last, [place.entry.key])
    body = body_at(passage, index)
    if body is not None and body.lead and passage.key(index)[body.lead - 1] in "بل":
        return body.last
    return place_end(passage, index)


def _office(passage: Passage, index: int) -> Iterator[Suggestion]:
    hit = passage.hit(index, "office", "occupation")
    if hit is None or _is_look_alike(passage, hit):
        return
    last = office_end(passage, hit)
    if hit.entry.kind == "occupation" and passage.hit(index, "office") is None:
        # A common occupation counts only with its organisation: «أستاذة القانون الدولي بجامعة الجزائر».
        if last > hit.last and _ends_with_body(passage, hit.last, last):
            yield mark(
                passage, index, last, "OCC", score=0.6, code="office_of", sublabel="office", lead=hit.lead
            )
            named = _name_after(passage, last)
            if named is not None:
                said = passage.text[hit.start : passage.end(last)]
                yield mark_person(passage, named, 0.75, "after_office", office=said)
        return
    name = _name_after(passage, last)
    said = passage.text[hit.start : passage.end(last)]
    if _is_office(passage, hit, last, name):
        code = "office_of" if last > hit.last else "office"
        yield mark(passage, index, last, "OCC", score=0.8, code=code, sublabel="office", lead=hit.lead)
    if name is not None:
        yield mark_person(passage, name, 0.9 if name.known > 1 else 0.75, "after_office", office=said)


def _is_look_alike(passage: Passage, hit: Hit) -> bool:
    """Tell whether folding alone makes the word an office: the verb أمر (آمر), and وإلى (والي)."""
    if hit.entry.key == "امر":
        return passage.text[hit.start] != "آ"
    return hit.entry.key == "والي" and passage.text[hit.end - 1] == "ى"


def _name_after(passage: Passage, index: int) -> Name | None:
    """Return the name after an office, courtesy titles aside: «وزير الدفاع الشيخ عبد الله»."""
    if not passage.follows(index):
        return None
    title = passage.hit(index, "honorific", whole=True)
    first = title.last if title is not None and passage.follows(title.last) else index
    name = read_name(passage, first)
    if name is None and first > index:
        name = read_name(passage, index)
    return name if name is not None and _follows_office(passage, name) else None


def _ends_with_body(passage: Passage, first: int, last: int) -> bool:
    for at in range(first, last):
        body = body_at(passage, at)
        if body is not None and body.last == last:
            return True
    return False


def _follows_office(passage: Passage, name: Name) -> bool:
    """Tell whether the words after an office are a name: a name word first, or two unknown words."""
    if is_name_word(passage, name.first) or is_particle(passage, name.first):
        return name.length > 1 or not passage.has(name.first, "speech", "verb", "common")
    last = passage.key(name.last - 1)
    is_parted = is_definite(last) or is_particle(passage, name.first + 1)
    return name.length > 1 and (not passage.key(name.first).endswith("ه") or is_parted)


def _is_office(passage: Passage, hit: Hit, last: int, name: Name | None) -> bool:
    head = passage.spelling(hit.first, hit.lead) if hit.last == hit.first + 1 else hit.entry.key
    if last == hit.last:
        if head in ("القيادي", "القياديه"):
            return False
        if head in _ALONE or hit.last - hit.first > 1:
            return hit.last - hit.first == 1 or is_definite(passage.key(last - 1)) or name is not None
        return name is not None and is_definite(head)
    complement = [passage.key(at) for at in range(hit.last, last)]
    if complement[0] in _REFERRED and len(complement) == 1:
        return False
    return head in _PLAIN or hit.last - hit.first > 1 or is_definite(head)
