"""What was built: version, build and flavour, as `annotator --version` and the About page name them.

The build writes `edition.json` into the package of a frozen program; where there is none, the program runs
from its sources or from a wheel.
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from annotator import __version__

FILE: Final = "edition.json"


class Flavour(StrEnum):
    """How much was built in."""

    SOURCE = "source"
    """Nothing was: Python runs the sources, and pip installs what an extra brings."""
    STANDARD = "standard"
    FULL = "full"
    """With torch and camel-tools, for those who bring CAMeL's model, and with all formats."""


@dataclass(frozen=True)
class Edition:
    """A version, the build of it (a short commit and its day; empty from source), and its flavour."""

    version: str
    build: str = ""
    flavour: Flavour = Flavour.SOURCE

    def __str__(self) -> str:
        """Return it as `--version` says it, alike in every language: programs read it."""
        if self.flavour is Flavour.SOURCE:
            return f"{self.version} (from source)"
        return f"{self.version} ({self.flavour}, build {self.build or 'unknown'})"


def read(path: Path) -> Edition:
    """Read what the build wrote. Raises OSError; ValueError, KeyError or TypeError for anything else."""
    told = json.loads(path.read_text(encoding="utf-8"))
    return Edition(str(told["version"]), str(told["build"]), Flavour(told["flavour"]))


@cache
def edition() -> Edition:
    """Return what this program is."""
    try:
        return read(Path(__file__).with_name(FILE))
    except (OSError, ValueError, KeyError, TypeError):
        return Edition(__version__)
