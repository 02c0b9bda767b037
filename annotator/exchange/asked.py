"""What is to come in, and how: said once, for the import and for its trial."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal, Self

from annotator import errors
from annotator.exchange.copies import Key
from annotator.exchange.incoming import ReadOptions, quoted
from annotator.exchange.placing import Owner, Placing
from annotator.exchange.renaming import Renaming
from annotator.exchange.shelves import Shelf
from annotator.exchange.taking import Progress, Taking
from annotator.schema import Schema
from annotator.text.cleaning import DEFAULT_STEPS

AS_FOUND: Final = ReadOptions()
Skips = Literal["", "exact", "near"]  # which copies stay out


@dataclass(frozen=True, slots=True)
class Asked:
    """Files, folders and archives, how they are read, and whose their labels are.

    `labels` says what the files' labels are called here, `steps` how texts that carry no labels are cleaned.
    """

    paths: tuple[Path | str, ...]
    format: str | None
    owner: Owner
    options: ReadOptions = AS_FOUND
    labels: Renaming | None = None
    steps: Collection[str] = DEFAULT_STEPS
    skip_copies: Skips = ""

    @classmethod
    def of(
        cls,
        paths: Iterable[Path | str],
        *,
        format: str | None,  # noqa: A002 - the command line's word
        annotator: str | None,
        as_suggestions: bool,
        options: ReadOptions,
        labels: Renaming | None,
        steps: Collection[str],
        skip_copies: Skips,
    ) -> Self:
        """Return what was asked for; raises OwnerNotClear, NoName and ReservedName."""
        owner = _owner(annotator, as_suggestions=as_suggestions)
        return cls(tuple(paths), format, owner, options, labels, steps, skip_copies)

    @property
    def has_owner(self) -> bool:
        """Whether it is said whose the labels are."""
        return self.owner != Owner()

    def as_trial(self) -> Self:
        """Return the same for a trial: without an owner, spans are checked as suggestions would be."""
        return self if self.has_owner else replace(self, owner=Owner(as_suggestions=True))

    def with_all_copies(self) -> Self:
        """Return the same with no copy left out."""
        return replace(self, skip_copies="")

    def taking(self, *, on_progress: Progress | None, is_cancelled: Callable[[], bool] | None) -> Taking:
        """Return what reads it all; raises UnknownImportFormat, NoSuchStep and NoSuchEncoding."""
        return Taking(
            self.paths,
            format=self.format,
            options=self.options,
            steps=self.steps,
            on_progress=on_progress,
            is_cancelled=is_cancelled,
        )

    def placing(self, shelf: Shelf, *, schema: Schema, skipped: Collection[Key]) -> Placing:
        """Return what puts it on a shelf; raises LabelMapLeadsNowhere."""
        return Placing(
            shelf,
            schema=schema,
            owner=self.owner,
            labels=self.labels,
            skips_copies=bool(self.skip_copies),
            skipped=skipped,
        )


def _owner(annotator: str | None, *, as_suggestions: bool) -> Owner:
    if annotator is None:
        return Owner(as_suggestions=as_suggestions)
    if as_suggestions:
        raise errors.OwnerNotClear()
    if not annotator.strip():
        raise errors.NoName()
    if annotator == "suggestions":
        raise errors.ReservedName(name=quoted(annotator))
    return Owner(annotator)
