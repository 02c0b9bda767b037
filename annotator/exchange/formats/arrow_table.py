"""A Parquet file as it is read: its columns, what its numbered tags stand for, its rows one by one."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from annotator import errors
from annotator.exchange.extra import needed
from annotator.exchange.incoming import LONGEST, MEGABYTE, SourceFile
from annotator.text.printable import printable

_AT_ONCE: Final = 200  # rows
_HARMLESS: Final = 100 * MEGABYTE  # of what a file unpacks to; above it, the ratio counts
_DENSEST: Final = 200  # times the file's size
_ROOM: Final = 256_000_000  # bytes that these may take, were each as large as the largest value may be
FORMAT: Final = "parquet"


class ArrowTable:
    """An open Parquet file, to be used as a context. Raises FormatNotInstalled and TableBroken."""

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self._arrow = needed("pyarrow", format=FORMAT)
        parquet = needed("pyarrow.parquet", format=FORMAT)
        with self._broken():
            self._parquet = parquet.ParquetFile(
                file.path, thrift_string_size_limit=LONGEST, thrift_container_size_limit=LONGEST
            )
            self.schema = self._parquet.schema_arrow

    def __enter__(self) -> "ArrowTable":
        return self

    def __exit__(self, *_how: object) -> None:
        self._parquet.close()

    def read_to(self, row: int) -> int:
        """Return how many bytes of the file were read when `row`, from 1, was: its share of the rows."""
        rows: int = self._parquet.metadata.num_rows
        return self._file.size * row // max(1, rows)

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return list(self.schema.names)

    def rows(self, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
        """Yield the rows, with all columns or some; raises TooLarge and PaperUnpacksTooLarge for traps."""
        with self._broken():
            self._check_cells()
            batches = self._parquet.iter_batches(batch_size=self._batch_size(), columns=columns)
        most, unpacked = max(_HARMLESS, _DENSEST * self._file.path.stat().st_size), 0
        while True:
            with self._broken():
                batch = next(batches, None)
                if batch is None:
                    return
                found = batch.to_pylist(maps_as_pydicts="lossy")
            unpacked += max(batch.nbytes, _letters(found))  # of a dictionary `nbytes` counts a text once
            if unpacked > most:
                raise errors.PaperUnpacksTooLarge(path=self._file.name, limit=most // MEGABYTE)
            yield from found

    def _check_cells(self) -> None:
        """Refuse cells that no text is as long as, before they are unpacked."""
        told = self._parquet.metadata
        for group in range(told.num_row_groups):
            for place in range(told.num_columns):
                column = told.row_group(group).column(place)
                if column.total_uncompressed_size > LONGEST * max(column.num_values, 1):
                    raise errors.TooLarge(path=self._file.name, limit=LONGEST // MEGABYTE)

    def is_list_of_texts(self, name: str) -> bool:
        """Tell whether a column holds lists of strings."""
        inner = self._inner(name)
        return inner is not None and self._is_text(inner)

    def is_list_of_numbers(self, name: str) -> bool:
        """Tell whether a column holds lists of whole numbers."""
        inner = self._inner(name)
        return inner is not None and bool(self._arrow.types.is_integer(inner))

    def structs_in(self, name: str) -> list[str] | None:
        """Return the fields of the structs in a column of lists, None where it is no such column."""
        inner = self._inner(name)
        if inner is None or not self._arrow.types.is_struct(inner):
            return None
        return [inner.field(place).name for place in range(inner.num_fields)]

    def tag_names(self, name: str) -> list[str] | None:
        """Return what the numbers in a column stand for, as Hugging Face's `datasets` writes it."""
        try:
            feature = json.loads(self.schema.metadata[b"huggingface"])["info"]["features"][name]
            names = feature["feature"]["names"]
        except (TypeError, KeyError, ValueError, RecursionError):
            return None
        return names if isinstance(names, list) and all(isinstance(one, str) for one in names) else None

    def _batch_size(self) -> int:
        """Return how many rows to take at once: a value that the file has once may stand in each of them."""
        told = self._parquet.metadata
        groups = (told.row_group(place) for place in range(told.num_row_groups))
        chunks = (group.column(place) for group in groups for place in range(told.num_columns))
        largest = max((chunk.total_uncompressed_size for chunk in chunks), default=0)
        return max(1, min(_AT_ONCE, _ROOM // max(1, largest)))

    def _inner(self, name: str) -> Any:
        if self.names.count(name) != 1:
            return None
        kind, types = self.schema.field(name).type, self._arrow.types
        is_list = types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind)
        return kind.value_type if is_list else None

    def _is_text(self, kind: Any) -> bool:
        types = self._arrow.types
        if types.is_dictionary(kind):
            kind = kind.value_type
        return bool(types.is_string(kind) or types.is_large_string(kind))

    @contextmanager
    def _broken(self) -> Iterator[None]:
        try:
            yield
        except (self._arrow.ArrowException, OSError, ValueError, OverflowError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise  # the disk's word, not the table's
            why = printable(str(error).partition("\n")[0])[:80]
            raise errors.TableBroken(path=self._file.name, why=why) from error


def _letters(rows: Sequence[dict[str, Any]]) -> int:
    return sum(len(value) for row in rows for value in row.values() if isinstance(value, str))
