"""Texts that are copies of each other: the same words, or most of them.

Agencies' news runs in many papers with another headline, a paragraph less or more, words put otherwise. Texts
are compared by their letters and digits alone, folded, without spaces and signs: every stretch of WIDTH of
them is hashed, and a fixed share of the hashes, those that are small, stands for the text (A. Broder, On the
resemblance and containment of documents, 1997, section 4, "mod m"). Two texts are alike when the shorter has
at least ALIKE of its stretches in the other.

The same text has the same signature in every process and on every machine; LIKENESS_RULES counts the versions
of these rules.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from annotator.text.folding import folded

if TYPE_CHECKING:  # not needed before the first paint
    import numpy as np
    from numpy.typing import NDArray

LIKENESS_RULES: Final = 1
WIDTH: Final = 8  # letters: a word and a half
ALIKE: Final = 0.4  # of the shorter text's stretches

_HASHES: Final = 2**64
_KEPT: Final = _HASHES // 16  # one stretch in 16 is kept
_INDEXED: Final = _HASHES // 32  # one in 32 finds the texts to compare
_FEWEST: Final = 24  # stretches that are kept of a short text
_ASKED: Final = 4  # texts that a stretch is looked for in, before and behind: more share it only by custom
_LIKELY: Final = 0.15  # of the indexed stretches, for two texts to be compared at all

# Odd constants of multiplicative hashing: of xxHash (Y. Collet) and of SplitMix64 (S. Vigna).
_STEPS: Final = ((1, 0x9E3779B185EBCA87), (2, 0xC2B2AE3D27D4EB4F), (4, 0x165667B19E3779F9))
_MIX: Final = 0xBF58476D1CE4E5B9


@dataclass(frozen=True, slots=True)
class Signature:
    """What stands for a text when it is compared.

    `words` is a digest of all its letters and digits, b"" where it has none; `stretches` are the hashes that
    are kept, 8 bytes each, the smallest first; of the hashes up to `horizon` all are kept.
    """

    words: bytes
    stretches: bytes
    horizon: int


class Link(NamedTuple):
    """Two texts that are alike, by their places: `share` of the shorter is in the other."""

    first: int
    second: int
    share: float
    is_exact: bool


class _Letters(dict[int, int | str | None]):
    """A table for str.translate: folds, and drops all that is no letter and no digit."""

    def __missing__(self, code: int) -> int | str | None:
        kept = "".join(character for character in folded(chr(code)) if character.isalnum())
        return self.setdefault(code, ord(kept) if len(kept) == 1 else kept or None)


_LETTERS: Final = _Letters()
_HAMZA_ABOVE: Final = "\u0654"
_TABLED: Final = 0x20000  # code points: letters, digits, signs, emoji
_UNKNOWN: Final = -1
_SEVERAL: Final = -2  # letters for one, as of a ligature


def signature(text: str) -> Signature:
    """Return the signature of a text: about 8 bytes for every 16 letters."""
    # A hamza that stands by itself belongs to the letter before it: only the whole text can tell.
    codes = _letters(folded(text) if _HAMZA_ABOVE in text else text)
    if not len(codes):
        return Signature(b"", b"", _HASHES)
    letters = codes.tobytes().decode("utf-32-le")
    words = blake2b(letters.encode(), digest_size=16).digest()
    kept, horizon = _kept(_hashes(codes))
    return Signature(words, kept.tobytes(), horizon)


def share(first: Signature, second: Signature) -> float:
    """Return how much of the shorter text is in the other: 0.0 to 1.0, estimated from what is kept."""
    if first.words == second.words:
        return float(bool(first.words))
    horizon = min(first.horizon, second.horizon)
    one, other = (_within(signature, horizon) for signature in (first, second))
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer else 0.0


def links(signatures: Sequence[Signature]) -> list[Link]:
    """Return enough pairs of texts that are alike to join every group of them, by the places of the texts.

    A pair that others join already may be missing. `first` is always the smaller.
    """
    groups = _Groups(len(signatures))
    found = []
    for first, second in _same(signatures):
        groups.join(first, second)
        found.append(Link(first, second, 1.0, is_exact=True))
    for first, second in _candidates(signatures):
        if groups.of(first) != groups.of(second):
            how_much = share(signatures[first], signatures[second])
            if how_much >= ALIKE:
                groups.join(first, second)
                found.append(Link(first, second, how_much, is_exact=False))
    return sorted(found)


def clusters(signatures: Sequence[Signature]) -> list[list[int]]:
    """Return the groups of texts that are alike, directly or through others; what has no copy is in none.

    The texts are named by their places, in order; so are the groups, by their first.
    """
    return grouped(len(signatures), ((link.first, link.second) for link in links(signatures)))


def grouped(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the groups of two and more that `pairs` of the places 0 to `count` make."""
    groups = _Groups(count)
    for first, second in pairs:
        groups.join(first, second)
    members = defaultdict(list)
    for place in range(count):
        members[groups.of(place)].append(place)
    return [group for group in members.values() if len(group) > 1]


class _Groups:
    """Groups that grow together (union by the smallest place, with path halving)."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def of(self, place: int) -> int:
        """Return the first place of the group."""
        while self._parents[place] != place:
            self._parents[place] = self._parents[self._parents[place]]
            place = self._parents[place]
        return place

    def join(self, first: int, second: int) -> None:
        """Make one group of two."""
        first, second = sorted((self.of(first), self.of(second)))
        self._parents[second] = first


def _letters(text: str) -> "NDArray[np.uint32]":
    """Return the letters and digits of a text as code points, folded."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
    table = _table()
    if len(codes) and codes.max() < len(table):
        found = table[codes]
        for code in np.unique(codes[found == _UNKNOWN]).tolist():
            letter = _LETTERS[code]
            table[code] = _SEVERAL if isinstance(letter, str) else letter or 0
        found = table[codes]
        if not (found == _SEVERAL).any():
            letters: NDArray[np.uint32] = found[found > 0].astype("<u4")
            return letters
    return np.frombuffer(text.translate(_LETTERS).encode("utf-32-le"), dtype="<u4")


@cache
def _table() -> "NDArray[np.int32]":
    """Return what numpy looks letters up in, five times as fast as str.translate: filled as they come."""
    import numpy as np

    return np.full(_TABLED, _UNKNOWN, dtype=np.int32)


def _hashes(letters: "NDArray[np.uint32]") -> "NDArray[np.uint64]":
    """Return the hashes of all stretches, in their order."""
    import numpy as np

    hashes = letters.astype(np.uint64)
    # From one letter to two, to four, to eight: two halves make a whole, the order of them counting.
    for width, factor in _STEPS:
        hashes = hashes[:-width] * np.uint64(factor) + hashes[width:]
    hashes ^= hashes >> np.uint64(29)
    hashes *= np.uint64(_MIX)
    hashes ^= hashes >> np.uint64(32)
    return hashes


def _kept(hashes: "NDArray[np.uint64]") -> "tuple[NDArray[np.uint64], int]":
    """Return those hashes that stand for the text, each once, the smallest first, and their horizon."""
    import numpy as np

    kept = np.unique(hashes[hashes < _KEPT])
    if len(kept) >= _FEWEST:
        return kept, _KEPT
    kept = np.unique(hashes)[:_FEWEST]
    return kept, _HASHES if len(kept) < _FEWEST else int(kept[-1]) + 1


def _counted(together: "list[NDArray[np.int64]]") -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """Return the different numbers in order, and how often each is there; `together` is emptied.

    As numpy's `unique` does, with half the memory: there may be millions.
    """
    import numpy as np

    numbers = np.concatenate(together)
    together.clear()
    numbers.sort()
    is_first = np.ones(len(numbers), dtype=bool)
    is_first[1:] = numbers[1:] != numbers[:-1]
    places = np.flatnonzero(is_first)
    return numbers[places], np.diff(places, append=len(numbers))


def _within(signature: Signature, horizon: int) -> set[int]:
    """Return the kept hashes below `horizon`."""
    kept = memoryview(signature.stretches).cast("Q")
    return set(kept) if signature.horizon <= horizon else {one for one in kept if one < horizon}


def _same(signatures: Sequence[Signature]) -> Iterator[tuple[int, int]]:
    first: dict[bytes, int] = {}
    for place, signature in enumerate(signatures):
        if signature.words and first.setdefault(signature.words, place) != place:
            yield first[signature.words], place


def _candidates(signatures: Sequence[Signature]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that share more than a few of their indexed stretches, in order."""
    import numpy as np

    asked, indexed, sizes = set(), [np.empty(0, np.uint64)], []
    for signature in signatures:
        kept = np.frombuffer(signature.stretches if signature.words not in asked else b"", np.uint64)
        asked.add(signature.words)
        below = int(kept.searchsorted(np.uint64(_INDEXED)))
        indexed.append(kept[: max(below, _FEWEST // 2)])
        sizes.append(below)
    hashes = np.concatenate(indexed)
    places = np.repeat(np.arange(len(signatures)), [len(one) for one in indexed[1:]])
    order = np.argsort(hashes, kind="stable")
    hashes, places = hashes[order], places[order]
    together = []
    for step in range(1, _ASKED + 1):
        is_same = hashes[:-step] == hashes[step:]
        together.append(places[:-step][is_same] * len(signatures) + places[step:][is_same])
    pairs, counts = _counted(together)
    first, second = np.divmod(pairs, max(len(signatures), 1))
    fewer = np.minimum(np.array(sizes, dtype=int)[first], np.array(sizes, dtype=int)[second])
    is_likely = counts >= _LIKELY * fewer
    yield from zip(first[is_likely].tolist(), second[is_likely].tolist(), strict=True)
