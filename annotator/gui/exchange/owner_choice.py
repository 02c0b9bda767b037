"""Whose the labels of the files are: suggestions to be confirmed, somebody's finished work, or gold."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from annotator.gui.blocks import heading
from annotator.gui.exchange.import_wish import UNNAMED
from annotator.gui.exchange.wide_box import WideBox
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.model import GOLD
from annotator.words import _


class OwnerChoice(QWidget):
    """Three answers; the second asks for a name."""

    chosen = Signal(str)
    """The annotator, "" for suggestions. UNNAMED as long as the name is not written."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.suggestions = QRadioButton(_("suggestions, for you to confirm"))
        self.work = QRadioButton(_("the finished work of"))
        self.gold = QRadioButton(_("gold, the settled reference"))
        self._group = QButtonGroup(self)
        self.name = WideBox(theme, name=_("Name of the annotator"))
        self.name.setEditable(True)
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._said = Paragraph(
            _("Finished work and gold take part in agreement, in exports and in learning at once."),
            theme.muted,
            px=13,
        )
        named = QHBoxLayout()
        named.setSpacing(8)
        named.addWidget(self.work)
        named.addWidget(self.name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(2)
        column.addWidget(heading(_("Their labels come in as")))
        column.addWidget(self.suggestions)
        column.addLayout(named)
        column.addWidget(self.gold)
        column.addWidget(self._said)
        for button in (self.suggestions, self.work, self.gold):
            self._group.addButton(button)
            button.clicked.connect(lambda _on=False: self._choose())
        self.name.editTextChanged.connect(lambda _text: self._name())
        self.suggestions.setChecked(True)

    def show_owner(self, annotator: str, *, names: Sequence[str]) -> None:
        """Show whose the labels are, and the annotators that there are to choose from."""
        self.name.blockSignals(True)
        written = self.name.currentText()
        if [self.name.itemText(row) for row in range(self.name.count())] != list(names):
            self.name.clear()
            self.name.addItems(list(names))
            self.name.setEditText(written)
        if annotator not in ("", GOLD) and annotator.strip() != written.strip():
            self.name.setEditText(annotator.strip())
        self.name.blockSignals(False)
        button = self.gold if annotator == GOLD else self.work if annotator else self.suggestions
        button.setChecked(True)

    def _name(self) -> None:
        self.work.setChecked(True)
        self._choose()

    def _choose(self) -> None:
        if self.suggestions.isChecked():
            self.chosen.emit("")
        elif self.gold.isChecked():
            self.chosen.emit(GOLD)
        else:
            self.chosen.emit(self.name.currentText().strip() or UNNAMED)
