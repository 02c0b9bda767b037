"""`documents.list`: what lies in a folder of documents, a line of JSON each, in their order.

It says of each document what its format has no place for: the id that its file name stands for, title,
outlet and meta of a plain text, and where a carriage return stood that was written as a space. Programs
that load such folders pass it by.
"""

import json
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from annotator import errors
from annotator.exchange.incoming import LONGEST, MEGABYTE, SourceFile
from annotator.text.printable import printable

NAME: Final = "documents.list"


@dataclass(frozen=True, slots=True)
class Listed:
    """What the listing says of a document; `file` is its files' name without suffix.

    `returns` are the places, in code points, of carriage returns that its file has as spaces.
    """

    file: str
    id: str
    title: str = ""
    outlet: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)
    returns: tuple[int, ...] = ()


class Listing:
    """Writes the listing of a folder, a document at a time."""

    def __init__(self, folder: Path) -> None:
        self._handle = (folder / NAME).open("wb")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._handle.close()

    def add(self, file: str, **facts: object) -> None:
        """Write a line: the files' name without suffix, and what is known of the document."""
        line = {"file": file, **{name: fact for name, fact in facts.items() if fact}}
        self._handle.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")


def listed(path: Path, *, file: SourceFile) -> Listed | None:
    """Return what the listing beside `path` says of it, None where there is none; raises ListingBroken.

    `file` is what sentences are about.
    """
    place = path.with_name(NAME)
    try:
        status = place.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISREG(status.st_mode):
        raise errors.NotAFile(path=_beside(file))
    if status.st_size > LONGEST:
        raise errors.TooLarge(path=_beside(file), limit=LONGEST // MEGABYTE)
    lines = _read(place, status.st_mtime_ns, status.st_size)
    broken = lines.get("")
    if broken is not None:
        raise errors.ListingBroken(path=_beside(file), line=broken.id)
    return lines.get(path.stem)


def _beside(file: SourceFile) -> str:
    return file.name.removesuffix(printable(file.path.name)) + NAME


@lru_cache(maxsize=2)  # a folder's documents are read one after the other
def _read(place: Path, changed: int, size: int) -> Mapping[str, Listed]:  # noqa: ARG001 - they are the key
    """Return the lines by file; a line that cannot be understood stands under "", its number as its id."""
    found: dict[str, Listed] = {}
    with place.open("rb") as handle:
        for number, line in enumerate(handle, 1):
            try:
                one = _listed(json.loads(line.decode()))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                return {"": Listed("", str(number))}
            found[one.file] = one
    return found


def _listed(line: Mapping[str, Any]) -> Listed:
    meta = line.get("meta", {})
    texts = (line["file"], line["id"], line.get("title", ""), line.get("outlet", ""))
    returns = tuple(line.get("returns", ()))
    if not all(type(text) is str for text in (*texts, *meta.keys(), *meta.values())):
        raise TypeError
    if not texts[0] or not all(type(place) is int and place >= 0 for place in returns):
        raise ValueError
    return Listed(*texts, meta=dict(meta), returns=returns)
