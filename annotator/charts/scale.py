"""Round steps for an axis, and how a value on one is written."""

import math

from annotator.words import number


def steps(low: float, high: float, *, most: int = 5, is_whole: bool = False) -> list[float]:
    """Return round values in equal steps that hold `low` and `high`, about `most` of them.

    With `is_whole` they are whole numbers: of articles there are no halves.
    """
    if high <= low:
        high = low + 1.0
    raw = max((high - low) / max(1, most - 1), 1.0 if is_whole else 0.0)
    size = 10.0 ** math.floor(math.log10(raw))
    sizes = [size * factor for factor in (1, 2, 2.5, 5, 10)]
    step = next(one for one in sizes if one >= raw * 0.999999 and not (is_whole and one % 1))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(place * step, 10) for place in range(first, last + 1)]


def said(value: float) -> str:
    """Write a value: whole ones without decimals, others with as many as tell something."""
    if value == int(value):
        return number(int(value))
    text = f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
    decimals = len(text.rstrip("0").partition(".")[2])
    return number(round(value, 2), decimals=decimals)
