"""Crashes of native code: Python writes where it was as it dies, and the next start makes a report of that.

A process that is killed, or that the power leaves, writes nothing; nothing is said of it.
"""

import faulthandler
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from annotator.crashes import shelf
from annotator.crashes.places import place, shortened
from annotator.crashes.report import Report, name_of, surroundings
from annotator.crashes.telling import Told
from annotator.edition import edition

_FILE: Final = re.compile(r"running-(\d{1,10})\.txt")
_LARGEST: Final = 1_000_000  # bytes of the file of a crash that are read
_PLACE: Final = re.compile(r'  File "(.{1,500})", line (\d{1,9}) in (.{1,500})')
_THREAD: Final = re.compile(r"(Current thread|Thread) 0x[0-9a-f]{1,16}.*")
_SAID: Final = re.compile(
    r"Fatal Python error: (?:Segmentation fault|Aborted|Bus error|Floating[- ]point exception|"
    r"Illegal instruction|Cannot recover from stack overflow\.?)|"
    r"Windows fatal exception: (?:access violation|stack overflow|int divide by zero|int overflow|"
    r"float divide by zero|float overflow|code 0x[0-9a-f]{1,8})"
)
_OTHER: Final = ("Fatal Python error", "Windows fatal exception")

_watching: dict[Path, str] = {}  # what is watched, and where in the program


@contextmanager
def watched(where: str) -> Iterator[None]:
    """Have Python write where it was if its process dies in there. Without a folder nothing is watched."""
    home = shelf.folder()
    try:
        if home is None:
            raise OSError
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        _clear(home)
        path = home / f"running-{os.getpid()}.txt"
        _write_head(path, where)
        file = path.open("a", encoding="utf-8")
    except OSError:  # no folder, no right, no room
        yield
        return
    was_on = faulthandler.is_enabled()
    _watching[path] = where
    try:
        with file:
            faulthandler.enable(file)
            try:
                yield
            finally:
                faulthandler.disable()
                if was_on and sys.__stderr__ is not None:
                    faulthandler.enable(sys.__stderr__)
    finally:
        _watching.pop(path, None)
        with suppress(OSError):
            path.unlink()


def renew() -> None:
    """Write anew what the process runs on, where that has changed since it is watched."""
    for path, where in _watching.items():
        with suppress(OSError):
            _write_head(path, where)


def _write_head(path: Path, where: str) -> None:
    # In the same file: what a crash writes is put behind whatever stands there then.
    path.write_text("\n".join([f"Annotator {edition()}", surroundings(), where, "", ""]), encoding="utf-8")


def take_over() -> list[shelf.Stored]:
    """Make reports of the crashes that were left behind, and return them."""
    home = shelf.folder()
    taken: list[shelf.Stored] = []
    if home is None:
        return taken
    _clear(home)
    for path in _left(home):
        with suppress(OSError):
            found = _taken(path)
            if found is not None:
                name, report = found
                report = shelf.after_earlier(home, name, report)
                taken.append(shelf.Stored(shelf.put(home, name, report), report))
    return taken


def _left(home: Path) -> list[Path]:
    try:
        return sorted(one for one in home.iterdir() if _FILE.fullmatch(one.name))
    except OSError:
        return []


def _clear(home: Path) -> None:
    """Remove what processes left that were killed."""
    for path in _left(home):
        with suppress(OSError, ValueError):
            if not _halves(path)[1].strip() and not _lives(int(path.stem.removeprefix("running-"))):
                path.unlink()


def _halves(path: Path) -> tuple[str, str]:
    """Return what a process ran on, and what it wrote as it died."""
    with path.open("rb") as file:
        head, _blank, dump = file.read(_LARGEST).decode("utf-8", "replace").partition("\n\n")
    return head, dump


def _taken(path: Path) -> tuple[str, Report] | None:
    """Return the name and the report of a crash, and remove its file. Raises OSError."""
    head, dump = _halves(path)
    if not dump.strip():
        return None
    died = datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(microsecond=0)
    path.unlink()  # Windows refuses while the process lives: there this may be written of what went on well
    program, running, where = (*head.splitlines(), "", "", "")[:3]
    told = _told(dump)
    return name_of(told, where=where), Report(program, running, where, died, died, 1, told.lines)


def _lives(number: int) -> bool:
    """Tell whether a process with that number is there; on Windows its file cannot be removed then."""
    if number == os.getpid():
        return True
    if sys.platform == "win32":
        return False
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _told(dump: str) -> Told:
    said = ""
    threads: list[tuple[str, list[str]]] = [("", [])]
    for line in dump.splitlines():
        if found := _PLACE.fullmatch(line):
            threads[-1][1].append(place(found[1], int(found[2]), found[3]))
        elif found := _THREAD.fullmatch(line):
            threads.append((found[1], []))
        elif not said:
            known = _SAID.match(line)
            said = known[0] if known else next((one for one in _OTHER if line.startswith(one)), "")
    lines = [said or "A crash without words"]
    for thread, where in threads:
        if where:
            lines += [f"{thread}, the last call first:", *(f"  {at}" for at in shortened(where))]
    current = next((where for thread, where in threads if thread == "Current thread"), [])
    return Told(tuple(lines), "\n".join([lines[0], *current]))
