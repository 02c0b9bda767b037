"""What the application bundle says of itself: Info.plist, its icons, the type of its projects.

Never tried on a Mac. What the keys mean: Apple's Information Property List reference, and Technical Note
TN2206 on signing; PyInstaller lays the bundle out (PyInstaller/building/osx.py).
"""

import os
import shutil
import struct
import subprocess
from pathlib import Path
from typing import Any, Final

from annotator.edition import Edition
from annotator.words import LANGUAGES
from installers import flavours
from installers.icon import render

NAME: Final = "Annotator.app"
IDENTIFIER: Final = "org.annotator.Annotator"
PROJECT_TYPE: Final = "org.annotator.project"
OLDEST_SYSTEM: Final = "13.0"
"""What Qt 6.11 runs on: its wheel is for macOS 13 and newer."""
ENTITLEMENTS: Final = Path(__file__).with_name("entitlements.plist")
IDENTITY: Final = "ANNOTATOR_CODESIGN_IDENTITY"
"""The environment variable that names a «Developer ID Application» in the key chain; unset: not signed."""

_ENDING: Final = "annot"
_MIME_TYPE: Final = "application/x-annotator-project"
# Each kind of picture in an .icns and its side in pixels; all are PNG. ic11 to ic14 are for dense screens.
_KINDS: Final = {
    b"ic11": 32, b"ic12": 64, b"ic07": 128, b"ic13": 256, b"ic08": 256, b"ic14": 512, b"ic09": 512,
    b"ic10": 1024,
}  # fmt: skip


def write_icon(svg: Path, *, to: Path) -> Path:
    """Write `svg` as an .icns of all sizes, and return where."""
    entries = b""
    for kind, size in _KINDS.items():
        picture = render(svg, size=size)
        entries += kind + struct.pack(">I", 8 + len(picture)) + picture
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_bytes(b"icns" + struct.pack(">I", 8 + len(entries)) + entries)
    return to


def info(edition: Edition) -> dict[str, Any]:
    """Return Info.plist beyond what PyInstaller writes into it.

    Both programs are in the bundle; PyInstaller would start the first by the alphabet, without a window.
    """
    return {
        "CFBundleDisplayName": "Annotator",
        "CFBundleName": "Annotator",
        "CFBundleExecutable": flavours.WINDOW,
        "CFBundleShortVersionString": edition.version,
        "CFBundleVersion": edition.version,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": sorted(LANGUAGES),
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Annotator project",
                "CFBundleTypeRole": "Editor",
                "CFBundleTypeIconFile": "project.icns",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [PROJECT_TYPE],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": PROJECT_TYPE,
                "UTTypeDescription": "Annotator project",
                "UTTypeIconFile": "project.icns",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": [_ENDING],
                    "public.mime-type": [_MIME_TYPE],
                },
            }
        ],
        "LSApplicationCategoryType": "public.app-category.productivity",
        "LSBackgroundOnly": False,
        "LSMinimumSystemVersion": OLDEST_SYSTEM,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "MIT License",
        "NSPrincipalClass": "NSApplication",
        "NSRequiresAquaSystemAppearance": False,  # it has a dark look of its own
    }


def complete(app: Path, *, frozen: Path) -> None:
    """Put into a bundle what the frozen folder was given after the bundle was laid out, and sign it again.

    Raises CalledProcessError where Apple's tool does not sign.
    """
    for file in (frozen / "_internal" / "annotator").glob("*.json"):
        shutil.copy2(file, app / "Contents" / "Resources" / "annotator" / file.name)
    subprocess.run(signing(app, identity=os.environ.get(IDENTITY, "")), check=True)


def signing(app: Path, *, identity: str = "") -> list[str]:
    """Return what signs a bundle and all in it, as PyInstaller does; without an identity in nobody's name."""
    hardened = (
        ["--options", "runtime", "--timestamp", "--entitlements", str(ENTITLEMENTS)] if identity else []
    )
    return ["codesign", "--force", "--deep", "--sign", identity or "-", *hardened, str(app)]
