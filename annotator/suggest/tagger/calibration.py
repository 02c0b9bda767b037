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
_DIGITS: Final = 4


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
    points: dict[float, list[float]] = {}  # of each score: the sums of right and of weight
    for score, is_right in scored:
        _add(points, score, float(is_right), 1.0)
    for tenth in range(_TENTHS):
        middle = (tenth + 0.5) / _TENTHS
        _add(points, middle, middle, float(_THOUGHT))
    blocks: list[list[float]] = []  # of each: its first and last score, the sums of right and of weight
    for score in sorted(points):
        blocks.append([score, score, *points[score]])
        while len(blocks) > 1 and blocks[-2][2] * blocks[-1][3] >= blocks[-1][2] * blocks[-2][3]:
            _first, last, right, weight = blocks.pop()
            blocks[-1] = [blocks[-1][0], last, blocks[-1][2] + right, blocks[-1][3] + weight]
    knots = [(score, right / weight) for *ends, right, weight in blocks for score in dict.fromkeys(ends)]
    return Calibration(tuple(score for score, _chance in knots), tuple(chance for _score, chance in knots))


def _add(points: dict[float, list[float]], score: float, right: float, weight: float) -> None:
    sums = points.setdefault(round(score, _DIGITS), [0.0, 0.0])
    sums[0] += right * weight
    sums[1] += weight


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
