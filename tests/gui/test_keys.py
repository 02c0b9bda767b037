import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.gui.keys import is_typing, stroke

NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def event(key: int, modifiers=NONE, *, scan: int = 0, text: str = "") -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan, 0, 0, text)


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
        (Qt.Key.Key_Left, NONE, ""),
        (Qt.Key.Key_Shift, SHIFT, ""),
    ],
)
def test_a_key_without_a_scan_code_is_what_it_says(qapp, key, modifiers, expected):
    assert stroke(event(key.value, modifiers)) == expected


@pytest.mark.parametrize(
    ("typed", "scan", "modifiers", "expected"),
    [
        ("a", 24, NONE, "A"),  # AZERTY: the key with A on it stands where a US keyboard has Q
        ("&", 10, NONE, "1"),
        ("[", 14, NONE, "["),  # AltGr and the key of 5
        ("}", 21, NONE, "Shift+]"),
        ("ح", 33, NONE, "P"),  # what an Arabic layout types where a US keyboard has P
        ("ئ", 52, CTRL, "Ctrl+Z"),
        ("~", 52, CTRL | SHIFT, "Ctrl+Shift+Z"),
        ("١", 10, NONE, "1"),
        ("ج", 34, NONE, "["),
        ("د", 35, SHIFT, "Shift+]"),
    ],
)
def test_letters_count_as_typed_where_they_are_latin_and_else_by_their_place(
    qapp, typed, scan, modifiers, expected
):
    assert stroke(event(ord(typed.upper()), modifiers, scan=scan, text=typed)) == expected


def test_an_arabic_layout_labels_in_the_real_window(window, spans):
    """The digits of `ara digits` and the brackets of `ara` reach the article's keys."""
    article = window.labelling.article
    for key, scan in ((ord("١"), 10),):
        QApplication.sendEvent(article, event(key, scan=scan, text=chr(key)))
    assert spans() == [("الرباط", "PERS")]
    QApplication.sendEvent(article, event(ord("ئ"), CTRL, scan=52, text="ئ"))
    assert spans() == []


def test_letters_are_typing_and_function_keys_and_shortcuts_are_not(qapp):
    assert is_typing(event(Qt.Key.Key_P.value, text="p"))
    assert is_typing(event(Qt.Key.Key_Delete.value))
    assert not is_typing(event(Qt.Key.Key_F1.value))
    assert not is_typing(event(Qt.Key.Key_Z.value, CTRL))
