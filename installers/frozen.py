"""The frozen program that a package is made of: its edition, and the one moment all its files bear."""

import dataclasses
import os
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from annotator import __version__
from annotator.edition import FILE, Edition, Flavour, read
from installers import flavours

PROGRAMS: Final = (flavours.CONSOLE, flavours.WINDOW)


def edition_of(frozen: Path, *, version: str | None = None, suffix: str = "") -> Edition:
    """Return what the frozen program in `frozen` says it is; under another number where `version` is given.

    `suffix` is what the names of programs end with: .exe on Windows. Raises SystemExit where the folder
    holds no frozen program.
    """
    if not (frozen / f"{PROGRAMS[0]}{suffix}").is_file():
        raise SystemExit(f"{frozen} holds no frozen program.")
    try:
        found = read(frozen / "_internal" / "annotator" / FILE)
    except FileNotFoundError:
        found = Edition(__version__, flavour=Flavour.STANDARD)
    return found if version is None else dataclasses.replace(found, version=version)


def moment(edition: Edition) -> int:
    """Return seconds since 1970: SOURCE_DATE_EPOCH, else the day of the build, else now."""
    if told := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(told)
    day = edition.build.rpartition(" ")[2]
    try:
        return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())
    except ValueError:
        return int(time.time())


def copy(frozen: Path, *, to: Path) -> None:
    """Copy the frozen program, its links as links, with the rights that anybody's reading needs.

    Raises SystemExit where a link leads nowhere, or out of the folder.
    """
    inside = frozen.resolve()
    for path in frozen.rglob("*"):
        if path.is_symlink() and not (path.exists() and path.resolve().is_relative_to(inside)):
            raise SystemExit(f"{path} leads to nothing in {frozen}.")
    shutil.copytree(frozen, to, symlinks=True)
    set_modes(to)


def set_modes(root: Path) -> None:
    """Let everybody read `root` and all under it, only its owner write, and run what is a program."""
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or (path.stat().st_mode & 0o100 and ".so" not in path.name)
            path.chmod(0o755 if runs else 0o644)


def set_times(root: Path, *, to: int) -> None:
    """Give everything under `root`, links and `root` itself too, the time `to`."""
    for path in (root, *root.rglob("*")):
        os.utime(path, (to, to), follow_symlinks=False)
