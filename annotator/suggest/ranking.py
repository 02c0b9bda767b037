"""The ranking: one score for every place that the sources propose, and what of it is worth showing.

A score is the chance to be right, from counts of what became of suggestions in finished work: per source
and label, then per reason, then per name. Where little was counted the coarser count speaks, and where
nothing was, what the source says itself. What several sources propose is likelier than what one does.
A document never counts for itself.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import exp, log
from typing import Final, NamedTuple

from annotator.model import Reason, Span, Suggestion, Verdict
from annotator.schema import Schema
from annotator.suggest.choosing import choose
from annotator.suggest.examples import Example
from annotator.suggest.fitting import KNOWLEDGE, fitted
from annotator.suggest.merging import is_sound
from annotator.text.reading import Reading

SHOWN_FROM: Final = 1 / 3
"""From this chance on a suggestion is shown: to reject a wrong one is a key, to add a missing one three."""

# What knowledge says of itself is half of what is thought of it before anything is counted; the other half
# is how often the source was right on the sample articles 01-06, taken down, for it was tuned on them.
_USUAL: Final = {"lexicon": 0.75, "patterns": 0.8}
_OF_LABEL, _OF_REASON, _OF_NAME, _OF_BAND = 6, 4, 1, 12  # how many counts weigh as much as what is thought
_BANDS: Final = 5  # of the scores of a source that has chances of its own
_UNSURE: Final = 0.25  # a source that is no surer than this adds nothing to what another says
_AGREES: Final = 0.5  # the share of its say that a second source adds, for sources see the same words
_SUREST: Final = 0.98

# A tagger that learnt here is asked about every place, whoever proposes it, and what it says weighs most.
# What knowledge says weighs the more the fewer documents there are to learn from, what is remembered always a
# little; each counts for a place that has it and against one that has not. The weights are of log odds, and
# round: figures are flat near them (decision 0020).
_TAGGER, _REMEMBERED, _NAMED = 0.75, 0.25, 0.2
_KNOWN_DOCUMENTS: Final = 30  # from which on knowledge weighs 1, and less with each
_CHOSEN: Final = 0.35  # what is shown was chosen among rivals, and is the likelier for it
_OF_CASE: Final = 40
_NEVER_RIGHT: Final = 2  # documents in which a name was wrong, and in none right, that settle it

CASE: Final = "case"
_LIKELY: Final = 0.5

Key = tuple[str, ...]
Judge = Callable[[str, Sequence[tuple[int, int, str]]], Sequence[float]]
"""Gives the chance of every place (start, end, label) of a text."""
Counts = dict[Key, tuple[int, int]]  # right and wrong, one each for every document and name


class Ranking:
    """What the counts say, over all documents or all but one."""

    def __init__(self, by_document: Mapping[str, Counts], *, nests: Mapping[str, frozenset[Key]]) -> None:
        self._by_document = by_document
        self._nests = nests
        self._total: dict[Key, list[int]] = {}  # a plain one: other processes are given it
        for counts in by_document.values():
            for key, (right, wrong) in counts.items():
                total = self._total.setdefault(key, [0, 0])
                total[0] += right
                total[1] += wrong
        self._nesting = Counter(pair for pairs in nests.values() for pair in pairs)
        self._left_out: str | None = None

    @classmethod
    def learn(cls, examples: Iterable[Example]) -> "Ranking":
        """Return the counts of these examples; work that is not whole counts where it was decided."""
        judged: dict[str, dict[tuple[Key, str], list[int]]] = defaultdict(dict)
        nests: dict[str, frozenset[Key]] = {}
        for example in examples:
            nests[example.document_id] = nests.get(example.document_id, frozenset()) | _nested(example)
            into = judged[example.document_id]
            reading = Reading(example.text)
            for one, is_right in _judged(example):
                name = reading.key(one.start, one.end)
                for key in _keys(one, name=name):
                    seen = into.setdefault((key, name), [0, 0])
                    seen[0 if is_right else 1] += 1
        return cls({id_: _once_each(found) for id_, found in judged.items()}, nests=nests)

    def without(self, document_id: str) -> "Ranking":
        """Return the same without what became of suggestions on this document."""
        made = Ranking({}, nests={})
        made._by_document, made._nests = self._by_document, self._nests
        made._total, made._nesting = self._total, self._nesting
        made._left_out = document_id
        return made

    def counts(self, *key: str) -> tuple[int, int]:
        """Return how often was right and wrong what these words say: a source, its label, its reason."""
        right, wrong = self._total.get(key, (0, 0))
        if self._left_out is not None:
            own = self._by_document.get(self._left_out, {}).get(key, (0, 0))
            return right - own[0], wrong - own[1]
        return right, wrong

    def score(
        self, proposed: Suggestion | Sequence[Suggestion], *, reading: Reading, judged: float | None = None
    ) -> float:
        """Return the chance to be right of what one source or several propose for one place and label.

        `judged` is the chance that a tagger gives the place, None where none was asked.
        """
        ones = [proposed] if isinstance(proposed, Suggestion) else list(proposed)
        first = ones[0]
        right, wrong = self.counts("name", first.label, reading.key(first.start, first.end))
        if judged is not None:
            chance = self._case(ones, judged, right=right, wrong=wrong)
            return _share(0, wrong, chance, _OF_NAME) if not right and wrong >= _NEVER_RIGHT else chance
        by_source: dict[str, float] = {}
        for one in ones:
            by_source[one.source] = max(self._chance(one), by_source.get(one.source, 0.0))
        chances = sorted(by_source.values(), reverse=True)
        odds = _odds(chances[0]) + _AGREES * sum(
            max(0.0, _odds(chance) - _odds(_UNSURE)) for chance in chances[1:]
        )
        if any(one.source not in KNOWLEDGE for one in ones):
            # Of a name that is now this and now that, its place tells more than its past.
            right, wrong = max(right - wrong, 0), max(wrong - right, 0)
        return _share(right, wrong, _chance_of(odds), _OF_NAME)

    def _case(self, ones: Sequence[Suggestion], judged: float, *, right: int, wrong: int) -> float:
        """Return the chance of a place that a tagger was asked about."""
        case = _Case.of(ones, judged)
        documents = len(self._by_document) - (self._left_out in self._by_document)
        known = min(1.0, _KNOWN_DOCUMENTS / max(documents, 1))
        odds = (
            _CHOSEN
            + _TAGGER * _odds(judged)
            + (known if case.is_known else -known)
            + (_REMEMBERED if case.is_remembered else -_REMEMBERED)
            + _NAMED * log((right + 0.5) / (wrong + 0.5))
        )
        return _share(*self.counts(*case.key), _chance_of(odds), _OF_CASE)

    def worth(self, one: Suggestion) -> bool:
        """Tell whether a source is right often enough for its label and reason to be listened to."""
        return self._chance(one) >= SHOWN_FROM

    def ranked(
        self,
        proposed: Iterable[Suggestion],
        *,
        text: str,
        schema: Schema | None = None,
        judge: Judge | None = None,
    ) -> list[Suggestion]:
        """Return what is worth showing, in reading order: one a place, nothing crossing.

        Each has the score of its place, and the source and reason of the proposal that tells most.
        """
        reading = Reading(text)
        places: dict[tuple[int, int, str], list[Suggestion]] = defaultdict(list)
        for given in proposed:
            one = fitted(given, text=text, schema=schema)
            if one is not None and is_sound(one, text):
                places[one.start, one.end, one.label].append(one)
        judged: Sequence[float | None] = [None] * len(places)
        if judge is not None:
            judged = judge(text, list(places))
        scored = [
            self._told(ones, self.score(ones, reading=reading, judged=chance), judged=chance)
            for ones, chance in zip(places.values(), judged, strict=True)
        ]
        shown = [one for one in scored if one.score >= SHOWN_FROM]
        return choose(shown, text=text, schema=schema, nests=self.nests)

    def nests(self, outer: str, inner: str) -> bool:
        """Tell whether people labelled `inner` inside `outer` in another document."""
        count = self._nesting[outer, inner]
        if self._left_out is not None and (outer, inner) in self._nests.get(self._left_out, ()):
            count -= 1
        return count > 0

    def _chance(self, one: Suggestion) -> float:
        """Return the chance of one proposal by its source, label and reason, its name aside."""
        if one.source not in KNOWLEDGE:
            chance = _share(*self.counts(*_band(one)), one.score, _OF_BAND)
            return min(chance, _SUREST)
        chance = (one.score + _USUAL[one.source]) / 2
        chance = _share(*self.counts(one.source, one.label), chance, _OF_LABEL)
        chance = _share(*self.counts(one.source, one.label, _reason(one)), chance, _OF_REASON)
        return min(chance, _SUREST)

    def _told(self, ones: Sequence[Suggestion], score: float, *, judged: float | None) -> Suggestion:
        """Return one suggestion for a place, told by the proposal that tells most.

        With it go the values by which it is counted later: who else proposed it, what the tagger said.
        """
        told = sorted(ones, key=self._place, reverse=True)
        best = told[0]
        sublabel = next((one.sublabel for one in told if one.sublabel), "")
        reason = best.reason
        if judged is not None:
            case = _Case.of(ones, judged)
            reason = Reason(reason.code, {**reason.values, CASE: case.as_text()})
        return replace(best, score=round(score, 3), sublabel=sublabel, reason=reason)

    def _place(self, one: Suggestion) -> tuple[int, float, str, str, str, str]:
        """Return what puts proposals in order; between equals their words decide, never how they came."""
        reason = one.reason
        return _telling(one), self._chance(one), one.source, reason.code, one.sublabel, str(reason.values)


class _Case(NamedTuple):
    """What is alike of places that a tagger was asked about, for counting them together."""

    label: str
    is_known: bool
    is_remembered: bool
    band: int

    @classmethod
    def of(cls, ones: Sequence[Suggestion], judged: float) -> "_Case":
        return cls(
            ones[0].label,
            any(one.source in KNOWLEDGE for one in ones),
            any(one.source == "memory" and one.score >= _LIKELY for one in ones),
            min(int(judged * _BANDS), _BANDS - 1),
        )

    @property
    def key(self) -> Key:
        return "case", self.label, self.as_text()

    def as_text(self) -> str:
        return f"{self.is_known:d}{self.is_remembered:d}{self.band}"


def _telling(one: Suggestion) -> int:
    """Say how much a reason tells: people's work more than a rule, a rule more than a list, a model least."""
    if one.source == "memory":
        return 3
    if one.source == "tagger":
        return 0
    if one.source == "patterns" and one.reason.code != "name_words":
        return 2
    return 1


def _share(right: int, wrong: int, thought: float, weight: float) -> float:
    """Return the mean of a beta distribution around `thought`, worth `weight` counts, after these counts."""
    return (right + weight * thought) / (right + wrong + weight)


def _chance_of(odds: float) -> float:
    return 1 / (1 + exp(-odds))


def _odds(chance: float) -> float:
    chance = min(max(chance, 0.02), 0.98)
    return log(chance / (1 - chance))


def _reason(one: Suggestion) -> str:
    return f"{one.reason.code} {one.reason.values.get('lexicon', '')}".strip()


def _band(one: Suggestion) -> Key:
    return one.source, one.label, f"band {min(int(one.score * _BANDS), _BANDS - 1)}"


def _keys(one: Suggestion, *, name: str) -> Iterator[Key]:
    """Yield what a suggestion counts for."""
    if one.source in KNOWLEDGE:
        yield one.source, one.label
        yield one.source, one.label, _reason(one)
    else:
        yield _band(one)
    yield "name", one.label, name
    if CASE in one.reason.values:
        yield "case", one.label, one.reason.values[CASE]


def _judged(example: Example) -> Iterator[tuple[Suggestion, bool]]:
    """Yield each suggestion of an example of which it is known whether it was right."""
    places = {(span.start, span.end, span.label) for span in example.spans}
    for decision in example.decisions:
        one = decision.suggestion
        if example.is_whole:
            yield one, (one.start, one.end, one.label) in places
        else:
            yield one, decision.verdict is Verdict.ACCEPTED


def _once_each(found: Mapping[tuple[Key, str], Sequence[int]]) -> Counts:
    """Return the counts of a document, in which a name counts once, right or wrong as it mostly was."""
    counts: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for (key, _name), (right, wrong) in found.items():
        counts[key][0 if right >= wrong else 1] += 1
    return {key: (right, wrong) for key, (right, wrong) in counts.items()}


def _nested(example: Example) -> frozenset[Key]:
    """Return which label was put around which in an example; of equal ranges each is around the other."""
    pairs: set[Key] = set()
    around: list[Span] = []
    for span in sorted(example.spans, key=lambda span: (span.start, -span.end)):
        around = [other for other in around if other.contains(span)]
        for other in around:
            pairs.add((other.label, span.label))
            if span.contains(other):
                pairs.add((span.label, other.label))
        around.append(span)
    return frozenset(pairs)
