"""When it is time to learn anew: how much was finished since, and how long learning took the last time."""

import time
from collections.abc import Mapping
from typing import Any, Final

from annotator.errors import AnnotatorError
from annotator.model import Change, State, StateEdit
from annotator.project.file import Project

TAGGER: Final = "tagger"
OFF: Final = "sources.off"
"""The setting of a project: the names of the sources that are not used."""
EVERY: Final = "learn.every"
"""The setting of a project: after how many finished articles to learn anew."""
USUAL_EVERY: Final = 5
_SHARE: Final = 20  # learning may take one second in so many
_GROWTH: Final = 10  # one finished article more to wait for, for so many that were learnt from


class Due:
    """Follows what is finished in one window. Looking at a change is cheap; `is_now` reads the project."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._new = 0
        self._before: int | None = None  # finished since the last learning, before the window looked
        self._began = self._took = 0.0
        self._rested_from = -1e9

    def follow(self, change: Change) -> bool:
        """Count an article that was finished; tell whether it may be time to learn."""
        if not any(isinstance(edit, StateEdit) and edit.after is State.FINISHED for edit in change.edits):
            return False
        self._new += 1
        return time.monotonic() - self._rested_from >= _SHARE * self._took

    def is_now(self) -> bool:
        """Tell whether enough was finished to learn from it: the more is known, the less one more teaches."""
        project = self._project
        try:
            if TAGGER in project.settings.get(OFF, []):
                return False
            if self._before is None:
                finished = len(project.annotations.finished_ids())
                self._before = max(0, finished - known(project) - self._new)
            return self._before + self._new >= enough(project)
        except AnnotatorError:  # what cannot be read now is tried again after the next article
            return False

    def begin(self) -> None:
        """Learning begins."""
        self._began = time.monotonic()

    def end(self, *, is_learnt: bool) -> None:
        """Learning came to its end, and brought a model or did not."""
        self._rested_from = time.monotonic()
        self._took = self._rested_from - self._began
        if is_learnt:
            self._new = self._before = 0


def enough(project: Project) -> int:
    """Return after how many finished articles a project is learnt from anew; grows with what is known."""
    every = project.settings.get(EVERY, USUAL_EVERY)
    return max(1, every if isinstance(every, int) else USUAL_EVERY, known(project) // _GROWTH)


def known(project: Project) -> int:
    """Return how many articles the newest tagger of a project has learnt from."""
    history = project.models.history(TAGGER)
    return documents_learnt(history[-1][1]) if history else 0


def documents_learnt(facts: Mapping[str, Any]) -> int:
    """Return how many articles a model has learnt from, by its facts."""
    documents = facts.get("documents", 0)
    return documents if isinstance(documents, int) else len(documents)
