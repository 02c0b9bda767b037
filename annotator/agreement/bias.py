"""How far suggestions lead people: work with suggestions beside work without, and errors let through.

The documents that are held back from suggestions tell what people do by themselves. What was imported saw
no suggestions and is left out; so are spans that came of planted errors.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import permutations
from typing import TYPE_CHECKING, Literal

from annotator.agreement import bootstrap
from annotator.agreement.coefficients import Figure, Undefined
from annotator.agreement.gathering import gather
from annotator.agreement.material import Material, Work
from annotator.agreement.paired import ratio
from annotator.agreement.scope import Resampling
from annotator.agreement.shares import share
from annotator.model import GOLD, Span
from annotator.project.file import Project
from annotator.project.progress import Times

if TYPE_CHECKING:  # not needed before the first paint
    import numpy as np
    from numpy.typing import NDArray

Reference = Literal["gold", "others"]
_Mark = tuple[int, int, str]
_Rows = dict[str, tuple[float, float]]  # by document: what is counted, and out of what


@dataclass(frozen=True, slots=True)
class Sides:
    """A figure of work with suggestions, of work without, and the first less the second.

    Intervals are by bootstrap over documents, those of the difference by drawing both sides apart.
    """

    suggested: Figure
    held_back: Figure
    difference: Figure


@dataclass(frozen=True, slots=True)
class LetThrough:
    """How many planted errors an annotator decided on, and the share that was accepted.

    Its interval is Wilson's; it takes errors for independent of each other, though some stand in one article.
    """

    annotator: str
    decided: int
    accepted: int
    share: Figure


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds that a span took an annotator: suggestions accepted, and spans labelled by hand."""

    annotator: str
    accepted: Figure
    by_hand: Figure


@dataclass(frozen=True, slots=True)
class Bias:
    """How far suggestions lead people.

    agreement    span F1 of all who finished the same document
    recall       the share of the spans of `recall_against` that work has: of gold's where both sides
                 have gold, else of those that anybody else marked on the document
    seconds      what an entity took
    articles     how many documents were finished with suggestions, and how many without
    """

    articles: tuple[int, int]
    agreement: Sides
    recall: Sides
    recall_against: Reference
    seconds: Sides
    errors: tuple[LetThrough, ...]
    speeds: tuple[Speed, ...]


def bias(
    project: Project,
    *,
    material: Material | None = None,
    resampling: Resampling = Resampling(),  # noqa: B008 - frozen
    is_cancelled: Callable[[], bool] | None = None,
) -> Bias:
    """Return the figures; `material` is all finished work of the project, where it was gathered already.

    Raises CountingCancelled.
    """
    works = (material or gather(project, is_cancelled=is_cancelled)).works
    held: dict[tuple[str, str], bool] = {
        (one.document_id, one.annotator): one.is_held_back for one in project.honesty.seen()
    }
    sides = [_Side.of(works, held, is_held=is_held) for is_held in (False, True)]
    against: Reference = "gold" if all(one.against_gold for one in sides) else "others"
    timed = project.progress.times()
    times = [_times(timed, held, is_held=is_held) for is_held in (False, True)]
    nobody, untimed = Undefined.NO_DOCUMENTS, Undefined.NOT_TIMED
    recall = [one.against_gold if against == "gold" else one.against_others for one in sides]
    return Bias(
        articles=(len(sides[0].documents), len(sides[1].documents)),
        agreement=_beside(*(one.alike for one in sides), resampling=resampling, undefined=nobody),
        recall=_beside(*recall, resampling=resampling, undefined=nobody),
        recall_against=against,
        seconds=_beside(*times, resampling=resampling, undefined=untimed),
        errors=_errors(project),
        speeds=_speeds(project, resampling),
    )


@dataclass(slots=True)
class _Side:
    """What is counted of the documents with suggestions, or of those without."""

    documents: set[str]
    alike: _Rows
    against_gold: _Rows
    against_others: _Rows

    @classmethod
    def of(cls, works: Iterable[Work], held: Mapping[tuple[str, str], bool], *, is_held: bool) -> "_Side":
        side = cls(set(), {}, {}, {})
        for work in works:
            id_ = work.document.id
            marks = {
                name: _marks(spans) for name, spans in work.spans.items() if held.get((id_, name)) is is_held
            }
            if marks:
                gold = work.spans.get(GOLD)
                side.take(id_, list(marks.values()), None if gold is None else _marks(gold))
        return side

    def take(self, id_: str, works: list[frozenset[_Mark]], gold: frozenset[_Mark] | None) -> None:
        """Count one document, finished by one or more."""
        self.documents.add(id_)
        pairs = list(permutations(works, 2))
        if gold is not None:
            self.against_gold[id_] = sum(len(one & gold) for one in works), len(gold) * len(works)
        if pairs:
            self.alike[id_] = (
                sum(2 * len(a & b) for a, b in pairs),
                sum(len(a) + len(b) for a, b in pairs),
            )
            others = [
                (one, frozenset().union(*(works[:place] + works[place + 1 :])))
                for place, one in enumerate(works)
            ]
            self.against_others[id_] = (
                sum(len(one & other) for one, other in others),
                sum(len(other) for _, other in others),
            )


def _marks(spans: Iterable[Span]) -> frozenset[_Mark]:
    return frozenset((span.start, span.end, span.label) for span in spans)


def _times(timed: Iterable[Times], held: Mapping[tuple[str, str], bool], *, is_held: bool) -> _Rows:
    rows: _Rows = {}
    for one in timed:
        if held.get((one.document_id, one.annotator)) is is_held and one.seconds is not None:
            seconds, entities = rows.get(one.document_id, (0.0, 0.0))
            rows[one.document_id] = seconds + one.seconds, entities + (one.entities or 0)
    return rows


def _beside(suggested: _Rows, held_back: _Rows, *, resampling: Resampling, undefined: Undefined) -> Sides:
    """Set two ratios beside each other; of too few documents there is no difference."""
    one, drawn = _ratio(suggested, resampling, undefined)
    # Another draw than the first side's: the two are of different documents.
    other, apart = _ratio(held_back, replace(resampling, seed=resampling.seed + 1), undefined)
    if one.interval is None or other.interval is None or one.value is None or other.value is None:
        return Sides(one, other, Figure(None, Undefined.TOO_FEW))
    (difference,) = bootstrap.figures_of(
        [one.value - other.value],
        Undefined.TOO_FEW,
        drawn=drawn - apart,
        documents=min(len(suggested), len(held_back)),
    )
    return Sides(one, other, difference)


def _ratio(rows: _Rows, resampling: Resampling, undefined: Undefined) -> "tuple[Figure, NDArray[np.float64]]":
    """Return the ratio of two sums over documents, and what it is in each round, (rounds, 1).

    `undefined` is why there is none where there are no documents.
    """
    import numpy as np

    ids = sorted(rows)
    values = np.array([rows[id_] for id_ in ids], np.float64).reshape(-1, 2)
    everything = np.ones(len(ids), np.bool_)
    sums = bootstrap.Draw.over(ids, everything, resampling).of(values, np.arange(len(ids)))
    total = values.sum(axis=0)
    drawn = ratio(sums[:, :1], sums[:, 1:])
    why = Undefined.NO_SPANS if rows else undefined
    (figure,) = bootstrap.figures_of(ratio(total[:1], total[1:]), why, drawn=drawn, documents=len(ids))
    return figure, drawn


def _errors(project: Project) -> tuple[LetThrough, ...]:
    counts: dict[str, list[int]] = {}
    for one in project.honesty.report().planted:
        sums = counts.setdefault(one.annotator, [0, 0])
        sums[0] += one.accepted + one.corrected + one.rejected
        sums[1] += one.accepted
    return tuple(
        LetThrough(name, decided, accepted, share(accepted, decided, too_few=Undefined.TOO_FEW_ERRORS))
        for name, (decided, accepted) in counts.items()
    )


def _speeds(project: Project, resampling: Resampling) -> tuple[Speed, ...]:
    rows: dict[str, tuple[_Rows, _Rows]] = {}
    for one in project.honesty.timed():
        side = rows.setdefault(one.annotator, ({}, {}))[one.is_by_hand]
        side[one.document_id] = one.seconds, one.entities
    return tuple(
        Speed(name, *(_ratio(side, resampling, Undefined.NOT_TIMED)[0] for side in sides))
        for name, sides in rows.items()
    )
