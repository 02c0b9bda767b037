"""About Annotator, in the real window."""

from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea

from annotator import __version__, licences
from annotator.gui.about import about
from annotator.gui.about_dialog import AboutDialog
from annotator.gui.fonts import load
from annotator.gui.typefaces import families_drawn
from annotator.licences import Component


@pytest.fixture
def dialog(window, qtbot):
    window.perform("about")
    shown = window.findChild(AboutDialog)
    qtbot.waitUntil(shown.isVisible)
    return shown


def choose(dialog, name):
    """Put the row that begins with a name in hand, and return the text beside it."""
    rows = dialog.licences.list
    item = next(rows.item(at) for at in range(rows.count()) if name in rows.item(at).text().splitlines()[0])
    rows.setCurrentItem(item)
    return dialog.licences.text.toPlainText()


def test_it_holds_nothing_up_and_is_there_once(window, dialog):
    assert not dialog.isModal()
    window.perform("about")
    assert sum(one.isVisible() for one in window.findChildren(AboutDialog)) == 1


def test_the_edition_is_copied_as_a_text(dialog, qtbot):
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert f"Version: {__version__}, run from its source code\n" in copied
    assert "Noto Naskh Arabic" in copied
    assert dialog.said.text() == "Copied"


def test_a_screen_reader_hears_that_it_was_copied(dialog, monkeypatch):
    heard = []
    monkeypatch.setattr("annotator.gui.about_dialog.announce", lambda _widget, words: heard.append(words))
    dialog.copy.click()
    assert heard == ["Copied"]


def test_our_licence_comes_first_and_then_what_qts_asks_for(dialog):
    assert dialog.licences.shown()[:2] == ["Annotator", "Qt, PySide6"]
    assert "Permission is hereby granted" in dialog.licences.text.toPlainText()
    told = choose(dialog, "Qt, PySide6")
    for words in ("Lesser General Public License", "PySide6", "in their place", "source code", "https://"):
        assert words in told


def test_in_a_low_window_all_of_it_is_there_to_scroll_to(window, monkeypatch, qtbot):
    parts = dict.fromkeys((f"part-of-many-{number}" for number in range(40)), "1.0.0")
    monkeypatch.setattr("annotator.gui.about_dialog.about", lambda: replace(about(), parts=parts))
    window.perform("about")
    dialog = window.findChild(AboutDialog)
    qtbot.waitUntil(dialog.isVisible)
    dialog.resize(640, 380)
    area = dialog.findChild(QScrollArea)
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert dialog.height() == 380
    told = next(one for one in dialog.findChildren(QLabel) if "part-of-many-39" in one.text())
    assert told.height() >= told.heightForWidth(told.width())  # none of its lines is cut
    bar.setValue(bar.maximum())
    foot = dialog.licences.found
    assert foot.mapTo(dialog, foot.rect().bottomLeft()).y() < dialog.height()
    assert dialog.licences.height() >= 240


def test_the_full_stop_of_a_name_stays_with_it_in_arabic(dialog):
    assert "\u2066The Qt Company Ltd.\u2069" in choose(dialog, "Qt, PySide6")


def test_each_text_stands_on_the_side_that_it_is_read_from(dialog):
    dialog.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    text = dialog.licences.text.document()
    choose(dialog, "Qt, PySide6")
    assert text.defaultTextOption().alignment() & Qt.AlignmentFlag.AlignRight
    choose(dialog, "pylopdf")  # English in every language
    assert text.defaultTextOption().alignment() & Qt.AlignmentFlag.AlignLeft


@pytest.mark.parametrize("text", ["", "GNU LESSER GENERAL PUBLIC LICENSE"])
def test_that_the_text_of_qts_licence_is_there_is_said_where_it_is(window, monkeypatch, text):
    from annotator.gui import licence_list

    there = (Component("PySide6_Essentials", "6.11", "LGPL-3.0-only", text),)
    monkeypatch.setattr(licence_list, "components", lambda: there)
    window.perform("about")
    told = choose(window.findChild(AboutDialog), "Qt, PySide6")
    assert ("stands in this list" in told) is bool(text)
    assert "https://" in told


def test_the_typefaces_bring_their_own(dialog):
    assert "SIL OPEN FONT LICENSE" in choose(dialog, "pylopdf").upper()


def test_typing_finds_names_and_licences(dialog):
    everything = dialog.licences.shown()
    assert len(everything) > 10
    QTest.keyClicks(dialog.licences.search, "bsd numpy")
    assert dialog.licences.shown() == [f"numpy {metadata.version('numpy')}"]
    assert "Copyright" in dialog.licences.text.toPlainText()
    assert dialog.licences.found.text() == "1 component"
    dialog.licences.search.clear()
    assert dialog.licences.shown() == everything
    QTest.keyClicks(dialog.licences.search, "nothing of that name")
    assert dialog.licences.shown() == []


def test_a_licence_without_its_text_says_what_it_is_known_as(window, qtbot, monkeypatch):
    from annotator.gui import licence_list

    monkeypatch.setattr(licence_list, "components", lambda: (Component("thing", "1.0", "BSD-3-Clause"),))
    window.perform("about")
    assert "is called: BSD-3-Clause" in choose(window.findChild(AboutDialog), "thing")


def test_told_is_the_typeface_that_letters_come_from_not_the_one_asked_for(qapp):
    load()
    assert families_drawn("NATO", family="Noto Naskh Arabic") == ["Noto Naskh Arabic"]
    assert "No such typeface" not in families_drawn("NATO", family="No such typeface")


def test_every_work_that_is_pinned_names_its_licence():
    pins = Path(__file__).parents[2].joinpath("constraints.txt").read_text(encoding="utf-8")
    pinned = {licences.key_of(line.partition("==")[0]) for line in pins.splitlines() if "==" in line}
    # What else is here depends on the computer: one build of torch brings a vendor's libraries, another none.
    told = [one for one in licences.components() if licences.key_of(one.name) in pinned]
    assert len(told) > 10
    assert [one.name for one in told if not one.licence and not one.text] == []
