"""Names that tell nothing: the same on page, report and JSON of one project, and in no known order.

What lists people by such names is to list them by their numbers: the order of the names would tell.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from random import Random
from typing import Final, TypeVar

from annotator.agreement.scope import Resampling
from annotator.model import GOLD
from annotator.project.passes import EARLIER
from annotator.project.progress import Day, Progress, Times
from annotator.words import _, number

_SEED: Final = Resampling().seed
_Row = TypeVar("_Row", Day, Times)


def nameless(names: Iterable[str], *, seed: int = _SEED) -> Mapping[str, str]:
    """Return what each name is replaced by: «annotator 1», and so on, in an order drawn from the seed.

    They come in the order of the numbers; the order in which the names come changes nothing. Gold is nobody
    and stays gold, at the end; an earlier pass keeps the number of whose work it is.
    """
    roots = {name: _root(name) for name in names}
    everybody = sorted(set(roots.values()) - {GOLD})
    Random(seed).shuffle(everybody)
    people = {
        name: _("annotator {number}").format(number=number(place))
        for place, name in enumerate(everybody, start=1)
    } | {GOLD: GOLD}
    order = {root: place for place, root in enumerate(people)}
    ordered = sorted(roots.items(), key=lambda both: (order[both[1]], both[0]))
    return {name: people[root] + name[len(root) :] for name, root in ordered}


def progress_without_names(progress: Progress, people: Mapping[str, str]) -> Progress:
    """Return progress under what `nameless` calls people, all in the order of their numbers.

    Who has no number, for nothing of their work is left, is left out.
    """
    return replace(
        progress,
        states={people[name]: progress.states[name] for name in people if name in progress.states},
        labels={people[name]: progress.labels[name] for name in people if name in progress.labels},
        days=_renamed(progress.days, people),
        times=_renamed(progress.times, people),
    )


def _renamed(rows: Iterable[_Row], people: Mapping[str, str]) -> tuple[_Row, ...]:
    order = {name: place for place, name in enumerate(people)}
    known = sorted((one for one in rows if one.annotator in order), key=lambda one: order[one.annotator])
    return tuple(replace(one, annotator=people[one.annotator]) for one in known)


def _root(name: str) -> str:
    while name.endswith(EARLIER):
        name = name.removesuffix(EARLIER)
    return name
