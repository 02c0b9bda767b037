"""What a person types to be found, and how it is compared: the field, the choice, the words for both."""

import re
import unicodedata
from typing import Final

from PySide6.QtCore import Qt, Signal
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
        # A click must not take the keys away from the field or the article.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
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


class QueryWidget(QWidget):
    """Something with a field for what is looked for, and a choice of how it is compared."""

    query_changed = Signal()

    def __init__(self, placeholder: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = _field(placeholder, name=name)
        self.field.textChanged.connect(self.query_changed)
        self._modes = ModeButton()
        self._modes.changed.connect(self.query_changed)

    def take_focus(self, query: str = "") -> None:
        """Let the person type, over `query` where there is one."""
        if query:
            self.field.setText(query)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def query(self) -> str:
        """Return what is looked for."""
        return self.field.text()

    def mode(self) -> Mode:
        """Return how it is compared."""
        return self._modes.mode()

    def set_mode(self, mode: Mode) -> None:
        """Compare otherwise."""
        self._modes.set_mode(mode)


def _field(placeholder: str, *, name: str) -> QLineEdit:
    """Return a field that keeps the keys of typing and editing."""
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
