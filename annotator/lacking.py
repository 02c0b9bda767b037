"""What this edition lacks, and how a person gets it: the one place that knows.

From source pip brings it; an installed program has no pip, so that another edition is what there is to get.
"""

import sys
from pathlib import Path
from typing import Final

from annotator.edition import Flavour, edition
from annotator.words import _

READ_ME: Final = "READ-ME.txt"
"""Lies beside the programs of the portable folder alone, which no package brings libraries for."""

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


def how_to_get_libraries() -> str:
    """Return the sentence that says how to get the libraries that are left to the system."""
    if has_pip():
        return _("In the folder of Annotator's source, «installers/system-packages run» brings it.")
    told = Path(sys.executable).with_name(READ_ME)
    if told.exists():
        return _("The packages that bring what Annotator needs of the system are named in {path}.").format(
            path=told
        )
    return _("Annotator's package brings it when it is installed again.")


def how_to_run_camel() -> str:
    """Return the sentence for who cannot run CAMeL's recogniser; no edition brings its model."""
    if edition().flavour is Flavour.STANDARD:
        return _(
            "The full edition of Annotator can run it: install that one in place of this, the standard one. "
            "Its model comes separately: «annotator models» says how to get it."
        )
    return how_to_get("camel")


def has_pip() -> bool:
    """Tell whether a package can be added to this program."""
    return edition().flavour is Flavour.SOURCE
