"""A project's lexicon as CSV: the files that a person chooses to read from and to write to."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotator.gui.choosing import file_to_make, file_to_open
from annotator.model import OwnEntry
from annotator.project.file import Project
from annotator.words import _


def chosen_table(parent: QWidget, project: Project) -> list[OwnEntry]:
    """Let the person choose a CSV file and return its entries, none where nothing was chosen.

    Raises an InputError that says what is wrong, and in which line.
    """
    from annotator.exchange.lexicon_tables import read  # what the first paint does not need waits

    path = file_to_open(parent, _("Import names"), _kinds())
    return [] if path is None else read(path, schema=project.schema)


def named_table(parent: QWidget, entries: Iterable[OwnEntry], project: Project) -> Path | None:
    """Let the person name a new CSV file and write the entries to it; None where nothing was named.

    A file that is there is left as it is: raises CannotWrite, and what an export would.
    """
    from annotator.exchange.lexicon_tables import write

    path = file_to_make(parent, _("Export names"), _kinds(), name=f"{project.name}.csv", suffix="csv")
    if path is not None:
        write(path, entries, project=project.path, replaces=False)
    return path


def _kinds() -> str:
    return _("Tables (*.csv);;All files (*)")
