"""Whether there is a screen here to show a window on; asked before Qt, which would end the process."""

import os
import platform
import socket
from typing import Final

from annotator.errors import NoDisplay

_X11_PORT: Final = 6000  # of display 0
_LOCAL: Final[int] = getattr(socket, "AF_UNIX", -1)  # Windows, where nobody asks, may have none


def has_display() -> bool:
    """Tell whether somebody would see a window."""
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return False
    if platform.system() in ("Windows", "Darwin") or os.environ.get("WAYLAND_DISPLAY"):
        return True
    return _answers(os.environ.get("DISPLAY", ""))


def _answers(display: str) -> bool:
    """Tell whether an X server is where DISPLAY says; it outlives the session that it was set in."""
    host, _colon, number = display.rpartition(":")
    number = number.partition(".")[0]
    if not number.isdecimal():
        return bool(display)  # the path of a socket, say: for Qt to understand
    try:
        if host in ("", "unix"):
            return any(map(_listens, (f"/tmp/.X11-unix/X{number}", f"\0/tmp/.X11-unix/X{number}")))
        socket.create_connection((host, _X11_PORT + int(number)), timeout=2).close()
    except (OSError, OverflowError):
        return False
    return True


def _listens(path: str) -> bool:
    with socket.socket(_LOCAL) as probe:
        return probe.connect_ex(path) == 0


def refuse_without_display() -> None:
    """Raise NoDisplay where Qt would end the whole process; who names another platform knows what for."""
    platform_named = os.environ.get("QT_QPA_PLATFORM", "").partition(";")[0]
    if platform_named in ("", "xcb", "wayland") and not has_display():
        raise NoDisplay
