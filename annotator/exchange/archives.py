"""Archives: zip, tar and gzip and their kin, unpacked into a private folder, or refused with a sentence.

An archive is whole or nothing: one that climbs out of its folder, holds a link or a device, or grows past
the limits is a trap, and nothing of it is taken. What was unpacked is read as a folder would be, so that
files which belong together lie side by side. Office files and the like, which are zip files inside, are none.
"""

import bz2
import errno
import gzip
import io
import lzma
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final, Self

from annotator import errors
from annotator.exchange.incoming import MEGABYTE, SourceFile, quoted

SUFFIXES: Final = (".zip", ".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".gz", ".bz2", ".xz")

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP: Final = b"\x1f\x8b\x08"
_BZIP2: Final = b"BZh"
_XZ: Final = b"\xfd7zXZ\x00"
_TAR: Final = slice(257, 262), b"ustar"
_TAR_NAME: Final = re.compile(r"\.(tar(\.\w+)?|t[gbx]z2?)$", re.IGNORECASE)
_PACKED_NAME: Final = re.compile(r"\.(gz|bz2|xz)$", re.IGNORECASE)
_ARCHIVE_NAME: Final = re.compile(r"\.(zip|tar(\.\w+)?|t[gbx]z2?)$", re.IGNORECASE)
# Files that are zip inside: Office Open XML, Open Document, EPUB; each has one of these at its top.
_ONE_DOCUMENT: Final = frozenset({"[Content_Types].xml", "mimetype"})
_OFFICE: Final = (".docx", ".docm", ".dotx", ".xlsx", ".xlsm")  # even where they are damaged
_BLOCK: Final = 1 << 16
_STRANGE: Final = re.compile(r"[\0\\]")
_UTF8_NAME: Final = 0x800  # a flag of zip
_LOCKED: Final = 0x1
_BROKEN: Final = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,  # a kind of packing that nobody uses
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may grow to: bytes, files, bytes for each of its own, archives in archives.

    The ratio counts only from `harmless` bytes on: a small text of one letter packs very densely.
    """

    size: int = 8_000 * MEGABYTE
    files: int = 200_000
    ratio: int = 200
    harmless: int = 100 * MEGABYTE
    depth: int = 3
    folders: int = 32


LIMITS: Final = Limits()


def is_archive(file: SourceFile, head: bytes) -> bool:
    """Tell whether a file that begins with `head` (512 bytes or more) holds files to unpack."""
    if head.startswith(_ZIP):
        return file.path.suffix.lower() not in _OFFICE and not _is_one_document(file.path)
    return head.startswith((_GZIP, _BZIP2, _XZ)) or _is_tar(head)


def folder_name(file: SourceFile) -> str:
    """Return what the folder of an archive's content is called: its name without the suffix."""
    return _ARCHIVE_NAME.sub("", file.path.name) or file.path.name


def unpack(
    file: SourceFile,
    into: Path,
    *,
    limits: Limits = LIMITS,
    watch: Callable[[int], None] = lambda _unpacked: None,
) -> bool:
    """Unpack an archive into the empty folder `into`; `watch` gets the bytes so far, and may raise.

    Returns False for what is one file that is packed by itself (`corpus.jsonl.gz`), and no folder. Raises
    ArchiveBroken, ArchiveLocked, ArchiveClimbsOut, ArchiveHoldsNoFile, ArchiveTooLarge, ArchiveTooDense,
    ArchiveTooFull, ArchiveFoldersTooDeep, ArchiveRepeats, NoRoomToUnpack, or OSError where the archive cannot
    be read.
    """
    work = _Unpacking(file, into, limits=limits, watch=watch)
    with file.path.open("rb") as handle:
        head = handle.read(_BLOCK)
        handle.seek(0)
        with _as_sentences(file):
            if head.startswith(_ZIP):
                work.zip(handle)
            elif _is_tar(head):
                work.tar(handle)
            else:
                return work.packed(_unpacked(handle, head))
    return True


def _unpacked(handle: IO[bytes], head: bytes) -> io.BufferedIOBase:
    if head.startswith(_GZIP):
        return gzip.GzipFile(fileobj=handle)
    return bz2.BZ2File(handle) if head.startswith(_BZIP2) else lzma.LZMAFile(handle)


def _is_tar(head: bytes) -> bool:
    place, magic = _TAR
    return head[place] == magic


def _is_one_document(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as found:
            return not _ONE_DOCUMENT.isdisjoint(found.NameToInfo)
    except (*_BROKEN, OSError):
        return False  # what is wrong with it is said when it is unpacked


class _Unpacking:
    """One archive on its way into a folder; counts what comes out of it."""

    def __init__(self, file: SourceFile, into: Path, *, limits: Limits, watch: Callable[[int], None]) -> None:
        self._file = file
        self._into = into
        self._limits = limits
        self._watch = watch
        self._files = 0
        self._bytes = 0

    def zip(self, handle: IO[bytes]) -> None:
        """Unpack a zip file."""
        with zipfile.ZipFile(handle) as found:
            for member in found.infolist():
                name = _zip_name(member)
                target = self._target(name)
                kind = stat.S_IFMT(member.external_attr >> 16)
                if target is None or member.is_dir():
                    continue
                if kind not in (0, stat.S_IFREG):
                    raise errors.ArchiveHoldsNoFile(path=self._file.name, member=quoted(name))
                if member.flag_bits & _LOCKED:
                    raise errors.ArchiveLocked(path=self._file.name)
                with found.open(member) as content:
                    self._write(name, target, content)

    def tar(self, handle: IO[bytes]) -> None:
        """Unpack a tar file, as a stream: it is read once, and never into memory as a whole."""
        ends: list[str] = []
        with tarfile.open(fileobj=handle, mode="r|", tarinfo=_heads(ends)) as found:
            for member in found:
                target = self._target(member.name)
                if member.isdir() or target is None:
                    continue
                content = found.extractfile(member) if member.isreg() else None
                if content is None:
                    raise errors.ArchiveHoldsNoFile(path=self._file.name, member=quoted(member.name))
                self._write(member.name, target, content)
                found.members.clear()  # type: ignore[attr-defined]  # it keeps all, and is in no stub
        if ends[-1:] != ["EOFHeaderError"]:
            raise tarfile.ReadError("unexpected end of data")

    def packed(self, content: io.BufferedIOBase) -> bool:
        """Unpack what was packed as one: a tar file, or a file by itself, which gives False."""
        counted = io.BufferedReader(_Counted(content, self._check), _BLOCK)
        if _is_tar(counted.peek(_BLOCK)) or _TAR_NAME.search(self._file.path.name):
            self.tar(counted)
            return True
        name = _PACKED_NAME.sub("", self._file.path.name) or "packed"
        self._write(name, self._into / name, counted)
        return False

    def _target(self, name: str) -> Path | None:
        """Return where a member goes, None for what systems add; raises ArchiveClimbsOut."""
        if "\\" in name and "/" not in name:
            name = name.replace("\\", "/")  # as old programs of Windows write
        parts = PurePosixPath(name).parts
        is_out = ".." in parts or parts[:1] == ("/",) or any(_STRANGE.search(part) for part in parts)
        if is_out or re.match(r"[A-Za-z]:", name):
            raise errors.ArchiveClimbsOut(path=self._file.name, member=quoted(name))
        if len(parts) > self._limits.folders:
            raise errors.ArchiveFoldersTooDeep(path=self._file.name, limit=self._limits.folders)
        is_added = parts[:1] == ("__MACOSX",) or any(part.startswith(".") for part in parts)
        return None if is_added or not parts else self._into.joinpath(*parts)

    def _write(self, name: str, target: Path, content: IO[bytes]) -> None:
        self._files += 1
        if self._files > self._limits.files:
            raise errors.ArchiveTooFull(path=self._file.name, limit=self._limits.files)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            out = target.open("xb")
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            raise errors.ArchiveRepeats(path=self._file.name, member=quoted(name)) from None
        except OSError as error:
            raise self._no_room(error) from error
        with out:
            while block := content.read(_BLOCK):
                self._bytes += len(block)
                self._check(self._bytes)
                self._watch(self._bytes)
                try:
                    out.write(block)
                    out.flush()  # here, where a full disk can be told from a broken archive
                except OSError as error:
                    raise self._no_room(error) from error

    def _check(self, unpacked: int) -> None:
        """Look at how many bytes came out so far."""
        if unpacked > self._limits.size:
            raise errors.ArchiveTooLarge(path=self._file.name, limit=self._limits.size // MEGABYTE)
        if unpacked > max(self._limits.harmless, self._limits.ratio * self._file.size):
            raise errors.ArchiveTooDense(path=self._file.name, limit=self._limits.ratio)

    def _no_room(self, error: OSError) -> errors.InputError:
        why = error.strerror or type(error).__name__
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            return errors.NoRoomToUnpack(path=self._file.name, why=why)
        return errors.ArchiveBroken(path=self._file.name, why=why)


def _heads(ends: list[str]) -> type[tarfile.TarInfo]:
    """Return what reads the heads of members; `ends` gets what is none, which tarfile takes for the end."""

    class Head(tarfile.TarInfo):
        @classmethod
        def fromtarfile(cls, tarfile_: tarfile.TarFile) -> Self:
            try:
                return super().fromtarfile(tarfile_)
            except tarfile.HeaderError as error:
                ends.append(type(error).__name__)
                raise

    return Head


class _Counted(io.RawIOBase):
    """What comes out of a packed stream, counted before anything is made of it."""

    def __init__(self, content: io.BufferedIOBase, check: Callable[[int], None]) -> None:
        self._content = content
        self._check = check
        self._read = 0

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read as much as fits into `buffer`."""
        block = self._content.read(len(buffer))
        self._read += len(block)
        self._check(self._read)
        buffer[: len(block)] = block
        return len(block)


def _zip_name(member: zipfile.ZipInfo) -> str:
    """Return a member's name; what says nothing of its encoding is UTF-8 or what Arabic Windows writes."""
    if member.flag_bits & _UTF8_NAME or member.filename.isascii():
        return member.filename
    try:
        raw = member.filename.encode("cp437")
        return raw.decode("utf-8")
    except UnicodeEncodeError:
        return member.filename
    except UnicodeDecodeError:
        arabic = raw.decode("cp720")
        letters = [one for one in arabic if one.isalpha() and not one.isascii()]
        return arabic if letters and all("\u0600" <= one <= "\u06ff" for one in letters) else member.filename


@contextmanager
def _as_sentences(file: SourceFile) -> Iterator[None]:
    """Turn what the library says about a broken archive into a sentence."""
    try:
        yield
    except (*_BROKEN, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # the disk's fault and not the archive's
        why = quoted(str(error)) or type(error).__name__
        raise errors.ArchiveBroken(path=file.name, why=why) from error
