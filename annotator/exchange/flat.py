"""Spans that may nest, laid over tokens that carry one tag each (IOB2).

Whole words are the default: a span that begins after a proclitic takes in the word. The split
convention cuts words, into substrings only: at the certain proclitics of every word, and where a
span begins after a proclitic (للرباط becomes ل + لرباط). Enclitics stay with their word.

A sentence never ends inside a span that is written, for IOB2 could not go on in the next one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from annotator.exchange.losses import LossKind, Tally
from annotator.exchange.outgoing import Clitics, Nested, Options, Outgoing
from annotator.model import Span
from annotator.text.clitics import default_start, stem_starts
from annotator.text.tokens import Token, is_word, sentences, words

FREE: Final = -1
_SPACE: Final = re.compile(r"\s")
_NO_SPACE: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Placed:
    """A span over the tokens `first` to `last`, both included."""

    span: Span
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Flat:
    """A document's sentences: for each its token texts, and a tag for each of them."""

    sentences: list[tuple[list[str], list[str]]]


def flatten(document: Outgoing, *, options: Options, tally: Tally) -> Flat:
    """Lay a document's spans over its tokens; count in `tally` what is carried and what is lost."""
    text = document.text
    tokens = tokens_of(text, document.spans, clitics=options.clitics)
    placed = _carried(document, tokens, nested=options.nested, tally=tally)
    tags = ["O"] * len(tokens)
    for one in placed:
        tag = options.tag(one.span)
        tags[one.first] = f"B-{tag}"
        tags[one.first + 1 : one.last + 1] = [f"I-{tag}"] * (one.last - one.first)
        tally.spans[tag] += 1
        tally.widened += (tokens[one.first].start, tokens[one.last].end) != (one.span.start, one.span.end)
    breaks = [*_breaks(text, tokens, placed), len(tokens)]
    tally.documents += 1
    tally.tokens += len(tokens)
    tally.sentences += len(breaks) - 1
    surfaces = [text[start:end] for start, end in tokens]
    return Flat([(surfaces[a:b], tags[a:b]) for a, b in pairwise(breaks)])


def tokens_of(text: str, spans: Iterable[Span], *, clitics: Clitics) -> list[Token]:
    """Return the tokens of `text` under a clitic convention; `spans` say where else the split one cuts."""
    tokens = _without_space(text, words(text))
    if clitics == "whole-word":
        return tokens
    starts = sorted({span.start for span in spans})
    cut: list[Token] = []
    for token in tokens:
        inside = starts[bisect_right(starts, token.start) : bisect_left(starts, token.end)]
        edges = [token.start, *_cuts(text, token, inside), token.end]
        cut += [Token(start, end) for start, end in pairwise(edges)]
    return cut


def _without_space(text: str, tokens: list[Token]) -> list[Token]:
    """Cut white space out of tokens: a mark that sits on a space keeps it, and a column cannot."""
    if not _SPACE.search("".join([text[start:end] for start, end in tokens])):
        return tokens
    return [Token(*part.span()) for start, end in tokens for part in _NO_SPACE.finditer(text, start, end)]


def _cuts(text: str, token: Token, span_starts: Sequence[int]) -> list[int]:
    certain, possible = _stems(text[token.start : token.end])
    stem = max([certain, *(at - token.start for at in span_starts if at - token.start in possible)])
    return [token.start + at for at in possible if 0 < at <= stem]


@lru_cache(maxsize=1 << 16)
def _stems(word: str) -> tuple[int, list[int]]:
    """Return where the stem of a word certainly starts, and everywhere it may; news repeats its words."""
    if not is_word(word, Token(0, len(word))):
        return 0, [0]
    return default_start(word, 0, len(word)), stem_starts(word, 0, len(word))


def _carried(document: Outgoing, tokens: list[Token], *, nested: Nested, tally: Tally) -> list[Placed]:
    placed: list[Placed] = []
    for span, at in _place(document.spans, tokens):
        if at is None:
            tally.lose(LossKind.NO_WORD, span, document_id=document.id, text=document.text)
        else:
            placed.append(Placed(span, *at))
    if nested == "innermost":
        placed.sort(key=lambda one: (one.span.end - one.span.start, one.first))
    owners = [FREE] * len(tokens)
    kept: list[Placed] = []
    for one in placed:
        taken = next((owner for owner in owners[one.first : one.last + 1] if owner != FREE), FREE)
        if taken == FREE:
            owners[one.first : one.last + 1] = [len(kept)] * (one.last + 1 - one.first)
            kept.append(one)
        else:
            kind = _why(one.span, kept[taken].span)
            tally.lose(kind, one.span, document_id=document.id, text=document.text)
    return sorted(kept, key=lambda one: one.first)


def _place(spans: Iterable[Span], tokens: list[Token]) -> Iterable[tuple[Span, tuple[int, int] | None]]:
    starts = [token.start for token in tokens]
    ends = [token.end for token in tokens]
    for span in spans:
        first, last = bisect_right(ends, span.start), bisect_left(starts, span.end) - 1
        yield span, (first, last) if first <= last else None


def _why(span: Span, written: Span) -> LossKind:
    if (span.start, span.end) == (written.start, written.end):
        return LossKind.SAME_RANGE
    if written.contains(span):
        return LossKind.INSIDE
    if span.contains(written):
        return LossKind.AROUND
    return LossKind.CROSSING if span.crosses(written) else LossKind.SAME_WORD


def _breaks(text: str, tokens: list[Token], placed: Iterable[Placed]) -> list[int]:
    """Return the index of each sentence's first token."""
    starts = [token.start for token in tokens]
    breaks = {bisect_left(starts, sentence.start) for sentence in sentences(text)}
    for one in placed:
        breaks.difference_update(range(one.first + 1, one.last + 1))
    return sorted({0, *breaks} - {len(tokens)}) if tokens else []
