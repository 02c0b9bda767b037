"""The key sheet: every action and every label with its key, from the one table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.gui.actions import ACTIONS, shown_key
from annotator.schema import Schema
from annotator.words import _, language


class KeySheet(QDialog):
    """A window beside the work that lists the keys; it does not hold the work up."""

    def __init__(self, schema: Schema, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keys"))
        self.resize(620, 640)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(24, 20, 24, 20)
        grid.setVerticalSpacing(8)
        rows = [(" / ".join(map(shown_key, action.keys)), _(action.text)) for action in ACTIONS]
        rows += [(label.key, label.names.in_language(language())) for label in schema.labels]
        for row, (key, words) in enumerate(rows):
            cap = QLabel(key)
            cap.setObjectName("key")
            grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignLeading)
            grid.addWidget(QLabel(words), row, 1)
        grid.setColumnStretch(1, 1)
        note = QLabel(_("After a label with sublabels, a digit gives the sublabel."))
        note.setObjectName("muted")
        grid.addWidget(note, len(rows), 0, 1, 2)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
