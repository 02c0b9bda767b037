"""What a person types to be found, and how it is compared: the field, the choice, the words for both."""

import re
import unicodedata
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from annotator.gui.kept_keys import BUTTON, FIELD, keep_keys
from annotator.text.finding import Mode
from annotator.words import N_, _

LONGEST_QUERY: Final = 1_000
"""In code points; what is longer is cut, and so found all the same."""
MODE_NAMES: Final = {
    Mode.NAME: N_("As a name"),
    Mode.WORDS: N_("As written"),
    Mode.EXACT: N_("Exactly"),
}
_MODE_WORDS: Final = {
    Mode.NAME: N_("As a name: whole words, with proclitics or without"),
    Mode.WORDS: N_("As written: parts of words too"),
    Mode.EXACT: N_("Exactly: vowel marks, hamzas and digits as typed"),
}
# An Arabic layout types لا with one key, as one letter of these.
_ARABIC_FORMS: Final = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")


class ModeButton(QPushButton):
    """How what is looked for is compared: a button with the three ways."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tab")
        keep_keys(self, *BUTTON)
        menu = QMenu(self)
        group = QActionGroup(menu)
        self._items = {}
        for mode, words in _MODE_WORDS.items():
            item = menu.addAction(_(words))
            item.setCheckable(True)
            item.triggered.connect(lambda _on=False, mode=mode: self.set_mode(mode))
            group.addAction(item)
            self._items[mode] = item
        self.setMenu(menu)
        self._mode = Mode.EXACT
        self.set_mode(Mode.NAME)

    def mode(self) -> Mode:
        """Return the way that is chosen."""
        return self._mode

    def set_mode(self, mode: Mode) -> None:
        """Choose a way."""
        if mode is not self._mode:
            self._mode = mode
            self._items[mode].setChecked(True)
            self.setText(f"{_(MODE_NAMES[mode])} ▾")
            self.setToolTip(_(_MODE_WORDS[mode]))
            self.setAccessibleName(_("How it is compared: {how}").format(how=_(_MODE_WORDS[mode])))
            self.changed.emit()


def query_field(placeholder: str, *, name: str) -> QLineEdit:
    """Return a field for what is looked for; it keeps the keys of typing and editing."""
    field = QLineEdit()
    field.setMaxLength(LONGEST_QUERY)
    field.setPlaceholderText(placeholder)
    field.setAccessibleName(name)
    field.setClearButtonEnabled(True)
    field.setMinimumWidth(110)
    keep_keys(field, *FIELD)
    return field


def opened(query: str) -> str:
    """Return a query with the letters that one key types as one form written out."""
    return _ARABIC_FORMS.sub(lambda forms: unicodedata.normalize("NFKC", forms.group()), query)
