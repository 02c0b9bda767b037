"""The figures, each from counts alone, and the words for one that does not exist.

Counts are sums over documents, so a figure over any choice of documents comes from the same functions.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from annotator.words import N_, _

Category = str | None
"""A label, or None for not marked."""


class Undefined(StrEnum):
    """Why a figure does not exist."""

    NO_DOCUMENTS = "no_documents"
    NO_SPANS = "no_spans"
    NO_WORDS = "no_words"
    ONE_CATEGORY = "one_category"
    NOT_ALL = "not_all"
    TOO_FEW = "too_few"
    NOT_INSTALLED = "not_installed"


_WORDS: Final = {
    Undefined.NO_DOCUMENTS: N_("There is no document that all of them have finished."),
    Undefined.NO_SPANS: N_("None of them marked any span here."),
    Undefined.NO_WORDS: N_("The documents that they finished hold no words."),
    Undefined.ONE_CATEGORY: N_("Both gave every word the same label, so agreement by chance is certain."),
    Undefined.NOT_ALL: N_("No article was finished by all of them, which this figure needs."),
    Undefined.TOO_FEW: N_("There are too few articles to tell."),
    Undefined.NOT_INSTALLED: N_("The library that counts this figure is not installed."),
}


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the value lies in 95 of 100 cases, by bootstrap over documents."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A coefficient: a value, or else why there is none; with its interval where one was drawn.

    Where the documents do not suffice for an interval `uncertain` says why.
    """

    value: float | None
    undefined: Undefined | None = None
    interval: Interval | None = None
    uncertain: Undefined | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.undefined is None):
            raise ValueError("a figure has a value or a reason why not")

    @property
    def sentence(self) -> str:
        """Why there is no value, in words; empty where there is one."""
        return "" if self.undefined is None else _(_WORDS[self.undefined])


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of spans: those both marked alike, and all that each marked."""

    matched: int
    first: int
    second: int

    @property
    def f1(self) -> Figure:
        """The strict span F1: the share of marks that the other one made alike, 2m / (a + b).

        As a measure of agreement: Hripcsak and Rothschild, «Agreement, the F-measure, and reliability
        in information retrieval», JAMIA 12(3), 2005. Where the spans that nobody marked cannot be
        counted, as here, κ approaches it. It does not depend on who is first.
        """
        if not self.first + self.second:
            return Figure(None, Undefined.NO_SPANS)
        return Figure(2 * self.matched / (self.first + self.second))

    @property
    def precision(self) -> Figure:
        """The share of the first one's spans that the second made alike."""
        return Figure(self.matched / self.first) if self.first else Figure(None, Undefined.NO_SPANS)

    @property
    def recall(self) -> Figure:
        """The share of the second one's spans that the first made alike."""
        return Figure(self.matched / self.second) if self.second else Figure(None, Undefined.NO_SPANS)

    def __add__(self, other: "Score") -> "Score":
        return Score(self.matched + other.matched, self.first + other.first, self.second + other.second)


def cohen_kappa(counts: Mapping[tuple[Category, Category], int]) -> Figure:
    """Return Cohen's κ from how many words got each pair of labels.

    κ = (po - pe) / (1 - pe), with pe from each annotator's own margins: Cohen, «A coefficient of
    agreement for nominal scales», Educational and Psychological Measurement 20(1), 1960, formula 1.
    Undefined without words, and where both used one and the same label throughout (pe = 1).
    """
    total = sum(counts.values())
    if not total:
        return Figure(None, Undefined.NO_WORDS)
    first: Counter[Category] = Counter()
    second: Counter[Category] = Counter()
    agreed = 0
    for (one, other), count in counts.items():
        first[one] += count
        second[other] += count
        agreed += count if one == other else 0
    # In whole numbers, times total squared, so that certainty is exact.
    by_chance = sum(count * second[category] for category, count in first.items())
    if by_chance == total * total:
        return Figure(None, Undefined.ONE_CATEGORY)
    return Figure((total * agreed - by_chance) / (total * total - by_chance))


def mean(figures: Iterable[Figure]) -> Figure:
    """Return the mean of the values that exist, the first reason where none does.

    Over all pairs of annotators: for κ Light, «Measures of response agreement for qualitative data»,
    Psychological Bulletin 76(5), 1971.
    """
    listed = list(figures)
    values = [figure.value for figure in listed if figure.value is not None]
    if values:
        return Figure(sum(values) / len(values))
    return Figure(None, next((figure.undefined for figure in listed), Undefined.NO_DOCUMENTS))
