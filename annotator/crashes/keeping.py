"""The one door: keeps what is told of a bug as a report, and counts what happens again.

It never raises: whoever comes here has trouble enough. What goes wrong in here is told in the place of it.
"""

import atexit
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from annotator.crashes import shelf
from annotator.crashes.report import Report, name_of
from annotator.crashes.telling import Told, told, told_by

VARIABLE: Final = "ANNOTATOR_TRACEBACKS"
"""The environment variable that has Python's own tracebacks printed too, messages and all: for developers."""
EXIT_CODE: Final = 70
"""What a program ends with after a bug: EX_SOFTWARE of sysexits.h; nothing else of ours ends so."""
_EACH_SECONDS: Final = 1.0  # how often the disk hears of what happens at every paint

Clock = Callable[[], float]


@dataclass(frozen=True)
class Kept:
    """A report, where it lies (None where it could not be kept), and how often it happened in this run."""

    name: str
    report: Report
    path: Path | None
    times: int


class Keeper:
    """Keeps the reports of one run of the program; any thread may come."""

    def __init__(self, place: Path | None, *, clock: Clock = time.monotonic) -> None:
        self._place, self._clock = place, clock
        self._lock = threading.RLock()  # what breaks in here comes here
        self._kept: dict[str, Kept] = {}
        self._written: dict[str, tuple[int, float]] = {}  # how often it had happened, and when

    def keep(self, said: Told, *, where: str) -> Kept:
        """Keep what is told of a bug, or count it where it happened before."""
        with self._lock:
            name = name_of(said, where=where)
            before = self._kept.get(name)
            report = Report.of(said, where=where)
            times = 1 if before is None else before.times + 1
            if before is not None:
                report = report.again(before.report)
            kept = self._kept[name] = Kept(name, report, before.path if before else None, times)
            written = self._written.get(name)
            if written is None or self._clock() - written[1] >= _EACH_SECONDS:
                kept = self._write(kept)
            return kept

    def finish(self) -> None:
        """Write how often everything happened."""
        with self._lock:
            for kept in list(self._kept.values()):
                if kept.times > self._written[kept.name][0]:
                    self._write(kept)

    def _write(self, kept: Kept) -> Kept:
        report, path = kept.report, None
        if self._place is not None:
            if kept.name not in self._written:  # it may have happened in another run
                report = shelf.after_earlier(self._place, kept.name, report)
            with suppress(OSError):  # no room, no right: whoever shows it says so
                path = shelf.put(self._place, kept.name, report)
        kept = self._kept[kept.name] = Kept(kept.name, report, path, kept.times)
        self._written[kept.name] = kept.times, self._clock()
        return kept


_keeper: Keeper | None = None
_making: Final = threading.Lock()


def keeper() -> Keeper:
    """Return the keeper of this process, made when it is first asked for."""
    global _keeper
    with _making:
        if _keeper is None:
            _keeper = Keeper(shelf.folder())
            atexit.register(_keeper.finish)
        return _keeper


def keep(error: BaseException, *, where: str) -> Kept:
    """Keep the report of a bug that one of the program's parts met."""
    if os.environ.get(VARIABLE) and sys.stderr is not None:
        traceback.print_exception(error)
    return _kept(lambda: told(error), where)


def keep_printed(printed: Sequence[str], *, where: str) -> Kept:
    """Keep the report of a process beside this one that ended by a bug, from what it printed."""
    if os.environ.get(VARIABLE) and sys.stderr is not None:
        print(*printed, sep="\n", file=sys.stderr)
    return _kept(lambda: told_by(printed), where)


def _kept(tell: Callable[[], Told], where: str) -> Kept:
    try:
        return keeper().keep(tell(), where=where)
    except Exception as broken:
        # Nobody is above this: a bug in here must not hide the one that it was asked about, nor come back.
        kind = type(broken).__name__ if type(broken).__module__ == "builtins" else "an exception"
        return Kept("", Report.of(Told((f"{kind}, while this report was made",), ""), where=where), None, 1)
