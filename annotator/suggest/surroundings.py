"""What stands before and after names, and what it says of how a name is meant here."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import sqrt
from typing import Final

from annotator.suggest.mentions import Kind, Seen

SHARES: Final = 60
"""A document's mentions of a name are shared out in so many parts: whole numbers add up exactly."""
_CONTEXT: Final = 4.0  # mentions that a neighbour's word must be seen beside before it counts half

Key = tuple[str, ...]  # what is counted of neighbours


class Contexts:
    """Which words stand before and after what is called what, over all known names."""

    def __init__(self, total: Mapping[Key, int], by_document: Mapping[str, Counter[Key]]) -> None:
        self._total, self._by_document = total, by_document
        self._left_out: Mapping[Key, int] = {}

    @classmethod
    def of(
        cls, mentions: Mapping[str, Iterable[Seen]], named: Mapping[str, Mapping[str, object]]
    ) -> "Contexts":
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

    def without(self, document_id: str) -> "Contexts":
        """Return the same without a document's."""
        made = Contexts(self._total, self._by_document)
        made._left_out = self._by_document.get(document_id, {})
        return made

    def chances(
        self, kinds: Mapping[Kind, int], *, documents: int, around: tuple[str, str]
    ) -> dict[str, float]:
        """Return the chance of each label: the rule of succession over documents, and the neighbours' say.

        The neighbours speak by naive Bayes, each at the power of one half, for they say much the same.
        """
        parts: Counter[str] = Counter()
        for (label, _sublabel), count in kinds.items():
            parts[label] += count
        base = {label: (count / SHARES + 1) / (documents + 2) for label, count in parts.items() if label}
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


def _neighbours(one: Seen) -> Iterator[Key]:
    label = one.kind[0]
    yield ("all",)
    yield "all", label
    for side, word in zip(("before", "after"), one.around, strict=True):
        yield side, word
        yield side, word, label
