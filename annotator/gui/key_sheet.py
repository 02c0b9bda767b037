"""The key sheet: every action and every label with its key, from the one key map."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.gui.actions import shown_key
from annotator.gui.keymap import KeyMap
from annotator.gui.theme import Theme
from annotator.words import _


class KeySheet(QDialog):
    """A window beside the work that lists the keys; it does not hold the work up."""

    def __init__(self, keys: KeyMap, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keys"))
        self.resize(620, 640)
        inside = QWidget()
        grid = QGridLayout(inside)
        for row, holder in enumerate(keys.holders.values()):
            cap = QLabel(" / ".join(map(shown_key, keys.keys(holder.id))))
            cap.setObjectName("key")
            grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignLeading)
            grid.addWidget(QLabel(holder.words), row, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.addWidget(area)
