"""Makes one list of what several sources suggest: each range and label once, nothing crossing.

What a longer name explains is left out: a place inside a person's name, a person after whom a road
is called, the first words of an organisation whose whole name was found as well.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from annotator.cover import Cover
from annotator.model import Suggestion
from annotator.schema import Schema
from annotator.suggest.fitting import fitted
from annotator.text.graphemes import is_boundary

# On one range only one of these can be right.
_RIVALS: Final = frozenset({"PERS", "ORG", "GPE", "LOC", "FAC", "NORP", "OCC", "EVENT"})
_KNOWN: Final = _RIVALS | {"WEA", "VEH", "CRIME", "LAW", "DATE", "TIME", "QUANT", "MONEY"}
# What is no name of its own inside a longer one: outer label, inner labels.
_EXPLAINED: Final = {
    "PERS": frozenset(
        {"GPE", "LOC", "FAC", "ORG", "OCC", "NORP", "DATE", "EVENT", "WEA", "VEH", "CRIME", "QUANT"}
    ),
    "GPE": frozenset({"PERS", "GPE", "LOC", "NORP", "DATE", "ORG"}),
    "LOC": frozenset({"PERS", "GPE", "LOC", "NORP", "DATE", "FAC"}),
    "FAC": frozenset({"PERS", "LOC", "NORP", "DATE", "WEA", "QUANT"}),
    "ORG": frozenset({"PERS", "NORP", "DATE", "TIME", "QUANT", "OCC", "WEA"}),
    "OCC": frozenset({"PERS", "NORP", "CRIME", "DATE", "WEA", "LAW"}),
    "LAW": frozenset({"DATE", "QUANT", "PERS", "NORP", "EVENT"}),
    "EVENT": frozenset({"PERS", "NORP"}),
    "VEH": frozenset({"PERS", "NORP", "WEA", "QUANT", "ORG", "LOC", "FAC", "GPE"}),
    "WEA": frozenset({"PERS", "NORP", "VEH", "QUANT"}),
    "MONEY": frozenset({"QUANT", "NORP"}),
    "DATE": frozenset({"QUANT", "TIME", "PERS", "GPE"}),
    "TIME": frozenset({"QUANT"}),
}
# Inside an organisation these are bodies of their own; an agency or a party is part of the name.
_BODIES: Final = frozenset({"military_unit", "armed_group", "international", "government"})
# Exercises and operations have code names: «جسر الأطلس» is no bridge.
_CODE_NAMED: Final = frozenset({"exercise", "operation"})
_CODE_WORDS: Final = frozenset({"FAC", "LOC", "ORG", "WEA", "VEH", "GPE", "DATE"})
_WIDER: Final = 0.02


def merge(suggestions: Iterable[Suggestion], *, text: str, schema: Schema | None = None) -> list[Suggestion]:
    """Return what is left of `suggestions`, in reading order, outer before inner.

    Only labels and sublabels of `schema` are kept, and nesting that it allows, with edges by its rule of
    clitics; None allows all.
    """
    offered = (fitted(one, text=text, schema=schema) for one in suggestions)
    fitting = [one for one in offered if one is not None]
    sound = [one for one in fitting if is_sound(one, text)]
    once = _each_once(sound)
    chosen = _without_crossings(_without_rivals(once))
    left = [one for one in chosen if not _is_explained(one, chosen, text)]
    if schema is not None:
        left = _nested_as_allowed(left, schema)
    return order(left)


def order(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    """Return suggestions in reading order, outer before inner."""
    return sorted(suggestions, key=lambda one: (one.start, -one.end, one.label))


def are_rivals(one: Suggestion, other: Suggestion) -> bool:
    """Tell whether on one range only one of the two labels can be right; of unknown labels always."""
    labels = {one.label, other.label}
    return labels <= _RIVALS or not labels <= _KNOWN


def is_sound(one: Suggestion, text: str) -> bool:
    """Tell whether a span may take the range: no white space or quotes at its edges, no cut grapheme."""
    covered = text[one.start : one.end]
    if not covered or covered.strip() != covered or "\n" in covered:
        return False
    if covered[0] in "\"«“”'،,.؛:" or covered[-1] in "،,.؛:«“":
        return False
    return is_boundary(text, one.start) and is_boundary(text, one.end)


def _each_once(suggestions: list[Suggestion]) -> list[Suggestion]:
    """Keep one of each range and label: the best score, with the reason that tells most."""
    best: dict[tuple[int, int, str], Suggestion] = {}
    for one in suggestions:
        key = (one.start, one.end, one.label)
        other = best.get(key)
        if other is None:
            best[key] = one
            continue
        first, second = sorted((other, one), key=_telling, reverse=True)
        best[key] = replace(
            first, score=max(first.score, second.score), sublabel=first.sublabel or second.sublabel
        )
    return list(best.values())


def _telling(one: Suggestion) -> tuple[int, float]:
    """A neighbour explains more than a list does, and a list more than the shape of words."""
    rank = {"lexicon": 1, "name_words": 0, "lexicon_and_adjective": 1}.get(one.reason.code, 2)
    return rank, one.score


def _weight(one: Suggestion) -> tuple[float, int]:
    return one.score + _WIDER * min(one.end - one.start, 40) / 10, one.end - one.start


def _without_rivals(suggestions: list[Suggestion]) -> list[Suggestion]:
    """Keep the best where one range has several labels of which only one can be right."""
    best: dict[tuple[int, int], Suggestion] = {}
    for one in suggestions:
        if one.label in _RIVALS:
            other = best.get((one.start, one.end))
            if other is None or one.score > other.score:
                best[one.start, one.end] = one
    return [one for one in suggestions if one.label not in _RIVALS or best[one.start, one.end] is one]


def _without_crossings(suggestions: list[Suggestion]) -> Cover[Suggestion]:
    cover: Cover[Suggestion] = Cover()
    for one in sorted(suggestions, key=_weight, reverse=True):
        if not any(one.as_span().crosses(other) for other in cover.over(one.start, one.end)):
            cover.add(one)
    return cover


def _is_explained(one: Suggestion, chosen: Cover[Suggestion], text: str) -> bool:
    """Tell whether a longer suggestion around `one` leaves nothing for it to say."""
    return any(
        one is not other and other.as_span().contains(one) and is_explained_by(one, other, text)
        for other in chosen.over(one.start, one.end)
    )


def is_explained_by(inner: Suggestion, outer: Suggestion, text: str) -> bool:
    """Tell whether a longer suggestion leaves nothing to say for one within it."""
    if outer.end - outer.start <= inner.end - inner.start:
        return False
    if inner.label in _EXPLAINED.get(outer.label, ()):
        return True
    if outer.sublabel in _CODE_NAMED and inner.label in _CODE_WORDS:
        return True
    return inner.label == outer.label and not _stands_alone(inner, outer, text)


def _stands_alone(inner: Suggestion, outer: Suggestion, text: str) -> bool:
    """Tell whether an organisation inside another is one of its own, not the head's whole complement."""
    if inner.label != "ORG" or inner.start == outer.start or inner.sublabel not in _BODIES:
        return False
    before = text[outer.start : inner.start]
    return inner.end < outer.end or len(before.split()) > 1 or not before.endswith(" ")


def _nested_as_allowed(suggestions: list[Suggestion], schema: Schema) -> list[Suggestion]:
    kept: list[Suggestion] = []
    for one in sorted(suggestions, key=lambda one: (one.start, -one.end)):
        outer = [other for other in kept if other.start <= one.start and one.end <= other.end]
        if all(_may_hold(schema, other, one) for other in outer):
            kept.append(one)
    return kept


def _may_hold(schema: Schema, outer: Suggestion, inner: Suggestion) -> bool:
    holds = schema.label(outer.label).holds
    return holds is None or inner.label in holds or (outer.start, outer.end) == (inner.start, inner.end)
