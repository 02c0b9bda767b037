"""Writes training data and proves it: nothing takes its name on disk before it has been read back.

`preview` lists what a format could not carry, without writing.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from annotator import errors
from annotator.exchange import card, manifest, provenance, registry
from annotator.exchange.choice import EVERYTHING, Choice
from annotator.exchange.lacks import Lack
from annotator.exchange.losses import Loss
from annotator.exchange.outgoing import Options, Writer
from annotator.exchange.planning import Plan, plan
from annotator.exchange.readback.documents import NotProvenError
from annotator.exchange.renaming import Renaming
from annotator.exchange.selection import Selection
from annotator.exchange.splits import Split
from annotator.exchange.writing import ROUNDS, Part, Progress, Watch, Work
from annotator.project import staging
from annotator.project.file import Project
from annotator.text.printable import printable

_AS_USUAL: Final = Options()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an export would hold and what it would leave out.

    `parts` has the number of documents by train, dev and test, "" where nothing is split; `between` the
    documents that are in no part. `left_out` are those that the choice leaves out, by `outlet`, `date` or
    being `undated`; `spans_left_out` the spans whose labels it leaves out, by label. `held_back` documents
    are left out of an export of suggestions: theirs are not shown.
    """

    documents: int
    spans: int
    lost: tuple[Loss, ...]
    lacks: tuple[Lack, ...]
    parts: Mapping[str, int]
    between: tuple[str, ...]
    left_out: Counter[str]
    spans_left_out: Counter[str]
    held_back: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport(Preview):
    """What an export wrote; `sentences` and `tokens` are 0 for formats that have none."""

    path: Path
    manifest: Path
    card: Path | None
    sentences: int
    tokens: int


def preview(
    project: Project,
    *,
    format: str,  # noqa: A002 - the command line's word
    by: str,
    options: Options = _AS_USUAL,
    choice: Choice = EVERYTHING,
    split: Split | None = None,
    labels: Renaming | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Preview:
    """Return what exporting so would carry and lose; raises as `export` does for what it is asked."""
    writer = registry.writer_for(format)
    selection = Selection(project, by=by, choice=choice, labels=labels)
    work = Work(project, selection, writer=writer, options=options)
    watch = Watch(format, is_cancelled=is_cancelled)
    parts, planned = _parts(project, split, selection, watch)
    for part in parts:
        work.survey(part, watch=watch)
    return Preview(**_found(work, parts, planned))


def export(
    project: Project,
    out: Path | str,
    *,
    format: str,  # noqa: A002
    by: str,
    options: Options = _AS_USUAL,
    choice: Choice = EVERYTHING,
    split: Split | None = None,
    labels: Renaming | None = None,
    has_card: bool = False,
    has_names: bool = False,
    on_progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> ExportReport:
    """Write the work of `by` (an annotator, `gold` or `suggestions`) to the file or folder `out`.

    It is a folder where the format is one and where a split divides it. What is written replaces what stood
    there once it has been read back and compared with the project; then the project keeps the split. A folder
    has a data card in it, a file beside it where it `has_card`; annotators are named where it `has_names`.
    Raises ExportError, UnknownAnnotator, NoRights, NoSpace; then nothing has changed.
    """
    writer = registry.writer_for(format)
    selection = Selection(project, by=by, choice=choice, labels=labels)
    work = Work(project, selection, writer=writer, options=options)
    is_folder = writer.is_folder or split is not None
    target = _target(out, project=project, is_folder=is_folder)
    watch = Watch(target, on_progress=on_progress, is_cancelled=is_cancelled)
    before = project.data_version
    parts, planned = _parts(project, split, selection, watch)
    watch.expect(ROUNDS * sum(len(part.ids) for part in parts))
    with staging.staged(target) as draft:
        name = None if is_folder else target.name
        places = {part: part.place(writer, name=name) for part in parts}
        try:
            for part, place in places.items():
                work.write(part, draft / place, watch=watch)
        except NotProvenError as error:
            if project.data_version != before:
                raise errors.ChangedDuringExport() from error
            raise errors.ReadBackDiffers(path=printable(str(out)), where=error) from error
        ids = [id_ for part in parts for id_ in part.ids]
        came_from = provenance.of(project, selection, ids, on_document=watch.check)
        fields = manifest.build(
            project,
            work=work,
            places=places,
            planned=planned,
            provenance=came_from.as_fields(has_names=has_names),
        )
        said = _card(fields, places, writer=writer, project=project) if has_card or is_folder else None
        _target(out, project=project, is_folder=is_folder)  # it may have been minutes
        if planned is not None:
            planned.kept.put(project, before=planned.before)
        _publish(draft, target, fields=fields, said=said, is_folder=is_folder)
    # The manifest lies beside the file that a link leads to.
    shown = target if Path(out).is_symlink() else Path(out)
    return ExportReport(
        path=Path(out),
        manifest=shown / manifest.INSIDE if is_folder else manifest.path_of(shown),
        card=None if said is None else shown / card.NAME if is_folder else card.path_of(shown),
        sentences=work.tally.sentences,
        tokens=work.tally.tokens,
        **_found(work, parts, planned),
    )


def _parts(
    project: Project, split: Split | None, selection: Selection, watch: Watch
) -> tuple[list[Part], Plan | None]:
    if split is None:
        return [Part("", selection.ids)], None
    planned = plan(project, split, selection, on_document=watch.check)
    parts = [Part(name, ids) for name, ids in planned.parts.items() if ids]
    if not parts:
        raise errors.NothingChosen()
    return parts, planned


def _found(work: Work, parts: list[Part], planned: Plan | None) -> dict[str, Any]:
    """Return what preview and report have in common."""
    return {
        "documents": work.tally.documents,
        "spans": work.tally.spans.total(),
        "lost": work.tally.lost,
        "lacks": work.lacking.found,
        "parts": {part.split: len(part.ids) for part in parts},
        "between": planned.between if planned is not None else (),
        "left_out": work.selection.left_out,
        "spans_left_out": work.left_out,
        "held_back": work.selection.held_back,
    }


def _target(out: Path | str, *, project: Project, is_folder: bool) -> Path:
    if is_folder:
        return staging.folder_target_of(out, project=project.path, files=manifest.files_of)
    target = staging.target_of(out, project=project.path)
    for beside in (manifest.path_of(target), card.path_of(target)):
        staging.target_of(beside, project=project.path)
    return target


def _card(
    fields: dict[str, object], places: Mapping[Part, PurePosixPath], *, writer: Writer, project: Project
) -> bytes:
    """Return the data card, under what the format wants to stand above it."""
    head = getattr(writer, "card_head", None)
    above = head({part.split: str(place) for part, place in places.items()}) if head is not None else ""
    return card.text(fields, schema=project.schema, head=above).encode()


def _publish(
    draft: Path, target: Path, *, fields: dict[str, object], said: bytes | None, is_folder: bool
) -> None:
    """Give the draft its name, with its manifest and what its card said."""
    if is_folder:
        if said is not None:
            (draft / card.NAME).write_bytes(said)
        described = manifest.describe_all(draft)
        (draft / manifest.INSIDE).write_bytes(manifest.encode({**fields, "files": described}))
        staging.publish_folder(draft, target)
        return
    described = manifest.describe_all(draft)
    others = {manifest.path_of(target): manifest.encode({**fields, "files": described})}
    if said is not None:
        others[card.path_of(target)] = said
    drafts = {draft / target.name: target}
    for path, content in others.items():
        (draft / path.name).write_bytes(content)
        drafts[draft / path.name] = path
    staging.publish(drafts)
