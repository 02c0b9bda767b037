"""Qt's own dialogs and menus speak the window's language: nothing of theirs stays English."""

import re

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QProgressDialog,
    QScrollArea,
    QSpinBox,
    QTextBrowser,
    QTextEdit,
    QTreeView,
)

from annotator import words
from annotator.gui import choosing, qt_words
from annotator.gui.dress import dress

# Keys are no words, and a QMessageBox tells Qt's own name and licence only where it is asked to.
NO_WORDS = re.compile(r"QShortcut|Alt\+|^%p%$")


class Listener(QTranslator):
    """Hears every sentence that Qt wants translated, and leaves it to the others."""

    def __init__(self, parent):
        super().__init__(parent)
        self.heard = set()

    def translate(self, context, source, disambiguation=None, _n=-1):
        self.heard.add((context, source, disambiguation))


@pytest.fixture
def listener(qapp):
    made = Listener(qapp)
    yield made
    qapp.removeTranslator(made)
    made.deleteLater()
    words.use("en")
    QLocale.setDefault(QLocale("en"))


@pytest.fixture
def speak(qapp, settings, listener):
    """Dress the application in a language, and listen to what Qt asks for from then on."""

    def use(locale):
        settings.locale = locale
        dress(qapp, settings)
        qapp.installTranslator(listener)
        return listener.heard

    yield use
    settings.locale = "en"
    dress(qapp, settings)


def look_through(dialog):
    """Show a dialog of files in both its views, with all their heads."""
    dialog.show()
    for view in (QFileDialog.ViewMode.Detail, QFileDialog.ViewMode.List):
        dialog.setViewMode(view)
    head = dialog.findChild(QTreeView).model()
    assert head.headerData(0, Qt.Orientation.Horizontal)
    dialog.close()
    return False


def open_dialogs(qtbot, monkeypatch, tmp_path):
    """Show every dialog of Qt that the window has, and the menus of what one types into."""
    (tmp_path / "a.annot").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(QFileDialog, "exec", look_through)
    assert choosing.files_to_open(None, "1", "2 (*.txt);;3 (*)") == []
    assert choosing.file_to_open(None, "1", "2 (*.annot)") is None
    assert choosing.file_to_make(None, "1", "2 (*.annot)", name="a.annot", suffix="annot") is None
    box = QMessageBox(QMessageBox.Icon.Warning, "1", "2")
    box.setDetailedText("3")
    progress = QProgressDialog("1", "2", 0, 3)
    standard = QDialogButtonBox.StandardButton
    buttons = QDialogButtonBox(standard.Ok | standard.Cancel | standard.Close | standard.Save | standard.Open)
    field, text, page, number, area = QLineEdit(), QTextEdit(), QTextBrowser(), QSpinBox(), QScrollArea()
    for one in (box, progress, buttons, field, text, page, number, area):
        qtbot.addWidget(one)
    for one in (box, progress, buttons, number, area):
        one.show()
    for one in box.buttons():
        if box.buttonRole(one) == QMessageBox.ButtonRole.ActionRole:
            one.click()
            one.click()
    for menu in (
        field.createStandardContextMenu(),
        text.createStandardContextMenu(),
        page.createStandardContextMenu(),
    ):
        qtbot.addWidget(menu)


@pytest.mark.parametrize("locale", ["ar_MA", "ar_EG", "fr"])
def test_no_word_of_qts_dialogs_stays_english(qtbot, monkeypatch, tmp_path, speak, locale):
    heard = speak(locale)
    open_dialogs(qtbot, monkeypatch, tmp_path)
    asked = {one for one in heard if not NO_WORDS.search(one[0]) and not NO_WORDS.search(one[1])}
    assert {context for context, _source, _which in asked} >= {"QFileDialog", "QLineEdit", "QPlatformTheme"}
    same = {"OK", "Type"} if locale == "fr" else set()
    left = {one for one in asked if QCoreApplication.translate(*one) == one[1] and one[1] not in same}
    assert left == set()
    if locale != "fr":
        assert [one for one in asked if re.search("[a-z]{3,}", QCoreApplication.translate(*one))] == []


def test_in_english_qt_speaks_for_itself(speak):
    speak("ar")
    speak("en")
    assert QCoreApplication.translate("QFileDialog", "&Look in:") == "&Look in:"
    assert QCoreApplication.translate("QLineEdit", "Select All") == "Select All"


def test_what_is_listed_is_what_this_qt_asks_for(qtbot, monkeypatch, tmp_path, speak):
    """A sentence that a later Qt says otherwise is seen here."""
    heard = speak("ar")
    open_dialogs(qtbot, monkeypatch, tmp_path)
    for context, unused in (("QLineEdit", {"Copy &Link Location"}), ("QMessageBox", set())):
        said = {source for where, source, _which in heard if where == context}
        assert qt_words.SAID[context] - said == unused


@pytest.mark.parametrize(
    ("locale", "digits"), [("ar_MA", "123"), ("ar_EG", "١٢٣"), ("en", "123"), ("fr", "123")]
)
def test_qts_own_fields_of_numbers_write_the_digits_in_use(qtbot, speak, locale, digits):
    speak(locale)
    field = QSpinBox()
    field.setRange(0, 999)
    field.setValue(123)
    qtbot.addWidget(field)
    assert field.text() == digits
