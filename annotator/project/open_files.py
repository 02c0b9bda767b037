"""Which project files this process has open.

On POSIX systems, closing any descriptor of a file drops every lock that the process holds on it,
SQLite's among them (https://www.sqlite.org/howtocorrupt.html, section 2.2); another program may then
remove the log under us. So a file that is open here is read by nobody but SQLite.
"""

import os
from collections import Counter
from pathlib import Path
from threading import Lock
from typing import Final

Identity = tuple[int, int]

_HELD: Final[Counter[Identity]] = Counter()
_LOCK: Final = Lock()


def identity(path: Path) -> Identity:
    """Return what tells the file at `path` from all others; raises OSError."""
    status = os.stat(path)  # noqa: PTH116 - before every write, and Path.stat costs twice as much
    return status.st_dev, status.st_ino


def hold(file: Identity) -> None:
    """Remember that one more connection has the file open."""
    with _LOCK:
        _HELD[file] += 1


def release(file: Identity) -> None:
    """Remember that one connection less has the file open."""
    with _LOCK:
        _HELD[file] -= 1
        if _HELD[file] <= 0:
            del _HELD[file]


def is_held(path: Path) -> bool:
    """Tell whether the file at `path` is open here, and so must not be read but through SQLite."""
    try:
        file = identity(path)
    except OSError:
        return False
    with _LOCK:
        return file in _HELD
