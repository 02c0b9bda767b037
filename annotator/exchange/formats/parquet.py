"""Parquet: a document a row, with its spans in a column of structs. Loses nothing of what can leave.

Columns: `id`, `text`, `title`, `outlet`, `meta` (pairs of key and value), `spans` (start, end, label,
sublabel, text, name; offsets are code points). Rows are written as they come, some hundred at a time.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from annotator.exchange.extra import needed
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Facet, Options, Outgoing
from annotator.text.clitics import name

ROWS: Final = 500  # of a row group: what is held in memory at a time


class ParquetWriter:
    """Writes one Parquet file."""

    name = "parquet"
    suffix = ".parquet"
    is_folder = False
    schemes: tuple[str, ...] = ()
    carries = frozenset(Facet)

    def write(self, documents: Iterable[Outgoing], path: Path, *, options: Options, tally: Tally) -> None:
        """Write the documents; raises FormatNotInstalled."""
        with DocumentTable(path, format=self.name) as table:
            for document in documents:
                self.survey(document, options=options, tally=tally)
                table.add(document)

    def survey(self, document: Outgoing, *, options: Options, tally: Tally) -> None:  # noqa: ARG002
        """Count the document: everything is carried."""
        tally.documents += 1
        tally.spans.update(span.label for span in document.spans)


class Table:
    """A Parquet file that takes rows one by one, to be used as a context; `schema` is pyarrow's."""

    def __init__(self, path: Path, *, schema: Any, format: str) -> None:  # noqa: A002
        self._arrow = needed("pyarrow", format=format)
        self._schema = schema
        self._rows: list[dict[str, object]] = []
        self._file = needed("pyarrow.parquet", format=format).ParquetWriter(path, schema, compression="zstd")

    def __enter__(self) -> "Table":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_how: object) -> None:
        is_done = False
        try:
            if kind is None:
                self._flush()
                self._file.close()
                is_done = True
        finally:
            if not is_done:
                self._give_up()

    def add_row(self, row: dict[str, object]) -> None:
        """Add a row, with a value for each column."""
        self._rows.append(row)
        if len(self._rows) >= ROWS:
            self._flush()

    def _give_up(self) -> None:
        """Close what cannot be finished; what pyarrow says of that is not why it cannot."""
        with suppress(Exception):
            self._file.close()
        self._file.is_open = False  # else it closes once more when it is collected, and is heard

    def _flush(self) -> None:
        if self._rows:
            self._file.write_table(self._arrow.Table.from_pylist(self._rows, schema=self._schema))
            self._rows.clear()


class DocumentTable(Table):
    """The table of documents, as the module's docstring has it."""

    def __init__(self, path: Path, *, format: str) -> None:  # noqa: A002
        super().__init__(path, schema=_schema(needed("pyarrow", format=format)), format=format)

    def __enter__(self) -> "DocumentTable":
        return self

    def add(self, document: Outgoing) -> None:
        """Add a document."""
        text = document.text
        self.add_row(
            {
                "id": document.id,
                "text": text,
                "title": document.title,
                "outlet": document.outlet,
                "meta": [{"key": key, "value": value} for key, value in document.meta.items()],
                "spans": [
                    {
                        "start": span.start,
                        "end": span.end,
                        "label": span.label,
                        "sublabel": span.sublabel,
                        "text": text[span.start : span.end],
                        "name": name(text, span.start, span.end),
                    }
                    for span in document.spans
                ],
            }
        )


def _schema(arrow: Any) -> Any:
    text = arrow.string()
    span = {"start": arrow.int32(), "end": arrow.int32()}
    span |= dict.fromkeys(("label", "sublabel", "text", "name"), text)
    columns = dict.fromkeys(("id", "text", "title", "outlet"), text)
    return arrow.schema(
        {
            **columns,
            # Pairs and no map: the library `datasets` knows no map.
            "meta": arrow.list_(arrow.struct({"key": text, "value": text})),
            "spans": arrow.list_(arrow.struct(span)),
        }
    )


WRITER: Final = ParquetWriter()
