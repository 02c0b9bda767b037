"""What Qt's way to the screen needs of the system, looked at before Qt would end the whole process for it."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

from annotator.errors import MissingLibrary


def refuse_without_libraries() -> None:
    """Raise MissingLibrary where Qt's plugin for X, the only way to the screen here, cannot be loaded.

    What is loaded here Qt finds loaded.
    """
    named = os.environ.get("QT_QPA_PLATFORM", "").partition(";")[0]
    if sys.platform != "linux" or named not in ("", "xcb") or os.environ.get("WAYLAND_DISPLAY"):
        return
    plugin = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms", "libqxcb.so")
    if not plugin.exists():
        return
    import ctypes

    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        # A frozen program has another sentence in its place.
        told = error.__cause__ if isinstance(error.__cause__, OSError) else error
        missing = MissingLibrary.of(told)
        if missing is not None:
            raise missing from error
