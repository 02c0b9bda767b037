"""Tokens that cover a text without a gap and are cut wherever a span begins or ends.

Prodigy and spaCy know spans that stand on whole tokens only, and make the text again from tokens that a space
follows or not. A blank that is no single space behind a word is a token of its own, as in spaCy.
"""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final, NamedTuple

from annotator.model import Span
from annotator.text.tokens import words

_RUN: Final = re.compile(r"\s+|\S+")
_BLANK: Final = re.compile(r"\s")


class CutToken(NamedTuple):
    """A range of code points; `has_space` tells whether one space follows that is in no token."""

    start: int
    end: int
    has_space: bool


def cut_tokens(text: str, spans: Iterable[Span]) -> list[CutToken]:
    """Return the tokens of `text`; no span begins or ends on a blank."""
    cuts = {0, len(text)}
    for span in spans:
        cuts.update((span.start, span.end))
    for start, end in words(text):
        cuts.add(start)
        cuts.add(end)
    found = _Found(text)
    for start, end in pairwise(sorted(cuts)):
        piece = text[start:end]
        if piece == " " and found.takes_space(start):
            found.has_space[-1] = True
        elif _BLANK.search(piece) is None:
            found.add(start, end, is_blank=False)
        else:
            for run in _RUN.finditer(piece):
                found.run(start + run.start(), start + run.end())
    return list(map(CutToken, found.starts, found.ends, found.has_space))


class _Found:
    """The tokens found so far. Blanks that a cut divides are put together again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.has_space: list[bool] = []
        self._is_blank = True  # the last one

    def takes_space(self, start: int) -> bool:
        """Tell whether a space at `start` stands right behind a word."""
        return not self._is_blank and not self.has_space[-1] and self.ends[-1] == start

    def add(self, start: int, end: int, *, is_blank: bool) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.has_space.append(False)
        self._is_blank = is_blank

    def run(self, start: int, end: int) -> None:
        """Add a run of blanks or of anything else."""
        if not self._text[start].isspace():
            self.add(start, end, is_blank=False)
            return
        if self._is_blank and self.ends:
            self.ends[-1] = end
            return
        if self._text[start] == " " and self.takes_space(start):
            self.has_space[-1] = True
            start += 1
        if start < end:
            self.add(start, end, is_blank=True)
