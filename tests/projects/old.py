"""The projects of every file version, for tests: copied, with what their own code read in them."""

import json
from pathlib import Path
from shutil import copyfile
from typing import Any

from annotator.project.header import FILE_VERSION

HERE = Path(__file__).resolve().parent
VERSIONS = range(1, FILE_VERSION + 1)
OLD = range(1, FILE_VERSION)
SALMA = "سلمى"
"""Who has an article in every state, and two decisions to make again."""
ASKED, BEGUN = "02-exercise", "04-attack"


def copy_of(version: int, folder: Path) -> Path:
    """Return a copy of a version's project under a name that people give."""
    return Path(copyfile(HERE / f"v{version}.annot", folder / "أخبار 1.annot"))


def known_of(version: int) -> dict[str, Any]:
    """Return what the code of a version read in its project (`facts`), and exported from it (`exported`)."""
    known: dict[str, Any] = json.loads((HERE / f"v{version}.json").read_text(encoding="utf-8"))
    return known


def backups(path: Path) -> list[str]:
    """Return how the names of what lies beside a project go on after its own."""
    return sorted(one.name.removeprefix(path.name) for one in path.parent.iterdir() if one != path)
