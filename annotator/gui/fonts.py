"""The two Arabic typefaces that ship with the program, and those of the computer; knows no widget."""

from functools import cache
from importlib.resources import as_file, files
from typing import Final, NamedTuple

from PySide6.QtGui import QFontDatabase

_PACKAGE: Final = "pylopdf_fonts_ar"
_TEXT_FILE: Final = "NotoNaskhArabic-Variable.ttf"
_KNOWN_FACES: Final = (
    "Amiri",
    "Scheherazade New",
    "IBM Plex Sans Arabic",
    "Traditional Arabic",
    "Simplified Arabic",
    "Sakkal Majalla",
    "Geeza Pro",
    "Times New Roman",
)
_UI_FILE: Final = "NotoSansArabic-Variable.ttf"


class Families(NamedTuple):
    """Family names: `text` for reading (Naskh), `ui` for everything else (sans)."""

    text: str
    ui: str


@cache
def load() -> Families:
    """Register the typefaces with Qt, once a process, and return their family names.

    Needs a QGuiApplication. Raises RuntimeError where the fonts are not installed or not readable:
    they are part of the program, so that is a broken installation.
    """
    return Families(text=_register(_TEXT_FILE), ui=_register(_UI_FILE))


def reading_faces(families: Families) -> dict[str, str]:
    """Return the typefaces for reading that are here, ids to family names, ours first.

    Of the computer's own only those with every Arabic and Latin letter that articles hold.
    """
    here = set(QFontDatabase.families(QFontDatabase.WritingSystem.Arabic))
    own = {name: name for name in _KNOWN_FACES if name in here}
    return {"naskh": families.text, "sans": families.ui} | own


def _register(name: str) -> str:
    try:
        resource = files(_PACKAGE) / name
    except ModuleNotFoundError as error:
        raise RuntimeError(f"the package {_PACKAGE} with the Arabic fonts is not installed") from error
    with as_file(resource) as path:
        number = QFontDatabase.addApplicationFont(str(path))
    if number == -1:
        raise RuntimeError(f"the font {name} of {_PACKAGE} cannot be read")
    return QFontDatabase.applicationFontFamilies(number)[0]
