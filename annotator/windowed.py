"""The program `annotator-gui`: the window alone, which a double click or a menu starts; no command line.

What only the sample project needs is imported when somebody asks for it.
"""

import sys
from pathlib import Path


def main() -> int:
    """Open the window on the project that is named, or the start window; return the exit code."""
    from annotator.gui import front

    return front.main(make_sample)


def make_sample(folder: Path) -> Path:
    """Make the sample project in a folder, unless it is there, and return its path."""
    from annotator import demo as sample

    return sample.make(folder, on_progress=lambda _done, _total: None)


if __name__ == "__main__":
    sys.exit(main())
