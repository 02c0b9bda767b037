"""What an import would do, found out by doing it on a shelf of its own: nothing of it reaches the project.

Labels that the schema does not have are collected instead of refused, each with what it may be called here,
so that a person can make the label map before anything comes in.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from annotator import errors
from annotator.exchange.asked import AS_FOUND, Asked, Skips
from annotator.exchange.copies import Key, NewText
from annotator.exchange.counting import Outcome
from annotator.exchange.incoming import Incoming, IncomingSpan, ReadOptions
from annotator.exchange.placing import Counts, Placing
from annotator.exchange.renaming import Renaming, proposals
from annotator.exchange.shelves import TrialShelf
from annotator.exchange.taking import FILE_ERRORS, CancelledError, Progress, Taken, Taking
from annotator.project.file import Project
from annotator.text.cleaning import DEFAULT_STEPS

FIRST: Final = 2_000  # code points of a file's first article that are shown
SAMPLE: Final = 200  # files of which they are


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What one file holds. `path` is what was asked for: the file, or the folder or archive it lies in.

    `first` is the beginning of its first article and `marks` the labels in there, as the file has them;
    `meta` has title and outlet among the rest. `refusal` is the sentence that keeps the file out.
    """

    path: Path
    name: str
    format: str = ""
    encoding: str = ""
    recognised: Mapping[str, str] = field(default_factory=dict)
    documents: int = 0
    spans: int = 0
    first: str = ""
    marks: tuple[IncomingSpan, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    refusal: errors.AnnotatorError | None = None


@dataclass(slots=True)
class ImportPreview(Outcome):
    """What would come in. `labels` are the files' own, with their spans; so are `unknown_labels`.

    Each of those comes with what it may be called here, None where nobody could say; spans under them are in
    `spans`, as if they were mapped. `known_labels` come with what they are called here, None where a label
    map leaves them out. `has_no_owner` where there are labels and nobody whose they are.
    """

    files: list[FilePreview] = field(default_factory=list)
    labels: Counter[str] = field(default_factory=Counter)
    unknown_labels: dict[str, str | None] = field(default_factory=dict)
    known_labels: dict[str, str | None] = field(default_factory=dict)
    has_no_owner: bool = False
    copy_keys: set[Key] = field(default_factory=set)


def preview(
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
    sample: int = SAMPLE,
    on_progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> ImportPreview:
    """Return what an import of the same would do; writes nothing to the project.

    `sample` is of how many files the first article is shown. `refused` holds the sentences of all that would
    be refused. Raises as `importing.import_paths`.
    """
    asked = Asked.of(
        paths, format=format, annotator=annotator, as_suggestions=as_suggestions, options=options,
        labels=labels, steps=steps, skip_copies=skip_copies,
    )  # fmt: skip
    return _trial(project, asked, sample=sample, on_progress=on_progress, is_cancelled=is_cancelled)


def near_copies(
    project: Project, asked: Asked, *, is_cancelled: Callable[[], bool] | None = None
) -> Collection[Key]:
    """Return which near copies to leave out, which is known when all was read: it is read twice then."""
    if asked.skip_copies != "near":
        return ()
    return _trial(project, asked.with_all_copies(), is_cancelled=is_cancelled).copy_keys


def _trial(
    project: Project,
    asked: Asked,
    *,
    sample: int = 0,
    on_progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> ImportPreview:
    near = near_copies(project, asked, is_cancelled=is_cancelled)
    placing = asked.as_trial().placing(TrialShelf(project), schema=project.schema, skipped=near)
    taking = asked.taking(on_progress=on_progress, is_cancelled=is_cancelled)
    return _Trial(project, taking, placing, has_owner=asked.has_owner, sample=sample).run()


class _Trial:
    """One run over the files that leaves no trace."""

    def __init__(
        self, project: Project, taking: Taking, placing: Placing, *, has_owner: bool, sample: int
    ) -> None:
        self._project = project
        self._taking = taking
        self._placing = placing
        self._has_owner = has_owner
        self._sample = sample
        self._found = ImportPreview()
        self._new: list[NewText] = []

    def run(self) -> ImportPreview:
        """Look at all there is."""
        found = self._found
        with closing(self._taking.lots()) as lots:
            for taken in (taken for lot in lots for taken in lot):
                try:
                    found.files.append(self._file(taken))
                except CancelledError:
                    found.is_cancelled = True
                    break
        found.refused = [one.refusal for one in found.files if one.refusal is not None]
        found.unknown_labels |= proposals(found.unknown_labels, self._project.schema)
        found.copy_keys = found.end(self._taking, project=self._project, new=self._new).keys
        return found

    def _file(self, taken: Taken) -> FilePreview:
        look = _Look(taken, shows=len(self._found.files) < self._sample)
        try:
            with self._taking.documents(taken) as documents, self._placing.file(taken.file) as counts:
                for incoming in documents:
                    look.at(incoming)
                    self._placing.place(self._known(incoming, counts))
        except FILE_ERRORS as refusal:
            return replace(look.found, refusal=refusal)
        self._found.take(counts)
        self._new += counts.new
        return replace(look.found, documents=counts.documents + counts.already_there, spans=look.spans)

    def _known(self, incoming: Incoming, counts: Counts) -> Incoming:
        """Count the labels, and leave out spans that would be refused for what they are called."""
        if not incoming.spans:
            return incoming
        known: list[IncomingSpan] = []
        for span in incoming.spans:
            self._found.labels[span.tag] += 1
            if self._placing.naming.knows(span.label, span.sublabel):
                known.append(span)
                if span.tag not in self._found.known_labels:
                    called = self._placing.naming.of(span.label, span.sublabel)
                    tag = None if called is None else ".".join(filter(None, called))
                    self._found.known_labels[span.tag] = tag
            else:
                self._found.unknown_labels[span.tag] = None
                counts.spans += 1
        self._found.has_no_owner = not self._has_owner
        return incoming if len(known) == len(incoming.spans) else replace(incoming, spans=tuple(known))


class _Look:
    """What is shown of one file, from what it holds."""

    def __init__(self, taken: Taken, *, shows: bool) -> None:
        format_ = "" if taken.reader is None else taken.reader.name
        self.found = FilePreview(taken.root, taken.file.name, format_)
        self.spans = 0
        self._shows = shows
        self._is_first = True

    def at(self, incoming: Incoming) -> None:
        """Look at a document."""
        self.spans += len(incoming.spans or ())
        if incoming.recognised:
            self.found = replace(self.found, recognised={**self.found.recognised, **incoming.recognised})
        if not self._is_first:
            return
        self._is_first = False
        self.found = replace(self.found, encoding=incoming.encoding)
        if self._shows and incoming.cleaned is not None:
            marks = tuple(span for span in incoming.spans or () if 0 <= span.start < span.end <= FIRST)
            meta = {"title": incoming.title, "outlet": incoming.outlet, **incoming.meta}
            self.found = replace(self.found, first=incoming.cleaned.text[:FIRST], marks=marks, meta=meta)
