"""Where the keys stop that move by words and by sentences, and what a word or a sentence at a place is.

A caret that only moves stops where a span may begin: at starts, and behind a word's certain proclitics.
A selection grows to starts and to ends, so that it never holds the blank behind its last word.
Punctuation alone is no stop. All offsets are code points of the whole text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from annotator.gui.article.content import Content
from annotator.text import clitics, graphemes, tokens
from annotator.text.tokens import Token


class Stops(NamedTuple):
    """The starts and the ends in one piece of a text, in order, counted within the piece."""

    starts: Sequence[int]
    ends: Sequence[int]


Unit = Callable[[Content, int], Stops]
"""What is moved by: it leads from the number of a piece to the stops there."""


def by_words(content: Content, index: int) -> Stops:
    """Return the starts and the ends of words; after a certain proclitic is a start too."""
    return _words(_text(content, index))


def by_sentences(content: Content, index: int) -> Stops:
    """Return the starts and the ends of sentences; one may go on from piece to piece."""
    found = _sentences(_text(content, index))
    starts, ends = [one.start for one in found], [one.end for one in found]
    if index > 0 and not content.pieces[index - 1].ends_sentence:
        del starts[:1]
    if not content.pieces[index].ends_sentence:
        del ends[-1:]
    return Stops(starts, ends)


def target(content: Content, offset: int, *, unit: Unit, forward: bool, anchor: int | None) -> int:
    """Return the stop after or before `offset`, else the end or the start of the text.

    With an `anchor`, what lies between it and `offset` is selected: growing, the selection reaches the
    next end or start; shrinking, it is left with whole units, or with nothing.
    """
    if forward:
        if anchor is None:
            return _next(content, offset, unit, is_end=False)
        if anchor <= offset:
            return _next(content, offset, unit, is_end=True)
        return min(anchor, _next(content, offset, unit, is_end=False))
    if anchor is None or anchor >= offset:
        return _previous(content, offset, unit, is_end=False)
    return max(anchor, _previous(content, offset, unit, is_end=True))


def word_at(text: str, offset: int) -> tuple[int, int]:
    """Return the range of the word at a character, without its certain proclitics.

    Where there is no word it is that of the character itself, empty on a blank.
    """
    word = tokens.word_at(text, offset)
    if word is not None and word.start <= offset < word.end:
        return clitics.default_start(text, word.start, word.end), word.end
    return words_over(text, offset, offset)


def words_over(text: str, one: int, other: int) -> tuple[int, int]:
    """Return the range of the words from the character at `one` to that at `other`, in either order.

    A first word's certain proclitics stay outside, unless the character is one of theirs; so do blanks
    at the ends. Where there is no word the range is that of the characters themselves.
    """
    low, high = min(one, other), min(max(one, other) + 1, len(text))
    start = graphemes.snap(text, low, forward=False)
    end = graphemes.snap(text, high, forward=True)
    first = tokens.word_at(text, low)
    if first is not None and first.start <= low < first.end:
        stem = clitics.default_start(text, first.start, first.end)
        start = stem if stem <= low else first.start
    last = tokens.word_at(text, high - 1) if high > 0 else None
    if last is not None and last.start < high <= last.end:
        end = max(end, last.end)
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def sentence_at(content: Content, offset: int) -> tuple[int, int]:
    """Return the range of the sentence that holds the character at `offset`, or ends before the blank there.

    It is empty where the paragraph has none up to there.
    """
    start = _previous(content, offset + 1, by_sentences, is_end=False)
    if start < content.line_feeds_around(offset)[0]:
        return offset, offset
    return start, _next(content, start, by_sentences, is_end=True)


def _next(content: Content, offset: int, unit: Unit, *, is_end: bool) -> int:
    for index in range(content.index_of(offset), len(content.pieces)):
        begin = content.starts[index]
        stops = unit(content, index)[is_end]
        number = bisect_right(stops, offset - begin)
        if number < len(stops):
            return begin + stops[number]
    return len(content.text)


def _previous(content: Content, offset: int, unit: Unit, *, is_end: bool) -> int:
    for index in range(content.index_of(offset), -1, -1):
        begin = content.starts[index]
        stops = unit(content, index)[is_end]
        number = bisect_left(stops, offset - begin)
        if number > 0:
            return begin + stops[number - 1]
    return 0


def _text(content: Content, index: int) -> str:
    piece = content.pieces[index]
    return content.text[piece.start : piece.end]


# A person goes to and fro between a few pieces; each is read once.
@lru_cache(maxsize=32)
def _words(text: str) -> Stops:
    starts: list[int] = []
    ends: list[int] = []
    for token in tokens.words(text):
        if tokens.is_word(text, token):
            stem = clitics.default_start(text, token.start, token.end)
            starts += [one for one in clitics.stem_starts(text, token.start, token.end) if one <= stem]
            ends.append(token.end)
    return Stops(starts, ends)


@lru_cache(maxsize=32)
def _sentences(text: str) -> Sequence[Token]:
    return tokens.sentences(text)
