"""What is said of every word to the model: its spelling, its neighbours, what is known and remembered.

A feature is a string. What stands before its first letter says which neighbour it speaks of.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from annotator.suggest.tagger.observing import Observed

Line = list[list[str]]
_NEIGHBOURS: Final = ((-2, "<<"), (-1, "<"), (1, ">"), (2, ">>"))
_LONGEST: Final = 9


def features(
    seen: Observed,
    *,
    remembered: Sequence[Sequence[str]],
    clusters: Mapping[str, Sequence[str]] | None = None,
    outer: Sequence[str] | None = None,
) -> list[Line]:
    """Return the features of every word, a list for each line of `seen`.

    `remembered` are the recollections of the words, `clusters` the clusters of a stem; `outer` are the tags
    of the depth around, for what nests inside.
    """
    spelt = _Spelt(seen)
    near = [
        [*known, *said, *memory]
        for known, said, memory in zip(spelt.known, seen.said, remembered, strict=True)
    ]
    return [
        [
            _of_word(seen, index, line=line, spelt=spelt, near=near, clusters=clusters or {}, outer=outer)
            for index in range(*line)
        ]
        for line in seen.lines
    ]


class _Spelt:
    """What the spelling of each word of a text gives, made once for it and its neighbours."""

    def __init__(self, seen: Observed) -> None:
        self.shapes = [_shape(key) for key in seen.passage.keys]
        self.known = [[f"l{mark}" for mark in marks] for marks in seen.known]
        self.count: dict[str, int] = {}
        self.led: set[str] = set()
        for word, lead in zip(seen.bares, seen.leads, strict=True):
            self.count[word] = self.count.get(word, 0) + 1
            if lead:
                self.led.add(word)


def _of_word(
    seen: Observed,
    index: int,
    *,
    line: tuple[int, int],
    spelt: _Spelt,
    near: Sequence[Sequence[str]],
    clusters: Mapping[str, Sequence[str]],
    outer: Sequence[str] | None,
) -> list[str]:
    key, stem, word = seen.passage.keys[index], seen.stems[index], seen.bares[index]
    is_definite = stem != word
    found = [
        "b",
        f"w{key}",
        f"s{stem}",
        f"r{word}",
        f"h{spelt.shapes[index]}",
        f"v{key[: seen.leads[index]]}",
        f"d{is_definite}{stem[-2:]}",
        f"q{seen.quoted[index]}",
        f"n{min(spelt.count[word], 4)}",
        *(f"a{stem[:size]}" for size in range(1, 5)),
        *(f"z{stem[-size:]}" for size in range(1, 5)),
        *near[index],
        *seen.elsewhere[index],
    ]
    if is_definite:
        found.append("d")
    if word in spelt.led:
        found.append("led")
    for step, sign in _NEIGHBOURS:
        there = index + step
        if not line[0] <= there < line[1]:
            found.append(f"{sign}|")
            continue
        other = seen.stems[there]
        found += (f"{sign}w{seen.passage.keys[there]}", f"{sign}s{other}", f"{sign}h{spelt.shapes[there]}")
        if step in (-1, 1):
            found += (f"{sign}a{other[:2]}", f"{sign}z{other[-2:]}", f"{sign}z{other[-3:]}")
            found.append(f"{sign}d{other != seen.bares[there]}")
            found += [f"{sign}{mark}" for mark in near[there]]
            found.append(f"{sign}s{other}+{stem}")
            found += [f"{sign}{one}+{mine}" for one in spelt.known[there] for mine in spelt.known[index]]
        else:
            found += [f"{sign}{mark}" for mark in spelt.known[there]]
    if clusters:
        found += _company(seen, index, line=line, clusters=clusters)
    if outer is not None:
        found += _around(outer, index)
    return found


def _company(
    seen: Observed, index: int, *, line: tuple[int, int], clusters: Mapping[str, Sequence[str]]
) -> list[str]:
    found = []
    for step in (-1, 0, 1):
        there = index + step
        if line[0] <= there < line[1]:
            found += [f"k{step}{name}" for name in clusters.get(seen.stems[there], ())]
    return found


def _around(outer: Sequence[str], index: int) -> list[str]:
    tag = outer[index]
    after = outer[index + 1] if index + 1 < len(outer) else "O"
    is_last = not after.startswith("I-")
    return [f"o{tag}", f"o{tag[2:]}", f"o{tag}|{is_last}", f"oi{tag != 'O'}"]


def _shape(key: str) -> str:
    if key.isalpha():
        return "L" if key.isascii() else str(min(len(key), _LONGEST))
    if key.isdigit():
        return "0"
    if any(character.isdigit() for character in key):
        return "0a"
    return f".{key[:1]}" if not any(map(str.isalnum, key)) else "x"
