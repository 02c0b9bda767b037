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
from typing import Final

from annotator.cover import Cover
from annotator.model import Reason, Suggestion
from annotator.suggest.examples import Example
from annotator.suggest.knowledge.lexicon import Lexicon, shipped
from annotator.suggest.knowledge.passage import Passage, read
from annotator.suggest.mentions import Kind, Place, Seen, around, key_of, lengths_of, mentions_of, places_of
from annotator.suggest.merging import order
from annotator.suggest.reasons import REMEMBERED
from annotator.suggest.surroundings import SHARES, Contexts
from annotator.text.clitics import name

NAME: Final = "memory"
_MOST_KEPT: Final = 500  # texts whose reading is kept for the second look: each is a quarter of a megabyte
_LEAST: Final = 0.15  # of a chance that is worth telling the ranking of
_HOLDS: Final = 1 / 3  # the chance from which a longer name is taken to hold the shorter


class _Told:
    """What was made of a name's mentions: for each document the parts that are of a kind, and the sum."""

    __slots__ = ("by_document", "total")

    def __init__(self) -> None:
        self.by_document: dict[str, dict[Kind, int]] = {}
        self.total: dict[Kind, int] = {}

    def add(self, document_id: str, kinds: Counter[Kind]) -> None:
        """Share a document's mentions out among their kinds."""
        mentions = kinds.total()
        shares = {kind: SHARES * count // mentions for kind, count in kinds.items()}
        self.by_document[document_id] = shares
        for kind, share in shares.items():
            self.total[kind] = self.total.get(kind, 0) + share

    def without(self, document_id: str | None) -> tuple[dict[Kind, int], int]:
        """Return the sum without a document's parts, and of how many documents it is."""
        own = self.by_document.get(document_id) if document_id is not None else None
        if own is None:
            return self.total, len(self.by_document)
        rest = {kind: share - own.get(kind, 0) for kind, share in self.total.items()}
        return {kind: share for kind, share in rest.items() if share}, len(self.by_document) - 1


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of one name: its labels by document, its mentions alone and within longer names."""

    labels: dict[str, set[str]]
    alone: _Told
    held: _Told


class Memory:
    """The names of a project's examples. Learnt anew in a moment, so it is never stored."""

    name: str = NAME

    def __init__(
        self,
        known: Mapping[str, _Known],
        *,
        contexts: "Contexts",
        lexicon: Lexicon,
        left_out: str | None = None,
        lengths: Mapping[str, Sequence[int]] | None = None,
    ) -> None:
        self._known = known
        self._contexts = contexts
        self._lexicon = lexicon
        self._left_out = left_out
        self._lengths = lengths_of(known) if lengths is None else lengths

    @classmethod
    def learn(cls, examples: Iterable[Example], *, lexicon: Lexicon | None = None) -> "Memory":
        """Return what these examples say; `lexicon` only says whose reading of a text is shared."""
        lexicon = shipped() if lexicon is None else lexicon
        kept: dict[str, Passage] = {}
        work = list(examples)
        named: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for example in work:
            passage = _read(example.text, lexicon, kept)
            for span in example.spans:
                key = key_of(passage, span.start, span.end)
                if key:
                    named[key][example.document_id].add(span.label)
        lengths = lengths_of(named)
        mentions: dict[str, list[Seen]] = defaultdict(list)
        for example in work:
            passage = _read(example.text, lexicon, kept)
            mentions[example.document_id] += mentions_of(example, passage, named, lengths)
        return cls(
            _known(mentions, named), contexts=Contexts.of(mentions, named), lexicon=lexicon, lengths=lengths
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
        """Return the names of other documents in `text`, in reading order, with what they may be."""
        passage = read(text, self._lexicon)
        found: list[Suggestion] = []
        holding: Cover[Suggestion] = Cover()
        places = sorted(places_of(passage, self._known, self._lengths), key=lambda one: one.start - one.end)
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

    def _called(self, passage: Passage, place: Place, *, is_held: bool) -> Iterator[Suggestion]:
        """Yield a suggestion for each label that the name had, the commonest sublabel with it."""
        known = self._known[place.key]
        own = known.labels.get(self._left_out, set()) if self._left_out is not None else set()
        if len(known.labels) == bool(own):
            return  # no other document calls it a name
        kinds, documents = (known.held if is_held else known.alone).without(self._left_out)
        chances = self._contexts.chances(kinds, documents=documents, around=around(passage, place))
        told: set[str] = set()
        for (label, sublabel), _parts in sorted(kinds.items(), key=lambda one: (-one[1], one[0])):
            if not label or label in told or chances[label] < _LEAST:
                continue
            count = sum(label in labels for labels in known.labels.values()) - (label in own)
            if not count:
                continue
            told.add(label)
            surface = name(passage.text, place.start, place.end)
            reason = Reason(REMEMBERED, {"surface": surface, "count": str(count)})
            yield Suggestion(place.start, place.end, label, sublabel, NAME, round(chances[label], 3), reason)


def _known(
    mentions: Mapping[str, Iterable[Seen]], named: Mapping[str, dict[str, set[str]]]
) -> dict[str, _Known]:
    counted: dict[tuple[str, bool], dict[str, Counter[Kind]]] = defaultdict(lambda: defaultdict(Counter))
    for document_id, seen in mentions.items():
        for one in seen:
            counted[one.key, one.is_held][document_id][one.kind] += 1
    known = {key: _Known(labels, _Told(), _Told()) for key, labels in named.items()}
    for (key, is_held), documents in counted.items():
        into = known[key].held if is_held else known[key].alone
        for document_id, kinds in documents.items():
            into.add(document_id, kinds)
    return known


def _read(text: str, lexicon: Lexicon, kept: dict[str, Passage]) -> Passage:
    """Return the reading of a text, one for all the work on it, as long as there are not too many to keep."""
    passage = kept.get(text)
    if passage is None:
        passage = Passage(text, lexicon)
        if len(kept) < _MOST_KEPT:
            kept[text] = passage
    return passage
