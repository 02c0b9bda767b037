"""Names that tell nothing: the same on page, report and JSON of one project, and in no known order."""

from collections.abc import Iterable, Mapping
from random import Random
from typing import Final

from annotator.agreement.scope import Resampling
from annotator.model import GOLD
from annotator.project.passes import EARLIER
from annotator.words import _, number

_SEED: Final = Resampling().seed


def nameless(names: Iterable[str], *, seed: int = _SEED) -> Mapping[str, str]:
    """Return what each name is replaced by: «annotator 1», and so on, in an order drawn from the seed.

    The order in which the names come changes nothing. Gold is nobody and stays gold; an earlier pass keeps
    the number of whose work it is.
    """
    roots = {name: _root(name) for name in names}
    everybody = sorted(set(roots.values()) - {GOLD})
    Random(seed).shuffle(everybody)
    people = {
        name: _("annotator {number}").format(number=number(place))
        for place, name in enumerate(everybody, start=1)
    } | {GOLD: GOLD}
    return {name: people[root] + name[len(root) :] for name, root in roots.items()}


def _root(name: str) -> str:
    while name.endswith(EARLIER):
        name = name.removesuffix(EARLIER)
    return name
