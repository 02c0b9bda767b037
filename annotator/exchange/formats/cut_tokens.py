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
        cuts.update((start, end))
    found: list[CutToken] = []
    places = sorted(cuts)
    for start, end in pairwise(places):
        for run in _RUN.finditer(text, start, end):
            _add(found, text, *run.span())
    return found


def _add(found: list[CutToken], text: str, start: int, end: int) -> None:
    """Add a run of blanks or of anything else; blanks that a cut divides are put together again."""
    if not text[start].isspace():
        found.append(CutToken(start, end, has_space=False))
        return
    if found and not found[-1].has_space and found[-1].end == start:
        last = found[-1]
        if text[last.start].isspace():
            found[-1] = CutToken(last.start, end, has_space=False)
            return
        if text[start] == " ":
            found[-1] = last._replace(has_space=True)
            start += 1
    if start < end:
        found.append(CutToken(start, end, has_space=False))
