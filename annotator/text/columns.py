"""The words of many texts at once, as columns of whole numbers: the very tokens of `tokens.words`.

Nearly all of a text is plain: letters with their marks, signs that stand for themselves, spaces. There a
token is a run of letters or one sign, and the runs of all texts are found by comparing what kind each
character is with the kind of the one before it. Only the rest is cut by the rules themselves: a stretch
between spaces with a sign that may join what stands beside it (3.5, F-16, an address), and a line with a
character that `tokens` does not know to be tame.
"""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

import regex  # type: ignore[import-untyped]  # it ships no types

from annotator.text.tokens import IN_WORD, JOINS_WORDS, STARTS_WORD, TAME, words

if TYPE_CHECKING:  # not needed before the first paint
    import numpy as np
    from numpy.typing import NDArray

_TAME_END: Final = 0x2070  # no character from here on is tame
_AT_ONCE: Final = 250_000  # code points: what is compared at once has to stay in the processor's memory


class _Kind(IntEnum):
    SPACE = 0
    NO_TOKEN = 1
    SIGN = 2
    JOINS = 3
    LETTER = 4
    MARK = 5
    WILD = 6


class WordColumns(NamedTuple):
    """Where tokens start and end, in code points of their own text.

    Those of text i lie at `[bounds[i], bounds[i + 1])`.
    """

    start: "NDArray[np.int64]"
    end: "NDArray[np.int64]"
    bounds: "NDArray[np.int64]"


def word_columns(texts: Sequence[str]) -> WordColumns:
    """Return the tokens of each text, punctuation included."""
    import numpy as np

    found = [_cut(some) for some in _portions(texts)]
    bounds = np.cumsum(np.concatenate([[0], *(np.diff(one.bounds) for one in found)]), dtype=np.int64)
    nothing = np.zeros(0, np.int64)
    start, end = (np.concatenate([nothing, *(one[side] for one in found)]) for side in (0, 1))
    return WordColumns(start, end, bounds)


def _portions(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    first = size = 0
    for place, text in enumerate(texts, start=1):
        size += len(text)
        if size >= _AT_ONCE or place == len(texts):
            yield texts[first:place]
            first, size = place, 0


def _cut(texts: Sequence[str]) -> WordColumns:
    """Cut some texts as one, a line break between them: tokens never reach over one."""
    import numpy as np

    # A line break at either end too, so that every character has one beside it.
    text = "\n".join(["", *texts, ""])
    code = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kind = _kinds()[np.minimum(code, _TAME_END)]
    by_rules = _by_rules(code, kind)
    in_word = (kind == _Kind.LETTER) | (kind == _Kind.MARK)
    is_sign = (kind == _Kind.SIGN) | (kind == _Kind.JOINS)
    starts, ends = in_word.copy(), in_word.copy()
    starts[1:] &= ~in_word[:-1]
    ends[:-1] &= ~in_word[1:]
    starts |= is_sign
    ends |= is_sign
    if by_rules.any():
        starts, ends = starts & ~by_rules, ends & ~by_rules
        for first, after in _runs(by_rules):
            for token in words(text[first:after]):
                starts[first + token.start] = ends[first + token.end - 1] = True
    start, end = np.flatnonzero(starts), np.flatnonzero(ends) + 1
    begins = 1 + np.cumsum([0, *(len(one) + 1 for one in texts)])
    bounds = np.searchsorted(start, begins)
    shift = np.repeat(begins[:-1], np.diff(bounds))
    return WordColumns(start - shift, end - shift, bounds)


def _by_rules(code: "NDArray[np.uint32]", kind: "NDArray[np.uint8]") -> "NDArray[np.bool_]":
    """Tell of each character whether what is plain says nothing about it."""
    import numpy as np

    is_wild = kind == _Kind.WILD
    is_wild[1:] |= (kind[1:] == _Kind.MARK) & (kind[:-1] != _Kind.LETTER) & (kind[:-1] != _Kind.MARK)
    joins = np.flatnonzero((kind[:-1] == _Kind.JOINS) & (kind[1:] != _Kind.SPACE))
    edges = np.zeros(len(code) + 1, np.int8)
    for places, borders in (
        (joins, np.flatnonzero(kind == _Kind.SPACE) if len(joins) else joins),
        (np.flatnonzero(is_wild), np.flatnonzero(code == ord("\n")) if is_wild.any() else joins),
    ):
        if len(places):
            after = np.unique(np.searchsorted(borders, places))
            edges[borders[after - 1] + 1] += 1
            edges[borders[after]] -= 1
    inside: NDArray[np.bool_] = np.cumsum(edges[:-1], dtype=np.int8) > 0
    return inside


def _runs(which: "NDArray[np.bool_]") -> Iterator[tuple[int, int]]:
    """Yield the ranges in which all is true; the first and the last are not."""
    import numpy as np

    edges = np.flatnonzero(which[1:] != which[:-1]) + 1
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


@cache
def _kinds() -> "NDArray[np.uint8]":
    """Return the kind of every character up to _TAME_END, and of all beyond it."""
    import numpy as np

    found = np.full(_TAME_END + 1, int(_Kind.WILD), np.uint8)
    tame = "".join(regex.findall(f"[{TAME}]", "".join(map(chr, range(_TAME_END)))))
    for kind, class_ in (
        (_Kind.SIGN, r"[^\s\p{Cf}\x1c-\x1f]"),
        (_Kind.NO_TOKEN, r"\p{Cf}"),
        (_Kind.SPACE, r"[\s\x1c-\x1f]"),
        (_Kind.MARK, f"[{IN_WORD}]"),
        (_Kind.LETTER, f"[{STARTS_WORD}]"),
        (_Kind.JOINS, f"[{regex.escape(''.join(JOINS_WORDS), special_only=False)}]"),
    ):
        found[[ord(one) for one in regex.findall(class_, tame)]] = kind
    return found
