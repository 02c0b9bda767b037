"""The coefficients over words that are corrected for chance, from sums alone.

Nothing here knows documents: the sums of one choice of articles, or of a thousand draws of them at once, go
through the same functions.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from annotator.agreement.coefficients import Category, Figure, Undefined

Values = Any
"""Floats of any shape (...), NaN where a coefficient does not exist; `figure_of` says why."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Words by category, summed over pairs of annotators.

    `agreed` (...) is how many words got the same category from both, `first` and `second` (..., C) how many
    each of the two gave each of C categories; «not marked» is a category.
    """

    agreed: Any
    first: Any
    second: Any

    @classmethod
    def of(cls, table: Mapping[tuple[Category, Category], float]) -> "Margins":
        """Sum a table of how many words got each pair of categories."""
        places = {category: None for both in table for category in both}
        order = {category: place for place, category in enumerate(places)}
        first, second = np.zeros((2, len(order)))
        agreed = 0.0
        for (one, other), count in table.items():
            first[order[one]] += count
            second[order[other]] += count
            agreed += count if one == other else 0
        return cls(np.asarray(agreed), first, second)

    @property
    def total(self) -> Values:
        """How many words were compared, each once for every pair."""
        return self.first.sum(axis=-1)

    @property
    def used(self) -> Values:
        """How many categories were used at all."""
        return np.count_nonzero(self.first + self.second, axis=-1)

    @property
    def undefined(self) -> Undefined:
        """Why there is no coefficient, for those of a single sum that have none."""
        return Undefined.ONE_CATEGORY if np.any(self.total) else Undefined.NO_WORDS


def cohen_kappa(margins: Margins) -> Values:
    """Return Cohen's κ of two annotators: (po - pe) / (1 - pe), with pe from each one's own margins.

    Cohen, «A coefficient of agreement for nominal scales», Educational and Psychological Measurement 20(1),
    1960, formula 1. It does not exist without words, and where both used one and the same category (pe = 1).
    """
    total = margins.total
    by_chance = (margins.first * margins.second).sum(axis=-1)
    return _ratio(margins.agreed * total - by_chance, total * total - by_chance, margins)


def fleiss_kappa(margins: Margins) -> Values:
    """Return Fleiss' κ of any number of annotators who all read the same words.

    (P - Pe) / (1 - Pe): P is the share of agreeing pairs among all pairs over a word, Pe the sum of the
    squared shares of the categories over all annotators: Fleiss, «Measuring nominal scale agreement among
    many raters», Psychological Bulletin 76(5), 1971, pages 379-380. As each annotator stands in
    as many pairs as any other, the margins over pairs give the same shares.
    """
    total = margins.total
    by_chance = ((margins.first + margins.second) ** 2).sum(axis=-1) / 4
    return _ratio(margins.agreed * total - by_chance, total * total - by_chance, margins)


def krippendorff_alpha(margins: Margins) -> Values:
    """Return Krippendorff's α for nominal data: 1 - Do / De.

    Krippendorff, «Computing Krippendorff's Alpha-Reliability», 2011 (first 2007), section C: with the
    coincidences o_ck, the n_c of a category and n of all, ((n - 1) Σ o_cc - Σ n_c (n_c - 1)) /
    (n (n - 1) - Σ n_c (n_c - 1)). A word that m annotators read gives each pair of them 1 / (m - 1): the
    caller weighs the sums so. Here a pair counts once; its coincidences count in both orders.
    """
    by_category = margins.first + margins.second
    values = by_category.sum(axis=-1)
    by_chance = (by_category * (by_category - 1)).sum(axis=-1)
    return _ratio((values - 1) * 2 * margins.agreed - by_chance, values * (values - 1) - by_chance, margins)


def _ratio(above: Values, below: Values, margins: Margins) -> Values:
    """Divide where two categories or more were used: with one, agreement by chance is certain."""
    exists = margins.used > 1
    return np.where(exists, above / np.where(exists, below, 1), np.nan)


def figure_of(coefficient: Callable[[Margins], Values], margins: Margins) -> Figure:
    """Return a coefficient of one sum as a figure: its value, or why there is none."""
    value = float(coefficient(margins))
    return Figure(None, margins.undefined) if np.isnan(value) else Figure(value)
