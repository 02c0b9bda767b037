"""Times that work takes, in words."""

from typing import Final

from annotator.words import _, number

_MINUTE: Final = 60
_HOUR: Final = 3600


def duration(seconds: float) -> str:
    """Return a time in the unit in which it is read best: seconds, minutes or hours."""
    if seconds < 1.5 * _MINUTE:
        return _("{count} s").format(count=_short(seconds))
    if seconds < 1.5 * _HOUR:
        return _("{count} min").format(count=_short(seconds / _MINUTE))
    return _("{count} h").format(count=_short(seconds / _HOUR))


def _short(value: float) -> str:
    return number(round(value)) if value >= 10 else number(value, decimals=1)
