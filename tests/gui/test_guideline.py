"""The guideline of a label, and how words in two directions stand in it."""

import pytest
from PySide6.QtGui import QTextLayout, QTextOption

from annotator import words
from annotator.schema import load


@pytest.fixture
def french():
    words.use("fr")
    yield
    words.use("en")


def test_a_cut_quotation_opens_on_the_side_from_which_the_sentence_is_read(qapp, french):
    said = words.as_said(load("security-news").label("GPE").guideline.in_language("fr"))
    opens = said.index("«", said.index("adjectifs"))
    cut = QTextLayout(said)
    cut.setTextOption(QTextOption())
    cut.beginLayout()
    line = cut.createLine()
    line.setNumColumns(said.index("المغربي", opens))  # in the middle of what is quoted
    cut.endLayout()
    mark, last = (line.glyphRuns(place, 1)[0].boundingRect() for place in (opens, said.index("ب", opens)))
    assert mark.right() <= last.left()
    assert said.count("\u2068") == said.count("\u2069") == said.count("«")
