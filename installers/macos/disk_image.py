"""The disk image for macOS: the application beside a link to the folder that it is dragged into.

On a Mac only, and never tried there. PyInstaller signs the application while it lays it out; here the
image is signed, shown to Apple and stapled, where somebody's identity and profile are given.
"""

import json
import os
import platform
import shutil
import subprocess
from pathlib import Path
from typing import Final

from annotator.edition import FILE, Edition, Flavour
from installers import flavours
from installers.macos.bundle import IDENTITY, NAME
from installers.packer import asking

PROFILE: Final = "ANNOTATOR_NOTARY_PROFILE"
"""The environment variable that names what `notarytool store-credentials` kept; unset: not notarised."""


def build(app: Path, *, into: Path) -> Path:
    """Make the disk image of an application bundle, and return where it lies.

    Raises SystemExit where this is no Mac, CalledProcessError where a tool of Apple's fails.
    """
    if shutil.which("hdiutil") is None:
        raise SystemExit("This needs a Mac: hdiutil is not here.")
    image = into / f"{name_of(edition_of(app), machine=platform.machine())}.dmg"
    image.unlink(missing_ok=True)
    folder = into / "image"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        shutil.copytree(app, folder / NAME, symlinks=True)
        (folder / "Applications").symlink_to("/Applications")
        for command in commands(
            folder, image=image, identity=os.environ.get(IDENTITY, ""), profile=os.environ.get(PROFILE, "")
        ):
            subprocess.run(command, check=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return image


def edition_of(app: Path) -> Edition:
    """Return what the program in an application bundle says it is; raises SystemExit where there is none."""
    try:
        told = json.loads((app / "Contents" / "Resources" / "annotator" / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SystemExit(f"{app} holds no frozen program.") from None
    return Edition(told["version"], told["build"], Flavour(told["flavour"]))


def name_of(edition: Edition, *, machine: str) -> str:
    """Return what the image of an edition for a kind of processor is called, without its ending."""
    return f"{flavours.program_name(edition.flavour)}-{edition.version}-macos-{machine}"


def commands(folder: Path, *, image: Path, identity: str = "", profile: str = "") -> list[list[str]]:
    """Return what makes an image of a folder, signs it as `identity`, has it notarised with `profile`."""
    shape = ["-volname", "Annotator", "-fs", "HFS+", "-format", "UDZO"]
    made = [["hdiutil", "create", *shape, "-srcfolder", str(folder), str(image)]]
    if identity:
        made.append(["codesign", "--force", "--timestamp", "--sign", identity, str(image)])
    if identity and profile:  # Apple takes nothing that is not signed
        made.append(["xcrun", "notarytool", "submit", str(image), "--keychain-profile", profile, "--wait"])
        made.append(["xcrun", "stapler", "staple", str(image)])
    return made


def main() -> None:
    """Make the image of the application beside a frozen folder, which is what is built first."""
    given = asking(main.__doc__).parse_args()
    print(build(given.frozen.with_name(NAME), into=given.into))


if __name__ == "__main__":
    main()
