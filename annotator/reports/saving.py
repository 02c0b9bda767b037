"""Reports on disk: a file, or a folder of tables, whole or not at all."""

import errno
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from annotator.errors import CannotWrite
from annotator.project.staging import (
    folder_target_of,
    publish,
    publish_folder,
    staged,
    target_of,
    writing_errors,
)
from annotator.reports.csv import ENCODING, to_csv
from annotator.reports.page import html
from annotator.reports.report import Report
from annotator.reports.tables import FILES, Table
from annotator.text.printable import printable


def save_html(report: Report, path: Path, *, project: Path, replaces: bool = True) -> None:
    """Write the report to an HTML page; raises what `save` does."""
    save(html(report).encode("utf-8", errors="replace"), path, project=project, replaces=replaces)


def save(content: bytes, path: Path, *, project: Path, replaces: bool = True) -> None:
    """Write a file, in place of what is there unless it `replaces` nothing; `project` is the project's file.

    Raises MissingFolder, OutputNotAFile, OutputIsProject, NoRights, NoSpace or CannotWrite; then what was
    there is there still.
    """
    target = target_of(path, project=project)
    if not replaces and target.exists():
        raise CannotWrite(path=printable(str(path)), why=os.strerror(errno.EEXIST))
    with staged(target) as folder:
        draft = folder / "draft"
        with writing_errors(target):
            draft.write_bytes(content)
        publish({draft: target})


def save_tables(tables: Iterable[Table], folder: Path, *, project: Path) -> Sequence[str]:
    """Write a CSV of each table that has rows into a folder of their own; return the files' names.

    A folder that is there is replaced where it is empty or holds nothing but such tables, by their names and
    the mark at their beginning. Raises
    MissingFolder, OutputNotAFolder, FolderHasOthers, NoRights, NoSpace or CannotWrite.
    """
    target = folder_target_of(folder, project=project, files=_earlier)
    written = []
    with staged(target) as draft:
        for table in tables:
            if table.rows:
                with writing_errors(target):
                    text = to_csv(table.lines)
                    (draft / table.file_name).write_text(
                        text, encoding=ENCODING, errors="replace", newline=""
                    )
                written.append(table.file_name)
        publish_folder(draft, target)
    return written


def _earlier(folder: Path) -> frozenset[str]:
    """Return the names of the files in a folder that an earlier report wrote, as far as can be seen."""
    mark = "\ufeff".encode()
    with writing_errors(folder):
        return frozenset(path.name for path in folder.iterdir() if path.name in FILES and _begins(path, mark))


def _begins(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(mark)) == mark
