"""Spans that may nest, laid over tokens: one tag each, or as many as spans lie over each other.

Whole words are the default: a span that begins after a proclitic takes in the word. The split
convention cuts words, into substrings only: at the certain proclitics of every word, and where a
span begins after a proclitic (للرباط becomes ل + لرباط). Enclitics stay with their word.

A sentence never ends inside a span that is written, for no scheme could go on in the next one. A text
that was made of given tokens (`meta["tokens"]` is `spaces`) keeps them: white space parts them, lines are
its sentences.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from annotator.exchange.losses import LossKind, Tally, kind_of
from annotator.exchange.outgoing import Clitics, Options, Outgoing
from annotator.exchange.schemes import OUTSIDE, SCHEMES, TagRun, spelt
from annotator.model import Span
from annotator.text.clitics import default_start, stem_starts
from annotator.text.tokens import Token, is_word, sentence_starts, words

TOKENS: Final = "tokens"  # the key in a document's meta
GIVEN: Final = "spaces"  # and what stands there where its tokens were given

FREE: Final = -1
_SPACE: Final = re.compile(r"\s")
_NO_SPACE: Final = re.compile(r"\S+")
_BORDER: Final = "-DOCSTART-"
# A token that would be read as the border of a document is cut in two.
_NO_BORDER: Final = re.compile(r"(?<!\S)-(?=DOCSTART-)|\S+")


@dataclass(frozen=True, slots=True)
class Placed:
    """A span over the tokens `first` to `last`, both included, and its tag."""

    span: Span
    first: int
    last: int
    tag: str

    @property
    def run(self) -> TagRun:
        """The place and the tag alone."""
        return TagRun(self.first, self.last, self.tag)


@dataclass(frozen=True, slots=True)
class Flat:
    """A document's sentences: for each its token texts, and for each of them its tags with blanks between."""

    sentences: list[tuple[list[str], list[str]]]


def has_given_tokens(document: Outgoing) -> bool:
    """Tell whether the document's text was made of tokens."""
    return document.meta.get(TOKENS) == GIVEN


def flatten(document: Outgoing, *, options: Options, tally: Tally, layers: bool = False) -> Flat:
    """Lay a document's spans over its tokens; count in `tally` what is carried and what is lost.

    With `layers` a token has a tag for every span that lies over it, the outermost first, else one.
    """
    scheme = options.scheme or SCHEMES[0]
    text = document.text
    is_given = has_given_tokens(document)
    whole = _given(text) if is_given else _without_space(text, words(text))
    tokens = _cut(text, whole, document.spans) if options.clitics == "split" else whole
    placed = list(_placed(document, tokens, options=options, tally=tally))
    if options.nested == "innermost":
        placed.sort(key=lambda one: (one.span.end - one.span.start, one.first))
    kept = _layered(document, placed, tally) if layers else [_one_layer(document, placed, tally)]
    for one in (one for layer in kept for one in layer):
        tally.spans[one.tag] += 1
        tally.widened += (tokens[one.first].start, tokens[one.last].end) != (one.span.start, one.span.end)
    first_ones = _lines(text, tokens) if is_given else _sentences(text, whole, tokens)
    breaks = _breaks(first_ones, kept, len(tokens))
    tally.documents += 1
    tally.given += is_given
    tally.tokens += len(tokens)
    tally.sentences += len(breaks) - 1
    tags = [
        spelt([one.run for one in layer], length=len(tokens), scheme=scheme, breaks=breaks) for layer in kept
    ]
    joined = tags[0] if len(tags) == 1 else _joined(tags, len(tokens))
    surfaces = [text[start:end] for start, end in tokens]
    return Flat([(surfaces[a:b], joined[a:b]) for a, b in pairwise(breaks)])


def tokens_of(text: str, spans: Iterable[Span], *, clitics: Clitics, is_given: bool = False) -> list[Token]:
    """Return the tokens of `text` under a clitic convention; `spans` say where else the split one cuts."""
    tokens = _given(text) if is_given else _without_space(text, words(text))
    return tokens if clitics == "whole-word" else _cut(text, tokens, spans)


def _given(text: str) -> list[Token]:
    pattern = _NO_BORDER if _BORDER in text else _NO_SPACE
    return [Token(*found.span()) for found in pattern.finditer(text)]


def _without_space(text: str, tokens: list[Token]) -> list[Token]:
    """Cut white space out of tokens: a mark that sits on a space keeps it, and a column cannot."""
    if not _SPACE.search("".join([text[start:end] for start, end in tokens])):
        return tokens
    return [Token(*part.span()) for start, end in tokens for part in _NO_SPACE.finditer(text, start, end)]


def _cut(text: str, tokens: Iterable[Token], spans: Iterable[Span]) -> list[Token]:
    starts = sorted({span.start for span in spans})
    cut: list[Token] = []
    for token in tokens:
        inside = starts[bisect_right(starts, token.start) : bisect_left(starts, token.end)]
        edges = [token.start, *_cuts(text, token, inside), token.end]
        cut += [Token(start, end) for start, end in pairwise(edges)]
    return cut


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


def _placed(
    document: Outgoing, tokens: Sequence[Token], *, options: Options, tally: Tally
) -> Iterable[Placed]:
    starts = [token[0] for token in tokens]
    ends = [token[1] for token in tokens]
    for span in document.spans:
        first, last = bisect_right(ends, span.start), bisect_left(starts, span.end) - 1
        if first <= last:
            yield Placed(span, first, last, options.tag(span))
        else:
            tally.lose(LossKind.NO_WORD, span, document_id=document.id, text=document.text)


def _one_layer(document: Outgoing, placed: list[Placed], tally: Tally) -> list[Placed]:
    """Return those that share no token, in the text's order; of those that do, the first."""
    if _is_flat(placed):
        return placed
    owners: dict[int, Placed] = {}
    kept: list[Placed] = []
    for one in placed:
        places = range(one.first, one.last + 1)
        taken = next((owners[place] for place in places if place in owners), None)
        if taken is None:
            owners.update(dict.fromkeys(places, one))
            kept.append(one)
        else:
            kind = kind_of(one.span, taken.span)
            tally.lose(kind, one.span, document_id=document.id, text=document.text)
    return sorted(kept, key=lambda one: one.first)


def _is_flat(placed: Sequence[Placed]) -> bool:
    return all(one.last < following.first for one, following in pairwise(placed))


def _layered(document: Outgoing, placed: Iterable[Placed], tally: Tally) -> list[list[Placed]]:
    """Return layers in which no two share a token; what holds another lies in a layer before it.

    Only a tag that stands on the very same tokens already, of a span before, is lost.
    """
    layers: list[list[Placed]] = [[]]
    there: dict[TagRun, Placed] = {}
    for one in sorted(placed, key=lambda one: (one.first, -one.last)):
        same = there.setdefault(one.run, one)
        if same is not one:
            kind = kind_of(one.span, same.span)
            tally.lose(kind, one.span, document_id=document.id, text=document.text)
            continue
        lasts = [layer[-1].last if layer else FREE for layer in layers]
        around = max((depth for depth, last in enumerate(lasts) if last >= one.last), default=-1)
        free = (depth for depth in range(around + 1, len(lasts)) if lasts[depth] < one.first)
        depth = next(free, len(layers))
        if depth == len(layers):
            layers.append([])
        layers[depth].append(one)
    return layers


def _lines(text: str, tokens: Sequence[Token]) -> Iterable[int]:
    """Return the index of the first token of each line."""
    starts = [token[0] for token in tokens]
    return [bisect_left(starts, found.end()) for found in re.finditer("\n", text)]


def _sentences(text: str, whole: Sequence[Token], tokens: Sequence[Token]) -> Iterable[int]:
    """Return the index of the first token of each sentence; `tokens` are `whole`, or cut out of it."""
    firsts = sentence_starts(text, whole)
    if tokens is whole:
        return firsts
    starts = [token[0] for token in tokens]
    return [bisect_left(starts, whole[first][0]) for first in firsts]


def _breaks(firsts: Iterable[int], kept: Iterable[Iterable[Placed]], length: int) -> list[int]:
    """Return the index of each sentence's first token, and behind them `length`; none inside a span."""
    breaks = {0, *firsts}
    for layer in kept:
        for one in layer:
            if one.last > one.first:
                breaks.difference_update(range(one.first + 1, one.last + 1))
    breaks.discard(length)
    return [*sorted(breaks), length] if length else [0]


def _joined(layers: Iterable[Sequence[str]], length: int) -> list[str]:
    """Return the tags of each token with blanks between, none behind the last that says something."""
    rows: list[list[str]] = [[] for _ in range(length)]
    for depth, tags in enumerate(layers):
        for place, tag in enumerate(tags):
            if tag != OUTSIDE:
                rows[place] += [OUTSIDE] * (depth - len(rows[place])) + [tag]
    return [" ".join(row) or OUTSIDE for row in rows]
