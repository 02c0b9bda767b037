"""One text read once: its words, its folded shadow, its equal names and where edges may go.

Everything is computed on first use and kept, so that a key on a long document stays quick.
"""

from bisect import bisect_left, bisect_right
from functools import cached_property

from annotator.text import clitics
from annotator.text.folding import Folded, fold, folded
from annotator.text.tokens import Token, is_word, sentences, word_at, words

_SHORTEST_NAME = 2


class Reading:
    """A text with what was found out about it. All offsets are code points of the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._paragraphs: dict[int, list[Token]] = {}
        self._paragraph_words: dict[int, list[Token]] = {}
        self._found: dict[str, list[tuple[int, int]]] = {}

    @cached_property
    def words(self) -> list[Token]:
        """Every token, punctuation included, in order."""
        return words(self.text)

    @cached_property
    def sentences(self) -> list[Token]:
        """The sentences, in order."""
        return sentences(self.text)

    @cached_property
    def folded(self) -> Folded:
        """The folded text with its map."""
        return fold(self.text)

    def token_at(self, offset: int) -> Token | None:
        """Return the token that holds `offset`, or ends there, or None on white space."""
        tokens = self._paragraph(offset)
        index = bisect_right(tokens, offset, key=_start) - 1
        if index >= 0 and tokens[index].end >= offset:
            return tokens[index]
        return None

    def _paragraph(self, offset: int) -> list[Token]:
        """Return the tokens of the paragraph around `offset`, read when first asked for.

        To read every word of a long text at once would hold up the first key on it.
        """
        start = self._paragraph_start(offset)
        if start not in self._paragraphs:
            end = self.text.find("\n", start)
            piece = self.text[start : end if end >= 0 else len(self.text)]
            self._paragraphs[start] = [Token(a + start, b + start) for a, b in words(piece)]
        return self._paragraphs[start]

    def _paragraph_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def word_range(self, offset: int) -> tuple[int, int] | None:
        """Return the range that a label on the word at `offset` takes: without its certain proclitics."""
        word = word_at(self.text, offset)
        if word is None:
            return None
        return clitics.default_start(self.text, word.start, word.end), word.end

    def key(self, start: int, end: int) -> str:
        """Return what two ranges share when they hold the same name: folded, without proclitics."""
        word = word_at(self.text, start)
        if word is not None and word.start == start and word.end <= end:
            start = clitics.default_start(self.text, word.start, word.end)
        return folded(clitics.name(self.text, start, end))

    def occurrences(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the ranges that hold the same name as `[start, end)`, itself included, in order.

        A single letter is no name: it equals itself alone.
        """
        return self.named(self.key(start, end)) or [(start, end)]

    def named(self, key: str) -> list[tuple[int, int]]:
        """Return the ranges that hold the name of this key (see `key`), in order."""
        if key not in self._found:
            self._found[key] = self._search(key)
        return self._found[key]

    def _search(self, key: str) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        tail = key.removeprefix("ال")
        if len(tail) < _SHORTEST_NAME:
            return found
        position = self.folded.text.find(tail)
        while position >= 0:
            first, last = self.folded.source(position, position + len(tail))
            hit = self.name_at(first, last, key)
            if hit is not None and (not found or hit != found[-1]):
                found.append(hit)
            position = self.folded.text.find(tail, position + 1)
        return found

    def name_at(self, first: int, last: int, key: str) -> tuple[int, int] | None:
        """Return the range of the name of this key that ends at `last`; None where there is none.

        `first` is where it starts, or where it goes on after an article that a ل may have taken apart.
        """
        if self.text[last : last + 1].isalnum():
            return None
        # Looked up on the spot: to read every word of a long text first would hold up its opening.
        word, end = word_at(self.text, first), word_at(self.text, last - 1)
        if end is not None and end.start < last < end.end:
            return None
        starts = [first]
        if word is not None and word.start <= first < word.end:
            starts = clitics.stem_starts(self.text, word.start, min(word.end, last))
        for start in starts:
            if start <= first and folded(clitics.name(self.text, start, last)).split() == key.split():
                return start, last
        return None

    def edge_after(self, offset: int, *, is_start: bool, forward: bool) -> int | None:
        """Return the next place for a start or an end edge, None at the end of the text.

        Punctuation is no place for an edge. Ends go from word to word. Starts go through the proclitics
        of the word in hand, and come into another word where a span on it starts by the rules.
        """
        words = self._words_of(offset)
        if is_start:
            index = bisect_right(words, offset, key=_start) - 1
            stops = clitics.stem_starts(self.text, *words[index]) if index >= 0 else []
            inside = [stop for stop in stops if (stop > offset if forward else stop < offset)]
            if inside:
                return min(inside) if forward else max(inside)
            index += 1 if forward else -1
        else:
            index = (
                bisect_right(words, offset, key=_end) if forward else bisect_left(words, offset, key=_end) - 1
            )
        word = words[index] if 0 <= index < len(words) else self._beyond(offset, forward=forward)
        if word is None:
            return None
        return clitics.default_start(self.text, word.start, word.end) if is_start else word.end

    def _words_of(self, offset: int) -> list[Token]:
        """Return the words of the paragraph around `offset`, without punctuation."""
        start = self._paragraph_start(offset)
        if start not in self._paragraph_words:
            tokens = self._paragraph(offset)
            self._paragraph_words[start] = [token for token in tokens if is_word(self.text, token)]
        return self._paragraph_words[start]

    def _beyond(self, offset: int, *, forward: bool) -> Token | None:
        """Return the first word of the next paragraph that has one, or the last of the one before."""
        while True:
            border = self.text.find("\n", offset) if forward else self.text.rfind("\n", 0, offset)
            if border < 0:
                return None
            offset = border + 1 if forward else border
            words = self._words_of(offset)
            if words:
                return words[0 if forward else -1]


def _start(token: Token) -> int:
    return token.start


def _end(token: Token) -> int:
    return token.end
