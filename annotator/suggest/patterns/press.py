"""News outlets: after صحيفة, وكالة, قناة ...; in quotation marks after ل; in the dateline."""

from collections.abc import Iterator
from typing import Final

from annotator.model import Suggestion
from annotator.suggest.knowledge.marking import mark
from annotator.suggest.knowledge.passage import Passage
from annotator.suggest.knowledge.vocabulary import word_set
from annotator.suggest.patterns.grammar import PLACES, bare, is_adjective, is_definite, is_function, is_verb
from annotator.suggest.patterns.names import read_name
from annotator.suggest.patterns.organisations import quoted

_TOLD: Final = word_set(
    "تصريح تصريحات حديث حديثه حديثها حوار مقابله تصريحه مصادر مصدر خص خصت مراسل لمراسل قال وقال افاد "
    "اكد لقاء اتصال"
)
_VOICES: Final = word_set("صوت نبض أخبار عين مرآة")
_DASHES: Final = frozenset("-–—:/|")
_LONGEST_NAME: Final = 4
_LONGEST_DATELINE: Final = 8


def press(passage: Passage) -> Iterator[Suggestion]:
    """Suggest the names of outlets."""
    found = [*_after_head(passage), *_after_lam(passage), *_dateline(passage)]
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
        last = _name_end(passage, head.last)
        if last > head.last:
            score = 0.95 if passage.hit(head.last, "media", whole=True) is not None else 0.7
            yield mark(
                passage, head.last, last, "ORG", score=score, code="outlet", sublabel="media", head=said
            )


def _name_end(passage: Passage, index: int) -> int:
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
    if not passage.key(index).isalpha() or not is_definite(passage.key(index)):
        return index
    last = index + 1
    if passage.follows(last) and is_definite(passage.key(last)) and is_adjective(passage, last):
        last += 1
    return last


def _after_lam(passage: Passage) -> Iterator[Suggestion]:
    """Suggest «لـ"الصحيفة"» where something is told to it, and «مصادر "الصحيفة"»."""
    for index in range(1, len(passage) - 2):
        is_lam = passage.key(index) == "ل" and passage.start(index + 1) == passage.end(index + 1)
        is_source = passage.key(index) in ("مصادر", "مراسل")
        if not is_lam and not is_source:
            continue
        inside = quoted(passage, index + 1)
        if inside is None or inside[1] - inside[0] > _LONGEST_NAME:
            continue
        if is_source or any(bare(passage.key(at)) in _TOLD for at in range(max(0, index - 4), index)):
            yield mark(passage, *inside, "ORG", score=0.75, code="told_to", sublabel="media")
        else:
            yield mark(passage, *inside, "ORG", score=0.5, code="told_to", sublabel="media")


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
