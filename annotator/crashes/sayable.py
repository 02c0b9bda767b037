"""Which messages of exceptions may be repeated: those whose every part is known, by type and shape.

A message is never cut or searched for what must not be in it. It is one of Python's own sentences, with
numbers, and with words that stand in the program's own code; else only the type of the exception is told.
"""

import builtins
import errno
import re
import sys
from collections.abc import Set
from encodings.aliases import aliases
from functools import cache
from types import CodeType, TracebackType
from typing import Final

import annotator
from annotator.crashes.places import is_ours, own_codes

_W: Final = r"([\w.]{1,120})"  # a word that has to stand in the code
_N: Final = r"\d{1,12}"

_SHAPES: Final[dict[type[BaseException], tuple[str, ...]]] = {
    IndexError: (
        "(?:list|tuple|string|range object|array|deque)(?: assignment)? index out of range",
        "index out of range",
        "pop from (?:an )?empty (?:list|deque|array)",
    ),
    ValueError: (
        r"(?:max|min)\(\) (?:arg|iterable argument) is an? (?:empty sequence|empty)",
        "substring not found|subsection not found",
        r"list\.remove\(x\): x not in list|tuple\.index\(x\): x not in tuple",
        rf"too many values to unpack \(expected {_N}\)",
        rf"not enough values to unpack \(expected (?:at least )?{_N}, got {_N}\)",
        r"zip\(\) arguments? [\d-]+ (?:is|are) (?:longer|shorter) than arguments? [\d-]+",
        "I/O operation on closed file.?|generator already executing|embedded null (?:byte|character)",
        rf"(?:year|month|day|hour|minute|second) (?:{_N} )?(?:is out of range|must be in {_N}\.\.{_N})",
    ),
    TypeError: (
        rf"'{_W}' object (?:is not|does not support|cannot be|can't be) "
        r"(?:subscriptable|callable|iterable|an iterator|item assignment|item deletion|reversible|"
        r"the context manager protocol|interpreted as an integer|awaited)",
        rf"unsupported operand type\(s\) for [^\w\s]{{1,3}}=?(?: or pow\(\))?: '{_W}' and '{_W}'",
        rf"bad operand type for (?:unary .|abs\(\)): '{_W}'",
        rf"'[<>=]{{1,2}}' not supported between instances of '{_W}' and '{_W}'",
        rf"object of type '{_W}' has no len\(\)",
        rf"unhashable type: '{_W}'",
        rf"cannot unpack non-iterable {_W} object",
        rf"expected string or bytes-like object(?:, got '{_W}')?",
        rf"argument of type '{_W}' is not iterable",
        rf"{_W}\(\) missing {_N} required (?:positional|keyword-only) arguments?: '{_W}'",
        rf"{_W}\(\) takes (?:from {_N} to )?{_N} positional arguments? but {_N} (?:was|were) given",
        rf"{_W}\(\) takes no (?:keyword )?arguments(?: \({_N} given\))?",
        rf"{_W}\(\) got (?:an unexpected keyword argument|multiple values for argument) '{_W}'",
        rf"can only concatenate {_W} \(not \"{_W}\"\) to {_W}",
        rf"sequence item {_N}: expected {_W} instance, {_W} found",
        rf"{_W} indices must be integers(?: or slices)?, not '?{_W}'?",
    ),
    AttributeError: (
        rf"(?:'{_W}'|type|module) object has no attribute '{_W}'",
        rf"type object '{_W}' has no attribute '{_W}'",
        rf"module '{_W}' has no attribute '{_W}'",
        rf"can't set attribute(?: '{_W}')?|cannot assign to field '{_W}'",
    ),
    NameError: (rf"name '{_W}' is not defined",),
    UnboundLocalError: (rf"cannot access local variable '{_W}' where it is not associated with a value",),
    ModuleNotFoundError: (rf"No module named '{_W}'",),
    RuntimeError: (
        "(?:dictionary|Set|deque|OrderedDict) (?:changed size|keys changed|mutated) during iteration",
        "generator raised StopIteration|cannot schedule new futures after (?:interpreter )?shutdown",
        "can't start new thread|cannot join (?:current )?thread(?: before it is started)?",
        rf"(?:libshiboken: )?Internal C\+\+ object \({_W}\) already deleted\.",
        "lost sys.std(?:in|out|err)|release unlocked lock|cannot release un-acquired lock",
    ),
    RecursionError: (
        "maximum recursion depth exceeded(?: in comparison| while calling a Python object)?",
        "maximum recursion depth exceeded while (?:en|de)coding a JSON (?:object|array)"
        "(?: from a unicode string)?",
    ),
    ZeroDivisionError: (
        "(?:float |integer |complex )?(?:division|modulo|floor division|divmod|division or modulo)"
        r"(?: or modulo)?(?: by zero)?|float modulo(?: by zero)?|division by zero",
    ),
    KeyError: ("pop from an empty set", r"popitem\(\): dictionary is empty"),
    OverflowError: (
        "Python int too large to convert to "
        "(?:SQLite INTEGER|(?:C )?(?:unsigned |long )*(?:int|long|s?size_t))",
        "math range error",
        "int too (?:large|big) to convert(?: to float)?|cannot convert float infinity to integer",
    ),
}
_SQLITE: Final = re.compile(r"SQLITE_[A-Z_]{1,40}")
_CODEC: Final = re.compile(r"[a-z0-9_-]{1,20}", re.ASCII)
_QTS: Final = frozenset({"PySide6", "QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg"})


def sayable(error: BaseException, trace: TracebackType | None) -> str:
    """Return what an exception says, empty where that might hold what a person wrote, read or named."""
    kind = type(error)
    if not is_ours(kind.__module__):
        return ""
    if isinstance(error, OSError):
        return _system(error)
    if kind in (UnicodeDecodeError, UnicodeEncodeError):
        return _coding(error)
    if kind.__module__ == "sqlite3":
        return _sqlite(error)
    match error.args:
        case (int(key),) if kind is KeyError and type(key) is int:
            return str(key)
        case (str(key),) if kind is KeyError and type(key) is str and key in _words_of(trace):
            return repr(key)
        case (str(message),) if type(message) is str and kind in _SHAPES:
            return message if _has_shape(kind, message, trace) else ""
    return ""


def known_type(kind: type[BaseException]) -> str:
    """Return the name of an exception's type, or of the nearest above it that the loaded code has by name."""
    named = next(filter(_has_name, kind.__mro__), BaseException)
    whole = f"{named.__module__}.{named.__qualname__}".removeprefix("builtins.")
    return whole if named is kind else f"a kind of {whole}"


def _has_name(kind: type) -> bool:
    found: object = sys.modules.get(kind.__module__)
    for part in kind.__qualname__.split("."):
        found = vars(found).get(part) if hasattr(found, "__dict__") else None
    return found is kind and is_ours(kind.__module__)


def _system(error: OSError) -> str:
    """Return what the system calls a fault, without the file that it was met in."""
    return errno.errorcode.get(error.errno, "") if type(error.errno) is int else ""


def _coding(error: BaseException) -> str:
    """Return the codec and the place, without the characters."""
    if not isinstance(error, UnicodeDecodeError | UnicodeEncodeError):
        return ""
    codec = error.encoding.lower() if _CODEC.fullmatch(error.encoding.lower()) else ""
    is_known = codec.replace("-", "_") in {*aliases, *aliases.values()}
    return f"{codec if is_known else 'a codec'} at {error.start}"


def _sqlite(error: BaseException) -> str:
    """Return SQLite's own name of a fault; its sentences quote what was asked and what was stored."""
    name = getattr(error, "sqlite_errorname", "")
    return name if type(name) is str and _SQLITE.fullmatch(name) else ""


def _has_shape(kind: type[BaseException], message: str, trace: TracebackType | None) -> bool:
    found = next((one for shape in _compiled()[kind] if (one := shape.fullmatch(message))), None)
    if found is None:
        return False
    words = {part for group in found.groups() if group for part in group.split(".")}
    return words <= (_words_of(trace) | _loaded_words())


@cache
def _compiled() -> dict[type[BaseException], list[re.Pattern[str]]]:
    return {kind: [re.compile(shape, re.ASCII) for shape in shapes] for kind, shapes in _SHAPES.items()}


def _words_of(trace: TracebackType | None) -> Set[str]:
    """Return the words that stand in the code which a traceback passed: names, and texts that are words."""
    found: set[str] = set()
    for code in own_codes(trace):
        found |= _words_in(code)
    return found


def _words_in(code: CodeType) -> Set[str]:
    names = {*code.co_names, *code.co_varnames, *code.co_freevars, *code.co_cellvars}
    texts = {one for one in code.co_consts if type(one) is str}
    return names | {part for one in names | texts for part in one.split(".")} | texts


@cache
def _loaded_words() -> Set[str]:
    """Return the names of Python's own things, and of what the loaded modules of the program define.

    Read once, when the first bug has happened: what is loaded later is not known by name.
    """
    found = {*vars(builtins), *_QTS, "NoneType", "function", "method", "builtin_function_or_method", "module"}
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] != annotator.__name__:
            continue
        found |= {*name.split("."), *vars(module)}
        for one in list(vars(module).values()):
            if isinstance(one, type):
                found |= vars(one).keys()
    return found
