"""The controls of `honesty` over a project: set by the lead, kept up by every run.

Documents that anybody has begun are left as they are: none of them is held back from then on, and no
error comes to them. Errors that nobody decided on are taken back where the lead wants none.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotator.model import Planted, Suggestion
from annotator.project.file import Project
from annotator.suggest.honesty import Planting, choose, plant
from annotator.text.reading import Reading
from annotator.words import _, n_, number

HOLD_BACK = "hold_back"
PLANT = "plant"
_BATCH = 50  # documents that are stored in one transaction


@dataclass(frozen=True, slots=True)
class Shares:
    """What share of documents goes without suggestions, and what share of suggestions is made wrong."""

    hold_back: float
    plant: float


def shares_of(project: Project) -> Shares:
    """Return the shares that a project is set to, 0 unless told."""
    return Shares(float(project.settings.get(HOLD_BACK, 0.0)), float(project.settings.get(PLANT, 0.0)))


def sentences(shares: Shares, *, held_back: int, planted: int) -> list[str]:
    """Return what is held back and what is planted, in words."""
    return [_held(held_back, shares.hold_back), _planted(planted, shares.plant)]


def _held(count: int, share: float) -> str:
    if not count and not share:
        return _("No article is held back.")
    words = n_(
        "{count} article is held back (the share is {share}): it shows no suggestions.",
        "{count} articles are held back (the share is {share}): they show no suggestions.",
        count,
    )
    return words.format(count=number(count), share=number(share))


def _planted(count: int, share: float) -> str:
    if not count and not share:
        return _("No wrong suggestion is planted.")
    words = n_(
        "{count} wrong suggestion is planted (the share is {share}).",
        "{count} wrong suggestions are planted (the share is {share}).",
        count,
    )
    return words.format(count=number(count), share=number(share))


def hold_back(project: Project) -> int:
    """Hold back the chosen share of the documents that nobody has begun, and return how many are held.

    Those that were held back and are begun meanwhile stay so, as long as any share is.
    """
    share = shares_of(project).hold_back
    chosen = choose(project.documents.ids(), share=share, seed=project.settings.get("seed", 0))
    before, begun = project.honesty.held_back(), project.honesty.begun()
    held = [id_ for id_ in chosen if id_ in before or id_ not in begun]
    if set(held) != before:
        project.honesty.hold_back(held)
    return len(held)


class Planter:
    """Plants errors among the suggestions of documents before they are stored, and records them."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._share = shares_of(project).plant
        self._seed = project.settings.get("seed", 0)

    def planting(self, document_id: str, suggestions: Sequence[Suggestion]) -> Planting:
        """Return what to store in the place of `suggestions`, which come from sources alone.

        A document that was begun keeps the errors that it has, and gets no others.
        """
        if self._project.honesty.is_begun(document_id):  # asked now: a run takes minutes
            return self._as_before(document_id, suggestions)
        if not self._share:
            return Planting(list(suggestions), [])
        return plant(
            suggestions,
            reading=Reading(self._project.documents.get(document_id).text),
            schema=self._project.schema,
            share=self._share,
            seed=self._seed,
        )

    def record(self, document_id: str, planting: Planting) -> None:
        """Keep which of the document's stored suggestions are planted, in the caller's transaction."""
        if not planting.planted:
            return
        ids = {_place(one): one.id for one in self._project.suggestions.kept(document_id)}
        self._project.honesty.plant(
            (ids[_place(wrong)], facts) for wrong, facts in planting.planted if _place(wrong) in ids
        )

    def _as_before(self, document_id: str, suggestions: Sequence[Suggestion]) -> Planting:
        there = self._project.honesty.planted(document_id)
        if not there:
            return Planting(list(suggestions), [])
        kept = {one.id: one for one in self._project.suggestions.kept(document_id)}
        decided = self._project.honesty.decided_on(document_id)
        shown = {_place(one): one for one in suggestions}
        planted: list[tuple[Suggestion, Planted]] = []
        for id_, facts in there.items():
            wrong = kept.get(id_)
            is_due = bool(self._share) or id_ in decided
            if wrong is None or not is_due or (facts.true and _place(facts.true) not in shown):
                continue
            if facts.true:
                del shown[_place(facts.true)]
            shown[_place(wrong)] = wrong
            planted.append((wrong, facts))
        return Planting(list(shown.values()), planted)


def plant_anew(
    project: Project,
    *,
    on_progress: Callable[[int, int], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> int:
    """Bring what is planted in all documents to the share that is set, and return how many errors there are.

    No source is asked: what was true is on record. A cancel keeps what is done.
    """
    planter = Planter(project)
    ids = project.documents.ids()
    for first in range(0, len(ids), _BATCH):
        if is_cancelled is not None and is_cancelled():
            break
        batch = ids[first : first + _BATCH]
        made = {id_: _anew(project, planter, id_) for id_ in batch}
        with project.suggestions.replacing():
            for id_, (planting, sources) in made.items():
                project.suggestions.replace(id_, planting.suggestions, sources=sources)
                planter.record(id_, planting)
        if on_progress is not None:
            on_progress(first + len(batch), len(ids))
    return project.honesty.planted_count()


def _anew(project: Project, planter: Planter, document_id: str) -> tuple[Planting, set[str]]:
    there = project.honesty.planted(document_id)
    kept = project.suggestions.kept(document_id)
    shown = {one.id for one in kept}
    true = [one.true for number, one in there.items() if one.true is not None and number in shown]
    sound = {_place(one): one for one in [*true, *(one for one in kept if one.id not in there)]}
    planting = planter.planting(document_id, [*sound.values()])
    return planting, {one.source for one in (*kept, *planting.suggestions)}


def _place(one: Suggestion) -> tuple[int, int, str, str]:
    return one.start, one.end, one.label, one.sublabel
