"""What the programs and libraries of a folder ask of the system, as the loader will ask it."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_MAGIC: Final = b"\x7fELF"
_NEEDED: Final = re.compile(r"\(NEEDED\).*\[(?P<library>[^]]+)\]")
# As it stands among the versions a file needs; those that a library defines are listed in another form.
_VERSION: Final = re.compile(r"^ +0x[0-9a-f]+: +Name: (?P<family>GLIBC|GLIBCXX)_(?P<version>[0-9.]+) ")

Version = tuple[int, ...]


@dataclass(frozen=True)
class Wants:
    """Libraries that are not in the folder, and the newest version of each family of symbols."""

    libraries: frozenset[str]
    """Sonames, such as `libGL.so.1`."""
    versions: dict[str, Version]
    """`GLIBC` and `GLIBCXX`, where they are used at all."""


def binaries(folder: Path) -> Iterator[Path]:
    """Yield the ELF files under `folder`, links left out."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) == _MAGIC:
                yield path


def wants(folder: Path) -> Wants:
    """Tell what the files under `folder` need beyond it.

    Raises SystemExit where readelf (binutils) is missing.
    """
    needed: set[str] = set()
    versions: dict[str, Version] = {}
    for line in _read(list(binaries(folder))):
        if match := _NEEDED.search(line):
            needed.add(match["library"])
        elif match := _VERSION.match(line):
            found = tuple(int(part) for part in match["version"].split("."))
            versions[match["family"]] = max(versions.get(match["family"], ()), found)
    here = {path.name for path in folder.rglob("*")}
    return Wants(frozenset(needed - here), versions)


def _read(paths: list[Path]) -> list[str]:
    if not paths:
        return []
    command = ["readelf", "--dynamic", "--version-info", "--wide", *map(str, paths)]
    try:
        done = subprocess.run(
            command, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=True
        )
    except FileNotFoundError:
        raise SystemExit(
            "readelf is missing here; on Debian and Ubuntu the package binutils has it."
        ) from None
    return done.stdout.splitlines()
