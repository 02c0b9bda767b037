"""The folder of CAMeL's data: where it is, what is installed in it, and whether that can be used.

Nothing is imported from CAMeL Tools, nothing is made and nothing is fetched. CAMeL's own installer
never looks at the SHA-256 values of its catalogue; here they are what decides.
"""

import errno
import hashlib
import json
import os
import stat
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from annotator.errors.recognisers import (
    CheckStopped,
    DamagedFile,
    LowercasingTokenizer,
    MissingCatalogue,
    MissingModelFile,
    NoRecogniser,
    NotInCatalogue,
    RecogniserError,
    UnfinishedFile,
    UnreadableModel,
)
from annotator.suggest.camel import catalogue
from annotator.suggest.camel.catalogue import Catalogue, Wanted
from annotator.suggest.camel.published import PACKAGES, RECOGNISER, Package

VARIABLE: Final = "CAMELTOOLS_DATA"
BLOCK: Final = 1 << 20  # bytes read at a time
_TENSORS: Final = "model.safetensors"
_TOKENIZER: Final = "tokenizer_config.json"
_UNREAD: Final = frozenset({"LICENSE"})  # no loss where somebody left it out
_LONGEST_HEAD: Final = 100_000_000  # bytes, as the format itself allows

OnProgress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class File:
    """One file of a package: its size in bytes, the SHA-256 that it must have, and that it has."""

    name: str
    size: int
    wanted: str | None
    found: str | None = None


@dataclass(frozen=True, slots=True)
class Installed:
    """A package as it lies in the folder. `is_there` says whether anything of it does."""

    package: Package
    path: Path
    files: tuple[File, ...]
    problems: tuple[RecogniserError, ...]

    @property
    def name(self) -> str:
        """The package's name, as CAMeL calls it."""
        return self.package.name

    @property
    def size(self) -> int:
        """How many bytes its files have."""
        return sum(file.size for file in self.files)

    @property
    def is_there(self) -> bool:
        """Whether any of it is in the folder."""
        return bool(self.files or self.problems)

    @property
    def is_ready(self) -> bool:
        """Whether it can be used, as far as was looked."""
        return self.is_there and not self.problems

    @property
    def is_vouched(self) -> bool:
        """Whether the catalogue says for every file what it must be."""
        return all(file.wanted for file in self.files)

    def identity(self) -> str:
        """Return a SHA-256 over the names and SHA-256 values of the files: equal data have equal ones.

        Files that nobody vouches for are read for it. Raises UnreadableModel.
        """
        whole = hashlib.sha256()
        for file in sorted(self.files, key=lambda one: one.name):
            value = file.found or file.wanted or sha256_of(self.path / file.name)
            whole.update(f"{file.name}\0{value}\n".encode())
        return whole.hexdigest()


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where CAMeL Tools looks for its data: $CAMELTOOLS_DATA, else a place in the person's home."""
    said = environment.get(VARIABLE)
    if said is not None:
        return Path(said).expanduser().absolute()
    if sys.platform == "win32":
        return Path.home() / "AppData" / "Roaming" / "camel_tools"
    return Path.home() / ".camel_tools"


def has_camel_tools() -> bool:
    """Tell whether the extra `camel` is installed, without importing any of it."""
    return find_spec("camel_tools") is not None


def installed(
    folder: Path | None = None,
    *,
    check: bool = False,
    on_progress: OnProgress | None = None,
    is_cancelled: IsCancelled | None = None,
) -> list[Installed]:
    """Return every package that Annotator can use as it lies in `folder`, CAMeL's own unless told.

    With `check`, every file is read and compared with its SHA-256; progress is in bytes. Raises
    CheckStopped where `is_cancelled` says so.
    """
    folder = folder or data_folder()
    try:
        listed = catalogue.read(folder)
    except RecogniserError as error:
        return [_look(folder, one, None, because=error) for one in PACKAGES]
    missing = MissingCatalogue(path=folder / catalogue.FILE) if listed is None else None
    found = [_look(folder, one, listed, because=missing) for one in PACKAGES]
    if not check:
        return found
    total = sum(one.size for one in found)
    done = 0
    checked = []
    for one in found:
        before = done
        told = None if on_progress is None else _from(before, total, on_progress)
        checked.append(compare(one, on_progress=told, is_cancelled=is_cancelled))
        done += one.size
    return checked


def ready(name: str = RECOGNISER, folder: Path | None = None) -> Installed:
    """Return a package that can be used, every SHA-256 compared; raises the first thing that is wrong."""
    folder = folder or data_folder()
    one = next(one for one in installed(folder) if one.name == name)
    if not one.is_there:
        raise NoRecogniser(path=folder)
    one = one if one.problems else compare(one)
    for problem in one.problems:
        raise problem
    return one


def compare(
    one: Installed, *, on_progress: OnProgress | None = None, is_cancelled: IsCancelled | None = None
) -> Installed:
    """Return a package with the SHA-256 of every file read, and those that differ among its problems."""
    files: list[File] = []
    problems = list(one.problems)
    done = 0
    for file in one.files:
        told = None if on_progress is None else _from(done, one.size, on_progress)
        try:
            found = sha256_of(one.path / file.name, on_progress=told, is_cancelled=is_cancelled)
        except UnreadableModel as error:
            files.append(file)
            if str(error) not in map(str, problems):
                problems.append(error)
            continue
        done += file.size
        files.append(File(file.name, file.size, file.wanted, found))
        is_known = any(problem.values.get("name") == file.name for problem in problems)
        if file.wanted and file.wanted != found and not is_known:
            problems.append(DamagedFile(name=file.name, path=one.path))
    return Installed(one.package, one.path, tuple(files), tuple(problems))


def sha256_of(
    path: Path, *, on_progress: OnProgress | None = None, is_cancelled: IsCancelled | None = None
) -> str:
    """Return the SHA-256 of a file in hexadecimal; raises UnreadableModel and CheckStopped."""
    whole = hashlib.sha256()
    done = 0
    try:
        with path.open("rb") as stream:
            while block := stream.read(BLOCK):
                whole.update(block)
                done += len(block)
                if is_cancelled is not None and is_cancelled():
                    raise CheckStopped
                if on_progress is not None:
                    on_progress(done, done)
    except OSError as error:
        raise UnreadableModel(path=path, why=error.strerror) from error
    return whole.hexdigest()


def look_at(path: Path, package: Package, wanted: Mapping[str, Wanted]) -> Installed:
    """Return the files of a package that lie in `path`, without reading them whole, and what is wrong."""
    files: list[File] = []
    problems: list[RecogniserError] = []
    try:
        is_there = path.is_dir() and any(path.iterdir())
    except OSError as error:
        return Installed(package, path, (), (UnreadableModel(path=path, why=error.strerror),))
    if not is_there:
        return Installed(package, path, (), ())
    for name in [*wanted, *(name for name in package.needs if name not in wanted)]:
        said = wanted.get(name, Wanted(None, None))
        problem, size = _file(path, name, said)
        if size is None and name in _UNREAD:
            continue
        if problem is not None:
            problems.append(problem)
        if size is not None:
            files.append(File(name, size, said.sha256))
    if not problems:
        problems += _contents(path, files)
    return Installed(package, path, tuple(files), tuple(problems))


def _look(
    folder: Path, package: Package, listed: Catalogue | None, *, because: RecogniserError | None
) -> Installed:
    place = (listed.place_of(package) if listed else None) or package.place
    one = look_at(folder / "data" / place, package, listed.wanted(package) if listed else {})
    if because is None and one.is_there and listed is not None and listed.place_of(package) is None:
        because = NotInCatalogue(path=listed.path, name=package.name)
    if because is None or not (one.is_there or isinstance(because, UnreadableModel)):
        return one
    return Installed(package, one.path, one.files, (because, *one.problems))


def _file(path: Path, name: str, said: Wanted) -> tuple[RecogniserError | None, int | None]:
    """Return what is wrong with a file that is needed, and its size where it is there."""
    try:
        facts = (path / name).stat()
    except (FileNotFoundError, NotADirectoryError):
        return MissingModelFile(name=name, path=path), None
    except OSError as error:
        return UnreadableModel(path=path / name, why=error.strerror), None
    if not stat.S_ISREG(facts.st_mode):
        return MissingModelFile(name=name, path=path), None
    if not os.access(path / name, os.R_OK):
        return UnreadableModel(path=path / name, why=os.strerror(errno.EACCES)), facts.st_size
    if said.size is not None and facts.st_size < said.size:
        return UnfinishedFile(name=name, path=path, size=facts.st_size, wanted=said.size), facts.st_size
    if said.size is not None and facts.st_size > said.size:
        return DamagedFile(name=name, path=path), facts.st_size
    return None, facts.st_size


def _contents(path: Path, files: list[File]) -> list[RecogniserError]:
    """Return what the files' own beginnings say is wrong, whether or not anybody vouches for them."""
    problems: list[RecogniserError] = []
    for file in files:
        if file.name == _TENSORS:
            wanted = _tensors_size(path / file.name)
            if wanted is None:
                problems.append(DamagedFile(name=file.name, path=path))
            elif file.size < wanted:
                problems.append(UnfinishedFile(name=file.name, path=path, size=file.size, wanted=wanted))
        elif file.name == _TOKENIZER and not _keeps_letters(path / file.name):
            problems.append(LowercasingTokenizer(path=path / file.name))
    return problems


def _keeps_letters(path: Path) -> bool:
    """Tell whether a tokenizer leaves letters as they are: by itself, transformers 5 turns أ into ا."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(said, dict) and said.get("do_lower_case") is False and not said.get("strip_accents")


def _tensors_size(path: Path) -> int | None:
    """Return how long a safetensors file says it is: 8 bytes of length, a JSON head, then the numbers."""
    try:
        with path.open("rb") as stream:
            length = int.from_bytes(stream.read(8), "little")
            if not 2 <= length <= _LONGEST_HEAD:
                return None
            head = json.loads(stream.read(length))
        ends = [one["data_offsets"][1] for name, one in head.items() if name != "__metadata__"]
        return 8 + length + int(max(ends))
    except (OSError, ValueError, TypeError, AttributeError, LookupError):
        return None


def _from(before: int, total: int, on_progress: OnProgress) -> OnProgress:
    return lambda done, _total: on_progress(before + done, total)
