"""The form of the lexicon beside the article, with the name that was in hand."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from annotator.gui.lexicon_form import LexiconForm
from annotator.gui.theme import Theme
from annotator.model import OwnEntry
from annotator.schema import Schema
from annotator.words import _


class LexiconDialog(QDialog):
    """Holds nothing up; Enter adds, Esc leaves."""

    given = Signal(object)
    """An OwnEntry."""

    def __init__(self, entry: OwnEntry, schema: Schema, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Add to the lexicon"))
        self.resize(420, 440)
        self.form = LexiconForm(schema, theme)
        self.leave = QPushButton(_("Cancel"))
        self.leave.clicked.connect(self.close)
        self.form.buttons.insertWidget(1, self.leave)
        self.form.show_entry(entry)
        self.form.given.connect(self._give)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(self.form)
        self.form.surface.setFocus()

    def _give(self, entry: OwnEntry) -> None:
        self.given.emit(entry)
        self.close()
