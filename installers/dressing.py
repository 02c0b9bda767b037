"""What the systems beside Linux want to know of a program when it is frozen; the spec asks here.

Nothing of it was tried on its own system.
"""

import os
import sys
from pathlib import Path
from typing import Any, Final

from annotator.assets import resource
from annotator.edition import Edition
from installers.macos import bundle
from installers.windows import resources

Options = dict[str, Any]

_UTF_8: Final = ("X utf8", None, "OPTION")


def interpreter_options(*, platform: str = sys.platform) -> list[tuple[str, None, str]]:
    """Return options of the Python inside, as entries of PyInstaller's table.

    On Windows a pipe or a file would get the letters of the system's old code page, which knows no Arabic.
    """
    return [_UTF_8] if platform == "win32" else []


def program_options(edition: Edition, program: str, *, folder: Path, platform: str = sys.platform) -> Options:
    """Return what PyInstaller's EXE takes besides; what it needs for that is written into `folder`."""
    if platform == "win32":
        folder.mkdir(parents=True, exist_ok=True)
        told = folder / f"{program}-version.txt"
        told.write_text(resources.version_resource(edition, program=program), encoding="utf-8")
        icon = resources.write_icon(resource("icon", "annotator.svg"), to=folder / "annotator.ico")
        return {"icon": str(icon), "version": str(told)}
    if platform == "darwin":
        signing = os.environ.get(bundle.IDENTITY)
        return (
            {"codesign_identity": signing, "entitlements_file": str(bundle.ENTITLEMENTS)} if signing else {}
        )
    return {}


def bundle_options(edition: Edition, *, folder: Path) -> Options:
    """Return what PyInstaller's BUNDLE takes on macOS; its icon is written into `folder`."""
    return {
        "name": bundle.NAME,
        "icon": str(bundle.write_icon(resource("icon", "annotator.svg"), to=folder / "annotator.icns")),
        "bundle_identifier": bundle.IDENTIFIER,
        "version": edition.version,
        "info_plist": bundle.info(edition),
    }


def bundle_files(*, folder: Path) -> list[tuple[str, str, str]]:
    """Return what lies beside the program in a bundle on macOS, as entries of PyInstaller's table."""
    icon = bundle.write_icon(resource("icon", "project.svg"), to=folder / "project.icns")
    return [(icon.name, str(icon), "DATA")]
