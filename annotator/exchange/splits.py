"""Train, dev and test: how a split was made, and which document is in which part for good.

A project keeps each split under a name. A document that has a part stays in it; the next export places the
new ones alone (`planning`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal, Self

from annotator import errors
from annotator.exchange.incoming import quoted
from annotator.project.file import Project

By = Literal["ratio", "date", "outlet"]
WAYS: Final[tuple[By, ...]] = ("ratio", "date", "outlet")
PARTS: Final = ("train", "dev", "test")
USUAL: Final = "main"  # the name of a split that nobody named

_KEY: Final = "splits"  # of the project's settings
_VERSION: Final = 1  # of what is kept there
_LONGEST_RATIO: Final = 40  # characters
_LEAST: Final = 1e-9  # of a ratio; a share must not become 0
_MOST: Final = 1e9


@dataclass(frozen=True, slots=True)
class Split:
    """A wish to divide: into which parts, by what, in which ratio.

    `ratios` are numbers above 0 by part, in the order of the parts; only their proportion counts.
    """

    name: str = USUAL
    by: By = "ratio"
    ratios: Mapping[str, float] = field(default_factory=lambda: dict(zip(PARTS, (80, 10, 10), strict=True)))
    seed: int = 0

    @property
    def shares(self) -> dict[str, float]:
        """The share of each part; they sum to 1."""
        total = sum(self.ratios.values())
        return {part: ratio / total for part, ratio in self.ratios.items()}

    @property
    def plain_ratios(self) -> dict[str, float]:
        """The ratios as JSON is to have them: whole numbers without a point."""
        return {part: int(one) if float(one).is_integer() else one for part, one in self.ratios.items()}

    @property
    def words(self) -> str:
        """The split in short, as people type it."""
        ratios = "/".join(f"{ratio:g}" for ratio in self.ratios.values())
        return f"{ratios} --split-by {self.by} --seed {self.seed}"

    def is_as(self, other: "Split") -> bool:
        """Tell whether two splits divide in the same way, whatever they are called."""
        return (self.by, self.seed, self.shares) == (other.by, other.seed, other.shares)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a project keeps of a split.

    `parts` is the part of each document by its id, `outlets` that of each outlet where outlets were divided,
    `first` the first day of each part where days were, None for the oldest part.
    """

    split: Split
    parts: Mapping[str, str] = field(default_factory=dict)
    outlets: Mapping[str, str] = field(default_factory=dict)
    first: Mapping[str, date | None] = field(default_factory=dict)

    @classmethod
    def of(cls, project: Project, name: str) -> Self | None:
        """Return what the project keeps of a split, None where it has none; raises SplitUnreadable."""
        fields = _all(project).get(name)
        if fields is None:
            return None
        try:
            return cls._read(name, fields)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise errors.SplitUnreadable(name=quoted(name), why=quoted(str(error))) from error

    def put(self, project: Project, *, before: Self | None) -> None:
        """Keep it in the place of `before`.

        Raises ChangedDuringExport where another window has kept something else meanwhile, ProjectBusy,
        NoSpace or ProjectMoved.
        """
        there = Kept.of(project, self.split.name)
        if there == self:
            return
        if there != before:
            raise errors.ChangedDuringExport()
        parts: dict[str, list[str]] = {part: [] for part in self.split.ratios}
        for id_, part in self.parts.items():
            parts[part].append(id_)
        first = {part: day.isoformat() if day else None for part, day in self.first.items()}
        fields = {
            "version": _VERSION,
            "by": self.split.by,
            "ratios": self.split.plain_ratios,
            "seed": self.split.seed,
            "parts": parts,
            "outlets": dict(self.outlets),
            "first_days": first,
        }
        project.settings.put(_KEY, {**_all(project), self.split.name: fields})

    @classmethod
    def _read(cls, name: str, fields: Mapping[str, Any]) -> Self:
        if fields["version"] != _VERSION or fields["by"] not in WAYS:
            raise ValueError(fields["version"])
        ratios = {str(part): float(ratio) for part, ratio in fields["ratios"].items()}
        if not ratios or min(ratios.values()) <= 0 or not fields["parts"].keys() <= ratios.keys():
            raise ValueError("ratios")
        return cls(
            Split(name, fields["by"], ratios, int(fields["seed"])),
            parts={str(id_): part for part, ids in fields["parts"].items() for id_ in ids},
            outlets=dict(fields["outlets"]),
            first={part: day and date.fromisoformat(day) for part, day in fields["first_days"].items()},
        )


def names(project: Project) -> list[str]:
    """Return the names of the splits that a project keeps, the oldest first."""
    return list(_all(project))


def asked_for(
    project: Project,
    *,
    name: str = USUAL,
    ratios: str | None = None,
    by: By | None = None,
    seed: int | None = None,
) -> Split:
    """Return the split of a name: as the project keeps it, else as it is asked for; `ratios` as in 80/10/10.

    What is not said is as it was. Raises UnknownSplit, SplitDiffers, NotARatio or SplitUnreadable.
    """
    kept = Kept.of(project, name)
    if kept is None and ratios is None:
        raise errors.UnknownSplit(name=quoted(name))
    usual = Split(name) if kept is None else kept.split
    wish = Split(
        name,
        by=by or usual.by,
        ratios=usual.ratios if ratios is None else ratios_of(ratios),
        seed=usual.seed if seed is None else seed,
    )
    if kept is not None:
        check(wish, kept)
        return kept.split
    return wish


def check(split: Split, kept: Kept) -> None:
    """Raise SplitDiffers where a split of that name was made in another way."""
    if not split.is_as(kept.split):
        raise errors.SplitDiffers(name=quoted(split.name), before=kept.split.words, now=split.words)


def ratios_of(text: str) -> dict[str, float]:
    """Read a ratio as people type it: 80/10/10 is train, dev and test, 90/10 train and test.

    Raises NotARatio.
    """
    try:
        numbers = [float(one) for one in text.split("/")] if len(text) <= _LONGEST_RATIO else []
    except ValueError:
        numbers = []
    parts = (PARTS[0], PARTS[2]) if len(numbers) == 2 else PARTS
    ratios = {part: ratio for part, ratio in zip(parts, numbers, strict=False) if ratio}
    if (
        len(numbers) not in (2, 3)
        or len(ratios) < 2
        or not all(_LEAST <= one <= _MOST for one in ratios.values())
    ):
        raise errors.NotARatio(value=quoted(text))
    return ratios


def _all(project: Project) -> dict[str, Any]:
    found: dict[str, Any] = project.settings.get(_KEY, {})
    return found
