"""Where on the keyboard a key event came from, named as a US keyboard names the place.

Three tables, one a kind of system. X11 and Wayland number the keys 8 above the kernel, Windows numbers
them as the first PC did (set 1), and both run along the rows. macOS numbers them as its first
keyboards were wired (kVK_ANSI_ in Carbon's Events.h). Only the first was tried on its own system.
"""

from typing import Final

from PySide6.QtGui import QKeyEvent

# The first key of each row in set 1, then the row as a US keyboard has it.
_ROWS: Final = {2: "1234567890-=", 16: "QWERTYUIOP[]", 30: "ASDFGHJKL;'`", 43: "\\ZXCVBNM,./"}
_SET_1: Final = {
    first + place: character for first, row in _ROWS.items() for place, character in enumerate(row)
}
_X11: Final = {code + 8: character for code, character in _SET_1.items()}
# What a Windows layout calls a key; asked where a program or a screen keyboard gives no scan code.
_VIRTUAL_KEYS: Final = {
    **{ord(character): character for character in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    0xBA: ";",
    0xBB: "=",
    0xBC: ",",
    0xBD: "-",
    0xBE: ".",
    0xBF: "/",
    0xC0: "`",
    0xDB: "[",
    0xDC: "\\",
    0xDD: "]",
    0xDE: "'",
}
# kVK_ANSI_A is 0 and the rest follows the wiring; "" is a key that is none of ours.
_MAC: Final = dict(enumerate((*"ASDFHGZXCV", "", *"BQWERYT123465=97-80]OU[IP", "", *"LJ'K;\\,/NM.")))
_MAC_GRAVE: Final = {50: "`"}
_RIGHT_HALF: Final = 0x100
"""The bit that Windows sets for the keys added to the first PC's, such as those beside the keypad."""


def place_of(event: QKeyEvent, *, platform: str) -> str:
    """Return what a US keyboard has in the place of the key that was pressed, "" where nobody can tell.

    `platform` is Qt's name of it: xcb, wayland, offscreen, windows or cocoa.
    """
    scan_code, virtual_key = event.nativeScanCode(), event.nativeVirtualKey()
    if platform in ("xcb", "wayland", "offscreen"):
        return _X11.get(scan_code, "")
    if platform == "windows":
        if scan_code & _RIGHT_HALF:
            return ""
        return _SET_1.get(scan_code, "") if scan_code else _VIRTUAL_KEYS.get(virtual_key, "")
    if platform == "cocoa" and scan_code:
        # Qt gives 1 as the scan code of every key that was pressed, for the key A is the virtual key 0.
        return _MAC.get(virtual_key, "") or _MAC_GRAVE.get(virtual_key, "")
    return ""


def is_pressed(event: QKeyEvent) -> bool:
    """Tell whether a key of a keyboard made the event, rather than a program without a keyboard."""
    return bool(event.nativeScanCode())
