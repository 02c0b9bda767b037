"""Runs before either program: on Linux, Qt uses X where there is X, for that is what is tested.

Qt by itself would take Wayland where both are. Whoever sets QT_QPA_PLATFORM is obeyed.
"""

import os
import sys

if sys.platform == "linux":
    if os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "xcb;wayland")
    elif os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "wayland")
