"""The installer for Windows: calls Inno Setup's compiler on `annotator.iss` and a frozen folder.

Windows only, and never tried there: the recipe was compiled with Inno Setup 6.4.1 under Wine, and what it
made was installed, updated and removed there. Signing was not tried anywhere.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from annotator.assets import resource
from annotator.edition import Edition
from installers import flavours
from installers.frozen import edition_of
from installers.packer import asking
from installers.windows.resources import four_numbers, write_icon

RECIPE: Final = Path(__file__).with_name("annotator.iss")
SIGN: Final = "ANNOTATOR_SIGNTOOL"
"""The environment variable with the command that signs, without the file; unset: nothing is signed."""

_USUAL: Final = "Inno Setup 6/ISCC.exe"


def build(frozen: Path, *, into: Path) -> Path:
    """Make the installer of a frozen folder, and return where it lies.

    Raises SystemExit where Inno Setup is not installed, CalledProcessError where it refuses the recipe.
    """
    compiler = find_compiler(os.environ)
    if compiler is None:
        raise SystemExit("This needs Inno Setup 6.4.1 or newer, and there is no ISCC.exe here.")
    edition = edition_of(frozen, suffix=".exe")
    work = into / "icons"
    try:
        for name in ("annotator", "project"):
            write_icon(resource("icon", f"{name}.svg"), to=work / f"{name}.ico")
        subprocess.run(
            command(compiler, edition, frozen=frozen, icons=work, into=into, sign=os.environ.get(SIGN, "")),
            check=True,
        )
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return into / f"{name_of(edition)}.exe"


def name_of(edition: Edition) -> str:
    """Return what the installer of an edition is called, without its ending."""
    return f"{flavours.program_name(edition.flavour)}-{edition.version}-windows-x86_64"


def find_compiler(environment: Mapping[str, str]) -> str | None:
    """Return where Inno Setup's compiler is, None where it is not installed."""
    if found := shutil.which("ISCC", path=environment.get("PATH", "")):
        return found
    for variable in ("ProgramFiles(x86)", "ProgramFiles", "LOCALAPPDATA"):
        folder = environment.get(variable)
        if folder is None:
            continue
        for path in (Path(folder, _USUAL), Path(folder, "Programs", _USUAL)):
            if path.is_file():
                return str(path)
    return None


def command(
    compiler: str, edition: Edition, *, frozen: Path, icons: Path, into: Path, sign: str = ""
) -> list[str]:
    """Return the command line of the compiler; `sign` signs one file, whose name is put at its end."""
    told = {
        "AppVersion": edition.version,
        "FileVersion": ".".join(map(str, four_numbers(edition.version))),
        "Frozen": frozen.absolute(),
        "Icons": icons.absolute(),
        "Setup": name_of(edition),
    }
    signing = [f"/Sannotator={sign} $f", "/DSigned"] if sign else []
    defined = [f"/D{name}={value}" for name, value in told.items()]
    return [compiler, "/Qp", *signing, *defined, f"/O{into.absolute()}", str(RECIPE)]


def main() -> None:
    """Make the installer of any frozen folder: `python -m installers.windows.inno FOLDER`."""
    given = asking(main.__doc__).parse_args()
    print(build(given.frozen, into=given.into))


if __name__ == "__main__":
    main()
