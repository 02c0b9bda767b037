"""Graphemes: what a reader takes for one character (Unicode Annex 29, extended clusters).

Edges of spans, carets and tokens stand on their boundaries only. Offsets are code points. This
module knows no words.
"""

import re
from functools import lru_cache
from typing import Final

import regex  # type: ignore[import-untyped]  # it ships no types

# Flags are told from the library's \X, which goes back to the first of a row for each of them.
_FLAG: Final = r"\p{GCB=Prepend}*\p{GCB=Regional_Indicator}{2}[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*"
_CLUSTER: Final = regex.compile(rf"{_FLAG}|\X")
# Characters that never join a neighbour of their own kind: between two of them is always a boundary.
_PLAIN_RANGES: Final = r"\n -~\xa0\xab\xbb\xc0-\u02ffͰ-ҁҊ-ԯא-ת،؛؟ء-غـ-ي٠-٭ٱ-ۓ۰-۹–—‘-‟…一-鿿"
_ARE_PLAIN: Final = re.compile(f"[{_PLAIN_RANGES}]{{2}}")
# A stretch in which something may join, with the plain characters that it may join to.
_STRETCH: Final = re.compile(f"[{_PLAIN_RANGES}]?(?:[^{_PLAIN_RANGES}]+[{_PLAIN_RANGES}]?)+")
_NEAR: Final = 64  # code points around an offset that are looked at before all of the text is
_BIDI_MARKS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def boundaries(text: str) -> list[int]:
    """Return every boundary in order, 0 and the length of the text among them."""
    found: list[int] = []
    position = 0
    for stretch in _STRETCH.finditer(text):
        start = stretch.start()
        found.extend(range(position, start))
        found.extend(start + cluster.start() for cluster in _CLUSTER.finditer(stretch.group()))
        position = stretch.end()
    found.extend(range(position, len(text) + 1))
    return found


def clusters(text: str) -> list[tuple[int, int]]:
    """Return the graphemes of more than one code point, in order."""
    found: list[tuple[int, int]] = []
    for stretch in _STRETCH.finditer(text):
        start = stretch.start()
        for cluster in _CLUSTER.finditer(stretch.group()):
            if cluster.end() - cluster.start() > 1:
                found.append((start + cluster.start(), start + cluster.end()))
    return found


def is_boundary(text: str, offset: int) -> bool:
    """Tell whether a grapheme starts or ends at `offset`; both ends of the text are boundaries."""
    if not 0 < offset < len(text):
        return offset in (0, len(text))
    # Nearly every edge is between two plain letters: an import asks this of hundreds of thousands.
    return _is_parted(text, offset) or _around(text, offset)[0] == offset


def is_no_edge(character: str) -> bool:
    """Tell whether no span may start or end with a character: white space and bidi marks."""
    return character.isspace() or character in _BIDI_MARKS


def snap(text: str, offset: int, *, forward: bool) -> int:
    """Return `offset` if it is a boundary, else the next one forward or back; outside the text, its end."""
    offset = min(max(offset, 0), len(text))
    before, after = _around(text, offset)
    return after if forward and before != offset else before


def _around(text: str, offset: int) -> tuple[int, int]:
    """Return the last boundary up to `offset` and the first one after it."""
    first, last = max(0, offset - _NEAR), min(len(text), offset + _NEAR)
    start = offset
    while start > first and not _is_parted(text, start):
        start -= 1
    end = offset + 1
    while end < last and not _is_parted(text, end):
        end += 1
    if (0 < start == first) or (len(text) > end == last):
        # What may join goes on for long, as in a row of flags: all is looked at once, not for each offset.
        marks = _marks(text)
        return marks.rfind(1, 0, offset + 1), marks.find(1, offset + 1)
    for cluster in _CLUSTER.finditer(text[start:end]):
        if start + cluster.end() > offset:
            return start + cluster.start(), start + cluster.end()
    return offset, offset


@lru_cache(maxsize=1)
def _marks(text: str) -> bytearray:
    """Return a byte for each offset, 1 where a boundary is."""
    marks = bytearray(len(text) + 1)
    for place in boundaries(text):
        marks[place] = 1
    return marks


def _is_parted(text: str, offset: int) -> bool:
    """Tell whether the two characters around `offset` are plain, so that a boundary is certain."""
    return _ARE_PLAIN.match(text, offset - 1) is not None
