"""Whose work is in the program: a list to search, and the licence of what is chosen."""

from pathlib import Path
from typing import Final, NamedTuple

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.edition import Flavour, edition
from annotator.licences import Component, components, own_text
from annotator.words import N_, _, n_, number

_LIST_WIDTH: Final = 280  # pixels
_PLACE: Final = Qt.ItemDataRole.UserRole
_QT_SOURCES: Final = "https://download.qt.io/official_releases/"
_PYSIDE_SOURCES: Final = "https://code.qt.io/cgit/pyside/pyside-setup.git/"
_OWNER: Final = "The Qt Company Ltd."  # its full stop is its own, in an Arabic text too
_QT: Final = N_(
    "Annotator uses Qt {qt} and its binding for Python, PySide6 and Shiboken6 {pyside}, under the GNU Lesser "
    "General Public License, version 3. Copyright: The Qt Company Ltd. and other contributors.\n\n"
    "They were not changed. They lie as libraries of their own in this folder:\n{folder}\n"
    "You may put your own build of the same version in their place, changed or not: Annotator loads whatever "
    "lies there. You may take Annotator apart as far as that needs.\n\n"
    "Their source code, from those who made it:\n"
    "Qt: {qt_sources}qt/\n"
    "PySide6 and Shiboken6: {qt_sources}QtForPython/ and {pyside_sources}\n\n"
    "The text of the licence stands in this list under PySide6."
)


class Entry(NamedTuple):
    """A row of the list: what it is called, its licence by name, and the text that it shows.

    The text of a licence is English; what `is_said` by Annotator is in the language of the window.
    """

    name: str
    licence: str
    text: str
    is_said: bool = False


def entries() -> list[Entry]:
    """Return ours first, then what Qt's licence wants to be said, then all others by name."""
    about_qt = (
        _(_QT)
        .replace(_OWNER, f"\u2066{_OWNER}\u2069")
        .format(
            qt=qVersion(),
            pyside=PySide6.__version__,
            folder=Path(PySide6.__file__).parent,
            qt_sources=_QT_SOURCES,
            pyside_sources=_PYSIDE_SOURCES,
        )
    )
    if not any(one.text for one in components() if one.name.startswith("PySide6")):
        about_qt = about_qt.rpartition("\n\n")[0]  # that its text is in the list; pip brings none
    ours = Entry("Annotator", "MIT", own_text() or "MIT")
    return [ours, Entry("Qt, PySide6", "LGPL-3.0", about_qt, is_said=True), *map(_entry, components())]


def _entry(of: Component) -> Entry:
    name = f"{of.name} {of.version}".strip()
    if of.text:
        return Entry(name, of.licence, of.text)
    missing = (
        _("This package came without the text of its licence. The licence is called: {licence}.")
        if edition().flavour is Flavour.SOURCE
        else _("The text of this licence is missing here. The licence is called: {licence}.")
    )
    return Entry(name, of.licence, missing.format(licence=of.licence or _("not known")), is_said=True)


class LicenceList(QWidget):
    """Typing finds names and licences; the text beside the list is that of the row in hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = entries()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search: a name or a licence"))
        self.search.setAccessibleName(_("Search the licences"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setObjectName("places")
        self.list.setAccessibleName(_("Work of others in Annotator"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found = QLabel()
        self.found.setObjectName("muted")
        self.text = QPlainTextEdit()
        self.text.setObjectName("paper")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Text of the licence"))
        for place, entry in enumerate(self._entries):
            item = QListWidgetItem(f"\u2068{entry.name}\u2069\n\u2068{entry.licence}\u2069")
            item.setData(_PLACE, place)
            self.list.addItem(item)
        self._lay_out()
        self.search.textChanged.connect(self._narrow)
        self.list.currentItemChanged.connect(self._show)
        self._narrow("")
        self.list.setCurrentRow(0)

    def shown(self) -> list[str]:
        """Return the names of the rows in sight."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [self._entries[one.data(_PLACE)].name for one in items if not one.isHidden()]

    def _lay_out(self) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(8)
        for widget in (self.search, self.list, self.found):
            beside.addWidget(widget)
        side = QWidget()
        side.setLayout(beside)
        side.setFixedWidth(_LIST_WIDTH)
        beside.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(side)
        row.addWidget(self.text, 1)

    def _narrow(self, wanted: str) -> None:
        """Keep the rows whose name or licence holds every word that was typed; be on one of them."""
        words = wanted.casefold().split()
        kept = []
        for row in range(self.list.count()):
            item = self.list.item(row)
            entry = self._entries[item.data(_PLACE)]
            has_all = all(word in f"{entry.name} {entry.licence}".casefold() for word in words)
            item.setHidden(not has_all)
            if has_all:
                kept.append(item)
        count = len(kept)
        self.found.setText(n_("{count} component", "{count} components", count).format(count=number(count)))
        if kept and self.list.currentItem() not in kept:
            self.list.setCurrentItem(kept[0])

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        entry = self._entries[item.data(_PLACE)]
        english = Qt.LayoutDirection.LeftToRight
        way = self.layoutDirection() if entry.is_said else english
        self.text.setLayoutDirection(way)
        side = Qt.AlignmentFlag.AlignLeft if way == english else Qt.AlignmentFlag.AlignRight
        option = self.text.document().defaultTextOption()
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)  # which does not follow the direction
        self.text.document().setDefaultTextOption(option)
        self.text.setPlainText(entry.text)
