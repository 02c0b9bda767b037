"""Where in the program something happened: a file inside it, a line, a function; never where on the disk.

What lies outside the program, Python and its libraries may be named after anybody, and is not named.
"""

import re
import site
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import PurePath
from types import CodeType, TracebackType
from typing import Final

import annotator

OUTSIDE: Final = "(outside the program)"
_MOST: Final = 60
_PLAIN: Final = re.compile(r"[\w./+-]{1,200}\.py[dc]?", re.ASCII)
_PYTHONS_OWN: Final = re.compile(r"<frozen [\w.]{1,80}>", re.ASCII)
_FUNCTION: Final = re.compile(r"[\w.<>]{1,120}", re.ASCII)


def inside(file: str) -> str:
    """Return the name of a source file within the program, Python or a library; empty for any other."""
    if _PYTHONS_OWN.fullmatch(file):
        return file
    path = PurePath(file)
    if ".." in path.parts:  # leads anywhere
        return ""
    name = _within(path)
    if not path.is_absolute() and getattr(sys, "frozen", False):
        # A frozen program names its files from its own folder; elsewhere that is where somebody works.
        name = path.as_posix()
    return name if _PLAIN.fullmatch(name) else ""


def is_ours(module: str) -> bool:
    """Tell whether a loaded module is the program's, Python's or a library's, not somebody's own."""
    loaded = sys.modules.get(module)
    if getattr(getattr(loaded, "__spec__", None), "origin", "") in ("built-in", "frozen"):
        return True
    return bool(_within(PurePath(str(getattr(loaded, "__file__", "")))))


def place(file: str, line: int | None, function: str) -> str:
    """Return one place as it stands in a report."""
    name = inside(file)
    if not name:
        return OUTSIDE
    return f"{name}:{line or 0} {function if _FUNCTION.fullmatch(function) else '?'}"


def places(trace: TracebackType | None) -> list[str]:
    """Return where a traceback passed, the outermost first; what repeats itself is counted."""
    return shortened(place(code.co_filename, line, code.co_qualname) for code, line in _frames(trace))


def ends_in_program(trace: TracebackType | None) -> bool:
    """Tell whether it is the program itself where a traceback ends, no library."""
    last = next((code for code, _line in reversed(list(_frames(trace)))), None)
    return last is not None and inside(last.co_filename).startswith(f"{annotator.__name__}/")


def own_codes(trace: TracebackType | None) -> Iterator[CodeType]:
    """Yield the code of the program, Python and its libraries that a traceback passed."""
    for code, _line in _frames(trace):
        if inside(code.co_filename):
            yield code


def shortened(found: Iterable[str]) -> list[str]:
    """Return places with repetitions counted, the middle of very many left out."""
    counted = [(one, sum(1 for _same in same)) for one, same in groupby(found)]
    told = [f"{one} ({times} times)" if times > 1 else one for one, times in counted]
    if len(told) <= _MOST:
        return told
    half = _MOST // 2
    return [*told[:half], f"({len(told) - 2 * half} more)", *told[-half:]]


def _frames(trace: TracebackType | None) -> Iterator[tuple[CodeType, int | None]]:
    while trace is not None:
        yield trace.tb_frame.f_code, trace.tb_lineno
        trace = trace.tb_next


def _within(path: PurePath) -> str:
    for root, is_package in _roots():
        if path.is_relative_to(root):
            return path.relative_to(root.parent if is_package else root).as_posix()
    return ""


@cache
def _roots() -> list[tuple[PurePath, bool]]:
    """Return the folders whose files are the program's, Python's and its libraries', the innermost first.

    The second of each pair says that the folder is a package, whose name belongs to those of its files; what
    lies beside it in a checkout is anybody's.
    """
    if getattr(sys, "frozen", False):  # all of it lies in one folder
        libraries = {str(getattr(sys, "_MEIPASS", ""))}
    else:
        libraries = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
        libraries |= {*site.getsitepackages(), site.getusersitepackages()}
    roots = [(PurePath(one), False) for one in libraries if one]
    roots.append((PurePath(annotator.__file__).parent, True))
    return sorted(roots, key=lambda root: -len(root[0].parts))
