"""Times that work takes, in words."""

from typing import Final

from annotator.words import _, number

_MINUTE: Final = 60
_HOUR: Final = 3600


def duration(seconds: float) -> str:
    """Return a time in the unit in which it is read best: seconds, minutes or hours.

    One below nothing, the difference of two, keeps its sign before its figures in a text of any direction.
    """
    far, sign = abs(seconds), -1 if seconds < 0 else 1
    if far < 1.5 * _MINUTE:
        return _("{count} s").format(count=_short(far, sign))
    if far < 1.5 * _HOUR:
        return _("{count} min").format(count=_short(far / _MINUTE, sign))
    return _("{count} h").format(count=_short(far / _HOUR, sign))


def _short(value: float, sign: int) -> str:
    words = number(round(value)) if value >= 10 else number(value, decimals=1)
    return f"\u2066-{words}\u2069" if sign < 0 and round(value, 1) else words
