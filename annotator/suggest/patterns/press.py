"""News outlets: after صحيفة, وكالة, قناة ...; in quotation marks after ل; in the dateline."""

from collections.abc import Iterator
from typing import Final

from annotator.model import Suggestion
from annotator.suggest.knowledge.marking import mark
from annotator.suggest.knowledge.passage import Passage
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
from annotator.suggest.patterns.names import read_name
from annotator.suggest.patterns.organisations import quoted

_TOLD: Final = word_set(
    "تصريح تصريحات حديث حديثه حديثها حوار مقابله تصريحه مصادر مصدر خص خصت مراسل لمراسل قال وقال افاد "
    "اكد لقاء اتصال"
)
_PUBLISHED: Final = word_set(
    "نقلته نشرته نشره نقله وردت ورد نشر نشرت منشور منشوره مقال تقرير حوار صحفي صحفيه صحافي صحافيه محرر محرره "
    "مراسل كاتب كاتبه جاء"
)
_VOICES: Final = word_set("صوت نبض أخبار عين مرآة")
# Nouns that more than outlets have: after these an unknown word is no name.
_MANY_THINGS: Final = word_set("شبكه بوابه منصه منبر وكاله قناه")
_STATEMENTS: Final = word_set("تصريح تصريحات حديث حوار مقابله تصريحه حديثه بيان")
_MANNERS: Final = word_set("صحفي صحافي خاص هاتفي صحفيه صحافيه خاصه هاتفيه")
_AFTER: Final = word_set("ان بان انه انها في يوم امس اليوم قائلا")
# «جريدة ... الإلكترونية», «موقع ... الإخباري»
_MADE: Final = word_set("الالكترونيه الالكتروني الرقميه الرقمي الاخباريه الاخباري")
_ENDINGS: Final = ("ه", "ها", "هم", "ات", "ين", "ون", "ي", "نا", "كم")
_SHORTEST_UNKNOWN: Final = 4
_DASHES: Final = frozenset("-–—:/|")
_LONGEST_NAME: Final = 4
_LONGEST_DATELINE: Final = 8


def press(passage: Passage) -> Iterator[Suggestion]:
    """Suggest the names of outlets."""
    found = [*_after_head(passage), *_after_lam(passage), *_told(passage), *_dateline(passage)]
    yield from found
    names = {passage.text[one.start : one.end] for one in found}
    yield from _again(passage, names, {(one.start, one.end) for one in found})


def _after_head(passage: Passage) -> Iterator[Suggestion]:
    for index in range(len(passage) - 1):
        head = passage.hit(index, "media_head")
        if head is None:
            continue
        said = passage.text[head.start : head.end] if not head.lead else passage.written(index, head.lead)
        inside = quoted(passage, head.last)
        if inside is not None and inside[1] - inside[0] <= _LONGEST_NAME:
            yield mark(passage, *inside, "ORG", score=0.85, code="outlet", sublabel="media", head=said)
            continue
        if is_definite(passage.spelling(index, head.lead)) or not passage.follows(head.last):
            continue
        last = _name_end(passage, head.last, is_open=head.entry.key not in _MANY_THINGS)
        if passage.follows(last) and passage.key(last) in _MADE:
            # «جريدة هسبريس الإلكترونية»: the adjective is the noun's, so that the noun is of the name.
            yield mark(
                passage, index, last + 1, "ORG",
                score=0.9, code="outlet", sublabel="media", lead=head.lead, head=said,
            )  # fmt: skip
        elif last > head.last:
            score = 0.95 if passage.hit(head.last, "media", whole=True) is not None else 0.7
            yield mark(
                passage, head.last, last, "ORG", score=score, code="outlet", sublabel="media", head=said
            )


def _name_end(passage: Passage, index: int, *, is_open: bool) -> int:
    """Return where an outlet's name that starts at a word ends; `is_open`: an unknown word may be one."""
    known = passage.hit(index, "media", whole=True)
    if known is not None:
        return known.last
    if passage.key(index) in _VOICES and passage.follows(index + 1):
        return index + 2
    if is_function(passage, index) or is_verb(passage, index) or is_adjective(passage, index):
        # «القناة الموريتانية» is told by its head; «قناة الموريتانية» is a name.
        return index + 1 if passage.has(index, "demonym") and is_definite(passage.key(index)) else index
    following = passage.key(index + 1)
    if passage.has(index, *PLACES) and passage.follows(index + 1) and is_definite(following):
        # «ليبيا الأحرار»
        return index if passage.has(index + 1, "demonym") else index + 2
    if passage.has(index, "common", *PLACES) and not is_definite(passage.key(index)):
        return index
    if not passage.key(index).isalpha():
        return index
    last = index + 1
    if not is_definite(passage.key(index)):
        if not is_open or not _is_unknown(passage, index, 0):
            return index
        return last + 1 if passage.follows(last) and _is_unknown(passage, last, 0) else last
    if passage.follows(last) and is_definite(passage.key(last)) and is_adjective(passage, last):
        last += 1
    return last


def _after_lam(passage: Passage) -> Iterator[Suggestion]:
    """Suggest «لـ"الصحيفة"» where something is told to it, «مصادر "الصحيفة"», «نشر بـ"الصباح"»."""
    for index in range(1, len(passage) - 2):
        key = passage.key(index)
        is_glued = key in ("ل", "ب") and passage.start(index + 1) == passage.end(index + 1)
        is_source = key in ("مصادر", "مراسل")
        if not is_glued and not is_source:
            continue
        inside = quoted(passage, index + 1)
        if inside is None or inside[1] - inside[0] > _LONGEST_NAME:
            continue
        before = [bare(passage.key(at)) for at in range(max(0, index - 4), index)]
        if key == "ب":
            if any(word in _PUBLISHED for word in before):
                yield mark(passage, *inside, "ORG", score=0.7, code="told_to", sublabel="media")
        elif is_source or any(word in _TOLD for word in before):
            # What is told to «الشرق الأوسط» is told to the paper.
            yield mark(passage, *inside, "ORG", score=0.92, code="told_to", sublabel="media")
        else:
            yield mark(passage, *inside, "ORG", score=0.5, code="told_to", sublabel="media")


def _is_unknown(passage: Passage, index: int, lead: int) -> bool:
    """Tell whether no list has a word, and it has no ending of an adjective, a plural or a pronoun."""
    stem = passage.key(index)[lead:]
    if len(stem) < _SHORTEST_UNKNOWN or not stem.isalpha() or passage.hits[index]:
        return False
    if stem.endswith(_ENDINGS) or is_verb(passage, index) or has_glued_article(passage.key(index)):
        return False
    return not passage.lexicon.entries(stem) and not passage.lexicon.entries("ال" + stem)


def _told(passage: Passage) -> Iterator[Suggestion]:
    """Suggest the unknown name in «في تصريح لهسبريس،»."""
    for index in range(1, len(passage)):
        key = passage.key(index)
        if not key.startswith("ل") or not passage.follows(index) or is_definite(key[1:]):
            continue
        is_told = is_adjective(passage, index - 1) or passage.key(index - 1) in _MANNERS
        before = index - 2 if is_told else index - 1
        ends = not passage.follows(index + 1) or passage.key(index + 1) in _AFTER
        if bare(passage.key(before)) in _STATEMENTS and ends and _is_unknown(passage, index, 1):
            yield mark(
                passage, index, index + 1, "ORG", score=0.6, code="statement_to", sublabel="media", lead=1
            )


def _dateline(passage: Passage) -> Iterator[Suggestion]:
    """Suggest the outlet of «الرباط – مرافئ», a short line of its own or the start of the first paragraph."""
    for index in range(1, min(60, len(passage))):
        if passage.same_line(index):
            continue
        name = _outlet_of_line(passage, index)
        if name is not None:
            yield mark(passage, *name, "ORG", score=0.95, code="dateline", sublabel="media")
            return


def _outlet_of_line(passage: Passage, first: int) -> tuple[int, int] | None:
    """Return the outlet's words of a line that is a place, a dash and an outlet, in either order."""
    last = first + 1
    while last < len(passage) and passage.same_line(last):
        last += 1
    if last - first > _LONGEST_DATELINE:
        return None
    dashes = [at for at in range(first + 1, last - 1) if passage.key(at) in _DASHES]
    if len(dashes) != 1:
        return None
    sides = [(first, dashes[0]), (dashes[0] + 1, last)]
    for place, outlet in (sides, sides[::-1]):
        hit = passage.hit(place[0], *PLACES, whole=True)
        words = all(passage.is_word(at) for at in range(*outlet))
        person = read_name(passage, outlet[0])
        if (
            person is not None
            and person.last == outlet[1]
            and passage.has(outlet[0], "given")
            and person.known > 1
        ):
            # «بغداد: فراس الحمداني» names the writer.
            return None
        if hit is not None and hit.last == place[1] and words and outlet[1] - outlet[0] <= _LONGEST_NAME:
            known = passage.hit(outlet[0], *PLACES, whole=True)
            return None if known is not None and known.last == outlet[1] else outlet
    return None


def _again(passage: Passage, names: set[str], seen: set[tuple[int, int]]) -> Iterator[Suggestion]:
    """Suggest the same outlet again where it stands in quotation marks."""
    for index in range(len(passage) - 2):
        inside = quoted(passage, index)
        if inside is None:
            continue
        start, end = passage.start(inside[0]), passage.end(inside[1])
        if passage.text[start:end] in names and (start, end) not in seen:
            yield mark(passage, *inside, "ORG", score=0.8, code="outlet_again", sublabel="media")
