"""A screen without a monitor, for programs of a bare root: what it shows, and a keyboard before it.

The X server runs outside the root, so that the root holds only what the package brought.
"""

import os
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtGui import QImage

WIDTH: Final = 1440
HEIGHT: Final = 900
_STILL_SECONDS: Final = 0.5
_EVERY_SECONDS: Final = 0.1


class Screen:
    """One X server. `name` is what DISPLAY has to say."""

    def __init__(self, name: str, memory: Path) -> None:
        self.name = name
        self._memory = memory

    def picture(self) -> QImage:
        """Return what the screen shows now."""
        # XWD: 25 numbers, the name of the window, a table of colours of 12 bytes each, rows of 32 bits.
        data = self._memory.read_bytes()
        head = struct.unpack(">25I", data[:100])
        start, width, height, row, colours = head[0], head[4], head[5], head[12], head[19]
        rows = data[start + 12 * colours :]
        return QImage(rows, width, height, row, QImage.Format.Format_RGB32).copy()

    def press(self, *keys: str) -> None:
        """Press keys by xdotool's names, one after the other."""
        self._do("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        self._do("type", "--delay", "30", text)

    def windows(self) -> list[str]:
        """Return the titles of the windows that are shown."""
        asked = ["xdotool", "search", "--onlyvisible", "--name", ".", "getwindowname", "%@"]
        done = subprocess.run(asked, env=self._environment(), capture_output=True, text=True, timeout=60)
        return done.stdout.splitlines()

    def focus(self, title: str) -> None:
        """Give the keyboard to the window with this title: here is no window manager that would."""
        self._do("search", "--onlyvisible", "--name", title, "windowfocus", "--sync")

    def still(self, *, seconds: float = 60) -> QImage:
        """Return what the screen shows, once it has not changed for half a second."""
        end = time.monotonic() + seconds
        seen, since = self.picture(), time.monotonic()
        while time.monotonic() - since < _STILL_SECONDS:
            assert time.monotonic() < end, f"the picture went on changing for {seconds:.0f} s"
            time.sleep(_EVERY_SECONDS)
            now = self.picture()
            if now != seen:
                seen, since = now, time.monotonic()
        return seen

    def _do(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self._environment(), check=True, timeout=60)

    def _environment(self) -> dict[str, str]:
        return os.environ | {"DISPLAY": self.name}


def until(is_so: Callable[[], bool], *, what: str, seconds: float = 60) -> None:
    """Wait until something is so; raises AssertionError where it never is."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, f"waited {seconds:.0f} s for {what}"
        time.sleep(_EVERY_SECONDS)


@contextmanager
def screen(folder: Path) -> Iterator[Screen]:
    """Have an X server, with its memory in a folder."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-noreset", "-ac", "-nolisten", "tcp", "-fbdir", str(folder)]
    server = subprocess.Popen(
        [*command, "-screen", "0", f"{WIDTH}x{HEIGHT}x24"],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        yield Screen(f":{number}", folder / "Xvfb_screen0")
    finally:
        server.terminate()
        server.wait(timeout=30)
