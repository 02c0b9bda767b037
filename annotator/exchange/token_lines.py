"""The lines of a file of a token a line: its rows, sentence by sentence, and the borders of its documents.

Columns are parted by tabs or by blanks. A blank line ends a sentence. A border is a -DOCSTART- line, or the
`# newdoc` of CoNLL-U; other comments are passed over.
"""

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, Final, NamedTuple, TextIO
from urllib.parse import unquote

from annotator import errors, words
from annotator.exchange.incoming import MEGABYTE, SourceFile
from annotator.exchange.schemes import OUTSIDE, is_tag
from annotator.text.encodings import decode

BORDER: Final = "-DOCSTART-"

_NO_ID: Final = frozenset({"-X-", BORDER, "O", "_", "-"})  # what else stands on a border's line
_NEW_DOCUMENT: Final = re.compile(r"#\s*newdoc(?:\s+id\s*=\s*(.*\S))?\s*")
MOST: Final = 300_000  # tokens of a document, which is held in memory: two hundred times an article
_SAMPLE: Final = MEGABYTE  # bytes that tell the encoding


class Row(NamedTuple):
    """A token's line: its number in the file, and its fields."""

    line: int
    fields: list[str]


class Border(NamedTuple):
    """Where a document begins: the number of the line, and the id that it gives, "" for none."""

    line: int
    id: str


Block = Border | list[Row]


class TokenLines:
    """The lines of a file, decoded as they are asked for. Raises InputError where they cannot be."""

    def __init__(self, file: SourceFile, *, encoding: str | None) -> None:
        self._file = file
        self.encoding = self._found_encoding(encoding)
        self.read_to = 0  # bytes

    def blocks(self) -> Iterator[Block]:
        """Yield the borders, and the rows of each sentence between them."""
        rows: list[Row] = []
        for number, line in self._lines():
            fields = fields_of(line)
            border = border_of(line, fields, number)
            if fields and border is None:
                if not is_comment(fields):
                    rows.append(Row(number, fields))
                if len(rows) > MOST:
                    raise errors.TooManyTokens(path=self._file.name, line=number, limit=words.number(MOST))
                continue
            if rows:
                yield rows
                rows = []
            if border is not None:
                yield border
        if rows:
            yield rows

    def _lines(self) -> Iterator[tuple[int, str]]:
        with self._opened() as (raw, handle):
            number = self.read_to = 0
            while line := handle.readline(MEGABYTE + 1):  # code points: a token's line has a few dozen
                number += 1
                if len(line) > MEGABYTE:
                    raise errors.LineTooLong(path=self._file.name, line=number, limit=1)
                if number % 256 == 0:
                    self.read_to = raw.tell()
                yield number, line.removeprefix("\ufeff") if number == 1 else line
            self.read_to = raw.tell()

    @contextmanager
    def _opened(self) -> Iterator[tuple[BinaryIO, TextIO]]:
        try:
            with (
                self._file.path.open("rb") as raw,
                io.TextIOWrapper(raw, encoding=self.encoding, newline="\n") as handle,
            ):
                yield raw, handle
        except UnicodeDecodeError:
            raise errors.WrongEncoding(path=self._file.name, encoding=self.encoding) from None

    def _found_encoding(self, told: str | None) -> str:
        with self._file.path.open("rb") as handle:
            sample = handle.read(_SAMPLE)
        if len(sample) == _SAMPLE:
            # Nothing may be cut in two: neither a line nor a wide character.
            end = max(sample.rfind(b"\n"), sample.rfind(b" ")) + 1
            whole = len(sample) - len(sample) % 4 if b"\0" in sample else end
            sample = sample[: whole or _SAMPLE]
        return decode(sample, name=self._file.name, encoding=told).encoding


def fields_of(line: str) -> list[str]:
    """Return the fields of a line; only what parts columns parts them: a no-break space may be a token."""
    if "\t" in line:
        fields = [field.strip(" \r\n") for field in line.split("\t")]
        return fields if any(fields) else []
    return [field for field in line.strip(" \r\n").split(" ") if field]


def border_of(line: str, fields: Sequence[str], number: int) -> Border | None:
    """Return the border that a line is, if it is one."""
    if not fields or not fields[0].startswith(("-", "#")):
        return None
    if fields[0].startswith(BORDER):
        fused = fields[0].removeprefix(BORDER)
        named = fused.removeprefix(":") or " ".join(field for field in fields[1:] if field not in _NO_ID)
        return Border(number, unquote(named))
    found = _NEW_DOCUMENT.fullmatch(line.strip())
    return Border(number, found[1] or "") if found else None


def is_comment(fields: Sequence[str]) -> bool:
    """Tell whether fields are those of a comment: behind a token # stands a tag."""
    return fields[0].startswith("#") and not (len(fields) > 1 and is_tag(fields[-1]))


def tagged_rows(head: bytes) -> list[list[str]]:
    """Return the rows at the beginning of a file, none where they are not tokens with tags.

    `head` may end anywhere, and may be in any encoding that writes ASCII as ASCII, or in UTF-16.
    """
    text = head.decode(_wide(head), errors="replace").removeprefix("\ufeff")
    lines = text.split("\n")
    if len(lines) > 1:
        lines.pop()  # half a line, or what follows the last one
    rows: list[list[str]] = []
    has_border = False
    for number, line in enumerate(lines, 1):
        fields = fields_of(line)
        is_border = border_of(line, fields, number) is not None
        has_border = has_border or is_border
        if fields and not is_border and not is_comment(fields):
            rows.append(fields)
    is_tagged = all(len(fields) > 1 and fields[0] and is_tag(fields[-1]) for fields in rows)
    tells = has_border or any(fields[-1] != OUTSIDE for fields in rows) or len(rows) > 2
    return rows if is_tagged and tells else []


def _wide(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\0" in head[:200]:
        return "utf-16-le" if head[1:2] == b"\0" else "utf-16-be"
    return "utf-8"
