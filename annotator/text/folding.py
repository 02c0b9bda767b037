"""Folding: the one spelling that stands for all spellings of a word, with a map to the source.

Vowel marks, tatweel and invisible characters go; the forms of alef, yeh, heh, kaf, of digits,
quotes, white space and Latin letters become one. Folding compares; it never replaces the text
that people see. Offsets are code points.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

_LETTERS: Final = {
    "ٱ": "ا",
    "ى": "ي",
    "ة": "ه",
    "ک": "ك",
    "ی": "ي",
    # ؤ and ئ are letters of their own; every other letter with a hamza or madda is its bare letter.
    "ؤ": "ؤ",
    "ئ": "ئ",
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n"),
    "\n": "\n",
}
# Visible signs that Unicode counts as format characters: the Arabic number signs, the end of an ayah.
_VISIBLE_FORMAT: Final = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
_QURANIC_LETTERS: Final = frozenset("\u06e5\u06e6")
_HAMZA_ABOVE: Final = "\u0654"
# Decomposed ؤ and ئ; other marks may stand between the letter and its hamza.
_OPEN_HAMZA: Final = re.compile("([ويىی])(?=[\u064b-\u0653\u0655-\u065f\u0670]*\u0654)")
_MARK_RANGES: Final = (
    (0x0300, 0x036F),
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
    (0x0898, 0x089F),
    (0x08CA, 0x08FF),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
)
# Compatibility forms (ligatures, presentation forms, full and half width) and accented letters.
_COMPATIBLE_RANGES: Final = ((0xFB00, 0xFB4F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC), (0xFF00, 0xFFEF))
_ACCENTED_RANGES: Final = ((0x00C0, 0x052F), (0x0600, 0x06FF), (0x1E00, 0x1FFF))


@dataclass(frozen=True)
class Folded:
    """A folded text and where each of its characters comes from."""

    text: str
    _source: str = field(repr=False)

    @cached_property
    def _origins(self) -> list[int] | range:
        """The source offset of every folded character."""
        origins: list[int] = []
        position = 0
        for odd in _NOT_PLAIN.finditer(self._source):
            at = odd.start()
            width = _WIDTHS[ord(odd.group())]
            if width == 1:
                continue
            origins.extend(range(position, at))
            origins.extend([at] * width)
            position = at + 1
        if position == 0:
            return range(len(self._source))
        origins.extend(range(position, len(self._source)))
        return origins

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return the source range of a folded range, with the marks and tatweel that trail its last letter.

        Bidi marks that trail it stay outside. An empty range gives an empty one.
        """
        origins = self._origins
        first = origins[start] if start < len(origins) else len(self._source)
        if start >= end:
            return first, first
        last = origins[end - 1] + 1
        trailing = _TRAILING.match(self._source, last)
        return first, trailing.end() if trailing else last

    def folded(self, offset: int) -> int:
        """Return the folded offset of a source offset; where it points at nothing that is left, the next."""
        return bisect_left(self._origins, offset)


def fold(text: str) -> Folded:
    """Fold `text` and keep the way back."""
    return Folded(folded(text), text)


def folded(text: str) -> str:
    """Fold `text`. Folding twice changes nothing more."""
    if _HAMZA_ABOVE in text:
        text = _OPEN_HAMZA.sub(_close_hamza, text)
    return text.translate(_FOLDS)


def _close_hamza(letter: re.Match[str]) -> str:
    return "ؤ" if letter.group() == "و" else "ئ"


def _fold_character(character: str) -> str:
    """Fold one character; the result is a fixed point."""
    if character in _LETTERS:
        return _LETTERS[character]
    code = ord(character)
    category = unicodedata.category(character)
    if _is_dropped(character, code, category):
        return ""
    if category == "Zs" or character in "\t\x1c\x1d\x1e\x1f":
        return " "
    if category == "Nd" and (0x0660 <= code <= 0x0669 or 0x06F0 <= code <= 0x06F9):
        return str(unicodedata.digit(character))
    if _is_within(code, _COMPATIBLE_RANGES):
        opened = unicodedata.normalize("NFKC", character)
    elif _is_within(code, _ACCENTED_RANGES):
        opened = unicodedata.normalize("NFD", character).lower()
    else:
        opened = character.lower()
    return character if opened == character else "".join(map(_fold_character, opened))


def _is_dropped(character: str, code: int, category: str) -> bool:
    if category == "Cf":
        # Tags (as in the flag of Scotland) tell one emoji from another.
        return character not in _VISIBLE_FORMAT and not 0xE0000 <= code <= 0xE007F
    is_mark = category == "Mn" and _is_within(code, _MARK_RANGES)
    return is_mark or character == "ـ" or character in _QURANIC_LETTERS


def _is_within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


class _Folds(dict[int, int | str | None]):
    """A table for str.translate that learns each character when it first meets it."""

    def __missing__(self, code: int) -> int | str | None:
        result = _fold_character(chr(code))
        self[code] = ord(result) if len(result) == 1 else result or None
        return self[code]


class _Widths(dict[int, int]):
    """For every character, how many characters its folding has, as a code point."""

    def __missing__(self, code: int) -> int:
        self[code] = len(_fold_character(chr(code)))
        return self[code]


# All but the most frequent of what folds into one character each; the others are looked up.
_NOT_PLAIN: Final = re.compile("[^\\n -~«»،؛؟ء-غف-ي٠-٩–—‘’“”]")
_FOLDS: Final = _Folds()
_WIDTHS: Final = _Widths()
# What may trail a letter: marks, tatweel, the joiners that a grapheme holds; not bidi marks.
_TRAILING: Final = re.compile(
    "[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff\u200c\u200d\ufe00-\ufe0f\ufe20-\ufe2f]+"
)
