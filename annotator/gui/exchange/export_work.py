"""What an export does in a thread of its own: reads what there is to choose from, counts losses, writes.

Each function opens the project by its path, is called with `is_cancelled` and `on_progress`, and raises
AnnotatorError where it cannot be done.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from annotator.gui.exchange.export_wish import (
    SPLITS,
    ExportFacts,
    ExportWish,
    Forecast,
    FormatFacts,
    Gone,
    LossRow,
    Part,
    SplitWish,
)
from annotator.gui.marks import label_words
from annotator.model import BEGUN, GOLD, State
from annotator.project.file import Project
from annotator.schema import Schema
from annotator.words import quoted

if TYPE_CHECKING:
    from annotator.exchange.exporting import Preview
    from annotator.exchange.lacks import Lack
    from annotator.exchange.losses import Loss
    from annotator.exchange.outgoing import Writer
    from annotator.exchange.splits import Split

Row = TypeVar("Row", "Loss", "Lack")
Cancelled = Callable[[], bool]
Progress = Callable[[int, int], None]
SUGGESTIONS: Final = "suggestions"
_NESTED: Final = ("inside", "around")


def facts(project_path: Path, *, is_cancelled: Cancelled, on_progress: Progress) -> ExportFacts:  # noqa: ARG001
    """Return what there is to choose from."""
    from annotator.exchange import registry
    from annotator.schema import map_names

    with Project.open(project_path) as project:
        names = project.annotations.annotators()
        names.sort(key=lambda name: (name != GOLD, name))
        finished = {
            name: sum(state is State.FINISHED for state in project.annotations.states(name).values())
            for name in names
        }
        workers = {name: count for name, count in finished.items() if count}
        if project.suggestions.count():
            workers[SUGGESTIONS] = project.documents.count()
        outlets = sorted({one.outlet for one in project.documents.summaries("") if one.outlet})
        prefix = f"{project.schema.id}-to-"
        return ExportFacts(
            workers=workers,
            formats=tuple(_format(one) for one in registry.writers().values()),
            outlets=tuple(outlets),
            maps=tuple(name for name in map_names() if name.startswith(prefix)),
            splits=_splits(project),
        )


def forecast(
    project_path: Path,
    wish: ExportWish,
    *,
    is_cancelled: Cancelled,
    on_progress: Progress,  # noqa: ARG001
) -> Forecast:
    """Return what an export would hold and leave out, without writing."""
    from annotator.exchange.exporting import preview

    with Project.open(project_path) as project:
        found = preview(project, **_asked(wish), is_cancelled=is_cancelled)
        return _forecast(found, project.schema)


def write(project_path: Path, wish: ExportWish, *, is_cancelled: Cancelled, on_progress: Progress) -> Gone:
    """Write it, read it back, and return what was written."""
    from annotator.exchange.exporting import export

    out = wish.out or Path()
    with Project.open(project_path) as project:
        report = export(
            project,
            out,
            **_asked(wish),
            has_card=wish.has_card,
            has_names=wish.has_names,
            on_progress=on_progress,
            is_cancelled=is_cancelled,
        )
        return Gone(report.path, _forecast(report, project.schema), card=report.card)


def _asked(wish: ExportWish) -> dict[str, Any]:
    """Return what both functions of `exporting` are asked with; raises NotADate or SchemaError."""
    from annotator.exchange.choice import Choice, day_of
    from annotator.exchange.outgoing import Options
    from annotator.exchange.renaming import Renaming

    filters = wish.filters
    with_unfinished = filters.has_unfinished and wish.by != SUGGESTIONS  # which are not anybody's work
    return {
        "format": wish.format,
        "by": wish.by,
        "options": Options(
            clitics=wish.clitics,  # type: ignore[arg-type]  # one of its words
            nested=wish.nested,  # type: ignore[arg-type]  # one of its words
            sublabels=wish.sublabels,
            scheme=wish.scheme,
        ),
        "choice": Choice(
            states=frozenset({State.FINISHED, *BEGUN} if with_unfinished else {State.FINISHED}),
            labels=tuple(sorted(filters.labels)),
            outlets=tuple(sorted(filters.outlets)),
            after=day_of(filters.after) if filters.after else None,
            before=day_of(filters.before) if filters.before else None,
        ),
        "split": _split(wish.split) if wish.split is not None else None,
        "labels": Renaming.load(wish.label_map) if wish.label_map else None,
    }


def _split(wish: SplitWish) -> "Split":
    from annotator.exchange.splits import Split

    ratios = {part: float(share) for part, share in zip(SPLITS, wish.ratios, strict=True) if share}
    by: Any = wish.by
    return Split(wish.name, by=by, ratios=ratios, seed=wish.seed)


def _splits(project: Project) -> dict[str, SplitWish]:
    """Return the splits that the project keeps, with their shares in percent."""
    from annotator.exchange.splits import Kept, names

    found = {}
    for name in names(project):
        kept = Kept.of(project, name)
        if kept is not None and kept.split.ratios.keys() <= set(SPLITS):
            split = kept.split
            train, dev, test = (split.ratios.get(part, 0.0) for part in SPLITS)
            found[name] = SplitWish(split.by, (train, dev, test), name, seed=split.seed, is_kept=True)
    return found


def _format(writer: "Writer") -> FormatFacts:
    from annotator.exchange.outgoing import Facet

    return FormatFacts(
        name=writer.name,
        suffix=writer.suffix,
        is_folder=writer.is_folder,
        schemes=tuple(writer.schemes),
        has_sublabels=Facet.SUBLABEL in writer.carries,
        has_text=Facet.TEXT in writer.carries,
    )


def _forecast(found: "Preview", schema: Schema) -> Forecast:
    parts = [Part(split, count) for split, count in found.parts.items() if split]
    return Forecast(
        documents=found.documents,
        spans=found.spans,
        lost=_lost(found.lost, schema),
        lacks=_lacks(found.lacks, schema),
        parts=tuple(parts),
        between=len(found.between),
        left_out=dict(found.left_out),
        spans_left_out=found.spans_left_out.total(),
        held_back=found.held_back,
    )


def _lost(losses: "Iterable[Loss]", schema: Schema) -> tuple[LossRow, ...]:
    return tuple(
        LossRow(
            label=loss.label,
            count=loss.count,
            sentence=_named(loss, schema).sentence(),
            examples=tuple(one.text for one in loss.examples),
            is_nested=loss.kind.value in _NESTED,
        )
        for loss in losses
    )


def _lacks(lacks: "Iterable[Lack]", schema: Schema) -> tuple[LossRow, ...]:
    return tuple(
        LossRow(
            label=lack.label,
            count=lack.count,
            sentence=_named(lack, schema).sentence(),
            examples=lack.examples,
        )
        for lack in lacks
    )


def _named(row: Row, schema: Schema) -> Row:
    """Return a loss or a lack whose label is called as everywhere else in the window."""
    label, _dot, sublabel = row.label.partition(".")
    words = label_words(schema, label, sublabel) if label in schema else row.label
    return replace(row, label=quoted(words))
