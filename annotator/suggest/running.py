"""Runs the sources over a project's documents and stores what they suggest, with what made it.

A document whose suggestions were made of what there is now is passed over, so a run that was stopped goes
on where it was. Only this process writes, some documents a transaction, so that the file is sound whenever
a run ends; thinking is done before the file is locked, so that nobody who labels has to wait for it.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from time import monotonic
from typing import Final

from annotator.project.file import Project
from annotator.suggest.controls import Planter, hold_back
from annotator.suggest.honesty import Planting
from annotator.suggest.sources import Sources, Suggested, Task

_BATCH: Final = 50  # documents that are stored in one transaction


@dataclass(frozen=True, slots=True)
class SuggestReport:
    """How many documents were read and how many suggestions were stored for them, in which time.

    `unchanged` documents had what they would be given again; `left` ones were not reached by a run that
    was stopped; `held_back` ones have suggestions that are not shown.
    """

    documents: int
    suggestions: int
    unchanged: int = 0
    left: int = 0
    held_back: int = 0
    seconds: float = 0.0


def suggest_documents(
    project: Project,
    *,
    sources: Sources,
    document_ids: Sequence[str] | None = None,
    jobs: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
    again: bool = False,
) -> SuggestReport:
    """Suggest spans for these documents, all of them unless told; a cancel keeps what is done.

    `again` also asks where nothing would be new. With `jobs` above 1 so many processes read the texts.
    What was decided stays. Raises WorkerDied, ProjectBusy, NoSpace and so on; what was stored before is
    kept then.
    """
    began = monotonic()
    held_back = hold_back(project)
    ids = project.documents.ids() if document_ids is None else list(document_ids)
    now = sources.fingerprints(ids)
    before = {} if again else project.runs.get()
    due = [id_ for id_ in ids if before.get(id_) != now[id_]]
    run = _Run(project, sources, fingerprints=now)
    tasks = _until(is_cancelled, (sources.task(id_) for id_ in due))
    try:
        with closing(_made(tasks, sources, jobs=min(jobs, 1 + len(due) // _BATCH))) as made:
            for one in made:
                run.take(one)
                if on_progress is not None:
                    on_progress(run.documents, len(due))
                if is_cancelled is not None and is_cancelled():
                    break
    finally:
        run.store()
    return SuggestReport(
        documents=run.documents,
        suggestions=run.suggestions,
        unchanged=len(ids) - len(due),
        left=len(due) - run.documents,
        held_back=held_back,
        seconds=monotonic() - began,
    )


def _made(tasks: Iterator[Task], sources: Sources, *, jobs: int) -> Generator[Suggested, None, None]:
    if jobs > 1:
        from annotator.suggest.workers import suggest_beside  # which brings multiprocessing

        yield from suggest_beside(tasks, recipe=sources.recipe, jobs=jobs)
    else:
        yield from map(sources.run, tasks)


def _until(is_cancelled: Callable[[], bool] | None, tasks: Iterator[Task]) -> Iterator[Task]:
    for task in tasks:
        if is_cancelled is not None and is_cancelled():
            return
        yield task


class _Run:
    """What was made so far, and what of it waits to be stored."""

    def __init__(self, project: Project, sources: Sources, *, fingerprints: dict[str, str]) -> None:
        self._project = project
        self._replaced = sources.replaced
        self._fingerprints = fingerprints
        self._planter = Planter(project)
        self._waiting: list[tuple[Suggested, Planting]] = []
        self.documents = 0
        self.suggestions = 0

    def take(self, one: Suggested) -> None:
        """Take what was made for a document, and store it with others."""
        self._waiting.append((one, self._planter.planting(one.document_id, one.suggestions)))
        self.documents += 1
        if len(self._waiting) >= _BATCH:
            self.store()

    def store(self) -> None:
        """Store what waits, in one transaction with what made it."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        with self._project.suggestions.replacing():
            for made, planting in waiting:
                self._project.suggestions.replace(
                    made.document_id, planting.suggestions, sources=self._replaced
                )
                self._planter.record(made.document_id, planting)
                self.suggestions += len(planting.suggestions)
            self._project.runs.put_many(
                (made.document_id, self._fingerprints[made.document_id], made.doubt) for made, _ in waiting
            )
