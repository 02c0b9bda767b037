"""The lines of a file that was exported, for those parsers whose formats have lines, and of a listing."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from annotator.exchange.readback.documents import NotProvenError, WholeDocument

LISTING = "documents.list"


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield each line with its number, without its end; raises NotProvenError for one that has none."""
    number = 0
    try:
        with path.open(encoding="utf-8", newline="\n") as handle:
            for number, line in enumerate(handle, 1):
                if line[-1] != "\n":
                    raise NotProvenError(f"line {number}: the file ends inside a line")
                yield number, line[:-1]
    except UnicodeDecodeError as error:
        raise NotProvenError(f"after line {number}: not UTF-8") from error


def listed(folder: Path, read: Callable[[str, dict[str, Any]], WholeDocument]) -> Iterator[WholeDocument]:
    """Yield what `read` makes of each entry in a folder's listing: of its file's name, and the entry.

    Raises NotProvenError, also for whatever `read` runs into.
    """
    seen: set[str] = set()
    for number, line in lines(folder / LISTING):
        try:
            entry = json.loads(line)
            name = entry["file"]
            if type(name) is not str or "/" in name or "\\" in name or name in seen:
                raise ValueError("file")
            seen.add(name)
            document = read(name, entry)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError, OSError) as error:
            raise NotProvenError(f"{LISTING}, line {number}: {error!r}") from error
        yield document
