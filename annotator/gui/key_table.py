"""The keys as a list in groups, which narrows as one types."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.gui.actions import BY_ID, shown_key
from annotator.gui.keymap import Holder, KeyMap
from annotator.text.folding import folded
from annotator.words import _, in_every_language

_ID: Final = Qt.ItemDataRole.UserRole
_KEYS_PX: Final = 190
_ISOLATES: Final = str.maketrans("", "", "\u2066\u2069")


class KeyTable(QTreeWidget):
    """What has which key, one row each."""

    def __init__(self, keys: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setColumnCount(3)
        self.setHeaderLabels([_("Key"), _("What it does"), ""])
        self.setAccessibleName(_("Keys"))
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(12)
        self.setColumnWidth(0, _KEYS_PX)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self._bold = QFont(self.font())
        self._bold.setBold(True)
        self._groups: dict[str, QTreeWidgetItem] = {}
        self._rows: dict[str, QTreeWidgetItem] = {}
        self._fill()
        keys.changed.connect(self._show_keys)

    def chosen(self) -> str:
        """Return the id of what is chosen, "" where nothing is."""
        items = self.selectedItems()
        return str(items[0].data(0, _ID)) if items else ""

    def choose(self, id_: str) -> None:
        """Choose a row and bring it into sight."""
        self.setCurrentItem(self._rows[id_])
        self.scrollToItem(self._rows[id_])

    def choose_first(self) -> None:
        """Choose the first row that is shown, and take the keys."""
        first = next((id_ for id_ in self.shown()), "")
        if first:
            self.choose(first)
        self.setFocus()

    def shown(self) -> list[str]:
        """Return the ids of the rows that the search leaves."""
        return [id_ for id_, row in self._rows.items() if not row.isHidden()]

    def search(self, query: str) -> None:
        """Show only what is done or pressed by these words, in any of the three languages."""
        wanted = folded(query.strip()).lower()
        for id_, row in self._rows.items():
            row.setHidden(wanted not in self._searched(id_))
        shown = {self._keys.holders[id_].group for id_ in self.shown()}
        for name, group in self._groups.items():
            group.setHidden(name not in shown)

    def _searched(self, id_: str) -> str:
        holder = self._keys.holders[id_]
        if holder.label is None:
            others = in_every_language(BY_ID[id_].text)
        else:
            names = holder.label.names
            others = (names.ar, names.en, names.fr, holder.label.id)
        keys = [shown_key(key).translate(_ISOLATES) for key in self._keys.keys(id_)]
        return folded(" ".join((holder.words, *others, *keys, *self._keys.keys(id_)))).lower()

    def _fill(self) -> None:
        groups = self._groups
        for holder in self._keys.holders.values():
            if holder.group not in groups:
                group = groups[holder.group] = QTreeWidgetItem(self, [holder.group])
                group.setFlags(Qt.ItemFlag.ItemIsEnabled)
                group.setFirstColumnSpanned(True)
                group.setFont(0, self._bold)
            self._rows[holder.id] = self._row(holder, groups[holder.group])
        self.expandAll()
        self._show_keys()

    def _row(self, holder: Holder, group: QTreeWidgetItem) -> QTreeWidgetItem:
        row = QTreeWidgetItem(group, ["", holder.words])
        row.setData(0, _ID, holder.id)
        row.setFont(0, self._bold)
        return row

    def _show_keys(self) -> None:
        for id_, row in self._rows.items():
            row.setText(0, "  ".join(map(shown_key, self._keys.keys(id_))))
            row.setText(2, _("changed") if self._keys.is_changed(id_) else "")
