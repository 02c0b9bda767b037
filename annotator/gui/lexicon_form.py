"""The fields of one entry of a project's lexicon. What is wrong is said at the field it is wrong in."""

import re
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.errors import EntryOfUnknownLabel, EntryOfUnknownSublabel, EntryRefused, EntryWithoutLabel
from annotator.gui.announcing import announce
from annotator.gui.choice_box import ChoiceBox
from annotator.gui.marks import label_words
from annotator.gui.paragraph import Paragraph
from annotator.gui.switch import Switch
from annotator.gui.theme import Theme
from annotator.model import OwnEntry
from annotator.schema import Schema
from annotator.words import _

_BETWEEN: Final = re.compile(r"[,،;؛|\n]")
_LONGEST: Final = 200  # code points of a name
_OF_LABEL: Final = (EntryWithoutLabel, EntryOfUnknownLabel, EntryOfUnknownSublabel)


class LexiconForm(QWidget):
    """Name, label, other spellings, and whether it is an everyday word as well."""

    given = Signal(object)
    """An OwnEntry that is as it should be."""

    def __init__(self, schema: Schema, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clear")
        self._schema, self._theme = schema, theme
        self.edited: OwnEntry | None = None
        """The entry that is being changed, None for a new one."""
        self.surface = QLineEdit()
        self.surface.setMaxLength(_LONGEST)
        self.surface.setAccessibleName(_("Name"))
        self.label = ChoiceBox(theme, name=_("Label"))
        self.label.setMaxVisibleItems(16)
        for label in schema.labels:
            self.label.addItem(label_words(schema, label.id), (label.id, ""))
            for one in label.sublabels:
                self.label.addItem(label_words(schema, label.id, one.id), (label.id, one.id))
        self.variants = QLineEdit()
        self.variants.setAccessibleName(_("Other spellings, with commas between them"))
        self.variants.setPlaceholderText(_("with commas between them"))
        self.everyday = Switch(_("Also an everyday word"), theme, shows_words=True)
        self.everyday.setAccessibleDescription(_everyday_words())
        self._of_name = Paragraph("", theme.bad, px=13)
        self._of_label = Paragraph("", theme.bad, px=13)
        self.heading = QLabel()
        self.heading.setObjectName("heading")
        self.give = QPushButton()
        self.give.setObjectName("main")
        self.give.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.give.clicked.connect(self._give)
        self.buttons = QHBoxLayout()
        self.buttons.addWidget(self.give)
        self._lay_out()
        self.surface.textEdited.connect(lambda _text: self._of_name.say(""))
        self.show_entry(None)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.heading)
        for words, field, problem in (
            (_("Name"), self.surface, self._of_name),
            (_("Label"), self.label, self._of_label),
            (_("Other spellings"), self.variants, None),
        ):
            column.addWidget(Paragraph(words, self._theme.muted, px=13))
            column.addWidget(field)
            if problem is not None:
                column.addWidget(problem)
        column.addSpacing(4)
        column.addWidget(self.everyday)
        column.addWidget(Paragraph(_everyday_words(), self._theme.muted, px=13))
        column.addSpacing(6)
        self.buttons.addStretch()
        column.addLayout(self.buttons)
        column.addStretch()

    def show_entry(self, entry: OwnEntry | None, *, is_new: bool = True) -> None:
        """Fill the fields: with an entry to be changed, or that begins a new one; empty for None."""
        self.edited = None if is_new else entry
        self.heading.setText(_("Add a name") if is_new else _("Change the entry"))
        self.give.setText(_("Add") if is_new else _("Save"))
        self.surface.setText(entry.surface if entry is not None else "")
        if entry is not None:
            place = next(
                (
                    row
                    for row in range(self.label.count())
                    if self.label.itemData(row)
                    in ((entry.label, entry.sublabel), [entry.label, entry.sublabel])
                ),
                -1,
            )
            self.label.setCurrentIndex(place)
        self.variants.setText(_("، ").join(entry.variants) if entry is not None else "")
        self.everyday.setChecked(entry is not None and entry.needs_context)
        self._of_name.say("")
        self._of_label.say("")

    def entry(self) -> OwnEntry:
        """Return the entry as it is written now, right or not."""
        label, sublabel = self.label.currentData() or ("", "")
        variants = tuple(
            filter(None, (" ".join(one.split()) for one in _BETWEEN.split(self.variants.text())))
        )
        kind = self.edited.kind if self.edited is not None else ""
        surface = self.surface.text()
        return OwnEntry(surface, label, sublabel, kind, variants, needs_context=self.everyday.isChecked())

    def complain(self, error: EntryRefused) -> None:
        """Say at its field what is wrong, and lead there."""
        is_label = isinstance(error, _OF_LABEL)
        words, field = (self._of_label, self.label) if is_label else (self._of_name, self.surface)
        words.say(str(error))
        field.setFocus()
        field.setAccessibleDescription(str(error))
        announce(field, str(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the entry at Enter: it comes here from every field, and from a button that leaves it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
        else:
            super().keyPressEvent(event)

    def problem(self) -> str:
        """Return what is said to be wrong, empty where nothing is."""
        return self._of_name.text() or self._of_label.text()

    def _give(self) -> None:
        from annotator.suggest.knowledge.own import check  # which brings the lexicons

        self._of_name.say("")
        self._of_label.say("")
        try:
            entry = check(self.entry(), schema=self._schema)
        except EntryRefused as error:
            self.complain(error)
            return
        self.given.emit(entry)


def _everyday_words() -> str:
    return _("It is then suggested only where the words around it make it a name.")
