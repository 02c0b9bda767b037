import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from annotator import words
from annotator.errors import ProjectBusy
from annotator.gui.article.look import PLAIN
from annotator.gui.removed import RemovedText
from annotator.gui.theme import LIGHT
from annotator.project.documents import Original
from annotator.text.cleaning import clean

RAW = "\ufeffزار \u200fالوزير\u200e الرباط.\r\n<script>var ad = 1;</script>\nثم عاد إلى تونس.\n"


@pytest.fixture
def show(qtbot):
    words.use("en")

    def open_(raw: str, **options) -> RemovedText:
        original = Original(raw.encode(), "utf-8", clean(raw))
        dialog = RemovedText(original, PLAIN, LIGHT, **options)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return open_


def said(dialog):
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_hundreds_of_pieces_fit_the_screen(show):
    dialog = show(" ".join(["\u200fكلمة"] * 300))
    assert dialog.height() < 700
    assert "300 pieces with words were removed." in said(dialog)
    assert "invisible direction marks 300" in said(dialog)
    assert dialog.list.model().rowCount() == 300


def test_what_went_is_marked_where_it_stood_with_the_name_of_its_step(show):
    dialog = show(RAW)
    text = dialog.raw.text()
    assert text == RAW
    marked = {(mark.text, text[mark.start : mark.end]) for mark in dialog.raw.marks()}
    assert ("invisible direction marks", "\u200f") in marked
    assert ("byte order mark", "\ufeff") in marked
    assert "utf-8" in said(dialog)
    assert f"{len(RAW.encode())} bytes" in said(dialog)


def test_it_opens_at_the_place_of_the_caret(show):
    clean_text = clean(RAW).text
    dialog = show(RAW, caret=clean_text.index("تونس"))
    assert dialog.raw.caret.offset == RAW.index("تونس")
    assert "U+062A" in dialog.character()


def test_a_piece_that_is_chosen_is_selected_and_its_characters_are_named(show):
    dialog = show(RAW)
    place = next(n for n, piece in enumerate(dialog.pieces) if piece.text == "\u200f")
    dialog.list.setCurrentIndex(dialog.list.model().index(place, 0))
    assert dialog.raw.caret.selection == (RAW.index("\u200f"), RAW.index("\u200f") + 1)
    assert "right-to-left mark" in dialog.list.model().index(place, 0).data()
    dialog.raw.caret.put(RAW.index("\u200e"))
    assert "left-to-right mark" in dialog.character()


def test_where_nothing_was_removed_it_says_so(show):
    dialog = show("زار الوزير الرباط.")
    assert "No words were removed." in said(dialog)
    assert not dialog.list.isVisible()


def test_escape_closes(show, qtbot):
    dialog = show(RAW)
    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog.raw, Qt.Key.Key_Escape)


def test_a_megabyte_full_of_marks_opens_at_the_caret(show):
    line = "\u200fوصل الوفد إلى الرباط في زيارة رسمية.\n"
    dialog = show(line * 27_000, caret=(len(line) - 1) * 20_000)
    assert dialog.raw.caret.offset == len(line) * 20_000 + 1
    assert dialog.list.model().rowCount() == 27_001


def test_nothing_of_it_is_left_when_it_closes(show, qtbot):
    before = set(QApplication.topLevelWidgets())
    dialog = show("زار الوزير الرباط.")
    assert dialog.pieces == []
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    assert set(QApplication.topLevelWidgets()) <= before


def test_an_original_that_cannot_be_read_is_one_sentence(window, monkeypatch):
    def busy(_document_id):
        raise ProjectBusy(path=window.session.project.path)

    monkeypatch.setattr(window.session.project.documents, "original", busy)
    window.perform("show_removed")
    assert window.findChild(RemovedText) is None
    assert "Another program" in window.status.message()
