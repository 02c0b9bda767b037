"""Files that appear whole or not at all: written beside their place, flushed to disk, then renamed.

What stood there before stays until the rename, and stays for good where anything fails.
"""

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator import errors
from annotator.project.location import flush_folder, not_to_be_written
from annotator.text.printable import printable


def folder_target_of(out: Path | str, *, project: Path, files: Callable[[Path], frozenset[str]]) -> Path:
    """Return the real path of a folder to write; raises what speaks against it.

    A folder that is there is replaced where it is empty or holds an earlier export and nothing else: `files`
    returns what an export that lies there wrote and nobody changed since, as POSIX paths in it. Raises
    MissingFolder, OutputNotAFolder, FolderHasOthers or CannotWrite.
    """
    shown = printable(str(out))
    with writing_errors(Path(out)):
        target = Path(os.path.realpath(out))
        if not target.parent.is_dir():
            raise errors.MissingFolder(path=printable(str(target.parent)))
        if not target.exists():
            return target
        if not target.is_dir():
            raise errors.OutputNotAFolder(path=shown)
        mine = Path(os.path.realpath(project))
        other = mine.name if target in mine.parents else _other(target, files(target))
        if other is not None:
            raise errors.FolderHasOthers(path=shown, name=printable(other))
    return target


def _other(folder: Path, files: frozenset[str]) -> str | None:
    """Return the first thing in a folder that is none of `files`; a link is one, wherever it leads."""
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or (not path.is_dir() and name not in files):
            return name
    return None


def target_of(out: Path | str, *, project: Path) -> Path:
    """Return the real path to write to; raises what speaks against it.

    A link is followed, so that the file it leads to is replaced and not the link. Raises
    MissingFolder, OutputNotAFile, OutputIsProject or CannotWrite.
    """
    shown = printable(str(out))
    with writing_errors(Path(out)):
        target = Path(os.path.realpath(out))
        if not target.parent.is_dir():
            raise errors.MissingFolder(path=printable(str(target.parent)))
        mine = Path(os.path.realpath(project))
        if target in {mine, *(mine.with_name(mine.name + ending) for ending in ("-wal", "-shm", "-journal"))}:
            raise errors.OutputIsProject(path=shown)
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            raise errors.OutputNotAFile(path=shown)
        if target.exists() and target.samefile(mine):
            raise errors.OutputIsProject(path=shown)
    return target


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Lend an empty folder beside `target`; what is left there at the end is removed."""
    draft = target.with_name(f".annotator-{secrets.token_hex(8)}.part")
    with writing_errors(target):
        draft.mkdir()
    try:
        with writing_errors(target):
            yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def publish(drafts: dict[Path, Path]) -> None:
    """Flush each draft file to disk, then give each the name of its target."""
    for draft, target in drafts.items():
        with writing_errors(target):
            _flush(draft)
    for draft, target in drafts.items():
        with writing_errors(target):
            draft.replace(target)
            flush_folder(target.parent)


def publish_folder(draft: Path, target: Path) -> None:
    """Flush a draft folder to disk and give it the name of its target; what stood there goes after it."""
    with writing_errors(target):
        for path in sorted(draft.rglob("*")):
            if path.is_file():
                _flush(path)
        if not target.exists():
            draft.rename(target)
        else:
            old = target.with_name(f".annotator-{secrets.token_hex(8)}.old")
            target.rename(old)
            try:
                draft.rename(target)
            except OSError:
                old.rename(target)
                raise
            shutil.rmtree(old, ignore_errors=True)
        flush_folder(target.parent)


def _flush(path: Path) -> None:
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())


@contextmanager
def writing_errors(target: Path) -> Iterator[None]:
    """Turn what the disk says about writing `target` into a sentence."""
    shown = printable(str(target))
    try:
        yield
    except PermissionError as error:
        raise not_to_be_written(error, path=shown) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise errors.NoSpace(path=shown) from error
        raise errors.CannotWrite(path=shown, why=error.strerror or type(error).__name__) from error
    except ValueError as error:
        if "null byte" not in str(error) and "null character" not in str(error):
            raise
        raise errors.CannotWrite(path=shown, why="null byte") from error
