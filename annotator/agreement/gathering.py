"""Agreement of a project: its finished work gathered, then counted, then read as figures.

The window keeps what `gather` gives, and asks for other figures of it; a command line asks once.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, TypeVar

from annotator.agreement.anonymity import nameless
from annotator.agreement.counting import count
from annotator.agreement.figures import figures
from annotator.agreement.left import check_left
from annotator.agreement.material import IsCancelled, Material, OnProgress, Work
from annotator.agreement.places import Disagreement, disagreements_of
from annotator.agreement.results import Agreement
from annotator.agreement.scope import Resampling, Scope
from annotator.agreement.units import units
from annotator.errors import (
    NobodyBeside,
    NoEarlierPass,
    NoneOfChosen,
    TooFewToCompare,
    UnknownAnnotator,
    WhoseEarlierPass,
)
from annotator.model import GOLD
from annotator.project.file import Project
from annotator.project.rulings import Leaning
from annotator.words import _

_AS_THEY_ARE: Final[Mapping[str, str]] = MappingProxyType({})
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Compared:
    """The figures of a scope, with the work that they were counted from: it leads to every place."""

    material: Material
    agreement: Agreement

    def disagreements(self) -> Iterator[Disagreement]:
        """Yield the places of the scope where two of its annotators differ, article by article."""
        return disagreements_of(self.material, self.agreement)


def gather(
    project: Project,
    *,
    annotators: Collection[str] = (),
    documents: Collection[str] | None = None,
    earlier: bool = False,
    called: Mapping[str, str] = _AS_THEY_ARE,
    is_cancelled: IsCancelled | None = None,
    on_progress: OnProgress | None = None,
) -> Material:
    """Return what everybody has finished, gold among it, without what came of planted errors.

    Of `annotators` (and gold) and of the `documents` with these ids alone, where such are named. With
    `earlier`, what was finished twice is there as it was first, too. Who is `called` otherwise goes by that
    name in it. `on_progress` hears of steps, two for each document. Raises CountingCancelled.
    """
    works = project.finished.works(
        annotators={*annotators, GOLD} if annotators else None,
        documents=documents,
        earlier=earlier,
        is_cancelled=is_cancelled,
        on_progress=_half(on_progress, 0),
    )
    return Material.of(
        (Work(one.document, _under(called, one.spans), _under(called, one.days)) for one in works),
        is_cancelled=is_cancelled,
        on_progress=_half(on_progress, 1),
    )


def _under(called: Mapping[str, str], of: Mapping[str, _Value]) -> Mapping[str, _Value]:
    return {called.get(name, name): value for name, value in of.items()} if called else of


def compare(
    project: Project,
    scope: Scope = Scope(),  # noqa: B008 - frozen
    *,
    resampling: Resampling | None = Resampling(),  # noqa: B008 - frozen
    earlier: bool = False,
    with_gamma: bool = False,
    is_anonymous: bool = False,
    is_cancelled: IsCancelled | None = None,
    on_progress: OnProgress | None = None,
) -> Compared:
    """Compare the annotators of a scope with each other and with gold, or one with their own earlier pass.

    γ is counted where it is asked for: it takes about a second a document. Where it `is_anonymous` the scope
    has people's names, and all that is returned has numbers in their place, and their order.

    Raises UnknownAnnotator for a name without work, TooFewToCompare and NobodyBeside where there is nobody to
    compare with, NoEarlierPass and WhoseEarlierPass where it is not clear which pass is meant, what
    `check_left` does where the scope leaves nothing, and CountingCancelled.
    """
    _check_names(project, scope.annotators)
    called = _numbered(project, earlier=earlier) if is_anonymous else _AS_THEY_ARE
    material = gather(
        project,
        annotators=scope.annotators,
        documents=scope.documents,
        earlier=earlier,
        called=called,
        is_cancelled=is_cancelled,
        on_progress=on_progress,
    )
    if earlier:
        scope = replace(scope, annotators=_with_earlier(project, material, scope.annotators, called))
    scope = replace(scope, annotators=tuple(called.get(name, name) for name in scope.annotators))
    if not earlier:
        _check_company(material, scope)
    counts = count(material, is_cancelled=is_cancelled)
    agreement = figures(
        counts,
        units(material, is_cancelled=is_cancelled),
        scope,
        resampling=resampling,
        is_cancelled=is_cancelled,
    )
    check_left(counts, agreement)
    agreement = with_leaning(agreement, project.rulings.leaning(), called=called)
    if with_gamma:
        from annotator.agreement import gamma  # which looks for a library of its own

        figure = gamma.gamma(
            material,
            counts,
            scope,
            resampling=resampling,
            is_cancelled=is_cancelled,
            on_progress=on_progress,
        )
        agreement = gamma.with_gamma(agreement, figure)
    return Compared(material, agreement)


def with_leaning(
    agreement: Agreement, leaning: Leaning, *, called: Mapping[str, str] = _AS_THEY_ARE
) -> Agreement:
    """Return an agreement that knows how far gold was settled by the answers of those beside it."""
    taken = {called.get(name, name): count for name, count in leaning.taken.items()}
    gold = tuple(
        replace(pair, taken=taken.get(pair.first, 0), ruled=leaning.places) for pair in agreement.gold
    )
    return replace(agreement, gold=gold)


def _check_names(project: Project, annotators: Iterable[str]) -> None:
    at_work = project.annotations.annotators()
    for name in annotators:
        if name not in at_work:
            raise UnknownAnnotator(name=name, names=_(", ").join(at_work) or "—")


def _check_company(material: Material, scope: Scope) -> None:
    people = {name for name in scope.annotators or material.annotators if name != GOLD}
    working = [name for name in material.annotators if name in people]
    if working and (len(people) > 1 or GOLD in material.annotators):
        return
    if scope.documents is not None:
        raise NoneOfChosen
    if scope.annotators and len(people) == 1:
        raise NobodyBeside(name=f"\u2068{next(iter(people))}\u2069")
    raise TooFewToCompare(names=_(", ").join(working) or "—")


def _numbered(project: Project, *, earlier: bool) -> Mapping[str, str]:
    """Return the numbers of all who worked on the project, the same whoever of them is compared."""
    passes = project.finished.earlier_names().values() if earlier else ()
    return nameless((*project.annotations.annotators(), *passes))


def _with_earlier(
    project: Project, material: Material, annotators: Sequence[str], called: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the one annotator who is meant, and under which name the earlier pass goes."""
    found = {
        name: earlier
        for name, earlier in project.finished.earlier_names().items()
        if called.get(earlier, earlier) in material.annotators and (not annotators or name in annotators)
    }
    if not found:
        raise NoEarlierPass
    if len(found) > 1:
        raise WhoseEarlierPass(names=_(", ").join(found))
    return next(iter(found.items()))


def _half(on_progress: OnProgress | None, half: int) -> Callable[[int, int], None] | None:
    if on_progress is None:
        return None
    tell = on_progress
    return lambda done, total: tell(half * total + done, 2 * total)
