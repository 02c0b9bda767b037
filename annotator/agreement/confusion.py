"""Which labels two annotators give to the spans that answer each other."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.agreement.coefficients import Category
from annotator.agreement.pairing import Pair


@dataclass(frozen=True, slots=True)
class Confusion:
    """How many pairs of spans got each pair of labels; None is «not marked», always the last label.

    Edges do not count here: a pair overlaps, its labels are what is compared.
    """

    labels: tuple[Category, ...]
    counts: Mapping[tuple[Category, Category], int]

    def count(self, first: Category, second: Category) -> int:
        """Return how often one gave `first` where the other gave `second`."""
        return self.counts.get((first, second), 0)

    def matrix(self) -> list[list[int]]:
        """Return the counts as rows of the first annotator's labels, columns of the second's."""
        return [[self.count(row, column) for column in self.labels] for row in self.labels]


def confusion(pairs: Iterable[Pair]) -> Confusion:
    """Count the labels of pairs; the labels that occur are in the order of their ids."""
    counts: Counter[tuple[Category, Category]] = Counter(
        (pair.first.label if pair.first else None, pair.second.label if pair.second else None)
        for pair in pairs
    )
    used = sorted({label for both in counts for label in both if label is not None})
    return Confusion((*used, None), dict(sorted(counts.items(), key=lambda item: _order(item[0]))))


def _order(both: tuple[Category, Category]) -> tuple[bool, str, bool, str]:
    first, second = both
    return first is None, first or "", second is None, second or ""
