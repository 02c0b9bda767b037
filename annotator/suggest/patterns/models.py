"""Weapons and vehicles: a kind with its qualities, its model and its name."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from annotator.model import Suggestion
from annotator.suggest.knowledge.lexicon import Entry
from annotator.suggest.knowledge.marking import mark
from annotator.suggest.knowledge.passage import Passage
from annotator.suggest.knowledge.vocabulary import word_set
from annotator.suggest.patterns.grammar import bare, is_definite
from annotator.suggest.patterns.organisations import quoted

_MODEL: Final = re.compile(r"[a-z]{1,5}[-/]?\d+[a-z0-9-]*|[a-z]{2,}\d*|\d+(?:\.\d+)?|m\d+[a-z]\d?")
_KIND_OF: Final = word_set("طراز نوع عيار")
_MILLIMETRES: Final = word_set("ملم ملليمتر مم ميليمتر")
_QUALITIES: Final = word_set(
    "حربيه حربي قتاليه قتالي هجوميه هجومي عسكريه عسكري مدرعه مدرع خفيفه خفيف ثقيله ثقيل متوسطه سريعه "
    "سريع مطاطيه مطاطي يدويه بدائيه تقليديه تقليدي محليه نوويه نووي باليستيه باليستي بالستيه مسيره "
    "صغيره صغير مفخخه مفخخ ناسفه ناسف ارضيه حيه مضاده مضاد موجهه موجه ذكيه عنقوديه شحن استطلاع دوريه "
    "صيد قنص تجسس انتحاريه لاصقه بحريه ركاب نفط تجاريه صهريج رشاشه رشاش مبرده عموديه صيني مجنحه حديثه "
    "متطوره تكتيكيه رباعيه رباعيتي نقل انزال حراسه"
)
_MOST_QUALITIES: Final = 6  # many a quality is a kind too, and a run of them would be read anew from each
_MADE: Final = word_set("الصنع المدي الدفع الحركه الاجل")
_KINDS: Final = ("weapon", "vehicle")
# Ends of duals and what the singular ends with.
_DUALS: Final = (("تين", "ه"), ("تان", "ه"), ("تي", "ه"), ("ين", ""), ("ان", ""))
_DUAL_ENDS: Final = tuple(ending for ending, _singular in _DUALS)


class Model(NamedTuple):
    """A weapon or vehicle at words `[first, last)` after `lead` letters; `is_told`: more than its kind."""

    first: int
    last: int
    lead: int
    entry: Entry
    is_told: bool
    is_dual: bool


def model_at(passage: Passage, index: int, *, is_counted: bool = False) -> Model | None:
    """Return the weapon or vehicle that starts in a word; `is_counted`: a number stands before it."""
    return passage.once(_model_at, index, is_counted=is_counted)


def _model_at(passage: Passage, index: int, *, is_counted: bool) -> Model | None:
    if not passage.is_word(index):
        return None
    hit = passage.hit(index, *_KINDS)
    if hit is not None:
        last = _told_end(passage, hit.last)
        told = last > hit.last
        if hit.entry.needs_context and not told and not is_counted:
            return None
        return Model(index, last, hit.lead, hit.entry, told, False)
    return _dual(passage, index) or _definite(passage, index) or _accusative(passage, index)


def _dual(passage: Passage, index: int) -> Model | None:
    """Read «مروحيتين من طراز UH-60», «طائرتي استطلاع»."""
    if not passage.key(index).endswith(_DUAL_ENDS):
        return None
    for _offset, lead in passage.stems(index):
        stem = passage.spelling(index, lead)
        for ending, singular in _DUALS:
            if not stem.endswith(ending) or len(stem) < 6:
                continue
            entry = _entry(passage, stem.removesuffix(ending) + singular)
            if entry is not None:
                last = _told_end(passage, index + 1)
                return Model(index, last, lead, entry, last > index + 1, True)
    return None


def _accusative(passage: Passage, index: int) -> Model | None:
    """Read «صاروخا باليستيا», «رشاشا من نوع M60»: told by more than its kind."""
    if not passage.key(index).endswith("ا"):
        return None
    for lead, stem in passage.spellings(index):
        entry = _entry(passage, stem[:-1]) if len(stem) > 4 else None
        last = _told_end(passage, index + 1) if entry is not None else index + 1
        if entry is not None and last > index + 1:
            return Model(index, last, lead, entry, True, False)
    return None


def _definite(passage: Passage, index: int) -> Model | None:
    """Read «الزوارق السريعة» and «الفرقاطة "وادي زيز"», not the bare «الطائرة», which refers back."""
    if "ال" not in passage.key(index)[:4] and "لل" not in passage.key(index)[:3]:
        return None
    for _offset, lead in passage.stems(index):
        stem = passage.spelling(index, lead)
        if not is_definite(stem):
            continue
        following = passage.key(index + 1)
        pair = _entry(passage, f"{bare(stem)} {bare(following)}") if is_definite(following) else None
        if pair is not None and passage.follows(index + 1):
            return Model(index, index + 2, lead, pair, True, False)
        entry = _entry(passage, bare(stem))
        last = _designator_end(passage, index + 1)
        if entry is not None and last > index + 1:
            return Model(index, last, lead, entry, True, False)
    return None


def _entry(passage: Passage, key: str) -> Entry | None:
    return next((entry for entry in passage.lexicon.entries(key) if entry.kind in _KINDS), None)


def _told_end(passage: Passage, index: int) -> int:
    """Return the end of the qualities, the model and the name after a kind."""
    last = index
    while last < index + _MOST_QUALITIES and passage.follows(last) and _is_quality(passage.key(last)):
        last += 1
    # «طائرة الدورية البحرية P-3C»
    for words in (1, 2):
        if last == index and passage.follows(index + words) and is_definite(passage.key(index)):
            designator = passage.key(index + words)
            if re.fullmatch(r"[a-z]+[-/]?\d+[a-z0-9-]*", designator):
                return index + words + 1
    last = _designator_end(passage, last)
    # «من طراز شاهد 136», «عيار 120 ملم»
    kind = last + int(passage.key(last) == "من")
    if passage.follows(last) and passage.key(kind) in _KIND_OF:
        end = _designator_end(passage, kind + 1, is_free=True)
        last = end if end > kind + 1 else last
    return last


def _is_quality(key: str) -> bool:
    """Tell whether a word tells a weapon's kind, in the dual and in the accusative too: يدويتين, باليستيا."""
    if key in _QUALITIES or key in _MADE:
        return True
    return any(
        key.endswith(ending) and key.removesuffix(ending) + single in _QUALITIES
        for ending, single in (("تين", "ه"), ("تان", "ه"), ("ين", ""), ("ان", ""), ("ا", ""))
    )


def _designator_end(passage: Passage, index: int, *, is_free: bool = False) -> int:
    inside = quoted(passage, index)
    if inside is not None and inside[1] - inside[0] <= 3:
        return inside[1] + 1
    if not passage.follows(index):
        return index
    if _MODEL.fullmatch(passage.key(index)) and (is_free or not passage.key(index).isdigit()):
        last = index + 1
        return last + 1 if passage.follows(last) and passage.key(last) in _MILLIMETRES else last
    if not is_free or not passage.key(index).isalpha():
        return index
    known = passage.hit(index, *_KINDS, whole=True)
    if known is not None and known.last > index + 1:
        return known.last
    last = index + 1
    dash = last + int(passage.key(last) == "-")
    return dash + 1 if passage.follows(dash) and passage.key(dash).isdigit() else last


def models(passage: Passage) -> Iterator[Suggestion]:
    """Suggest weapons and vehicles that more than their kind tells."""
    for index in range(len(passage)):
        is_counted = index > 0 and passage.key(index - 1).isdigit() and passage.follows(index)
        found = model_at(passage, index, is_counted=is_counted)
        if found is not None and (found.is_told or found.is_dual or (is_counted and not found.lead)):
            said = passage.written(index, found.lead)
            yield mark(
                passage, index, found.last, found.entry.label,
                score=0.85, code="model", lead=found.lead, kind=said,
            )  # fmt: skip
