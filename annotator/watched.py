"""How a command of ours tells a program that watches it how far it is: lines on its standard error."""

import re
import sys
import time
from typing import Final

VARIABLE: Final = "ANNOTATOR_PROGRESS_LINES"
"""The environment variable that asks a command for such lines."""
_LINE: Final = re.compile(r"(\d+)/(\d+)")
_EACH_SECONDS: Final = 0.1


class Teller:
    """Says how much of how much is done, not more often than anybody looks."""

    def __init__(self) -> None:
        self._said_at = -_EACH_SECONDS

    def say(self, done: int, total: int) -> None:
        """Say so on standard error, unless that was done just before and the end is not reached."""
        now = time.monotonic()
        if done >= total or now - self._said_at >= _EACH_SECONDS:
            self._said_at = now
            print(f"{done}/{total}", file=sys.stderr, flush=True)


def heard(line: str) -> tuple[int, int] | None:
    """Return how much of how much is done, None for a line that says something else."""
    found = _LINE.fullmatch(line.strip())
    return (int(found[1]), int(found[2])) if found is not None else None
