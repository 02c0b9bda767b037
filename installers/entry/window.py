"""The program `annotator-gui`: the window, without a console."""

import sys
from multiprocessing import freeze_support
from pathlib import Path

freeze_support()

from annotator.gui.front import main  # noqa: E402 - a process beside the window runs no Qt


def _make_sample(folder: Path) -> Path:
    # Imported when it is wanted: it brings all that reads, suggests and compares.
    from annotator import demo

    return demo.make(folder, on_progress=lambda _done, _total: None)


sys.exit(main(_make_sample))
