"""Krippendorff's α for unitizing: whether people mark the same stretches of text, where they lie.

Krippendorff, «On the reliability of unitizing continuous data», Sociological Methodology 25, 1995; its
expected disagreement as corrected in «Content Analysis: An Introduction to Its Methodology», 2nd edition,
2004, pages 251-256. The continuum is counted in code points. Several documents are one continuum that is cut
where a document ends: no unit and no gap goes across, so all that the formulas add up adds up over documents.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from annotator.agreement import bootstrap
from annotator.agreement.bootstrap import Draw
from annotator.agreement.choosing import Choice
from annotator.agreement.coefficients import Figure, Undefined
from annotator.agreement.columns import sums
from annotator.agreement.units import Pieces, Units

_CELLS: Final = 500_000  # gaps times lengths of units that are looked at in one go


@dataclass(frozen=True, slots=True)
class Continuum:
    """The sums that α_U is made of, for each label (..., L) of a continuum of `length` (...) code points.

    apart     squared differences of observed units, over pairs of observers, each pair once
    number    units of all observers; `squares` Σ l (l - 1) and `cubes` Σ (2 l³ - 3 l² + l) / 3 of lengths l
    in_gaps   Σ l² (g - l + 1) over units and the gaps g of all observers that could hold them
    """

    length: Any
    apart: Any
    number: Any
    squares: Any
    cubes: Any
    in_gaps: Any

    def disagreements(self, observers: int) -> tuple[Any, Any]:
        """Return the observed and the expected disagreement of each label (..., L)."""
        length = np.asarray(self.length, dtype=np.float64)[..., None]
        pairs = observers * (observers - 1)
        observed = 2 * self.apart / (pairs * np.where(length, length, 1) ** 2)
        whole = observers * length
        below = np.where(length, length * (whole * (whole - 1) - self.squares), 1)
        expected = 2 * ((self.number - 1) * self.cubes + self.in_gaps) / np.where(below > 0, below, 1)
        return observed, np.where(self.number > 0, expected, 0)


def alpha_u(observed: Any, expected: Any) -> Any:
    """Return α_U = 1 - Do / De, NaN where nothing could be expected; of all labels: of their sums."""
    return np.where(expected > 0, 1 - observed / np.where(expected > 0, expected, 1), np.nan)


def alpha_u_figures(
    units: Units, choice: Choice, *, draw: Draw | None, check: Callable[[], None]
) -> tuple[Figure, dict[str, Figure]]:
    """Return α_U over all labels that count, and of each, over the documents that all have finished."""
    chosen = _Chosen.of(units, choice)
    labels = [label for label, counts in zip(units.labels, choice.labels, strict=True) if counts]
    documents = np.flatnonzero(chosen.documents)
    if not len(documents):
        why = Undefined.NOT_ALL if choice.compared.any() else Undefined.NO_DOCUMENTS
        return Figure(None, why), dict.fromkeys(labels, Figure(None, why))
    whole = chosen.whole()
    observed, expected = (one[choice.labels] for one in whole.disagreements(len(choice.annotators)))
    reasons = [
        Undefined.ONE_CATEGORY if number else Undefined.NO_SPANS for number in whole.number[choice.labels]
    ]
    drawn = None if draw is None else _drawn(chosen, choice, draw, check)
    by_label = None if drawn is None else alpha_u(*drawn)
    of_each = bootstrap.figures_of(
        alpha_u(observed, expected),
        reasons,
        drawn=by_label,
        documents=chosen.found_in()[choice.labels],
    )
    over_all = None if drawn is None else alpha_u(*(one.sum(axis=1, keepdims=True) for one in drawn))
    joint = bootstrap.figures_of(
        [alpha_u(observed.sum(), expected.sum())],
        Undefined.ONE_CATEGORY if whole.number[choice.labels].any() else Undefined.NO_SPANS,
        drawn=over_all,
        documents=len(documents),
    )
    return joint[0], dict(zip(labels, of_each, strict=True))


def _drawn(chosen: "_Chosen", choice: Choice, draw: Draw, check: Callable[[], None]) -> tuple[Any, Any]:
    """Return the observed and the expected disagreement of every round, (rounds, labels that count)."""
    found = []
    for label in np.flatnonzero(choice.labels).tolist():
        check()
        found.append(chosen.rounds(label, draw).disagreements(len(choice.annotators)))
    if not found:
        return (np.zeros((len(draw.weights), 0)),) * 2
    return np.concatenate([one for one, _ in found], axis=1), np.concatenate(
        [one for _, one in found], axis=1
    )


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The units of the chosen annotators in the documents (D,) that all of them have finished.

    `of_units`, `of_gaps` and `of_pairs` are the places of what is chosen.
    """

    all: Units
    documents: Any
    of_units: Any
    of_gaps: Any
    of_pairs: Any

    @classmethod
    def of(cls, units: Units, choice: Choice) -> "_Chosen":
        documents = choice.compared & choice.finished.all(axis=0)
        is_in = np.zeros(max(choice.places.max(initial=-1), units.annotator.max(initial=-1)) + 2, dtype=bool)
        is_in[choice.places[choice.places >= 0]] = True
        rows = is_in[units.annotator] & documents[units.document]
        pairs = is_in[units.first] & is_in[units.second] & documents[units.of]
        places = (rows[units.units.row], rows[units.gaps.row], pairs)
        return cls(units, documents, *map(np.flatnonzero, places))

    def whole(self) -> Continuum:
        """Sum over all documents."""
        units, gaps, number = self.all.units, self.all.gaps, len(self.all.labels)
        many = np.bincount(units.kind[self.of_units], minlength=len(units.length)).astype(np.float64)
        gaps_many = np.bincount(gaps.kind[self.of_gaps], minlength=len(gaps.length))

        def by_label(values: Any) -> Any:
            return np.bincount(units.label, values, number)

        length = units.length.astype(np.float64)
        return Continuum(
            self.all.lengths[self.documents].sum(),
            self.all.apart[self.of_pairs].sum(axis=0),
            by_label(many),
            by_label(many * _square(length)),
            by_label(many * _cube(length)),
            by_label(many * length**2 * _places_in(gaps, gaps_many, units)),
        )

    def rounds(self, label: int, draw: Draw) -> Continuum:
        """Sum the documents of every round, for one label: (rounds,) and (rounds, 1)."""
        units, pairs = self.all.units, self.of_pairs
        # Kinds are in order of labels, so those of one are a range.
        first, end = np.searchsorted(units.label, [label, label + 1]).tolist()
        kind = units.kind[self.of_units]
        mine = (first <= kind) & (kind < end)
        row, kind = units.row[self.of_units[mine]], kind[mine] - first
        documents = np.flatnonzero(self.documents)
        order = np.full(len(self.documents), -1, dtype=np.intp)
        order[documents] = np.arange(len(documents))
        cell = order[self.all.document[row]] * (end - first) + kind
        many = np.bincount(cell, minlength=len(documents) * (end - first)).reshape(len(documents), -1)
        length = units.length[first:end].astype(np.float64)
        drawn = draw.of(many, documents)
        holds = draw.of(self._holds(label, length, order, len(documents)), documents)
        return Continuum(
            draw.of(self.all.lengths[documents], documents),
            draw.of(self.all.apart[pairs, label], self.all.of[pairs])[:, None],
            drawn.sum(axis=1, keepdims=True),
            (drawn @ _square(length))[:, None],
            (drawn @ _cube(length))[:, None],
            ((drawn * holds) @ length**2)[:, None],
        )

    def _holds(self, label: int, length: Any, order: Any, number: int) -> Any:
        """Return (documents, K): at how many places gaps could hold a unit of each length."""
        gaps = self.all.gaps
        mine = self.of_gaps[gaps.label[gaps.kind[self.of_gaps]] == label]
        document = order[self.all.document[gaps.row[mine]]]
        by_document = np.argsort(document, kind="stable")
        document = document[by_document]
        size = gaps.length[gaps.kind[mine[by_document]]].astype(np.float64)
        found = np.zeros((number, len(length)))
        step = max(_CELLS // max(len(length), 1), 1)
        for begun in range(0, len(mine), step):
            some = slice(begun, begun + step)
            low, high = document[some][0], document[some][-1] + 1
            places = np.maximum(size[some, None] - length + 1, 0)
            found[low:high] += sums(places, document[some] - low, high - low)
        return found

    def found_in(self) -> Any:
        """Return (L,) in how many documents there are units of each label."""
        units = self.all.units
        present = np.zeros((len(self.documents), len(self.all.labels)), dtype=bool)
        kind = units.kind[self.of_units]
        present[self.all.document[units.row[self.of_units]], units.label[kind]] = True
        return np.count_nonzero(present, axis=0)


def _square(length: Any) -> Any:
    return length * (length - 1)


def _cube(length: Any) -> Any:
    return (2 * length**3 - 3 * length**2 + length) / 3


def _places_in(gaps: Pieces, many: Any, units: Pieces) -> Any:
    """Return for each kind of unit at how many places all gaps of its label could hold it.

    Kinds are in order of label and length, so what is long enough is the rest of the label's kinds.
    """
    width = max(gaps.length.max(initial=0), units.length.max(initial=0)) + 1
    key = gaps.label * width + gaps.length
    from_here = np.searchsorted(key, units.label * width + units.length)
    end = np.searchsorted(key, (units.label + 1) * width)
    count = np.concatenate([[0], np.cumsum(many, dtype=np.float64)])
    size = np.concatenate([[0], np.cumsum(many * (gaps.length + 1), dtype=np.float64)])
    return size[end] - size[from_here] - units.length * (count[end] - count[from_here])
