"""spaCy's DocBin (`.spacy`): documents as `spacy train` reads them, written only.

A Doc has the tokens of the columns, and what lies between them as tokens of its own (all but one
blank after a token, which spaCy keeps beside it), so that its text is the document's. All spans are in
`doc.spans["sc"]`, where they may nest; `doc.ents` has one layer of them; id, title, outlet and meta are in
`doc.user_data`. Edges inside a token move out to it, as in columns.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from annotator.exchange.extra import needed
from annotator.exchange.flat import has_given_tokens, tokens_of
from annotator.exchange.losses import Tally, kind_of
from annotator.exchange.outgoing import Facet, Nested, Options, Outgoing
from annotator.model import Span
from annotator.text.tokens import Token, sentence_starts

GROUP: Final = "sc"  # the key that spaCy's span categorizer expects
_ATTRIBUTES: Final = ("ENT_IOB", "ENT_TYPE", "SENT_START")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A span over the tokens `first` to `last`, both included, under its tag."""

    span: Span
    first: int
    last: int
    tag: str


@dataclass(frozen=True, slots=True)
class _Laid:
    """A document as spaCy has it: tokens, after which a blank stands, spans, where sentences begin."""

    tokens: list[Token]
    blanks: list[bool]
    spans: list[_Placed]
    starts: frozenset[int]


class DocBinWriter:
    """Writes one `.spacy` file. spaCy holds all of it in memory: about 32 bytes a token."""

    name = "docbin"
    suffix = ".spacy"
    is_folder = False
    schemes = ("IOB2",)
    carries = frozenset({Facet.ID, Facet.META, Facet.TEXT})

    def write(self, documents: Iterable[Outgoing], path: Path, *, options: Options, tally: Tally) -> None:
        """Write the documents; raises FormatNotInstalled."""
        spacy_tokens = needed("spacy.tokens", format=self.name)
        vocabulary = needed("spacy.vocab", format=self.name).Vocab()
        packed = spacy_tokens.DocBin(attrs=_ATTRIBUTES, store_user_data=True)
        for document in documents:
            laid = _lay(document, options=options, tally=tally)
            packed.add(_doc(document, laid, spacy_tokens, vocabulary, nested=options.nested))
        path.write_bytes(packed.to_bytes())

    def survey(self, document: Outgoing, *, options: Options, tally: Tally) -> None:
        """Count what writing would carry and lose."""
        _lay(document, options=options, tally=tally)


def _doc(document: Outgoing, laid: _Laid, spacy_tokens: Any, vocabulary: Any, *, nested: Nested) -> Any:
    doc = spacy_tokens.Doc(
        vocabulary,
        words=[document.text[start:end] for start, end in laid.tokens],
        spaces=laid.blanks,
        sent_starts=[place in laid.starts for place in range(len(laid.tokens))],
        user_data={
            "id": document.id,
            "meta": document.facts,
        },
    )
    spans = [(one, spacy_tokens.Span(doc, one.first, one.last + 1, label=one.tag)) for one in laid.spans]
    chosen = set(_one_layer(laid.spans, nested=nested))
    doc.set_ents([span for one, span in spans if one in chosen], default="outside")
    doc.spans[GROUP] = [span for _one, span in spans]
    return doc


def _lay(document: Outgoing, *, options: Options, tally: Tally) -> _Laid:
    text = document.text
    is_given = has_given_tokens(document)
    whole = tokens_of(text, (), clitics="whole-word", is_given=is_given)
    is_split = options.clitics == "split"
    words = tokens_of(text, document.spans, clitics="split", is_given=is_given) if is_split else whole
    tokens, blanks = _gapless(text, words)
    placed: dict[tuple[int, int, str], _Placed] = {}
    found = list(_place(document.spans, tokens, options=options))
    if options.nested == "innermost":
        found.sort(key=lambda one: one.span.end - one.span.start)
    for one in found:
        there = placed.setdefault((one.first, one.last, one.tag), one)
        if there is not one:
            tally.lose(kind_of(one.span, there.span), one.span, document_id=document.id, text=text)
    starts = _first_tokens(_first_letters(text, whole, is_given=is_given), tokens, placed.values())
    tally.documents += 1
    tally.given += is_given
    tally.tokens += len(tokens)
    tally.sentences += len(starts)
    for one in placed.values():
        tally.spans[one.tag] += 1
        tally.widened += (tokens[one.first].start, tokens[one.last].end) != (one.span.start, one.span.end)
    spans = sorted(placed.values(), key=lambda one: (one.span.start, -one.span.end))
    return _Laid(tokens, blanks, spans, starts)


def _gapless(text: str, words: Sequence[Token]) -> tuple[list[Token], list[bool]]:
    """Return tokens that leave out nothing but blanks, and after which of them a blank stands."""
    tokens: list[Token] = []
    blanks: list[bool] = []
    end = 0
    for word in (*words, Token(len(text), len(text))):
        if tokens and text.startswith(" ", end, word.start):
            blanks[-1] = True
            end += 1
        gap = [Token(end, word.start)] if end < word.start else []
        more = [*gap, word] if word.start < word.end else gap
        tokens += more
        blanks += [False] * len(more)
        end = word.end
    return tokens, blanks


def _place(spans: Iterable[Span], tokens: Sequence[Token], *, options: Options) -> Iterator[_Placed]:
    starts = [token.start for token in tokens]
    ends = [token.end for token in tokens]
    for span in spans:
        first, last = bisect_right(ends, span.start), bisect_left(starts, span.end) - 1
        yield _Placed(span, first, last, options.tag(span))


def _one_layer(spans: Iterable[_Placed], *, nested: Nested) -> Iterator[_Placed]:
    """Choose spans that share no token, the outer or the inner first."""
    if nested == "innermost":
        spans = sorted(spans, key=lambda one: (one.span.end - one.span.start, one.first))
    taken: set[int] = set()
    for one in spans:
        tokens = range(one.first, one.last + 1)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            yield one


def _first_letters(text: str, whole: Sequence[Token], *, is_given: bool) -> list[int]:
    """Return where sentences begin: lines, where the tokens were given."""
    if is_given:
        return [0, *(found.end() for found in re.finditer("\n", text))]
    return [whole[first].start for first in sentence_starts(text, whole)]


def _first_tokens(
    first_letters: Iterable[int], tokens: Sequence[Token], spans: Iterable[_Placed]
) -> frozenset[int]:
    """Return the first token of each sentence; none begins inside a span."""
    at = [token.start for token in tokens]
    starts = {bisect_left(at, letter) for letter in first_letters}
    if tokens and starts:
        starts.remove(min(starts))  # what stands before the first sentence belongs to it
    for one in spans:
        starts.difference_update(range(one.first + 1, one.last + 1))
    return frozenset({0, *starts} - {len(tokens)}) if tokens else frozenset()


WRITER: Final = DocBinWriter()
