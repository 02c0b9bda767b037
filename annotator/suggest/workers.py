"""Processes that make suggestions beside one another: texts go out, suggestions come in.

Nobody here opens the project. A few portions are under way at a time, so that ten thousand documents are
never in memory at once; what is done comes back in the order in which it was asked for. The standard
library's pool of processes is not used: it hangs where a process dies while it is being started.
"""

import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, Final

from annotator.crashes import fatal
from annotator.crashes.telling import BesideError, Told, told
from annotator.errors import WorkerDied
from annotator.suggest.sources import Engine, Recipe, Suggested, Task

_AT_ONCE: Final = 10  # documents that a process is given at a time
_AHEAD: Final = 2  # such portions for each process that are asked for
_SPAWN: Final = get_context("spawn")  # a fork would copy the open project and the locks of other threads


def suggest_beside(tasks: Iterable[Task], *, recipe: Recipe, jobs: int) -> Generator[Suggested, None, None]:
    """Yield what `jobs` processes make of the tasks, in their order. Raises WorkerDied.

    A bug in one of them is raised as BesideError. Closing the iterator ends the processes, whatever they are
    at: they keep nothing.
    """
    workers: list[_Worker] = []
    free: SimpleQueue[_Worker] = SimpleQueue()

    def ask(portion: list[Task]) -> list[Suggested]:
        worker = free.get()
        try:
            return worker.ask(portion)
        finally:
            free.put(worker)

    threads = ThreadPoolExecutor(jobs)
    try:
        with _deaf():
            for _each in range(jobs):
                workers.append(_Worker(recipe))
                free.put(workers[-1])
        asked: deque[Future[list[Suggested]]] = deque()
        left = iter(tasks)
        while True:
            while len(asked) < jobs * _AHEAD and (portion := list(islice(left, _AT_ONCE))):
                asked.append(threads.submit(ask, portion))
            if not asked:
                return
            yield from asked.popleft().result()
    except (OSError, EOFError) as error:
        raise WorkerDied() from error
    finally:
        for worker in workers:
            worker.end()
        threads.shutdown(cancel_futures=True)
        for worker in workers:
            worker.close()


class _Worker:
    """One process, and the line to it; one thread at a time may ask."""

    def __init__(self, recipe: Recipe) -> None:
        """Start the process; raises OSError."""
        self._line, theirs = _SPAWN.Pipe()
        self._recipe: Recipe | None = recipe
        self._process = _SPAWN.Process(target=_work, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()  # else nobody would notice the end of the process

    def ask(self, portion: list[Task]) -> list[Suggested]:
        """Return what the process makes of the tasks; raises EOFError or OSError where it ends."""
        if self._recipe is not None:
            self._line.send(self._recipe)
            self._recipe = None
        self._line.send(portion)
        answer: list[Suggested] | Told = self._line.recv()
        if isinstance(answer, Told):
            raise BesideError(answer)
        return answer

    def end(self) -> None:
        """End the process at once."""
        self._process.terminate()

    def close(self) -> None:
        """Let go of the process, which has ended, and of the line."""
        self._process.join()
        self._line.close()


def _work(line: "Connection[Any, Any]") -> None:
    # Ctrl+C is for the parent, which ends its workers; on Windows they are not born deaf to it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with fatal.watched("suggesting"):
            answers = _answers(line.recv())
            while True:
                portion = line.recv()
                line.send(answers(portion))
    except (EOFError, OSError):
        return  # the parent is gone


def _answers(recipe: Recipe) -> Callable[[list[Task]], list[Suggested] | Told]:
    """Return what answers portions: with suggestions, or with what may be told of a bug."""
    made: list[Engine] = []

    def answer(portion: list[Task]) -> list[Suggested] | Told:
        try:
            if not made:
                made.append(Engine(recipe))
            return [made[0].run(task) for task in portion]
        except Exception as error:  # a bug, which the parent raises; its message may quote an article
            return told(error)

    return answer


@contextmanager
def _deaf() -> Iterator[None]:
    """Be deaf to Ctrl+C where processes begin: they are born so, and need not be taught in time."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
