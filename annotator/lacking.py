"""What this edition lacks, and how a person gets it: the one place that knows.

From source pip brings it; an installed program has no pip, so that another edition is what there is to get.
"""

from typing import Final

from annotator.edition import Flavour, edition
from annotator.words import _

_IN_FULL: Final = frozenset({"camel", "formats", "readers"})


def how_to_get(extra: str) -> str:
    """Return the sentence that says how to get the packages of an extra of pyproject.toml."""
    flavour = edition().flavour
    if flavour is Flavour.SOURCE:
        how = _("pip install -e '.[{extra}]' brings it, in the folder of Annotator's source.")
        return how.format(extra=extra)
    if flavour is Flavour.STANDARD and extra in _IN_FULL:
        return _("The full edition of Annotator has it: install that one in place of this, the standard one.")
    return _("No edition that is installed has it, only Annotator run from its source code.")


def has_pip() -> bool:
    """Tell whether a package can be added to this program."""
    return edition().flavour is Flavour.SOURCE
