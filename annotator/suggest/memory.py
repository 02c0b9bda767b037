"""The source `memory`: names as people labelled them in this project's other documents.

A name is its folded spelling without proclitics. For every document that has it, it is known how often it
was labelled what, and how often it was left unlabelled in finished work, apart for where it stands alone and
where a longer name holds it. What of several things it is here, the words before and after it tell. One
document counts once, however often the name stands there, and what a document itself says is left out when
it is that document that is asked about.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final, NamedTuple

from annotator.cover import Cover
from annotator.model import Reason, Span, Suggestion, Verdict
from annotator.suggest.examples import Example
from annotator.suggest.knowledge.lexicon import Lexicon, shipped
from annotator.suggest.knowledge.passage import Passage, read
from annotator.suggest.merging import order
from annotator.suggest.reasons import REMEMBERED
from annotator.text.clitics import default_start, name
from annotator.text.folding import folded

NAME: Final = "memory"
_SHARES: Final = 60  # a document's mentions are shared out in so many parts: whole numbers add up exactly
_LEAST: Final = 0.15  # of a chance that is worth telling the ranking of
_HOLDS: Final = 1 / 3  # the chance from which a longer name is taken to hold the shorter
_CONTEXT: Final = 4.0  # mentions that a neighbour's word must be seen beside before it counts half
_LONGEST: Final = 12  # words of a name
_PROCLITICS: Final = ("وف", "بلك")

Kind = tuple[str, str]  # label and sublabel
Key = tuple[str, ...]  # what is counted of neighbours
_UNLABELLED: Final[Kind] = ("", "")


class _Place(NamedTuple):
    """Where a known name stands: words `[first, last)`, code points `[start, end)`, and its key."""

    first: int
    last: int
    start: int
    end: int
    key: str


class _Seen(NamedTuple):
    """One mention of a known name in an example."""

    key: str
    kind: Kind
    is_held: bool
    around: tuple[str, str]  # the words before and after


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of one name, by document: its labels there, and the parts of its mentions of a kind."""

    labels: dict[str, set[str]]
    alone: dict[str, dict[Kind, int]]
    held: dict[str, dict[Kind, int]]


class Memory:
    """The names of a project's examples. Learnt anew in a moment, so it is never stored."""

    name: str = NAME

    def __init__(
        self,
        known: Mapping[str, _Known],
        *,
        contexts: "_Contexts",
        lexicon: Lexicon,
        left_out: str | None = None,
        lengths: Mapping[str, Sequence[int]] | None = None,
    ) -> None:
        self._known = known
        self._contexts = contexts
        self._lexicon = lexicon
        self._left_out = left_out
        self._lengths = _lengths(known) if lengths is None else lengths

    @classmethod
    def learn(cls, examples: Iterable[Example], *, lexicon: Lexicon | None = None) -> "Memory":
        """Return what these examples say; `lexicon` only says whose reading of a text is shared."""
        lexicon = shipped() if lexicon is None else lexicon
        read_once: dict[str, Passage] = {}
        work: list[tuple[Example, Passage]] = []
        named: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for example in examples:
            passage = read_once.setdefault(example.text, Passage(example.text, lexicon))
            for span in example.spans:
                key = _key_of(passage, span.start, span.end)
                if key:
                    named[key][example.document_id].add(span.label)
            work.append((example, passage))
        lengths = _lengths(named)
        mentions: dict[str, list[_Seen]] = defaultdict(list)
        for example, passage in work:
            mentions[example.document_id] += _mentions(example, passage, named, lengths)
        return cls(
            _known(mentions, named), contexts=_Contexts.of(mentions, named), lexicon=lexicon, lengths=lengths
        )

    def __len__(self) -> int:
        return len(self._known)

    def without(self, document_id: str) -> "Memory":
        """Return the same without what work on this document says."""
        return Memory(
            self._known,
            contexts=self._contexts.without(document_id),
            lexicon=self._lexicon,
            left_out=document_id,
            lengths=self._lengths,
        )

    def suggest(self, text: str) -> list[Suggestion]:
        """Return the names of other documents that stand in `text`, in reading order, with what they may be."""
        passage = read(text, self._lexicon)
        found: list[Suggestion] = []
        holding: Cover[Suggestion] = Cover()
        places = sorted(_places(passage, self._known, self._lengths), key=lambda one: one.start - one.end)
        for place in places:
            is_held = any(
                one.start <= place.start
                and place.end <= one.end
                and one.end - one.start > place.end - place.start
                for one in holding.over(place.start, place.end)
            )
            for one in self._called(passage, place, is_held=is_held):
                found.append(one)
                if one.score >= _HOLDS:
                    holding.add(one)
        return order(found)

    def _called(self, passage: Passage, place: _Place, *, is_held: bool) -> Iterator[Suggestion]:
        """Yield a suggestion for each label that the name had, the commonest sublabel with it."""
        known = self._known[place.key]
        named = {id_: labels for id_, labels in known.labels.items() if id_ != self._left_out}
        if not named:
            return
        counted = known.held if is_held else known.alone
        documents = [parts for id_, parts in counted.items() if id_ != self._left_out]
        kinds: Counter[Kind] = Counter()
        for parts in documents:
            kinds.update(parts)
        chances = self._contexts.chances(kinds, documents=len(documents), around=_around(passage, place))
        told: set[str] = set()
        for (label, sublabel), _parts in sorted(kinds.items(), key=lambda one: (-one[1], one[0])):
            count = sum(label in labels for labels in named.values())
            if not count or label in told or chances[label] < _LEAST:
                continue
            told.add(label)
            surface = name(passage.text, place.start, place.end)
            reason = Reason(REMEMBERED, {"surface": surface, "count": str(count)})
            yield Suggestion(place.start, place.end, label, sublabel, NAME, round(chances[label], 3), reason)


class _Contexts:
    """Which words stand before and after what is called what, over all known names."""

    def __init__(self, total: Mapping[Key, int], by_document: Mapping[str, Counter[Key]]) -> None:
        self._total, self._by_document = total, by_document
        self._left_out: Mapping[Key, int] = {}

    @classmethod
    def of(
        cls, mentions: Mapping[str, Iterable[_Seen]], named: Mapping[str, Mapping[str, object]]
    ) -> "_Contexts":
        """Count the neighbours of these mentions.

        A name that one document alone calls one is no name without it, so its mentions elsewhere go too.
        """
        total: Counter[Key] = Counter()
        by_document: dict[str, Counter[Key]] = defaultdict(Counter)
        for id_, seen in mentions.items():
            for one in seen:
                if one.is_held:
                    continue
                keys = list(_neighbours(one))
                total.update(keys)
                by_document[id_].update(keys)
                namers = named[one.key]
                if len(namers) == 1 and id_ not in namers:
                    by_document[next(iter(namers))].update(keys)
        return cls(total, by_document)

    def without(self, document_id: str) -> "_Contexts":
        """Return the same without a document's."""
        made = _Contexts(self._total, self._by_document)
        made._left_out = self._by_document.get(document_id, {})
        return made

    def chances(self, kinds: Counter[Kind], *, documents: int, around: tuple[str, str]) -> dict[str, float]:
        """Return the chance of each label: the rule of succession over documents, and the neighbours' say.

        The neighbours speak by naive Bayes, each at the power of one half, for they say much the same.
        """
        parts: Counter[str] = Counter()
        for (label, _sublabel), count in kinds.items():
            parts[label] += count
        base = {label: (count / _SHARES + 1) / (documents + 2) for label, count in parts.items() if label}
        if not parts[""] and len(base) < 2:
            return base
        rest = max(1 - sum(base.values()), 1 / (documents + 2))
        weights = {**base, "": rest}
        told = {label: weight * self._say(label, around) for label, weight in weights.items()}
        total = sum(told.values())
        return {label: told[label] / total for label in base}

    def _say(self, label: str, around: tuple[str, str]) -> float:
        """Return how much likelier the neighbours make a label than it is anywhere."""
        of_all, of_label = self._count("all"), self._count("all", label)
        if not of_all:
            return 1.0
        usual = (of_label + 1) / (of_all + 2)
        ratio = 1.0
        for side, word in zip(("before", "after"), around, strict=True):
            here = (self._count(side, word, label) + _CONTEXT * usual) / (self._count(side, word) + _CONTEXT)
            ratio *= here / usual
        return sqrt(ratio)

    def _count(self, *key: str) -> int:
        return self._total.get(key, 0) - self._left_out.get(key, 0)


def _neighbours(one: _Seen) -> Iterator[Key]:
    label = one.kind[0]
    yield ("all",)
    yield "all", label
    for side, word in zip(("before", "after"), one.around, strict=True):
        yield side, word
        yield side, word, label


def _known(
    mentions: Mapping[str, Iterable[_Seen]], named: Mapping[str, dict[str, set[str]]]
) -> dict[str, _Known]:
    counted: dict[tuple[str, bool], dict[str, Counter[Kind]]] = defaultdict(lambda: defaultdict(Counter))
    for document_id, seen in mentions.items():
        for one in seen:
            counted[one.key, one.is_held][document_id][one.kind] += 1
    known = {key: _Known(labels, {}, {}) for key, labels in named.items()}
    for (key, is_held), documents in counted.items():
        into = known[key].held if is_held else known[key].alone
        for document_id, kinds in documents.items():
            total = kinds.total()
            into[document_id] = {kind: _SHARES * count // total for kind, count in kinds.items()}
    return known


def _mentions(
    example: Example,
    passage: Passage,
    keys: Mapping[str, object],
    lengths: Mapping[str, Sequence[int]],
) -> Iterator[_Seen]:
    """Yield every mention of a known name of which the example says something."""
    labelled: dict[tuple[int, int], list[Kind]] = defaultdict(list)
    for span in example.spans:
        labelled[span.start, span.end].append((span.label, span.sublabel))
    rejected = {
        (one.suggestion.start, one.suggestion.end)
        for one in example.decisions
        if one.verdict is not Verdict.ACCEPTED
    }
    spans: Cover[Span] = Cover(example.spans)
    for place in _places(passage, keys, lengths):
        # Where spans take proclitics in, the whole word is the mention.
        own = {(place.start, place.end), (passage.start(place.first), place.end)}
        is_held = any(
            span.start <= place.start and place.end <= span.end and (span.start, span.end) not in own
            for span in spans.over(place.start, place.end)
        )
        kinds = next((labelled[range_] for range_ in sorted(own, reverse=True) if range_ in labelled), [])
        if not kinds and (example.is_whole or (place.start, place.end) in rejected):
            kinds = [_UNLABELLED]
        around = _around(passage, place)
        for kind in kinds:
            yield _Seen(place.key, kind, is_held, around)


def _places(
    passage: Passage, known: Mapping[str, object], lengths: Mapping[str, Sequence[int]]
) -> Iterator[_Place]:
    """Yield where known names stand, those within others too."""
    keys = passage.keys
    for index, word in enumerate(keys):
        for lead, stem in _stems(word):
            for length in lengths.get(stem, ()):
                last = index + length
                if last > len(keys):
                    continue
                key = stem if length == 1 else " ".join((stem, *keys[index + 1 : last]))
                if key in known and all(map(passage.same_line, range(index + 1, last))):
                    start = _start(passage, index, lead, stem)
                    if start is not None:
                        yield _Place(index, last, start, passage.end(last), key)


def _stems(word: str) -> Iterator[tuple[int, str]]:
    """Yield what the folded word may be without its proclitics, after how many letters."""
    yield 0, word
    lead = 0
    for letters in _PROCLITICS:
        if lead < len(word) - 1 and word[lead] in letters:
            lead += 1
            stem = word[lead:]
            yield lead, stem
            if word[lead - 1] == "ل" and stem[0] == "ل":
                yield lead, "ا" + stem
                yield lead, "ال" + stem


def _start(passage: Passage, index: int, lead: int, stem: str) -> int | None:
    """Return where a name starts whose first word has so many letters of proclitics; None for none."""
    if not lead:
        return passage.start(index)
    for offset, letters in passage.stems(index):
        if letters == lead:
            written = passage.key(index)[lead:]
            if written.startswith("ل") and passage.key(index)[lead - 1] == "ل":
                end = passage.words[index].end
                return offset if folded(name(passage.text, offset, end)) == stem else None
            return offset
    return None


def _key_of(passage: Passage, start: int, end: int) -> str:
    """Return the key of the name on a range, without its proclitics as far as they are certain; "" for none.

    It is `Reading.key`, word by word.
    """
    inside = passage.inside(start, end)
    if not inside or len(inside) > _LONGEST or passage.end(inside[-1] + 1) != end:
        return ""
    first = passage.words[inside[0]]
    if first.start == start:
        start = default_start(passage.text, first.start, first.end)
    surface = name(passage.text, start, first.end if len(inside) > 1 else end)
    return " ".join((folded(surface), *(passage.key(index) for index in inside[1:])))


def _lengths(keys: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return by first word how many words the names have, most first."""
    found: dict[str, set[int]] = defaultdict(set)
    for key in keys:
        parts = key.split(" ")
        found[parts[0]].add(len(parts))
    return {first: tuple(sorted(many, reverse=True)) for first, many in found.items()}


def _around(passage: Passage, place: _Place) -> tuple[str, str]:
    """Return the words before and after, with what is glued before the name as the word before."""
    before = (
        passage.key(place.first)[: _letters(passage, place)]
        if place.start > passage.start(place.first)
        else ""
    )
    if not before and passage.same_line(place.first):
        before = passage.key(place.first - 1)
    after = passage.key(place.last) if passage.same_line(place.last) else ""
    return before, after


def _letters(passage: Passage, place: _Place) -> int:
    return next((letters for offset, letters in passage.stems(place.first) if offset == place.start), 0)
