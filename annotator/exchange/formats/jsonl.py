"""Our JSONL: one document a line, nothing lost; `docs/jsonl.schema.json` is its schema.

Offsets are code points of `text`, which is taken as it stands: cleaning it would move them.
"""

import json
import json.encoder
from collections.abc import Iterator
from typing import BinaryIO, Final

from annotator import errors
from annotator.exchange.formats.line_writer import LineWriter, encoded
from annotator.exchange.formats.objects import is_over_lines, where_it_ends_early
from annotator.exchange.formats.records import FIELDS, Line
from annotator.exchange.incoming import LONGEST, MEGABYTE, Incoming, ReadOptions, SourceFile
from annotator.exchange.outgoing import Facet, Options, Outgoing
from annotator.model import Span
from annotator.text.cleaning import decode
from annotator.text.clitics import name

_BOM: Final = b"\xef\xbb\xbf"
_quoted: Final = json.encoder.encode_basestring


class JsonlReader:
    """Reads our JSONL, and lines without `text` that label documents of the project."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")

    def recognises(self, file: SourceFile, head: bytes) -> bool:
        """Tell whether the file is named as JSONL, or begins with an object that has one of our fields."""
        if file.path.suffix.lower() in self.suffixes:
            return True
        start = head.removeprefix(_BOM).lstrip()
        return start.startswith(b"{") and any(f'"{field}"'.encode() in start for field in FIELDS)

    def read(self, file: SourceFile, *, options: ReadOptions) -> Iterator[Incoming]:  # noqa: ARG002
        """Yield a document a line; JSONL is UTF-8, whatever `options` say. Raises InputError."""
        with file.path.open("rb") as handle:
            _refuse_binary(handle, file)
            is_blank = True
            for number, raw in _lines(handle, file):
                line = _line_of(raw, file, number, is_first=is_blank)
                is_blank = False
                yield line.incoming(fallback_id=f"{file.stem}-{number}", read_to=handle.tell())
            if is_blank:
                raise errors.BlankFile(path=file.name)


def _line(document: Outgoing, options: Options) -> str:  # noqa: ARG001 - nothing to choose
    """Return a document as its line: laid out by hand, half the time that an encoder of any objects takes."""
    text = document.text
    spans = ", ".join([_span(text, span) for span in document.spans])
    meta = encoded(document.facts)
    return f'{{"id": {_quoted(document.id)}, "text": {_quoted(text)}, "spans": [{spans}], "meta": {meta}}}'


def _span(text: str, span: Span) -> str:
    start, end = span.start, span.end
    said, its_name = text[start:end], name(text, start, end)
    quoted_text = _quoted(said)
    quoted_name = quoted_text if its_name == said else _quoted(its_name)
    return (
        f'{{"start": {start}, "end": {end}, "label": {_quoted(span.label)}, '
        f'"sublabel": {_quoted(span.sublabel)}, "text": {quoted_text}, "name": {quoted_name}}}'
    )


def _line_of(raw: bytes, file: SourceFile, number: int, *, is_first: bool) -> Line:
    """Return a line.

    Raises EndsTooEarly for what begins as an object laid out over many and has no end, JsonOverLines for one
    that has its end.
    """
    try:
        return Line(raw, path=file.name, number=number)
    except errors.LineNotJson:
        if is_first and (ends := where_it_ends_early(file)):
            raise errors.EndsTooEarly(path=file.name, line=ends) from None
        if is_first and is_over_lines(file):
            raise errors.JsonOverLines(path=file.name) from None
        raise


def _refuse_binary(handle: BinaryIO, file: SourceFile) -> None:
    """Let a picture that is named as JSONL be called a picture."""
    head = handle.read(4096)
    handle.seek(0)
    if not head.removeprefix(_BOM).lstrip().startswith(b"{") and b"\0" in head:
        decode(head, name=file.name)


def _lines(handle: BinaryIO, file: SourceFile) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank with their numbers, never holding more than LONGEST bytes."""
    number = 0
    while raw := handle.readline(LONGEST + 1):
        number += 1
        if len(raw) > LONGEST:
            raise errors.LineTooLong(path=file.name, line=number, limit=LONGEST // MEGABYTE)
        if number == 1:
            raw = raw.removeprefix(_BOM)
        if raw.strip():
            yield number, raw


READER: Final = JsonlReader()
WRITER: Final = LineWriter("jsonl", line=_line, carries=frozenset(Facet))
