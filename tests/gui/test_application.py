"""The application around the windows: how it looks before the first, and whose name it takes."""

import gc
import getpass
import weakref
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit

from annotator import words
from annotator.gui import application
from annotator.gui.dress import dress
from annotator.gui.listing import ALL
from annotator.gui.settings import Settings
from annotator.gui.start import StartWindow
from annotator.model import State


@pytest.fixture
def plain(monkeypatch, tmp_path):
    """Settings that nobody has touched, in the place of the user's."""
    store = QSettings(str(tmp_path / "plain.ini"), QSettings.Format.IniFormat)
    monkeypatch.setattr(application, "Settings", lambda: Settings(store))
    return Settings(store)


def test_a_window_has_the_icon_and_belongs_to_the_menu_entry(plain):
    qt = application.application_in(plain)
    assert not qt.windowIcon().pixmap(16, 16).isNull()
    assert qt.desktopFileName() == qt.applicationName() == "annotator"


@pytest.mark.parametrize(("locale", "is_rtl"), [("ar", True), ("en", False)])
def test_the_start_window_reads_from_the_side_of_its_language(qtbot, monkeypatch, plain, locale, is_rtl):
    plain.locale = locale
    asked = []
    monkeypatch.setattr(StartWindow, "exec", lambda window: asked.append(window.layoutDirection()))
    assert application.start() == 0
    direction = Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight
    assert asked == [direction]
    assert words.language() == locale


def test_qts_own_dialogs_follow_from_one_language_to_the_next(qtbot, qapp, plain):
    said = []
    for locale in ("ar", "en", "ar"):
        plain.locale = locale
        dress(qapp, plain)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        qtbot.addWidget(box)
        said.append(box.buttons()[0].text())
    assert said[0] == said[2] != said[1]
    assert QApplication.font().pixelSize() > 0


def test_the_name_is_the_last_one_used_else_the_users_else_none(monkeypatch, plain):
    monkeypatch.setattr(getpass, "getuser", lambda: "salma")
    assert application.default_name() == "salma"
    plain.annotator = "amina"
    assert application.default_name() == "amina"
    plain.annotator = ""

    def nobody():
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert application.default_name() == ""


def test_old_windows_leave_memory_and_the_new_one_has_their_state(application, qtbot):
    application.window.showMaximized()
    old = []
    for _time in range(3):
        old.append(weakref.ref(application.window))
        application.restyle()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert application.window.isMaximized()
    gc.collect()
    assert [window() for window in old] == [None, None, None]


def test_the_new_window_shows_the_place_that_the_old_one_showed(application):
    article = application.window.labelling.article
    place = article.text().index("غادر")
    article.caret.put(place)
    assert application.window.labelling.desk.hand.item is None
    application.restyle()
    page = application.window.labelling
    assert page.article is not article
    assert page.desk.hand.item is None
    assert page.article.caret.offset == page.desk.hand.caret == place


def test_a_note_begun_in_the_old_window_is_there_in_the_new_one(application):
    application.window.perform("note")
    field = application.window.labelling.asking.findChild(QLineEdit)
    QTest.keyClicks(field, "half a note")
    application.restyle()
    assert application.window.labelling.asking.prompt() == ""
    application.window.perform("note")
    assert application.window.labelling.asking.text() == "half a note"


def test_what_was_set_up_is_there_in_another_language(application, settings, qtbot):
    page = application.window.labelling
    page.documents.show(replace(ALL, states=frozenset({State.NEW})))
    page.show_list()
    application.window.perform("find")
    page.searching.bar.field.setText("الرباط")
    qtbot.waitUntil(lambda: "of" in page.searching.bar.said())
    caret = page.article.caret.selection
    settings.locale = "fr"
    application.restyle()
    page = application.window.labelling
    assert page.documents.wanted.states == {State.NEW}
    assert page.beside.isHidden()
    assert page.searching.bar.query() == "الرباط"
    assert page.searching.in_article.is_open
    assert page.article.caret.selection[0] == caret[0]


def test_the_page_that_is_open_stays_open(application, settings, qtbot):
    window = application.window
    with qtbot.waitSignal(window.leads.agreement.counted, timeout=10_000):
        window.show_page("agreement")
    settings.locale = "ar_MA"
    application.restyle()
    window = application.window
    assert window.pages.currentWidget() is window.leads.agreement
    with qtbot.waitSignal(window.leads.agreement.counted, timeout=10_000):
        pass
