"""Brings what the readers give into a project: all of a file or nothing of it.

A file that is refused does not stop the others; its sentence is in the report. What is there
already is recognised, so that an import may be repeated: after a crash, or for what was added since.
"""

from collections.abc import Callable, Collection, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from annotator import errors
from annotator.exchange.copies import Key, NewText, Pair, find_copies
from annotator.exchange.counting import Arrivals
from annotator.exchange.incoming import ReadOptions
from annotator.exchange.placing import Counts, Placing
from annotator.exchange.previewing import FilePreview, ImportPreview, Skips, near_copies, owner_of, preview
from annotator.exchange.renaming import Renaming
from annotator.exchange.shelves import ProjectShelf
from annotator.exchange.taking import FILE_ERRORS, CancelledError, Progress, Taken, Taking
from annotator.project.file import Project
from annotator.text.cleaning import DEFAULT_STEPS

__all__ = ["FilePreview", "ImportPreview", "ImportReport", "import_paths", "preview"]

_AS_FOUND: Final = ReadOptions()
# What readers find out that somebody should know who did not look at a preview.
REMARKS: Final = ("left out", "in parts", "pages_without_text", "unknown_letters")


@dataclass(slots=True)
class ImportReport(Arrivals):
    """What an import did. `spans` are those stored as work or as suggestions.

    `refused` has a sentence for every file of which nothing was imported; `ignored` counts the files
    of folders that no reader is for. `near` are near copies; where `is_partial`, the project is too large to
    look for those of its older documents. `remarks` are the files of which not all came in as it stood there,
    each with what its reader says: what is no span of a text, spans in parts made one.
    """

    ignored: int = 0
    is_cancelled: bool = False
    refused: list[errors.AnnotatorError] = field(default_factory=list)
    near: list[Pair] = field(default_factory=list)
    is_partial: bool = False
    remarks: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def add(self, counts: Counts, *, name: str) -> None:
        """Add what came of one file, which sentences call `name`."""
        self.take(counts)
        told = counts.recognised
        remarks: dict[str, str] = {what: told[what] for what in REMARKS if what in told}
        if remarks:
            self.remarks.append((name, remarks))


def import_paths(
    project: Project,
    paths: Iterable[Path | str],
    *,
    format: str | None = None,  # noqa: A002 - the command line's word
    annotator: str | None = None,
    as_suggestions: bool = False,
    options: ReadOptions = _AS_FOUND,
    labels: Renaming | None = None,
    steps: Collection[str] = DEFAULT_STEPS,
    skip_copies: Skips = "",
    on_progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Import files, folders and archives; labels become the finished work of `annotator`, or suggestions.

    `labels` says what the files' labels are called here, `steps` how texts that carry no labels are cleaned.
    Copies are reported, and left out only where `skip_copies` says so. Stops when `is_cancelled` says so: the
    file in hand is left out, those before it stay. Raises UnknownImportFormat, NoName, ReservedName,
    OwnerNotClear, NoSuchStep, NoSuchEncoding, LabelMapLeadsNowhere, and ProjectError where the project cannot
    be written.
    """
    paths = list(paths)
    owner = owner_of(annotator, as_suggestions=as_suggestions)
    near: Collection[Key] = ()
    if skip_copies == "near":
        near = near_copies(
            project, paths, format=format, owner=owner, options=options, labels=labels, steps=steps,
            is_cancelled=is_cancelled,
        )  # fmt: skip
    placing = Placing(
        ProjectShelf(project),
        schema=project.schema,
        owner=owner,
        labels=labels,
        skips_copies=bool(skip_copies),
        skipped=near,
    )
    taking = Taking(
        paths,
        format=format,
        options=options,
        steps=steps,
        on_progress=on_progress,
        is_cancelled=is_cancelled,
    )
    return _Import(project, placing, taking).run()


class _Import:
    """One run over the files."""

    def __init__(self, project: Project, placing: Placing, taking: Taking) -> None:
        self._project = project
        self._placing = placing
        self._taking = taking
        self._report = ImportReport()
        self._new: list[NewText] = []

    def run(self) -> ImportReport:
        """Import all there is, a transaction a lot, and look for copies among it."""
        report = self._report
        with closing(self._taking.lots()) as lots:
            for lot in lots:
                with self._project.documents.adding():
                    for taken in lot:
                        self._file(taken)
                        if report.is_cancelled:
                            break
                if report.is_cancelled:
                    break
        report.is_cancelled = report.is_cancelled or self._taking.is_cancelled
        report.refused[:0] = self._taking.refused
        report.ignored = self._taking.ignored
        self._look_for_copies()
        return report

    def _file(self, taken: Taken) -> None:
        """Import a file, whole or not at all."""
        try:
            with self._taking.documents(taken) as documents, self._placing.file(taken.file) as counts:
                for incoming in documents:
                    self._placing.place(incoming)
        except CancelledError:
            self._report.is_cancelled = True
        except FILE_ERRORS as refusal:
            self._report.refused.append(refusal)
        else:
            self._report.add(counts, name=taken.file.name)
            self._new += counts.new

    def _look_for_copies(self) -> None:
        try:
            found = find_copies(self._project, self._new, self._report.exact, check=self._taking.check)
        except CancelledError:
            self._report.is_cancelled = True
        else:
            self._report.near, self._report.is_partial = found.near, found.is_partial
