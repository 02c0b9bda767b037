"""The licences of what a build takes from its computer: Python itself, and libraries of Debian's."""

import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_COMMON: Final = Path("/usr/share/common-licenses")
_DOC: Final = Path("/usr/share/doc")
_ALL_FILES: Final = re.compile(r"^Files: *\*\s*$.*?^License: *(\S[^\n]*)$", re.MULTILINE | re.DOTALL)
_REFERRED: Final = re.compile(r"/usr/share/common-licenses/([A-Za-z0-9.+-]*[A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class Package:
    """A package of the system: its version, its licence by name, and all texts that it gives."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]


def package_of(library: str) -> Package | None:
    """Return the package of this system that brings a library; None where it cannot be told."""
    if shutil.which("dpkg-query") is None:
        return None
    found = _query("--search", f"*/{library}")
    name = found.partition(":")[0] if found else ""
    page = _DOC / name / "copyright"
    if not name or not page.is_file():
        return None
    text = page.read_text(encoding="utf-8", errors="replace")
    version = _query("--show", "--showformat=${Version}\n", name).partition("\n")[0]
    return Package(name, version, _name(text), (text, *_common(text)))


def of_python() -> list[str]:
    """Return the text of the licence of the Python that runs this, empty where it is not beside it."""
    own = [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"]
    debian = _DOC / f"libpython{sys.version_info.major}.{sys.version_info.minor}-minimal" / "copyright"
    found = next((path for path in [*own, debian] if path.is_file()), None)
    return [found.read_text(encoding="utf-8", errors="replace")] if found is not None else []


def is_pythons(library: Path) -> bool:
    """Tell whether a library is Python itself, a module of its own, or came with it from its makers."""
    if "lib-dynload" in library.parts or library.name.startswith(("libpython", "python3")):
        return True
    return library.name in _beside_python()


@cache
def _beside_python() -> frozenset[str]:
    """Return what lies in Python's own folders: on Windows and macOS its makers add libraries."""
    base = Path(sys.base_prefix)
    if platform.system() == "Linux":  # there it may be /usr/local, where anything lies
        return frozenset()
    folders = (base, base / "DLLs", base / "lib")
    return frozenset(path.name for one in folders if one.is_dir() for path in one.iterdir() if path.is_file())


def _name(text: str) -> str:
    """Return the licence that a copyright file gives most files; parts may have another."""
    found = _ALL_FILES.search(text)
    return found.group(1).strip() if found else "see its text"


def _common(text: str) -> list[str]:
    """Return the licences that a copyright file only points to."""
    names = sorted(set(_REFERRED.findall(text)))
    files = [_COMMON / name for name in names]
    return [path.read_text(encoding="utf-8", errors="replace") for path in files if path.is_file()]


def _query(*arguments: str) -> str:
    done = subprocess.run(["dpkg-query", *arguments], capture_output=True, text=True, check=False)
    return done.stdout.partition("\n")[0] if done.returncode == 0 else ""
