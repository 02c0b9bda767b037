"""Builds what is installed.

python installers/build.py frozen --flavour standard     the folder with both programs, in dist/

Needs Python 3.11 and, the first time, the network for pip; brings the rest into build/installers by itself.
"""

import argparse
import sys
from pathlib import Path
from subprocess import CalledProcessError

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run by its path, it sees only its folder

from annotator.edition import Flavour
from installers import flavours, freezing

DIST = flavours.ROOT / "dist"


def main() -> int | str:
    """Build what the command line names and print where it is; return 0, or what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=["frozen"])
    parser.add_argument("--flavour", type=Flavour, choices=flavours.BUILT, default=Flavour.STANDARD)
    parser.add_argument("--into", type=Path, default=DIST)
    wanted = parser.parse_args()
    try:
        made = freezing.freeze(wanted.flavour, into=wanted.into)
    except CalledProcessError as error:
        return f"{error.cmd[0]} ended with {error.returncode}"
    print(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
