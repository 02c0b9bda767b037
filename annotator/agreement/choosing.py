"""Which of all that was counted a scope means: people, articles, rows, labels."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from annotator.agreement.counts import Counts
from annotator.agreement.scope import Scope
from annotator.model import GOLD


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of Counts: which, and which of P pairs of annotators each belongs to.

    `row` and `pair` are (r,), the pairs in the order of `pairs`, places of annotators in the choice.
    """

    row: Any
    pair: Any
    pairs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a scope means in these counts.

    annotators   n names in order, as in Counts, gold apart; `places` (n,) are theirs there, -1 for one
                 who has finished nothing at all
    finished     (n, D): what of theirs is in the scope
    compared     (D,): the articles that at least two of them have finished, or all of them where so wished
    left_out     (D,): the articles that one of them has finished, and that are not compared
    labels       (L,): the labels that are counted
    among        the rows of any two of them, for all n (n - 1) / 2 pairs
    with_gold    the rows of each of them and gold, whenever that was made
    """

    annotators: tuple[str, ...]
    places: Any
    finished: Any
    compared: Any
    left_out: Any
    labels: Any
    among: Rows
    with_gold: Rows


def choose(counts: Counts, scope: Scope) -> Choice:
    """Find what a scope means; names, ids and labels that are not in the counts choose nothing."""
    within = _within(counts, scope)
    names = _names(counts, scope, within)
    places = np.array([_place(counts, name) for name in names], dtype=np.intp)
    finished = np.zeros((len(names), len(counts.documents)), dtype=bool)
    finished[places >= 0] = within[places[places >= 0]]
    many = finished.sum(axis=0)
    compared = many >= max(2, len(names) if scope.common else 2)
    with_gold = finished.all(axis=0) if scope.common and len(names) else None
    return Choice(
        names,
        places,
        finished,
        compared,
        (many > 0) & ~compared,
        np.array([scope.labels is None or label in scope.labels for label in counts.labels], dtype=bool),
        _among(counts, places, finished & compared),
        _with_gold(counts, places, finished if with_gold is None else finished & with_gold),
    )


def _within(counts: Counts, scope: Scope) -> Any:
    """Return (N, D) what people finished, of the articles and between the days."""
    within = np.array(counts.finished, dtype=bool)
    if scope.documents is not None:
        within &= np.array([one in scope.documents for one in counts.documents], dtype=bool)
    if scope.after is not None:
        within &= counts.days >= scope.after.toordinal()
    if scope.before is not None:
        within &= counts.days <= scope.before.toordinal()
    return within


def _names(counts: Counts, scope: Scope, within: Any) -> tuple[str, ...]:
    people = [name for name in counts.annotators if name != GOLD]
    if not scope.annotators:
        return tuple(name for name in people if within[counts.annotators.index(name)].any())
    # As Counts has them, by name: one who has finished nothing stands where they would.
    return tuple(sorted({*scope.annotators} - {GOLD}))


def _place(counts: Counts, name: str) -> int:
    return counts.annotators.index(name) if name in counts.annotators else -1


def _among(counts: Counts, places: Any, finished: Any) -> Rows:
    """Return the rows of any two of the annotators in what they finished; `finished` (n, D)."""
    at = _at(counts, places)
    first, second = at[counts.first], at[counts.second]
    taken = np.flatnonzero((first >= 0) & (second >= 0))
    first, second, document = first[taken], second[taken], counts.document[taken]
    kept = finished[first, document] & finished[second, document]
    taken, first, second = taken[kept], first[kept], second[kept]
    number = len(places)
    # Pairs in the order of itertools.combinations.
    pair = first * (2 * number - first - 1) // 2 + second - first - 1
    pairs = tuple((one, other) for one in range(number) for other in range(one + 1, number))
    return Rows(taken, pair, pairs)


def _with_gold(counts: Counts, places: Any, finished: Any) -> Rows:
    number = len(places)
    pairs = tuple((one, number) for one in range(number))
    if GOLD not in counts.annotators:
        nothing = np.zeros(0, dtype=np.intp)
        return Rows(nothing, nothing, pairs)
    at = _at(counts, places)
    taken = np.flatnonzero((counts.second == counts.annotators.index(GOLD)) & (at[counts.first] >= 0))
    pair = at[counts.first[taken]]
    kept = finished[pair, counts.document[taken]]
    return Rows(taken[kept], pair[kept], pairs)


def _at(counts: Counts, places: Any) -> Any:
    """Return (N,) where each annotator of the counts stands in the choice, -1 for who is not in it."""
    at = np.full(len(counts.annotators), -1, dtype=np.intp)
    at[places[places >= 0]] = np.flatnonzero(places >= 0)
    return at
