"""What is compared: which people, which articles, which labels, which days."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Scope:
    """A choice of what agreement is counted over; an empty one is everything.

    `annotators` without names are all who finished an article, gold apart. `documents` are ids. Labels are
    those that are counted: spans are paired among all. `after` and `before` are days, both counted, between
    which both people's work was last changed. With `common` only articles count that all of the annotators
    have finished; without, each pair is compared over what both have finished.
    """

    annotators: tuple[str, ...] = ()
    documents: frozenset[str] | None = None
    labels: frozenset[str] | None = None
    after: date | None = None
    before: date | None = None
    common: bool = False


@dataclass(frozen=True, slots=True)
class Resampling:
    """How intervals are drawn: how often articles are drawn anew, and from which seed."""

    rounds: int = 1000
    seed: int = field(default=20260101)
