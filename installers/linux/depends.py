"""Which Debian packages a frozen folder depends on: what it does not hold itself.

A library that is neither in the folder nor in the table stops the build, so that nothing is left to whoever
installs it. Names are those of Debian 12; later releases, and Ubuntu, provide them too.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from installers.linux.elf import Version, wants

_C_LIBRARY: Final = frozenset(
    {
        "ld-linux-x86-64.so.2",
        "ld-linux-aarch64.so.1",
        "libc.so.6",
        "libdl.so.2",
        "libm.so.6",
        "libpthread.so.0",
        "libresolv.so.2",
        "librt.so.1",
        "libutil.so.1",
    }
)
_PACKAGES: Final = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libcom_err.so.2": "libcom-err2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libgio-2.0.so.0": "libglib2.0-0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgmodule-2.0.so.0": "libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libuuid.so.1": "libuuid1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
}
# Asked for by one plugin that Qt passes over where they are missing: printers, and Wayland beside X.
_RECOMMENDED: Final = {
    "libcups.so.2": "libcups2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
# Files that a library reads where Debian puts them, whether or not the library itself is in the folder.
_READS: Final = {
    "libfontconfig.so.1": "fontconfig-config",
    "libxkbcommon.so.0": "xkb-data",
    "libX11.so.6": "libx11-data",
}
# Whose triggers put the menu entry, the file type and the icons where desktops look.
_DESKTOP: Final = frozenset({"desktop-file-utils", "hicolor-icon-theme", "shared-mime-info"})
# GLIBCXX_3.4.N came with this GCC, whose number is libstdc++6's version.
_GCC: Final = {28: "9", 29: "11", 30: "12", 31: "13.1", 32: "13.2", 33: "14", 34: "15"}


@dataclass(frozen=True)
class Relations:
    """Entries of the fields `Depends` and `Recommends`, each sorted."""

    depends: list[str]
    recommends: list[str]


def relations(folder: Path) -> Relations:
    """Return what a frozen program in `folder` needs, and what it makes do without.

    Raises SystemExit where a library is neither in the folder nor known here.
    """
    asked = wants(folder)
    unknown = asked.libraries - _C_LIBRARY - _PACKAGES.keys() - _RECOMMENDED.keys()
    if unknown:
        raise SystemExit(
            f"Neither in {folder} nor in installers/linux/depends.py: {', '.join(sorted(unknown))}."
        )
    here = {path.name for path in folder.rglob("*.so*")}
    packages = {_PACKAGES[library] for library in asked.libraries & _PACKAGES.keys()}
    packages |= {package for library, package in _READS.items() if library in here}
    if "libstdc++6" in packages:
        packages.remove("libstdc++6")
        packages.add(_standard_library(asked.versions.get("GLIBCXX", ())))
    if glibc := asked.versions.get("GLIBC"):
        packages.add(f"libc6 (>= {'.'.join(map(str, glibc))})")
    spared = {_RECOMMENDED[library] for library in asked.libraries & _RECOMMENDED.keys()}
    return Relations(sorted(packages), sorted(spared | _DESKTOP))


def _standard_library(version: Version) -> str:
    numbered = version[2] if version[:2] == (3, 4) and len(version) > 2 else 0
    if numbered < min(_GCC):
        return "libstdc++6"
    if numbered not in _GCC:
        raise SystemExit(
            f"installers/linux/depends.py does not know which GCC brought GLIBCXX_3.4.{numbered}."
        )
    return f"libstdc++6 (>= {_GCC[numbered]})"
