"""Writes what was decided into gold of many documents, as one change; undone and made again as one."""

from collections.abc import Mapping
from typing import Final

from annotator.adjudication.renewing import Renewal
from annotator.errors import NoName, NothingToRedo, NothingToUndo, ReservedName, RuledByAnother
from annotator.labelling.changes import change_name
from annotator.model import GOLD, RESERVED_NAMES, Change, Draft, Edit
from annotator.project.file import Project
from annotator.project.rulings import Stamps, Step

RULE: Final = "gold_rule"
RULE_ALIKE: Final = "gold_rule_alike"
AGREED: Final = "gold_agreed"
SETTLE: Final = "gold_settle"
_OURS: Final = frozenset({RULE, RULE_ALIKE, AGREED, SETTLE})
_BY: Final = "by"


def check_lead(name: str) -> None:
    """Raise NoName or ReservedName where nobody rules under this name."""
    if not name.strip():
        raise NoName
    if name in RESERVED_NAMES:
        raise ReservedName(name=name)


def write(
    project: Project,
    renewed: Mapping[str, Renewal],
    stamps: Stamps,
    *,
    name: str,
    values: Mapping[str, str],
    by: str,
) -> Change:
    """Write renewals as one change in the name of a lead.

    `stamps` are of the documents as they were read. Raises ChangedElsewhere where one is another now, and as
    `changes.record` does.
    """
    check_lead(by)
    # All that goes before all that comes: each of the two is written in one go.
    edits: list[Edit] = [
        *(edit for one in renewed.values() for edit in one.removed),
        *(edit for one in renewed.values() for edit in one.added),
        *(one.state for one in renewed.values()),
    ]
    draft = Draft(name, {**values, _BY: by}, tuple(edits))
    rulings = [ruling for one in renewed.values() for ruling in one.rulings]
    return project.rulings.record(draft, rulings, stamps={id_: stamps[id_] for id_ in renewed})


def undoable(project: Project, *, by: str) -> str:
    """Return in words the change of gold that `undo` would take back, "" where none is this lead's."""
    return _words(project.rulings.undoable(), by)


def redoable(project: Project, *, by: str) -> str:
    """Return in words the change of gold that `redo` would make again, "" where none is this lead's."""
    return _words(project.rulings.redoable(), by)


def undo(project: Project, *, by: str) -> Change:
    """Take back the last change of gold, its rulings with it.

    Raises NothingToUndo (what was imported is no ruling), RuledByAnother, and as `changes.undo` does.
    """
    _check_mine(project.rulings.undoable(), by, otherwise=NothingToUndo)
    return project.changes.undo(GOLD)


def redo(project: Project, *, by: str) -> Change:
    """Make the change of gold again that was undone last; raises as `undo`, or NothingToRedo."""
    _check_mine(project.rulings.redoable(), by, otherwise=NothingToRedo)
    return project.changes.redo(GOLD)


def _words(step: Step | None, by: str) -> str:
    if step is None or step.name not in _OURS or step.values.get(_BY) != by:
        return ""
    return change_name(step.name, step.values)


def _check_mine(step: Step | None, by: str, *, otherwise: type[NothingToUndo] | type[NothingToRedo]) -> None:
    check_lead(by)
    if step is None or step.name not in _OURS:
        raise otherwise
    if step.values.get(_BY) != by:
        raise RuledByAnother(name=step.values.get(_BY, ""))
