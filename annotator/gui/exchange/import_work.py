"""What an import does in a thread of its own: looks at files, or brings them in and suggests for them.

Each function opens the project by its path, is called with `is_cancelled` and `on_progress`, and raises
AnnotatorError where nothing can be done at all.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from annotator import errors
from annotator.gui.exchange.import_wish import HowRead, ImportWish
from annotator.gui.exchange.refusal_words import refusal_words
from annotator.gui.exchange.seen import CameIn, Pair, Seen, SeenFile, SeenSpan
from annotator.project.file import Project
from annotator.words import _

if TYPE_CHECKING:
    from annotator.exchange.importing import FilePreview, ImportPreview, ImportReport
    from annotator.exchange.incoming import ReadOptions

Cancelled = Callable[[], bool]
Progress = Callable[[int, int], None]
_WHOLE: Final = 1_000
_READ: Final = 500  # of the whole, before suggesting begins
_MOST_PAIRS: Final = 500


def look(project_path: Path, wish: ImportWish, *, is_cancelled: Cancelled, on_progress: Progress) -> Seen:
    """Return what would come in, without bringing it in."""
    from annotator.exchange import registry
    from annotator.exchange.importing import preview

    lots = wish.lots()
    found: list[tuple[HowRead, ImportPreview]] = []
    with Project.open(project_path) as project:
        for place, (how, paths) in enumerate(lots):
            part = _part(on_progress, place * _WHOLE // len(lots), _WHOLE // len(lots))
            asked = _asked(wish, how)
            # Without an owner nothing would be checked; a name that is not written yet is nobody's.
            asked["as_suggestions"] = asked["annotator"] is None
            done = preview(project, paths, **asked, is_cancelled=is_cancelled, on_progress=part)
            found.append((how, done))
    return _merged(found, formats=tuple(registry.readers()))


def take_in(
    project_path: Path, wish: ImportWish, *, is_cancelled: Cancelled, on_progress: Progress
) -> CameIn:
    """Bring it in, suggest for what is new, and return how it went."""
    from annotator.exchange.importing import import_paths
    from annotator.suggest.running import suggest_documents
    from annotator.suggest.sources import sources_for

    lots = wish.lots()
    with Project.open(project_path) as project:
        before = set(project.documents.ids())
        reports = []
        for place, (how, paths) in enumerate(lots):
            part = _part(on_progress, place * _READ // len(lots), _READ // len(lots))
            asked = _asked(wish, how)
            asked["as_suggestions"] = asked["annotator"] is None
            skips: Any = wish.skips
            report = import_paths(
                project, paths, **asked, skip_copies=skips, is_cancelled=is_cancelled, on_progress=part
            )
            reports.append(report)
            if report.is_cancelled:
                break
        suggest_documents(
            project,
            sources=sources_for(project),
            document_ids=[id_ for id_ in project.documents.ids() if id_ not in before],
            on_progress=_part(on_progress, _READ, _WHOLE - _READ),
            is_cancelled=is_cancelled,
        )
    return _came(reports)


def _asked(wish: ImportWish, how: HowRead) -> dict[str, Any]:
    """Return what both functions of `importing` are asked with."""
    from annotator.exchange.incoming import ReadOptions
    from annotator.exchange.renaming import Renaming

    return {
        "format": how.format or None,
        "annotator": wish.annotator.strip() or None,
        "options": ReadOptions(encoding=how.encoding or None, columns=dict(how.columns), by=how.by),
        "labels": Renaming({label: ours or None for label, ours in wish.labels.items()})
        if wish.labels
        else None,
    }


def _part(on_progress: Progress, start: int, share: int) -> Progress:
    """Return what shows the progress of a part as so much of the whole."""

    def show(done: int, total: int) -> None:
        on_progress(start + share * done // max(1, total), _WHOLE)

    return show


def _merged(found: "Sequence[tuple[HowRead, ImportPreview]]", *, formats: tuple[str, ...]) -> Seen:
    files = [_file(file, how) for how, one in found for file in one.files]
    labels: Counter[str] = Counter()
    unknown: dict[str, str] = {}
    for _how, one in found:
        labels += one.labels
        unknown |= {label: ours or "" for label, ours in one.unknown_labels.items()}
    of_files = {one.refusal for one in files}
    refused = [refusal_words(error) for _how, one in found for error in one.refused]
    return Seen(
        files=tuple(files),
        documents=sum(one.documents for _how, one in found),
        already_there=sum(one.already_there for _how, one in found),
        spans=sum(one.spans for _how, one in found),
        ignored=sum(one.ignored for _how, one in found),
        labels=labels,
        unknown=unknown,
        pairs=_pairs([one for _how, one in found]),
        refused=tuple(one for one in refused if one not in of_files),
        formats=formats,
    )


def _file(file: "FilePreview", how: HowRead) -> SeenFile:
    from annotator.exchange.incoming import ReadOptions

    meta = {key: value for key, value in file.meta.items() if value and key not in ("title", "tokens")}
    several = isinstance(file.refusal, errors.SeveralAnnotators | errors.NoWorkOf)
    options = ReadOptions(encoding=how.encoding or None, columns=dict(how.columns))
    return SeenFile(
        path=file.path,
        name=file.name,
        format=file.format,
        encoding=file.encoding,
        recognised=dict(file.recognised),
        columns=_columns(file, options),
        people=_people(file.refusal) if several and file.refusal is not None else (),
        documents=file.documents,
        spans=file.spans,
        text=file.first,
        marks=tuple(SeenSpan(one.start, one.end, one.tag) for one in file.marks),
        meta=meta,
        refusal=refusal_words(file.refusal) if file.refusal is not None else "",
    )


def _columns(file: "FilePreview", options: "ReadOptions") -> tuple[str, ...]:
    """Return the headings of a table that lies on disk by itself: asked of its reader, where it has any."""
    from annotator.exchange import registry
    from annotator.exchange.incoming import SourceFile

    reader = registry.readers().get(file.format)
    headings = getattr(reader, "headings", None)
    if headings is None or not file.path.is_file() or file.name != str(file.path):
        return ()
    try:
        return tuple(
            filter(None, headings(SourceFile(file.path, PurePosixPath(file.path.name)), options=options))
        )
    except (errors.InputError, OSError):
        return ()  # its refusal is said already


def _people(refusal: errors.AnnotatorError) -> tuple[str, ...]:
    """Return whose work a file holds, as the sentence that refuses it names them."""
    names = str(refusal.values.get("names", ""))
    return tuple(name for name in names.split(_(", ")) if name and name != "…")


def _came(reports: "Iterable[ImportReport]") -> CameIn:
    reports = list(reports)
    return CameIn(
        documents=sum(one.documents for one in reports),
        already_there=sum(one.already_there for one in reports),
        spans=sum(one.spans for one in reports),
        skipped=sum(one.skipped for one in reports),
        trimmed=sum(one.trimmed.total() for one in reports),
        skipped_spans=sum(one.skipped_spans.total() for one in reports),
        refused=tuple(refusal_words(error) for one in reports for error in one.refused),
        pairs=_pairs(reports),
        is_cancelled=any(one.is_cancelled for one in reports),
    )


def _pairs(found: "Iterable[ImportPreview | ImportReport]") -> tuple[Pair, ...]:
    pairs = []
    for one in found:
        pairs += [Pair(pair.new, pair.other, is_same=True) for pair in one.exact]
        pairs += [Pair(pair.new, pair.other, is_same=False) for pair in one.near]
    return tuple(pairs[:_MOST_PAIRS])
