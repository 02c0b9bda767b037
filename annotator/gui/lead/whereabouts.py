"""Where a lead is among the disputes: at which of the listed places, or at one that is not listed."""

from collections.abc import Sequence
from typing import Final

from annotator.adjudication import gold
from annotator.adjudication.disputes import Case, Dispute
from annotator.errors import AnnotatorError
from annotator.gui.lead.docket import Group
from annotator.project.file import Project

LEAST: Final = 2
"""So many have finished an article that gold is made of."""


class Whereabouts:
    """The groups of alike places that are listed, a row each, and the one of a group that is looked at.

    A place that is looked at though it is not listed is kept apart: one that was ruled elsewhere meanwhile,
    or where nobody differs.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self.groups: Sequence[Group] = ()
        self._place = 0
        self._apart: tuple[str, int, int] | None = None

    def at(self, row: int, place: int) -> Case | None:
        """Return what is listed there."""
        if 0 <= row < len(self.groups) and 0 <= place < len(self.groups[row]):
            return self.groups[row][place]
        return None

    def look(self, place: int) -> None:
        """Look at a place of a group, and at none that is not listed any more."""
        self._place, self._apart = place, None

    def beside(self, row: int, *, forward: bool) -> tuple[int, int]:
        """Return row and place of what comes after or before: alike places first, then the next group's."""
        place = self._place + (1 if forward else -1)
        if row < 0:  # from a place that is not listed
            return 0, 0
        if self.at(row, place) is not None:
            return row, place
        row = (row + (1 if forward else -1)) % len(self.groups)
        return row, 0 if forward else len(self.groups[row]) - 1

    def alike(self, row: int, here: Case) -> tuple[Case, ...]:
        """Return the places that are listed as alike with the one in hand."""
        group = self.groups[row] if 0 <= row < len(self.groups) else ()
        return tuple(case for case in group if case is not here) if here in group else ()

    def stay_at(self, dispute: Dispute) -> None:
        """Look at the place of a dispute from now on, wherever it is listed."""
        self._apart = dispute.document_id, dispute.start, dispute.end

    def apart(self, listed: Case | None) -> Case | None:
        """Return the place that is kept apart, as it is on disk now.

        None where there is none, where it is `listed`, and where nobody has it finished any more.
        """
        if self._apart is None:
            return None
        id_, start, end = self._apart
        try:
            case = gold.place(self._project, id_, start, end)
        except AnnotatorError:
            case = None
        if case is None or len(case.dispute.annotators) < LEAST or is_at(listed, case.dispute):
            self._apart = None
            return None
        return case


def is_at(case: Case | None, dispute: Dispute) -> bool:
    """Tell whether a case is at the place of a dispute."""
    return case is not None and (case.dispute.document_id, case.dispute.start, case.dispute.end) == (
        dispute.document_id,
        dispute.start,
        dispute.end,
    )
