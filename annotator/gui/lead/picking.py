"""Choosing several of many: a button that says what is chosen, and a list beneath it to tick and search."""

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from annotator.gui.kept_keys import BUTTON, FIELD, LIST, keep_keys
from annotator.gui.lead.hanging import Hanging
from annotator.gui.shortened import ShortenedLabel
from annotator.gui.tips import tip
from annotator.text.folding import folded
from annotator.words import _, n_, number

_WIDTH: Final = 320
_HEIGHT: Final = 380
_REST, _ROW, _FIELD = 72, 34, 46
"""Pixels: of the foot and the margins, of a row, of the field."""
_SEARCHED_FROM: Final = 9
"""So many choices want a field to search them by."""

Index = QModelIndex | QPersistentModelIndex


class Choices(QAbstractListModel):
    """What may be ticked: keys with their words; only those are shown whose words answer what was typed."""

    ticked_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[tuple[str, str]] = []
        self._shown: list[tuple[str, str]] = []
        self._folded: list[str] = []
        self.ticked: frozenset[str] = frozenset()

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these keys with these words."""
        self.beginResetModel()
        self._all, self._folded = list(choices), []
        self._shown = self._all
        self.ticked &= {key for key, _words in choices}
        self.endResetModel()

    def narrow(self, typed: str) -> None:
        """Show only what answers what was typed."""
        self.beginResetModel()
        asked = folded(typed).split()
        if asked and not self._folded:
            self._folded = [folded(words) for _key, words in self._all]  # thousands, and seldom needed
        self._shown = self._all
        if asked:
            both = zip(self._all, self._folded, strict=True)
            self._shown = [one for one, said in both if all(word in said for word in asked)]
        self.endResetModel()

    def tick(self, keys: Collection[str]) -> None:
        """Let these be ticked."""
        self.ticked = frozenset(keys)
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))
        self.ticked_changed.emit()

    @property
    def count(self) -> int:
        """How many there are to tick."""
        return len(self._all)

    @property
    def offered(self) -> tuple[str, ...]:
        """The keys that may be ticked."""
        return tuple(key for key, _words in self._all)

    @property
    def listed(self) -> tuple[tuple[str, str], ...]:
        """The keys that may be ticked, with their words."""
        return tuple(self._all)

    def keys(self) -> tuple[str, ...]:
        """Return the keys that are ticked, in the order in which they are offered."""
        return tuple(key for key, _words in self._all if key in self.ticked)

    def words(self) -> list[str]:
        """Return the words of what is ticked."""
        return [words for key, words in self._all if key in self.ticked]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of choices that are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every choice be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a choice, or whether it is ticked."""
        key, words = self._shown[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if key in self.ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        return tip(words) if role == Qt.ItemDataRole.ToolTipRole else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ARG002
        """Turn a choice the other way."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        key = self._shown[index.row()][0]
        self.tick(self.ticked ^ {key})
        return True


class Picker(QPushButton):
    """Says what is chosen, all where nothing is; pressed, it lets a person choose."""

    picked = Signal(object)
    """The keys that are chosen, as a tuple; none of them means all."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(True)  # Enter opens it, too
        keep_keys(self, *BUTTON, "Down")
        self.choices = Choices(self)
        self.choices.ticked_changed.connect(self._tell)
        self.panel = _Panel(name, self.choices, self)
        self.clicked.connect(self.open)
        self._show()

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer keys with their words; what was chosen stays, as far as it is still there."""
        self.choices.offer(choices)
        self.setEnabled(bool(choices))
        self._show()

    def pick(self, keys: Collection[str]) -> None:
        """Choose these, as a person would."""
        self.choices.tick(keys)

    def keys(self) -> tuple[str, ...]:
        """Return the keys that are chosen, none for all."""
        return self.choices.keys()

    def offered(self) -> tuple[str, ...]:
        """Return the keys that may be chosen."""
        return self.choices.offered

    def open(self) -> None:
        """Let a person choose."""
        self.panel.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Down too, as every list that hangs from a button."""
        if event.key() == Qt.Key.Key_Down:
            self.open()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        self._show()
        self.picked.emit(self.keys())

    def _show(self) -> None:
        chosen = self.choices.words()
        if not chosen:
            said = _("all")
        elif len(chosen) == 1:
            said = f"\u2068{_cut(chosen[0])}\u2069"
        else:
            said = _("{count} of {total}").format(count=number(len(chosen)), total=number(self.choices.count))
        words = _("{what}: {text}").format(what=self._name, text=said)
        self.setText(f"{words} ▾".replace("&", "&&"))
        self.setAccessibleName(words)
        self.setToolTip(tip(_(", ").join(chosen[:20])))


class _Panel(Hanging):
    """The list that hangs from the button."""

    def __init__(self, name: str, choices: Choices, button: QWidget) -> None:
        super().__init__(button)
        self._choices = choices
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Search…"))
        self.field.setAccessibleName(name)
        self.field.textChanged.connect(choices.narrow)
        self.field.installEventFilter(self)
        keep_keys(self.field, *FIELD)
        self.list = QListView()
        self.list.setModel(choices)
        self.list.setObjectName("ticks")
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setAccessibleName(name)
        keep_keys(self.list, *LIST)
        self.all = QPushButton(_("All"))
        self.all.setObjectName("link")
        self.all.clicked.connect(lambda: choices.tick(()))
        self._said = ShortenedLabel("")
        self._said.setObjectName("muted")
        choices.ticked_changed.connect(self._say)
        foot = QHBoxLayout()
        foot.addWidget(self._said, 1)
        foot.addWidget(self.all)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 6)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addLayout(foot)
        self._say()

    def open(self) -> None:
        """Show all that there is to choose."""
        self.field.clear()
        self.field.setVisible(self._choices.count >= _SEARCHED_FROM)
        self._say()
        is_searched = self._choices.count >= _SEARCHED_FROM
        height = min(_HEIGHT, _REST + _ROW * max(2, self._choices.count) + (_FIELD if is_searched else 0))
        self.hang(width=_WIDTH, height=height, first=self.field if is_searched else self.list)
        if not self.list.currentIndex().isValid() and self._choices.rowCount():
            self.list.setCurrentIndex(self._choices.index(0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on into the list with Down, tick the first with Enter."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                self.list.setCurrentIndex(self._choices.index(0))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._choices.rowCount():
                    first = self._choices.index(0)
                    self._choices.setData(first, None, Qt.ItemDataRole.CheckStateRole)
                return True
        return super().eventFilter(watched, event)

    def _say(self) -> None:
        chosen = len(self._choices.keys())
        words = n_("{count} chosen", "{count} chosen", chosen).format(count=number(chosen))
        self._said.setText(words if chosen else _("Nothing ticked means all."))
        self.all.setEnabled(bool(chosen))


def _cut(words: str, most: int = 24) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"
