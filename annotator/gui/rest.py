"""The moments in which nobody presses a key: what may wait is done then, and no key waits for it."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

_MOMENT_MS: Final = 120
_IDLE_MS: Final = 2_000


class Rest(QObject):
    """Counts from one decision to the next."""

    begun = Signal()
    """For a moment no decision was taken: what is dear to read can be read."""
    settled = Signal()
    """For a while no decision was taken: what is dear to write can be written."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timers = []
        for signal, interval in ((self.begun, _MOMENT_MS), (self.settled, _IDLE_MS)):
            timer = QTimer(self)
            timer.setSingleShot(True)
            timer.setInterval(interval)
            timer.timeout.connect(signal)
            self._timers.append(timer)

    def start_again(self) -> None:
        """Begin to count: a decision was taken."""
        for timer in self._timers:
            timer.start()

    def stop(self) -> None:
        """End for good."""
        for timer in self._timers:
            timer.stop()
