"""A project's lexicon as CSV: the files that a person chooses to read from and to write to."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from annotator.errors import UnreadableFile, UnreadablePath
from annotator.exchange.staging import writing_errors
from annotator.gui.choosing import file_to_make, file_to_open
from annotator.model import OwnEntry
from annotator.schema import Schema
from annotator.words import _

_LARGEST: Final = 20_000_000  # bytes; a hundred thousand names


def chosen_table(parent: QWidget, schema: Schema) -> list[OwnEntry]:
    """Let the person choose a CSV file and return its entries, none where nothing was chosen; as `read`."""
    path = file_to_open(parent, _("Import names"), _kinds())
    return [] if path is None else read(path, schema)


def read(path: Path, schema: Schema) -> list[OwnEntry]:
    """Return the entries of a CSV file; raises an InputError that says what is wrong, and in which line."""
    from annotator.suggest.knowledge.own import from_csv  # which brings the lexicons

    try:
        if path.stat().st_size > _LARGEST:
            raise UnreadableFile(path=path, why=_("it is too large for a table of names"))
        data = path.read_bytes()
    except PermissionError as error:
        raise UnreadablePath(path=path) from error
    except OSError as error:
        raise UnreadableFile(path=path, why=error.strerror or type(error).__name__) from error
    return from_csv(data, path=path, schema=schema)


def named_table(parent: QWidget, entries: Iterable[OwnEntry], *, name: str) -> Path | None:
    """Let the person name a new CSV file and write the entries to it; None where nothing was named."""
    path = file_to_make(parent, _("Export names"), _kinds(), name=f"{name}.csv", suffix="csv")
    if path is not None:
        write(path, entries)
    return path


def write(path: Path, entries: Iterable[OwnEntry]) -> None:
    """Write entries to a new file that spreadsheets know as UTF-8; raises NoRights, NoSpace, CannotWrite."""
    from annotator.suggest.knowledge.own import to_csv

    with writing_errors(path), path.open("x", encoding="utf-8-sig", newline="") as file:
        file.write(to_csv(entries))
        file.flush()
        os.fsync(file.fileno())


def _kinds() -> str:
    return _("Tables (*.csv);;All files (*)")
