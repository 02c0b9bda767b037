"""A report: what is told of a bug, with what the program ran on and how often it happened; as text and back.

It is read by people: the one who sends it, who has to see that nothing is in it that should not be, and the
one who mends the program.
"""

import platform
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, Self

from annotator.crashes.telling import Told
from annotator.edition import edition

_TITLE: Final = "Annotator: report of an error"
_TIME: Final = "%Y-%m-%d %H:%M:%S UTC"
_YEARS: Final = (1970, 9998)  # outside them there is no local time everywhere
_PLAIN: Final = re.compile(r"[ -~]{0,80}")

_added: list[str] = []


def run_on(*facts: str) -> None:
    """Say what else the program runs on (Qt, the language of the window), for every report from here on."""
    _added[:] = facts


def surroundings() -> str:
    """Return what the program runs on, in one line."""
    try:
        system = platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except (OSError, ValueError):  # no such file, or no UTF-8 in it
        system = ""
    # No name of the computer; a kernel or a system may be called anything.
    parts = [
        f"Python {sys.version.split()[0]}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        system,
        *_added,
    ]
    return ", ".join(part for part in parts if part and _PLAIN.fullmatch(part))


@dataclass(frozen=True)
class Report:
    """A bug, by what is told of it; `where` is the part of the program that met it."""

    program: str
    running: str
    where: str
    first: datetime
    last: datetime
    times: int
    lines: tuple[str, ...]

    @classmethod
    def of(cls, told: Told, *, where: str) -> Self:
        """Make the report of what happened just now, for the first time."""
        now = datetime.now(UTC).replace(microsecond=0)
        return cls(f"Annotator {edition()}", surroundings(), where, now, now, 1, told.lines)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `text` wrote; raises ValueError."""
        head, _blank, body = text.partition("\n\n")
        title, *facts = head.splitlines()
        known = dict(fact.split(": ", 1) for fact in facts)
        try:
            first, last = (
                datetime.strptime(known[name], _TIME).replace(tzinfo=UTC) for name in ("first", "last")
            )
            if title != _TITLE or first.year < _YEARS[0] or last.year > _YEARS[1]:
                raise ValueError
            return cls(
                known["program"],
                known["running"],
                known["where"],
                first,
                last,
                int(known["times"]),
                tuple(body.splitlines()),
            )
        except KeyError as error:
            raise ValueError from error

    @property
    def title(self) -> str:
        """What happened, in one line."""
        return self.lines[0] if self.lines else ""

    def text(self) -> str:
        """Return the report as it is kept, shown and copied."""
        facts = {
            "program": self.program,
            "running": self.running,
            "where": self.where,
            "first": self.first.strftime(_TIME),
            "last": self.last.strftime(_TIME),
            "times": self.times,
        }
        return "\n".join([_TITLE, *(f"{name}: {said}" for name, said in facts.items()), "", *self.lines, ""])

    def again(self, earlier: "Report") -> Self:
        """Return the report of a bug that happened before."""
        return replace(self, first=min(self.first, earlier.first), times=self.times + earlier.times)


def name_of(told: Told, *, where: str) -> str:
    """Return what the same bug in the same build has the same: some letters and digits."""
    import hashlib  # three milliseconds, which no start needs

    said: Iterable[str] = (str(edition()), where, told.alike)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:10]
