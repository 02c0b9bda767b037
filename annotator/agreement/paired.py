"""What any two annotators have in common: the figures of pairs, many at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from annotator.agreement import bootstrap
from annotator.agreement.bootstrap import Draw
from annotator.agreement.causes import Cause
from annotator.agreement.chance import Margins, cohen_kappa
from annotator.agreement.coefficients import Category, Figure, Score, Undefined
from annotator.agreement.columns import Chosen, sums
from annotator.agreement.confusion import Confusion
from annotator.agreement.counts import CAUSES, MEASURES, Measure
from annotator.agreement.late import Late
from annotator.agreement.results import Coefficient, PairAgreement


@dataclass(frozen=True, slots=True)
class Sums:
    """What a pair's figures are made of, by P pairs, by rows or by rounds, whichever comes first.

    spans   (P, M, 4); agreed (P,), first and second (P, L + 1)
    """

    spans: Any
    agreed: Any
    first: Any
    second: Any

    def each(self, change: Callable[[Any], Any]) -> "Sums":
        """Return all of it changed in the same way."""
        return Sums(change(self.spans), change(self.agreed), change(self.first), change(self.second))

    @property
    def margins(self) -> Margins:
        """The words, as the coefficients take them."""
        return Margins(self.agreed, self.first, self.second)

    @property
    def f1(self) -> Any:
        """The span F1 (P, M) by MEASURES, NaN where nobody marked anything."""
        return ratio(self.spans[..., 0] + self.spans[..., 2], self.spans[..., 1] + self.spans[..., 3])


def ratio(above: Any, below: Any) -> Any:
    """Divide, NaN where there is nothing to divide by."""
    return np.where(below > 0, above / np.where(below > 0, below, 1), np.nan)


@dataclass(frozen=True, slots=True)
class Paired:
    """The figures of P pairs, what they were made of by row and by pair, and each round's mean κ."""

    pairs: tuple[PairAgreement, ...]
    rows: Sums
    by_pair: Sums
    lost: Any
    mean_kappa: Any


def compare_pairs(
    chosen: Chosen, names: tuple[str, ...], *, draw: Draw | None, check: Callable[[], None]
) -> Paired:
    """Make the figures of every pair in the chosen rows; `names` are what their places stand for."""
    rows = Sums(chosen.spans(), *chosen.words())
    pair, number = chosen.rows.pair, len(chosen.rows.pairs)
    by_pair = rows.each(lambda values: sums(values, pair, number))
    lost = sums(chosen.lost(), pair, number)
    documents = np.bincount(pair, minlength=number)
    f1, kappa, mean_kappa = _figures(chosen, rows, by_pair, documents, draw=draw, check=check)
    words = np.bincount(pair, chosen.counts.words[chosen.document], number)
    scores = _scores(by_pair.spans)
    labels = _labels(chosen, sums(chosen.by_label(), pair, number))
    confusions = _confusions(chosen)
    costs = _costs(lost.sum(axis=2))
    pairs = tuple(
        PairAgreement(
            names[first],
            names[second],
            documents=count,
            words=int(word),
            scores=scores[place],
            f1=f1[place],
            coefficients={Coefficient.KAPPA: kappa[place]},
            labels=labels[place],
            confusion=confusions[place],
            lost=costs[place],
        )
        for place, ((first, second), count, word) in enumerate(
            zip(chosen.rows.pairs, documents.tolist(), words.tolist(), strict=True)
        )
    )
    return Paired(pairs, rows, by_pair, lost, mean_kappa)


def _figures(
    chosen: Chosen,
    rows: Sums,
    by_pair: Sums,
    documents: Any,
    *,
    draw: Draw | None,
    check: Callable[[], None],
) -> tuple[list[dict[Measure, Figure]], list[Figure], Any]:
    """Return F1 by measure and κ for each pair, and the mean κ of each round."""
    values, kappas = by_pair.f1, cohen_kappa(by_pair.margins)
    why_no_kappa = _why_no_kappa(by_pair.margins, documents)
    order = np.argsort(chosen.rows.pair, kind="stable")
    total, defined = np.zeros((2, 0 if draw is None else len(draw.weights)))
    f1: list[dict[Measure, Figure]] = []
    kappa: list[Figure] = []
    for place, (many, end) in enumerate(zip(documents.tolist(), np.cumsum(documents).tolist(), strict=True)):
        check()
        drawn_f1 = drawn_kappa = None
        if draw is not None and many:  # of hundreds of annotators most pairs have nothing in common
            of_pair = order[end - many : end]
            drawn = _drawn(rows, of_pair, chosen.document[of_pair], draw)
            drawn_f1, drawn_kappa = drawn.f1, cohen_kappa(drawn.margins)[:, None]
            total += np.nan_to_num(drawn_kappa[:, 0])
            defined += ~np.isnan(drawn_kappa[:, 0])
        why = why_no_f1(by_pair.spans[place], many)
        figures = bootstrap.figures_of(values[place], why, drawn=drawn_f1, documents=many)
        f1.append(dict(zip(MEASURES, figures, strict=True)))
        value, why = kappas[place : place + 1], why_no_kappa[place]
        kappa += bootstrap.figures_of(value, why, drawn=drawn_kappa, documents=many)
    return f1, kappa, ratio(total, defined)


def _drawn(rows: Sums, chosen: Any, document: Any, draw: Draw) -> Sums:
    """Return the sums of some rows, of a document each, in every round."""
    return rows.each(lambda values: draw.of(values[chosen], document))


def why_no_f1(spans: Any, documents: int) -> Undefined:
    """Return why an F1 does not exist, of those of `spans` (M, 4) that do not."""
    if not documents:
        return Undefined.NO_DOCUMENTS
    # What was marked has all measures but that of labels, which is of spans that answer each other.
    return Undefined.NO_ANSWERS if spans[MEASURES.index(Measure.EXACT)].any() else Undefined.NO_SPANS


def _why_no_kappa(margins: Margins, documents: Any) -> list[Undefined]:
    return [
        Undefined.NO_DOCUMENTS if not count else Undefined.ONE_CATEGORY if words else Undefined.NO_WORDS
        for count, words in zip(documents.tolist(), margins.total.tolist(), strict=True)
    ]


def score(line: list[int]) -> Score:
    """Return a score of the four sums of Counts.scores."""
    matched, first, of_second, second = line
    return Score(matched, first, second, None if of_second == matched else of_second)


def _scores(spans: Any) -> list[Mapping[Measure, Score]]:
    return [dict(zip(MEASURES, map(score, lines), strict=True)) for lines in spans.tolist()]


def _labels(chosen: Chosen, by_label: Any) -> list[Mapping[str, Score]]:
    """Return the exact scores by label of each pair, of the labels that either used."""
    return [Late(partial(_scores_by_label, chosen.counts.labels, lines)) for lines in by_label]


def _scores_by_label(labels: tuple[str, ...], lines: Any) -> dict[str, Score]:
    used = zip(labels, lines.tolist(), strict=True)
    return {label: Score(*line) for label, line in used if line[1] or line[2]}


def _costs(lost: Any) -> list[dict[Cause, int]]:
    """Return the lost points of each pair by cause, the most costly first."""
    return [
        {
            CAUSES[place]: line[place]
            for place in sorted(range(len(line)), key=lambda one: -line[one])
            if line[place]
        }
        for line in lost.tolist()
    ]


def _confusions(chosen: Chosen) -> list[Confusion]:
    """Return which labels met in each pair; with a choice of labels, where one of the two is chosen."""
    row, cell, count = chosen.cells(chosen.counts.confusion)
    number, pairs = len(chosen.labels) + 1, len(chosen.rows.pairs)
    counted = np.append(chosen.labels, False)
    kept = counted[cell // number] | counted[cell % number]
    key = chosen.rows.pair[row[kept]] * number * number + cell[kept]
    keys, inverse = np.unique(key, return_inverse=True)
    totals = np.bincount(inverse, count[kept], len(keys)).astype(np.int64)
    pair, cell = keys // (number * number), keys % (number * number)
    used = np.zeros((pairs, number), dtype=bool)
    used[pair, cell // number] = used[pair, cell % number] = True
    called: tuple[Category, ...] = (*chosen.counts.labels, None)
    ends = np.searchsorted(pair, np.arange(pairs + 1)).tolist()
    return [
        Confusion(
            (*(called[label] for label in np.flatnonzero(used[place, :-1])), None),
            Late(partial(_cells, called, cell[begin:end], totals[begin:end])),
        )
        for place, (begin, end) in enumerate(pairwise(ends))
    ]


def _cells(called: tuple[Category, ...], cell: Any, totals: Any) -> dict[tuple[Category, Category], int]:
    number = len(called)
    return {
        (called[one // number], called[one % number]): many
        for one, many in zip(cell.tolist(), totals.tolist(), strict=True)
    }
