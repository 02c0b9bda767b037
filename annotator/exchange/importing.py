"""Brings what the readers give into a project: all of a file or nothing of it.

A file that is refused does not stop the others; its sentence is in the report. What is there
already is recognised, so that an import may be repeated: after a crash, or for what was added since.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from annotator import errors
from annotator.exchange import reading
from annotator.exchange.incoming import ReadOptions, SourceFile, quoted
from annotator.exchange.placing import Counts, Owner, Placing
from annotator.project.file import Project

# Files that share a transaction: each alone would wait for the disk, all together hold others off.
BATCH: Final = 50
# What the project says against one file; the rest (a full disk, a damaged project) ends the import.
_FILE_ERRORS: Final = (errors.InputError, errors.WorkExists, errors.UnstorableText, errors.TextTooLarge)
_AS_FOUND: Final = ReadOptions()

Progress = Callable[[int, int], None]  # bytes read so far, bytes in all


@dataclass(slots=True)
class ImportReport:
    """What an import did. `spans` are those stored as work or as suggestions, `labelled` their documents.

    `refused` has a sentence for every file of which nothing was imported; `ignored` counts the files
    of folders that no reader is for.
    """

    documents: int = 0
    already_there: int = 0
    labelled: int = 0
    spans: int = 0
    ignored: int = 0
    is_cancelled: bool = False
    refused: list[errors.AnnotatorError] = field(default_factory=list)


class _CancelledError(Exception):
    """Leaves the file in hand, with what was imported of it."""


def import_paths(
    project: Project,
    paths: Iterable[Path | str],
    *,
    format: str | None = None,  # noqa: A002 - the command line's word
    annotator: str | None = None,
    as_suggestions: bool = False,
    options: ReadOptions = _AS_FOUND,
    on_progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Import files and folders; labels become the finished work of `annotator`, or suggestions.

    Stops when `is_cancelled` says so: the file in hand is left out, those before it stay. Raises
    UnknownImportFormat, NoName, ReservedName, OwnerNotClear, and ProjectError where the project cannot be
    written.
    """
    owner = _owner(annotator, as_suggestions=as_suggestions)
    found = reading.find(paths, format=format)
    report = ImportReport(ignored=found.ignored, refused=found.refused)
    work = _Import(
        Placing(project, owner=owner),
        format=format,
        options=options,
        total=sum(file.size for file in found.files),
        on_progress=on_progress,
        is_cancelled=is_cancelled,
    )
    for start in range(0, len(found.files), BATCH):
        with project.documents.adding():
            work.files(found.files[start : start + BATCH], report)
        if report.is_cancelled:
            break
    return report


def _owner(annotator: str | None, *, as_suggestions: bool) -> Owner:
    if annotator is None:
        return Owner(as_suggestions=as_suggestions)
    if as_suggestions:
        raise errors.OwnerNotClear()
    if not annotator.strip():
        raise errors.NoName()
    if annotator == "suggestions":
        raise errors.ReservedName(name=quoted(annotator))
    return Owner(annotator)


class _Import:
    """One run over the files, with who watches it."""

    def __init__(
        self,
        placing: Placing,
        *,
        format: str | None,  # noqa: A002
        options: ReadOptions,
        total: int,
        on_progress: Progress | None,
        is_cancelled: Callable[[], bool] | None,
    ) -> None:
        self._placing = placing
        self._format = format
        self._options = options
        self._total = total
        self._done = 0
        self._on_progress = on_progress
        self._is_cancelled = is_cancelled

    def files(self, files: Sequence[SourceFile], report: ImportReport) -> None:
        """Import some files, each whole or not at all."""
        for file in files:
            try:
                counts = self._file(file)
            except _CancelledError:
                report.is_cancelled = True
                return
            except _FILE_ERRORS as refusal:
                report.refused.append(refusal)
            else:
                report.documents += counts.documents
                report.already_there += counts.already_there
                report.labelled += counts.labelled
                report.spans += counts.spans
            self._done += file.size
            self._show(0)

    def _file(self, file: SourceFile) -> Counts:
        with self._placing.file(file) as counts:
            for incoming in reading.read_file(file, format=self._format, options=self._options):
                self._placing.place(incoming)
                self._watch(incoming.read_to)
        return counts

    def _show(self, read_to: int) -> None:
        if self._on_progress is not None:
            self._on_progress(min(self._done + read_to, self._total), self._total)

    def _watch(self, read_to: int) -> None:
        self._show(read_to)
        if self._is_cancelled is not None and self._is_cancelled():
            raise _CancelledError
