"""What of a project is exported, and into which parts: the options of `export` that say so."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from annotator.console import text
from annotator.words import _

if TYPE_CHECKING:
    from annotator.exchange.choice import Choice
    from annotator.exchange.renaming import Renaming
    from annotator.exchange.splits import Split
    from annotator.project.file import Project

_Command = TypeVar("_Command", bound=Callable[..., Any])
_STATES = ("new", "in_progress", "question", "skipped", "finished")
_WAYS = ("ratio", "date", "outlet")


def filters(command: _Command) -> _Command:
    """Give a command the options that choose documents and spans."""
    return _with(
        command,
        click.option(
            "--state",
            "states",
            multiple=True,
            type=click.Choice(_STATES),
            help=_("Documents in this state, finished ones unless told; may be repeated."),
        ),
        click.option(
            "--label",
            "labels",
            multiple=True,
            metavar="L",
            type=text,
            help=_("Spans of this label only, as ORG or ORG.military_unit; may be repeated."),
        ),
        click.option(
            "--outlet",
            "outlets",
            multiple=True,
            metavar="NAME",
            type=text,
            help=_("Documents of this outlet only; may be repeated."),
        ),
        click.option("--after", metavar="DAY", help=_("Documents of this day (2026-01-31) or later.")),
        click.option("--before", metavar="DAY", help=_("Documents older than this day.")),
        click.option(
            "--map",
            "label_map",
            metavar="MAP",
            type=text,
            help=_("Call labels as this map does: a file, or the name of one that comes with Annotator."),
        ),
    )


def dividing(command: _Command) -> _Command:
    """Give a command the options that divide documents into parts."""
    return _with(
        command,
        click.option(
            "--split",
            "ratios",
            metavar="R",
            help=_("Divide into train, dev and test in this ratio: 80/10/10, or 90/10 for train and test."),
        ),
        click.option(
            "--split-by",
            type=click.Choice(_WAYS),
            help=_("Divide at random with like labels in each part (ratio), by date, or by outlet."),
        ),
        click.option("--seed", type=int, help=_("Another number divides in another way; 0 unless told.")),
        click.option(
            "--split-name",
            metavar="NAME",
            type=text,
            help=_("Under which name the project keeps the split; «main» unless told."),
        ),
    )


def choice_of(wishes: Mapping[str, Any]) -> "tuple[Choice, Renaming | None]":
    """Return what somebody chose, and the label map; raises NotADate and what `Renaming.load` raises."""
    from annotator.exchange.choice import EVERYTHING, Choice, day_of
    from annotator.exchange.renaming import Renaming
    from annotator.model import State

    choice = Choice(
        states=frozenset(State(one) for one in wishes["states"]) or EVERYTHING.states,
        labels=tuple(dict.fromkeys(wishes["labels"])),
        outlets=tuple(dict.fromkeys(wishes["outlets"])),
        after=None if wishes["after"] is None else day_of(wishes["after"]),
        before=None if wishes["before"] is None else day_of(wishes["before"]),
    )
    return choice, None if wishes["label_map"] is None else Renaming.load(wishes["label_map"])


def split_of(project: "Project", wishes: Mapping[str, Any]) -> "Split | None":
    """Return the split that was asked for, None for none; raises as `splits.asked_for` does."""
    from annotator.exchange.splits import USUAL, asked_for

    ratios, by, seed, name = (wishes[key] for key in ("ratios", "split_by", "seed", "split_name"))
    if (ratios, by, seed, name) == (None, None, None, None):
        return None
    return asked_for(project, name=name or USUAL, ratios=ratios, by=by, seed=seed)


def _with(command: _Command, *options: Callable[[_Command], _Command]) -> _Command:
    """Return the command with the options in their order: the last that is put on comes first in the help."""
    for option in reversed(options):
        command = option(command)
    return command
