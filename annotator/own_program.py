"""How this very program is started a second time, to do something beside the one that runs."""

import sys
from pathlib import Path

_NAME = "annotator"


def _mark() -> tuple[int, int] | None:
    """Return what tells the file of a frozen program from its successor, None where there is no such file."""
    if not getattr(sys, "frozen", False):
        return None
    try:
        found = Path(sys.executable).stat()
    except OSError:
        return None
    return (found.st_ino, found.st_mtime_ns)


_AT_START = _mark()


def is_replaced() -> bool:
    """Tell whether the frozen program on disk is no longer the one that runs: it was updated, or removed.

    What runs then must not start the other on a project that it has open, and may miss parts of its own that
    it has not loaded yet.
    """
    return _mark() != _AT_START


def own_program() -> list[str]:
    """Return the words that start the command line: this Python with the package, or the frozen program.

    In a frozen folder that is always the program with a console, also from the window's: on Windows a program
    without one has no standard output to answer on.
    """
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-m", "annotator"]
    return [_frozen(_NAME)]


def own_worker(argument: str, *, module: str) -> list[str]:
    """Return the words that start `module` in a process beside this one.

    A frozen program knows it by `argument`.
    """
    if getattr(sys, "frozen", False):
        return [*own_program(), argument]
    # -P: a file called torch.py in the folder where somebody works is not torch.
    return [sys.executable, "-P", "-m", module]


def own_window() -> list[str]:
    """Return the words that start the window alone; what is wrong it says in a box."""
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-m", "annotator.windowed"]
    return [_frozen(f"{_NAME}-gui")]


def _frozen(name: str) -> str:
    """Return the path of a program of the frozen folder, which may have been started by a link in another."""
    program = Path(sys.executable).resolve()
    return str(program.with_name(f"{name}.exe" if program.suffix == ".exe" else name))
