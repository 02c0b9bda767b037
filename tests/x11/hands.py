"""A person's hands on an X server: xdotool presses keys by their place, moves the pointer and clicks.

The window runs in the test's own process, so that a test can see what a person would see; what it does
comes from the server, as from a keyboard and a mouse.
"""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

_ROWS: Final = {10: "1234567890-=", 24: "QWERTYUIOP[]", 38: "ASDFGHJKL;'`", 51: "\\ZXCVBNM,./"}
US: Final = {
    **{character: (first + place,) for first, row in _ROWS.items() for place, character in enumerate(row)},
    **{"Tab": (23,), "Enter": (36,), "Delete": (119,), "Backspace": (22,), "Space": (65,), "Esc": (9,)},
    **{"Left": (113,), "Right": (114,), "Up": (111,), "Down": (116,), "Home": (110,), "End": (115,)},
    **{"PgUp": (112,), "PgDown": (117,), "F1": (67,), "F3": (69,)},
    **{"{": (50, 34), "}": (50, 35)},
}
_DONE: Final = (QEvent.Type.KeyRelease, QEvent.Type.MouseButtonRelease, QEvent.Type.Wheel)
HELD: Final = {"Ctrl": 37, "Shift": 50, "Alt": 64}
ALT_GR: Final = 108


@dataclass(frozen=True)
class Layout:
    """What `setxkbmap` is asked for, what the key of A types then, and which keys lie elsewhere.

    A key is the codes that are held, and last the one that is pressed.
    """

    name: str
    types: str
    moved: dict[str, tuple[int, ...]] = field(default_factory=dict)
    variant: str = ""

    def codes(self, stroke: str) -> tuple[int, ...]:
        """Return the codes of a stroke such as Ctrl+Shift+Z, as a person with this keyboard finds them."""
        *held, key = stroke.split("+")
        return (*(HELD[one] for one in held), *(self.moved.get(key) or US[key]))


PLAIN_US: Final = Layout("us", "a")
FRENCH: Final = Layout(
    "fr",
    "q",
    {
        **{"A": (24,), "Q": (38,), "Z": (25,), "W": (52,), "M": (47,)},
        **{"[": (ALT_GR, 14), "]": (ALT_GR, 20), "{": (ALT_GR, 13), "}": (ALT_GR, 21)},
    },
)
ARABIC: Final = Layout("ara", "ش", {"{": (50, 55), "}": (50, 54)})  # typed with Shift on ر and ؤ
LAYOUTS: Final = (PLAIN_US, FRENCH, ARABIC, Layout("ara,us", "ش"))
ARABIC_DIGITS: Final = Layout("ara", "ش", variant="digits")


def xdotool(*arguments: object) -> None:
    subprocess.run(["xdotool", *map(str, arguments)], check=True, timeout=60)


class Hands(QObject):
    """Presses keys and buttons, and waits until the window has had them."""

    def __init__(self, qtbot: QtBot, layout: Layout) -> None:
        super().__init__()
        self._qtbot = qtbot
        self._layout = layout
        self._released = 0
        self.used: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Count what comes out of the server, once each: an event goes to a window before its widgets."""
        if isinstance(watched, QWindow):
            self._released += event.type() in _DONE
        return False

    def press(self, *strokes: str) -> None:
        """Press keys one after the other."""
        for stroke in strokes:
            self.press_codes(*self._layout.codes(stroke))
            self.used.add(stroke)

    def press_codes(self, *codes: int) -> None:
        """Press one key by its code, the last, while the others are held."""
        *held, key = codes
        downs = [word for code in held for word in ("keydown", code)]
        ups = [word for code in reversed(held) for word in ("keyup", code)]
        self._do(len(codes), *downs, "key", key, *ups)

    def click(self, widget: QWidget, at: QPoint | None = None, *, button: int = 1, times: int = 1) -> None:
        """Press a button of the mouse on a widget, in its middle unless told where."""
        where = widget.mapToGlobal(widget.rect().center() if at is None else at)
        click = ("click", "--repeat", times, "--delay", 40, button)
        self._do(times, "mousemove", where.x(), where.y(), *click)

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        """Press the left button at one place, move, and let it go at another."""
        first, last = widget.mapToGlobal(start), widget.mapToGlobal(end)
        middle = (first + last) / 2
        moves = [word for at in (middle, last) for word in ("mousemove", at.x(), at.y())]
        self._do(1, "mousemove", first.x(), first.y(), "mousedown", 1, *moves, "mouseup", 1)

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self._qtbot.waitUntil(is_so, timeout=20_000)

    def _do(self, releases: int, *arguments: object) -> None:
        wanted = self._released + releases
        xdotool(*arguments)
        while self._released < wanted:
            self._qtbot.waitUntil(lambda: _pumped() and self._released >= wanted, timeout=20_000)


def _pumped() -> bool:
    QApplication.processEvents()
    return True


@contextmanager
def hands_on(qtbot: QtBot, layout: Layout) -> Iterator[Hands]:
    """Lend hands on a keyboard of this layout; what one key types proves that it is that layout."""
    setting = ["setxkbmap", "-layout", layout.name, "-variant", layout.variant]
    subprocess.run(setting, check=True, timeout=60)
    hands = Hands(qtbot, layout)
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(hands)
    try:
        _prove(hands, layout, qtbot)
        yield hands
    finally:
        application.removeEventFilter(hands)
        subprocess.run(["setxkbmap", "-layout", "us", "-variant", ""], check=True, timeout=60)


def _prove(hands: Hands, layout: Layout, qtbot: QtBot) -> None:
    field_ = QLineEdit()
    field_.show()
    focus(qtbot, field_)
    xdotool("key", US["A"][0])
    qtbot.waitUntil(lambda: field_.text() == layout.types, timeout=20_000)
    field_.close()
    field_.deleteLater()


def focus(qtbot: QtBot, window: QWidget) -> None:
    """Put a window in front: there is no window manager to do it."""
    qtbot.waitUntil(lambda: window.windowHandle() is not None and window.windowHandle().isExposed())
    xdotool("windowfocus", int(window.winId()))
    qtbot.waitUntil(window.isActiveWindow, timeout=20_000)
