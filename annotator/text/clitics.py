"""Proclitics: و ف ب ل ك, written as one with the word they come before.

A span leaves them out and keeps ال. The rules are closed and versioned (CLITIC_RULES), so that
edges never depend on what is installed. Offsets are code points; vowel marks and tatweel go with
the letter they follow.
"""

import unicodedata
from itertools import islice, pairwise
from typing import Final

from annotator.text.clitic_words import (
    DOUBLE_LAM,
    LAM_WITH_ARTICLE,
    LAM_WITHOUT_ARTICLE,
    NO_CLITIC,
    NO_CLITIC_BEFORE_HAMZA,
    PRONOUNS,
)
from annotator.text.folding import folded
from annotator.text.graphemes import is_boundary
from annotator.text.tokens import word_at

CLITIC_RULES: Final = 1

# In the order in which they are written: one of the first, then one of the second.
_PROCLITICS: Final = (frozenset("وف"), frozenset("بلك"))
PROCLITICS: Final = _PROCLITICS[0] | _PROCLITICS[1]
"""The letters that may stand before a stem: what begins with none of them has no proclitic."""
_SHORTEST_STEM: Final = 2
_ALEFS: Final = frozenset("اٱ")
_ALEFS_WITH_HAMZA: Final = frozenset("أإآ")
_TATWEEL: Final = "ـ"
# What may stand before a span and is neither the ل of للـ nor one of the marks between it and the span.
_NEVER_LAM: Final = frozenset(
    [chr(letter) for letter in range(ord("ء"), ord("ي") + 1) if chr(letter) not in "لـ"]
    + [chr(sign) for sign in range(ord("!"), ord("~") + 1)]
    + [*"«»“”،؛؟"]
)


def stem_starts(text: str, start: int, end: int) -> list[int]:
    """Return every offset where the stem of the word `[start, end)` may start.

    The first is the word's own start; then come those after each proclitic: one of و ف, then one
    of ب ل ك. At least two letters are left.
    """
    starts = [start]
    first = folded(text[start : start + 1])
    if first and first not in PROCLITICS:
        return starts
    offsets = _letter_offsets(text, start, end, most=_SHORTEST_STEM + len(_PROCLITICS))
    count = 0
    for proclitics in _PROCLITICS:
        if len(offsets) - count <= _SHORTEST_STEM:
            break
        if _letter(text, offsets[count], offsets[count + 1]) in proclitics:
            count += 1
            if is_boundary(text, offsets[count]):
                starts.append(offsets[count])
    return starts


def spelt_stems(word: str) -> list[tuple[int, str]]:
    """Return what a folded word may be without proclitics: how many letters they have, and the rest."""
    stems = [(0, word)]
    lead = 0
    for letters in _PROCLITICS:
        if len(word) - lead <= _SHORTEST_STEM:
            break
        letter = word[lead]
        if letter in letters:
            lead += 1
            stem = word[lead:]
            stems.append((lead, stem))
            if letter == "ل" and stem[0] == "ل":
                # للرباط is ل + الرباط, للجنه is ل + اللجنه: the second ل is the article's, or both.
                stems += (lead, "ا" + stem), (lead, "ال" + stem)
    return stems


def default_start(text: str, start: int, end: int) -> int:
    """Return where a span on the word `[start, end)` starts: after its certain proclitics only.

    Certain are, by the rules alone, those before ال, before the ل of an article (للـ), before a hamza
    that only starts words, and before Latin letters or digits with a tatweel between.
    """
    starts = stem_starts(text, start, end)
    for before, stem in reversed(list(pairwise(starts))):
        conjunction = folded(text[start]) if before > start else ""
        if _is_certain(text, before, stem, end, conjunction=conjunction):
            return stem
    return start


def _is_certain(text: str, before: int, stem: int, end: int, *, conjunction: str) -> bool:
    """Tell whether the letter at `before` can only be a proclitic, given the stem after it."""
    offsets = [*_letter_offsets(text, stem, end, most=3), end, end, end]
    proclitic = folded(text[before])
    first, second = (_letter(text, offsets[k], offsets[k + 1]) for k in (0, 1))
    word = folded(text[before:end])
    length = len(word) - 1
    if first in _ALEFS and second.startswith("ل"):
        # وكالة is an agency far more often than و + ك + ال.
        is_agency = conjunction == "و" and proclitic == "ك"
        return length >= 4 and proclitic != "ل" and word not in NO_CLITIC and not is_agency
    if proclitic == "ل" and first.startswith("ل"):
        return (length >= 3 and word not in DOUBLE_LAM) or word == "لله"
    if first == "إ":
        return True
    if first in _ALEFS_WITH_HAMZA:
        return length >= (4 if first == "أ" else 3) and word not in NO_CLITIC_BEFORE_HAMZA
    return _TATWEEL in text[before:stem] and not _is_arabic(first)


def is_proclitic_start(text: str, start: int) -> bool:
    """Tell whether a span from `start` leaves a proclitic outside, in the word that it cuts."""
    word = word_at(text, start)
    return word is not None and start > word.start and start in stem_starts(text, word.start, word.end)


def word_start(text: str, start: int) -> int:
    """Return where the word begins of which a span from `start` leaves proclitics outside, else `start`."""
    if not start or text[start - 1].isspace():
        return start
    word = word_at(text, start)
    if word is None or word.start == start or start not in stem_starts(text, word.start, word.end):
        return start
    return word.start


def edges(text: str, start: int, end: int) -> list[int]:
    """Return where an edge may go in the word `[start, end)`: its start, after each proclitic, its end."""
    return [*stem_starts(text, start, end), end]


def name(text: str, start: int, end: int) -> str:
    """Return the name that the span `[start, end)` stands for.

    After the first ل of للرباط the article is given back (الرباط, اللجنة, الله; but لبنان); white
    space becomes single spaces.
    """
    return _article(text, start, end) + " ".join(text[start:end].split())


def _article(text: str, start: int, end: int) -> str:
    """Return what the ل before `start` has taken from the article of the word: ا, or ال before another ل."""
    before = text[start - 1] if start else " "
    if (
        before.isspace() or before in _NEVER_LAM
    ):  # most names; to look for their word costs fifty times as much
        return ""
    word = word_at(text, start)
    if word is None or start == word.start:
        return ""
    starts = stem_starts(text, word.start, word.end)
    if start not in starts or folded(text[starts[starts.index(start) - 1]]) != "ل":
        return ""
    stem_end = min(end, word.end)
    offsets = [*_letter_offsets(text, start, stem_end, most=3), stem_end]
    opening = "".join(_letter(text, one, following) for one, following in pairwise(offsets[:3]))
    if not opening.startswith("ل"):
        return ""
    stem = folded(text[start:stem_end])
    # للأزمة: its stem, folded, would pass for لازمة.
    is_bare = opening[1:2] not in _ALEFS_WITH_HAMZA
    if is_bare and (stem in LAM_WITHOUT_ARTICLE or _has_pronoun(stem)):
        return ""
    return "ال" if is_bare and stem in LAM_WITH_ARTICLE else "ا"


def _has_pronoun(stem: str) -> bool:
    """Tell whether a stem that takes the article has a pronoun instead: لجنته."""
    for pronoun in PRONOUNS:
        bare = stem.removesuffix(pronoun)
        if bare != stem and len(bare) > _SHORTEST_STEM and _is_construct(bare):
            return stem not in LAM_WITH_ARTICLE
    return False


def _is_construct(bare: str) -> bool:
    if bare.endswith("ي") and bare + "ن" in LAM_WITH_ARTICLE:
        return True
    if bare.endswith("ت"):
        return bare[:-1] + "ه" in LAM_WITH_ARTICLE or bare in LAM_WITH_ARTICLE
    return bare in LAM_WITH_ARTICLE or (bare[-1] in "ئؤ" and bare[:-1] + "ء" in LAM_WITH_ARTICLE)


def _letter_offsets(text: str, start: int, end: int, *, most: int) -> list[int]:
    """Return where the first letters and digits of a word stand, without its marks and tatweel."""
    letters = (offset for offset in range(start, end) if text[offset].isalnum() and text[offset] != _TATWEEL)
    return list(islice(letters, most))


def _letter(text: str, start: int, end: int) -> str:
    """Return the letter at `start` in its plain form: alefs keep their hamza, a ligature is two letters."""
    opened = unicodedata.normalize("NFKC", text[start:end].replace(_TATWEEL, ""))
    return "".join(one for one in opened if one.isalnum()).replace("ک", "ك")


def _is_arabic(letter: str) -> bool:
    return unicodedata.name(letter[:1] or " ").startswith("ARABIC LETTER")
