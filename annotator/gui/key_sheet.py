"""The key sheet: every action and every label with its key, to read, search, change, print and save."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.errors import KeyRefused, KeyTaken
from annotator.gui.actions import shown_key
from annotator.gui.key_catcher import KeyCatcher
from annotator.gui.key_paper import KeyPaper
from annotator.gui.key_table import KeyTable
from annotator.gui.keyboard_picture import KeyboardPicture
from annotator.gui.keymap import KeyMap
from annotator.gui.keys import stroke
from annotator.gui.theme import Theme
from annotator.words import N_, _

_HINT: Final = N_(
    "Letters and digits count as printed on the key; where a keyboard types Arabic, the place on a US "
    "keyboard counts. After a label with sublabels, a digit gives the sublabel."
)
_ROOM_FOR_PICTURE = 620  # pixels


class KeySheet(QDialog):
    """A window beside the work; it does not hold the work up."""

    def __init__(self, keys: KeyMap, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._wanted: tuple[str, str] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keys"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search: what you want to do, or a key"))
        self.search.setAccessibleName(_("Search the keys"))
        self.search.setClearButtonEnabled(True)
        self.picture = KeyboardPicture(keys, theme)
        self.table = KeyTable(keys)
        self.paper = KeyPaper(keys, self.picture)
        self.catcher = KeyCatcher()
        self.said = QLabel(_(_HINT))
        self.said.setObjectName("muted")
        self.said.setTextFormat(Qt.TextFormat.PlainText)  # it names labels
        self.said.setWordWrap(True)
        self.buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(self._top())
        column.addWidget(self.picture)
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        column.addWidget(self.catcher)
        column.addLayout(self._bottom())
        self._connect()
        size = self.screen().availableSize() * 0.9
        # On a low screen the list and its buttons go before the picture, which says the same.
        self.picture.setVisible(size.height() >= _ROOM_FOR_PICTURE)
        self.resize(min(1100, size.width()), min(860, size.height()))
        self.search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on the key that opened the sheet; an arrow down leads from the search into the list."""
        action = self._keys.action(stroke(event))
        if action is not None and action.id == "keys":
            self.close()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.table.setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.search.hasFocus():
            self.table.choose_first()
        else:
            super().keyPressEvent(event)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.search, 1)
        row.addWidget(self.paper)
        return row

    def _bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._button("change", _("Change the key…"), self._begin))
        row.addWidget(self._button("swap", _("Swap the two"), self._swap))
        row.addWidget(self._button("take_away", _("No key"), lambda: self._do(self._keys.take_away)))
        row.addWidget(self._button("reset", _("As it came"), lambda: self._do(self._keys.reset)))
        row.addStretch()
        row.addWidget(self._button("reset_all", _("All as they came"), self._reset_all))
        self.buttons["change"].setObjectName("main")
        self.buttons["swap"].hide()
        return row

    def _button(self, id_: str, words: str, act: Callable[[], object]) -> QPushButton:
        button = self.buttons[id_] = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: act())
        return button

    def _connect(self) -> None:
        self.search.textChanged.connect(self.table.search)
        self.table.itemSelectionChanged.connect(self._show_row)
        self.table.itemActivated.connect(lambda _item, _column: self._begin())
        self.picture.key_clicked.connect(self._find_key)
        self.catcher.caught.connect(self._give)
        self.catcher.left.connect(self._end)
        self.paper.told.connect(self._say)
        self.paper.refused.connect(lambda words: self._say(words, is_bad=True))
        self._keys.changed.connect(self._show_row)
        self._show_row()

    def _show_row(self) -> None:
        id_ = self.table.chosen()
        for name in ("change", "take_away", "reset"):
            self.buttons[name].setEnabled(bool(id_))
        if id_:
            self.buttons["take_away"].setEnabled(bool(self._keys.keys(id_)))
            self.buttons["reset"].setEnabled(self._keys.is_changed(id_))
        self.buttons["reset_all"].setEnabled(any(map(self._keys.is_changed, self._keys.holders)))
        self.picture.mark(self._keys.keys(id_)[0] if id_ and self._keys.keys(id_) else "")
        self._offer_swap(None)
        self._say(_(_HINT))

    def _find_key(self, key: str) -> None:
        owner = self._keys.owner(key)
        if owner is not None:
            self.search.clear()
            self.table.choose(owner.id)
        else:
            self._say(_("{key} does nothing alone.").format(key=shown_key(key)))

    def _begin(self) -> None:
        id_ = self.table.chosen()
        if id_:
            words = _("Press the new key for «{name}». {key} leaves it as it is.")
            self.said.hide()
            self.catcher.wait(words.format(name=self._keys.holders[id_].words, key=shown_key("Esc")))

    def _end(self) -> None:
        self.said.show()
        self.table.setFocus()

    def _give(self, key: str) -> None:
        """Take the key that was pressed; where another has it, say which, and offer to swap."""
        id_ = self.table.chosen()
        self._end()
        try:
            self._keys.change(id_, key)
        except KeyTaken as refusal:
            self._say(str(refusal), is_bad=True)
            self._offer_swap((id_, key))
        except KeyRefused as refusal:
            self._say(str(refusal), is_bad=True)
        else:
            self._say_keys(id_)

    def _swap(self) -> None:
        if self._wanted is not None:
            id_, key = self._wanted
            self._keys.swap(id_, key)
            self.table.setFocus()
            self._say_keys(id_)

    def _do(self, change: Callable[[str], None]) -> None:
        id_ = self.table.chosen()
        try:
            change(id_)
        except KeyRefused as refusal:
            self._say(str(refusal), is_bad=True)
        else:
            self._say_keys(id_)

    def _reset_all(self) -> None:
        self._keys.reset_all()
        self._say(_("Every key is as it came."))

    def _offer_swap(self, wanted: tuple[str, str] | None) -> None:
        self._wanted = wanted
        self.buttons["swap"].setVisible(wanted is not None)

    def _say_keys(self, id_: str) -> None:
        words = (
            _("«{name}» has the key {key} now.") if self._keys.keys(id_) else _("«{name}» has no key now.")
        )
        self._say(words.format(name=self._keys.holders[id_].words, key=self._keys.shown(id_)))

    def _say(self, words: str, *, is_bad: bool = False) -> None:
        self.said.setText(words)
        name = "problem" if is_bad else "muted"
        if self.said.objectName() != name:
            self.said.setObjectName(name)
            self.said.style().polish(self.said)
