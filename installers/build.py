"""Builds what is installed, into dist/.

python installers/build.py frozen      the folder with both programs
python installers/build.py deb         the package for Debian and Ubuntu, of that folder
python installers/build.py portable    the archive that is unpacked anywhere, of that folder
python installers/build.py windows     the installer for Windows, of that folder; on Windows alone
python installers/build.py macos       the disk image for macOS; on macOS alone
python installers/build.py all         the folder, and of it all that this machine can pack

Needs Python 3.11 or newer and, the first time, the network for pip; everything else goes into
build/installers by itself. What of it came out is untested on Windows and macOS.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run by its path, it sees only its folder

from annotator.edition import Flavour
from installers import flavours, freezing, steps

DIST: Final = flavours.ROOT / "dist"
_PACKERS: Final = {
    "deb": "installers.linux.deb",
    "portable": "installers.linux.portable",
    "windows": "installers.windows.inno",
    "macos": "installers.macos.disk_image",
}
_STEPS: Final = {
    "deb": "The Debian package",
    "portable": "The portable folder",
    "windows": "The installer for Windows",
    "macos": "The disk image for macOS",
}
_COMPRESSED: Final = {"deb", "portable"}
_MEGABYTE: Final = 1_000_000


def main() -> int | str:
    """Build what the command line names; return 0, or what went wrong."""
    given = _arguments()
    put = given.into / flavours.program_name(given.flavour)
    try:
        with freezing.alone():
            if given.what in {"all", "frozen"} or not put.is_dir():
                put = freezing.freeze(given.flavour, into=given.into)
                print(f"            {put}", flush=True)  # what it weighs stands above
            for what in _packed_here() if given.what == "all" else [given.what]:
                if what != "frozen":
                    _say(_pack(what, put, into=given.into, flavour=given.flavour, quick=given.quick))
        print("How each is installed: docs/install.md")
    except subprocess.CalledProcessError as error:
        return f"{Path(error.cmd[0]).name} ended with {error.returncode}; what it said stands above."
    except OSError as error:
        return f"{error.filename or given.into}: {error.strerror or error}."
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=["all", "frozen", *_PACKERS])
    parser.add_argument("--flavour", type=Flavour, choices=flavours.BUILT, default=Flavour.STANDARD)
    parser.add_argument("--into", type=_folder, default=DIST, help="another folder than dist/")
    parser.add_argument("--quick", action="store_true", help="compress in seconds, less well (deb, portable)")
    return parser.parse_args()


def _folder(name: str) -> Path:
    return Path(name).resolve()  # whoever packs works in another folder


def _packed_here() -> list[str]:
    """Return what this system can pack."""
    debian = ["deb"] if shutil.which("dpkg-deb") else []
    return {"linux": [*debian, "portable"], "win32": ["windows"], "darwin": ["macos"]}.get(sys.platform, [])


def _pack(what: str, frozen: Path, *, into: Path, flavour: Flavour, quick: bool) -> Path:
    """Pack a frozen folder in a process of the flavour's environment, where Qt draws the icons."""
    is_slow = what in _COMPRESSED and not quick
    steps.begin(_STEPS[what] + (" is compressed (a few minutes; with --quick seconds)" if is_slow else ""))
    command = [str(freezing.python_of(flavour)), "-m", _PACKERS[what], str(frozen), "--into", str(into)]
    if quick and what in _COMPRESSED:
        command.append("--quick")
    said = subprocess.run(command, cwd=flavours.ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    return Path(said.splitlines()[-1])


def _say(made: Path) -> None:
    print(f"{made.stat().st_size / _MEGABYTE:7.1f} MB  {made}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
