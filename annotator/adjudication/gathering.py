"""Reads where gold of many documents stands, from one state of the file."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from annotator.adjudication.standing import Standing
from annotator.errors import CountingCancelled
from annotator.model import GOLD, Annotation
from annotator.project.file import Project
from annotator.project.rulings import Stamps

IsCancelled = Callable[[], bool]
OnProgress = Callable[[int, int], None]
_AT_ONCE = 50  # documents between two looks at whether to go on


@dataclass(frozen=True, slots=True)
class Gathered:
    """Documents that anybody finished, as they stand, in list order, and what proves that nothing changed."""

    standings: tuple[Standing, ...]
    stamps: Stamps

    def stamps_of(self, ids: Collection[str]) -> Stamps:
        """Return the stamps of some of the documents."""
        return {id_: self.stamps.get(id_, ()) for id_ in ids}


def gather(
    project: Project,
    *,
    documents: Collection[str] | None = None,
    is_cancelled: IsCancelled | None = None,
    on_progress: OnProgress | None = None,
) -> Gathered:
    """Read all documents that anybody finished, or some; raises CountingCancelled."""
    stamps = project.rulings.stamps(documents)
    works = project.finished.works(documents=documents, is_cancelled=is_cancelled, on_progress=on_progress)
    rulings = project.rulings.of(documents)
    gold = _gold(project, documents)
    nothing = Annotation("", GOLD)
    standings = tuple(
        Standing(
            work,
            (mine := gold.get(work.document.id, nothing)).spans,
            mine.state,
            mine.note,
            tuple(rulings.get(work.document.id, ())),
            {name: [(one.start, one.end) for one in spans] for name, spans in work.spoilt.items()},
            project.schema.may_cross,
        )
        for work in works
    )
    return Gathered(standings, stamps)


def watched(
    standings: Collection[Standing],
    *,
    is_cancelled: IsCancelled | None = None,
    on_progress: OnProgress | None = None,
) -> Iterator[Standing]:
    """Yield standings one by one; raises CountingCancelled."""
    for done, one in enumerate(standings):
        if done % _AT_ONCE == 0:
            if is_cancelled is not None and is_cancelled():
                raise CountingCancelled
            if on_progress is not None:
                on_progress(done, len(standings))
        yield one


def _gold(project: Project, documents: Collection[str] | None) -> dict[str, Annotation]:
    if documents is None:
        return {one.document_id: one for one in project.annotations.all_of(GOLD)}
    return {id_: project.annotations.get(id_, GOLD) for id_ in documents if project.documents.has(id_)}
