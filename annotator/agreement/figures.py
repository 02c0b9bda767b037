"""The figures of a scope from what was counted: sums, then quotients, then intervals over draws.

Nothing is counted here and no text is read, so another choice of people, articles, labels or days costs
milliseconds.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

import numpy as np

from annotator.agreement import bootstrap
from annotator.agreement.bootstrap import Draw
from annotator.agreement.causes import Cause
from annotator.agreement.chance import Margins, Values, fleiss_kappa, krippendorff_alpha
from annotator.agreement.choosing import Choice, choose
from annotator.agreement.coefficients import Figure, Score, Undefined, mean
from annotator.agreement.columns import Chosen
from annotator.agreement.counts import CAUSES, MEASURES, Counts, Measure
from annotator.agreement.paired import Paired, compare_pairs, ratio, score, why_no_f1
from annotator.agreement.results import Agreement, Coefficient, Lost, PairAgreement, Part
from annotator.agreement.scope import Resampling, Scope
from annotator.agreement.unitizing import alpha_u_figures
from annotator.agreement.units import Units
from annotator.errors import CountingCancelled
from annotator.model import GOLD

_Key = TypeVar("_Key", bound=Hashable)


def figures(
    counts: Counts,
    units: Units | None = None,
    scope: Scope = Scope(),  # noqa: B008 - frozen
    *,
    resampling: Resampling | None = Resampling(),  # noqa: B008 - frozen
    is_cancelled: Callable[[], bool] | None = None,
) -> Agreement:
    """Return every figure of `scope`, with intervals unless `resampling` is None; without `units` no α_U.

    Raises CountingCancelled when `is_cancelled` says so.
    """
    check = partial(_check, is_cancelled)
    choice = choose(counts, scope)
    among = Chosen(counts, choice.among, choice.labels)
    draw = _draw(among, resampling)
    paired = compare_pairs(among, choice.annotators, draw=draw, check=check)
    check()
    spans = paired.by_pair.spans.sum(axis=0)
    compared = int(np.count_nonzero(choice.compared))
    ids = np.array(counts.documents, dtype=object)
    labels, sublabels, depths = _parts(among, draw)
    coefficients = _over_words(choice, among, paired, draw=draw)
    if units is not None:
        coefficients[Coefficient.ALPHA_U], by_label = alpha_u_figures(units, choice, draw=draw, check=check)
        labels = {label: replace(part, alpha_u=by_label[label]) for label, part in labels.items()}
    return Agreement(
        scope=scope,
        annotators=choice.annotators,
        documents=tuple(ids[choice.compared]),
        left_out=tuple(ids[choice.left_out]),
        words=int(counts.words[choice.compared].sum()),
        scores={measure: score(line) for measure, line in zip(MEASURES, spans.tolist(), strict=True)},
        f1=_f1(spans, among, paired, draw, compared),
        coefficients=coefficients,
        labels=labels,
        sublabels=sublabels,
        depths=depths,
        causes=_causes(among, paired),
        pairs=paired.pairs,
        gold=_against_gold(counts, choice, resampling, check),
    )


def _check(is_cancelled: Callable[[], bool] | None) -> None:
    if is_cancelled is not None and is_cancelled():
        raise CountingCancelled


def _against_gold(
    counts: Counts, choice: Choice, resampling: Resampling | None, check: Callable[[], None]
) -> tuple[PairAgreement, ...]:
    """Compare each with gold who has finished something that there is gold for."""
    chosen = Chosen(counts, choice.with_gold, choice.labels)
    names = (*choice.annotators, GOLD)
    found = compare_pairs(chosen, names, draw=_draw(chosen, resampling), check=check)
    return tuple(one for one in found.pairs if one.documents)


def _draw(chosen: Chosen, resampling: Resampling | None) -> Draw | None:
    """Draw among the documents that have rows."""
    if resampling is None:
        return None
    taken = np.zeros(len(chosen.counts.documents), dtype=bool)
    taken[chosen.document] = True
    return Draw.over(chosen.counts.documents, taken, resampling)


def _f1(
    spans: Any, chosen: Chosen, paired: Paired, draw: Draw | None, documents: int
) -> dict[Measure, Figure]:
    values = ratio(spans[:, 0] + spans[:, 2], spans[:, 1] + spans[:, 3])
    drawn = None
    if draw is not None:
        rounds = draw.of(paired.rows.spans, chosen.document)
        drawn = ratio(rounds[..., 0] + rounds[..., 2], rounds[..., 1] + rounds[..., 3])
    found = bootstrap.figures_of(values, why_no_f1(spans, documents), drawn=drawn, documents=documents)
    return dict(zip(MEASURES, found, strict=True))


def _over_words(
    choice: Choice, chosen: Chosen, paired: Paired, *, draw: Draw | None
) -> dict[Coefficient, Figure]:
    """Return the coefficients over words, of all annotators together."""
    readers = choice.finished.sum(axis=0)[chosen.document]
    by_all = (readers == len(choice.annotators)).astype(np.float64)
    pairs = [one.coefficients[Coefficient.KAPPA] for one in paired.pairs]
    kappa = mean(one for one in pairs if one.undefined is not Undefined.NO_DOCUMENTS)
    documents = len(np.unique(chosen.document))
    if kappa.value is not None and draw is not None:
        rounds = paired.mean_kappa[:, None]
        kappa = bootstrap.figures_of([kappa.value], Undefined.NO_WORDS, drawn=rounds, documents=documents)[0]
    fleiss = _weighed(fleiss_kappa, by_all, chosen, paired, draw=draw)
    if not by_all.any() and documents:
        fleiss = Figure(None, Undefined.NOT_ALL)
    return {
        Coefficient.KAPPA: kappa,
        Coefficient.FLEISS: fleiss,
        Coefficient.ALPHA: _weighed(krippendorff_alpha, 1 / (readers - 1), chosen, paired, draw=draw),
    }


def _weighed(
    coefficient: Callable[[Margins], Values],
    weight: Any,
    chosen: Chosen,
    paired: Paired,
    *,
    draw: Draw | None,
) -> Figure:
    """Return a coefficient of the rows' words, each row weighed (r,)."""
    rows = paired.rows
    agreed, first, second = rows.agreed * weight, rows.first * weight[:, None], rows.second * weight[:, None]
    whole = Margins(agreed.sum(), first.sum(axis=0), second.sum(axis=0))
    documents = len(np.unique(chosen.document[weight > 0]))
    drawn = None
    if draw is not None:
        rounds = Margins(*(draw.of(values, chosen.document) for values in (agreed, first, second)))
        drawn = coefficient(rounds)[:, None]
    undefined = whole.undefined if documents else Undefined.NO_DOCUMENTS
    return bootstrap.figures_of([coefficient(whole)], undefined, drawn=drawn, documents=documents)[0]


def _parts(
    chosen: Chosen, draw: Draw | None
) -> tuple[dict[str, Part], dict[tuple[str, str], Part], dict[int, Part]]:
    """Return what was found of each label, sublabel and depth that anybody used."""
    counts = chosen.counts
    depths = range(counts.by_depth.shape[1])
    return (
        _of_each(counts.labels, chosen.by_label(), chosen, draw),
        _of_each(counts.sublabels, chosen.by_sublabel(), chosen, draw),
        _of_each(depths, chosen.by_depth(), chosen, draw),
    )


def _of_each(keys: Sequence[_Key], rows: Any, chosen: Chosen, draw: Draw | None) -> dict[_Key, Part]:
    """Return the parts of columns (r, K, 3) that hold any span; `keys` are what the K are called."""
    whole = rows.sum(axis=0)
    used = np.flatnonzero(whole[:, 1:].any(axis=1))
    rows, whole = rows[:, used], whole[used]
    found_in = _documents(rows, chosen)
    drawn = None
    if draw is not None:
        rounds = draw.of(rows, chosen.document)
        drawn = ratio(2 * rounds[..., 0], rounds[..., 1] + rounds[..., 2])
    values = ratio(2 * whole[:, 0], whole[:, 1] + whole[:, 2])
    f1 = bootstrap.figures_of(values, Undefined.NO_SPANS, drawn=drawn, documents=found_in)
    lines = zip(used.tolist(), whole.tolist(), f1, found_in.tolist(), strict=True)
    return {keys[place]: Part(Score(*line), figure, many) for place, line, figure, many in lines}


def _documents(rows: Any, chosen: Chosen) -> Any:
    """Return in how many documents each of the columns (r, K, 3) has any span."""
    present = np.zeros((len(chosen.counts.documents), rows.shape[1]), dtype=bool)
    row, column = np.nonzero(rows[:, :, 1:].any(axis=2))
    present[chosen.document[row], column] = True
    return np.count_nonzero(present, axis=0)


def _causes(chosen: Chosen, paired: Paired) -> Mapping[Cause, Lost]:
    """Return what each cause costs, the most costly first."""
    points = paired.lost.sum(axis=0)
    places = chosen.places().sum(axis=0).tolist()
    places[CAUSES.index(Cause.LABEL)] += _labels_from_outside(chosen)
    order = sorted(range(len(CAUSES)), key=lambda cause: -int(points[cause].sum()))
    return {
        CAUSES[cause]: Lost(int(points[cause].sum()), int(places[cause]), _most(points[cause], chosen))
        for cause in order
        if points[cause].any()
    }


def _most(points: Any, chosen: Chosen) -> dict[str, int]:
    order = np.argsort(-points, kind="stable").tolist()
    return {chosen.counts.labels[label]: int(points[label]) for label in order if points[label]}


def _labels_from_outside(chosen: Chosen) -> int:
    """Count the places where the second gave a label that counts to what the first gave one that does not.

    Such a place is counted under the first's label, so the choice of labels would pass it by.
    """
    _, cell, count = chosen.cells(chosen.counts.confusion)
    number = len(chosen.labels) + 1
    is_outside = np.append(~chosen.labels, False)
    is_inside = np.append(chosen.labels, False)
    return int(count[is_outside[cell // number] & is_inside[cell % number]].sum())
