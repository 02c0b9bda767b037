"""The front door: files, folders and mixtures of both; the format of each is recognised or given.

Folders are read recursively, in natural order (file 2 before file 10), hidden files left out, links
to folders not followed. Only ordinary files are opened: a device or a pipe may never end.
"""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from annotator import errors
from annotator.exchange import registry
from annotator.exchange.incoming import Incoming, ReadOptions, SourceFile, printable
from annotator.project.open_files import is_held

HEAD = 4096  # bytes that decide on the format
_AS_FOUND = ReadOptions()


@dataclass(slots=True)
class Found:
    """What lies at the paths that were asked for: files to read, refusals, the number passed by."""

    files: list[SourceFile] = field(default_factory=list)
    refused: list[errors.AnnotatorError] = field(default_factory=list)
    ignored: int = 0


def read(
    paths: Iterable[Path | str],
    *,
    format: str | None = None,  # noqa: A002 - the command line's word
    options: ReadOptions = _AS_FOUND,
) -> Iterator[Incoming]:
    """Yield everything that the files and folders hold; raises InputError at the first that is refused."""
    found = find(paths, format=format)
    for refusal in found.refused:
        raise refusal
    for file in found.files:
        yield from read_file(file, format=format, options=options)


def find(paths: Iterable[Path | str], *, format: str | None = None) -> Found:  # noqa: A002
    """List the files at `paths`, each once; raises UnknownImportFormat."""
    wanted = [registry.reader_named(format)] if format is not None else registry.readers().values()
    suffixes = tuple(suffix for reader in wanted for suffix in reader.suffixes)
    found = Found()
    for given in paths:
        try:
            _look_at(Path(given), found, suffixes)
        except errors.InputError as refusal:
            found.refused.append(refusal)
        except (OSError, ValueError) as error:
            found.refused.append(_refusal(Path(given), error))
    by_real_path = {os.path.realpath(file.path): file for file in reversed(found.files)}
    found.files = list(reversed(by_real_path.values()))
    return found


def read_file(
    file: SourceFile,
    *,
    format: str | None = None,  # noqa: A002
    options: ReadOptions = _AS_FOUND,
) -> Iterator[Incoming]:
    """Yield what one file holds, in its order; raises InputError."""
    if is_held(file.path):
        # A project that is open here; to read it would drop SQLite's locks on it.
        raise errors.BinaryFile(path=file.name, kind="SQLite")
    try:
        with file.path.open("rb") as handle:
            head = handle.read(HEAD)
        reader = registry.reader_for(file, head, format=format)
        yield from reader.read(file, options=options)
    except OSError as error:
        raise _refusal(file.path, error) from error


def _look_at(path: Path, found: Found, suffixes: tuple[str, ...]) -> None:
    status = path.stat()
    if stat.S_ISREG(status.st_mode):
        folder = Path(os.path.realpath(path)).parent.name
        found.files.append(SourceFile(path, PurePosixPath(folder, path.name), status.st_size))
        return
    if not stat.S_ISDIR(status.st_mode):
        raise errors.NotAFile(path=printable(str(path)))
    before = len(found.files), len(found.refused)
    _walk(path, found, suffixes)
    if (len(found.files), len(found.refused)) == before:
        raise errors.EmptyFolder(path=printable(str(path)), formats=", ".join(suffixes))


def _walk(root: Path, found: Found, suffixes: tuple[str, ...]) -> None:
    asked = Path(os.path.realpath(root)).name
    unreadable: list[OSError] = []
    files: list[Path] = []
    for folder, folders, names in os.walk(root, onerror=unreadable.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(folder, name) for name in names if not name.startswith(".")]
    found.refused += [_refusal(Path(str(error.filename)), error) for error in unreadable]
    for path in sorted(files, key=_natural):
        if path.suffix.lower() not in suffixes:
            found.ignored += 1
        elif not path.is_file():
            found.refused.append(errors.NotAFile(path=printable(str(path))))
        else:
            place = PurePosixPath(asked, *path.relative_to(root).parts)
            found.files.append(SourceFile(path, place, path.stat().st_size))


def _natural(path: Path) -> list[list[tuple[int, int, str]]]:
    return [[_part(part) for part in re.split(r"(\d+)", name)] for name in path.parts]


def _part(part: str) -> tuple[int, int, str]:
    # Digits sort by value, then by their writing, so that 7 and 07 keep one order everywhere.
    return (0, int(part), part) if part.isdecimal() else (1, 0, part.casefold())


def _refusal(path: Path, error: OSError | ValueError) -> errors.InputError:
    name = printable(str(path))
    if isinstance(error, PermissionError):
        return errors.UnreadablePath(path=name)
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        return errors.MissingPath(path=name)
    return errors.UnreadableFile(path=name, why=error.strerror or type(error).__name__)
