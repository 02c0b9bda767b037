"""Brings the file of an older program up to date: alone with it, and with a copy beside it first.

An older program that has the file open knows nothing of new tables, and would write past them; so nothing
is done while anybody else has it open, and whoever comes meanwhile waits.
"""

import filecmp
import random
import shutil
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from annotator.errors import AnnotatorError, ProjectBusy, ProjectInUse
from annotator.project.connection import BUSY_SECONDS, Connection
from annotator.project.location import disk_errors, flush_folder
from annotator.project.migrations import STEPS, Steps, apply, is_behind
from annotator.project.program import PROGRAM, UPGRADED_BY
from annotator.project.upgrades import Upgrade, remember

_OPEN_SECONDS: Final = 1.0
"""How long to wait for others who do nothing to the file: somebody looks at a window that stands still."""


def bring_up_to_date(path: Path, *, busy_seconds: float = BUSY_SECONDS, steps: Steps = STEPS) -> None:
    """Bring an older project to the newest file version, with a copy made before, and remember that.

    The copy is `NAME.annot.v1-backup`, or with `-2` behind it where another file has that name; one that is
    there already and the same is the copy. It lies beside the file itself, wherever the link lies by which
    it was opened. A step that fails leaves the file as it was, and no copy of ours. Where another program
    did it meanwhile, nothing is done.

    Raises ProjectInUse, NoSpace, NoRights, DiskFault or DamagedProject.
    """
    alone = _alone(path, busy_seconds=busy_seconds, steps=steps)
    if alone is None:
        return
    with closing(alone):
        version = alone.value("PRAGMA user_version")
        copy, is_new = _copy_aside(alone, version=version)
        try:
            # A step may rebuild a table that others refer to; what it leaves is checked at the end.
            alone.run("PRAGMA foreign_keys = OFF")
            with alone.writing():
                apply(alone, steps=steps)
                alone.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", (UPGRADED_BY, PROGRAM))
        except BaseException:
            with suppress(OSError, AnnotatorError):  # what happened before is what has to be said
                # Ctrl+C may come when all is written already.
                if is_new and alone.value("PRAGMA user_version") == version:
                    copy.unlink()
            raise
    remember(Upgrade(path, copy))


def _alone(path: Path, *, busy_seconds: float, steps: Steps) -> Connection | None:
    """Connect to the file alone; None where it is up to date by now. Raises ProjectInUse."""
    start = time.monotonic()
    while True:
        try:
            # Within SQLite, two who want the file for themselves would wait for each other for ever.
            connection = Connection(path, busy_seconds=0, is_alone=True)
        except ProjectBusy as error:
            is_open, is_done = _seen(path, steps=steps)
            if is_done:
                return None
            wait = min(busy_seconds, _OPEN_SECONDS) if is_open else busy_seconds
            if time.monotonic() - start >= wait:
                raise ProjectInUse(path=path) from error
            time.sleep(random.uniform(0.02, 0.1))
            continue
        if is_behind(connection, steps=steps):
            return connection
        connection.close()
        return None


def _seen(path: Path, *, steps: Steps) -> tuple[bool, bool]:
    """Tell whether the file can be read, so that others merely have it open, and whether it lacks no step."""
    try:
        with closing(Connection(path, busy_seconds=0)) as connection:
            return True, not is_behind(connection, steps=steps)
    except ProjectBusy:
        return False, False


def _copy_aside(connection: Connection, *, version: int) -> tuple[Path, bool]:
    """Copy the project; return the copy, and whether it was not there before."""
    path = connection.path.resolve()  # the folder that was asked for rights and room; SQLite's log lies there
    name = f"{path.name}.v{version}-backup"
    half = path.with_name(f"{name}.part")
    try:
        with disk_errors(path):
            _remove(half)  # what a program that was killed left
            half.touch(mode=0o600, exist_ok=False)
            connection.copy_to(half)
            shutil.copymode(path, half)
            copy, count = path.with_name(name), 1
            while copy.exists():
                if _is_copy(copy, of=path, like=half):
                    return copy, False
                count += 1
                copy = path.with_name(f"{name}-{count}")
            half.rename(copy)
            flush_folder(path.parent)
            return copy, True
    finally:
        with suppress(OSError):  # said above, if it is to be said
            _remove(half)


def _is_copy(found: Path, *, of: Path, like: Path) -> bool:
    """Tell whether a file that has the copy's name is one; the project itself, by a link, is none."""
    try:
        return not found.samefile(of) and filecmp.cmp(like, found, shallow=False)
    except OSError:  # somebody else's, and not ours to read
        return False


def _remove(half: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        half.with_name(half.name + ending).unlink(missing_ok=True)
