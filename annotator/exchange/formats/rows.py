"""From the rows of a table to documents, or to the labels of documents that the project has."""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from annotator import errors
from annotator.exchange.formats.headings import Columns
from annotator.exchange.incoming import Incoming, IncomingSpan, SourceFile, quoted
from annotator.project.documents import first_line
from annotator.text.cleaning import clean

_DATES: Final = ("date", "url")  # fields of ours that are kept in meta


class Row(NamedTuple):
    """A row of a table: its number, from 1, its cells, and how many bytes of the file were read so far."""

    number: int
    cells: Sequence[str]
    read_to: int = 0


@dataclass(slots=True)
class _Labels:
    """The spans of one document, gathered."""

    line: int
    spans: list[IncomingSpan] = field(default_factory=list)
    read_to: int = 0


class TableRows:
    """Makes documents of the rows of a file; `encoding` is that of the file's bytes.

    What has no id of its own is named after `stem`, the file's unless told, and its row.
    """

    def __init__(
        self,
        file: SourceFile,
        columns: Columns,
        *,
        encoding: str = "utf-8",
        stem: str = "",
        recognised: Mapping[str, str] | None = None,
    ) -> None:
        self._file = file
        self._columns = columns
        self._encoding = encoding
        self._stem = stem or file.stem
        self._recognised = recognised or {}

    def incoming(self, rows: Iterable[Row]) -> Iterator[Incoming]:
        """Yield what the rows hold; those without anything in them are passed over. Raises InputError."""
        filled = (row for row in rows if any(cell.strip() for cell in row.cells))
        return self._labels(filled) if self._columns.has_spans else self._documents(filled)

    def _documents(self, rows: Iterable[Row]) -> Iterator[Incoming]:
        recognised = self._recognised
        for row in rows:
            text, own_id = self._cell(row, "text"), self._cell(row, "id").strip()
            cleaned = clean(text)
            told = {key: self._cell(row, key) for key in _DATES}
            told |= {heading: row.cells[place] for heading, place in self._columns.others.items()}
            meta = {**cleaned.found, **{key: value for key, value in told.items() if value.strip()}}
            outlet = self._cell(row, "outlet").strip()
            yield Incoming(
                id=own_id or f"{self._stem}-{row.number:05}",
                is_foreign=True,
                raw=text.encode(self._encoding),
                encoding=self._encoding,
                cleaned=cleaned,
                title=self._cell(row, "title").strip() or first_line(cleaned.text),
                outlet=outlet or meta.get("outlet", ""),
                meta={key: value for key, value in meta.items() if key != "outlet"},
                has_own_id=bool(own_id),
                text_sha256=self._cell(row, "text_sha256").strip().lower(),
                line=row.number,
                read_to=row.read_to,
                recognised=recognised,
            )
            recognised = {}

    def _labels(self, rows: Iterable[Row]) -> Iterator[Incoming]:
        """Yield each document's labels once, wherever its rows stand."""
        found: dict[tuple[str, str], _Labels] = {}
        for row in rows:
            key = self._cell(row, "id").strip(), self._cell(row, "text_sha256").strip().lower()
            if key == ("", ""):
                raise errors.CellEmpty(path=self._file.name, line=row.number, column="id")
            labels = found.setdefault(key, _Labels(row.number))
            labels.read_to = row.read_to
            # A row with an id alone says that there is nothing to label in the document.
            if any(self._cell(row, name).strip() for name in ("start", "end", "label")):
                labels.spans.append(self._span(row))
        for number, ((own_id, sha256), labels) in enumerate(found.items()):
            yield Incoming(
                own_id,
                is_foreign=True,
                encoding=self._encoding,
                spans=tuple(labels.spans),
                text_sha256=sha256,
                line=labels.line,
                read_to=labels.read_to,
                recognised=self._recognised if number == 0 else {},
            )

    def _span(self, row: Row) -> IncomingSpan:
        label = self._cell(row, "label").strip()
        if not label:
            raise errors.CellEmpty(path=self._file.name, line=row.number, column="label")
        text = self._cell(row, "text")
        return IncomingSpan(
            self._offset(row, "start"),
            self._offset(row, "end"),
            label,
            self._cell(row, "sublabel").strip(),
            text or None,
        )

    def _offset(self, row: Row, name: str) -> int:
        cell = self._cell(row, name).strip()
        if not (cell.isascii() and cell.isdigit() and len(cell) < 10):
            raise errors.CellNotWholeNumber(
                path=self._file.name, line=row.number, column=name, value=quoted(cell)
            )
        return int(cell)

    def _cell(self, row: Row, name: str) -> str:
        place = self._columns.fields.get(name)
        return row.cells[place] if place is not None else ""


def as_text(value: object) -> str:
    """Return a cell as a person sees it: nothing for null, days without a time, JSON for what has parts."""
    match value:
        case None:
            return ""
        case str():
            return value
        case datetime.datetime() if value.time() == datetime.time():
            return value.date().isoformat()
        case datetime.datetime() | datetime.date() | datetime.time():
            return value.isoformat()
        case list() | dict():
            return json.dumps(value, ensure_ascii=False, default=str)
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
