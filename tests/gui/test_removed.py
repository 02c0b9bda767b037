from PySide6.QtWidgets import QLabel

from annotator.gui.removed import RemovedText
from annotator.project.documents import Original
from annotator.text.cleaning import clean


def test_hundreds_of_pieces_fit_the_screen(qtbot):
    raw = " ".join(["\u200fكلمة"] * 300)
    dialog = RemovedText(Original(raw.encode(), "utf-8", clean(raw)))
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert dialog.height() < 700
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert "300 pieces were removed." in said
    assert sum("direction marks" in words for words in said) == 300
