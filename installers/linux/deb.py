"""A Debian package of a frozen program: unpacked files and their description, no script that runs as root.

Menus, file types and icons are renewed by the triggers of desktop-file-utils, shared-mime-info and the icon
themes themselves. Nothing outside the package's own files is written, so removing it leaves none.
"""

import hashlib
import os
import platform
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from annotator.edition import Edition, Flavour
from installers.frozen import PROGRAMS, copy, edition_of, moment, set_modes, set_times
from installers.linux import share
from installers.linux.depends import Relations, relations
from installers.linux.papers import copyright_text, debian_changelog, maintainer
from installers.packer import asking_for_package

_HERE: Final = Path(__file__).resolve().parent
_ARCHITECTURES: Final = {"x86_64": "amd64", "aarch64": "arm64"}
_SUMMARY: Final = "labels Arabic security news, right to left, suggestions first"
_DESCRIPTION: Final = """\
 Annotator is a desktop application for labelling Arabic news about security
 and defence: entities are suggested with a reason, and every decision is one
 key and is on disk before the next.
 .
 Projects are single files and are read and written without a network. Python,
 Qt and the Arabic typefaces are inside this package.
"""
_FULL: Final = """\
 .
 This is the full edition: PyTorch and CAMeL Tools are inside too, for those
 who bring CAMeL's model, and the readers of every format.
"""


@dataclass(frozen=True)
class Compression:
    """What dpkg-deb is told. xz packs smallest and every Debian reads it; zstd at 3 takes seconds."""

    method: str = "xz"
    level: int = 6


QUICK: Final = Compression("zstd", 3)


def build(
    frozen: Path, *, into: Path, version: str | None = None, compression: Compression = Compression()
) -> Path:
    """Pack the frozen program in `frozen` into a .deb in `into`; return its path.

    Flavour and version are those the program says it has; `version` gives another, to try an upgrade.
    The same folder gives the same bytes. Raises SystemExit where dpkg-deb or readelf is missing, where the
    folder holds no program, or needs a library that nothing brings.
    """
    edition = edition_of(frozen, version=version)
    if shutil.which("dpkg-deb") is None:
        raise SystemExit("dpkg-deb is missing here; a Debian package is built on Debian or Ubuntu.")
    into.mkdir(parents=True, exist_ok=True)
    package = package_name(edition.flavour)
    target = into / f"{package}_{debian_version(edition.version)}_{architecture()}.deb"
    with tempfile.TemporaryDirectory(dir=into, prefix=".deb-") as scratch:
        root = Path(scratch) / "root"
        _lay(root, frozen=frozen, package=package, edition=edition)
        _describe(root, package=package, edition=edition, needs=relations(frozen))
        set_times(root, to=moment(edition))
        command = ["dpkg-deb", "--root-owner-group", f"-Z{compression.method}", f"-z{compression.level}"]
        subprocess.run(
            [*command, "--build", str(root), str(Path(scratch) / target.name)],
            env=os.environ | {"SOURCE_DATE_EPOCH": str(moment(edition))},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        (Path(scratch) / target.name).replace(target)  # nobody finds half a package
    return target


def package_name(flavour: Flavour) -> str:
    """Return what the package of `flavour` is called; the full one takes the place of the other."""
    return "annotator-full" if flavour is Flavour.FULL else "annotator"


def debian_version(version: str) -> str:
    """Return `version` as dpkg sorts it: 1.0rc1 comes before 1.0, and so is 1.0~rc1."""
    for mark in ("a", "b", "rc", ".dev"):
        head, found, tail = version.partition(mark)
        if found and tail.isdigit():
            return f"{head}~{mark.lstrip('.')}{tail}"
    return version


def architecture() -> str:
    """Return Debian's name for this machine's processor."""
    return _ARCHITECTURES.get(platform.machine(), platform.machine())


def _lay(root: Path, *, frozen: Path, package: str, edition: Edition) -> None:
    program = root / "usr" / "lib" / "annotator"
    copy(frozen, to=program)
    links = root / "usr" / "bin"
    links.mkdir(parents=True)
    for name in PROGRAMS:
        if (program / name).exists():
            (links / name).symlink_to(f"../lib/annotator/{name}")
    share.lay(root / "usr" / "share", edition=edition, at=moment(edition))
    overrides = root / "usr" / "share" / "lintian" / "overrides"
    overrides.mkdir(parents=True)
    lines = (_HERE / "lintian-overrides").read_text(encoding="utf-8")
    (overrides / package).write_text(lines.replace("annotator:", f"{package}:"), encoding="utf-8")
    documents = root / "usr" / "share" / "doc" / package
    documents.mkdir(parents=True)
    (documents / "copyright").write_text(copyright_text(), encoding="utf-8")
    share.compressed(
        documents / "changelog.gz",
        text=debian_changelog(package, version=debian_version(edition.version), at=moment(edition)),
    )
    set_modes(root)


def _describe(root: Path, *, package: str, edition: Edition, needs: Relations) -> None:
    folder = root / "DEBIAN"
    folder.mkdir()
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    sums = "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(root)}\n"
        for path in files
    )
    (folder / "md5sums").write_text(sums, encoding="utf-8")
    (folder / "control").write_text(
        _control(package, edition=edition, needs=needs, kib=_installed_kib(root)), encoding="utf-8"
    )
    for path in (folder, *folder.iterdir()):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _control(package: str, *, edition: Edition, needs: Relations, kib: int) -> str:
    is_full = edition.flavour is Flavour.FULL
    fields = {
        "Package": package,
        "Version": debian_version(edition.version),
        "Architecture": architecture(),
        "Maintainer": maintainer(),
        "Installed-Size": str(kib),
        "Depends": ", ".join(needs.depends),
        "Recommends": ", ".join(needs.recommends),
    }
    if is_full:
        fields |= dict.fromkeys(("Provides", "Conflicts", "Replaces"), "annotator")
    fields |= {"Section": "science", "Priority": "optional"}
    head = "".join(f"{name}: {value}\n" for name, value in fields.items() if value)
    return f"{head}Description: {_SUMMARY}\n{_DESCRIPTION}{_FULL if is_full else ''}"


def _installed_kib(root: Path) -> int:
    # As Debian policy 5.6.20 has it: files rounded up to whole KiB, everything else as one.
    return sum(
        -(-path.lstat().st_size // 1024) if path.is_file() and not path.is_symlink() else 1
        for path in root.rglob("*")
    )


def main() -> None:
    """Pack any frozen folder, for trials: `python -m installers.linux.deb FOLDER`."""
    given = asking_for_package(main.__doc__).parse_args()
    compression = QUICK if given.quick else Compression()
    print(build(given.frozen, into=given.into, version=given.version, compression=compression))


if __name__ == "__main__":
    main()
