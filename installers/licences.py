"""The licences of all that is in a frozen folder: distributions, Python, libraries, data.

python -m installers.licences dist/annotator      writes _internal/annotator/licences.json

Run by the Python from which it was frozen, for that one knows what was installed. What nobody here can name a
licence for ends it with a sentence: nothing is given away whose licence is not with it.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from hashlib import sha256
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Final

from annotator.licences import FILE, key_of, of_distribution
from installers import system_licences
from installers.flavours import ROOT

_NOTICES: Final = ROOT / "installers" / "notices"
_OURS: Final = ("annotator", "installers")
_LOADER: Final = "pyinstaller"  # its loader is each program's beginning
_LGPL: Final = ("LGPL-3.0.txt", "GPL-3.0.txt")
_WITHOUT_TEXT: Final = {
    "pyside6-essentials": _LGPL, "shiboken6": _LGPL, "tokenizers": ("Apache-2.0.txt",),
}  # fmt: skip
"""Distributions that come without the text of their licence, and the files that hold it."""
_LIBRARY: Final = ("*.so", "*.so.*", "*.dll", "*.pyd", "*.dylib")


@dataclass(frozen=True, slots=True)
class Inside:
    """Work of others inside a distribution, named apart: which files, and where its licence is."""

    name: str
    licence: str
    files: tuple[str, ...]
    notices: tuple[str, ...] = ()
    distribution: str = ""
    """Whose own licence text holds that of this part, too."""


_INSIDE: Final = (
    Inside("ICU", "Unicode-3.0", ("libicu*", "icu*.dll"), ("ICU.txt",)),
    Inside("Parts of Qt by others", "BSD, MIT, FTL, Zlib", ("*Qt6Core*", "QtCore"), ("Qt-parts.txt",)),
    Inside("CRFsuite, libLBFGS", "BSD-3-Clause, MIT", ("_pycrfsuite.*",), ("CRFsuite.txt",)),
    Inside("libxml2, libxslt", "MIT", ("etree.*",), ("libxml2.txt",)),
    Inside("OpenSSL in cryptography", "Apache-2.0", ("_rust.*",), distribution="cryptography"),
    Inside("OpenBLAS, LAPACK", "BSD-3-Clause", ("*openblas*",), distribution="numpy"),
    Inside("libgfortran", "GPL-3.0-or-later WITH GCC-exception-3.1", ("libgfortran*",), distribution="numpy"),
    Inside(
        "libquadmath", "LGPL-2.1-or-later", ("libquadmath*",), ("LGPL-2.1.txt",), distribution="numpy"
    ),
)  # fmt: skip


@dataclass
class Told:
    """What is found: components with the texts of their licences, and what has none."""

    components: list[dict[str, object]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    def add(self, name: str, *, version: str, licence: str, texts: Iterable[str]) -> None:
        """Add a component; without any text it is one more that cannot be given away."""
        kept = {sha256(text.encode()).hexdigest()[:12]: text for text in texts if text.strip()}
        self.texts |= kept
        if not kept:
            self.unknown.append(name)
        self.components.append({"name": name, "version": version, "licence": licence, "texts": list(kept)})

    def as_json(self) -> str:
        """Return what `annotator.licences` reads, by name, the same every time."""
        components = sorted(self.components, key=lambda one: str(one["name"]).casefold())
        own = (ROOT / "LICENSE").read_text(encoding="utf-8")
        told = {"components": components, "own": own, "texts": self.texts}
        return json.dumps(told, ensure_ascii=False, sort_keys=True)


def add_to(frozen: Path, *, python: Path) -> None:
    """Write the licences into a frozen folder, by the Python of its environment.

    Raises CalledProcessError where something in it has none; which, it has said by then.
    """
    subprocess.run([python, "-m", "installers.licences", frozen.resolve()], cwd=ROOT, check=True)


def told_of(libraries: Path, *, modules: Iterable[str]) -> Told:
    """Return whose work lies in a folder of libraries, and in modules that are frozen into the programs."""
    told = Told()
    installed = {key_of(one.name): one for one in metadata.distributions()}
    tops, files = _owners(installed.values())
    bundled = {_LOADER}
    loose: list[Path] = []
    for path in _libraries(libraries):
        inside = path.relative_to(libraries).parts
        owner = (tops.get(inside[0]) if len(inside) > 1 else None) or files.get(path.name)
        if owner is not None:
            bundled.add(owner)
        elif inside[0] not in _OURS:
            loose.append(path)
    bundled |= {tops[one.name] for one in libraries.iterdir() if one.name in tops}
    for name in {one.partition(".")[0] for one in modules}:
        if name in tops:
            bundled.add(tops[name])
        elif not _is_known(name):
            told.unknown.append(name)
    for name in sorted(bundled - set(_OURS)):
        _add_distribution(told, installed[name])
    _add_inside(told, {path.name for path in _libraries(libraries)}, installed)
    _add_python(told)
    _add_loose(told, [path for path in loose if not system_licences.is_pythons(path)])
    _add_data(told)
    return told


def modules_in(program: Path) -> list[str]:
    """Return the names of the modules that are frozen into a program."""
    from PyInstaller.archive.readers import CArchiveReader

    return list(CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz").toc)


def _libraries(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and any(fnmatch(path.name, one) for one in _LIBRARY):
            yield path


def _owners(installed: Iterable[metadata.Distribution]) -> tuple[dict[str, str], dict[str, str]]:
    """Return whose each top-level name and each library's file name is."""
    tops: dict[str, str] = {}
    files: dict[str, str] = {}
    for one in installed:
        owner = key_of(one.name)
        for path in one.files or ():
            top = path.parts[0]
            if top != "..":
                tops[top if len(path.parts) > 1 else top.partition(".")[0]] = owner
            if any(fnmatch(path.name, kind) for kind in _LIBRARY):
                files[path.name] = owner
    return tops, files


def _is_known(module: str) -> bool:
    """Tell whether a module is Python's own, ours, or of the loader."""
    mine = ("_pyi", "pyi", "_sysconfigdata")
    return module in sys.stdlib_module_names or module in _OURS or module.startswith(mine)


def _add_distribution(told: Told, found: metadata.Distribution) -> None:
    one = of_distribution(found)
    notices = map(_notice, _WITHOUT_TEXT.get(key_of(one.name), ()))
    told.add(one.name, version=one.version, licence=one.licence, texts=[one.text, *notices])


def _add_python(told: Told) -> None:
    own = system_licences.of_python()
    parts = [_notice("Python-parts.txt")] if own else []  # which alone would not do
    told.add("Python", version=sys.version.split()[0], licence="PSF-2.0", texts=[*own, *parts])


def _add_inside(told: Told, names: set[str], installed: dict[str, metadata.Distribution]) -> None:
    for part in _INSIDE:
        if not any(fnmatch(name, pattern) for name in names for pattern in part.files):
            continue
        whose = installed.get(part.distribution)
        texts = [of_distribution(whose).text] if whose is not None else []
        told.add(part.name, version="", licence=part.licence, texts=[*texts, *map(_notice, part.notices)])


def _add_loose(told: Told, libraries: list[Path]) -> None:
    """Add the libraries that the build's own system lent, by its packages."""
    packages: dict[str, system_licences.Package] = {}
    for path in libraries:
        package = system_licences.package_of(path.name)
        if package is None:
            told.unknown.append(path.name)
        else:
            packages[package.name] = package
    for one in packages.values():
        told.add(one.name, version=one.version, licence=one.licence, texts=one.texts)


def _add_data(told: Told) -> None:
    """Add the lexicons that were made from data of others, as the page beside them tells."""
    page = (ROOT / "resources" / "lexicons" / "README.md").read_text(encoding="utf-8")
    for line in page.partition("## Built from packages")[2].splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 3 and cells[0].startswith("`"):
            tables, source, licence = cells
            text = f"{tables.replace('`', '')}: {source}\n\n{licence}\n"
            texts = [text, *([_notice("ICU.txt")] if "CLDR" in source else ())]
            told.add(f"Lexicons: {source}", version="", licence=licence.partition(",")[0], texts=texts)


def _notice(name: str) -> str:
    return (_NOTICES / name).read_text(encoding="utf-8")


def main() -> int | str:
    """Write the licences of a frozen folder; return 0, or what has none."""
    parser = argparse.ArgumentParser(description="Write the licences of a frozen folder into it.")
    parser.add_argument("frozen", type=Path)
    frozen = parser.parse_args().frozen
    libraries = frozen / "_internal"
    programs = [path for path in frozen.iterdir() if path.is_file() and path.stem.startswith("annotator")]
    told = told_of(libraries, modules={name for program in programs for name in modules_in(program)})
    if told.unknown:
        return f"No licence is known of: {', '.join(sorted(set(told.unknown)))}"
    (libraries / PurePosixPath("annotator", FILE)).write_text(told.as_json() + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
