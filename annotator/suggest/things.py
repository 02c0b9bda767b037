"""Laws with their numbers, agreements with their subjects, crimes, named events."""

from collections.abc import Iterator
from typing import Final

from annotator.model import Suggestion
from annotator.suggest.grammar import PLACES, is_definite
from annotator.suggest.marking import mark
from annotator.suggest.organisations import quoted
from annotator.suggest.passage import Passage
from annotator.suggest.phrases import chain_end, lam_end, place_end

_LAWS: Final = {
    "القانون": "law", "قانون": "law", "الظهير": "law", "ظهير": "law", "المرسوم": "law", "مرسوم": "law",
    "الفصل": "law", "الفصول": "law", "الماده": "law", "المواد": "law", "القرار": "", "قرار": "",
}  # fmt: skip
_AGREEMENTS: Final = {
    "اتفاقيه": "agreement", "اتفاق": "agreement", "اتفاقات": "agreement", "اتفاقيات": "agreement",
    "معاهده": "treaty", "بروتوكول": "agreement", "ميثاق": "treaty", "الاتفاقيه": "agreement", "الاتفاق": "agreement",
}  # fmt: skip
_NUMBERED: Final = frozenset("رقم عدد".split())
_EVENTS: Final = {
    "مناورات": "exercise", "مناوره": "exercise", "تمرين": "exercise", "تمارين": "exercise", "عمليه": "operation",
    "معركه": "operation", "حمله": "operation", "المناورات": "exercise", "التمرين": "exercise",
}  # fmt: skip
_ATTACKS: Final = {
    "هجوم": "attack", "هجمات": "attack", "تفجير": "attack", "تفجيرات": "attack", "اعتداء": "attack",
    "اعتداءات": "attack", "انفجار": "attack", "كمين": "attack", "قصف": "attack", "مجزره": "attack",
    "اغتيال": "attack", "زياره": "visit",
}  # fmt: skip


def things(passage: Passage) -> Iterator[Suggestion]:
    """Suggest laws, agreements, crimes and events."""
    for index in range(len(passage)):
        if passage.is_word(index):
            yield from _law(passage, index)
            yield from _event(passage, index)


def _law(passage: Passage, index: int) -> Iterator[Suggestion]:
    for _offset, lead in passage.stems(index):
        stem = passage.spelling(index, lead)
        if stem in _LAWS:
            last = _numbered_end(passage, index + 1)
            if last > index + 1:
                yield mark(passage, index, last, "LAW", score=0.85, code="law", sublabel=_LAWS[stem], lead=lead)
                return
        if stem in _AGREEMENTS and not is_definite(stem):
            last = chain_end(passage, index + 1, [stem])
            last = max(last, lam_end(passage, max(last, index + 1), [stem]))
            if last > index + 2 or (last > index + 1 and passage.has(index + 1, *PLACES)):
                sublabel = _AGREEMENTS[stem]
                yield mark(passage, index, last, "LAW", score=0.6, code="agreement", sublabel=sublabel, lead=lead)
                return


def _numbered_end(passage: Passage, index: int) -> int:
    at = index
    # «القانون الأساسي عدد 26 لسنة 2015»
    if passage.follows(at) and is_definite(passage.key(at)) and passage.key(at + 1) in _NUMBERED:
        at += 1
    if passage.follows(at) and passage.key(at) in _NUMBERED:
        at += 1
    if not passage.follows(at) or not passage.key(at)[:1].isdigit():
        return index
    at += 1
    if passage.key(at) == "من" and passage.key(at + 1).startswith("القانون") and passage.follows(at):
        law = passage.hit(at + 1, "law", whole=True)
        return law.last if law is not None else at + 2
    if passage.key(at) in ("لسنه", "لعام") and passage.key(at + 1).isdigit():
        at += 2
    if passage.key(at) in ("المتعلق", "المتعلقه", "القاضي", "الخاص") and passage.follows(at + 1):
        end = chain_end(passage, at + 2, [])
        return max(end, at + 2)
    return at


def _event(passage: Passage, index: int) -> Iterator[Suggestion]:
    for _offset, lead in passage.stems(index):
        stem = passage.spelling(index, lead)
        if stem in _EVENTS:
            inside = quoted(passage, index + 1)
            known = passage.hit(index + 1, "exercise", "operation", whole=True)
            if inside is not None and inside[1] - inside[0] <= 6:
                last, score = inside[1] + 1, 0.85
            elif known is not None and passage.follows(index + 1):
                last, score = known.last, 0.85
            else:
                continue
            yield mark(passage, index, last, "EVENT", score=score, code="event", sublabel=_EVENTS[stem], lead=lead)
            return
        if stem in _ATTACKS:
            last = place_end(passage, index + 1)
            at = index + 1
            if last == at and passage.follows(at) and passage.hit(at, *PLACES, whole=True) is not None:
                last = passage.hit(at, *PLACES, whole=True).last  # type: ignore[union-attr]
            if last > at:
                yield mark(passage, index, last, "EVENT", score=0.6, code="event", sublabel=_ATTACKS[stem], lead=lead)
                return
