"""What a figure is, the words for one that does not exist, and the figures of spans, from counts alone.

Counts are sums over documents, so a figure over any choice of documents comes from the same functions. What
is corrected for chance is in `chance` (words) and `unitizing` (spans where they lie).
"""

from collections.abc import Iterable
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
    NO_SPANS_OF_ONE = "no_spans_of_one"
    NO_ANSWERS = "no_answers"
    NO_WORDS = "no_words"
    ONE_CATEGORY = "one_category"
    NOT_ALL = "not_all"
    TOO_FEW = "too_few"
    NOT_INSTALLED = "not_installed"
    TOO_MANY_SPANS = "too_many_spans"
    TOO_FEW_ERRORS = "too_few_errors"
    NOT_TIMED = "not_timed"


_WORDS: Final = {
    Undefined.NO_DOCUMENTS: N_("No two of them have finished the same article."),
    Undefined.NO_SPANS: N_("None of them marked any span here."),
    Undefined.NO_SPANS_OF_ONE: N_("One of the two marked no span here."),
    Undefined.NO_ANSWERS: N_("No span of one overlaps a span of another, so there are no labels to compare."),
    Undefined.NO_WORDS: N_("The documents that they finished hold no words."),
    Undefined.ONE_CATEGORY: N_("They all gave every word the same label, so agreement by chance is certain."),
    Undefined.NOT_ALL: N_("No article was finished by all of them, which this figure needs."),
    Undefined.TOO_FEW: N_("There are too few articles to tell."),
    Undefined.NOT_INSTALLED: N_("The library that counts this figure is not installed."),
    Undefined.TOO_MANY_SPANS: N_("The articles hold so many spans that this figure would take hours."),
    Undefined.TOO_FEW_ERRORS: N_("Too few wrong suggestions were decided on to tell."),
    Undefined.NOT_TIMED: N_("Nothing of this was timed: imported labels took no time that is known."),
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

    @property
    def doubt(self) -> str:
        """Why there is no interval where one was to be drawn, in words; empty where nothing is in doubt."""
        return "" if self.uncertain is None else _(_WORDS[self.uncertain])


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of spans: those both marked alike, and all that each marked.

    `of_second` is how many of the second's spans were matched, where that is another number than `matched`,
    of the first's: so it is where labels do not count and some of them are chosen.
    """

    matched: int
    first: int
    second: int
    of_second: int | None = None

    @property
    def f1(self) -> Figure:
        """The span F1: the share of marks that the other one made alike, 2m / (a + b).

        As a measure of agreement: Hripcsak and Rothschild, «Agreement, the F-measure, and reliability
        in information retrieval», JAMIA 12(3), 2005. Where the spans that nobody marked cannot be
        counted, as here, κ approaches it. It does not depend on who is first.
        """
        if not self.first + self.second:
            return Figure(None, Undefined.NO_SPANS)
        return Figure((self.matched + self._of_second) / (self.first + self.second))

    @property
    def precision(self) -> Figure:
        """The share of the first one's spans that the second made alike."""
        return self._share(self.matched, self.first)

    @property
    def recall(self) -> Figure:
        """The share of the second one's spans that the first made alike."""
        return self._share(self._of_second, self.second)

    def _share(self, matched: int, marked: int) -> Figure:
        if marked:
            return Figure(matched / marked)
        return Figure(None, Undefined.NO_SPANS_OF_ONE if self.first + self.second else Undefined.NO_SPANS)

    @property
    def _of_second(self) -> int:
        return self.matched if self.of_second is None else self.of_second

    def __add__(self, other: "Score") -> "Score":
        of_second = self._of_second + other._of_second
        matched = self.matched + other.matched
        return Score(
            matched,
            self.first + other.first,
            self.second + other.second,
            None if of_second == matched else of_second,
        )


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
