"""The interval of a share: of so many, so many."""

from math import sqrt
from statistics import NormalDist
from typing import Final

from annotator.agreement.coefficients import Figure, Interval, Undefined

LEAST: Final = 10
"""Of fewer than these a share says too little."""
_Z: Final = NormalDist().inv_cdf(0.975)


def wilson(successes: int, trials: int) -> Interval:
    """Return the 95 % score interval of a share; raises ValueError without trials.

    Wilson, «Probable inference, the law of succession, and statistical inference», Journal of the American
    Statistical Association 22(158), 1927. It stays within 0 and 1, and holds for few trials and for shares
    at the ends, where the usual one does not.
    """
    if not 0 <= successes <= trials or not trials:
        raise ValueError(f"{successes} of {trials}")
    share, square = successes / trials, _Z * _Z
    middle = share + square / (2 * trials)
    reach = _Z * sqrt(share * (1 - share) / trials + square / (4 * trials * trials))
    whole = 1 + square / trials
    low = 0.0 if successes == 0 else (middle - reach) / whole
    return Interval(low, 1.0 if successes == trials else (middle + reach) / whole)


def share(successes: int, trials: int, *, too_few: Undefined) -> Figure:
    """Return a share with its interval; with fewer than LEAST trials there is none, for the reason given."""
    if not trials:
        return Figure(None, too_few)
    if trials < LEAST:
        return Figure(successes / trials, uncertain=too_few)
    return Figure(successes / trials, interval=wilson(successes, trials))
