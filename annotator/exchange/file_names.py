"""Names of files for documents: safe on every system, and the way back to the id.

What some system does not take in a name becomes `=` and two hexadecimal digits for each byte of its UTF-8
(`a/b` is `a=2Fb`), and so does `=` itself. A name that would be too long, or that is another's but for
capitals, is cut and ends with `=~` and the beginning of the id's SHA-256: from that there is no way back.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from typing import Final

LONGEST_NAME: Final = 120  # bytes of UTF-8, suffix not counted: encrypted home folders take 143
_CUT: Final = "=~"
_DIGITS: Final = 12
_PIECES: Final = re.compile(r"=..|.", re.DOTALL)
_ESCAPES: Final = re.compile(r"(?:=[0-9A-F]{2})+")
_NOT_ON_WINDOWS: Final = frozenset('<>:"/\\|?*')
_MISREAD: Final = frozenset("=%#&")  # ours, and what an address or a shell of Windows takes for its own
_DEVICES: Final = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])(\.|$)", re.IGNORECASE
)


class FileNames:
    """Gives each document of one folder a name of its own."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, id: str) -> str:  # noqa: A002 - the field's name
        """Return the name for a document, without a suffix."""
        name = escaped_name(id)
        if not name or len(name.encode()) > LONGEST_NAME or _folded(name) in self._taken:
            name = _shortened(name, id)
        self._taken.add(_folded(name))
        return name


def escaped_name(id: str) -> str:  # noqa: A002
    """Return an id as it may stand in a file's name, however long."""
    name = _escaped(id, only_ascii=False)
    # Some systems compose letters and marks anew, and the name would not be found again.
    return name if unicodedata.is_normalized("NFC", name) else _escaped(id, only_ascii=True)


def _escaped(id: str, *, only_ascii: bool) -> str:  # noqa: A002
    name = escaped(id, is_safe=lambda letter: _is_safe(letter, only_ascii=only_ascii))
    if _DEVICES.match(name) or name[:1] in (".", " ", "~", "-"):
        name = _bytes_of(name[0]) + name[1:]
    if name[-1:] in (".", " "):  # Windows drops them
        name = name[:-1] + _bytes_of(name[-1])
    return name


def id_of(name: str) -> str | None:
    """Return the id that has this name, None where a name tells none."""
    found = unescaped(name, escape=escaped_name)
    return found if found != name else None


def escaped(text: str, *, is_safe: Callable[[str], bool]) -> str:
    """Return `text` with each character that is not safe as `=` and hexadecimal digits."""
    return "".join(letter if is_safe(letter) else _bytes_of(letter) for letter in text)


def unescaped(text: str, *, escape: Callable[[str], str]) -> str:
    """Return what `escape` made `text` from, or `text` where it cannot have made it."""
    if "=" not in text:
        return text
    try:
        found = _ESCAPES.sub(lambda run: bytes.fromhex(run[0].replace("=", "")).decode(), text)
    except UnicodeDecodeError:
        return text
    return found if escape(found) == text else text


def _is_safe(letter: str, *, only_ascii: bool) -> bool:
    if letter in _NOT_ON_WINDOWS or letter in _MISREAD:
        return False
    category = unicodedata.category(letter)
    # Controls, bidi marks, unassigned characters, line ends and blanks that look like others.
    if category[0] == "C" or (category[0] == "Z" and letter != " "):
        return False
    return letter.isascii() or not only_ascii


def _bytes_of(letter: str) -> str:
    return "".join(f"={byte:02X}" for byte in letter.encode("utf-8", "surrogatepass"))


def _shortened(name: str, id: str) -> str:  # noqa: A002
    digest = hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    room = LONGEST_NAME - len(_CUT) - len(digest)
    start = ""
    for piece in _PIECES.findall(name):  # an escape is not cut in two
        room -= len(piece.encode())
        if room < 0:
            break
        start += piece
    return f"{start}{_CUT}{digest}"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())
