"""An exception with all that led to it, as lines that hold nothing of anybody's.

Notes that were added to an exception, and the messages of groups, are never told.
"""

import builtins
import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from annotator.crashes.places import place, places, shortened
from annotator.crashes.sayable import known_type, sayable

_MOST_ERRORS: Final = 8  # of a chain or a group
_PLACE: Final = re.compile(r'\s*(?:\|\s*)*File "(.{1,500})", line (\d{1,9}),? in (\S{1,200})')
_LAST: Final = re.compile(r"([A-Za-z]{1,60})(?::.*)?")


class Told(NamedTuple):
    """What is told of an exception, and `alike`, which is equal where only numbers and words differ."""

    lines: tuple[str, ...]
    alike: str


class BesideError(Exception):
    """A bug in a process beside this one, which may hand over what is told of it and nothing else."""

    def __init__(self, told: Told) -> None:
        super().__init__("Told by a process beside this one:\n" + "\n".join(told.lines))
        self.told = told


def told(error: BaseException) -> Told:
    """Return what may be told of an exception: the last first, then what it came from."""
    lines: list[str] = []
    alike: list[str] = []
    for relation, one in _related(error):
        kind, said = known_type(type(one)), sayable(one, one.__traceback__)
        where = places(one.__traceback__)
        lines += [relation + kind + (f": {said}" if said else ""), *(f"  {at}" for at in where)]
        alike += [relation, kind, *where]
        if type(one) is BesideError:
            lines += one.told.lines
            alike.append(one.told.alike)
    return Told(tuple(lines), "\n".join(alike))


def told_by(printed: Iterable[str]) -> Told:
    """Return what may be told of what a process printed that ended by a bug: the places of a traceback."""
    where: list[str] = []
    last = ""
    for line in printed:
        if found := _PLACE.match(line):
            where.append(place(found[1], int(found[2]), found[3]))
        elif (one := _LAST.fullmatch(line.strip())) and _is_error(one[1]):
            last = one[1]
    lines = [last or "A process ended", *(f"  {at}" for at in shortened(where))]
    return Told(tuple(lines), "\n".join(lines))


def _is_error(name: str) -> bool:
    kind = getattr(builtins, name, None)
    return isinstance(kind, type) and issubclass(kind, BaseException)


def _related(error: BaseException) -> Iterator[tuple[str, BaseException]]:
    """Yield an exception and all behind it, each once, with how it stands to the one before."""
    waiting: list[tuple[str, BaseException]] = [("", error)]
    seen: set[int] = set()
    while waiting and len(seen) < _MOST_ERRORS:
        relation, one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield relation, one
        if isinstance(one, BaseExceptionGroup):
            waiting += [("Of the group: ", member) for member in one.exceptions]
        if one.__cause__ is not None:
            waiting.append(("Because of: ", one.__cause__))
        elif one.__context__ is not None and not one.__suppress_context__:
            waiting.append(("While handling: ", one.__context__))
