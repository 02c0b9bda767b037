"""The program `annotator-gui`: the window alone, which a double click or a menu starts; no command line.

What only the sample project needs is imported when somebody asks for it.
"""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from textwrap import fill
from typing import Final

from annotator import words
from annotator.display import has_display
from annotator.errors import MissingLibrary

# What a desktop may have to show a sentence with, and what each takes before it.
_SHOWING: Final = (
    ("zenity", "--error", "--no-markup", "--title=Annotator", "--text"),
    ("kdialog", "--title", "Annotator", "--error"),
    ("xmessage", "-center"),
    ("notify-send", "Annotator"),
)
_COLUMNS: Final = 72
_SHOWN: Final = (0, 1)  # 1 where the box was closed and no button pressed


def main() -> int:
    """Open the window on the project that is named, or the start window; return the exit code."""
    try:
        from annotator.gui import front

        return front.main(make_sample)
    except MissingLibrary as error:
        _complain(error)
    except ImportError as error:
        words.use(words.from_environment())  # what was chosen in the window only Qt can read
        missing = MissingLibrary.of(error)
        if missing is None:
            raise
        _complain(missing)
    return 1


def _complain(missing: MissingLibrary) -> None:
    """Say what is missing on standard error and, where there is a screen, by a program of the desktop's."""
    with suppress(OSError, ValueError):  # nobody reads it any more
        print(missing, file=sys.stderr, flush=True)
    if not has_display():
        return
    for command in _SHOWING:
        with suppress(OSError):  # that one is not there
            said = _plain(missing) if command[0] == "xmessage" else str(missing)
            shown = subprocess.run([*command, said], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if shown.returncode in _SHOWN:
                return


def _plain(missing: MissingLibrary) -> str:
    """Return the sentence in English and in short lines, for who has no Arabic letters and breaks no line."""
    spoken = words.locale()
    words.use("en")
    try:
        return fill(str(MissingLibrary(library=missing.values["library"])), _COLUMNS)
    finally:
        words.use(spoken)


def make_sample(folder: Path) -> Path:
    """Make the sample project in a folder, unless it is there, and return its path."""
    from annotator import demo as sample

    return sample.make(folder, on_progress=lambda _done, _total: None)


if __name__ == "__main__":
    sys.exit(main())
