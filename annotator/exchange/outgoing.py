"""What a writer gets: documents, each with the spans of one annotator, of gold or of the suggestions.

Who is exported is always said, never chosen here; only finished work goes out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from annotator import errors
from annotator.exchange.losses import Tally
from annotator.model import GOLD, Span, State
from annotator.project.file import Project
from annotator.schema import Schema
from annotator.words import _

SUGGESTIONS = "suggestions"

Clitics = Literal["whole-word", "split"]
Nested = Literal["outermost", "innermost"]


@dataclass(frozen=True, slots=True)
class Options:
    """How spans are laid over tokens; formats that carry offsets need none of it."""

    clitics: Clitics = "whole-word"
    nested: Nested = "outermost"
    sublabels: bool = False

    def tag(self, span: Span) -> str:
        """Return the label as it stands in a tag: `ORG`, or `ORG.military_unit`."""
        return f"{span.label}.{span.sublabel}" if self.sublabels and span.sublabel else span.label


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A document with its spans in reading order, the outer before the inner."""

    id: str
    text: str
    title: str = ""
    outlet: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()


class Writer(Protocol):
    """A format that can be written. `scheme` names its tags, "" where it has none."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def scheme(self) -> str: ...  # noqa: D102

    def write(self, documents: Iterable[Outgoing], path: Path, *, options: Options, tally: Tally) -> None:
        """Write the documents to `path`, one at a time, and count in `tally` what went and what did not."""
        ...

    def survey(self, document: Outgoing, *, options: Options, tally: Tally) -> None:
        """Count what writing `document` would carry and lose, without writing."""
        ...


class Selection:
    """The documents to export and whose spans they carry.

    Raises UnknownAnnotator, NoGold, NothingFinished or NoSuggestions.
    """

    def __init__(self, project: Project, *, by: str) -> None:
        self.by = by
        self._project = project
        self._order = _order_of(project.schema)
        self.ids = project.documents.ids() if by == SUGGESTIONS else _finished(project, by)
        if by == SUGGESTIONS and not project.suggestions.count():
            raise errors.NoSuggestions()

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Outgoing]:
        for document_id in self.ids:
            document = self._project.documents.get(document_id)
            yield Outgoing(
                id=document.id,
                text=document.text,
                title=document.title,
                outlet=document.outlet,
                meta=document.meta,
                spans=tuple(sorted(self._spans(document_id), key=self._key)),
            )

    def _spans(self, document_id: str) -> Iterable[Span]:
        if self.by == SUGGESTIONS:
            # Two sources may propose the same span: it goes out once.
            return {suggestion.as_span() for suggestion in self._project.suggestions.of(document_id)}
        return self._project.annotations.get(document_id, self.by).spans

    def _key(self, span: Span) -> tuple[int, int, int, str]:
        return span.start, -span.end, self._order.get(span.label, len(self._order)), span.sublabel


def _order_of(schema: Schema) -> dict[str, int]:
    return {label.id: place for place, label in enumerate(schema.labels)}


def _finished(project: Project, name: str) -> list[str]:
    names = project.annotations.annotators()
    if name not in names:
        if name == GOLD:
            raise errors.NoGold()
        if not names:
            raise errors.NoWork()
        raise errors.UnknownAnnotator(name=name, names=_(", ").join(names))
    states = {summary.id: summary.state for summary in project.documents.summaries(name)}
    ids = [document_id for document_id in project.documents.ids() if states[document_id] is State.FINISHED]
    if not ids:
        raise errors.NothingFinished(name=name)
    return ids
