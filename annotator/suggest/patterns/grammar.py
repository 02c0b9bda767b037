"""What a word can be in a phrase: function word, verb, noun, adjective; definite or not; its gender.

These are rules of thumb over folded spellings, made for headlines and news prose: they know a few
closed lists (the lexicons) and the shapes of Arabic words, and no dictionary.
"""

from typing import Final

from annotator.suggest.knowledge.passage import Passage
from annotator.suggest.knowledge.vocabulary import word_set

PLACES: Final = ("country", "city", "capital", "region", "place", "moroccan_place", "algerian_place", "town")
NAMES: Final = ("given", "surname", "foreign")
_PEOPLE: Final = ("rank", "office", "honorific")
_TIMES: Final = ("weekday", "month")

# Nouns that are feminine, or count as feminine because they are plurals of things.
_FEMININE: Final = word_set(
    "قوات اركان جيوش سجون حدود شؤون جمارك جرائم ابحاث حقوق اقاليم الويه كتائب فصائل مصالح اجهزه دول "
    "اسلحه موارد وثائق علوم وسائل انباء صحراء ارض نار حرب"
)
_FEMININE_ADJECTIVES: Final = word_set("اولي اخري كبري عليا وسطي صغري عظمي دنيا")
# Masculine nouns whose last letter is a root letter.
_MASCULINE: Final = word_set("توجيه تنبيه ترفيه تمويه نزيه فقيه وجه اتجاه انتباه اشتباه")
# Definite words in ي or يه that are no adjectives of a name.
NO_ADJECTIVE: Final = word_set(
    "الماضي الماضيه الحالي الحاليه التالي التاليه الجاري الجاريه الثاني الثانيه الذي التي الاتي "
    "الاتيه الباقي الكافي التوالي القضيه العمليه الاتفاقيه القنصليه الجمهوريه الهويه الشخصيه النوعيه "
    "الاهميه المسؤوليه الكيفيه الحاجه القياديه القيادي الصحفي الصحافي الاعلامي المحامي القاضي الوالي "
    "المدعي الراعي النادي الوادي الاراضي المباني الاهالي الليالي المساعي التعاطي التصدي السبت "
    "المغربيتين"
)
_ORDINALS: Final = word_set(
    "الاول الاولي الثاني الثانيه الثالث الثالثه الرابع الرابعه الخامس الخامسه السادس السادسه السابع "
    "السابعه الثامن الثامنه التاسع التاسعه العاشر العاشره"
)
_PREPOSED: Final = ("وال", "فال", "بال", "كال", "لل", "ولل", "وبال", "فلل", "فبال", "وكال")


def is_definite(key: str) -> bool:
    """Tell whether a folded word carries the article."""
    return key.startswith("ال") and len(key) > 3


def bare(key: str) -> str:
    """Return a folded word without its article."""
    return key[2:] if is_definite(key) else key


def is_feminine(key: str) -> bool:
    """Tell whether a folded noun or adjective is feminine, or a plural of things."""
    word = bare(key)
    return (
        (word.endswith(("ه", "ات")) and word not in _MASCULINE)
        or word in _FEMININE
        or word in _FEMININE_ADJECTIVES
    )


def has_glued_article(key: str) -> bool:
    """Tell whether a folded word is proclitics and a definite word: والعقيد, بالرباط, للجيش."""
    return key.startswith(_PREPOSED) and len(key) > 4


def is_function(passage: Passage, index: int) -> bool:
    """Tell whether the whole word is a particle, preposition, pronoun or the like."""
    if passage.key(index) == "علي":
        # The preposition and the name fold to one spelling.
        return passage.text[passage.words[index].end - 1] == "ى"
    return passage.has(index, "function")


def hides_function(passage: Passage, index: int) -> bool:
    """Tell whether the word is a particle or verb behind و or ف: وكان, فقد, ولم."""
    key = passage.key(index)
    if key[:1] not in "وف" or len(key) < 3:
        return False
    return any(entry.kind == "function" for entry in passage.lexicon.entries(key[1:]))


def is_listed_verb(passage: Passage, index: int) -> bool:
    """Tell whether the word is a verb of the lists, in the past or present, و and ف aside."""
    key = passage.key(index)
    return _is_listed_verb(passage, key) or (key[:1] in "وف" and _is_listed_verb(passage, key[1:]))


def is_verb(passage: Passage, index: int) -> bool:
    """Tell whether the word is a verb of the lists, or looks like one of the present or future."""
    key = passage.key(index)
    if is_listed_verb(passage, index):
        return True
    word = key[1:] if key[:1] in "وس" and len(key) > 4 else key
    looks_present = word.startswith("ي") and len(word) > 3
    return looks_present and not passage.has(index, *NAMES, *PLACES, "month")


def _is_listed_verb(passage: Passage, word: str) -> bool:
    for stem in (word, word[:-1] if word.endswith("ت") else "", word[:-2] if word.endswith("وا") else ""):
        if len(stem) < 2:
            continue
        if _has_verb(passage, stem) or (stem != word and _has_verb(passage, stem + "ي")):
            return True
    if word.startswith(("ت", "ن")) and _has_verb(passage, "ي" + word[1:]):
        return True
    return word.startswith("ست") and _has_verb(passage, "ي" + word[2:])


def _has_verb(passage: Passage, key: str) -> bool:
    return any(entry.kind in ("speech", "verb") for entry in passage.lexicon.entries(key))


def is_speech(passage: Passage, index: int) -> bool:
    """Tell whether the word is a verb of saying, deciding or meeting, in the past or present."""
    key = passage.key(index)
    for word in (key, key[1:] if key[:1] in "وف" else ""):
        for stem in (word, word[:-1] if word.endswith("ت") else "", word[:-2] if word.endswith("وا") else ""):
            if len(stem) > 1 and any(entry.kind == "speech" for entry in passage.lexicon.entries(stem)):
                return True
        if word.startswith("ت") and any(
            entry.kind == "speech" for entry in passage.lexicon.entries("ي" + word[1:])
        ):
            return True
    return False


def is_adjective(passage: Passage, index: int) -> bool:
    """Tell whether the whole word can be an adjective of an organisation or office before it."""
    key = passage.key(index)
    if key in NO_ADJECTIVE and key not in _ORDINALS:
        return False
    if passage.has(index, "adjective", "demonym") or key in _ORDINALS:
        return True
    word = bare(key)
    entries = passage.lexicon.entries(word)
    if any(entry.kind in ("adjective", "demonym") for entry in entries) or passage.has(index, "people"):
        return True
    if len(word) < 5 or not word.endswith(("ي", "يه")) or is_function(passage, index):
        return False
    known = ("common", "weekday", *NAMES, *PLACES, *_PEOPLE)
    return not passage.has(index, *known)


def agrees(passage: Passage, index: int, nouns: list[str]) -> bool:
    """Tell whether the adjective at `index` agrees in gender with one of the folded `nouns`."""
    adjective = passage.key(index)
    if adjective.endswith(("ين", "ون")):
        return any(noun.endswith(("ين", "ون", "اء")) for noun in nouns)
    return any(is_feminine(noun) == is_feminine(adjective) for noun in nouns)


def is_noun(passage: Passage, index: int) -> bool:
    """Tell whether the word may be a noun of the phrase before it: no particle, verb, person or time."""
    if not passage.follows(index) or is_function(passage, index):
        return False
    if passage.has(index, *_PEOPLE, *_TIMES) and not passage.has(index, "department", "org_head"):
        return False
    key = passage.key(index)
    if has_glued_article(key) or key[:1].isdigit():
        return False
    # «شبكة لتهريب السلاح»: what begins with ل and is in no list is a complement, not a noun of the chain.
    is_listed = any(not hit.lead for hit in passage.hits[index])
    if key.startswith("ل") and len(key) > 4 and not is_listed:
        return False
    if key[:1] in "لبك" and any(
        hit.lead == 1 and hit.entry.kind == "function" for hit in passage.hits[index]
    ):
        return False
    if key.startswith("ب") and not is_listed and any(hit.lead == 1 for hit in passage.hits[index]):
        return False
    return passage.has(index, "common", "department", *PLACES) or not is_verb(passage, index)
