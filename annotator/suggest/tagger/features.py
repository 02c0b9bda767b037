"""What is said of every word to the model: its spelling, its neighbours, what is known and remembered.

A feature is a string. What stands before its first letter says which neighbour it speaks of. Each costs
time at every learning, so only what was found to help is here (decision 0019).
"""

from collections.abc import Mapping, Sequence
from typing import Final

from annotator.suggest.tagger.observing import Observed

Line = list[list[str]]
_FAR: Final = ((-2, "<<"), (2, ">>"))
_NEAR: Final = ((-1, "<"), (1, ">"))


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
    spelt: dict[str, list[str]] = {}
    led = {word for word, lead in zip(seen.bares, seen.leads, strict=True) if lead}
    made: list[Line] = []
    for first, last in seen.lines:
        line: Line = []
        for index in range(first, last):
            found = [f"w{seen.passage.keys[index]}", f"q{seen.quoted[index]}", *_spelling(seen, index, spelt)]
            found += seen.known[index]
            found += seen.said[index]
            found += seen.elsewhere[index]
            found += remembered[index]
            if seen.bares[index] in led:
                found.append("led")
            found += _neighbours(seen, index, first=first, last=last)
            line.append(found)
        made.append(line)
    if clusters:
        _add_company(made, seen, clusters)
    if outer is not None:
        _add_around(made, seen, outer)
    return made


def _spelling(seen: Observed, index: int, spelt: dict[str, list[str]]) -> list[str]:
    """Return what the stem of a word gives, made once for each."""
    stem = seen.stems[index]
    found = spelt.get(stem)
    if found is None:
        is_definite = stem != seen.bares[index]
        found = ["b", f"s{stem}", f"r{seen.bares[index]}", f"d{is_definite}", f"d{is_definite}{stem[-2:]}"]
        found += (f"a{stem[:1]}", f"a{stem[:2]}", f"a{stem[:3]}", f"a{stem[:4]}")
        found += (f"z{stem[-1:]}", f"z{stem[-2:]}", f"z{stem[-3:]}", f"z{stem[-4:]}")
        spelt[stem] = found
    return found


def _neighbours(seen: Observed, index: int, *, first: int, last: int) -> list[str]:
    found: list[str] = []
    stem = seen.stems[index]
    for step, sign in _NEAR:
        there = index + step
        if not first <= there < last:
            found.append(f"{sign}|")
            continue
        other = seen.stems[there]
        found += (
            f"{sign}s{other}",
            f"{sign}a{other[:2]}",
            f"{sign}z{other[-2:]}",
            f"{sign}z{other[-3:]}",
            f"{sign}d{other != seen.bares[there]}",
            f"{sign}s{other}+{stem}",
            f"{sign}h{seen.shapes[there]}",
        )
        found += [sign + mark for mark in seen.known[there]]
        found += [sign + mark for mark in seen.said[there] if mark[0] == "m"]
    for step, sign in _FAR:
        there = index + step
        found.append(f"{sign}s{seen.stems[there]}" if first <= there < last else f"{sign}|")
    return found


def _add_company(made: Sequence[Line], seen: Observed, clusters: Mapping[str, Sequence[str]]) -> None:
    """Add the clusters of each word and of its neighbours."""
    for (first, last), line in zip(seen.lines, made, strict=True):
        named = [clusters.get(stem, ()) for stem in seen.stems[first:last]]
        for at, found in enumerate(line):
            for step in (-1, 0, 1):
                if 0 <= at + step < len(line):
                    found += [f"k{step}{name}" for name in named[at + step]]


def _add_around(made: Sequence[Line], seen: Observed, outer: Sequence[str]) -> None:
    """Add what each word is at the depth around, and whether that ends with it."""
    for (first, _last), line in zip(seen.lines, made, strict=True):
        for index, found in enumerate(line, start=first):
            tag = outer[index]
            after = outer[index + 1] if index + 1 < len(outer) else "O"
            is_last = not after.startswith("I-")
            found += (f"o{tag}", f"o{tag[2:]}", f"o{tag}|{is_last}", f"oi{tag != 'O'}")
