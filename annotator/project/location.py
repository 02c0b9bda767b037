"""What speaks against a place before SQLite sees it: missing, no rights, a network share.

SQLite's write-ahead log needs shared memory, which no network file system gives
(https://www.sqlite.org/wal.html, section 1).
"""

import errno
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from annotator.errors import (
    DamagedProject,
    DiskFault,
    LeftoverLog,
    MissingPath,
    MissingProject,
    NetworkShare,
    NoRights,
    NoSpace,
    NotAProject,
    OpenElsewhere,
    ProjectExists,
    UnreadablePath,
)
from annotator.project import header
from annotator.project.open_files import is_held
from annotator.words import _

_MOUNTS: Final = Path("/proc/mounts")
# fmt: off
_NETWORK: Final = frozenset({
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "coda", "ceph", "lustre",
    "beegfs", "glusterfs", "davfs", "gfs2", "ocfs2", "afpfs", "webdav",
    "fuse.sshfs", "fuse.smbnetfs", "fuse.gvfsd-fuse", "fuse.davfs2", "fuse.davfs", "fuse.rclone",
    "fuse.glusterfs", "fuse.ceph", "fuse.ceph-fuse", "fuse.s3fs", "fuse.curlftpfs", "fuse.nfs",
})
# fmt: on
_NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_NO_RIGHTS: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_WINDOWS_REMOTE_DRIVE: Final = 4  # DRIVE_REMOTE of GetDriveTypeW
_MAC_MOUNT: Final = re.compile(r"(?P<device>.+?) on (?P<point>/.*) \((?P<kind>[^,()]+)[^()]*\)")
_MAC_SECONDS: Final = 5.0  # a share whose server is gone must not hold up the window


def check_existing(path: Path) -> None:
    """Raise what speaks against opening the project at `path`."""
    with disk_errors(path):
        if not path.exists():
            raise MissingProject(path=path)
        if not path.is_file():  # a folder, a device; opening a pipe would wait for ever
            raise NotAProject(path=path)
        if not os.access(path, os.R_OK):
            raise UnreadablePath(path=path)
        # A file that is open here is known to be a project, and must not be opened but by SQLite.
        found = header.Kind.PROJECT if is_held(path) else header.kind(path)
        if found is header.Kind.SOMETHING_ELSE:
            raise NotAProject(path=path)
        if found is header.Kind.TRUNCATED:
            raise DamagedProject(path=path, why=_("it is cut short"))
        if not os.access(path, os.W_OK):
            raise NoRights(path=path)
        _check_folder(path)


def check_new(path: Path) -> None:
    """Raise what speaks against making a project at `path`."""
    with disk_errors(path):
        if path.exists() or path.is_symlink():
            raise ProjectExists(path=path)
        if not path.parent.is_dir():
            raise MissingPath(path=path.parent)
        for ending in ("-wal", "-journal"):  # SQLite would take it for the new file's own
            log = path.with_name(path.name + ending)
            if log.exists():
                raise LeftoverLog(path=log)
        _check_folder(path)


def _check_folder(path: Path) -> None:
    folder = path.resolve().parent
    if not os.access(folder, os.W_OK | os.X_OK):  # SQLite keeps its log beside the file
        raise NoRights(path=folder)
    if is_on_network(folder):
        raise NetworkShare(path=path)


def is_on_network(folder: Path, *, mounts: str | None = None) -> bool:
    """Tell whether a folder, given without symbolic links, lies on a network share.

    `mounts` is the text of /proc/mounts, read where it is not given; macOS is asked in a way of its own.
    """
    if sys.platform == "win32":
        import ctypes

        drive = folder.drive
        if drive.startswith("\\\\"):
            return True
        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _WINDOWS_REMOTE_DRIVE)
    if mounts is None:
        mounts = _mounts()
    deepest, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(_unescaped(fields[1]))
        # A later mount hides an earlier one on the same point.
        if len(point.parts) >= deepest and (point == folder or point in folder.parents):
            deepest, kind = len(point.parts), fields[2]
    return kind in _NETWORK


def _mounts() -> str:
    if _MOUNTS.exists():
        return _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    import subprocess  # on macOS alone

    try:
        said = subprocess.run(["/sbin/mount"], capture_output=True, timeout=_MAC_SECONDS, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return from_mac(said.decode(errors="surrogateescape"))


def from_mac(said: str) -> str:
    """Return what `mount` of macOS says in the form of /proc/mounts."""
    lines = []
    for line in said.splitlines():
        found = _MAC_MOUNT.fullmatch(line)
        if found:
            device, point = (
                found[name].replace("\\", "\\134").replace(" ", "\\040") for name in ("device", "point")
            )
            lines.append(f"{device} {point} {found['kind']} - 0 0")
    return "\n".join(lines)


def _unescaped(field: str) -> str:
    """Undo the octal escapes of /proc/mounts (\\040 for a space)."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), field)


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn an OSError about `path` into its sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise NoSpace(path=path) from error
        if error.errno in _NO_RIGHTS:
            raise not_to_be_written(error, path=path) from error
        if error.errno == errno.EEXIST:
            raise ProjectExists(path=path) from error
        raise DiskFault(path=path, why=error.strerror or str(error)) from error


def not_to_be_written(error: OSError, *, path: Path | str) -> NoRights | OpenElsewhere:
    """Return the sentence for a refused write; Windows says the same of what another program has open."""
    return NoRights(path=path) if getattr(error, "winerror", None) is None else OpenElsewhere(path=path)


def flush_folder(folder: Path) -> None:
    """Write the names in a folder to disk: a file's name, too, is to outlive a power cut."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
