"""Runs the sources over a project's documents and stores what they suggest."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from annotator.errors import UnknownSource
from annotator.model import Suggestion
from annotator.project.file import Project
from annotator.schema import Schema
from annotator.suggest.pipeline import SOURCES, Source, default_sources, suggest

_BATCH: Final = 50  # documents that are stored in one transaction


@dataclass(frozen=True, slots=True)
class SuggestReport:
    """How many documents were read and how many suggestions they have now."""

    documents: int
    suggestions: int


def sources_named(names: Iterable[str] | None, *, schema: Schema) -> list[Source]:
    """Return the sources of these names, all of them for None; raises UnknownSource."""
    sources = {source.name: source for source in default_sources(schema)}
    if names is None:
        return list(sources.values())
    wanted = [name.strip() for name in names]
    for name in wanted:
        if name not in sources:
            raise UnknownSource(name=name, names=", ".join(SOURCES))
    return [sources[name] for name in wanted]


def suggest_documents(
    project: Project,
    *,
    sources: Sequence[Source],
    document_ids: Sequence[str] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> SuggestReport:
    """Suggest spans for these documents, all of them unless told; a cancel keeps what is done."""
    ids = project.documents.ids() if document_ids is None else list(document_ids)
    names = [source.name for source in sources]
    made = done = 0
    for first in range(0, len(ids), _BATCH):
        found: dict[str, list[Suggestion]] = {}
        for id_ in ids[first : first + _BATCH]:
            if is_cancelled is not None and is_cancelled():
                break
            text = project.documents.get(id_).text
            found[id_] = suggest(text, sources=sources, schema=project.schema)
            done += 1
            if on_progress is not None:
                on_progress(done, len(ids))
        # Thinking is done before the file is locked, so that nobody who labels has to wait for it.
        with project.suggestions.replacing():
            for id_, suggestions in found.items():
                project.suggestions.replace(id_, suggestions, sources=names)
                made += len(suggestions)
        if is_cancelled is not None and is_cancelled():
            break
    return SuggestReport(documents=done, suggestions=made)
