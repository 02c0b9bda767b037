"""Organisations: a lexicon entry with the adjectives after it, or a head noun with its complement."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from annotator.model import Suggestion
from annotator.suggest.knowledge.marking import mark
from annotator.suggest.knowledge.passage import Hit, Passage
from annotator.suggest.knowledge.vocabulary import word_set
from annotator.suggest.patterns.grammar import NAMES, PLACES, is_definite, is_verb
from annotator.suggest.patterns.names import is_particle, read_name
from annotator.suggest.patterns.phrases import (
    adjectives_end,
    complement_end,
    is_unknown_place,
    lam_end,
    place_end,
    runs_on,
)

ORGANISATIONS: Final = (
    "agency", "unit", "group", "party", "international", "government", "media", "company",
    "institute",
)  # fmt: skip

# One adjective of these makes no name of a body: «الأجهزة الأمنية», «القوات البرية», «اللجنة المختصة».
_VAGUE: Final = word_set(
    "الامنيه الامني المختصه المعنيه العسكريه العسكري المسلحه المحليه المحلي الحكوميه الحكومي المشتركه "
    "المشترك الرسميه الرسمي البريه الجويه البحريه الخاصه الخاص النظاميه الحدوديه المدنيه الارهابيه "
    "الارهابي الاجراميه الاجرامي المتطرفه الدوليه الدولي الوطنيه السياسيه السياسي الاقليميه القضائيه "
    "الاعلاميه الاولي الاول الثانيه الثاني الثالثه الاخري الاخير الاخيره الجديده الجديد المتخصصه "
    "الحربيه الانفصاليه المعارضه الحاليه القاريه السابقه الميدانيه المركزيه العامه الكبري الوزاريه"
)
# With these heads one adjective is enough of a name, whichever it is.
_PROPER_HEADS: Final = word_set("النيابه الدرك الحرس المفوضيه الكنيست الاتحاد الحلف البرلمان الاسطول الجيش")
_WITH_PLACE: Final = word_set(
    "محكمه المحكمه نيابه النيابه اكاديميه الاكاديميه سفاره السفاره قنصليه القنصليه جامعه الجامعه بنك "
    "كليه الكليه معهد المعهد ولايه مستشفي بعثه القياده فرقه الفرقه مفوضيه المنطقه منطقه المصلحه مصلحه"
)
# «جماعة سيدي علال التازي» is a commune of Morocco.
COMMUNES: Final = word_set("سيدي اولاد بني عين دار ايت لاله مولاي سوق اربعاء خميس حد سبت ثلاثاء تيزي واد")
_NAMED_AFTER: Final = word_set(
    "جامعه اكاديميه كليه وحده منظمه كتيبه كتائب سرايا حركه حزب جبهه فوج ميليشيا مليشيا جماعه تيار "
    "مؤسسه معهد مركز"
)
_OFFICES: Final = word_set("دائره مكتب فرقه مصلحه غرفه")
_FIELDS: Final = word_set("الخارجيه الداخليه الرئاسه")
_MINISTERS: Final = word_set("وزير وزيره وزاره وزراء الوزير الشؤون للشؤون وزيري نظيره")
# With a nationality alone these refer back: «المؤسسة الروسية».
_REFERRING: Final = word_set(
    "المؤسسة الشركة الوكالة المنظمة الهيئة اللجنة المجموعة الحركة الجماعة المكتب المركز المعهد "
    "المصلحة الوحدة الفرقة"
)
_UNITY: Final = word_set("الترابيه الوطنيه العربيه الاسلاميه الافريقيه السياسيه الاقتصاديه")
_GROUPS: Final = word_set("حركه جماعه جبهه شبكه عصابه خليه فصائل كتائب سرايا ميليشيا ميليشيات")
_OPENERS: Final = frozenset("\"'")
_NUMBERED: Final = word_set("اللواء لواء الكتيبه كتيبه الفوج الفرقه الوحده السريه السرب الفيلق القناه")


class Body(NamedTuple):
    """An organisation read at words `[first, last)`, without the first `lead` folded letters."""

    first: int
    last: int
    lead: int
    sublabel: str
    score: float
    code: str
    said: str


def body_at(passage: Passage, index: int) -> Body | None:
    """Return the longest organisation that starts in the word `index`, if there is such a word."""
    return passage.once(_body_at, index)


def _body_at(passage: Passage, index: int) -> Body | None:
    if index >= len(passage) or not passage.opens(index, *ORGANISATIONS, "org_head"):
        return None
    found = [*_from_lexicon(passage, index), *_from_heads(passage, index)]
    best = max(found, key=lambda body: (body.last, body.code == "lexicon", -body.lead), default=None)
    listed = max((body for body in found if body.code == "lexicon"), key=lambda body: body.last, default=None)
    if best is None or listed is None or best.last == listed.last or listed.last < index + 2:
        return best
    if listed.sublabel in ("armed_group", "party"):
        return listed
    # What follows a name that is listed in full with ل is its field of duty, not more of its name.
    follows = passage.hit(listed.last, "org_head", *ORGANISATIONS)
    is_duty = passage.key(listed.last).startswith("ل") and (follows is None or not follows.lead)
    return listed if is_duty else best


def _from_lexicon(passage: Passage, index: int) -> Iterator[Body]:
    for hit in passage.hits[index]:
        if hit.entry.kind in ORGANISATIONS and not hit.entry.needs_context:
            last = _named_on(passage, hit)
            said = passage.text[hit.start : hit.end]
            code = "lexicon" if last == hit.last else "lexicon_and_adjective"
            yield Body(index, last, hit.lead, hit.entry.sublabel, 0.9, code, said)


def _named_on(passage: Passage, hit: Hit) -> int:
    """Return where the adjectives after an entry end: «وزارة الدفاع» + «البرتغالية»."""
    nouns = [passage.spelling(at, hit.lead if at == hit.first else 0) for at in range(hit.first, hit.last)]
    if hit.entry.kind in ("media", "company", "group") and not is_definite(nouns[0]):
        return hit.last
    last = adjectives_end(passage, hit.last, nouns[:1])
    if nouns[0] == "النيابه" and passage.follows(last):
        court = body_at(passage, last + 1 if passage.key(last) == "لدي" else last)
        return court.last if court is not None and (court.lead or court.first > last) else last
    return max(last, place_end(passage, last, is_open=True)) if nouns[0] in _WITH_PLACE else last


def _from_heads(passage: Passage, index: int) -> Iterator[Body]:
    for hit in passage.hits[index]:
        if hit.entry.kind != "org_head" or hit.entry.key == "تنظيم":
            continue
        last = _last_of(passage, hit)
        if last > hit.last:
            shown = passage.text[hit.start : hit.end] if not hit.lead else passage.written(index, hit.lead)
            yield Body(index, last, hit.lead, hit.entry.sublabel, _score(hit), "after_head", shown)


def _score(hit: Hit) -> float:
    return 0.6 if hit.entry.is_generic else 0.75


def _last_of(passage: Passage, hit: Hit) -> int:
    """Return where the name that starts with a head noun ends, or the head's own end where it is no name."""
    head = passage.spelling(hit.first, hit.lead)
    if head == "الامن" and not (hit.lead and passage.key(hit.first - 1) == "العام"):
        # «قضايا الأمن الإقليمي» is no body; «المدير العام للأمن الوطني» names one.
        return hit.last
    if head in _NUMBERED and passage.follows(hit.last) and passage.key(hit.last).isdigit():
        return hit.last + 1
    last = complement_end(passage, hit.first, hit.last)
    if last == hit.last:
        return _named_after(passage, hit, head)
    if _is_vague(passage, hit, head, last) or _is_otherwise(passage, hit):
        return hit.last
    if head == "مدرسه" and passage.hit(hit.last, "unit") is None:
        return hit.last
    return max(last, place_end(passage, last, is_open=True)) if head in _WITH_PLACE else last


def _is_otherwise(passage: Passage, hit: Hit) -> bool:
    """Tell whether a crime («تنظيم الهجرة») or a site («مركز إصلاح») starts with the same words."""
    other = passage.hit(hit.first, "crime", "facility_head")
    return other is not None and other.last > hit.last


def _named_after(passage: Passage, hit: Hit, head: str) -> int:
    if not passage.follows(hit.last):
        return hit.last
    if hit.entry.key == "قياده عمليات" and runs_on(passage, hit.last):
        return hit.last + 1
    if head not in _NAMED_AFTER or (head == "جماعه" and passage.key(hit.last) in COMMUNES):
        return hit.last
    name = read_name(passage, hit.last)
    if name is None or not (name.known or name.length == 1):
        return hit.last
    # «معهد نيو لاينز كارولين روز»: a person's name begins where the first name word stands.
    known = [at for at in range(name.first, name.last) if passage.has(at, "given", "foreign")]
    if known and known[0] > name.first and not is_particle(passage, known[0] - 1):
        return known[0]
    # «جامعة نايف العربية للعلوم الأمنية»
    last = adjectives_end(passage, name.last, [head])
    return max(last, lam_end(passage, last, [head])) if last > name.last else last


def _is_vague(passage: Passage, hit: Hit, head: str, last: int) -> bool:
    complement = [passage.key(at) for at in range(hit.last, last)]
    if is_definite(head):
        if head == "الوحده" and complement[0] in _UNITY:
            return True
        if head in _REFERRING and len(complement) == 1 and passage.has(hit.last, "demonym"):
            return True
        # «القوات البرية والبحرية والجوية» is as vague as «القوات البرية».
        named = [word for word in complement if word not in _VAGUE and word[1:] not in _VAGUE]
        joined = len(complement) == 1 or all(word.startswith("و") for word in complement[1:])
        return not named and joined and head not in _PROPER_HEADS
    if len(complement) > 1:
        is_plain = hit.entry.sublabel == "military_unit" and passage.has(last - 1, "common")
        return (
            is_plain and not any(passage.hit(at, *PLACES, *ORGANISATIONS) for at in range(hit.last, last))
        ) or (head in _GROUPS and passage.hit(hit.last, *PLACES, whole=True) is not None)
    # «لجنة التحقيق», «مجلس الإدارة»: a field of duty or a proper name it must be.
    known = passage.has(hit.last, "department", *PLACES, *NAMES, *ORGANISATIONS, "divine")
    if head in _GROUPS:
        return passage.has(hit.last, "common", "department", "adjective", *PLACES)
    if hit.entry.is_generic:
        return head not in _OFFICES or not known
    return passage.has(hit.last, "common") and not known


def organisations(passage: Passage) -> Iterator[Suggestion]:
    """Suggest organisations that a head noun or an adjective after a known name gives away."""
    for index in range(len(passage)):
        yield from _department(passage, index)
        body = body_at(passage, index)
        if body is None or body.code == "lexicon":
            continue
        if is_unknown_place(passage, body.last - 1):
            lead = 1
            yield mark(
                passage,
                body.last - 1,
                body.last,
                "GPE",
                score=0.55,
                code="place_in_site",
                lead=lead,
                site=body.said,
            )
        yield mark(
            passage, body.first, body.last, "ORG",
            score=body.score, code=body.code, sublabel=body.sublabel, lead=body.lead, head=body.said,
        )  # fmt: skip
    yield from _quoted(passage)


def _department(passage: Passage, index: int) -> Iterator[Suggestion]:
    """Suggest a ministry told by its field: «الخارجية الروسية» without وزارة or وزير before it."""
    lead = passage.lead(index, _FIELDS)
    if lead is None or passage.key(index - 1) in _MINISTERS:
        return
    last = index + 1
    if passage.follows(last) and passage.has(last, "demonym") and is_definite(passage.key(last)):
        yield mark(
            passage, index, last + 1, "ORG", score=0.7, code="after_head", sublabel="government",
            lead=lead, head=passage.written(index, lead),
        )  # fmt: skip


def _quoted(passage: Passage) -> Iterator[Suggestion]:
    """Suggest the name in quotation marks after a head noun: حزب "الأمل", تنظيم «جند الخلافة»."""
    for index in range(len(passage) - 2):
        head = passage.hit(index, "org_head")
        if head is None or head.entry.sublabel not in ("armed_group", "party", "military_unit", ""):
            continue
        inside = quoted(passage, head.last)
        if inside is None or inside[1] - inside[0] > 6:
            continue
        is_sentence = inside[1] - inside[0] > 3 and is_verb(passage, inside[0])
        if is_sentence or (head.entry.is_generic and head.entry.key != "تنظيم"):
            continue
        stem = passage.spelling(index, head.lead)
        takes_head = stem in _NAMED_AFTER and not is_definite(stem)
        first, last = (index, inside[1] + 1) if takes_head else inside
        yield mark(
            passage, first, last, "ORG", score=0.7, code="quoted_after_head",
            sublabel=head.entry.sublabel, lead=head.lead if takes_head else 0,
            head=passage.text[head.start : head.end],
        )  # fmt: skip


def quoted(passage: Passage, index: int) -> tuple[int, int] | None:
    """Return the words between the quotation marks that open at `index`, or None."""
    if passage.key(index) not in _OPENERS or not passage.is_word(index + 1):
        return None
    for at in range(index + 1, min(index + 12, len(passage))):
        if passage.key(at) in _OPENERS:
            return (index + 1, at) if at > index + 1 else None
        if at > index + 1 and not passage.same_line(at):
            return None
    return None
