"""What program this is and what it stands on, as values: for the window and the command line.

Nothing of a person's work is in it but where the settings lie.
"""

import platform
import sys
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any, Final

import PySide6
from PySide6.QtCore import qVersion

from annotator.crashes.shelf import folder
from annotator.edition import Edition, Flavour, edition
from annotator.gui.fonts import load
from annotator.gui.settings import Settings
from annotator.gui.typefaces import drawn_with
from annotator.licences import components, key_of
from annotator.words import N_, _

PARTS: Final = {
    "trafilatura": "trafilatura",
    "openpyxl": "openpyxl",
    "pdfminer.six": "pdfminer",
    "pyarrow": "pyarrow",
    "spacy": "spacy",
    "camel-tools": "camel_tools",
    "torch": "torch",
    "pygamma-agreement": "pygamma_agreement",
    "psycopg": "psycopg",
}
"""What an edition may hold or lack: names of packages, and the modules that tell whether they are there."""

_FLAVOURS: Final = {
    Flavour.SOURCE: N_("run from its source code"),
    Flavour.STANDARD: N_("standard"),
    Flavour.FULL: N_("full, with CAMeL Tools and all formats"),
}


@dataclass(frozen=True, slots=True)
class About:
    """What this program is. `parts` are the packages of PARTS with their versions, None for one not here."""

    edition: Edition
    settings: str
    reports: str
    """The folder of reports of errors; empty for who has no home."""
    fonts: dict[str, dict[str, list[str]]]
    """By use (`text`, `ui`) and script (`arabic`, `latin`): the families that letters are taken from."""
    parts: dict[str, str | None]

    def as_json(self) -> dict[str, Any]:
        """Return all of it for programs."""
        return {
            "version": self.edition.version,
            "build": self.edition.build,
            "flavour": str(self.edition.flavour),
            "python": platform.python_version(),
            "qt": qVersion(),
            "pyside": PySide6.__version__,
            "platform": platform.platform(),
            "frozen": bool(getattr(sys, "frozen", False)),
            "settings": self.settings,
            "reports": self.reports,
            "fonts": self.fonts,
            "parts": self.parts,
        }

    def rows(self) -> list[tuple[str, str]]:
        """Return all of it for people: what it is called, and what it is."""
        drawn = [families for use in self.fonts.values() for families in use.values()]
        families = dict.fromkeys(one for among in drawn for one in among)
        version = (self.edition.version, _(_FLAVOURS[self.edition.flavour]), self.edition.build)
        below = (f"Python {platform.python_version()}", f"Qt {qVersion()}", f"PySide6 {PySide6.__version__}")
        here = [
            f"{name}\u00a0{version}".strip("\u00a0")
            for name, version in self.parts.items()
            if version is not None
        ]
        return [
            (_("Version"), _(", ").join(filter(None, version))),
            (_("System"), platform.platform()),
            (_("Built on"), _(", ").join(below)),
            (_("Typefaces"), _(", ").join(families)),
            (_("Optional parts"), _(", ").join(here) or _("none is here")),
            (_("Settings"), self.settings),
            (_("Reports of errors"), self.reports or _("nowhere: this user has no folder of their own")),
        ]

    def text(self) -> str:
        """Return the rows as a text to send to somebody."""
        return "\n".join(_("{what}: {text}").format(what=name, text=value) for name, value in self.rows())


@cache
def about() -> About:
    """Return what this program is. Needs a QGuiApplication, of whatever platform."""
    return About(edition(), Settings().place, str(folder() or ""), drawn_with(load()), _parts())


def _parts() -> dict[str, str | None]:
    versions = {key_of(one.name): one.version for one in components()}
    return {
        name: versions.get(key_of(name), "") if _is_here(module) else None for name, module in PARTS.items()
    }


def _is_here(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return False
