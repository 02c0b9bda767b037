"""What a person asks of an export: whose work, in which format, which documents, in which parts, to where.

A value that knows no widget and no file: it goes to the work beside the window as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

RATIOS: Final = (80.0, 10.0, 10.0)
SPLITS: Final = ("train", "dev", "test")


@dataclass(frozen=True, slots=True)
class SplitWish:
    """Parts by `ratio`, `date` or `outlet`; `ratios` are for train, dev and test, usually in percent.

    The project keeps it under `name`; one that it `is_kept` already stays as it was made.
    """

    by: str = "ratio"
    ratios: tuple[float, float, float] = RATIOS
    name: str = "main"
    seed: int = 0
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents and labels go out, all where empty. Days are as typed; `before` is out."""

    labels: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    after: str = ""
    before: str = ""
    has_unfinished: bool = False


@dataclass(frozen=True, slots=True)
class ExportWish:
    """An export. `by` is "" until somebody was named, `out` None until a place was."""

    by: str = ""
    format: str = "jsonl"
    out: Path | None = None
    clitics: str = "whole-word"
    nested: str = "outermost"
    sublabels: bool = False
    scheme: str = ""
    label_map: str = ""
    filters: Filters = field(default_factory=Filters)
    split: SplitWish | None = None
    has_card: bool = False
    has_names: bool = False

    def but(self, **changes: Any) -> "ExportWish":
        """Return the same with some of it changed."""
        return replace(self, **changes)

    def is_alike(self, other: "ExportWish") -> bool:
        """Tell whether the same goes out, wherever to and with whatever said beside it."""
        return self._bare() == other._bare()

    def _bare(self) -> "ExportWish":
        return replace(self, out=None, has_card=False, has_names=False)


@dataclass(frozen=True, slots=True)
class FormatFacts:
    """A format: its suffix ("" for a folder), its schemes of tags, whether sublabels have a place in it."""

    name: str
    suffix: str = ""
    is_folder: bool = False
    schemes: tuple[str, ...] = ()
    has_sublabels: bool = True
    has_text: bool = True

    @property
    def has_tags_beside(self) -> bool:
        """Whether one layer of tags lies beside all spans: of spans that nest it has one."""
        return bool(self.schemes) and self.has_text


@dataclass(frozen=True, slots=True)
class ExportFacts:
    """What there is to choose from: who has finished how many documents, formats, outlets, label maps."""

    workers: Mapping[str, int] = field(default_factory=dict)
    formats: tuple[FormatFacts, ...] = ()
    outlets: tuple[str, ...] = ()
    maps: tuple[str, ...] = ()
    splits: Mapping[str, SplitWish] = field(default_factory=dict)

    def format(self, name: str) -> FormatFacts:
        """Return a format by its name."""
        return next((one for one in self.formats if one.name == name), FormatFacts(name))


@dataclass(frozen=True, slots=True)
class LossRow:
    """What does not go out: of a label ("" for whole documents), how often, in words, with examples."""

    label: str
    count: int
    sentence: str
    examples: tuple[str, ...] = ()
    is_nested: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an export."""

    split: str
    documents: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What an export would hold, and leave out: spans (`lost`), and what has no place in it (`lacks`).

    `between` documents are in no part of a split; `left_out` counts those that the filters leave out, by
    `outlet`, `date` or being `undated`.
    """

    documents: int = 0
    spans: int = 0
    lost: tuple[LossRow, ...] = ()
    lacks: tuple[LossRow, ...] = ()
    parts: tuple[Part, ...] = ()
    between: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    spans_left_out: int = 0
    held_back: int = 0


@dataclass(frozen=True, slots=True)
class Gone:
    """How an export ended: where it lies, what was written and read back, and where its data card lies."""

    path: Path
    held: Forecast
    card: Path | None = None
