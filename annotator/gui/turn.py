"""Whose turn it is to learn: of all windows on a project, one at a time.

The turn stands in the project itself, with a time: that of a window which ended without giving it back
lasts a minute and a half.
"""

import time
import uuid
from typing import Final

from PySide6.QtCore import QObject, QTimer

from annotator.errors import AnnotatorError
from annotator.project.file import Project

_KEY: Final = "learn.by"
_STALE_SECONDS: Final = 90
_BEAT_MS: Final = 30_000


class Turn(QObject):
    """This window's turn to learn from a project, as long as it has it."""

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._token = uuid.uuid4().hex
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self.take)

    def take(self) -> bool:
        """Take the turn, or keep it; tell whether no other window has it."""
        now = time.time()
        try:
            with self._project.suggestions.replacing():  # one look and one write, with nobody in between
                holder = self._project.settings.get(_KEY, {})
                is_fresh = abs(now - holder.get("at", 0.0)) < _STALE_SECONDS  # clocks are set back, too
                if is_fresh and holder.get("by") != self._token:
                    return False
                self._project.settings.put(_KEY, {"by": self._token, "at": now})
        except AnnotatorError:  # a busy or full disk: learning can wait
            return False
        self._beat.start()
        return True

    def give_back(self) -> None:
        """Let others learn."""
        self._beat.stop()
        try:
            if self._project.settings.get(_KEY, {}).get("by") == self._token:
                self._project.settings.put(_KEY, None)
        except AnnotatorError:  # it runs out by itself
            return
