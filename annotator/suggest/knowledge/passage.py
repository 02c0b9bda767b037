"""A text as the sources read it: words, their folded spellings, and every lexicon entry in them.

Offsets are code points of the text; a word is named by its index. One passage is read once and
shared by all sources.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator
from functools import cached_property, lru_cache
from typing import Any, Concatenate, Final, NamedTuple, ParamSpec, TypeVar

from annotator.suggest.knowledge.lexicon import Entry, Lexicon, Start, shipped
from annotator.text.clitics import PROCLITICS, name, stem_starts
from annotator.text.folding import fold
from annotator.text.tokens import is_word, words

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")
_NOTHING: Final[frozenset[str]] = frozenset()


class Hit(NamedTuple):
    """A lexicon entry in a text: words `[first, last)`, code points `[start, end)`.

    `lead` is how many folded letters of the first word come before the entry, proclitics all.
    """

    first: int
    last: int
    start: int
    end: int
    lead: int
    entry: Entry


class Passage:
    """One text, read once."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.words = words(text)
        self._folded = fold(text)
        shadow, offset = self._folded.text, self._folded.folded
        self._shadow = [(offset(start), offset(end)) for start, end in self.words]
        self.keys = [shadow[start:end] for start, end in self._shadow]
        self._found: dict[tuple[object, ...], Any] = {}
        self._stems: dict[int, list[tuple[int, int]]] = {}
        self._spellings: list[list[tuple[int, str]] | None] = [None] * len(self.words)

    def __len__(self) -> int:
        return len(self.words)

    def once(
        self, make: Callable[Concatenate["Passage", _Asked], _Answer], *of: _Asked.args, **more: _Asked.kwargs
    ) -> _Answer:
        """Return what `make` says of this text and these arguments; it is asked once."""
        key = (make, *of, *more.values())
        if key not in self._found:
            self._found[key] = make(self, *of, **more)
        answer: _Answer = self._found[key]
        return answer

    # --- words -----------------------------------------------------------------------------------

    def key(self, index: int) -> str:
        """Return the folded spelling of a word, proclitics included; empty outside the text."""
        return self.keys[index] if 0 <= index < len(self.keys) else ""

    def start(self, index: int) -> int:
        """Return the offset at which a word starts."""
        return self.words[index].start

    def end(self, index: int) -> int:
        """Return the offset at which the word before `index` ends: the end of a run that stops there."""
        return self.words[index - 1].end

    def opens(self, index: int, *kinds: str) -> bool:
        """Tell whether an entry of one of these kinds starts in the word `index`."""
        return not self._kinds[index].isdisjoint(kinds)

    def is_word(self, index: int) -> bool:
        """Tell whether there is a token `index` and it holds a letter or digit."""
        return 0 <= index < len(self.words) and self._are_words[index]

    def same_line(self, index: int) -> bool:
        """Tell whether the word `index` is there and on the line of the word before it."""
        return 0 < index < len(self.words) and not self._breaks[index]

    def follows(self, index: int) -> bool:
        """Tell whether token `index` is a word on the line of the word before it."""
        return self.is_word(index) and self.same_line(index)

    def stems(self, index: int) -> list[tuple[int, int]]:
        """Return where the word's stem may start: offset in the text, folded letters before it."""
        found = self._stems.get(index)
        if found is None:
            start, end = self.words[index]
            if self.keys[index][:1] in PROCLITICS:
                first = self._shadow[index][0]
                starts = stem_starts(self.text, start, end)
                found = [(one, self._folded.folded(one) - first) for one in starts]
            else:
                found = [(start, 0)]  # two words in three, and this is asked of every word
            self._stems[index] = found
        return found

    def spelling(self, index: int, lead: int) -> str:
        """Return the folded stem of a word after `lead` letters, with the article that ل swallowed."""
        stem = self.key(index)[lead:]
        if lead and self.key(index)[lead - 1] == "ل" and stem.startswith("ل"):
            return "ا" + stem
        return stem

    def spellings(self, index: int) -> list[tuple[int, str]]:
        """Return what a word may be without proclitics: the folded letters before it, its spelling."""
        found = self._spellings[index]
        if found is None:
            found = [(lead, self.spelling(index, lead)) for _offset, lead in self.stems(index)]
            self._spellings[index] = found
        return found

    def lead(self, index: int, among: Collection[str]) -> int | None:
        """Return the folded letters before the stem of a word that is one of `among`, or None."""
        if not 0 <= index < len(self.keys):
            return None
        key = self.keys[index]
        if key[:1] not in PROCLITICS:
            return 0 if key in among else None
        for lead, stem in self.spellings(index):
            if stem in among:
                return lead
        return None

    def written(self, index: int, lead: int) -> str:
        """Return the stem of a word as a person reads it, with the article that ل swallowed."""
        return name(self.text, self.offset(index, lead), self.words[index].end)

    def offset(self, index: int, lead: int) -> int:
        """Return the offset of the letter after the first `lead` folded letters of a word."""
        if not lead:
            return self.start(index)
        first = self._shadow[index][0] + lead
        return self._folded.source(first, first + 1)[0]

    def inside(self, start: int, end: int) -> range:
        """Return the indexes of the words that share a code point with `[start, end)`."""
        first = bisect_right(self._ends, start)
        return range(first, bisect_left(self.words, end, lo=first, key=lambda word: word.start))

    @cached_property
    def _ends(self) -> list[int]:
        return [word.end for word in self.words]

    @cached_property
    def _are_words(self) -> list[bool]:
        return [is_word(self.text, token) for token in self.words]

    @cached_property
    def _breaks(self) -> list[bool]:
        breaks, before = [], 0
        for start, end in self.words:
            breaks.append("\n" in self.text[before:start])
            before = end
        return breaks

    # --- lexicon entries -----------------------------------------------------------------------------

    @cached_property
    def hits(self) -> list[list[Hit]]:
        """For every word, the entries that start in it, longest first."""
        found = []
        for index, starts in enumerate(map(self.lexicon.starts, self.keys)):
            hits = list(self._hits_of(index, starts)) if starts else []
            if len(hits) > 1:
                hits.sort(key=lambda hit: (-hit.last, hit.lead))
            found.append(hits)
        return found

    def _hits_of(self, index: int, starts: tuple[Start, ...]) -> Iterator[Hit]:
        following = self.keys[index + 1] if self.same_line(index + 1) else ""
        for lead, stem, single, lengths, seconds in starts:
            if lead and not any(letters == lead for _offset, letters in self.stems(index)):
                continue
            if following in seconds:
                for length in lengths:
                    yield from self._longer(index, index + length, lead, stem)
            if single:
                start, end = self.offset(index, lead), self.end(index + 1)
                for entry in single:
                    yield Hit(index, index + 1, start, end, lead, entry)

    def _longer(self, index: int, last: int, lead: int, stem: str) -> Iterator[Hit]:
        if last > len(self.keys) or any(self._breaks[index + 1 : last]):
            return
        entries = self.lexicon.entries(" ".join((stem, *self.keys[index + 1 : last])))
        if entries:
            start, end = self.offset(index, lead), self.end(last)
            for entry in entries:
                yield Hit(index, last, start, end, lead, entry)

    def all_hits(self) -> Iterator[Hit]:
        """Yield every lexicon entry in the text, in order of its first word."""
        for hits in self.hits:
            yield from hits

    @cached_property
    def _kinds(self) -> list[frozenset[str]]:
        """What the entries are that start in a word."""
        return [frozenset(hit.entry.kind for hit in hits) if hits else _NOTHING for hits in self.hits]

    @cached_property
    def _whole(self) -> list[frozenset[str]]:
        """What the entries are that are a word, proclitics and all."""
        return list(map(self.lexicon.kinds, self.keys))

    def hit(self, index: int, *kinds: str, whole: bool = False) -> Hit | None:
        """Return the longest entry of these kinds that starts in a word; `whole`: without proclitics."""
        if not 0 <= index < len(self.words) or self._kinds[index].isdisjoint(kinds):
            return None
        for hit in self.hits[index]:
            if hit.entry.kind in kinds and not (whole and hit.lead):
                return hit
        return None

    def has(self, index: int, *kinds: str) -> bool:
        """Tell whether the whole word `index`, proclitics and all, is an entry of one of these kinds."""
        return 0 <= index < len(self.words) and not self._whole[index].isdisjoint(kinds)


def read(text: str, lexicon: Lexicon | None = None) -> Passage:
    """Return the passage of `text` under `lexicon`, the shipped one unless told; the last few are kept."""
    return _read(text, shipped() if lexicon is None else lexicon)


@lru_cache(maxsize=4)
def _read(text: str, lexicon: Lexicon) -> Passage:
    return Passage(text, lexicon)
