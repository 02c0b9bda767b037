"""Which physical key a key event came from, whatever layout is active.

An Arabic-only layout types ص where a US keyboard has W: there labels and shortcuts go by the place of the
key. A Latin letter, a digit or a bracket that is typed counts as itself: on AZERTY the key with A on it is
A, and the digit row, which types & é " there, goes by its place. On X11 and Wayland the scan code tells the
place; elsewhere (untested), and for events made by programs, the key's own code is taken.
"""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

# X11 key codes of a PC keyboard: the first key of each row, then the row as a US keyboard has it.
_ROWS: Final = {10: "1234567890-=", 24: "QWERTYUIOP[]", 38: "ASDFGHJKL;'`", 51: "\\ZXCVBNM,./"}
_SCAN_CODES: Final = {
    first + place: character for first, row in _ROWS.items() for place, character in enumerate(row)
}
_NAMED: Final = {
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Backtab: "Tab",
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Delete: "Delete",
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_PageDown: "PgDown",
    Qt.Key.Key_PageUp: "PgUp",
    **{Qt.Key(Qt.Key.Key_F1.value + number): f"F{number + 1}" for number in range(12)},
}
_TYPED_BRACKETS: Final = {
    Qt.Key.Key_BracketLeft.value: "[",
    Qt.Key.Key_BracketRight.value: "]",
    Qt.Key.Key_BraceLeft.value: "Shift+[",
    Qt.Key.Key_BraceRight.value: "Shift+]",
}
# What a US keyboard types with Shift, back to the key.
_SHIFTED: Final = dict(zip('!@#$%^&*()_+{}:"|<>?~', "1234567890-=[];'\\,./`", strict=True))


def stroke(event: QKeyEvent) -> str:
    """Return the physical key with its modifiers, as in `Ctrl+Shift+Z`, `3` or `Shift+[`; "" for none."""
    key = _physical_key(event)
    if not key:
        return ""
    modifiers = event.modifiers()
    if event.key() in _TYPED_BRACKETS:
        # Where a layout types brackets with AltGr or elsewhere, they are what is printed on the key.
        return _TYPED_BRACKETS[event.key()]
    parts = [
        name
        for name, flag in (
            ("Ctrl", Qt.KeyboardModifier.ControlModifier),
            ("Alt", Qt.KeyboardModifier.AltModifier),
            ("Shift", Qt.KeyboardModifier.ShiftModifier),
        )
        if modifiers & flag
    ]
    return "+".join([*parts, key])


def is_typing(event: QKeyEvent) -> bool:
    """Tell whether a text field would take this event as typing or editing."""
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    is_function_key = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F12
    return not event.modifiers() & held and not is_function_key


def _physical_key(event: QKeyEvent) -> str:
    named = _NAMED.get(Qt.Key(event.key()))
    if named is not None:
        return named
    code = event.key()
    if Qt.Key.Key_A <= code <= Qt.Key.Key_Z or Qt.Key.Key_0 <= code <= Qt.Key.Key_9:
        return chr(code)  # a Latin letter or a digit is what is printed on the key
    if QGuiApplication.platformName() in ("xcb", "wayland", "offscreen"):
        character = _SCAN_CODES.get(event.nativeScanCode(), "")
        if character:
            return character
    if 0x20 < code < 0x7F:
        return _SHIFTED.get(chr(code), chr(code)).upper()
    return ""
