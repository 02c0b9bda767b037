"""Crimes: what the lexicon has with what follows it, and smuggling, trade and possession of goods."""

from collections.abc import Iterator
from typing import Final

from annotator.model import Suggestion
from annotator.suggest.knowledge.marking import mark
from annotator.suggest.knowledge.passage import Hit, Passage
from annotator.suggest.knowledge.vocabulary import word_set
from annotator.suggest.patterns.grammar import is_definite
from annotator.suggest.patterns.phrases import adjectives_end

_TRADES: Final = word_set("تهريب الاتجار ترويج حيازه سرقه تزوير تبييض غسل")
_GOODS: Final = word_set(
    "المخدرات السلاح الاسلحه البشر المهاجرين الوقود الذهب الاثار الاموال الذخيره المتفجرات الكوكايين "
    "الحشيش الكبتاغون الشيرا القنب الحبوب الاقراص السجائر التبغ المحروقات المواد البضائع النفط "
    "الاعضاء الاطفال العمله السيارات المواشي مخدرات اسلحه سلاح ذخيره متفجرات وقود بشر مهاجرين"
)
_QUALITIES: Final = word_set(
    "الناريه المخدره المهلوسه المهربه المدعم المدعمه الثقيله الخفيفه القويه الصلبه ناريه مخدره"
)
_WITHOUT: Final = (("بدون", "ترخيص"), ("دون", "ترخيص"), ("غير", "المرخصه"))


def crimes(passage: Passage) -> Iterator[Suggestion]:
    """Suggest crimes that a lexicon does not end by itself."""
    for index in range(len(passage)):
        hit = passage.hit(index, "crime")
        last = _listed_end(passage, hit) if hit is not None else index
        if hit is not None and last > hit.last:
            yield mark(passage, index, last, "CRIME", score=0.8, code="crime", lead=hit.lead)
        yield from _trade(passage, index)


def _listed_end(passage: Passage, hit: Hit) -> int:
    last = _more_end(passage, hit.last)
    return max(last, adjectives_end(passage, hit.last, [passage.key(hit.last - 1)]))


def _more_end(passage: Passage, index: int) -> int:
    """Return the end of «النارية», «والمخدرات», «بدون ترخيص» from `index` on."""
    last = index
    while passage.follows(last):
        key = passage.key(last)
        pair = (key, passage.key(last + 1))
        if key in _QUALITIES or (key.startswith("و") and key[1:] in _GOODS):
            last += 1
        elif pair in _WITHOUT and passage.follows(last + 1):
            last += 2
        else:
            break
    return last


def _trade(passage: Passage, index: int) -> Iterator[Suggestion]:
    lead = passage.lead(index, _TRADES)
    if lead is None:
        return
    at = index + 1
    if passage.key(at) == "في" and passage.follows(at):
        at += 1
    key = passage.key(at)
    goods = key if key in _GOODS else key[1:] if key[:1] == "ب" else ""
    if goods in _GOODS and passage.follows(at):
        last = _more_end(passage, at + 1)
        score = 0.75 if is_definite(goods) else 0.65
        yield mark(passage, index, last, "CRIME", score=score, code="crime", lead=lead)
