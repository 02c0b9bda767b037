"""The folder that reports lie in: the person's own, on this computer, the newest twenty.

Where there is no such folder, or no room in it, a report is not kept, and whoever shows it says so.
"""

import os
import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from annotator.crashes.report import Report

MOST: Final = 20
_FILE: Final = re.compile(r"error-[0-9a-f]{10}\.txt")
_LARGEST: Final = 100_000  # bytes; none of ours is


@dataclass(frozen=True)
class Stored:
    """A report on disk."""

    path: Path
    report: Report


def folder() -> Path | None:
    """Return where the reports of this person lie, whether there are any or not; None for who has no home."""
    try:
        if sys.platform == "win32":
            local = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
            return Path(local, "Annotator", "errors")
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Logs" / "Annotator"
        # The XDG Base Directory Specification: what is not absolute is to be ignored.
        state = Path(os.environ.get("XDG_STATE_HOME", ""))
        if state.is_absolute():
            return state / "annotator" / "errors"
        # Of an empty one Python makes the root of all.
        if not Path(os.environ.get("HOME", "/")).is_absolute():
            return None
        return Path.home() / ".local" / "state" / "annotator" / "errors"
    except RuntimeError:  # Path.home: no HOME, and nobody of that number
        return None


def stored(place: Path | None) -> list[Stored]:
    """Return the reports in a folder, the one that happened last first; what is no report is passed over."""
    found = []
    for path in _files(place):
        with suppress(OSError, ValueError):
            found.append(Stored(path, read(path)))
    return sorted(found, key=lambda one: (one.report.last, one.path.name), reverse=True)


def read(path: Path) -> Report:
    """Read a report. Raises OSError, and ValueError for what is none."""
    if path.stat().st_size > _LARGEST:
        raise ValueError
    return Report.parse(path.read_text(encoding="utf-8"))


def put(place: Path, name: str, report: Report) -> Path:
    """Write a report in the place of an earlier one; the newest are left beside it. Raises OSError."""
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = path_of(place, name)
    half = place / f"half-{os.getpid()}-{name}"
    try:
        half.write_text(report.text(), encoding="utf-8")
        half.replace(path)  # never half a report in the list
    finally:
        half.unlink(missing_ok=True)
    others = [one.path for one in stored(place) if one.path != path]  # whose clock may have gone ahead
    for old in others[MOST - 1 :]:
        old.unlink(missing_ok=True)
    return path


def after_earlier(place: Path, name: str, report: Report) -> Report:
    """Return a report with what is on disk counted in, where the same happened in another run."""
    try:
        return report.again(read(path_of(place, name)))
    except (OSError, ValueError):
        return report


def path_of(place: Path, name: str) -> Path:
    """Return where the report of a name lies, or would."""
    return place / f"error-{name}.txt"


def _files(place: Path | None) -> list[Path]:
    try:
        return [one for one in place.iterdir() if _FILE.fullmatch(one.name)] if place is not None else []
    except OSError:
        return []
