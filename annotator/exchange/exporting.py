"""Writes training data and proves it: nothing takes its name on disk before it has been read back.

`preview` lists what a format could not carry, without writing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator import errors
from annotator.exchange import manifest, registry, staging
from annotator.exchange.comparison import Compared, Meant, compare
from annotator.exchange.incoming import printable
from annotator.exchange.losses import Loss, Tally
from annotator.exchange.outgoing import Clitics, Nested, Options, Outgoing, Selection, Writer
from annotator.exchange.readback import NotProvenError
from annotator.project.file import Project

Progress = Callable[[int, int], None]  # documents done, twice all documents: written, then read back
ROUNDS = 2


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
    held_back: int = 0


def preview(
    project: Project,
    *,
    format: str,  # noqa: A002 - the command line's word
    by: str,
    clitics: Clitics = "whole-word",
    sublabels: bool = False,
    nested: Nested = "outermost",
) -> tuple[Loss, ...]:
    """Return what exporting so would lose; raises as `export` does for what it is asked."""
    writer = registry.writer_for(format)
    options = Options(clitics=clitics, nested=nested, sublabels=sublabels)
    tally = Tally()
    for document in _counted(Selection(project, by=by), tally):
        writer.survey(document, options=options, tally=tally)
    return tally.lost


def export(
    project: Project,
    out: Path | str,
    *,
    format: str,  # noqa: A002
    by: str,
    clitics: Clitics = "whole-word",
    sublabels: bool = False,
    nested: Nested = "outermost",
    on_progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> ExportReport:
    """Write the finished work of `by` (an annotator, `gold` or `suggestions`) to the file `out`.

    The file and its manifest replace what stood there once they have been read back and compared with
    the project. Raises ExportError, UnknownAnnotator, NoRights, NoSpace; then nothing has changed.
    """
    writer = registry.writer_for(format)
    target = staging.target_of(out, project=project.path)
    beside = staging.target_of(manifest.path_of(target), project=project.path)
    options = Options(clitics=clitics, nested=nested, sublabels=sublabels)
    selection = Selection(project, by=by)
    watch = _Watch(target, ROUNDS * len(selection), on_progress, is_cancelled)
    before = project.data_version
    with staging.staged(target) as draft, staging.staged(beside) as draft_manifest:
        tally = Tally()
        writer.write(_counted(watch.over(selection), tally), draft, options=options, tally=tally)
        try:
            _prove(draft, watch.over(selection), writer=writer, options=options, tally=tally)
        except NotProvenError as error:
            if project.data_version != before:
                raise errors.ChangedDuringExport() from error
            raise errors.ReadBackDiffers(path=printable(str(out)), where=error) from error
        file = manifest.describe(draft, name=target.name)
        fields = manifest.build(project, writer=writer, by=by, options=options, tally=tally, file=file)
        if selection.held_back:
            fields["held_back"] = selection.held_back
        draft_manifest.write_bytes(manifest.encode(fields))
        staging.publish({draft: target, draft_manifest: beside})
    return ExportReport(
        path=Path(out),
        manifest=manifest.path_of(Path(out)),
        documents=tally.documents,
        spans=tally.spans.total(),
        sentences=tally.sentences,
        tokens=tally.tokens,
        lost=tally.lost,
        held_back=selection.held_back,
    )


def _counted(documents: Iterable[Outgoing], tally: Tally) -> Iterator[Outgoing]:
    """Yield the documents, and count what planted errors left in them."""
    for document in documents:
        for span in document.planted:
            tally.leave_out(span)
        yield document


def _prove(
    draft: Path, documents: Iterator[Outgoing], *, writer: Writer, options: Options, tally: Tally
) -> None:
    """Compare what was written with what the project says when it is asked again."""
    meant = (_meant(document) for document in documents)
    found = compare(draft, meant, format=writer.name, nested=options.nested, sublabels=options.sublabels)
    if found.missing != tally.lost_by_label:
        raise NotProvenError(f"missing {dict(found.missing)}, reported {dict(tally.lost_by_label)}")
    if _facts(found) != (tally.documents, tally.sentences, tally.tokens, tally.widened, tally.spans):
        raise NotProvenError("its counts")


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

    def over(self, documents: Selection) -> Iterator[Outgoing]:
        """Yield the documents; raises ExportCancelled."""
        for document in documents:
            if self._is_cancelled is not None and self._is_cancelled():
                raise errors.ExportCancelled(path=printable(str(self._target)))
            yield document
            self._done += 1
            if self._on_progress is not None:
                self._on_progress(self._done, self._total)
