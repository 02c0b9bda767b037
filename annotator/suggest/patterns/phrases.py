"""Noun phrases after a head noun: where an organisation's or an office's name ends.

A phrase is read from left to right of the logical order: a construct chain down to its first
definite noun or proper name, the adjectives that agree with one of its nouns, a complement with
ل, and coordinated fields of duty («والتعاون الإفريقي»). Ends are word indexes, exclusive.
"""

from annotator.suggest.knowledge.passage import Passage
from annotator.suggest.knowledge.vocabulary import word_set
from annotator.suggest.patterns.grammar import (
    NAMES,
    NO_ADJECTIVE,
    PLACES,
    agrees,
    bare,
    has_glued_article,
    is_adjective,
    is_definite,
    is_function,
    is_noun,
    is_verb,
)

_LONGEST_CHAIN = 4
_MOST_ADJECTIVES = 8  # a run of heads that look like adjectives too would be read anew from each of them
_MASDARS = word_set(
    "مكافحه مراقبه محاربه حمايه شؤون حقوق دعم اداره ادارة تنميه حفظ حظر مناهضه تنسيق امن عمليات نظم "
    "ولايه اسرائيل شمال غرب جنوب شرق وزاره مساعده رئاسه هيئه قياده جيش قوات حزب حركه تنظيم جماعه مجلس "
    "منظمه لجنه مديريه جهاز مكتب دراسات دراسه ابحاث علوم تحرير"
)


# Bodies that are named by their aim: «المرصد المغربي لنبذ الإرهاب والتطرف».
_BODIES = word_set(
    "المرصد المركز المعهد الجمعيه الرابطه المنظمه الهيئه المؤسسه اللجنه المجلس المنتدي الاتحاد "
    "البرنامج المكتب الوكاله الشبكه الائتلاف المندوبيه التحالف الحمله المبادره الفريق"
)


_MINISTRIES = word_set("مركز وزارة هيئة مديرية وزير وزيرة مصلحة مؤسسة")


def adjectives_end(passage: Passage, index: int, nouns: list[str]) -> int:
    """Return the end of the definite adjectives from `index` on that agree with one of `nouns`."""
    start = index
    while (
        index < start + _MOST_ADJECTIVES
        and passage.follows(index)
        and is_definite(passage.key(index))
        and (is_adjective(passage, index) or _is_nisba_of_body(passage, index))
        and agrees(passage, index, nouns)
    ):
        index += 1
    # «للحقوق الاقتصادية والاجتماعية»
    while index > start and _is_second_adjective(passage, index, nouns):
        index += 1
    # «الجريمة المنظمة عبر الوطنية»
    if index > start and passage.key(index) == "عبر" and passage.key(index + 1) == "الوطنيه":
        index += 2
    return index


def _is_nisba_of_body(passage: Passage, index: int) -> bool:
    """Tell whether a surname in ي is an adjective, right after the head of a body: «التيار الصدري»."""
    key = passage.key(index)
    if key in NO_ADJECTIVE:
        return False
    is_nisba = key.endswith(("ي", "يه")) and (passage.has(index, "surname") or not passage.hits[index])
    return is_nisba and not passage.has(index, "given") and passage.hit(index - 1, "org_head") is not None


def _is_second_adjective(passage: Passage, index: int, nouns: list[str]) -> bool:
    key = passage.key(index)
    if not passage.follows(index) or not key.startswith("وال") or not agrees(passage, index, nouns):
        return False
    return any(entry.kind == "adjective" for entry in passage.lexicon.entries(key[3:]))


def chain_end(passage: Passage, index: int, nouns: list[str]) -> int:
    """Return the end of the noun phrase that starts at `index`, or `index` where there is none.

    It must reach a definite noun or a proper name. `nouns` are the folded nouns before it; the
    nouns it goes through are added to them.
    """
    at = index
    for _step in range(_LONGEST_CHAIN):
        place = passage.hit(at, *PLACES, whole=True)
        if place is not None and passage.follows(at) and not place.entry.needs_context:
            nouns.append(passage.key(at))
            return adjectives_end(passage, place.last, nouns)
        if not is_noun(passage, at):
            return index
        key = passage.key(at)
        if is_definite(key):
            nouns.append(key)
            return coordinated_end(passage, adjectives_end(passage, at + 1, nouns), nouns)
        if passage.has(at, *NAMES) and not passage.has(at, "common", "department"):
            return index
        if passage.has(at, "adjective") and not passage.has(at, "common", "department", "org_head"):
            return index
        nouns.append(key)
        at += 1
    return index


def coordinated_end(passage: Passage, index: int, nouns: list[str]) -> int:
    """Return the end after coordinated fields of duty: «والتعاون الإفريقي», «والمعادن»."""
    while passage.follows(index) and passage.key(index).startswith("وال"):
        field = passage.hit(index, "department")
        if (field is None or field.lead != 1) and nouns[0] in _MINISTRIES and not passage.hits[index]:
            # «هيئة الزكاة والضريبة»: a field of duty that no list has.
            nouns.append(passage.key(index)[1:])
            index = adjectives_end(passage, index + 1, nouns)
            continue
        if field is None or field.lead != 1:
            break
        nouns.append(passage.key(index)[1:])
        index = adjectives_end(passage, field.last, nouns)
        while passage.follows(index) and passage.has(index, "common") and is_definite(passage.key(index)):
            index += 1
    return index


def lam_end(passage: Passage, index: int, nouns: list[str], *, is_open: bool = False) -> int:
    """Return the end of a complement with ل at `index` («للأبحاث القضائية»), or `index`."""
    if not passage.follows(index):
        return index
    key = passage.key(index)
    lead = 1 if key.startswith("ل") else 2 if key.startswith("ول") else 0
    if not lead or is_function(passage, index):
        return index
    stem = passage.spelling(index, lead)
    place = passage.hit(index, *PLACES)
    if place is not None and place.lead == lead and not place.entry.needs_context:
        return adjectives_end(passage, place.last, [*nouns, stem])
    if is_definite(stem):
        return _after_definite(passage, index, stem, nouns)
    is_aim = is_open or (bool(nouns) and nouns[0] in _BODIES)
    if stem in _MASDARS or (is_aim and passage.follows(index + 1) and is_definite(passage.key(index + 1))):
        end = chain_end(passage, index + 1, [stem])
        return end if end > index + 1 else index
    return index


def _after_definite(passage: Passage, index: int, stem: str, nouns: list[str]) -> int:
    if any(entry.kind in ("weekday", "honorific", "rank") for entry in passage.lexicon.entries(stem)):
        return index
    inner = [stem]
    # «للدفاع عن حقوق الإنسان»
    if passage.key(index + 1) == "عن" and stem == "الدفاع":
        return max(chain_end(passage, index + 2, []), index + 1)
    end = adjectives_end(passage, index + 1, [*inner, *nouns])
    return coordinated_end(passage, end, inner)


def complement_end(passage: Passage, head: int, index: int, *, is_office: bool = False) -> int:
    """Return the end of what makes the head noun `[head, index)` a name, or `index` where nothing does.

    `is_office`: any field of duty with ل belongs to it («لعملية السلام»).
    """
    nouns = [bare(_stem(passage, at)) if at > head else _stem(passage, at) for at in range(head, index)]
    if is_definite(nouns[0]) or (index > head + 1 and is_definite(passage.key(index - 1))):
        end = adjectives_end(passage, index, nouns)
    elif passage.follows(index) and passage.key(index) in ("باسم",):
        return index
    else:
        end = chain_end(passage, index, nouns)
        if end == index:
            return index
    end = max(end, lam_end(passage, end, nouns, is_open=is_office))
    # «للأمن الوطني ولمراقبة التراب الوطني»
    if end > index and passage.follows(end) and passage.key(end).startswith("ول"):
        end = lam_end(passage, end, nouns)
    return end


def _stem(passage: Passage, index: int) -> str:
    key = passage.key(index)
    if has_glued_article(key):
        for lead in range(1, 4):
            stem = passage.spelling(index, lead)
            if is_definite(stem):
                return stem
    return key


def place_end(passage: Passage, index: int, *, is_open: bool = False) -> int:
    """Return the end of a place with ب or في at `index` («بالرباط», «في طرابلس»), or `index`.

    `is_open`: a definite word that no lexicon has counts as well («بالمظيلة»).
    """
    if not passage.follows(index):
        return index
    key = passage.key(index)
    if key in ("في", "لدي", "ب"):
        place = passage.hit(index + 1, *PLACES, whole=True)
        return place.last if place is not None and passage.follows(index + 1) else index
    place = passage.hit(index, *PLACES)
    if place is not None and place.lead and key.startswith("ب"):
        return place.last
    return index + 1 if is_open and is_unknown_place(passage, index) else index


def is_unknown_place(passage: Passage, index: int) -> bool:
    """Tell whether a word is ب and a definite word that nothing is known of: «بالمظيلة»."""
    key = passage.key(index)
    if not key.startswith("بال") or len(key) < 6 or passage.hits[index]:
        return False
    return not passage.lexicon.entries(key[3:]) and not key.endswith(("ين", "ون", "ات", "ي"))


def runs_on(passage: Passage, index: int) -> bool:
    """Tell whether a plain word (no particle, verb or sign) stands at `index` on the same line."""
    return passage.follows(index) and not is_function(passage, index) and not is_verb(passage, index)
