"""Takes CAMeL's data over from a folder, on a stick say: whole or not at all, and nothing from outside it.

The folder is CAMeL's own, with its catalogue, or holds the files of the recogniser alone. What was
taken stands in the catalogue with the SHA-256 values that it has, so that later damage is seen.
"""

import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import time
from typing import Any, Final

from annotator.errors.recognisers import (
    DamagedFile,
    LinkLeadsOut,
    ModelsNotWritten,
    NoModelsThere,
    NoRoomForModels,
    NotAModelFile,
    TakingCancelled,
    UnreadableModel,
)
from annotator.suggest.camel import catalogue
from annotator.suggest.camel.catalogue import Wanted
from annotator.suggest.camel.folder import (
    BLOCK,
    Installed,
    IsCancelled,
    OnProgress,
    data_folder,
    installed,
    look_at,
)
from annotator.suggest.camel.published import PACKAGES, RECOGNISER, Package

_DRAFT: Final = ".annotator-taking-"
_FORGOTTEN: Final = 86_400  # seconds
_SPARE: Final = 10_000_000  # bytes that are left free
_EXTRA: Final = ("LICENSE", "special_tokens_map.json")  # taken along where they are there


@dataclass(frozen=True, slots=True)
class _Parcel:
    """A package in the folder that it is taken from, the files to take, and what was said of it there."""

    package: Package
    source: Path
    names: tuple[str, ...]
    wanted: Mapping[str, Wanted]
    entry: Mapping[str, Any]


def install_from(
    source: Path,
    folder: Path | None = None,
    *,
    on_progress: OnProgress | None = None,
    is_cancelled: IsCancelled | None = None,
) -> list[Installed]:
    """Take over what Annotator can use from `source`, and return it as it lies in `folder`, CAMeL's own.

    Progress is in bytes. Each package comes in whole or not at all, in the place of one that was there.
    Raises RecogniserError: nothing there, damaged or incomplete there, a link that leads out, no room,
    no right, or cancelled.
    """
    folder = folder or data_folder()
    parcels = _parcels(source)
    total = 0
    for parcel in parcels:
        for name in parcel.names:
            total += _size(parcel.source, name, root=source)
    catalogue.read(folder)  # before anything is copied: one that is broken stays as it is
    _require_room(folder, total)
    taken = []
    copying = _Copying(total, on_progress=on_progress, is_cancelled=is_cancelled)
    with _room(folder, needed=total) as draft:
        for parcel in parcels:
            files = {name: copying.copy(parcel, name, draft / parcel.package.place) for name in parcel.names}
            taken.append((parcel.package, parcel.entry, files))
        # Read again: copying takes minutes, and another program may have taken something in meanwhile.
        catalogue.write(draft, catalogue.with_packages(catalogue.read(folder), taken))
        for parcel in parcels:
            _put_in_place(draft, folder, place=parcel.package.place)
        (draft / catalogue.FILE).replace(folder / catalogue.FILE)
    names = {parcel.package.name for parcel in parcels}
    return [one for one in installed(folder) if one.name in names]


def _parcels(source: Path) -> list[_Parcel]:
    """Return what of `source` can be taken; raises what is wrong with it."""
    try:
        is_folder = stat.S_ISDIR(source.stat().st_mode)
    except FileNotFoundError:
        is_folder = False
    except OSError as error:
        raise UnreadableModel(path=source, why=error.strerror) from error
    if not is_folder:
        raise NoModelsThere(path=source)
    listed = catalogue.read(source)
    found = []
    for package in PACKAGES:
        place = (listed.place_of(package) if listed else None) or package.place
        wanted = listed.wanted(package) if listed else {}
        one = look_at(source / "data" / place, package, wanted)
        if one.is_there:
            found.append(_parcel(one, wanted, listed.entry(package) if listed else {}))
    if not found:
        package = next(one for one in PACKAGES if one.name == RECOGNISER)
        one = look_at(source, package, {})
        if not any(file.name == "config.json" for file in one.files):
            raise NoModelsThere(path=source)
        found.append(_parcel(one, {}, {}))
    return found


def _parcel(one: Installed, wanted: Mapping[str, Wanted], entry: Mapping[str, Any]) -> _Parcel:
    for problem in one.problems:
        raise problem
    extra = [name for name in _EXTRA if name not in wanted and (one.path / name).exists()]
    names = dict.fromkeys([*(file.name for file in one.files), *extra])
    return _Parcel(one.package, one.path, tuple(names), wanted, entry)


def _size(path: Path, name: str, *, root: Path) -> int:
    """Return the size of a file in bytes; raises LinkLeadsOut, NotAModelFile or UnreadableModel."""
    file = path / name
    try:
        if not file.resolve(strict=True).is_relative_to(root.resolve(strict=True)):
            raise LinkLeadsOut(path=file)
        facts = file.stat()
    except OSError as error:
        raise UnreadableModel(path=file, why=error.strerror) from error
    if not stat.S_ISREG(facts.st_mode):
        raise NotAModelFile(path=file)
    return facts.st_size


def _require_room(folder: Path, needed: int) -> None:
    there = next(one for one in (folder, *folder.parents) if one.exists())
    free = shutil.disk_usage(there).free
    if free < needed + _SPARE:
        raise NoRoomForModels(path=folder, needed=_megabytes(needed))


def _megabytes(size: int) -> int:
    return -(-(size + _SPARE) // 1_000_000)


@contextmanager
def _room(folder: Path, *, needed: int) -> Iterator[Path]:
    """Lend a folder inside `folder` to copy into; whatever is left in it afterwards goes."""
    draft = folder / f"{_DRAFT}{os.urandom(6).hex()}"
    made = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        try:
            draft.mkdir(parents=True)
            yield draft
        finally:
            shutil.rmtree(draft, ignore_errors=True)
            for left in folder.glob(f"{_DRAFT}*"):
                if time() - left.stat().st_mtime > _FORGOTTEN:  # by a program that was killed
                    shutil.rmtree(left, ignore_errors=True)
            _remove_empty(made)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise NoRoomForModels(path=folder, needed=_megabytes(needed)) from error
        raise ModelsNotWritten(path=folder, why=error.strerror) from error


def _remove_empty(folders: list[Path]) -> None:
    """Remove folders that were made and are empty again, the innermost first."""
    for one in folders:
        try:
            one.rmdir()
        except OSError:  # something was taken after all
            return


class _Copying:
    """Copies files, counts their bytes over all of them, and looks at their SHA-256 on the way."""

    def __init__(
        self, total: int, *, on_progress: OnProgress | None, is_cancelled: IsCancelled | None
    ) -> None:
        self._total = total
        self._done = 0
        self._on_progress = on_progress
        self._is_cancelled = is_cancelled

    def copy(self, parcel: _Parcel, name: str, target: Path) -> Wanted:
        """Copy a file into `target`, and return what it is; raises DamagedFile or TakingCancelled."""
        source, copy = parcel.source / name, target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            reading = source.open("rb")
        except OSError as error:
            raise UnreadableModel(path=source, why=error.strerror) from error
        whole = hashlib.sha256()
        with reading, copy.open("xb") as writing:
            while block := _block(reading, source):
                if self._is_cancelled is not None and self._is_cancelled():
                    raise TakingCancelled
                whole.update(block)
                writing.write(block)
                self._done += len(block)
                if self._on_progress is not None:
                    self._on_progress(self._done, self._total)
            writing.flush()
            os.fsync(writing.fileno())
        found = Wanted(copy.stat().st_size, whole.hexdigest())
        wanted = parcel.wanted.get(name, Wanted(None, None))
        if wanted.sha256 not in (None, found.sha256):
            raise DamagedFile(name=name, path=parcel.source)
        return found


def _block(stream: Any, path: Path) -> bytes:
    """Read on; a stick with a fault, or one that was pulled out, is told by the file."""
    try:
        block: bytes = stream.read(BLOCK)
    except OSError as error:
        raise UnreadableModel(path=path, why=error.strerror) from error
    return block


def _put_in_place(draft: Path, folder: Path, *, place: str) -> None:
    """Move a package from the draft to where it belongs; what was there goes away with the draft."""
    target = folder / "data" / place
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = draft / "aside" / place
    had_one = target.exists()
    if had_one:
        aside.parent.mkdir(parents=True, exist_ok=True)
        target.rename(aside)
    try:
        (draft / place).rename(target)
    except OSError:
        if had_one:
            aside.rename(target)
        raise
