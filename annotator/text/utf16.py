"""Offsets in UTF-16 code units, as programs written in JavaScript and Java count them, and the way to ours.

A character beyond the first plane (an emoji, 𞤀) is one code point and two units.
"""

import re
from bisect import bisect_left
from typing import Final

_WIDE: Final = re.compile("[\U00010000-\U0010ffff]")


class Units:
    """Leads offsets of one text from code points to UTF-16 units and back."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._wide = [found.start() for found in _WIDE.finditer(text)]

    @property
    def are_code_points(self) -> bool:
        """Whether both ways of counting are the same for this text."""
        return not self._wide

    def to_units(self, offset: int) -> int:
        """Return the offset in UTF-16 units of a code point."""
        return offset + bisect_left(self._wide, offset) if self._wide else offset

    def to_code_points(self, units: int) -> int | None:
        """Return the offset in code points, None inside a character; past the end it stays past the end."""
        if not self._wide:
            return units
        # How many wide characters begin before: each of them shifts those behind it by one unit.
        before = bisect_left(range(len(self._wide)), units, key=lambda place: self._wide[place] + place)
        offset = units - before
        return offset if self.to_units(offset) == units else None
