"""Reads where gold of many documents stands, one after another."""

from collections.abc import Callable, Collection, Iterator

from annotator.adjudication.standing import Standing
from annotator.project.file import Project

IsCancelled = Callable[[], bool]
OnProgress = Callable[[int, int], None]


def gather(
    project: Project,
    *,
    documents: Collection[str] | None = None,
    is_cancelled: IsCancelled | None = None,
    on_progress: OnProgress | None = None,
) -> Iterator[Standing]:
    """Yield the documents that anybody finished, or that have gold, in list order.

    Raises CountingCancelled.
    """
    may_cross = project.schema.may_cross
    for marked in project.marked.read(documents, is_cancelled=is_cancelled, on_progress=on_progress):
        yield Standing(marked, may_cross=may_cross)
