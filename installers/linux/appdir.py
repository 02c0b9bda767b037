"""The folder that appimagetool makes an AppImage of. The tool itself is not used here, and was not tried.

    python -m installers.linux.appdir dist/annotator --into build
    appimagetool build/annotator-VERSION.AppDir annotator-VERSION-x86_64.AppImage

appimagetool and the runtime that it puts in front come from the AppImage project; no distribution packages
them, and both are fetched by whoever makes the AppImage, who compares their checksums. An AppImage needs the
same libraries of its system as the portable folder, and FUSE or `--appimage-extract-and-run`.
"""

import shutil
from pathlib import Path
from typing import Final

from installers.frozen import copy, edition_of, moment, set_modes, set_times
from installers.linux import share
from installers.linux.portable import name_of
from installers.packer import asking

_HERE: Final = Path(__file__).resolve().parent


def build(frozen: Path, *, into: Path) -> Path:
    """Lay the AppDir of the frozen program in `frozen` into `into`, anew; return its path.

    Raises SystemExit where `frozen` holds no program.
    """
    edition = edition_of(frozen)
    folder = into / f"{name_of(edition)}.AppDir"
    if folder.exists():
        shutil.rmtree(folder)
    copy(frozen, to=folder / "usr" / "lib" / "annotator")
    share.lay(folder / "usr" / "share", edition=edition, at=moment(edition))
    # At the top appimagetool wants one desktop entry, its icon by the same name, and what to run.
    shutil.copy(_HERE / "app-run", folder / "AppRun")
    entry = (_HERE / "annotator.desktop").read_text(encoding="utf-8")
    kept = [line for line in entry.splitlines() if not line.startswith("TryExec=")]
    (folder / "annotator.desktop").write_text("\n".join([*kept, ""]), encoding="utf-8")
    icon = folder / "usr" / "share" / "icons" / "hicolor" / "256x256" / "apps" / "annotator.png"
    shutil.copy(icon, folder / "annotator.png")
    (folder / ".DirIcon").symlink_to("annotator.png")
    set_modes(folder)
    set_times(folder, to=moment(edition))
    return folder


def main() -> None:
    """Lay the AppDir of a frozen folder."""
    given = asking(main.__doc__, into="build").parse_args()
    print(build(given.frozen, into=given.into))


if __name__ == "__main__":
    main()
