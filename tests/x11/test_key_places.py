"""What single keys mean under real layouts: AltGr, dead keys, locks, the keypad, keys typed into a field."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit

from annotator.gui.key_sheet import KeySheet
from annotator.gui.window import MainWindow
from tests.x11 import gold
from tests.x11.hands import ALT_GR, ARABIC, ARABIC_DIGITS, FRENCH, PLAIN_US, Hands, Layout, focus, hands_on

pytestmark = pytest.mark.x11

SHIFT, CAPS_LOCK, NUM_LOCK, KEYPAD_1, KEYPAD_STAR = 50, 66, 77, 87, 63
Job = Callable[[Layout], None]


@pytest.fixture
def window(opened, prepared) -> MainWindow:
    return opened(prepared(gold.of_seed("01-visit")))[0]


def labels(window: MainWindow) -> list[str]:
    return [span.label for span in window.session.sheet.annotation.spans]


def at_work(qtbot, window: MainWindow, layout: Layout):
    class Work:
        def __enter__(self) -> Hands:
            self.lent = hands_on(qtbot, layout)
            hands = self.lent.__enter__()
            focus(qtbot, window)
            window.labelling.article.setFocus()
            return hands

        def __exit__(self, *error: object) -> None:
            self.lent.__exit__(*error)

    return Work()


@pytest.mark.parametrize(
    ("layout", "codes", "label"),
    [
        (FRENCH, (10,), "PERS"),  # types &
        (FRENCH, (SHIFT, 10), "PERS"),  # types 1
        (FRENCH, (11,), "OCC"),  # types é
        (FRENCH, (38,), "QUANT"),  # types q, where a US keyboard has A
        (FRENCH, (47,), "MONEY"),  # types m, where a US keyboard has ;
        (ARABIC, (58,), "MONEY"),  # types ة
        (ARABIC, (24,), "QUANT"),
        (ARABIC_DIGITS, (10,), "PERS"),  # types ١
    ],
)
def test_what_a_label_key_is(qtbot, window, layout, codes, label):
    with at_work(qtbot, window, layout) as hands:
        hands.press_codes(*codes)
        assert labels(window) == [label]


@pytest.mark.parametrize(
    ("layout", "codes"),
    [
        (FRENCH, (ALT_GR, 24)),  # types æ where a US keyboard has Q
        (FRENCH, (ALT_GR, 38)),  # types @
        (FRENCH, (ALT_GR, 26)),  # types €
        (FRENCH, (ALT_GR, 19)),  # types @ on the key of 0
        (ARABIC, (ALT_GR, 10)),  # types ١
        (FRENCH, (58,)),  # types a comma where a US keyboard has M
        (FRENCH, (94,)),  # types <, on the key that a US keyboard does not have
        (PLAIN_US, (133, 10)),  # the Windows key belongs to the system
        (PLAIN_US, (KEYPAD_STAR,)),
    ],
)
def test_what_is_no_command(qtbot, window, layout, codes):
    pressed: list[None] = []
    window.router.pressed.connect(lambda: pressed.append(None))
    with at_work(qtbot, window, layout) as hands:
        hands.press_codes(*codes)
    assert labels(window) == []
    assert pressed == []


def test_a_dead_key_moves_the_edge_that_its_place_stands_for(qtbot, window):
    with at_work(qtbot, window, FRENCH) as hands:
        before = window.labelling.desk.hand.item
        hands.press_codes(35)  # types $ where a US keyboard has ]
        wider = window.labelling.desk.hand.item
        assert (wider.start, wider.end > before.end) == (before.start, True)
        hands.press("}")
        assert window.labelling.desk.hand.item.end == before.end
        hands.press_codes(SHIFT, 35)
        assert window.labelling.desk.hand.item.end <= before.end


def test_caps_lock_and_the_keypad_change_nothing(qtbot, window):
    with at_work(qtbot, window, PLAIN_US) as hands:
        for lock, code, label in ((CAPS_LOCK, 28, "TIME"), (NUM_LOCK, KEYPAD_1, "PERS")):
            hands.press_codes(lock)
            hands.press_codes(code)
            hands.press_codes(lock)
            assert labels(window) == [label]
            hands.press("Ctrl+Z")


def test_without_num_lock_the_keypad_moves(qtbot, window):
    with at_work(qtbot, window, PLAIN_US) as hands:
        caret = window.labelling.article.caret
        hands.press("Ctrl+Home")
        hands.press_codes(KEYPAD_1)
        assert caret.offset > 0
        assert labels(window) == []


@pytest.mark.parametrize(("layout", "typed"), [(PLAIN_US, "tm1"), (ARABIC, "فة1"), (FRENCH, "tm&")])
def test_a_field_takes_letters_and_leaves_shortcuts(qtbot, window, layout, typed):
    (field,) = [one for one in window.labelling.side.findChildren(QLineEdit) if one.isVisible()][:1]
    with at_work(qtbot, window, replace(layout)) as hands:
        field.setFocus()
        hands.press("T", "M", "1")
        hands.until(lambda: field.text() == typed)
        assert labels(window) == []
        field.clear()
        hands.press("Ctrl+PgDown")
        assert window.session.sheet.document.id == window.session.project.documents.ids()[1]
        field.setFocus()
        hands.press("F1")
        hands.until(lambda: any(one.isVisible() for one in window.findChildren(KeySheet)))


def test_undo_works_under_an_arabic_layout_alone(qtbot, window):
    with at_work(qtbot, window, ARABIC) as hands:
        hands.press("Enter")
        made = labels(window)
        hands.press("Ctrl+Z")
        assert (labels(window), bool(made)) == ([], True)
        hands.press("Ctrl+Shift+Z")
        assert labels(window) == made
