"""What a writer gets: documents, each with the spans of one annotator, of gold or of the suggestions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Literal, Protocol

from annotator.exchange.losses import LossKind, Tally
from annotator.model import Span

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
    sublabels need none of it. `tags` are all that spans may get; `export` finds them out (`tag_list`).
    """

    clitics: Clitics = "whole-word"
    nested: Nested = "outermost"
    sublabels: bool = False
    scheme: str = ""
    tags: tuple[str, ...] = ()

    def tag(self, span: Span) -> str:
        """Return the label as it stands in a tag: `ORG`, or `ORG.military_unit`."""
        return f"{span.label}.{span.sublabel}" if self.sublabels and span.sublabel else span.label


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A document with its spans in reading order, the outer before the inner.

    The others say what of the annotation goes out in no format: `planted` are spans that came of planted
    errors, `lost` those that a label map has no name for, `left_out` those whose labels nobody asked for.
    """

    id: str
    text: str
    title: str = ""
    outlet: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    planted: tuple[Span, ...] = ()
    lost: tuple[tuple[LossKind, Span], ...] = ()
    left_out: tuple[Span, ...] = ()

    @property
    def facts(self) -> dict[str, str]:
        """What is known of the document, title first: for formats with one place for all of it."""
        return {"title": self.title, "outlet": self.outlet, **self.meta}


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
