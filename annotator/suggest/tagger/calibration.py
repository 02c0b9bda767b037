"""From a raw score to the chance to be right, by how often scores like it were right.

Isotonic regression by pooling adjacent violators (Zadrozny and Elkan, KDD 2002), fitted on documents
that the model had not learnt from. Where little is known, the raw score stands for itself.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

Scored = tuple[float, bool]  # a score and whether what had it was right
_THOUGHT: Final = 12  # how many scores of each tenth the raw score counts for
_TENTHS: Final = 10


@dataclass(frozen=True, slots=True)
class Calibration:
    """Knots of a curve that rises: raw scores, and the chance at each; straight between."""

    raw: tuple[float, ...] = (0.0, 1.0)
    chance: tuple[float, ...] = (0.0, 1.0)

    def __call__(self, score: float) -> float:
        """Return the chance to be right of what has a raw score."""
        after = bisect_left(self.raw, score)
        if after == 0:
            return self.chance[0]
        if after == len(self.raw):
            return self.chance[-1]
        low, high = self.raw[after - 1], self.raw[after]
        share = (score - low) / (high - low) if high > low else 1.0
        return self.chance[after - 1] + share * (self.chance[after] - self.chance[after - 1])


def fit(scored: Iterable[Scored]) -> Calibration:
    """Return the curve of these scores."""
    points = [(score, float(is_right), 1.0) for score, is_right in scored]
    for tenth in range(_TENTHS):
        middle = (tenth + 0.5) / _TENTHS
        points.append((middle, middle, float(_THOUGHT)))
    blocks: list[list[float]] = []  # of each: the sums of score, of right and of weight
    for score, right, weight in sorted(points):
        blocks.append([score * weight, right * weight, weight])
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2]:
            last = blocks.pop()
            blocks[-1] = [one + other for one, other in zip(blocks[-1], last, strict=True)]
    raw = [block[0] / block[2] for block in blocks]
    chance = [block[1] / block[2] for block in blocks]
    return Calibration(tuple(raw), tuple(chance))


def reliability(scored: Iterable[Scored], *, bins: int = _TENTHS) -> list[tuple[float, float, int]]:
    """Return by equal steps of the score: the mean score, the share that was right, how many there are."""
    found: list[list[Scored]] = [[] for _ in range(bins)]
    for score, is_right in scored:
        found[min(int(score * bins), bins - 1)].append((score, is_right))
    return [
        (
            round(sum(score for score, _right in some) / len(some), 4),
            round(sum(is_right for _score, is_right in some) / len(some), 4),
            len(some),
        )
        for some in found
        if some
    ]


def calibration_error(curve: Sequence[tuple[float, float, int]]) -> float:
    """Return the expected calibration error of a reliability curve (Naeini et al., AAAI 2015)."""
    total = sum(count for _score, _share, count in curve)
    return sum(abs(score - share) * count for score, share, count in curve) / total if total else 0.0


def is_rising(curve: Calibration) -> bool:
    """Tell whether the knots of a curve are in order and its values are chances."""
    return (
        len(curve.raw) == len(curve.chance) > 0
        and all(one <= other for one, other in pairwise(curve.raw))
        and all(one <= other for one, other in pairwise(curve.chance))
        and all(0.0 <= value <= 1.0 for value in curve.chance)
    )
