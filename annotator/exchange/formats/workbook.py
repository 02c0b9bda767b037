"""Excel workbooks (.xlsx): every sheet whose head names a column of texts, or of spans.

Of formulas the results count that the spreadsheet stored. A sheet that is no such table is passed over; a
workbook without any is refused.
"""

import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from annotator import errors
from annotator.exchange.extra import needed
from annotator.exchange.formats.headings import Columns, columns_of, listed
from annotator.exchange.formats.rows import Row, TableRows, as_text
from annotator.exchange.incoming import MEGABYTE, Incoming, ReadOptions, SourceFile, quoted
from annotator.text.printable import printable

_LARGEST: Final = 200 * MEGABYTE  # bytes unpacked: strings and rows of a sheet are held in memory
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")  # a character that XML cannot hold, as Excel writes it
_ZIP: Final = b"PK\x03\x04"
_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class WorkbookReader:
    """Reads a document a row, or a span a row."""

    name = "excel"
    suffixes = (".xlsx", ".xlsm", ".xls")

    def recognises(self, file: SourceFile, head: bytes) -> bool:
        """Tell by the file's name, and that it begins as workbooks do."""
        return file.path.suffix.lower() in self.suffixes and head.startswith((_ZIP, _OLD))

    def read(self, file: SourceFile, *, options: ReadOptions) -> Iterator[Incoming]:
        """Yield documents, or labels for those that the project has, sheet by sheet.

        Raises FormatNotInstalled, OldWorkbook, WorkbookTooLarge, TableBroken, OtherThanNamed,
        TableWithoutText and other InputErrors.
        """
        _check(file)
        try:
            yield from _read(file, options)
        except errors.AnnotatorError:
            raise
        except Exception as error:  # openpyxl lets out whatever a broken workbook makes it run into
            raise errors.TableBroken(path=file.name, why=printable(str(error))[:80]) from error

    def headings(self, file: SourceFile, *, options: ReadOptions) -> list[str]:  # noqa: ARG002 - as text tables
        """Return what the columns of all sheets are called, each once; raises InputError."""
        _check(file)
        try:
            heads = [_headings(_rows(sheet)) for sheet in _sheets(file, has_results=True)]
        except errors.AnnotatorError:
            raise
        except Exception as error:  # as above
            raise errors.TableBroken(path=file.name, why=printable(str(error))[:80]) from error
        return list(dict.fromkeys(heading for head in heads for heading in head if heading))


def _check(file: SourceFile) -> None:
    """Raise an InputError for what openpyxl should not be given."""
    with file.path.open("rb") as handle:
        begin = handle.read(len(_OLD))
    if begin == _OLD:
        raise errors.OldWorkbook(path=file.name)
    try:
        with zipfile.ZipFile(file.path) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        if not begin.startswith(_ZIP):
            raise errors.OtherThanNamed(path=file.name, suffix=file.path.suffix) from error
        raise errors.TableBroken(path=file.name, why="its archive is broken") from error
    if size > _LARGEST:
        raise errors.WorkbookTooLarge(path=file.name, limit=_LARGEST // MEGABYTE)


def _read(file: SourceFile, options: ReadOptions) -> Iterator[Incoming]:
    heads: list[str] = []
    refused: errors.InputError | None = None
    found = 0
    for sheet in _sheets(file, has_results=True):
        rows = _rows(sheet)
        headings = _headings(rows)
        try:
            columns = columns_of(headings, options=options, path=file.name)
        except errors.NoSuchColumn as error:  # another sheet may have it
            refused = error
            continue
        if not columns.is_known:
            heads += headings
            continue
        found += 1
        recognised = {"sheet": printable(sheet.title), **columns.told(headings)}
        stem = file.stem if found == 1 else printable(f"{file.stem}-{sheet.title}")
        table = TableRows(file, columns, stem=stem, recognised=recognised)
        yield from table.incoming(_cells(rows, headings, columns, file, sheet.title))
    if not found:
        raise refused or errors.TableWithoutText(path=file.name, columns=listed(heads))


def _sheets(file: SourceFile, *, has_results: bool) -> Iterator[Any]:
    """Yield the sheets that have cells, with the results of formulas or with the formulas themselves."""
    openpyxl = needed("openpyxl", format=WorkbookReader.name)
    with file.path.open("rb") as handle:  # openpyxl leaves its own open where a workbook is broken
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of colours and rules that it leaves out
            book = openpyxl.load_workbook(handle, read_only=True, data_only=has_results)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what a sheet says of its size may be anything
            yield sheet


def _headings(rows: Iterator[tuple[int, list[str]]]) -> list[str]:
    """Take the first row in which anything stands."""
    return next((row for _number, row in rows if any(row)), [])


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        yield number, [_text(value) for value in row]


def _cells(
    rows: Iterator[tuple[int, list[str]]],
    headings: list[str],
    columns: Columns,
    file: SourceFile,
    sheet: str,
) -> Iterator[Row]:
    width = len(headings)
    formulas: frozenset[int] | None = None  # the rows whose text is a formula, looked up when one is missing
    text = columns.fields.get("text")
    for number, row in rows:
        cells = [*row[:width], *[""] * (width - len(row))]
        if any(cell.strip() for cell in row[width:]):
            raise errors.MoreCellsThanColumns(path=file.name, line=number)
        if text is not None and not cells[text] and any(cells):
            formulas = _formulas(file, sheet, text) if formulas is None else formulas
            if number in formulas:
                raise errors.FormulaWithoutResult(path=file.name, line=number, column=quoted(headings[text]))
        yield Row(number, cells)


def _formulas(file: SourceFile, title: str, column: int) -> frozenset[int]:
    """Return the numbers of the rows in which a formula stands in a column of a sheet."""
    return frozenset(
        number
        for sheet in _sheets(file, has_results=False)
        if sheet.title == title
        for number, row in enumerate(sheet.iter_rows(), 1)
        if column < len(row) and row[column].data_type == "f"
    )


def _text(value: object) -> str:
    text = as_text(value)
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


READER: Final = WorkbookReader()
