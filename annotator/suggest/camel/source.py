"""The source `camel`: what CAMeL's recogniser found in a document, as suggestions.

It reads what is kept and never starts anything. Spans leave proclitics outside by our own rules,
whatever morphology says; morphology only makes a single word less likely a name where it is most
likely a verb.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from annotator.model import Reason, Suggestion
from annotator.schema import Schema
from annotator.suggest.camel.published import RECOGNISER
from annotator.suggest.camel.sentences import Found
from annotator.suggest.fitting import translated
from annotator.suggest.knowledge.lexicon import Entry, Lexicon, key_of
from annotator.suggest.knowledge.passage import Passage, read
from annotator.text import clitics
from annotator.text.tokens import word_at

NAME: Final = "camel"

# CAMeL's prediction has no score. These are chances to be right before anything is counted: what its
# authors report on news of another time, taken down for news that it has not seen (decision 0021).
_USUAL: Final = {"PERS": 0.8, "LOC": 0.8, "ORG": 0.7, "MISC": 0.5}
_OF_VERB: Final = 0.6  # what is left of the chance of a single word that is most likely a verb
_NAMES: Final = frozenset({"PERS", "ORG", "GPE", "LOC", "FAC", "MISC"})
_PLACES: Final = ("GPE", "LOC", "FAC")
# What a name of each kind begins with.
_FIRST_WORDS: Final = {
    "PERS": frozenset({"given", "surname", "foreign", "kunya"}),
    "ORG": frozenset({"org_head", "media_head", "facility_head"}),
    "LOC": frozenset({"location_head", "facility_head"}),
    "MISC": frozenset({"event_head"}),
}
_WORDS_OF_LANGUAGE: Final = frozenset({"common", "function", "ordinary", "given", "surname"})


class CamelSource:
    """Suggests what the recogniser found in one document; `result` is what `recognising` kept of it."""

    name: str = NAME

    def __init__(
        self, result: Mapping[str, Any], *, schema: Schema | None = None, lexicon: Lexicon | None = None
    ) -> None:
        self._found: list[Found] = [
            (start, end, label) for start, end, label in result["names"] if label in _USUAL
        ]
        self._schema = schema
        self._lexicon = lexicon

    def suggest(self, text: str) -> list[Suggestion]:
        """Return the suggestions for `text`, which must be the document's own."""
        passage = read(text, self._lexicon)
        made = (self._suggestion(passage, *one) for one in self._found if one[1] <= len(text))
        return [one for one in made if one is not None]

    def _suggestion(self, passage: Passage, start: int, end: int, kind: str) -> Suggestion | None:
        start = _start(passage, start, end, kind=kind)
        label, sublabel = _label(passage, start, end, kind)
        if kind == "MISC" and self._schema is not None and "MISC" in self._schema:
            label, sublabel = "MISC", ""
        if not label:
            return None
        reason = Reason(NAME, {"model": RECOGNISER})
        one = Suggestion(start, end, label, sublabel, NAME, _USUAL[kind], reason)
        return translated(one, schema=self._schema) if self._schema is not None else one


def _start(passage: Passage, start: int, end: int, *, kind: str) -> int:
    """Return where the name in these whole words starts: after the proclitics that are certain.

    What the lexicons know decides first, the whole word before its stems: وليد is a name, and so is
    محمد in ومحمد.
    """
    text = passage.text
    word = word_at(text, start)
    if word is None or word.start != start:
        return start
    for stem in clitics.stem_starts(text, word.start, word.end):
        first = key_of(clitics.name(text, stem, min(word.end, end)))
        if _FIRST_WORDS[kind] & passage.lexicon.kinds(first) or any(_entries(passage, stem, end)):
            return stem
    return clitics.default_start(text, word.start, word.end)


def _label(passage: Passage, start: int, end: int, kind: str) -> tuple[str, str]:
    """Return what security-news calls a name of this kind; an empty label for nothing."""
    known = [(entry.label, entry.sublabel) for entry in _entries(passage, start, end)]
    if kind in ("PERS", "ORG"):
        return kind, next((sublabel for label, sublabel in known if label == kind), "")
    if kind == "LOC":
        for place in _PLACES:
            for label, sublabel in known:
                if label == place:
                    return label, sublabel
        return _head_of_place(passage, start), ""
    return known[0] if known else ("", "")


def _head_of_place(passage: Passage, start: int) -> str:
    """Return the label that the first word gives to a place: جبل is LOC, مطار is FAC; GPE by itself."""
    for index in passage.inside(start, start + 1):
        if passage.has(index, "location_head"):
            return "LOC"
        if passage.has(index, "facility_head"):
            return "FAC"
    return "GPE"


def _entries(passage: Passage, start: int, end: int) -> Iterator[Entry]:
    """Yield the lexicon's names that are spelt as this range is, heads and everyday words aside."""
    for entry in passage.lexicon.entries(key_of(clitics.name(passage.text, start, end))):
        if entry.label and entry.kind not in _WORDS_OF_LANGUAGE and not entry.kind.endswith("_head"):
            yield entry


class Readings:
    """Which words of a document are most likely verbs, as morphology says; it moves no edge."""

    def __init__(self, result: Mapping[str, Any]) -> None:
        self._verbs: list[tuple[int, int]] = [(start, end) for start, end in result["verbs"]]

    def weighed(self, suggestions: Sequence[Suggestion]) -> list[Suggestion]:
        """Return the same suggestions; the name that is a single word and a likely verb is less likely."""
        return [
            replace(one, score=round(one.score * _OF_VERB, 3))
            if one.label in _NAMES and self._is_verb(one)
            else one
            for one in suggestions
        ]

    def _is_verb(self, one: Suggestion) -> bool:
        index = bisect_right(self._verbs, one.start, key=lambda verb: verb[0]) - 1
        return index >= 0 and one.end <= self._verbs[index][1]
