import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.gui.keys import is_typing, stroke

NONE, CTRL, SHIFT, ALT, META, KEYPAD, GROUP = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
    Qt.KeyboardModifier.KeypadModifier,
    Qt.KeyboardModifier.GroupSwitchModifier,
)
MOD5, NUM_LOCK, CAPS_LOCK = 0x80, 0x10, 0x02


def event(
    key: int, modifiers=NONE, *, scan: int = 0, virtual: int = 0, native: int = 0, text: str = ""
) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan, virtual, native, text)


def typed(text: str, modifiers=NONE, **rest: int) -> QKeyEvent:
    return event(ord(text.upper()), modifiers, text=text, **rest)


@pytest.mark.parametrize(
    ("key", "modifiers", "expected"),
    [
        (Qt.Key.Key_Tab, NONE, "Tab"),
        (Qt.Key.Key_Backtab, SHIFT, "Shift+Tab"),
        (Qt.Key.Key_Enter, NONE, "Enter"),
        (Qt.Key.Key_Z, CTRL | SHIFT, "Ctrl+Shift+Z"),
        (Qt.Key.Key_3, NONE, "3"),
        (Qt.Key.Key_BraceLeft, SHIFT, "Shift+["),
        (Qt.Key.Key_F1, NONE, "F1"),
        (Qt.Key.Key_Up, ALT, "Alt+Up"),
        (Qt.Key.Key_Exclam, SHIFT, "Shift+1"),
        (Qt.Key.Key_Shift, SHIFT, ""),
        (Qt.Key.Key_Z, CTRL | META, ""),
    ],
)
def test_a_key_without_a_scan_code_is_what_it_says(qapp, key, modifiers, expected):
    assert stroke(event(key.value, modifiers)) == expected


@pytest.mark.parametrize(
    ("text", "scan", "modifiers", "expected"),
    [
        ("a", 24, NONE, "A"),  # AZERTY: the key with A on it stands where a US keyboard has Q
        ("&", 10, NONE, "1"),
        ("é", 11, NONE, "2"),
        ('"', 12, NONE, "3"),
        ("1", 10, SHIFT, "1"),  # AZERTY types digits with Shift
        ("!", 10, SHIFT, "Shift+1"),  # a US keyboard does not
        ("à", 19, CTRL, "Ctrl+0"),
        ("-", 15, NONE, "6"),
        ("-", 15, CTRL, "Ctrl+-"),
        ("+", 21, CTRL | SHIFT, "Ctrl+="),
        ("[", 14, NONE, "["),  # AltGr and the key of 5
        ("}", 21, NONE, "Shift+]"),
        (",", 58, NONE, ""),  # AZERTY's comma stands where a US keyboard has M
        ("m", 47, NONE, "M"),
        ("ح", 33, NONE, "P"),  # what an Arabic layout types where a US keyboard has P
        ("ئ", 52, CTRL, "Ctrl+Z"),
        ("~", 52, CTRL | SHIFT, "Ctrl+Shift+Z"),
        ("[", 41, SHIFT, "["),  # the brackets of an Arabic layout
        ("[", 41, CTRL | SHIFT, "Ctrl+Shift+F"),
        ("١", 10, NONE, "1"),
        ("ج", 34, NONE, "["),
        ("د", 35, SHIFT, "Shift+]"),
        ("<", 34, SHIFT, "Shift+["),
        ("<", 94, NONE, ""),  # the key that a US keyboard does not have
    ],
)
@pytest.mark.parametrize("platform", ["xcb", "wayland", "offscreen", "windows"])
def test_what_is_printed_counts_where_it_is_latin_and_else_the_place(
    qapp, platform, text, scan, modifiers, expected
):
    code = scan - 8 if platform == "windows" else scan
    assert stroke(typed(text, modifiers, scan=code), platform=platform) == expected


@pytest.mark.parametrize(
    ("text", "virtual", "modifiers", "expected"),
    [
        ("ش", 0, NONE, "A"),
        ("ح", 0x23, NONE, "P"),
        ("ئ", 0x06, CTRL, "Ctrl+Z"),
        ("&", 0x12, NONE, "1"),
        ("§", 0x16, NONE, "6"),  # the French Mac types § there
        ("ذ", 50, NONE, "`"),
        ("ج", 0x21, NONE, "["),
        ("{", 0x17, ALT, "Shift+["),  # Option makes characters on a Mac
        ("a", 0x0C, NONE, "A"),
        ("*", 0x43, KEYPAD, ""),
    ],
)
def test_macos_tells_the_place_by_its_virtual_key(qapp, text, virtual, modifiers, expected):
    assert stroke(typed(text, modifiers, scan=1, virtual=virtual), platform="cocoa") == expected


@pytest.mark.parametrize(
    ("text", "virtual", "expected"), [("ح", 0x50, "P"), ("ج", 0xDB, "["), ("é", 0x32, "2")]
)
def test_windows_has_virtual_keys_for_what_comes_without_a_scan_code(qapp, text, virtual, expected):
    assert stroke(typed(text, virtual=virtual), platform="windows") == expected


def test_the_keys_beside_the_keypad_of_windows_are_no_letters(qapp):
    assert stroke(typed("ح", scan=0x119), platform="windows") == ""


ALT_GR = {
    "xcb": (NONE, MOD5),
    "wayland": (NONE, MOD5 | NUM_LOCK),
    "windows": (CTRL | ALT, 0),
    "offscreen": (GROUP, 0),
}


@pytest.mark.parametrize("platform", ALT_GR)
@pytest.mark.parametrize(
    ("text", "scan", "expected"),
    [
        ("æ", 24, ""),
        ("€", 26, ""),
        ("@", 19, ""),
        ("z", 25, ""),
        ("١", 10, ""),
        ("[", 14, "["),
        ("{", 13, "Shift+["),
    ],
)
def test_altgr_makes_characters_and_no_commands(qapp, platform, text, scan, expected):
    modifiers, native = ALT_GR[platform]
    code = scan - 8 if platform == "windows" else scan
    press = typed(text, modifiers, scan=code, native=native)
    assert stroke(press, platform=platform) == expected
    assert is_typing(press, platform=platform)


@pytest.mark.parametrize("native", [0, NUM_LOCK, CAPS_LOCK, NUM_LOCK | CAPS_LOCK])
def test_locks_change_nothing(qapp, native):
    assert stroke(typed("T", scan=28, native=native), platform="xcb") == "T"
    assert stroke(typed("É", scan=11, native=native), platform="xcb") == "2"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Qt.Key.Key_3, "3"),
        (Qt.Key.Key_Enter, "Enter"),
        (Qt.Key.Key_Delete, "Delete"),
        (Qt.Key.Key_Asterisk, ""),
        (Qt.Key.Key_Slash, ""),
        (Qt.Key.Key_Period, ""),
    ],
)
def test_the_keypad_has_digits_and_no_shifted_keys(qapp, key, expected):
    assert stroke(event(key.value, KEYPAD, scan=63), platform="xcb") == expected
    assert stroke(event(key.value, KEYPAD), platform="xcb") == expected


def test_the_keypad_makes_the_text_larger_and_smaller(qapp):
    assert stroke(event(Qt.Key.Key_Plus.value, KEYPAD | CTRL, scan=86), platform="xcb") == "Ctrl+="
    assert stroke(event(Qt.Key.Key_Minus.value, KEYPAD | CTRL, scan=82), platform="xcb") == "Ctrl+-"


def test_a_dead_key_goes_by_its_place(qapp):
    """On AZERTY ^ and ¨ stand where a US keyboard has [ and {."""
    dead = Qt.Key.Key_Dead_Circumflex.value, Qt.Key.Key_Dead_Diaeresis.value
    assert stroke(event(dead[0], scan=34), platform="xcb") == "["
    assert stroke(event(dead[1], SHIFT, scan=34), platform="xcb") == "Shift+["
    assert is_typing(event(dead[0], scan=34))


def test_an_arabic_layout_labels_in_the_real_window(window, spans):
    """The digits of `ara digits` and the brackets of `ara` reach the article's keys."""
    article = window.labelling.article
    QApplication.sendEvent(article, typed("١", scan=10))
    assert spans() == [("الرباط", "PERS")]
    QApplication.sendEvent(article, typed("ئ", CTRL, scan=52))
    assert spans() == []


def test_letters_are_typing_and_function_keys_and_shortcuts_are_not(qapp):
    assert is_typing(typed("p"))
    assert is_typing(event(Qt.Key.Key_Delete.value))
    assert not is_typing(event(Qt.Key.Key_F1.value))
    assert not is_typing(event(Qt.Key.Key_Z.value, CTRL))
