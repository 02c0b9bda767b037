"""What a program on Windows says of itself: its icon, and the version that the Explorer shows."""

import re
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from annotator.edition import Edition
from installers.icon import render

SIZES: Final = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Sides in pixels of an icon: what the Explorer and the task bar ask for, at 100 to 200 per cent."""

_SAID: Final = {"annotator": "Annotator, command line", "annotator-gui": "Annotator"}
_NEUTRAL_ENGLISH: Final = 0x0409
_UNICODE: Final = 1200


def write_icon(svg: Path, *, to: Path) -> Path:
    """Write `svg` as an .ico of all sizes, and return where.

    The pictures in it are PNG, which Windows takes since Vista
    (https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10) for what is around them).
    """
    pictures = [render(svg, size=size) for size in SIZES]
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_bytes(_icon(pictures))
    return to


def _icon(pictures: Sequence[bytes]) -> bytes:
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    entries = b""
    for size, picture in zip(SIZES, pictures, strict=True):
        side = size % 256  # one byte; 0 is 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return head + entries + b"".join(pictures)


def four_numbers(version: str) -> tuple[int, int, int, int]:
    """Return a version as Windows keeps it: 0.2.0rc1 is (0, 2, 0, 0)."""
    found = re.match(r"\d+(?:\.\d+)*", version)
    numbers = [int(one) for one in found[0].split(".")] if found else []
    first, second, third, fourth = (*numbers, 0, 0, 0, 0)[:4]
    return first, second, third, fourth


def version_resource(edition: Edition, *, program: str) -> str:
    """Return the version resource of a program (annotator, annotator-gui) as PyInstaller reads it."""
    numbers = four_numbers(edition.version)
    told = {
        "CompanyName": "Annotator",
        "FileDescription": _SAID[program],
        "FileVersion": ".".join(map(str, numbers)),
        "InternalName": program,
        "LegalCopyright": "MIT License",
        "OriginalFilename": f"{program}.exe",
        "ProductName": "Annotator",
        "ProductVersion": edition.version,
    }
    strings = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in told.items())
    table = f"{_NEUTRAL_ENGLISH:04X}{_UNICODE:04X}"
    return (
        "VSVersionInfo(\n"
        f"    ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, OS=0x40004, fileType=1),\n"
        f"    kids=[StringFileInfo([StringTable({table!r}, [{strings}])]),\n"
        f"          VarFileInfo([VarStruct('Translation', [{_NEUTRAL_ENGLISH}, {_UNICODE}])])],\n"
        ")\n"
    )
