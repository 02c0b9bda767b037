"""What a writer gets: documents, each with the spans of one annotator, of gold or of the suggestions.

Who is exported is always said, never chosen here; only finished work goes out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Literal, Protocol

from annotator import errors
from annotator.exchange.losses import Tally
from annotator.model import GOLD, Document, Span, State
from annotator.project.file import Project
from annotator.schema import Schema
from annotator.words import _

SUGGESTIONS = "suggestions"

Clitics = Literal["whole-word", "split"]
Nested = Literal["outermost", "innermost"]


class Facet(StrEnum):
    """What there is about a document beside its spans' places and labels; few formats have room for all."""

    ID = "id"
    META = "meta"  # title, outlet and what else is known
    SUBLABEL = "sublabel"  # in a field of its own; `--sublabels` writes it into the label where there is none
    TEXT = "text"  # every character, blanks between tokens included


@dataclass(frozen=True, slots=True)
class Options:
    """How spans are laid over tokens and what labels are called.

    `scheme` is one of the writer's schemes of tags, "" for its first. Formats that carry offsets and
    sublabels need none of it.
    """

    clitics: Clitics = "whole-word"
    nested: Nested = "outermost"
    sublabels: bool = False
    scheme: str = ""

    def tag(self, span: Span) -> str:
        """Return the label as it stands in a tag: `ORG`, or `ORG.military_unit`."""
        return f"{span.label}.{span.sublabel}" if self.sublabels and span.sublabel else span.label


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A document with its spans in reading order, the outer before the inner.

    `planted` are spans of the annotation that came of planted errors: none of them goes out.
    """

    id: str
    text: str
    title: str = ""
    outlet: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    planted: tuple[Span, ...] = ()


class Writer(Protocol):
    """A format that can be written.

    `suffix` is that of its files, dot included, "" for a folder; `schemes` are those that its tags may be in,
    its own first, none where it has no tags; `carries` is what it has room for.
    """

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def suffix(self) -> str: ...  # noqa: D102
    @property
    def is_folder(self) -> bool: ...  # noqa: D102
    @property
    def schemes(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def carries(self) -> frozenset[Facet]: ...  # noqa: D102

    def write(self, documents: Iterable[Outgoing], path: Path, *, options: Options, tally: Tally) -> None:
        """Write the documents to `path`, one at a time, and count in `tally` what went and what did not.

        `path` is an empty file, or an empty folder where the format is one.
        """
        ...

    def survey(self, document: Outgoing, *, options: Options, tally: Tally) -> None:
        """Count what writing `document` would carry and lose, without writing."""
        ...


class Selection:
    """The documents to export and whose spans they carry.

    Of suggestions, documents that are held back are left out and counted in `held_back`, and the truth goes
    out where an error is planted.
    Raises UnknownAnnotator, NoGold, NothingFinished, NoSuggestions or AllHeldBack.
    """

    def __init__(self, project: Project, *, by: str) -> None:
        self.by = by
        self._project = project
        self._order = _order_of(project.schema)
        held_back = project.honesty.held_back() if by == SUGGESTIONS else set()
        ids = project.documents.ids() if by == SUGGESTIONS else _finished(project, by)
        self.ids = [id_ for id_ in ids if id_ not in held_back]
        self.held_back = len(ids) - len(self.ids)
        if by == SUGGESTIONS and ids and not self.ids:
            raise errors.AllHeldBack()
        if by == SUGGESTIONS and not project.suggestions.count():
            raise errors.NoSuggestions()

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Outgoing]:
        return self.over(self.ids)

    def over(self, ids: Iterable[str]) -> Iterator[Outgoing]:
        """Yield some of the documents, in the order of `ids`."""
        for document_id in ids:
            document = self._project.documents.get(document_id)
            spans, planted = self._spans(document)
            yield Outgoing(
                id=document.id,
                text=document.text,
                title=document.title,
                outlet=document.outlet,
                meta=document.meta,
                spans=tuple(sorted(spans, key=self._key)),
                planted=tuple(planted),
            )

    def _spans(self, document: Document) -> tuple[Iterable[Span], Iterable[Span]]:
        """Return what goes out, and what came of planted errors."""
        if self.by == SUGGESTIONS:
            planted = self._project.honesty.planted(document.id)
            shown = self._project.suggestions.of(document.id)
            meant = [planted[one.id].true if one.id in planted else one for one in shown]
            # Two sources may propose the same span: it goes out once.
            return {one.as_span() for one in meant if one is not None}, ()
        annotation = self._project.annotations.get(document.id, self.by)
        kept = self._project.honesty.clean(annotation, document.text)
        return kept, (span for span in annotation.spans if span not in kept)

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
