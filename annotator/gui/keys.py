"""Which physical key a key event came from, whatever layout is active.

An Arabic-only layout types ص where a US keyboard has W: there labels and shortcuts go by the place of the
key. A Latin letter, a digit or a bracket that is typed counts as itself: on AZERTY the key with A on it is
A, and the digit row, which types & é " there, goes by its place. `scan_codes` knows the places; for events
made by programs the key's own code is taken.

AltGr makes other characters of the same keys, and no command: only a bracket that it types counts.
"""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from annotator.gui import scan_codes

_Modifier = Qt.KeyboardModifier
_NAMED: Final = {
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Backtab: "Tab",
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Delete: "Delete",
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Insert: "Insert",
    Qt.Key.Key_PageDown: "PgDown",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
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
# With Ctrl these are what is printed on the key, for that is how people know them: larger, smaller.
_SIGNS: Final = {Qt.Key.Key_Plus.value: "=", Qt.Key.Key_Equal.value: "=", Qt.Key.Key_Minus.value: "-"}
_MODIFIERS: Final = (
    ("Ctrl", _Modifier.ControlModifier),
    ("Alt", _Modifier.AltModifier),
    ("Shift", _Modifier.ShiftModifier),
)
KEY_NAMES: Final = frozenset({*_NAMED.values(), *"1234567890-=[];'`\\,./ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
"""The names of all keys, without modifiers."""
_LEVEL_3: Final = 0x80
"""Mod5 in the state that X11 and Wayland report: AltGr is held, which Qt's own modifiers do not tell."""


def stroke(event: QKeyEvent, *, platform: str = "") -> str:
    """Return the physical key with its modifiers, as in `Ctrl+Shift+Z`, `3` or `Shift+[`; "" for none.

    `platform` is Qt's name of it, that of the running application unless given.
    """
    platform = platform or QGuiApplication.platformName()
    modifiers = event.modifiers()
    bracket = _TYPED_BRACKETS.get(event.key(), "")
    if _is_alt_gr(event, platform):
        # Where a layout types brackets with AltGr they are what is printed on the key.
        return bracket
    if modifiers & _Modifier.MetaModifier and platform != "cocoa":
        return ""  # the system's own
    has_alt = modifiers & _Modifier.AltModifier and platform != "cocoa"  # there Alt types, as AltGr does
    if bracket and not (modifiers & _Modifier.ControlModifier or has_alt):
        return bracket
    key, is_shift_spent = _physical_key(event, platform)
    if not key:
        return ""
    if is_shift_spent:
        modifiers &= ~_Modifier.ShiftModifier
    return "+".join([*(name for name, flag in _MODIFIERS if modifiers & flag), key])


def press_of(key: str) -> QKeyEvent:
    """Return the press of a key of KEY_NAMES, with or without modifiers, as a program would make it."""
    *held, name = key.split("+")
    modifiers = Qt.KeyboardModifier.NoModifier
    for word, flag in _MODIFIERS:
        if word in held:
            modifiers |= flag
    # Tab and Enter have two codes each; any of them will do.
    code = next((code.value for code, named in _NAMED.items() if named == name), ord(name[0]))
    return QKeyEvent(QEvent.Type.KeyPress, code, modifiers)


def is_typing(event: QKeyEvent, *, platform: str = "") -> bool:
    """Tell whether a text field would take this event as typing or editing."""
    if _is_alt_gr(event, platform or QGuiApplication.platformName()):
        return True
    held = _Modifier.ControlModifier | _Modifier.AltModifier
    is_function_key = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F12
    return not event.modifiers() & held and not is_function_key


def _is_alt_gr(event: QKeyEvent, platform: str) -> bool:
    """Tell whether AltGr is held: Windows says Ctrl and Alt, X11 and Wayland say it in their own state."""
    modifiers = event.modifiers()
    if modifiers & _Modifier.GroupSwitchModifier:
        return True
    if platform in ("xcb", "wayland"):
        return bool(event.nativeModifiers() & _LEVEL_3)
    return platform != "cocoa" and bool(
        modifiers & _Modifier.ControlModifier and modifiers & _Modifier.AltModifier
    )


def _physical_key(event: QKeyEvent, platform: str) -> tuple[str, bool]:
    """Return the key's name, and whether Shift was held only to type what is printed on it."""
    code, modifiers = event.key(), event.modifiers()
    named = _NAMED.get(Qt.Key(code))
    if named is not None:
        return named, False
    has_ctrl = bool(modifiers & _Modifier.ControlModifier)
    if Qt.Key.Key_A <= code <= Qt.Key.Key_Z:
        return chr(code), False
    if Qt.Key.Key_0 <= code <= Qt.Key.Key_9:
        return chr(code), True  # AZERTY types digits with Shift
    if has_ctrl and code in _SIGNS:
        return _SIGNS[code], True
    if modifiers & _Modifier.KeypadModifier and platform != "cocoa":
        return "", False  # its * is not the 8 that a US keyboard types * on
    is_sign = 0x20 < code < 0x7F
    place = scan_codes.place_of(event, platform=platform)
    if place:
        # A comma where a US keyboard has M (AZERTY) is a comma, and no label; a letter that is typed was
        # taken above. With Ctrl or Shift an Arabic layout types such signs on its letters' keys.
        is_mere_sign = is_sign and place.isalpha() and not modifiers & ~_Modifier.KeypadModifier
        return ("" if is_mere_sign else place), False
    if is_sign and not scan_codes.is_pressed(event):
        return _SHIFTED.get(chr(code), chr(code)), False
    return "", False
