"""Which characters of a text cannot be seen, and what kind of sign stands for each; knows no pixels."""

from collections.abc import Iterator
from enum import Enum, auto
from typing import Final

import regex  # type: ignore[import-untyped]  # it ships no types


class Sign(Enum):
    """What is drawn for a character."""

    BLANK = auto()
    """A blank that is no plain space: a line may not be wrapped there, or it has a width of its own."""
    TAB = auto()
    CONTROL = auto()
    """A control character, shown as wide as a space."""
    TATWEEL = auto()
    JOINER = auto()
    NON_JOINER = auto()
    TO_LEFT = auto()
    TO_RIGHT = auto()
    OPENS = auto()
    """It opens an embedding or an isolate; CLOSES ends one."""
    CLOSES = auto()
    NOTHING = auto()
    """Any other format character without a width."""
    LONE_MARK = auto()
    """A vowel sign, or another mark, that sits on no letter."""


_SIGNS: Final = {
    "\t": Sign.TAB,
    "\u0640": Sign.TATWEEL,
    "\u061c": Sign.TO_LEFT,
    "\u200c": Sign.NON_JOINER,
    "\u200d": Sign.JOINER,
    "\u200e": Sign.TO_RIGHT,
    "\u200f": Sign.TO_LEFT,
    **dict.fromkeys("\u202a\u202b\u202d\u202e\u2066\u2067\u2068", Sign.OPENS),
    **dict.fromkeys("\u202c\u2069", Sign.CLOSES),
}
_UNSEEN: Final = regex.compile(
    r"[\u0640\p{Cc}\p{Cf}\p{Zl}\p{Zp}[\p{Zs}--\x20]]|(?:^|(?<=[^\p{L}\p{M}\p{N}\u0640\u25cc]))[\p{Mn}--[\ufe00-\ufe0f]]",
    regex.VERSION1,
)


def signs(text: str, start: int, end: int) -> Iterator[tuple[int, Sign]]:
    """Yield the offsets in `[start, end)` of what cannot be seen, each with its sign."""
    for found in _UNSEEN.finditer(text, start, end):
        yield found.start(), _sign(found.group())


def _sign(character: str) -> Sign:
    known = _SIGNS.get(character)
    if known is not None:
        return known
    if regex.match(r"\p{Mn}", character):
        return Sign.LONE_MARK
    if regex.match(r"[\p{Cc}\p{Zl}\p{Zp}]", character):
        return Sign.CONTROL
    return Sign.BLANK if character.isspace() else Sign.NOTHING
