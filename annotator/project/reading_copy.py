"""A project that may be read and not written, in a copy: SQLite reads none without a log beside it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.errors import NoRights
from annotator.project import location
from annotator.project.open_files import is_held


@contextmanager
def reading_copy(path: Path, *, refused: NoRights) -> Iterator[Path]:
    """Lend a copy of the project at `path`, with what its log holds; it is gone afterwards.

    Raises `refused` where somebody else wrote to the project meanwhile, and NoSpace, NoRights or DiskFault.
    """
    if is_held(path):  # whoever opens it but by SQLite takes its locks away
        raise refused
    files = [path, path.with_name(f"{path.name}-wal")]
    with TemporaryDirectory(prefix="annotator-") as folder:
        before = [_state(file) for file in files]
        with location.disk_errors(Path(folder)):
            for file, state in zip(files, before, strict=True):
                if state is not None:
                    shutil.copyfile(file, Path(folder, file.name))
        if [_state(file) for file in files] != before:
            raise refused
        yield Path(folder, path.name)


def _state(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size
