"""Changes to a project's own lexicon, each on disk at once and each one step to take back.

It knows no widget. What is undone goes by name and label, so that what another window added meanwhile stays.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Signal

from annotator.errors import AnnotatorError
from annotator.model import OwnEntry
from annotator.project.file import Project
from annotator.schema import Schema

_MOST_STEPS: Final = 200
_Key = tuple[str, str]


class Step(NamedTuple):
    """One change: the entries that went and those that came."""

    gone: tuple[OwnEntry, ...]
    come: tuple[OwnEntry, ...]


class LexiconEdits(QObject):
    """Puts entries into a project, takes them out, and takes both back."""

    changed = Signal()
    """The project's own lexicon is another."""
    refused = Signal(str)
    """Why it could not be written."""

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def entries(self) -> list[OwnEntry]:
        """Return all entries as they are on disk, the newest first; none where it cannot be read."""
        try:
            return self._project.lexicon.all()[::-1]
        except AnnotatorError as error:
            self.refused.emit(str(error))
            return []

    def put(self, *entries: OwnEntry, instead_of: OwnEntry | None = None) -> bool:
        """Add entries, each in the place of one of its name and label; tell whether that was written."""
        there = _by_key(self.entries())
        gone = {key: one for entry in entries if (one := there.get(key := _key(entry))) is not None}
        if instead_of is not None and _key(instead_of) in there:
            gone[_key(instead_of)] = there[_key(instead_of)]
        if set(gone.values()) == set(entries):
            return True  # all of it stands there as it is
        return self._do(Step(tuple(gone.values()), tuple(entries)))

    def remove(self, entries: Iterable[OwnEntry]) -> bool:
        """Take entries out; tell whether that was written."""
        return self._do(Step(tuple(entries), ()))

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether anything was taken back."""
        return bool(self._undone)

    def undo(self) -> None:
        """Take back the last change."""
        if self._done and self._write(Step(self._done[-1].come, self._done[-1].gone)):
            self._undone.append(self._done.pop())
            self.changed.emit()

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        if self._undone and self._write(self._undone[-1]):
            self._done.append(self._undone.pop())
            self.changed.emit()

    def _do(self, step: Step) -> bool:
        if not self._write(step):
            return False
        self._done = [*self._done, step][-_MOST_STEPS:]
        self._undone.clear()
        self.changed.emit()
        return True

    def _write(self, step: Step) -> bool:
        lexicon = self._project.lexicon
        try:
            with self._project.suggestions.replacing():  # read and written with nobody in between
                entries = _by_key(lexicon.all())
                for one in step.gone:
                    entries.pop(_key(one), None)
                for one in step.come:
                    entries[_key(one)] = replace(one, id=0)  # a number of its own, as the newest
                lexicon.replace_all(entries.values())
        except AnnotatorError as error:
            self.refused.emit(str(error))
            return False
        return True


def refusal_of(entry: OwnEntry, schema: Schema) -> OwnEntry:
    """Return what keeps the lexicons from suggesting a name and its spellings.

    For its label alone, unless the lexicons speak other labels than the project: then for any.
    """
    from annotator.suggest.fitting import is_translated  # it reads the maps between schemas

    label, sublabel = ("", "") if is_translated(schema) else (entry.label, entry.sublabel)
    return OwnEntry(entry.surface, label, sublabel, variants=entry.variants, is_refused=True)


def _key(entry: OwnEntry) -> _Key:
    return entry.surface, entry.label


def _by_key(entries: Sequence[OwnEntry]) -> dict[_Key, OwnEntry]:
    return {_key(one): one for one in entries}
