"""Goes through what was found, file by file, with who watches it: archives are unpacked on the way.

What comes of a file is another's to say (`importing`, `previewing`); both go the same way through here.
"""

import tempfile
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from annotator import errors
from annotator.exchange import archives, reading
from annotator.exchange.incoming import Incoming, Reader, ReadOptions, SourceFile, quoted
from annotator.exchange.recleaning import recleaned
from annotator.text.cleaning import DEFAULT_STEPS, STEPS
from annotator.text.printable import printable

# Files that are handed over at once: each alone would wait for the disk, all together hold others off.
LOT_FILES: Final = 50
LOT_BYTES: Final = 20_000_000
# What the project says against one file; the rest (a full disk, a damaged project) ends the import.
FILE_ERRORS: Final = (errors.InputError, errors.WorkExists, errors.UnstorableText, errors.TextTooLarge)
_UNPACKING: Final = 0.25  # of the work on an archive

Progress = Callable[[int, int], None]  # bytes read so far, bytes in all


def read(
    paths: Iterable[Path | str],
    *,
    format: str | None = None,  # noqa: A002 - the command line's word
    options: ReadOptions | None = None,
) -> Iterator[Incoming]:
    """Yield everything that files, folders and archives hold; raises InputError at the first refusal."""
    taking = Taking(paths, format=format, options=options or ReadOptions())
    for refusal in taking.refused:
        raise refusal
    with closing(taking.lots()) as lots:
        for taken in (taken for lot in lots for taken in lot):
            with taking.documents(taken) as documents:
                yield from documents


class CancelledError(Exception):
    """Leaves the file in hand, with what was taken of it."""


class Taken(NamedTuple):
    """A file in its turn, `refusal` where it cannot be read; `share` is its part of all the bytes.

    `root` is what was asked for: the file, or the folder or archive it lies in.
    """

    file: SourceFile
    root: Path
    share: float
    reader: Reader | None = None
    refusal: errors.InputError | None = None


class _End:
    """The files before this one must be worked on now: their folder goes, or nothing comes for long."""


class Taking:
    """The files at some paths in their order, each with what it holds."""

    def __init__(
        self,
        paths: Iterable[Path | str],
        *,
        format: str | None,  # noqa: A002 - the command line's word
        options: ReadOptions,
        steps: Collection[str] = DEFAULT_STEPS,
        on_progress: Progress | None = None,
        is_cancelled: Callable[[], bool] | None = None,
        limits: archives.Limits = archives.LIMITS,
    ) -> None:
        """Look for the files; raises UnknownImportFormat, NoSuchStep and NoSuchEncoding."""
        _check(options, steps)
        asked = [Path(path) for path in paths]
        self._asked = set(asked)
        self._found = reading.find(asked, format=format)
        self._steps = steps
        self._format = format
        self._options = options
        self._on_progress = on_progress
        self._is_cancelled = is_cancelled
        self._limits = limits
        self._total = sum(file.size for file in self._found.files)
        self._done = 0.0
        self.refused = self._found.refused
        self.ignored = self._found.ignored
        self.is_cancelled = False

    def lots(self) -> Generator[list[Taken], None, None]:
        """Yield the files in lots that belong into one transaction; ends early where somebody cancels.

        A lot must be worked on before the next one is asked for: what an archive held goes away.
        """
        lot: list[Taken] = []
        try:
            for file in self._found.files:
                for one in self._opened(file, self._root(file), share=file.size, depth=0):
                    if isinstance(one, Taken):
                        lot.append(one)
                    full = len(lot) >= LOT_FILES or sum(taken.share for taken in lot) >= LOT_BYTES
                    if lot and (full or isinstance(one, _End)):
                        yield lot
                        lot = []
                    self.check()
            if lot:
                yield lot
        except CancelledError:
            self.is_cancelled = True

    @contextmanager
    def documents(self, taken: Taken) -> Iterator[Iterator[Incoming]]:
        """Lend what a file holds; raises InputError, and CancelledError where somebody cancels."""
        try:
            yield self._read(taken)
        finally:
            self._done += taken.share
            self._show(0)

    def _read(self, taken: Taken) -> Iterator[Incoming]:
        if taken.refusal is not None:
            raise taken.refusal
        if taken.reader is None:
            raise ValueError("a file without a reader")
        size = max(taken.file.size, 1)
        try:
            with _unchanged(taken.file):
                for incoming in taken.reader.read(taken.file, options=self._options):
                    yield recleaned(incoming, steps=self._steps)
                    self._show(taken.share * min(1.0, incoming.read_to / size))
                    self.check()
        except OSError as error:
            raise reading.refusal_of(taken.file.path, error, name=taken.file.name) from error

    def _opened(self, file: SourceFile, root: Path, *, share: float, depth: int) -> Iterator[Taken | _End]:
        try:
            reader = reading.reader_of(file, format=self._format)
        except errors.InputError as refusal:
            yield Taken(file, root, share, refusal=refusal)
            return
        if reader is not None:
            yield Taken(file, root, share, reader)
            return
        yield _End()
        try:
            with tempfile.TemporaryDirectory(prefix="annotator-", ignore_cleanup_errors=True) as folder:
                found = self._unpacked(file, Path(folder), share=share, depth=depth)
                self._done += share * _UNPACKING
                total = max(sum(one.size for one in found.files), 1)
                for inner in found.files:
                    part = share * (1 - _UNPACKING) * inner.size / total
                    yield from self._opened(inner, root, share=part, depth=depth + 1)
                yield _End()
        except errors.InputError as refusal:
            yield Taken(file, root, share, refusal=refusal)

    def _unpacked(self, file: SourceFile, folder: Path, *, share: float, depth: int) -> reading.Found:
        """Unpack an archive and find what it holds."""
        if depth >= self._limits.depth:
            raise errors.ArchiveTooDeep(path=file.name, limit=self._limits.depth)

        def watch(unpacked: int) -> None:
            # What it will be is not known: nearer and nearer to the whole.
            self._show(share * _UNPACKING * unpacked / (unpacked + max(file.size, 1)))
            self.check()

        try:
            is_folder = archives.unpack(file, folder, limits=self._limits, watch=watch)
        except OSError as error:
            raise reading.refusal_of(file.path, error, name=file.name) from error
        found = self._found_in(folder, file) if is_folder else _one_file(folder, file)
        if not found.files and not found.refused and file.path in self._asked:
            formats = ", ".join(reading.suffixes_of(self._format))
            raise errors.ArchiveEmpty(path=file.name, formats=formats)
        self.ignored += found.ignored
        self.refused += found.refused
        return found

    def _found_in(self, folder: Path, file: SourceFile) -> reading.Found:
        place = file.place.parent / printable(archives.folder_name(file))
        return reading.walk(folder, place=place, format=self._format, shown=file.name)

    def check(self) -> None:
        """Raise CancelledError where somebody cancels."""
        if self._is_cancelled is not None and self._is_cancelled():
            raise CancelledError

    def _root(self, file: SourceFile) -> Path:
        paths = (file.path, *file.path.parents)
        return next((path for path in paths if path in self._asked), file.path)

    def _show(self, more: float) -> None:
        if self._on_progress is not None:
            self._on_progress(min(round(self._done + more), self._total), self._total)


@contextmanager
def _unchanged(file: SourceFile) -> Iterator[None]:
    """Refuse a file that changes while it is read: some are read twice, and what came in would be neither."""
    before = _stamp(file.path)
    try:
        yield
    except (errors.AnnotatorError, CancelledError, OSError):
        raise
    except Exception as error:  # whatever a reader runs into that knew another file
        if _stamp(file.path) == before:
            raise
        raise errors.FileChanged(path=file.name) from error
    if _stamp(file.path) != before:
        raise errors.FileChanged(path=file.name)


def _stamp(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns


def _one_file(folder: Path, file: SourceFile) -> reading.Found:
    """Return what was packed by itself: it is what was asked for, whatever it is called."""
    (path,) = folder.iterdir()
    return reading.Found([SourceFile(path, file.place.parent / path.name, path.stat().st_size, file.name)])


def _check(options: ReadOptions, steps: Collection[str]) -> None:
    for step in sorted(set(steps) - set(STEPS)):
        raise errors.NoSuchStep(name=quoted(step), names=", ".join(STEPS))
    if options.encoding is not None:
        try:
            "".encode(options.encoding)
        except (LookupError, ValueError):  # ValueError: a name with a null character
            raise errors.NoSuchEncoding(name=quoted(options.encoding)) from None
