"""CSV and TSV with named columns, as spreadsheets and scripts write them.

What parts the cells and in which encoding they are is found out. The rows are read one by one. An apostrophe
that stands before what a spreadsheet would take for a formula is taken away again in tables of spans: ours
have it (`tsv`).
"""

import csv
import io
import itertools
import re
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple, TextIO

from annotator import errors
from annotator.exchange.formats.headings import Columns, columns_of, listed
from annotator.exchange.formats.rows import Row, TableRows
from annotator.exchange.incoming import LONGEST, MEGABYTE, Incoming, ReadOptions, SourceFile
from annotator.text.encodings import decode

_SAMPLE: Final = 1 << 18  # bytes that decide on the encoding and on what parts the cells
_DELIMITERS: Final = (",", ";", "\t", "|", "،", "؛")
_NAMES: Final = {"\t": "tab"}
_NEUTRAL: Final = re.compile(r"'+[=+\-@＝＋－＠\t\r]")
_SAYS: Final = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)


class _Form(NamedTuple):
    """How a file is written."""

    encoding: str
    delimiter: str
    headings: list[str]

    def fitness(self, options: ReadOptions) -> tuple[int, int]:
        """Return how well this explains the file: columns that are known, columns at all."""
        try:
            columns = columns_of(self.headings, options=options, path="")
        except errors.InputError:
            return -1, len(self.headings)
        return len(columns.fields) if columns.is_known else 0, len(self.headings)


class DelimitedReader:
    """Reads a document a row, or a span a row."""

    def __init__(self, name: str, *, suffixes: tuple[str, ...]) -> None:
        self.name = name
        self.suffixes = suffixes

    def recognises(self, file: SourceFile, head: bytes) -> bool:  # noqa: ARG002
        """Tell by the file's name alone: any text may have commas in it."""
        return file.path.suffix.lower() in self.suffixes

    def read(self, file: SourceFile, *, options: ReadOptions) -> Iterator[Incoming]:
        """Yield documents, or labels for those that the project has.

        The first one says what parts the cells (`delimiter`) and which columns were taken for what. Raises
        TableWithoutText and other InputErrors.
        """
        form = _form_of(file, options)
        columns = columns_of(form.headings, options=options, path=file.name)
        if not columns.is_known:
            raise errors.TableWithoutText(path=file.name, columns=listed(form.headings))
        recognised = {"delimiter": _NAMES.get(form.delimiter, form.delimiter), **columns.told(form.headings)}
        rows = TableRows(file, columns, encoding=form.encoding, recognised=recognised)
        with (
            file.path.open("rb") as raw,
            io.TextIOWrapper(raw, encoding=form.encoding, newline="") as handle,
        ):
            yield from rows.incoming(_rows(handle, raw, file, form, columns))

    def headings(self, file: SourceFile, *, options: ReadOptions) -> list[str]:
        """Return what the columns are called, for a person to choose from; raises InputError."""
        return _form_of(file, options).headings


def _form_of(file: SourceFile, options: ReadOptions) -> _Form:
    with file.path.open("rb") as handle:
        sample = handle.read(_SAMPLE + 1)
    if len(sample) > _SAMPLE:
        # Cut at the end of a line; where there are wide characters, between two of them.
        end = _SAMPLE // 4 * 4 if b"\x00" in sample else sample.rfind(b"\n") + 1
        sample = sample[: end or _SAMPLE]
    decoded = decode(sample, name=file.name, encoding=options.encoding)
    text = decoded.text.removeprefix("\ufeff")
    said = _SAYS.match(text)
    forms = [_read_as(text, one, decoded.encoding) for one in (said[1] if said else _DELIMITERS)]
    return max(forms, key=lambda form: form.fitness(options))


def _read_as(text: str, delimiter: str, encoding: str) -> _Form:
    """Return what the headings are where `delimiter` parts them."""
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        headings = next((row for row in table if any(cell.strip() for cell in row) and not _says(row)), [])
    except csv.Error:
        headings = []
    return _Form(encoding, delimiter, [heading.strip() for heading in headings])


def _says(row: list[str]) -> bool:
    """Tell whether a row is the line by which spreadsheets say what parts the cells."""
    return row[0].casefold().startswith("sep=") and not any(row[1:])


def _rows(handle: TextIO, raw: BinaryIO, file: SourceFile, form: _Form, columns: Columns) -> Iterator[Row]:
    """Yield the rows under the headings, each with a cell for each column."""
    csv.field_size_limit(LONGEST)
    table = csv.reader(_lines(handle, file), delimiter=form.delimiter, strict=True)
    width = len(form.headings)
    is_head = True
    try:
        for row in table:
            if not any(cell.strip() for cell in row) or (is_head and _says(row)):
                continue
            if is_head:
                is_head = False
                continue
            if any(cell.strip() for cell in row[width:]):
                raise errors.MoreCellsThanColumns(path=file.name, line=table.line_num)
            cells = [*row[:width], *[""] * (width - len(row))]
            if columns.has_spans:
                cells = [cell[1:] if _NEUTRAL.match(cell) else cell for cell in cells]
            yield Row(table.line_num, cells, raw.tell())
    except csv.Error:
        raise errors.NotATable(path=file.name, line=table.line_num) from None
    except UnicodeDecodeError:
        raise errors.WrongEncoding(path=file.name, encoding=form.encoding) from None


def _lines(handle: TextIO, file: SourceFile) -> Iterator[str]:
    """Yield the lines with their ends; the mark of the byte order goes."""
    for number in itertools.count(1):
        line = handle.readline(LONGEST)
        if len(line) == LONGEST:
            raise errors.LineTooLong(path=file.name, line=number, limit=LONGEST // MEGABYTE)
        if not line:
            return
        yield line.removeprefix("\ufeff") if number == 1 else line


CSV: Final = DelimitedReader("csv", suffixes=(".csv",))
TSV: Final = DelimitedReader("tsv", suffixes=(".tsv", ".tab"))
