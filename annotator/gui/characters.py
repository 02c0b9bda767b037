"""Names characters, above all those that cannot be seen."""

import unicodedata
from typing import Final

from annotator.words import N_, _, language, quoted

NAMES: Final = {
    "\t": N_("tab"),
    "\n": N_("line end"),
    "\r": N_("carriage return"),
    " ": N_("space"),
    "\u00a0": N_("no-break space"),
    "\u00ad": N_("soft hyphen"),
    "\u0640": N_("tatweel"),
    "\u061c": N_("Arabic letter mark"),
    "\u200b": N_("zero-width space"),
    "\u200c": N_("zero-width non-joiner"),
    "\u200d": N_("zero-width joiner"),
    "\u200e": N_("left-to-right mark"),
    "\u200f": N_("right-to-left mark"),
    "\u2028": N_("line separator"),
    "\u2029": N_("paragraph separator"),
    "\u202a": N_("left-to-right embedding"),
    "\u202b": N_("right-to-left embedding"),
    "\u202c": N_("end of embedding"),
    "\u202d": N_("left-to-right override"),
    "\u202e": N_("right-to-left override"),
    "\u202f": N_("narrow no-break space"),
    "\u2060": N_("word joiner"),
    "\u2066": N_("left-to-right isolate"),
    "\u2067": N_("right-to-left isolate"),
    "\u2068": N_("isolate"),
    "\u2069": N_("end of isolate"),
    "\ufeff": N_("byte order mark"),
}
_MOST: Final = 4  # characters that are named together


def character_words(text: str, offset: int) -> str:
    """Return the name of the character at an offset, with the marks that sit on it; "" at the end."""
    if not 0 <= offset < len(text):
        return ""
    end = offset + 1
    while end < len(text) and end - offset < _MOST and unicodedata.combining(text[end]):
        end += 1
    return " · ".join(map(named, text[offset:end]))


def named(character: str) -> str:
    """Return one character's code point and name: ours where it has one, else Unicode's, which is English.

    In another language what has no name of ours is shown instead: a letter, or a mark on an empty circle.
    """
    if character in NAMES:
        name = _(NAMES[character])
    elif language() == "en":
        name = unicodedata.name(character, "").lower()
    elif unicodedata.combining(character):
        name = f"\u25cc{character}"
    else:
        name = quoted(character) if character.isprintable() else ""
    # Isolates: U+200F keeps its order in an Arabic line.
    return f"\u2066U+{ord(character):04X}\u2069 {name}".rstrip()
