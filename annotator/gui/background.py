"""Work beside the window: it gets values or a path, opens its own connection, and reports by signal."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock
from typing import Final

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from annotator.crashes.keeping import keep
from annotator.errors import AnnotatorError
from annotator.gui.trouble import WHERE

_COUNTING: Final = Lock()
_heavy = 0


class Job(QObject):
    """One piece of work in another thread. Its work is called with `is_cancelled` and `on_progress`.

    When it has reported how it ended it deletes itself; one that was cancelled goes with its parent.
    """

    done = Signal(object)
    """The work's result."""
    failed = Signal(str)
    """The sentence of an AnnotatorError."""
    broke = Signal(object)
    """A bug: the exception, to be raised in the window's thread."""
    progressed = Signal(int, int)
    """How much of how much is done."""
    _ended = Signal(str, object)
    """How it ended, on its way into the window's thread: until it is there it may still be dropped."""

    def __init__(
        self,
        work: Callable[..., object],
        parent: QObject | None = None,
        *,
        said: Callable[[AnnotatorError], str] = str,
    ) -> None:
        """`said` words an error that the work raises, where its own sentence will not do."""
        super().__init__(parent)
        self._work, self._said = work, said
        self._cancelled = Event()
        self._is_dropped = False
        self.broke.connect(_raise)
        self._ended.connect(self._pass_on)

    def start(self) -> None:
        """Begin, as soon as a thread is free; whoever wants to hear of it has to be connected by now."""
        for ended in (self.done, self.failed, self.broke):
            ended.connect(self.deleteLater)  # the last to hear: who asked may live for a day and ask again
        QThreadPool.globalInstance().start(_Run(self))

    def stop(self) -> None:
        """Ask the work to come to an end; it still reports what it did."""
        self._cancelled.set()

    def cancel(self) -> None:
        """Ask the work to stop, and pass on nothing that it reports from then on."""
        self._is_dropped = True
        self.stop()

    def is_cancelled(self) -> bool:
        """Tell whether the work should stop."""
        return self._cancelled.is_set()

    def run(self) -> None:
        """Do the work; called in its own thread."""
        try:
            result = self._work(is_cancelled=self.is_cancelled, on_progress=self._report)
        except AnnotatorError as error:
            self._end("failed", self._said(error))
        except Exception as error:
            # A thread has nobody above it: what is left is a bug, and the window's thread raises it.
            self._end("broke", error)
        else:
            self._end("done", result)

    def _report(self, done: int, total: int) -> None:
        if self._is_dropped:
            return
        try:
            self.progressed.emit(done, total)
        except RuntimeError:  # it went with its parent: nobody waits for it
            self.cancel()

    def _end(self, how: str, value: object) -> None:
        if self._is_dropped:  # what was dropped may be gone with its parent
            return
        try:
            self._ended.emit(how, value)
        except RuntimeError:  # so may any other; what then leaves this thread is printed, article and all
            if isinstance(value, Exception):
                keep(value, where=WHERE)

    def _pass_on(self, how: str, value: object) -> None:
        if not self._is_dropped:
            getattr(self, how).emit(value)


@contextmanager
def many_values() -> Iterator[None]:
    """Let a job make hundreds of thousands of values without Python looking through them for garbage.

    To look holds all threads up, the window's too: half a second, measured. What was made is left out of
    every later look as well; it goes when nobody holds it any more, unless it holds itself.
    """
    global _heavy
    with _COUNTING:
        _heavy += 1
        gc.disable()
    try:
        yield
    finally:
        with _COUNTING:
            _heavy -= 1
            gc.freeze()
            if not _heavy:
                gc.enable()


class _Run(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.run()


def _raise(error: Exception) -> None:
    raise error
