"""The front door: files, folders and mixtures of both; the format of each is recognised or given.

Folders are read recursively, in natural order (file 2 before file 10), hidden files left out, links
to folders not followed. Only ordinary files are opened: a device or a pipe may never end. What lies in an
archive is found by the same walk, once it is unpacked (`taking`).
"""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from annotator import errors
from annotator.exchange import archives, registry
from annotator.exchange.incoming import Reader, SourceFile
from annotator.project.open_files import is_held
from annotator.text.printable import printable

HEAD: Final = 4096  # bytes that decide on the format
# What lies beside training data and says something about it: our manifests, those of Hugging Face.
_ABOUT: Final = re.compile(r"(?:(?:^|\.)manifest|^dataset_infos?|^dataset_dict|^state)\.json$")


@dataclass(slots=True)
class Found:
    """What lies at the paths that were asked for: files to read, refusals, the number passed by."""

    files: list[SourceFile] = field(default_factory=list)
    refused: list[errors.AnnotatorError] = field(default_factory=list)
    ignored: int = 0


def find(paths: Iterable[Path | str], *, format: str | None = None) -> Found:  # noqa: A002
    """List the files at `paths`, each once, archives as they are; raises UnknownImportFormat."""
    suffixes_of(format)  # what cannot be read at all is said before anything is looked at
    found = Found()
    for given in paths:
        try:
            _look_at(Path(given), found, format)
        except errors.InputError as refusal:
            found.refused.append(refusal)
        except (OSError, ValueError) as error:
            found.refused.append(refusal_of(Path(given), error))
    by_real_path = {os.path.realpath(file.path): file for file in reversed(found.files)}
    found.files = _without_texts_of_labels(list(reversed(by_real_path.values())))
    return found


def suffixes_of(format: str | None) -> tuple[str, ...]:  # noqa: A002
    """Return what names of files in folders end with, of one format or all; raises UnknownImportFormat."""
    wanted = [registry.reader_named(format)] if format is not None else registry.readers().values()
    return tuple(dict.fromkeys(suffix for reader in wanted for suffix in reader.suffixes))


def reader_of(file: SourceFile, *, format: str | None = None) -> Reader | None:  # noqa: A002
    """Return who reads a file, None where it is an archive; raises InputError.

    A format that is asked for reads the files that are named as its own, whatever they are inside.
    """
    if is_held(file.path):
        # A project that is open here; to read it would drop SQLite's locks on it.
        raise errors.BinaryFile(path=file.name, kind="SQLite")
    try:
        with file.path.open("rb") as handle:
            head = handle.read(HEAD)
        is_asked_for = format is not None and file.path.suffix.lower() in suffixes_of(format)
        if not is_asked_for and archives.is_archive(file, head):
            return None
    except OSError as error:
        raise refusal_of(file.path, error, name=file.name) from error
    return registry.reader_for(file, head, format=format)


def walk(root: Path, *, place: PurePosixPath, format: str | None, shown: str = "") -> Found:  # noqa: A002
    """List the files of a folder that a format reads, or all formats, and archives, in natural order.

    `place` is what the folder is called in the places of its files, `shown` what it is called in sentences.
    """
    suffixes = suffixes_of(format)
    found = Found()
    for path in sorted(_files(root, found), key=_natural):
        inner = path.relative_to(root).parts
        name = "/".join((shown, *inner)) if shown else ""
        if path.suffix.lower() not in (*suffixes, *archives.SUFFIXES) or _ABOUT.search(path.name):
            found.ignored += 1
        elif not path.is_file():
            found.refused.append(errors.NotAFile(path=printable(name or str(path))))
        else:
            found.files.append(SourceFile(path, place.joinpath(*inner), path.stat().st_size, name))
    found.files = _without_texts_of_labels(found.files)
    return found


def _without_texts_of_labels(files: list[SourceFile]) -> list[SourceFile]:
    """Return the files without texts whose labels are among them, as of brat: these bring the text."""
    labels = {file.path.with_suffix("") for file in files if file.path.suffix.lower() == ".ann"}
    return [
        file
        for file in files
        if file.path.suffix.lower() != ".txt" or file.path.with_suffix("") not in labels
    ]


def refusal_of(path: Path, error: OSError | ValueError, *, name: str = "") -> errors.InputError:
    """Return the sentence for what the disk says of a file; `name` is what it is called, if not its path."""
    shown = name or printable(str(path))
    if isinstance(error, PermissionError):
        return errors.UnreadablePath(path=shown)
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        return errors.MissingPath(path=shown)
    return errors.UnreadableFile(path=shown, why=error.strerror or type(error).__name__)


def _look_at(path: Path, found: Found, format: str | None) -> None:  # noqa: A002
    status = path.stat()
    if stat.S_ISREG(status.st_mode):
        folder = Path(os.path.realpath(path)).parent.name
        found.files.append(SourceFile(path, PurePosixPath(folder, path.name), status.st_size))
        return
    if not stat.S_ISDIR(status.st_mode):
        raise errors.NotAFile(path=printable(str(path)))
    inside = walk(path, place=PurePosixPath(Path(os.path.realpath(path)).name), format=format)
    if not inside.files and not inside.refused:
        raise errors.EmptyFolder(path=printable(str(path)), formats=", ".join(suffixes_of(format)))
    found.files += inside.files
    found.refused += inside.refused
    found.ignored += inside.ignored


def _files(root: Path, found: Found) -> Iterator[Path]:
    """Yield what is no folder and not hidden; folders in folders may be nested deeper than Python's calls."""
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(Path(entry))
                    elif not _leads_to_folder(entry):
                        yield Path(entry)
        except OSError as error:
            found.refused.append(refusal_of(folder, error))


def _leads_to_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_symlink() and entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _natural(path: Path) -> list[list[tuple[int, int, str]]]:
    return [[_part(part) for part in re.split(r"(\d+)", name)] for name in path.parts]


def _part(part: str) -> tuple[int, int, str]:
    # Digits sort by value, then by their writing, so that 7 and 07 keep one order everywhere.
    return (0, int(part), part) if part.isdecimal() else (1, 0, part.casefold())
