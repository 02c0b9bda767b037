"""What a decision took: the keys and clicks, and the seconds since the one before.

A pause counts up to half a minute: who reads longer is thinking, who is away longer is not labelling.
"""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject

LONGEST_PAUSE: Final = 30.0  # seconds


class Stopwatch(QObject):
    """Counts from one decision to the next."""

    def __init__(self, parent: QObject | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._actions = 0
        self._seconds = 0.0
        self._last = clock()

    def watch(self, *widgets: QObject) -> None:
        """Count the clicks on these widgets, of which none may lie inside another."""
        for widget in widgets:
            widget.installEventFilter(self)

    def count(self) -> None:
        """Count a key or a click."""
        self._pass_time()
        self._actions += 1

    def taken(self) -> tuple[float, int]:
        """Return the seconds and the actions since the last decision."""
        self._pass_time()
        return self._seconds, self._actions

    def start_again(self) -> None:
        """Begin with the next decision: this one is on disk."""
        self._last = self._clock()
        self._seconds, self._actions = 0.0, 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Count a click, and take nothing away."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self.count()
        return False

    def _pass_time(self) -> None:
        now = self._clock()
        self._seconds += min(now - self._last, LONGEST_PAUSE)
        self._last = now
