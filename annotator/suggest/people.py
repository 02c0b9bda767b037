"""Persons and the offices and ranks that announce them."""

from collections.abc import Iterator
from typing import Final

from annotator.model import Suggestion
from annotator.suggest.grammar import (
    PLACES,
    bare,
    hides_function,
    is_definite,
    is_function,
    is_speech,
    is_verb,
)
from annotator.suggest.marking import mark
from annotator.suggest.names import Name, is_name_word, is_particle, read_name
from annotator.suggest.organisations import ORGANISATIONS, body_at
from annotator.suggest.passage import Hit, Passage
from annotator.suggest.phrases import adjectives_end, chain_end, complement_end, place_end
from annotator.suggest.places import site_end

_RANK_TAILS: Final = frozenset(
    "ركن الركن متقاعد المتقاعد طيار الطيار بحري البحري اول الاول مهندس المهندس شرطه الجوي".split()
)
# Offices that mean one person without more words.
_ALONE: Final = frozenset("الملك الرئيس".split())
# Heads that say nothing without their organisation.
_PLAIN: Final = frozenset(
    "رئيس رئيسه مدير مديره قائد قائده وزير وزيره سفير سفيره قنصل عضو عضوه ممثل مندوب مندوبه مفوض مفوضه مستشار "
    "مستشاره مساعد معاون امين منسق منسقه قيادي مسؤول مسؤوله زعيم زعيمه محافظ حاكم والي عامل عمده مبعوث مدعي قاضي "
    "نقيب مفتي مرشد امر مساعده ناطق متحدث مدير_عام عميد الوزير الوزيره المدير المديره السفير السفيره المفوض المفوضه "
    "المستشار المحافظ العامل الناطق المتحدث المتحدثه المنسق المنسقه المندوب المبعوث المبعوثه النائب النائبه المسؤول "
    "المحقق القنصل المرشد".split()
)
_LINKS: Final = frozenset("لدي باسم عن في".split())
_REFERRED: Final = frozenset(
    "الوفد العمليه اللجنه الفريق الجلسه الاجتماع المؤتمر الحفل المجموعه الخليه الشبكه العصابه التنظيم الحمله "
    "الدوله البلاد الحركه الجماعه المنظمه الحزب الشركه المؤسسه".split()
)


def people(passage: Passage) -> Iterator[Suggestion]:
    """Suggest ranks, offices and the names that go with them, and names that stand by themselves."""
    for index in range(len(passage)):
        yield from _rank(passage, index)
        yield from _office(passage, index)
        yield from _courtesy(passage, index)
        yield from _bare_name(passage, index)
    yield from _before_office(passage)
    yield from _after_speech(passage)


# --- rank and name ----------------------------------------------------------------------------------


def _rank(passage: Passage, index: int) -> Iterator[Suggestion]:
    hit = passage.hit(index, "rank")
    if hit is None or passage.hit(index, "unit", "group") is not None:
        return
    last = hit.last
    while passage.follows(last) and passage.key(last) in _RANK_TAILS:
        last += 1
    if not passage.follows(last):
        return
    name = read_name(passage, last)
    if name is None or (hit.entry.needs_context and not name.known) or not _is_person(passage, name):
        return
    said = passage.text[hit.start : passage.end(last)]
    yield mark(passage, index, last, "OCC", score=0.9, code="rank", sublabel="rank", lead=hit.lead)
    yield _person(passage, name, 0.95 if name.known else 0.8, "after_rank", rank=said)


def _person(passage: Passage, name: Name, score: float, code: str, /, *, lead: int = 0, **values: str) -> Suggestion:
    return mark(passage, name.first, name.last, "PERS", score=score, code=code, lead=lead, **values)


def _is_person(passage: Passage, name: Name) -> bool:
    """Tell whether a name that nothing confirms has the looks of one."""
    if name.known:
        return True
    return name.length <= 4 and not passage.has(name.first, *PLACES, *ORGANISATIONS)


# --- office and name --------------------------------------------------------------------------------


def office_end(passage: Passage, hit: Hit) -> int:
    """Return where the office that starts with the head `hit` ends: organisation, place, field of duty."""
    last = complement_end(passage, hit.first, hit.last)
    site = passage.hit(hit.last, "facility_head", whole=True)
    if site is not None and passage.follows(hit.last):
        last = max(last, site_end(passage, site)[0])
    if passage.key(last) in ("السابق", "السابقه", "الاسبق") and passage.follows(last):
        last += 1
    for _link in range(2):
        following = _linked_end(passage, last)
        if following == last:
            break
        last = following
    return last


def _linked_end(passage: Passage, index: int) -> int:
    """Return the end of «لدى المغرب», «باسم الجيش», «بالمديرية العامة», «عن حزب الاستقلال», or `index`."""
    if not passage.follows(index):
        return index
    if passage.key(index) in _LINKS:
        body = body_at(passage, index + 1)
        if body is not None and not body.lead and passage.follows(index + 1):
            return body.last
        office = passage.hit(index + 1, "office", whole=True)
        if office is not None and passage.key(index) == "لدي" and passage.follows(index + 1):
            return complement_end(passage, office.first, office.last)
        if passage.key(index) == "باسم":
            return max(index, chain_end(passage, index + 1, []) if passage.follows(index + 1) else index)
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
    if hit is None or (hit.entry.key == "امر" and passage.text[hit.start] != "آ"):
        return
    last = office_end(passage, hit)
    if hit.entry.kind == "occupation" and passage.hit(index, "office") is None:
        # A common occupation counts only with its organisation: «أستاذة القانون الدولي بجامعة الجزائر».
        if last > hit.last and _ends_with_body(passage, hit.last, last):
            yield mark(passage, index, last, "OCC", score=0.6, code="office_of", sublabel="office", lead=hit.lead)
        return
    name = read_name(passage, last) if passage.follows(last) else None
    if name is not None and not _follows_office(passage, name):
        name = None
    said = passage.text[hit.start : passage.end(last)]
    if _is_office(passage, hit, last, name):
        code = "office_of" if last > hit.last else "office"
        yield mark(passage, index, last, "OCC", score=0.8, code=code, sublabel="office", lead=hit.lead)
    if name is not None:
        yield _person(passage, name, 0.9 if name.known > 1 else 0.75, "after_office", office=said)


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
    return name.length > 1 and (not passage.key(name.first).endswith("ه") or is_definite(last))


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


# --- names without rank or office -------------------------------------------------------------------


def _courtesy(passage: Passage, index: int) -> Iterator[Suggestion]:
    hit = passage.hit(index, "honorific")
    if hit is None or not passage.follows(hit.last):
        return
    # «واسمه الحقيقي ...»
    first = hit.last + int(passage.key(hit.last) in ("الحقيقي", "الكامل"))
    name = read_name(passage, first) if passage.follows(first) else None
    if name is None or (hit.entry.needs_context and not name.known) or not _is_person(passage, name):
        return
    if not name.known and (name.length == 1 or not is_definite(hit.entry.key)):
        return
    said = passage.text[hit.start : hit.end]
    yield _person(passage, name, 0.85 if name.known else 0.6, "after_title", title=said)


def _bare_name(passage: Passage, index: int) -> Iterator[Suggestion]:
    """Suggest a run of name words that no rank announces."""
    for _offset, lead in passage.stems(index) if passage.is_word(index) else ():
        name = _confirmed(passage, index, lead)
        if name is not None:
            given = passage.text[passage.offset(index, lead) : passage.end(index + 1)]
            score = 0.85 if name.known > 1 else 0.6
            yield _person(passage, name, score, "name_words", lead=lead, name=given)
            return


def _confirmed(passage: Passage, index: int, lead: int) -> Name | None:
    entries = passage.lexicon.entries(passage.spelling(index, lead))
    if lead and not passage.key(index)[lead:].startswith(("عبد", "ابو")) and not any(
        entry.kind in ("given", "foreign") for entry in entries
    ):
        return None
    if not lead and (is_function(passage, index) or not _opens_name(passage, index)):
        return None
    if lead and (hides_function(passage, index) or is_verb(passage, index)):
        return None
    name = read_name(passage, index, lead=lead)
    if name is None or name.length < 2 or (is_name_word(passage, index - 1) and passage.same_line(index)):
        return None
    everyday = not lead and (
        any(entry.is_everyday for entry in entries) or passage.has(index, "common", "speech", "verb", "office")
    )
    if lead and (passage.has(index, *PLACES, "common") or is_function(passage, index)):
        return None
    if everyday:
        if name.length == 2 and not passage.has(index, "common") and _is_surname_like(passage, index + 1):
            return name
        return name if any(_is_strong(passage, at) for at in range(index + 1, name.last)) else None
    if name.known >= 2:
        return name
    return name if name.known == 1 and _ends_like_name(passage, name) else None


def _is_surname_like(passage: Passage, index: int) -> bool:
    """Tell whether a word is definite, ends in ي and is no adjective of the lists: الشعايري."""
    key = passage.key(index)
    if not is_definite(key) or not key.endswith("ي"):
        return False
    return not any(entry.kind in ("adjective", "demonym", "common") for entry in passage.lexicon.entries(bare(key)))


def _is_strong(passage: Passage, index: int) -> bool:
    """Tell whether a word of a name is a name and nothing else."""
    if not is_name_word(passage, index) or passage.has(index, "common", "speech", "verb", "function", *PLACES):
        return False
    return not all(entry.is_everyday for entry in passage.lexicon.entries(passage.key(index)))


def _opens_name(passage: Passage, index: int) -> bool:
    return passage.has(index, "given", "foreign") or passage.key(index) in ("عبد", "ابو", "ايت", "ولد", "ام")


def _ends_like_name(passage: Passage, name: Name) -> bool:
    """Tell whether a given name and an unknown word look like a name: «ميلود العسكري»."""
    last = passage.key(name.last - 1)
    if name.length > 2:
        return all(is_definite(passage.key(at)) for at in range(name.first + 1, name.last))
    return is_definite(last) or last.endswith("ي") or not passage.follows(name.last)


def _before_office(passage: Passage) -> Iterator[Suggestion]:
    """Suggest the unknown name before «، خبير دولي»: name, comma, office or occupation."""
    for index in range(2, len(passage) - 1):
        if passage.key(index) not in ("،", ",") or not passage.same_line(index + 1):
            continue
        occupation = passage.hit(index + 1, "office", "rank", "occupation", whole=True)
        if occupation is None:
            continue
        name = _ending_at(passage, index)
        if name is not None:
            said = passage.text[occupation.start : occupation.end]
            yield _person(passage, name, 0.7, "before_office", office=said)


def _ending_at(passage: Passage, last: int) -> Name | None:
    for first in range(max(0, last - 6), last - 1):
        name = read_name(passage, first)
        if name is None or name.last != last:
            continue
        starts = is_name_word(passage, first) or is_definite(passage.key(first)) or is_speech(passage, first - 1)
        if starts and (name.known or is_speech(passage, first - 1)) and _all_one_line(passage, name):
            return name
    return None


def _all_one_line(passage: Passage, name: Name) -> bool:
    return all(passage.same_line(at) for at in range(name.first + 1, name.last))


def _after_speech(passage: Passage) -> Iterator[Suggestion]:
    """Suggest two or more unknown words after a verb of saying, when a sign or particle ends them."""
    for index in range(len(passage) - 2):
        if not is_speech(passage, index) or not passage.follows(index + 1):
            continue
        name = read_name(passage, index + 1)
        if name is None or name.length < 2 or is_name_word(passage, index + 1):
            continue
        ends = not passage.follows(name.last) or passage.key(name.last) in ("ان", "ل", "في", "عن")
        if ends and name.known:
            verb = passage.text[passage.start(index) : passage.end(index + 1)]
            yield _person(passage, name, 0.6, "after_speech", verb=verb)
