"""Which collected files are left behind: parts of Qt and of Python packages that nothing here uses, and
libraries that a system has to bring itself (docs/decisions/0040).

A path is relative to the folder of libraries, with forward slashes.
"""

import posixpath
import re
import subprocess
from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatch
from pathlib import PurePath, PurePosixPath
from typing import Final

_LANGUAGES: Final = ("ar", "en", "fr")
_NEEDED: Final = re.compile(r"^ +NEEDED +(\S+)$", re.MULTILINE)

_DROPPED: Final = (
    # Qt's plug-ins: a theme that drags GTK in, screens without a window system, what needs GL or a network.
    "*/plugins/platformthemes/*gtk3*", "*/plugins/platforms/*eglfs*", "*/plugins/platforms/*linuxfb*",
    "*/plugins/platforms/*vnc*", "*/plugins/platforms/*vkkhrdisplay*", "*/plugins/platforms/*minimal*",
    "*/plugins/platforms/*wayland-egl*", "*/plugins/platforms/*direct2d*",
    "*/plugins/egldeviceintegrations/*", "*/plugins/wayland-graphics-integration-*",
    "*/plugins/xcbglintegrations/*", "*/plugins/generic/*",
    "*/plugins/networkinformation/*", "*/plugins/tls/*", "*/plugins/sqldrivers/*", "*/plugins/qmltooling/*",
    "*/plugins/platforminputcontexts/*virtualkeyboard*",
    # Pictures: PNG is Qt's own, the icon is SVG; nothing reads another kind.
    "*/plugins/imageformats/*qgif*", "*/plugins/imageformats/*qicns*", "*/plugins/imageformats/*qjpeg*",
    "*/plugins/imageformats/*qtga*", "*/plugins/imageformats/*qtiff*", "*/plugins/imageformats/*qwbmp*",
    "*/plugins/imageformats/*qwebp*", "*/plugins/imageformats/*qpdf*",
    "*/qml/*", "*opengl32sw.dll", "*d3dcompiler_*.dll", "*Qt6Network*", "*QtNetwork*", "*Qt6Qml*",
    "*Qt6Quick*", "*Qt6VirtualKeyboard*", "*Qt6EglFS*", "*Qt6EglFs*", "*Qt6WaylandEglClientHwIntegration*",
    # What developers and tests read.
    "*.pyi", "*.pxd", "*.pyx", "*.h", "*.c", "*.hpp", "*/tests/*", "*/numpy/*.a", "*/PySide6/typesystems/*",
    "*/lxml/includes/*", "*/direct_url.json", "*/RECORD", "*/INSTALLER", "*/REQUESTED", "*/.git*",
)  # fmt: skip

# Of the computer: each has to match what is around it.
SYSTEM: Final = {
    "the graphics driver, which loads them beside us": (
        "libGL.so*", "libGLX.so*", "libOpenGL.so*", "libGLdispatch.so*", "libEGL.so*", "libdrm*", "libgbm*",
        "libstdc++.so*", "libgcc_s.so*", "libX11.so*", "libX11-xcb.so*", "libxcb.so*", "libxcb-dri*",
        "libxcb-glx*", "libxcb-randr*", "libxcb-shm*", "libxcb-sync*", "libxcb-xfixes*", "libxcb-present*",
        "libXau*", "libXdmcp*", "libbsd*", "libmd.so*", "libexpat*", "libz.so*",
    ),
    "the system's fonts, their configuration and its cache": (
        "libfontconfig*", "libfreetype*", "libpng16*", "libbrotli*", "libuuid*",
    ),
    "the system's keyboards": ("libxkbcommon*", "libxcb-xkb*"),
    "the session's services": (
        "libdbus-1*", "libglib-2.0*", "libgthread-2.0*", "libgobject-2.0*", "libgio-2.0*", "libgmodule-2.0*",
        "libpcre2*", "libsystemd*", "libwayland-*",
    ),
    "the printers": ("libcups.so*",),
}  # fmt: skip


def is_wanted(path: PurePath) -> bool:
    """Whether a collected file is used by anything here."""
    name = "/" + path.as_posix()
    return not any(fnmatch(name, pattern) for pattern in _DROPPED) and _speaks(path)


def is_system(path: PurePath) -> bool:
    """Whether a collected library belongs to the system it runs on; asked on Linux alone."""
    return any(fnmatch(path.name, pattern) for patterns in SYSTEM.values() for pattern in patterns)


def _speaks(path: PurePath) -> bool:
    """Whether a file of translations or of a language's customs is of a language that the window has."""
    parent, stem = path.parent.name, path.stem
    if parent == "translations" and path.suffix == ".qm":
        return stem in {f"qtbase_{language}" for language in _LANGUAGES}
    if parent == "locale-data":
        return stem in {"root", *_LANGUAGES}
    return True


def needed_only(binaries: Mapping[str, str], *, needs: Callable[[str], Iterable[str]]) -> set[str]:
    """Return which collected files stay when libraries that nobody asks for any more are dropped.

    `binaries` maps a path in the bundle to the file on this computer; `needs` returns the file names of the
    libraries that a file asks for. What lies in a package's own folder is asked for by that package.
    """
    by_name = {PurePosixPath(path).name: path for path in binaries}
    kept = {path for path in binaries if not _is_shared(PurePosixPath(path))}
    waiting = list(kept)
    while waiting:
        for name in needs(binaries[waiting.pop()]):
            path = by_name.get(name)
            if path is not None and path not in kept:
                kept.add(path)
                waiting.append(path)
    return kept


def target(link: str, to: str) -> str:
    """Return the path in the bundle that a link there leads to; `to` is from the folder of the link."""
    return PurePosixPath(posixpath.normpath(posixpath.join(posixpath.dirname(link), to))).as_posix()


def asks_for(library: str) -> list[str]:
    """Return the names of the libraries that one asks for itself, not those that they ask for in turn."""
    listed = subprocess.run(["objdump", "-p", library], capture_output=True, text=True, check=True).stdout
    return _NEEDED.findall(listed)


def _is_shared(path: PurePosixPath) -> bool:
    """Whether it lies there for others that name it: among Qt's libraries, or where the system's go.

    A module of a package may lie there as well, and is imported by its name; Python itself is opened by the
    program.
    """
    lies_with_others = len(path.parts) == 1 or path.parent.as_posix().endswith("Qt/lib")
    is_library = path.name.startswith("lib") and ".so" in path.name
    return lies_with_others and is_library and not path.name.startswith("libpython")
