"""Brings what the readers give into a project: all of a file or nothing of it.

A file that is refused does not stop the others; its sentence is in the report. What is there
already is recognised, so that an import may be repeated: after a crash, or for what was added since.
"""

from collections.abc import Callable, Collection, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from annotator.exchange.asked import AS_FOUND, Asked, Skips
from annotator.exchange.copies import NewText
from annotator.exchange.counting import Outcome
from annotator.exchange.incoming import ReadOptions
from annotator.exchange.placing import Counts, Placing
from annotator.exchange.previewing import FilePreview, ImportPreview, near_copies, preview
from annotator.exchange.renaming import Renaming
from annotator.exchange.shelves import ProjectShelf
from annotator.exchange.taking import FILE_ERRORS, CancelledError, Progress, Taken, Taking
from annotator.project.file import Project
from annotator.text.cleaning import DEFAULT_STEPS

__all__ = ["FilePreview", "ImportPreview", "ImportReport", "import_paths", "preview"]

# What readers find out that somebody should know who did not look at a preview.
REMARKS: Final = ("left out", "in parts", "pages_without_text", "unknown_letters")


@dataclass(slots=True)
class ImportReport(Outcome):
    """What an import did. `spans` are those stored as work or as suggestions.

    `remarks` are the files of which not all came in as it stood there, each with what its reader says: what
    is no span of a text, spans in parts made one.
    """

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
    options: ReadOptions = AS_FOUND,
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
    asked = Asked.of(
        paths, format=format, annotator=annotator, as_suggestions=as_suggestions, options=options,
        labels=labels, steps=steps, skip_copies=skip_copies,
    )  # fmt: skip
    near = near_copies(project, asked, is_cancelled=is_cancelled)
    placing = asked.placing(ProjectShelf(project), schema=project.schema, skipped=near)
    return _Import(project, placing, asked.taking(on_progress=on_progress, is_cancelled=is_cancelled)).run()


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
        report.end(self._taking, project=self._project, new=self._new)
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
