"""Finds what ships beside the code, in a checkout, an editable install, a wheel or a frozen app."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped(folder: str) -> Path:
    # hatchling (and the PyInstaller spec) put the folder inside the package; a checkout has it beside.
    inside = _PACKAGE / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder


def resource(*parts: str) -> Path:
    """Return the path of a file or folder under `resources/`."""
    return _shipped("resources").joinpath(*parts)


def seed(*parts: str) -> Path:
    """Return the path of a file or folder under `seeds/`."""
    return _shipped("seeds").joinpath(*parts)
