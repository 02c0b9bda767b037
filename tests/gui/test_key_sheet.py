import pytest
from PySide6.QtCore import QEvent, QPoint, QSettings, Qt
from PySide6.QtGui import QKeyEvent, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from annotator import words
from annotator.errors import CannotWrite
from annotator.gui import key_page
from annotator.gui.actions import ACTIONS
from annotator.gui.key_sheet import KeySheet
from annotator.gui.keyboard_picture import KEYBOARD
from annotator.gui.keymap import KeyMap, id_of_label
from annotator.gui.keys import stroke
from annotator.gui.printed import ARABIC, AZERTY, KEYBOARDS, QWERTY, usual
from annotator.gui.settings import Settings
from annotator.gui.theme import CONTRAST, DARK, LIGHT
from annotator.schema import load

ROWS = {2: "1234567890-=", 16: "QWERTYUIOP[]", 30: "ASDFGHJKL;'`", 43: "\\ZXCVBNM,./"}
AZERTY_TYPES = dict(zip("1234567890", "&é\"'(-è_çà", strict=True))
PERS, GPE = id_of_label("PERS"), id_of_label("GPE")


@pytest.fixture
def keys(qapp, tmp_path) -> KeyMap:
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    return KeyMap(load("security-news"), Settings(store))


@pytest.fixture
def sheet(qtbot, keys) -> KeySheet:
    made = KeySheet(keys, LIGHT)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def give(sheet: KeySheet, id_: str, key: Qt.Key, text: str = "") -> None:
    """Choose a row, press Enter on it, press the new key."""
    sheet.table.choose(id_)
    QTest.keyClick(sheet.table, Qt.Key.Key_Return)
    assert sheet.catcher.isVisible()
    assert QApplication.focusWidget() is sheet.catcher
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        QApplication.sendEvent(
            sheet.catcher, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, 0, 0, 0, text)
        )


def test_it_lists_every_action_and_every_label(sheet, keys):
    ids = [action.id for action in ACTIONS] + [id_of_label(one.id) for one in load("security-news").labels]
    assert sheet.table.shown() == ids == list(keys.holders)


@pytest.mark.parametrize("query", ["undo", "UNDO", "ctrl+z"])
def test_typing_narrows_it(sheet, query):
    QTest.keyClicks(QApplication.focusWidget(), query)
    assert "undo" in sheet.table.shown()
    assert len(sheet.table.shown()) < 4


@pytest.mark.parametrize("query", ["هيئه", "organis", "ORG"])
def test_a_label_is_found_in_any_language(sheet, query):
    sheet.search.setText(query)
    assert id_of_label("ORG") in sheet.table.shown()
    assert "accept" not in sheet.table.shown()


@pytest.mark.parametrize("query", ["سؤال", "responsable", "question"])
def test_an_action_is_found_in_any_language(sheet, query):
    sheet.search.setText(query)
    assert "ask" in sheet.table.shown()
    assert "accept" not in sheet.table.shown()


def test_a_key_is_changed_from_the_keyboard(sheet, keys):
    QTest.keyClicks(sheet.search, "accept, every")
    QTest.keyClick(sheet.search, Qt.Key.Key_Return)
    assert sheet.table.chosen() == "accept"
    give(sheet, "accept", Qt.Key.Key_Y, "y")
    assert keys.keys("accept") == ("Y",)
    assert "«Accept, everywhere in the document»" in sheet.said.text()
    assert not sheet.catcher.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Left])
def test_the_keys_of_the_dialog_itself_are_caught_too(sheet, keys, key):
    give(sheet, "undo", key)
    assert keys.keys("undo") == ("Ctrl+Z",)
    assert sheet.said.objectName() == "problem"


def test_a_taken_key_is_refused_by_name_and_may_be_swapped(sheet, keys):
    give(sheet, PERS, Qt.Key.Key_4, "4")
    assert sheet.said.text() == "4 is the key of «Political entity» already."
    assert keys.keys(PERS) == ("1",)
    QTest.mouseClick(sheet.buttons["swap"], Qt.MouseButton.LeftButton)
    assert (keys.keys(PERS), keys.keys(GPE)) == (("4",), ("1",))
    assert not sheet.buttons["swap"].isVisible()


def test_esc_and_going_elsewhere_leave_it_as_it_is(sheet, keys):
    give(sheet, "undo", Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert not sheet.catcher.isVisible()
    sheet.table.choose("undo")
    QTest.mouseClick(sheet.buttons["change"], Qt.MouseButton.LeftButton)
    sheet.search.setFocus()
    assert not sheet.catcher.isVisible()
    assert not keys.is_changed("undo")


def test_a_modifier_alone_is_waited_on(sheet, keys):
    give(sheet, "undo", Qt.Key.Key_Shift)
    assert sheet.catcher.isVisible()


def test_a_key_is_taken_away_and_all_come_back(sheet, keys):
    assert not sheet.buttons["reset_all"].isEnabled()
    sheet.table.choose("undo")
    QTest.mouseClick(sheet.buttons["take_away"], Qt.MouseButton.LeftButton)
    assert keys.keys("undo") == ()
    QTest.mouseClick(sheet.buttons["reset"], Qt.MouseButton.LeftButton)
    assert keys.keys("undo") == ("Ctrl+Z",)
    keys.swap(PERS, "4")
    sheet.table.choose(PERS)
    QTest.mouseClick(sheet.buttons["reset"], Qt.MouseButton.LeftButton)
    assert "«Political entity»" in sheet.said.text()
    QTest.mouseClick(sheet.buttons["reset_all"], Qt.MouseButton.LeftButton)
    assert not any(map(keys.is_changed, keys.holders))


def test_a_click_on_the_drawn_keyboard_finds_what_the_key_does(sheet):
    for name, id_ in (("3", id_of_label("ORG")), ("Enter", "accept"), ("Delete", "reject")):
        at = sheet.picture.key_box(name).center().toPoint()
        QTest.mouseClick(sheet.picture, Qt.MouseButton.LeftButton, pos=at)
        assert sheet.table.chosen() == id_
    QTest.mouseClick(sheet.picture, Qt.MouseButton.LeftButton, pos=QPoint(1, sheet.picture.height() - 1))
    assert sheet.said.text()


def test_every_key_that_does_something_alone_is_on_the_drawn_keyboard(keys):
    alone = {key for id_ in keys.holders for key in keys.keys(id_) if "+" not in key}
    assert alone - {key.name for key in KEYBOARD} == set()
    for one in KEYBOARD:
        for other in KEYBOARD:
            assert one is other or not one.box.intersects(other.box)


def test_the_drawn_keyboard_may_be_another(sheet):
    picture = sheet.picture
    assert picture.printed is QWERTY
    (kinds,) = sheet.paper.findChildren(QComboBox)
    before = picture.key_box("Q")
    kinds.setCurrentIndex(KEYBOARDS.index(AZERTY))
    assert picture.printed is AZERTY
    assert picture.key_box("A") == before
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=picture.key_box("M").center().toPoint())
    assert sheet.table.chosen() == id_of_label("MONEY")


def test_azerty_is_drawn_as_its_presses_are_understood(qapp):
    """What a place types, and what the program takes it for."""
    codes = {place: 8 + first + n for first, row in ROWS.items() for n, place in enumerate(row)}
    for place, code in codes.items():
        typed = AZERTY_TYPES.get(place, AZERTY.cap(place).lower())
        press = QKeyEvent(
            QEvent.Type.KeyPress, ord(typed.upper()), Qt.KeyboardModifier.NoModifier, code, 0, 0, typed
        )
        assert stroke(press, platform="xcb") == AZERTY.key(place), place


@pytest.mark.parametrize(("locale", "keyboard"), [("ar_MA", ARABIC), ("fr", AZERTY), ("en", QWERTY)])
def test_the_keyboard_goes_with_the_language(qapp, locale, keyboard):
    words.use(locale)
    assert usual() is keyboard


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST], ids=lambda theme: theme.id)
@pytest.mark.parametrize("size", [(640, 480), (1100, 860)])
def test_it_is_drawn_in_every_theme_and_size(qtbot, keys, theme, size):
    made = KeySheet(keys, theme)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.resize(*size)
    made.show()
    picture = made.grab().toImage()
    assert len({picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(60, 400, 7)}) > 20


@pytest.mark.parametrize("locale", ["ar_EG", "en", "fr"])
def test_the_page_says_every_key_in_every_language(keys, locale):
    words.use(locale)
    document = QTextDocument()
    document.setHtml(key_page.html(keys, ARABIC))
    text = document.toPlainText()
    for id_, holder in keys.holders.items():
        assert holder.words in text
        assert keys.shown(id_) in text
    assert f'dir="{"rtl" if locale == "ar_EG" else "ltr"}"' in key_page.html(keys, ARABIC)


def test_it_is_saved_as_pdf_and_html_and_replaces_nothing(sheet, keys, tmp_path):
    for name, beginning in (("keys.pdf", b"%PDF-"), ("keys.html", b"<!DOCTYPE html>")):
        sheet.paper.save(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(beginning)
        assert name in sheet.said.text()
    with pytest.raises(CannotWrite):
        key_page.save(keys, QWERTY, tmp_path / "keys.pdf")
    sheet.paper.save(tmp_path / "no such folder" / "keys.pdf")
    assert sheet.said.objectName() == "problem"
    assert (tmp_path / "keys.pdf").read_bytes().startswith(b"%PDF-")


def test_the_window_shows_and_obeys_a_changed_key(window, spans, qtbot):
    window.keys.change("accept", "Y")
    window.keys.change(PERS, "F11")
    article = window.labelling.article
    QTest.keyClick(article, Qt.Key.Key_Return)
    assert spans() == []
    QTest.keyClick(article, Qt.Key.Key_Y)
    assert [label for _name, label in spans()] == ["GPE"] * 3
    QTest.keyClick(article, Qt.Key.Key_F11)
    assert ("محمد بريظ", "PERS") in spans()
    window.keys.swap("accept_rest", "Ctrl+Enter")
    QTest.keyClick(article, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Ctrl+Enter" in window.status.message()


def test_the_key_that_opens_the_sheet_closes_it(window, qtbot):
    QTest.keyClick(window.labelling.article, Qt.Key.Key_F1)
    (sheet,) = window.findChildren(KeySheet)
    assert sheet.isVisible()
    assert not sheet.isModal()
    with qtbot.waitSignal(sheet.destroyed):
        QTest.keyClick(sheet.search, Qt.Key.Key_F1)
