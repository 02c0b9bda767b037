"""Places: facilities and natural features with their head nouns, and names that a marker makes places."""

from collections.abc import Iterator
from typing import Final

from annotator.model import Suggestion
from annotator.suggest.knowledge.marking import mark
from annotator.suggest.knowledge.passage import Hit, Passage
from annotator.suggest.knowledge.vocabulary import word_set
from annotator.suggest.patterns.grammar import (
    PLACES,
    bare,
    has_glued_article,
    is_adjective,
    is_definite,
    is_function,
    is_verb,
)
from annotator.suggest.patterns.names import is_name_word, is_particle, read_name
from annotator.suggest.patterns.organisations import COMMUNES
from annotator.suggest.patterns.phrases import adjectives_end, place_end

# After these nouns a name is a place's, whatever it means.
_TOWNS: Final = word_set(
    "مدينه مدينتي بلده بلدتي قريه اقليم ولايه محافظه قضاء بلديه مقاطعه عماله قصبه دوار ضاحيه ضواحي "
    "نواحي مدن قري بلدات المدينه العاصمه جماعه"
)
_TOWNS_EVEN_UNKNOWN: Final = word_set("مدينه بلده قريه دوار قصبه ضاحيه بلديه محافظه مدينتي بلدتي قريتي اقليم")
# These mean other things too (a term of office, the judiciary): a definite word must follow.
_TOWNS_IF_DEFINITE: Final = word_set("ولايه قضاء ناحيه مقاطعه عماله معتمديه")
_PAIRS: Final = word_set("مدينتي بلدتي قريتي ولايتي محافظتي اقليمي")
_NEAR: Final = word_set("قرب بالقرب")
_BORDERS: Final = word_set("الحدود الشريط")
# Names on these are of persons and virtues more often than of places.
_NAMED_AFTER_PERSONS: Final = word_set(
    "شارع حي جسر ساحه ميدان قصر ملعب مستشفي مسجد جامع مدرسه برج فندق سوق حديقه محطه مجمع"
)
_TOWN_SITES: Final = word_set("معبر منفذ حاجز مخيم ثكنه قاعده ميناء مرفا مطار معسكر سجن")
# These are named after towns even where nothing says so but the noun; the others after persons as well.
_SURELY_TOWNS: Final = word_set("معبر منفذ حاجز مخيم ثكنه")
# After these any definite word is a name: حي السعادة, شارع الحرية.
_VIRTUES: Final = word_set("شارع حي ساحه ميدان")
_NO_NAME: Final = (
    "common",
    "number",
    "weekday",
    "month",
    "office",
    "rank",
    "honorific",
    "org_head",
    "department",
    "counted",
    "vehicle",
    "weapon",
    "crime",
    "media_head",
    "demonym",
    "adjective",
)


def places(passage: Passage) -> Iterator[Suggestion]:
    """Suggest facilities, natural features, borders, and names after a place noun."""
    for index in range(len(passage)):
        yield from _site(passage, index, "facility_head", "FAC")
        yield from _site(passage, index, "location_head", "LOC")
        yield from _border(passage, index)
        yield from _town(passage, index)
        yield from _nearby(passage, index)


def _site(passage: Passage, index: int, kind: str, label: str) -> Iterator[Suggestion]:
    hit = passage.hit(index, kind)
    if hit is None:
        return
    last, inner = site_end(passage, hit)
    if last == hit.last:
        return
    # «سجن تولال 2»
    if hit.entry.sublabel == "prison" and passage.follows(last) and len(passage.key(last)) == 1:
        last += int(passage.key(last).isdigit())
    said = passage.text[hit.start : hit.end] if not hit.lead else passage.written(index, hit.lead)
    yield mark(
        passage, index, last, label,
        score=0.75, code="after_head", sublabel=hit.entry.sublabel, lead=hit.lead, head=said,
    )  # fmt: skip
    if inner is not None and label == "FAC":
        yield mark(passage, *inner, "GPE", score=0.55, code="place_in_site", site=said)


def site_end(passage: Passage, hit: Hit) -> tuple[int, tuple[int, int] | None]:
    """Return the end of a facility's or feature's name, and the words of it that name a town."""
    head = passage.spelling(hit.first, hit.lead)
    nouns = [head]
    if is_definite(head):
        return _told_site_end(passage, hit, nouns), None
    at = hit.last
    if not passage.follows(at):
        return hit.last, None
    known = passage.hit(at, *PLACES, whole=True)
    if hit.entry.is_generic and (known is None or known.entry.label != "LOC"):
        return hit.last, None
    if known is not None:
        last = adjectives_end(passage, known.last, [*nouns, known.entry.key])
        is_town = known.entry.needs_context and known.entry.label == "GPE" and head in _TOWN_SITES
        return max(last, _glued_end(passage, last)), (at, known.last) if is_town else None
    end = _unknown_end(passage, at)
    is_proper = is_definite(passage.key(at)) or is_name_word(passage, at) or is_particle(passage, at)
    is_proper = is_proper or _is_strange(passage, at)
    if bare(head) in _NAMED_AFTER_PERSONS and not is_proper:
        return hit.last, None
    if (
        end == at
        and bare(head) in _VIRTUES
        and is_definite(passage.key(at))
        and not is_adjective(passage, at)
    ):
        end = at + 1
    if end == at:
        return hit.last, None
    is_person = end - at > 1 or (is_name_word(passage, at) and head not in _SURELY_TOWNS)
    is_person = is_person or (head not in _TOWN_SITES and hit.last == hit.first + 1) or head == "سجن"
    last = adjectives_end(passage, end, nouns)
    return max(last, _glued_end(passage, last)), None if is_person else (at, end)


def _told_site_end(passage: Passage, hit: Hit, nouns: list[str]) -> int:
    """Return the end of a site with the article: its adjectives and its town, or two adjectives."""
    last = adjectives_end(passage, hit.last, nouns)
    if last == hit.last:
        return hit.last
    # «السجن المحلي بوركايز بفاس»
    named = last + int(passage.follows(last) and _is_strange(passage, last))
    end = _glued_end(passage, named, is_open=True)
    end = end if end > named else last
    return end if end > last or last - hit.last > 1 else hit.last


def _glued_end(passage: Passage, index: int, *, is_open: bool = False) -> int:
    """Return the end of a site's town («بسلا»), or `index`: after في it tells where, and is no name."""
    return index if passage.key(index) in ("في", "لدي") else place_end(passage, index, is_open=is_open)


def _unknown_end(passage: Passage, at: int, *, is_open: bool = False) -> int:
    """Return the end of a proper name that no list of places has, or `at`.

    `is_open`: further unknown words belong to it («ستالوفا فولا»).
    """
    key = passage.key(at)
    if is_function(passage, at) or has_glued_article(key) or not key.isalpha() or len(key) < 3:
        return at
    if is_particle(passage, at) or is_name_word(passage, at):
        name = read_name(passage, at)
        return name.last if name is not None else at
    if passage.has(at, *_NO_NAME) or is_verb(passage, at):
        return at
    if key == "البو" and passage.follows(at + 1):
        return at + 2
    if is_definite(key):
        known = any(entry.kind in _NO_NAME for entry in passage.lexicon.entries(bare(key)))
        return at if known and not passage.has(at, *PLACES) else at + 1
    if is_open:
        is_other = any(entry.kind in ("adjective", "demonym") for entry in passage.lexicon.entries(key))
    else:
        is_other = key.endswith(("ه", "ين", "ات")) or is_adjective(passage, at)
    if is_other:
        return at
    last = at + 1
    while passage.follows(last) and last < at + 3 and _goes_on(passage, last, is_open=is_open):
        last += 1
    return last


def _goes_on(passage: Passage, index: int, *, is_open: bool) -> bool:
    """Tell whether a foreign name of several words goes on: «ستالوفا فولا», «ماندا باي»."""
    if _is_strange(passage, index):
        return is_open or not passage.key(index).endswith(("ه", "ا", "ي", "ين", "ات"))
    if is_definite(passage.key(index)) or passage.has(index, "common", "adjective", "demonym", *PLACES):
        return False
    return passage.has(index, "surname", "foreign")


def _is_strange(passage: Passage, index: int) -> bool:
    """Tell whether nothing at all is known of a word, nor of its stems."""
    key = passage.key(index)
    if (
        any(not hit.lead or key[0] != "ف" for hit in passage.hits[index])
        or has_glued_article(key)
        or is_definite(key)
        or not key.isalpha()
    ):
        return False
    return not is_verb(passage, index) and not is_adjective(passage, index) and not key.startswith("و")


def _border(passage: Passage, index: int) -> Iterator[Suggestion]:
    """Suggest «الحدود التونسية الجزائرية»."""
    lead = passage.lead(index, _BORDERS)
    if lead is None:
        return
    last = index + 1
    while passage.follows(last) and passage.has(last, "demonym") and is_definite(passage.key(last)):
        last += 1
    if last > index + 2:
        yield mark(passage, index, last, "LOC", score=0.85, code="border", lead=lead)


def _nearby(passage: Passage, index: int) -> Iterator[Suggestion]:
    """Suggest the unknown name after قرب: «قرب شكات»."""
    at = index + 1
    key = passage.key(at)
    if (
        passage.key(index) not in _NEAR
        or not passage.follows(at)
        or len(key) < 3
        or key.endswith(("ه", "ها", "هم"))
    ):
        return
    if _is_strange(passage, at) and not any(hit.lead for hit in passage.hits[at]):
        said = passage.text[passage.start(index) : passage.end(at)]
        yield mark(passage, at, at + 1, "GPE", score=0.45, code="after_place_noun", noun=said)


def _town(passage: Passage, index: int) -> Iterator[Suggestion]:
    lead = passage.lead(index, _TOWNS)
    at = index + 1
    if lead is None or not passage.follows(at):
        return
    noun = passage.spelling(index, lead)
    said = passage.text[passage.offset(index, lead) : passage.end(at)]
    hit = next((hit for hit in passage.hits[at] if hit.entry.label == "GPE" and not hit.lead), None)
    if hit is not None:
        yield mark(passage, at, hit.last, "GPE", score=0.9, code="after_place_noun", noun=said)
    else:
        yield from _unknown_town(passage, at, noun, said)
    if noun in _PAIRS:
        yield from _second_town(passage, at, said)


def _unknown_town(passage: Passage, at: int, noun: str, said: str) -> Iterator[Suggestion]:
    key = passage.key(at)
    is_commune = noun == "جماعه" and key in COMMUNES
    is_told = noun in _TOWNS_EVEN_UNKNOWN or (noun in _TOWNS_IF_DEFINITE and is_definite(key))
    if not is_told and not is_commune:
        return
    end = _unknown_end(passage, at, is_open=True)
    if end > at:
        # «بلدة خان العسل» is no person.
        score = 0.9 if is_commune or is_name_word(passage, at) else 0.6
        yield mark(passage, at, end, "GPE", score=score, code="after_place_noun", noun=said)


def _second_town(passage: Passage, at: int, said: str) -> Iterator[Suggestion]:
    """Suggest the second of «مدينتي المتلوي وأم العرائس»."""
    for index in range(at + 1, at + 4):
        key = passage.key(index)
        if not passage.follows(index):
            return
        is_double = key[1:] in ("ام", "بني", "سيدي", "عين", "اولاد", "بئر")
        is_word = passage.hit(index, "demonym", "function", "common") is not None
        if key.startswith("و") and len(key) > 2 and (is_double or not is_word):
            last = index + 2 if is_double else index + 1
            yield mark(passage, index, last, "GPE", score=0.6, code="after_place_noun", lead=1, noun=said)
            return
