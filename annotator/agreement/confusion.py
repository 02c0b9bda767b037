"""Which labels two annotators give to the spans that answer each other."""

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.agreement.coefficients import Category


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
