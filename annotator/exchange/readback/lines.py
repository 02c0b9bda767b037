"""The lines of a file that was exported, for those parsers whose formats have lines."""

from collections.abc import Iterator
from pathlib import Path

from annotator.exchange.readback.documents import NotProvenError


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
