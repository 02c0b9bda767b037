"""The source `lexicon`: names that a lexicon has, wherever they stand.

An entry that is also an everyday word counts only beside a marker (a place noun, في, a glued ب, a
neighbour in a list of places), or where the same document has it beside one.
"""

from collections.abc import Iterator
from typing import Final

from annotator.cover import Cover
from annotator.model import Reason, Suggestion
from annotator.suggest.knowledge.lexicon import Lexicon
from annotator.suggest.knowledge.own import KIND
from annotator.suggest.knowledge.passage import Hit, Passage, read
from annotator.suggest.knowledge.vocabulary import word_set
from annotator.suggest.patterns.grammar import PLACES
from annotator.suggest.patterns.organisations import ORGANISATIONS

NAME: Final = "lexicon"
_MARKERS: Final = word_set(
    "اسواق دول مياه منطقه في الي نحو قرب صوب قباله شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط بين"
)
# «عناصر الأمن الوطني», «مصالح الأمن العام»: here an abstract noun is the body.
_RANKS_AND_FILE: Final = word_set(
    "مصالح عناصر رجال منطقه وحدات ضباط دوريات افراد قوات جهاز اعوان عون قائد قياده"
)
# «بتهمة النصب», «جرائم القتل»: here an everyday word is what somebody is charged with.
_CHARGES: Final = word_set("تهمه تهم جريمه جرائم قضايا قضيه جنحه جنايه شبهه ارتكاب")
_REGIONAL: Final = word_set("اسواق دول مياه منطقه")
_MONEY_NOUNS: Final = word_set(
    "مبلغ مبلغا غلاف دعم دعما نظام عجز تعويض تعويضا فساد مركز قطاع استثمار مساعد محلل سوق وضع تحويل تقرير "
    "مقابل عقاب جزاء احتيال تدقيق مورد مردود مكسب ربح خبير مستشار مدير مسؤول شريك طابع سند ضمان التزام عبء"
)
# What is one of these stays a word of the language, however often it is a name beside a marker.
_COMMON: Final = frozenset({"common", "function"})
_PLAIN: Final = frozenset({"common", "function", "verb", "speech", "adjective", "demonym", "department"})
_OWN: Final = 0.95
_SURE: Final = 0.9
_IN_CONTEXT: Final = 0.6
_THINGS: Final = 0.75


class LexiconSource:
    """Suggests what a lexicon has, the shipped one unless told another."""

    name: str = NAME

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon

    def suggest(self, text: str) -> list[Suggestion]:
        """Return the suggestions for `text`, unsorted; they may overlap."""
        return list(read(text, self._lexicon).once(_said))


def _said(passage: Passage) -> tuple[Suggestion, ...]:
    """Return what the lexicon says; the tagger asks for it again."""
    return tuple(_suggestions(passage))


def _suggestions(passage: Passage) -> Iterator[Suggestion]:
    sure = {hit for hit in passage.all_hits() if _is_sure(passage, hit)}
    confirmed = {hit.entry.key for hit in sure}
    wholes = Cover(hit for hit in passage.all_hits() if hit.entry.label and hit.last > hit.first + 1)
    seen: set[tuple[int, int, str]] = set()
    for hit in passage.all_hits():
        entry = hit.entry
        is_for_rules = entry.kind in ("rank", "office") or entry.kind.endswith("_head")
        if not entry.label or (is_for_rules and not entry.is_own):
            continue
        if entry.needs_context and hit not in sure:
            # «قناة التونسية» tells nothing of the next «التونسية».
            is_plain = not _PLAIN.isdisjoint(passage.lexicon.kinds(entry.key))
            if is_plain or entry.key not in confirmed:
                continue
        if entry.needs_context and _is_part(hit, wholes):
            continue
        key = (hit.start, hit.end, entry.label)
        if key in seen or _is_hidden(passage, hit) or _is_of_money(passage, hit):
            continue
        seen.add(key)
        reason = Reason("lexicon", {"lexicon": KIND if entry.is_own else entry.kind})
        yield Suggestion(hit.start, hit.end, entry.label, entry.sublabel, NAME, _score(hit), reason)


def _is_part(hit: Hit, wholes: Cover[Hit]) -> bool:
    """Tell whether a longer entry around an everyday word explains it."""
    return any(
        one.start <= hit.start and hit.end <= one.end and one.end - one.start > hit.end - hit.start
        for one in wholes.over(hit.start, hit.end)
    )


def _score(hit: Hit) -> float:
    if hit.entry.needs_context:
        return _IN_CONTEXT
    if hit.entry.is_own:
        return _OWN
    return _SURE if hit.entry.kind in (*PLACES, *ORGANISATIONS, "person") else _THINGS


def _is_sure(passage: Passage, hit: Hit) -> bool:
    """Tell whether an entry that needs a marker has one here."""
    if not hit.entry.needs_context:
        return False
    if hit.entry.kind in ("moroccan_place", "algerian_place", "town") and passage.has(
        hit.first, "given", "surname"
    ):
        return False
    if hit.lead:
        letter = passage.key(hit.first)[hit.lead - 1]
        if letter == "ب":
            common = not _COMMON.isdisjoint(passage.lexicon.kinds(hit.entry.key))
            return hit.entry.label in ("GPE", "LOC") and not common
        return letter == "و" and _ends_with_place(passage, hit.first)
    before = passage.key(hit.first - 1)
    if not passage.same_line(hit.first):
        return False
    common = not _COMMON.isdisjoint(passage.lexicon.kinds(hit.entry.key))
    if before in _MARKERS:
        return (not common or before in _REGIONAL) and hit.entry.label in ("GPE", "LOC", "FAC")
    if hit.entry.label == "CRIME":
        return before.removeprefix("ب").removeprefix("ل") in _CHARGES
    if hit.entry.label == "ORG":
        return before in _RANKS_AND_FILE or passage.hit(hit.first - 1, "media_head", "org_head") is not None
    return passage.hit(hit.first - 1, "place_marker") is not None and before not in ("من", "امن", "دوله")


def _ends_with_place(passage: Passage, index: int) -> bool:
    """Tell whether the words before `index` end with a place that needs no marker."""
    for back in range(1, 4):
        if index < back:
            return False
        for hit in passage.hits[index - back]:
            if hit.last == index and hit.entry.kind in PLACES and not hit.entry.needs_context:
                return True
    return False


def _is_of_money(passage: Passage, hit: Hit) -> bool:
    """Tell whether مالي is the adjective: «مبلغ مالي», «دعم مالي»."""
    return hit.entry.key == "مالي" and not hit.lead and passage.lead(hit.first - 1, _MONEY_NOUNS) is not None


def _is_hidden(passage: Passage, hit: Hit) -> bool:
    """Tell whether a glued letter is more likely part of another word of the lexicons: بال, كان."""
    if not hit.lead:
        return False
    return any(
        other.lead == 0
        and other.last == hit.first + 1
        and other.entry.kind in ("function", "common", "given")
        for other in passage.hits[hit.first]
    )
