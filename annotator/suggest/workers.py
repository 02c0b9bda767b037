"""Processes that make suggestions beside one another: texts go out, suggestions come in.

Nobody here opens the project. A few tasks a process are under way at a time, so that ten thousand
documents are never in memory at once; what is done comes back in the order in which it was asked for.
"""

import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from typing import Final

from annotator.errors import WorkerDied
from annotator.suggest.sources import Engine, Recipe, Suggested, Task

_AT_ONCE: Final = 10  # documents that a process is given at a time
_AHEAD: Final = 2  # such portions a process that are under way

_engines: list[Engine] = []  # of this process, where it is a worker


def suggest_beside(tasks: Iterable[Task], *, recipe: Recipe, jobs: int) -> Iterator[Suggested]:
    """Yield what `jobs` processes make of the tasks, in their order. Raises WorkerDied.

    Closing the iterator ends the processes, once they are through with the portion in hand.
    """
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin, initargs=(recipe,))
    waiting: deque[Future[list[Suggested]]] = deque()
    tasks = iter(tasks)
    try:
        while True:
            while len(waiting) < jobs * _AHEAD and (portion := list(islice(tasks, _AT_ONCE))):
                waiting.append(_submitted(pool, portion))
            if not waiting:
                return
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise WorkerDied() from error
    finally:
        pool.shutdown(cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, portion: list[Task]) -> Future[list[Suggested]]:
    """Hand in a portion; the first one starts the processes. Raises WorkerDied."""
    try:
        with _deaf():
            return pool.submit(_run, portion)
    except (OSError, ValueError) as error:  # one ended while the next one was being started
        raise WorkerDied() from error


@contextmanager
def _deaf() -> Iterator[None]:
    """Be deaf to Ctrl+C where processes may begin: they are born so, and need not be taught in time."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _begin(recipe: Recipe) -> None:
    # Ctrl+C is for the parent, which ends its workers; on Windows they are not born deaf to it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _engines[:] = [Engine(recipe)]


def _run(tasks: list[Task]) -> list[Suggested]:
    return [_engines[0].run(task) for task in tasks]
