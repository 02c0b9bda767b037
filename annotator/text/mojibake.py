"""Mojibake: Arabic in UTF-8 that some program once read as cp1252, latin-1 or cp1256.

Ø§Ù„ and ط§ظ„ are both ال. A run is put right only where at least three Arabic letters stand in it
side by side, so that what merely looks alike (ط،) stays.
"""

import re
from collections.abc import Iterator
from typing import Final

_LETTERS_IN_A_ROW: Final = 3
_ARABIC_LETTER: Final = "ء-غف-يپچژڤکگی"
_IN_A_ROW: Final = re.compile(f"[{_ARABIC_LETTER}]{{{_LETTERS_IN_A_ROW}}}")
# What the text of a run may hold beside letters: marks, digits, signs, spaces, emoji.
_EXPECTED: Final = re.compile(
    f"[{_ARABIC_LETTER}ـ-ٟ٠-٭ٰٱ۰-۹،؛؟\xa0-\xff\u200b-\u2069€\ufeff\U0001f000-\U0001faff]"
)


def _characters(codec: str) -> dict[str, int]:
    """Return the byte of every character of a one-byte codec; bytes it leaves open stand for themselves."""
    table = {chr(byte): byte for byte in range(0x80, 0xA0)} if codec == "cp1252" else {}
    for byte in range(0x80, 0x100):
        table[bytes([byte]).decode(codec, errors="ignore") or chr(byte)] = byte
    return table


class _Misreading:
    """One codec under which UTF-8 was misread: where that shows, and what was meant."""

    def __init__(self, codec: str) -> None:
        self._bytes = _characters(codec)
        lead2, lead3, lead4 = self._class(0xC2, 0xE0), self._class(0xE0, 0xF0), self._class(0xF0, 0xF5)
        tail = self._class(0x80, 0xC0)
        arabic = self._class(0xD8, 0xDC)
        self._unit = re.compile(f"{lead2}{tail}|{lead3}{tail}{{2}}|{lead4}{tail}{{3}}")
        unit = f"(?:{self._unit.pattern})"
        self._sign = re.compile(f"(?:{arabic}{tail}){{{_LETTERS_IN_A_ROW}}}")
        # Possessive, so that a long stretch of ASCII is walked through once.
        self._run = re.compile(f"{unit}(?:[ -~]*{unit})*")

    def _class(self, first: int, end: int) -> str:
        members = [character for character, byte in self._bytes.items() if first <= byte < end]
        return "[" + "".join(map(re.escape, members)) + "]"

    def edits(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield an edit for each character that was meant."""
        if not self._sign.search(text):
            return
        for run in self._run.finditer(text):
            meant = [(unit.start(), unit.end(), self._meant(unit.group())) for unit in self._units(text, run)]
            if _IN_A_ROW.search(_as_read(meant)):
                yield from ((start, end, character) for start, end, character in meant if character)

    def _units(self, text: str, run: re.Match[str]) -> Iterator[re.Match[str]]:
        return self._unit.finditer(text, run.start(), run.end())

    def _meant(self, unit: str) -> str:
        """Return the character that a unit stands for, "" where it stands for none that is expected."""
        meant = bytes(self._bytes[character] for character in unit).decode("utf-8", errors="ignore")
        return meant if _EXPECTED.fullmatch(meant) else ""


def _as_read(meant: list[tuple[int, int, str]]) -> str:
    """Write the characters of a run down, with a space wherever something stood between two."""
    parts: list[str] = []
    position = -1
    for start, end, character in meant:
        parts.append(character or " ") if start == position else parts.append(" " + (character or " "))
        position = end
    return "".join(parts)


_MISREADINGS: Final = (_Misreading("cp1252"), _Misreading("cp1256"))


def mojibake_edits(text: str) -> list[tuple[int, int, str]]:
    """Return the edits that put mojibake right, sorted and disjoint: one for each character meant."""
    found: list[tuple[int, int, str]] = []
    for misreading in _MISREADINGS:
        found = found or list(misreading.edits(text))
    return found


def is_mojibake(text: str) -> bool:
    """Tell whether any of the text is UTF-8 misread."""
    return bool(mojibake_edits(text))
