"""The frozen program as one folder in a .tar.zst: to unpack anywhere, without installing."""

import platform
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Final

from annotator.edition import Edition, Flavour
from installers.flavours import ROOT
from installers.frozen import copy, edition_of, moment, set_modes, set_times
from installers.linux import share
from installers.linux.depends import relations
from installers.packer import asking_for_package

LEVEL: Final = 19
QUICK: Final = 3
_HERE: Final = Path(__file__).resolve().parent


def build(frozen: Path, *, into: Path, version: str | None = None, level: int = LEVEL) -> Path:
    """Pack the frozen program in `frozen` into a .tar.zst in `into`; return its path.

    The same folder gives the same bytes. Raises SystemExit where zstd or readelf is missing, or `frozen`
    holds no program.
    """
    edition = edition_of(frozen, version=version)
    if shutil.which("zstd") is None:
        raise SystemExit("zstd is missing here; every Linux has it in a package of that name.")
    into.mkdir(parents=True, exist_ok=True)
    target = into / f"{name_of(edition)}-linux-{platform.machine()}.tar.zst"
    with tempfile.TemporaryDirectory(dir=into, prefix=".portable-") as scratch:
        folder = Path(scratch) / name_of(edition)
        _lay(folder, frozen=frozen, edition=edition)
        set_times(folder, to=moment(edition))
        _pack(folder, into=Path(scratch) / target.name, level=level)
        (Path(scratch) / target.name).replace(target)  # nobody finds half an archive
    return target


def name_of(edition: Edition) -> str:
    """Return what the folder in the archive is called."""
    flavour = "-full" if edition.flavour is Flavour.FULL else ""
    return f"annotator{flavour}-{edition.version}"


def _lay(folder: Path, *, frozen: Path, edition: Edition) -> None:
    copy(frozen, to=folder)
    share.lay(folder / "share", edition=edition, at=moment(edition))
    shutil.copy(_HERE / "menu-entry", folder)
    (folder / "LICENSE").write_bytes((ROOT / "LICENSE").read_bytes())
    packages = " ".join(entry.partition(" ")[0] for entry in relations(frozen).depends)
    read_me = (_HERE / "portable.txt").read_text(encoding="utf-8")
    (folder / "READ-ME.txt").write_text(
        read_me.format(version=edition.version, packages=packages), encoding="utf-8"
    )
    set_modes(folder)


def _pack(folder: Path, *, into: Path, level: int) -> None:
    # Several threads give the same bytes as one; 27 is the longest reach that zstd unpacks unasked.
    command = ["zstd", "--quiet", "--force", f"-{level}", "--long=27", "--threads=0", "-o", str(into)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as packer:
        assert packer.stdin is not None
        with tarfile.open(fileobj=packer.stdin, mode="w|", format=tarfile.PAX_FORMAT) as archive:
            for path in (folder, *sorted(folder.rglob("*"))):
                archive.add(path, path.relative_to(folder.parent), recursive=False, filter=_as_root)
        packer.stdin.close()
    if packer.returncode:
        raise SystemExit(f"zstd could not write {into}.")


def _as_root(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    return member


def main() -> None:
    """Pack any frozen folder, for trials: `python -m installers.linux.portable FOLDER`."""
    given = asking_for_package(main.__doc__).parse_args()
    level = QUICK if given.quick else LEVEL
    print(build(given.frozen, into=given.into, version=given.version, level=level))


if __name__ == "__main__":
    main()
