"""Which projects this process brought up to date, until somebody is told.

A project is opened in many places, and only the first of them finds it old; the window or the command line
says it once, whoever it was.
"""

from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from annotator.text.printable import printable
from annotator.words import _

_UNTOLD: Final[deque["Upgrade"]] = deque()


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A project that was made by an older program, and the copy of it as it was."""

    path: Path
    copy: Path

    @property
    def sentence(self) -> str:
        """What a person should know of it."""
        return _(
            "The project was made by an older Annotator and is up to date now. "
            "A copy of it as it was lies beside it: \u2068{copy}\u2069"
        ).format(copy=printable(self.copy.name))


def remember(upgrade: Upgrade) -> None:
    """Keep an upgrade until it is told."""
    _UNTOLD.append(upgrade)


def untold() -> list[Upgrade]:
    """Return what nobody was told yet, oldest first; it counts as told from now on."""
    told = []
    while _UNTOLD:
        told.append(_UNTOLD.popleft())
    return told
