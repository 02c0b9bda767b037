"""Personal names: where one that starts at a word ends, and how sure that is.

A name goes on over name words, particles (بن أبو عبد آل آيت ولد ...) with the word after them, and
words that no lexicon knows; it stops at signs, particles of the sentence, verbs, common nouns,
words behind proclitics and names of places.
"""

import re
from typing import Final, NamedTuple

from annotator.model import Suggestion
from annotator.suggest.knowledge.marking import mark
from annotator.suggest.knowledge.passage import Passage
from annotator.suggest.knowledge.vocabulary import word_set
from annotator.suggest.patterns.grammar import (
    NAMES,
    PLACES,
    bare,
    has_glued_article,
    is_definite,
    is_function,
    is_listed_verb,
    is_verb,
)

_LONGEST: Final = 7
_JOINING: Final = word_set(
    "بن ابن بنت ابو ابي ابا ام عبد ال ايت ولد منت اولاد دو دي دا دوس فان فون دير لا لو ماك بو ذو سي بني"
)
_OPENING: Final = word_set("بن ابن بنت ابو ابي ابا ام عبد ال ايت ولد منت مولاي سيدي بو ذو")
# الاقتحام, التصعيد, التعاون: definite verbal nouns are no surnames.
_MASDAR: Final = re.compile(r"الا\w{2,4}ا[^ي]|الت\w\wي[^ي]|الت\w\w[يئ]ه|الت\wا\w[^ي]|الت\wام|التزام")
_DIRECTIONS: Final = word_set("الغربي الشرقي الشمالي الجنوبي العسكري القاضي الصغير الكبير")
# نظيره is somebody else, whatever stands before it.
_PEERS: Final = word_set("نظيره نظيرها نظيرته نظيرهما نظيريه نجله نجلها شقيقه ابنه والده زوجته")
_KINGS: Final = word_set("الاول الثاني الثالث الرابع الخامس السادس السابع الثامن")
_OTHERS: Final = (
    "common",
    "org_head",
    "media_head",
    "facility_head",
    "office",
    "honorific",
    "rank",
    "weekday",
    "month",
    "number",
    "currency",
    "department",
    "adjective",
    "location_head",
    "event_head",
    "crime",
    "weapon",
    "vehicle",
    "unit_of_measure",
    "counted",
)
_ORGANISATIONS: Final = (
    "agency",
    "unit",
    "group",
    "party",
    "international",
    "government",
    "media",
    "company",
    "institute",
)


class Name(NamedTuple):
    """A run of words `[first, last)` read as a name; `known` of its words are in the lexicon of names."""

    first: int
    last: int
    known: int

    @property
    def length(self) -> int:
        """How many words it has."""
        return self.last - self.first


def is_particle(passage: Passage, index: int) -> bool:
    """Tell whether the word joins the next one to a name: بن, أبو, عبد, آل."""
    return passage.key(index) in _JOINING and not (
        passage.key(index) == "ال" and passage.text[passage.start(index)] != "آ"
    )


def is_name_word(passage: Passage, index: int) -> bool:
    """Tell whether the whole word is in the lexicon of names, and not the preposition على."""
    return passage.has(index, *NAMES) and not is_function(passage, index)


def read_name(passage: Passage, index: int, *, lead: int = 0) -> Name | None:
    """Read the name that starts after `lead` letters of the word `index`; None where none does.

    Nothing is asked of the word before it: the caller knows why a name should stand here.
    """
    if not passage.is_word(index) or not _may_begin(passage, index, lead):
        return None
    known = _first_known(passage, index, lead)
    at = index + 1
    if _first_joins(passage, index, lead):
        if not _takes_next(passage, at):
            return None
        known += 1 + int(is_name_word(passage, at))
        at += 1
    while at - index < _LONGEST and passage.follows(at):
        step = _step(passage, at, first=index, known=known)
        if not step:
            break
        known += 1 if is_name_word(passage, at) or is_particle(passage, at) else 0
        at += step
    return Name(index, at, known)


def _first_known(passage: Passage, index: int, lead: int) -> int:
    if lead == 0:
        return int(is_name_word(passage, index))
    entries = passage.lexicon.entries(passage.spelling(index, lead))
    return int(any(entry.kind in NAMES for entry in entries))


def _first_joins(passage: Passage, index: int, lead: int) -> bool:
    if lead == 0:
        return is_particle(passage, index) and passage.key(index) in _JOINING
    return passage.key(index)[lead:] in _OPENING


def _may_begin(passage: Passage, index: int, lead: int) -> bool:
    if lead == 0:
        if is_name_word(passage, index) or is_particle(passage, index):
            return True
        return _is_free(passage, index)
    entries = passage.lexicon.entries(passage.spelling(index, lead))
    return any(entry.kind in NAMES for entry in entries) or passage.key(index)[lead:] in _OPENING


def _is_free(passage: Passage, index: int) -> bool:
    """Tell whether a word is one that no list has and that may be a name."""
    key = passage.key(index)
    if len(key) < 2 or not key.isalpha() or has_glued_article(key) or passage.has(index, *_OTHERS):
        return False
    if is_function(passage, index) or is_verb(passage, index) or _is_glued(passage, index):
        return False
    stem = bare(key)
    if _MASDAR.fullmatch(key):
        return False
    if passage.has(index, "demonym", "people", *PLACES, *_ORGANISATIONS):
        return False
    if any(entry.kind in _OTHERS for entry in passage.lexicon.entries(stem)):
        return False
    if stem.endswith("ات") and not is_definite(key):
        # إنسينيات after a foreign first name, but no قرارات after an Arabic one.
        return len(stem) > 6 and not passage.has(index - 1, "given", "surname")
    return not (stem.endswith(("يه", "ئه", "ات", "تين", "يين", "يون", "تان")) and len(stem) > 4)


def _is_glued(passage: Passage, index: int) -> bool:
    """Tell whether the word is proclitics and a word that some list has: بالرباط, ولجنة, بحضور."""
    for hit in passage.hits[index]:
        if hit.lead and hit.entry.kind not in ("currency", "particle", "kunya", "divine", *NAMES):
            return True
    key = passage.key(index)
    return key.startswith("و") and len(key) > 3 and not passage.has(index, *NAMES)


def _takes_next(passage: Passage, index: int) -> bool:
    """Tell whether a word may stand after بن, أبو or عبد: nearly any may."""
    if not passage.follows(index) or not passage.key(index).isalpha() or passage.key(index) in _PEERS:
        return False
    if passage.has(index, *NAMES, "divine", "particle", *PLACES):
        return True
    return not is_function(passage, index) and not has_glued_article(passage.key(index))


def _step(passage: Passage, at: int, *, first: int, known: int) -> int:
    """Return how many words the name takes at `at`: 0, 1, or 2 with a particle."""
    if is_particle(passage, at):
        if not _takes_next(passage, at + 1):
            return 0
        following = passage.key(at + 1)
        # بن عبد الله, ولد أبي بكر
        return 3 if following in _OPENING and _takes_next(passage, at + 2) else 2
    key = passage.key(at)
    if key in _KINGS and at - first <= 2 and known:
        return 1
    if is_name_word(passage, at):
        return int(not _begins_clause(passage, at))
    is_direction = key in _DIRECTIONS
    if (passage.has(at, "demonym") or is_direction) and is_definite(key) and not key.endswith("ه"):
        # المصري after one given name is a surname more often than an adjective.
        return int(at - first == 1 and known == 1 and not is_name_word(passage, at - 2))
    if _is_foreign_waw(passage, at) or _has_foreign_al(passage, at) or _is_maghrebi_bal(passage, at):
        return 1
    # «خالد النوري اجتماعا»: an indefinite object, unless the name is foreign.
    is_object = key.endswith("ا") and len(key) > 4 and passage.has(at - 1, "given", "surname")
    # نظيره, زوجته: a noun with its pronoun; a name would be written with ة.
    has_pronoun = (
        len(key) > 3 and key.endswith(("ه", "هم", "ها")) and passage.text[passage.end(at + 1) - 1] != "ة"
    )
    return int(_is_free(passage, at) and not is_object and not has_pronoun)


def _is_foreign_waw(passage: Passage, at: int) -> bool:
    """Tell whether the word is a foreign surname in و, as in توماس ويلكنسون."""
    key = passage.key(at)
    if not key.startswith("و") or len(key) < 5 or not passage.has(at - 1, "foreign"):
        return False
    return not has_glued_article(key) and not is_listed_verb(passage, at) and not passage.hits[at]


def _has_foreign_al(passage: Passage, at: int) -> bool:
    """Tell whether what looks like كال or بال begins a foreign surname: لوبيز كالديرون."""
    key = passage.key(at)
    if not has_glued_article(key) or not passage.has(at - 1, "foreign") or key.startswith("لل"):
        return False
    return not passage.hits[at] and not passage.lexicon.entries(key[3:])


def _is_maghrebi_bal(passage: Passage, at: int) -> bool:
    """Tell whether the word is a surname in بال after a given name: رياض بالطيب."""
    key = passage.key(at)
    if not key.startswith("بال") or not passage.has(at - 1, "given"):
        return False
    stems = (key[1:], key[3:])
    return any(entry.kind in NAMES for stem in stems for entry in passage.lexicon.entries(stem))


def _begins_clause(passage: Passage, at: int) -> bool:
    """Tell whether a name word that is also a verb (صادق على) is one here."""
    everyday = passage.has(at, "speech", "verb")
    if not everyday:
        return False
    following = at + 1
    return passage.follows(following) and (
        is_function(passage, following) or has_glued_article(passage.key(following))
    )


def is_person(passage: Passage, name: Name) -> bool:
    """Tell whether a name that no known word confirms has the looks of one."""
    return bool(name.known) or (name.length <= 4 and not passage.has(name.first, *PLACES, *_ORGANISATIONS))


def mark_person(
    passage: Passage, name: Name, score: float, code: str, /, *, lead: int = 0, **values: str
) -> Suggestion:
    """Suggest a name as a person, with the reason `code` and its values."""
    return mark(passage, name.first, name.last, "PERS", score=score, code=code, lead=lead, **values)
