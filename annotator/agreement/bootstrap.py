"""Intervals by drawing the documents anew: a percentile bootstrap in which every round is a sum.

Efron, «Bootstrap methods: another look at the jackknife», Annals of Statistics 7(1), 1979; the percentile
interval: Efron and Tibshirani, «An Introduction to the Bootstrap», 1993, chapter 13.3. Documents are
drawn, not words or spans, since those of one article are not independent of each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from annotator.agreement.coefficients import Figure, Interval, Undefined
from annotator.agreement.columns import sums
from annotator.agreement.scope import Resampling

FEWEST: Final = 5
"""Documents that an interval needs: with fewer, draws hardly differ and say more than is known."""

_ENDS: Final = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Draw:
    """How often each round drew each document: `weights` (rounds, d); `place` (D,) leads into its columns."""

    weights: Any
    place: Any

    @classmethod
    def over(cls, documents: Sequence[str], taken: Any, resampling: Resampling) -> "Draw":
        """Draw as many of the `taken` (D,) as there are, with return, in every round.

        Documents are drawn in the order of their ids: the order of a list changes no interval.
        """
        ids = sorted((documents[one], one) for one in np.flatnonzero(taken).tolist())
        place = np.full(len(documents), -1, dtype=np.intp)
        place[[one for _, one in ids]] = np.arange(len(ids))
        size, rounds = len(ids), resampling.rounds
        if not size:
            return cls(np.zeros((rounds, 0)), place)
        chance = np.random.default_rng(resampling.seed)
        weights = np.empty((rounds, size))
        for line in weights:  # one round at a time: all at once take four times the memory
            line[:] = np.bincount(chance.integers(0, size, size), minlength=size)
        return cls(weights, place)

    def of(self, values: Any, document: Any) -> Any:
        """Sum rows (r, ...) of the documents (r,) in every round: (rounds, ...)."""
        shape = (len(self.weights), *values.shape[1:])
        if not len(document):
            return np.zeros(shape)
        used, inverse = np.unique(self.place[document], return_inverse=True)
        flat = sums(values, inverse, len(used)).reshape(len(used), -1).astype(np.float64)
        weights = self.weights if len(used) == self.weights.shape[1] else self.weights[:, used]
        return (weights @ flat).reshape(shape)


def intervals(drawn: Any) -> list[Interval | None]:
    """Return the middle 95 % of each column of (rounds, F) values, None where no round has any.

    Rounds in which a figure does not exist (NaN) are left out.
    """
    ordered = np.sort(drawn, axis=0)
    valid = np.count_nonzero(~np.isnan(ordered), axis=0)
    columns = np.arange(drawn.shape[1])
    ends = []
    for share in _ENDS:
        at = share * np.maximum(valid - 1, 0)
        below = np.floor(at).astype(np.intp)
        above = np.minimum(below + 1, np.maximum(valid - 1, 0))
        low, high = ordered[below, columns], ordered[above, columns]
        ends.append((low + (high - low) * (at - below)).tolist())
    return [
        Interval(low, high) if many else None for low, high, many in zip(*ends, valid.tolist(), strict=True)
    ]


def figures_of(
    values: Any, undefined: Undefined | Sequence[Undefined], *, drawn: Any = None, documents: Any = 0
) -> list[Figure]:
    """Return F values as figures, with intervals where rounds are given.

    values      (F,), NaN where a figure does not exist: `undefined` says why, for all or for each
    drawn       (rounds, F), or None where no intervals are wanted
    documents   how many documents each rests on, a number or (F,)
    """
    listed = np.asarray(values, dtype=np.float64).tolist()
    reasons = [undefined] * len(listed) if isinstance(undefined, Undefined) else list(undefined)
    if drawn is None:
        return [
            Figure(None, why) if value != value else Figure(value)
            for value, why in zip(listed, reasons, strict=True)
        ]
    many = np.broadcast_to(documents, len(listed)).tolist()
    return [
        _figure(value, why, interval, count)
        for value, why, interval, count in zip(listed, reasons, intervals(drawn), many, strict=True)
    ]


def _figure(value: float, why: Undefined, interval: Interval | None, documents: int) -> Figure:
    if value != value:
        return Figure(None, why)
    if documents < FEWEST or interval is None:
        return Figure(value, uncertain=Undefined.TOO_FEW)
    return Figure(value, interval=interval)
