"""Which article comes after a finished one. The list keeps its order; only the step goes elsewhere."""

from collections.abc import Sequence
from typing import Final

from annotator.errors import AnnotatorError
from annotator.project.file import Project

MODE: Final = "order.next"
RANDOM: Final = "order.random"
"""Settings of a project: the mode (off, mild, full), and the share of articles that come at random."""
USUAL_RANDOM: Final = 0.2


def next_article(project: Project, waiting: Sequence[str], *, fresh: Sequence[str]) -> str:
    """Return the one of the waiting documents, ids in the order of the list, that is to come next.

    Only `fresh` ones, which nobody began, come out of turn: who left one for later means it.
    """
    try:
        mode = project.settings.get(MODE, "off")
        if mode == "off" or not fresh:
            return waiting[0]
        from annotator.suggest.ordering import next_order

        doubts = project.runs.doubts()
        order = next_order(
            [(id_, doubts.get(id_)) for id_ in project.documents.ids()],  # all, or the lot would never come
            mode=mode,
            random_share=project.settings.get(RANDOM, USUAL_RANDOM),
            seed=project.settings.get("seed", 0),
        )
        left = set(fresh)
        return next(id_ for id_ in order if id_ in left)
    except AnnotatorError:  # what cannot be read is said at the next decision; the list's order will do
        return waiting[0]
