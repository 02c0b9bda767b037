"""Laws with their numbers, agreements with their subjects, crimes, named events."""

from collections.abc import Iterator
from typing import Final

from annotator.model import Reason, Suggestion
from annotator.suggest.knowledge.marking import PATTERNS, mark
from annotator.suggest.knowledge.passage import Passage
from annotator.suggest.knowledge.vocabulary import word_set
from annotator.suggest.patterns.amounts import quantity_at
from annotator.suggest.patterns.grammar import PLACES, is_definite
from annotator.suggest.patterns.models import model_at
from annotator.suggest.patterns.organisations import body_at, quoted
from annotator.suggest.patterns.phrases import adjectives_end, chain_end, lam_end
from annotator.suggest.patterns.places import site_end

_LAWS: Final = {
    "القانون": "law",
    "قانون": "law",
    "الظهير": "law",
    "ظهير": "law",
    "المرسوم": "law",
    "مرسوم": "law",
    "الفصل": "law",
    "الفصول": "law",
    "الماده": "law",
    "المواد": "law",
    "القرار": "",
    "قرار": "",
}
_AGREEMENTS: Final = {
    "اتفاقيه": "agreement",
    "اتفاق": "agreement",
    "اتفاقات": "agreement",
    "اتفاقيات": "agreement",
    "معاهده": "treaty",
    "بروتوكول": "agreement",
    "ميثاق": "treaty",
    "الاتفاقيه": "agreement",
    "الاتفاق": "agreement",
}
_INDEFINITE: Final = word_set("اتفاقا اتفاق بروتوكولا اتفاقيه")
_FIELDS: Final = word_set("امنيا عسكريا دفاعيا امني عسكري دفاعي امنيه عسكريه دفاعيه")
_TRUCE_WORDS: Final = word_set("الطرفين الجانبين البلدين")
_ARRESTS: Final = word_set("توقيف اعتقال القبض ايقاف")
_MANNERS: Final = word_set("مسلح مسلحه ارهابي ارهابيه انتحاري انتحاريه دام داميه جوي جويه صاروخي صاروخيه")
_NUMBERED: Final = word_set("رقم عدد")
_EVENTS: Final = {
    "مناورات": "exercise",
    "مناوره": "exercise",
    "تمرين": "exercise",
    "تمارين": "exercise",
    "عمليه": "operation",
    "معركه": "operation",
    "حمله": "operation",
    "المناورات": "exercise",
    "التمرين": "exercise",
}
_RAIDS: Final = word_set("تمشيط مداهمه انزال")
_ATTACKS: Final = {
    "هجوم": "attack",
    "هجمات": "attack",
    "تفجير": "attack",
    "تفجيرات": "attack",
    "اعتداء": "attack",
    "اعتداءات": "attack",
    "انفجار": "attack",
    "كمين": "attack",
    "قصف": "attack",
    "مجزره": "attack",
    "اغتيال": "attack",
    "الهجوم": "attack",
    "الاعتداء": "attack",
}
# With one of these a law or an event begins.
_OPENERS: Final = frozenset((*_LAWS, *_AGREEMENTS, *_INDEFINITE, "مذكره", *_EVENTS, *_ATTACKS, *_ARRESTS))


def things(passage: Passage) -> Iterator[Suggestion]:
    """Suggest laws, agreements, crimes and events."""
    for index in range(len(passage)):
        if passage.lead(index, _OPENERS) is not None:
            yield from _law(passage, index)
            yield from _event(passage, index)


def _law(passage: Passage, index: int) -> Iterator[Suggestion]:
    for _offset, lead in passage.stems(index):
        stem = passage.spelling(index, lead)
        if stem in _LAWS:
            last = _numbered_end(passage, index + 1)
            if last == index + 1 and not is_definite(stem):
                # «قانون المخدرات والمؤثرات العقلية رقم ٢٣ لسنة ٢٠١٦»
                subject = chain_end(passage, index + 1, [stem])
                last = _numbered_end(passage, subject) if passage.key(subject) in _NUMBERED else last
                last = last if last > subject else index + 1
            if last > index + 1:
                yield mark(
                    passage, index, last, "LAW", score=0.85, code="law", sublabel=_LAWS[stem], lead=lead
                )
                return
        last = _agreement_end(passage, index, stem)
        if last > index + 1:
            sublabel = _AGREEMENTS.get(stem.removesuffix("ا"), _AGREEMENTS.get(stem, "agreement"))
            yield mark(
                passage, index, last, "LAW", score=0.65, code="agreement", sublabel=sublabel, lead=lead
            )
            return


def _agreement_end(passage: Passage, index: int, stem: str) -> int:
    """Return the end of an agreement with its subject: «معاهدة الإخاء والوفاق», «اتفاقا للتعاون الأمني»."""
    at = index + 1
    if stem == "مذكره" and passage.key(at) in ("تفاهم", "التفاهم", "تعاون", "التعاون"):
        at += 1
        return max(adjectives_end(passage, at, [stem]), lam_end(passage, at, [stem]), at)
    if (stem not in _AGREEMENTS and stem not in _INDEFINITE) or is_definite(stem):
        return at
    if passage.follows(at) and passage.key(at) in _FIELDS:
        return max(lam_end(passage, at + 1, [stem]), at + 1)
    if stem in _INDEFINITE and lam_end(passage, at, [stem]) > at:
        return lam_end(passage, at, [stem])
    last = chain_end(passage, at, [stem])
    if (
        last == at + 1
        and passage.key(last).startswith("وال")
        and passage.follows(last)
        and not passage.hits[last]
    ):
        last += 1
    last = max(last, lam_end(passage, last, [stem]))
    is_named = last > at + 1 or passage.has(at, *PLACES)
    return last if is_named and passage.key(at) not in _TRUCE_WORDS else at


def _numbered_end(passage: Passage, index: int) -> int:
    at = index
    # «القانون الأساسي عدد 26 لسنة 2015», «ظهير شريف رقم 1.03.140»
    is_adjective = is_definite(passage.key(at)) or passage.key(at) in ("شريف", "رئاسي", "ملكي")
    if passage.follows(at) and is_adjective and passage.key(at + 1) in _NUMBERED:
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
            elif passage.key(index + 1) in _RAIDS and passage.follows(index + 1):
                last, score = index + 2, 0.5
            else:
                continue
            yield mark(
                passage, index, last, "EVENT", score=score, code="event", sublabel=_EVENTS[stem], lead=lead
            )
            return
        if stem in _ATTACKS:
            last = _scene_end(passage, index + 1)
            if last > index + 1 and (not is_definite(stem) or passage.key(index + 1) == "علي"):
                yield mark(
                    passage, index, last, "EVENT", score=0.6, code="event", sublabel=_ATTACKS[stem], lead=lead
                )
                return
        if stem in _ARRESTS and passage.follows(index + 1):
            counted = quantity_at(passage, index + 1)
            if counted is not None and counted.start == passage.start(index + 1):
                start = passage.offset(index, lead)
                yield Suggestion(start, counted.end, "EVENT", "arrest", PATTERNS, 0.55, Reason("event"))
                return


def _scene_end(passage: Passage, index: int) -> int:
    """Return the end of what tells an attack from others: a place, a weapon, «مسلح»."""
    if not passage.follows(index):
        return index
    last = index
    thing = model_at(passage, index, is_counted=True)
    if thing is not None and not thing.lead:
        last = thing.last
    elif passage.key(index) in _MANNERS:
        last = index + 1
    at = last + int(passage.key(last) in ("علي", "في") and passage.follows(last))
    site = passage.hit(at, "facility_head", "location_head")
    if site is not None and passage.follows(at) and (at > last or site.lead):
        return max(last, site_end(passage, site)[0]) if site_end(passage, site)[0] > site.last else last
    body = body_at(passage, at) if at > last else None
    if body is not None and not body.lead and passage.follows(at):
        # «الهجوم على السفارة الأمريكية في بغداد»
        return body.last
    place = passage.hit(at, *PLACES)
    if place is None or not passage.follows(at) or place.entry.needs_context:
        return last
    letter = passage.key(at)[place.lead - 1] if place.lead else ""
    return place.last if letter == "ب" or (not letter and (at > last or last == index)) else last
