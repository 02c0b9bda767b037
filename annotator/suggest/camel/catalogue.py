"""CAMeL's catalogue.json: where each set of its data lies, and what its files must be.

Read and written here as plain JSON, in CAMeL's own form. CAMeL Tools itself is never imported for
it: that asks the network where the file is missing, and makes a folder in the person's home.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from annotator.errors.recognisers import BrokenCatalogue, ModelsNotWritten, UnreadableModel
from annotator.suggest.camel.published import Package

FILE: Final = "catalogue.json"
_VERSION: Final = "1.6.0"
_LARGEST: Final = 10_000_000  # bytes; CAMeL's own has 48,000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a file must be: its size in bytes and its SHA-256, as far as the catalogue says."""

    size: int | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What one catalogue says: the raw JSON, checked as far as it is read here."""

    path: Path
    content: Mapping[str, Any]

    def place_of(self, package: Package) -> str | None:
        """Return where the package's data lies under `data/`, None where the catalogue has no such set."""
        component = _table(_table(self.content, "components"), package.component)
        dataset = _table(_table(component, "datasets"), package.dataset)
        place = dataset.get("path")
        return place if isinstance(place, str) and is_inside(place) else None

    def wanted(self, package: Package) -> dict[str, Wanted]:
        """Return what the package's files must be, by their names; empty where the catalogue is silent."""
        entry = _table(_table(self.content, "packages"), package.name)
        if entry.get("destination") != self.place_of(package):
            return {}
        files = entry.get("files")
        found = {}
        for one in files if isinstance(files, list) else ():
            name, size, sha256 = (one.get(key) for key in ("path", "size", "sha256"))
            if isinstance(name, str) and is_inside(name):
                found[name] = Wanted(
                    size if isinstance(size, int) else None,
                    sha256.lower() if isinstance(sha256, str) else None,
                )
        return found

    def entry(self, package: Package) -> Mapping[str, Any]:
        """Return all that the catalogue says of a package; empty where it says nothing."""
        return _table(_table(self.content, "packages"), package.name)


def read(folder: Path) -> Catalogue | None:
    """Read the catalogue in `folder`, None where there is none; raises BrokenCatalogue, UnreadableModel."""
    path = folder / FILE
    try:
        if path.stat().st_size > _LARGEST:
            raise BrokenCatalogue(path=path, why="size")
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except PermissionError as error:
        raise UnreadableModel(path=path, why=error.strerror) from error
    except (OSError, ValueError, RecursionError) as error:
        raise BrokenCatalogue(path=path, why=type(error).__name__) from error
    _check(content, path=path)
    return Catalogue(path, content)


def _check(content: object, *, path: Path) -> None:
    """Refuse what CAMeL Tools would stumble over when it is imported."""
    if not isinstance(content, dict):
        raise BrokenCatalogue(path=path, why="{}")
    for part in ("version", "packages", "components"):
        if part not in content:
            raise BrokenCatalogue(path=path, why=part)
        if part != "version" and not _is_table_of_tables(content[part]):
            raise BrokenCatalogue(path=path, why=part)
    for component in content["components"].values():
        datasets = component.get("datasets")
        if not isinstance(component.get("default"), str) or not isinstance(datasets, dict):
            raise BrokenCatalogue(path=path, why="components")
        if not all(isinstance(one, dict) and isinstance(one.get("path"), str) for one in datasets.values()):
            raise BrokenCatalogue(path=path, why="datasets")
    for package in content["packages"].values():
        if not {"package_type", "private"} <= package.keys():
            raise BrokenCatalogue(path=path, why="packages")
        files = package.get("files") or []
        if not isinstance(files, list) or not all(isinstance(one, dict) for one in files):
            raise BrokenCatalogue(path=path, why="files")


def with_packages(
    catalogue: Catalogue | None, taken: Iterable[tuple[Package, Mapping[str, Any], Mapping[str, Wanted]]]
) -> dict[str, Any]:
    """Return the content of a catalogue that has these packages as well.

    Each comes with what another catalogue said of it (empty: nothing) and what its files are now.
    """
    content = json.loads(json.dumps(dict(catalogue.content))) if catalogue else {}
    content.setdefault("version", _VERSION)
    components = content.setdefault("components", {})
    packages = content.setdefault("packages", {})
    for package, entry, files in taken:
        component = components.setdefault(package.component, {"default": package.dataset, "datasets": {}})
        component["datasets"][package.dataset] = {"path": package.place}
        said = {
            "dependencies": [],
            "license": package.licence,
            "name": package.name,
            "url": package.address,
            **entry,
            "destination": package.place,
            "package_type": "http",
            "private": False,
        }
        said["files"] = [
            {"path": name, "size": one.size, "sha256": one.sha256} for name, one in sorted(files.items())
        ]
        packages[package.name] = said
    return content


def write(folder: Path, content: Mapping[str, Any]) -> None:
    """Write the catalogue of `folder` in one go; raises ModelsNotWritten."""
    path = folder / FILE
    draft = folder / f".{FILE}-{os.urandom(6).hex()}"
    try:
        try:
            with draft.open("x", encoding="utf-8") as stream:
                json.dump(content, stream, ensure_ascii=False, indent=1)
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise ModelsNotWritten(path=path, why=error.strerror) from error


def is_inside(name: str) -> bool:
    """Tell whether a path of the catalogue stays within the folder that it belongs to."""
    path = PurePosixPath(name)
    is_name = not set(name) & set("\\:\0") and not any("\ud800" <= one <= "\udfff" for one in name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and is_name


def _table(content: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = content.get(key)
    return found if isinstance(found, dict) else {}


def _is_table_of_tables(content: object) -> bool:
    return isinstance(content, dict) and all(isinstance(one, dict) for one in content.values())
