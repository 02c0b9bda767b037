"""What was found in the files before anything of them came in, and how an import ended: plain values.

The widgets read these and nothing of the package `exchange`, which the first paint must not wait for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


class SeenSpan(NamedTuple):
    """A span of the text that is shown, in code points; `label` is the file's own."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class SeenFile:
    """One file as it was read. `path` is what was asked for: the file, or the folder or archive it lies in.

    `text` is the beginning of its first article; `refusal` is the sentence that keeps it out, if any. Of the
    `people` whose work it holds one has to be chosen.
    """

    path: Path
    name: str
    format: str = ""
    encoding: str = ""
    recognised: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    documents: int = 0
    spans: int = 0
    text: str = ""
    marks: tuple[SeenSpan, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    refusal: str = ""


class Pair(NamedTuple):
    """Two articles of one text, or of nearly one, by what they are called."""

    first: str
    second: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """All that was found. `unknown` are labels that the project has not, with what each may be or "".

    `formats` are those that can be read, for who wants to say which one it is.
    """

    files: tuple[SeenFile, ...] = ()
    documents: int = 0
    already_there: int = 0
    spans: int = 0
    ignored: int = 0
    labels: Mapping[str, int] = field(default_factory=dict)
    unknown: Mapping[str, str] = field(default_factory=dict)
    pairs: tuple[Pair, ...] = ()
    refused: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()

    @property
    def is_any(self) -> bool:
        """Whether anything would come in, or is there and may get labels."""
        return bool(self.documents or self.already_there)


@dataclass(frozen=True, slots=True)
class CameIn:
    """How an import ended.

    `skipped` are copies that were left out, `skipped_spans` their labels that went nowhere, `trimmed` spans
    that lost blanks at their edges; `refused` has a sentence for each file of which nothing came in.
    """

    documents: int = 0
    already_there: int = 0
    spans: int = 0
    skipped: int = 0
    trimmed: int = 0
    skipped_spans: int = 0
    refused: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    is_cancelled: bool = False
