"""Writes training data and proves it: nothing takes its name on disk before it has been read back.

`preview` lists what a format could not carry, without writing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from annotator import errors
from annotator.exchange import manifest, registry, staging
from annotator.exchange.comparison import Compared, Meant, Terms, compare
from annotator.exchange.incoming import printable
from annotator.exchange.lacks import Lack, Lacking
from annotator.exchange.losses import Loss, Tally
from annotator.exchange.outgoing import Options, Outgoing, Selection, Writer
from annotator.exchange.readback.documents import NotProvenError
from annotator.project.file import Project

Progress = Callable[[int, int], None]  # documents done, twice all documents: written, then read back
ROUNDS: Final = 2
WHOLE: Final = "data"  # the name of the one part, where a folder holds everything
_AS_USUAL: Final = Options()


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote; `sentences` and `tokens` are 0 for formats that have none.

    `held_back` documents were left out of an export of suggestions: theirs are not shown.
    """

    path: Path
    manifest: Path
    documents: int
    spans: int
    sentences: int
    tokens: int
    lost: tuple[Loss, ...]
    lacks: tuple[Lack, ...]
    held_back: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """What an export would hold and what it would leave out."""

    documents: int
    spans: int
    lost: tuple[Loss, ...]
    lacks: tuple[Lack, ...]
    held_back: int = 0


def preview(
    project: Project,
    *,
    format: str,  # noqa: A002 - the command line's word
    by: str,
    options: Options = _AS_USUAL,
    is_cancelled: Callable[[], bool] | None = None,
) -> Preview:
    """Return what exporting so would carry and lose; raises as `export` does for what it is asked."""
    work = _Work(registry.writer_for(format), options)
    selection = Selection(project, by=by)
    for document in work.counted(selection):
        if is_cancelled is not None and is_cancelled():
            raise errors.ExportCancelled(path=format)
        work.writer.survey(document, options=work.options, tally=work.tally)
    return Preview(
        documents=work.tally.documents,
        spans=work.tally.spans.total(),
        lost=work.tally.lost,
        lacks=work.lacking.found,
        held_back=selection.held_back,
    )


def export(
    project: Project,
    out: Path | str,
    *,
    format: str,  # noqa: A002
    by: str,
    options: Options = _AS_USUAL,
    on_progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> ExportReport:
    """Write the finished work of `by` (an annotator, `gold` or `suggestions`) to the file or folder `out`.

    What is written replaces what stood there once it has been read back and compared with the project.
    Raises ExportError, UnknownAnnotator, NoRights, NoSpace; then nothing has changed.
    """
    work = _Work(registry.writer_for(format), options)
    selection = Selection(project, by=by)
    parts = [_Part("", selection.ids)]
    is_folder = work.writer.is_folder or len(parts) > 1
    target = _target(out, project=project, is_folder=is_folder)
    watch = _Watch(target, ROUNDS * len(selection), on_progress, is_cancelled)
    before = project.data_version
    with staging.staged(target) as draft:
        name = None if is_folder else target.name
        places = {part: _place(part, writer=work.writer, name=name) for part in parts}
        try:
            for part, place in places.items():
                work.write(part, draft / place, watch=watch, selection=selection)
        except NotProvenError as error:
            if project.data_version != before:
                raise errors.ChangedDuringExport() from error
            raise errors.ReadBackDiffers(path=printable(str(out)), where=error) from error
        fields = manifest.build(
            project,
            writer=work.writer,
            by=by,
            options=work.options,
            tally=work.tally,
            lacks=work.lacking.found,
            parts={part.split: place for part, place in places.items()},
            files=manifest.describe_all(draft),
        )
        if selection.held_back:
            fields["held_back"] = selection.held_back
        written = _publish(draft, target, fields=fields, is_folder=is_folder)
    return ExportReport(
        path=Path(out),
        manifest=Path(out, manifest.INSIDE) if is_folder else written,
        documents=work.tally.documents,
        spans=work.tally.spans.total(),
        sentences=work.tally.sentences,
        tokens=work.tally.tokens,
        lost=work.tally.lost,
        lacks=work.lacking.found,
        held_back=selection.held_back,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """The documents that go into one file, or one folder of a format that is one."""

    split: str
    ids: list[str]


class _Work:
    """One writer at work: what it was asked, and what it left out."""

    def __init__(self, writer: Writer, options: Options) -> None:
        self.writer = writer
        self.options = replace(options, scheme=_scheme(writer, options))
        self.tally = Tally()
        self.lacking = Lacking(writer.carries, self.options)
        self._terms = Terms(
            format=writer.name,
            scheme=self.options.scheme,
            carries=frozenset(facet.value for facet in writer.carries),
            nested=options.nested,
            sublabels=options.sublabels,
        )

    def counted(self, documents: Iterable[Outgoing]) -> Iterator[Outgoing]:
        """Yield the documents, and count what planted errors left in them and what the format lacks."""
        for document in documents:
            for span in document.planted:
                self.tally.leave_out(span)
            self.lacking.take(document)
            yield document

    def write(self, part: _Part, path: Path, *, watch: "_Watch", selection: Selection) -> None:
        """Write a part and compare it with what the project says when it is asked again.

        Raises NotProvenError.
        """
        if self.writer.is_folder:
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        tally = Tally()
        whole, self.tally = self.tally, tally
        documents = self.counted(watch.over(selection.over(part.ids)))
        self.writer.write(documents, path, options=self.options, tally=tally)
        meant = (_meant(document) for document in watch.over(selection.over(part.ids)))
        found = compare(path, meant, terms=self._terms)
        if found.missing != tally.lost_by_label:
            raise NotProvenError(f"missing {dict(found.missing)}, reported {dict(tally.lost_by_label)}")
        if _facts(found) != (tally.documents, tally.sentences, tally.tokens, tally.widened, tally.spans):
            raise NotProvenError("its counts")
        whole.add(tally)
        self.tally = whole


def _scheme(writer: Writer, options: Options) -> str:
    if not options.scheme:
        return writer.schemes[0] if writer.schemes else ""
    if not writer.schemes:
        raise errors.FormatHasNoScheme(format=writer.name)
    if options.scheme not in writer.schemes:
        raise errors.UnknownScheme(
            format=writer.name, scheme=options.scheme, schemes=", ".join(writer.schemes)
        )
    return options.scheme


def _target(out: Path | str, *, project: Project, is_folder: bool) -> Path:
    if is_folder:
        return staging.folder_target_of(out, project=project.path, files=manifest.files_of)
    target = staging.target_of(out, project=project.path)
    staging.target_of(manifest.path_of(target), project=project.path)
    return target


def _place(part: _Part, *, writer: Writer, name: str | None) -> PurePosixPath:
    """Return where a part lies in the draft folder; `name` is that of the one file, None in a folder."""
    if name is not None:
        return PurePosixPath(name)
    own = getattr(writer, "part", None)
    if own is not None:
        return PurePosixPath(own(part.split))
    if writer.is_folder:
        return PurePosixPath(part.split or ".")
    return PurePosixPath(f"{part.split or WHOLE}{writer.suffix}")


def _publish(draft: Path, target: Path, *, fields: dict[str, object], is_folder: bool) -> Path:
    """Give the draft its name; returns where the manifest lies."""
    if is_folder:
        (draft / manifest.INSIDE).write_bytes(manifest.encode(fields))
        staging.publish_folder(draft, target)
        return target / manifest.INSIDE
    beside = manifest.path_of(target)
    draft_manifest = draft / beside.name
    draft_manifest.write_bytes(manifest.encode(fields))
    staging.publish({draft / target.name: target, draft_manifest: beside})
    return beside


def _facts(found: Compared) -> tuple[object, ...]:
    counts = found.counts
    return counts.documents, counts.sentences, counts.tokens, found.widened, counts.spans


def _meant(document: Outgoing) -> Meant:
    return Meant(
        id=document.id,
        text=document.text,
        meta={"title": document.title, "outlet": document.outlet, **document.meta},
        spans=tuple((span.start, span.end, span.label, span.sublabel) for span in document.spans),
    )


class _Watch:
    """Shows progress and listens for a wish to stop, between two documents."""

    def __init__(
        self,
        target: Path,
        total: int,
        on_progress: Progress | None,
        is_cancelled: Callable[[], bool] | None,
    ) -> None:
        self._target = target
        self._total = total
        self._done = 0
        self._on_progress = on_progress
        self._is_cancelled = is_cancelled

    def over(self, documents: Iterable[Outgoing]) -> Iterator[Outgoing]:
        """Yield the documents; raises ExportCancelled."""
        for document in documents:
            if self._is_cancelled is not None and self._is_cancelled():
                raise errors.ExportCancelled(path=printable(str(self._target)))
            yield document
            self._done += 1
            if self._on_progress is not None:
                self._on_progress(self._done, self._total)
