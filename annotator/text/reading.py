"""One text read once: its words, its folded shadow, its equal names and where edges may go.

Everything is computed on first use and kept, so that a key on a long document stays quick.
"""

from bisect import bisect_left, bisect_right
from functools import cached_property

from annotator.text import clitics
from annotator.text.folding import Folded, fold, folded
from annotator.text.tokens import Token, is_word, sentences, words


class Reading:
    """A text with what was found out about it. All offsets are code points of the text."""

    def __init__(self, text: str) -> None:
        self.text = text
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

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.words]

    @cached_property
    def _ends(self) -> list[int]:
        return [token.end for token in self.words]

    def token_at(self, offset: int) -> Token | None:
        """Return the token that holds `offset`, or ends there, or None on white space."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and self.words[index].end >= offset:
            return self.words[index]
        return None

    def word_range(self, offset: int) -> tuple[int, int] | None:
        """Return the range that a label on the word at `offset` takes: without its certain proclitics."""
        token = self.token_at(offset)
        if token is not None and not is_word(self.text, token) and token.start == offset:
            before = self.token_at(offset - 1) if offset else None
            token = before if before is not None and before.end == offset else token
        if token is None or not is_word(self.text, token):
            return None
        return clitics.default_start(self.text, token.start, token.end), token.end

    def sentence_at(self, offset: int) -> Token | None:
        """Return the sentence that holds `offset`."""
        found = [one for one in self.sentences if one.start <= offset < one.end]
        return found[0] if found else None

    def key(self, start: int, end: int) -> str:
        """Return what two ranges share when they hold the same name: folded, without proclitics."""
        token = self.token_at(start)
        if token is not None and token.start == start and token.end <= end:
            start = clitics.default_start(self.text, token.start, token.end)
        return folded(clitics.name(self.text, start, end))

    def occurrences(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the ranges that hold the same name as `[start, end)`, itself included, in order."""
        key = self.key(start, end)
        if key not in self._found:
            self._found[key] = self._search(key) or [(start, end)]
        return self._found[key]

    def _search(self, key: str) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        tail = key.removeprefix("ال")
        if not tail:
            return found
        position = self.folded.text.find(tail)
        while position >= 0:
            first, last = self.folded.source(position, position + len(tail))
            hit = self._name_at(first, last, key)
            if hit is not None and (not found or hit != found[-1]):
                found.append(hit)
            position = self.folded.text.find(tail, position + 1)
        return found

    def _name_at(self, first: int, last: int, key: str) -> tuple[int, int] | None:
        token = self.token_at(first)
        if token is None or token.end == first:
            token = self._token_from(first)
        if token is None or not self._is_end(last):
            return None
        for start in clitics.stem_starts(self.text, token.start, min(token.end, last)):
            if start <= first and folded(clitics.name(self.text, start, last)) == key:
                return start, last
        return None

    def _token_from(self, offset: int) -> Token | None:
        index = bisect_left(self._starts, offset)
        return self.words[index] if index < len(self.words) and self._starts[index] == offset else None

    def _is_end(self, offset: int) -> bool:
        index = bisect_left(self._ends, offset)
        return index < len(self._ends) and self._ends[index] == offset

    def edge_after(self, offset: int, *, is_start: bool, forward: bool) -> int | None:
        """Return the next place for a start or an end edge, None at the end of the text.

        Ends go from word to word. Starts go through the proclitics of the word in hand, and come into
        another word where a span on it starts by the rules.
        """
        if not is_start:
            index = bisect_right(self._ends, offset) if forward else bisect_left(self._ends, offset) - 1
            return self._ends[index] if 0 <= index < len(self._ends) else None
        index = bisect_right(self._starts, offset) - 1
        if index >= 0:
            stops = self._starts_in(self.words[index])
            inside = [stop for stop in stops if (stop > offset if forward else stop < offset)]
            if inside:
                return min(inside) if forward else max(inside)
        index += 1 if forward else -1
        return self._default_start(self.words[index]) if 0 <= index < len(self.words) else None

    def _starts_in(self, token: Token) -> list[int]:
        if not is_word(self.text, token):
            return [token.start]
        return clitics.stem_starts(self.text, token.start, token.end)

    def _default_start(self, token: Token) -> int:
        return clitics.default_start(self.text, token.start, token.end)
