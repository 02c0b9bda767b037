"""Words that people wrote are shown as they wrote them, whatever Qt might take them for."""

import pytest
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import QWidget

from annotator.gui.key_sheet import KeySheet
from annotator.gui.notes_line import NotesLine
from annotator.gui.shortened import ShortenedLabel
from annotator.gui.tips import tip
from annotator.labelling import notes

HOSTILE = [
    "<b>ا</b>",
    'خبر <img src="/dev/zero"> عاجل',
    "R&D",
    "a &lt; b",
    "a < b\nc > d",
    "«<script>»",
    "plain",
]


def seen(words: str) -> str:
    """What a person reads of a tool tip, by Qt's own guess at what it is."""
    document = QTextDocument()
    if Qt.mightBeRichText(words):
        document.setHtml(words)
    else:
        document.setPlainText(words)
    return document.toPlainText()


@pytest.mark.parametrize("words", HOSTILE)
def test_a_tool_tip_shows_what_was_written(qtbot, words):
    assert seen(tip(words)) == words
    label = ShortenedLabel(words)
    qtbot.addWidget(label)
    assert seen(label.toolTip()) == words
    assert label.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize("words", HOSTILE)
def test_notes_and_messages_are_shown_as_written(window, words):
    session = window.session
    session.do(notes.add_note(session.sheet, words))
    window.labelling.desk.hand.go_to(0)
    line = window.labelling.panel.findChild(NotesLine)
    assert seen(line.toolTip()) == f"Note: {' '.join(words.split())}"
    window.status.tell(words)
    assert words in [seen(one.toolTip()) for one in window.status.findChildren(QWidget)]


def test_a_key_is_asked_for_by_the_name_as_it_is(window):
    window.show_keys()
    sheet = window.findChild(KeySheet)
    assert {sheet.said.textFormat(), sheet.catcher.textFormat()} == {Qt.TextFormat.PlainText}
    sheet.close()
