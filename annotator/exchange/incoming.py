"""What a reader gives: a document with or without labels, or labels alone.

Nothing here is checked against a schema or a project; that is `checks` and `importing`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Protocol

from annotator.text.cleaning import Cleaned
from annotator.text.printable import printable

MEGABYTE = 1_000_000
LONGEST = 64 * MEGABYTE  # bytes of one line or one text file: a hundred times the longest article
QUOTE = 80  # code points


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read. `place` is its path from the folder that was asked for, folder included.

    Files of a folder that was not asked for by name keep their place in it, so that two files of
    one name in two folders can be told apart without storing where the folders lie.
    """

    path: Path
    place: PurePosixPath
    size: int = 0
    shown: str = ""  # what sentences call it, where that is not its path: a member of an archive

    @property
    def name(self) -> str:
        """The path as it may stand in a sentence: printable, on one line."""
        return printable(self.shown or str(self.path))

    @property
    def file_name(self) -> str:
        """The file's name without its folders, as it may stand in a sentence."""
        return printable(self.path.name)

    @property
    def stem(self) -> str:
        """The file's name without its last suffix, as it may stand in an id."""
        return printable(self.path.stem)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person says about files that they would else have to say themselves.

    `encoding` is a Python codec, `columns` names the column of a table for fields of ours (`text`, `id`,
    `label`, ...), `scheme` that of tags (IOB1, IOB2, BIOES, BILOU), `by` whose work to take from a file that
    holds that of several. What is not said is found out, but for `by`: nobody is chosen.
    """

    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    scheme: str = ""
    by: str = ""


class IncomingSpan(NamedTuple):
    """A span as a file gives it; `text` is what the file says stands there, None where it says nothing."""

    start: int
    end: int
    label: str
    sublabel: str = ""
    text: str | None = None

    @property
    def tag(self) -> str:
        """The label, with its sublabel after a dot where it has one."""
        return f"{self.label}.{self.sublabel}" if self.sublabel else self.label


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document as a file gives it, or labels for a document that the project has (`cleaned` is None).

    `spans` is None where the file says nothing about labels, empty where it says that there are none.
    `has_own_id` is False where the id comes from the file's name. `line` counts from 1, 0 for a whole
    file; `read_to` is how many bytes of the file were read so far. `recognised` has what the reader found
    out about the file, beside the encoding ({"scheme": "IOB1"}); it is enough that the first one says it, and
    what a later one says counts from there on ({"left out": ...}, for all that was left out so far).
    """

    id: str
    raw: bytes = b""
    encoding: str = "utf-8"
    cleaned: Cleaned | None = None
    title: str = ""
    outlet: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)
    spans: tuple[IncomingSpan, ...] | None = None
    has_own_id: bool = True
    text_sha256: str = ""
    line: int = 0
    read_to: int = 0
    recognised: Mapping[str, str] = field(default_factory=dict)
    is_foreign: bool = False  # another program's, which lets spans begin and end on blanks
    is_numbered: bool = False  # another program's, which gave it no id but the number of its row


class Reader(Protocol):
    """A format that can be read. `suffixes` are lower case, dot included."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def suffixes(self) -> tuple[str, ...]: ...  # noqa: D102

    def recognises(self, file: SourceFile, head: bytes) -> bool:
        """Tell whether `file`, which begins with `head`, is in this format."""
        ...

    def read(self, file: SourceFile, *, options: ReadOptions) -> Iterator[Incoming]:
        """Yield what the file holds, in its order; raises InputError."""
        ...


def quoted(text: str) -> str:
    """Return what a file says as it may stand in a sentence: printable and short."""
    return printable(text if len(text) <= QUOTE else text[: QUOTE - 1] + "…")
