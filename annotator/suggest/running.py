"""Runs the sources over a project's documents and stores what they suggest."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from annotator.errors import UnknownSource
from annotator.project.file import Project
from annotator.schema import Schema
from annotator.suggest.pipeline import SOURCES, Source, default_sources, suggest


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
    for id_ in ids:
        if is_cancelled is not None and is_cancelled():
            break
        found = suggest(project.documents.get(id_).text, sources=sources, schema=project.schema)
        project.suggestions.replace(id_, found, sources=names)
        made += len(found)
        done += 1
        if on_progress is not None:
            on_progress(done, len(ids))
    return SuggestReport(documents=done, suggestions=made)
