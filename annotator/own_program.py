"""How this very program is started a second time, to do something beside the one that runs."""

import sys
from pathlib import Path

_NAME = "annotator"


def own_program() -> list[str]:
    """Return the words that start the command line: this Python with the package, or the frozen program.

    In a frozen folder that is always the program with a console, also from the window's: on Windows a program
    without one has no standard output to answer on.
    """
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-m", "annotator"]
    program = Path(sys.executable).resolve()  # it may have been started by a link in another folder
    return [str(program.with_name(f"{_NAME}.exe" if program.suffix == ".exe" else _NAME))]
