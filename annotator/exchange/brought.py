"""Formats that other packages bring: entry points of the group `annotator.formats`, each a module.

The module has a READER, a WRITER with its READ_BACK, or all three (docs/formats.md). Nothing of them is
imported before formats are asked for.
"""

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Final

from annotator import errors

GROUP: Final = "annotator.formats"
_PARTS: Final = ("READER", "WRITER", "READ_BACK")


@cache
def modules() -> dict[str, ModuleType]:
    """Return the modules that other packages bring, by the name of their format.

    Raises BrokenFormat for one that cannot be imported or lacks a part: a format that somebody
    installed and that is passed over without a word would be missed on the wrong day.
    """
    points = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return {point.name: _loaded(point) for point in points}


def _loaded(point: EntryPoint) -> ModuleType:
    try:
        module = point.load()
    except Exception as error:  # whatever another package's code may raise
        raise errors.BrokenFormat(name=point.name, why=type(error).__name__) from error
    has = [part for part in _PARTS if hasattr(module, part)]
    if not has or ("WRITER" in has) != ("READ_BACK" in has):
        raise errors.BrokenFormat(name=point.name, why=", ".join(has) or "-")
    return module  # type: ignore[no-any-return]  # an entry point may be anything
